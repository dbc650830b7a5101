// Table of keys and values.
#include "model/data/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace synod {
namespace {

using ::testing::ElementsAre;

TEST(Table, gives_back_what_was_put_under_a_key) {
  Table table;
  table.put("x", "1");
  EXPECT_EQ(table.get("x"), Text("1"));
  EXPECT_EQ(table.get("y"), Text());
  EXPECT_TRUE(table.contains("x"));
  EXPECT_FALSE(table.contains("y"));
}

TEST(Table, keeps_a_key_once_with_its_last_value) {
  Table table;
  table.put("x", "1");
  table.put("x", "2");
  EXPECT_EQ(table.size(), 1u);
  EXPECT_EQ(table.get("x"), Text("2"));
}

TEST(Table, stands_in_the_order_of_its_keys_whatever_order_they_come_in) {
  Table table;
  for (const char* key : {"m", "a", "z", "b"}) table.put(key, "1");
  std::vector<std::string> keys;
  for (const TableRow& row : table) keys.push_back(row.key.str());
  EXPECT_THAT(keys, ElementsAre("a", "b", "m", "z"));
}

TEST(Table, tells_which_key_was_put_last_even_where_its_value_stayed) {
  Table table;
  EXPECT_EQ(table.last(), Text());
  table.put("b", "1");
  table.put("a", "1");
  EXPECT_EQ(table.last(), Text("a"));
  table.put("b", "1");
  EXPECT_EQ(table.last(), Text("b"));
}

TEST(Table, a_copy_goes_its_own_way) {
  Table table;
  table.put("x", "1");
  Table copy = table;
  copy.put("x", "2");
  EXPECT_EQ(table.get("x"), Text("1"));
  EXPECT_NE(table, copy);
}

}  // namespace
}  // namespace synod
