// Parser of a request that is typed by itself.
#include "model/scenario/request_parser.h"

#include <gtest/gtest.h>

#include "model/scenario/parser.h"

namespace synod {
namespace {

TEST(TypedRequest, is_read_as_behind_the_node_in_a_scenario) {
  for (const char* typed :
       {"blue", "blue at 5", "x=5", "x+=1", "x?", "a-10-b", "\"two words\" at 7"}) {
    const auto request = parse_request(typed);
    ASSERT_TRUE(request) << typed;
    const auto scenario = parse_scenario("propose P1 " + std::string(typed));
    ASSERT_TRUE(scenario) << typed;
    const auto& line = std::get<ProposeCommand>(scenario->lines.front().command);
    EXPECT_EQ(request->value, line.value) << typed;
    EXPECT_EQ(request->round, line.round) << typed;
  }
}

TEST(TypedRequest, is_refused_where_more_stands_there_than_a_request) {
  for (const char* typed :
       {"", "two words", "blue at", "blue at 0", "blue at 5ms", "blue # later", "\"blue"}) {
    const auto request = parse_request(typed);
    EXPECT_FALSE(request) << typed;
  }
  EXPECT_EQ(parse_request("two words").error().str(),
            "request:1:5: expected the end of the line, but found 'words'");
}

}  // namespace
}  // namespace synod
