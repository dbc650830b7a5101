// Head of a scenario: what its comments say it is about.
#include "tutorials/scenario_head.h"

#include <gtest/gtest.h>

namespace synod {
namespace {

TEST(ScenarioHead, has_mark_title_source_group_and_text_over_several_lines) {
  const ScenarioHead head = read_scenario_head(
      "# X-1: The title\r\n# Source: a book,\n# page 3\n# Group: Odd ones\n#\n# What it\n# shows.\n"
      "#\n# More of it.\n\n# Source: not this\n");
  EXPECT_EQ(head.mark, "X-1");
  EXPECT_EQ(head.title, "The title");
  EXPECT_EQ(full_title(head), "X-1: The title");
  EXPECT_EQ(head.source, "a book, page 3");
  EXPECT_EQ(head.group, "Odd ones");
  EXPECT_EQ(head.text, "What it shows.\n\nMore of it.");
  EXPECT_TRUE(head.explains());
}

TEST(ScenarioHead, takes_a_second_line_for_the_text_where_it_has_no_key) {
  const ScenarioHead head = read_scenario_head("# My duel: take two\n# Watch P2.\nnodes 3\n");
  EXPECT_EQ(head.mark, "");
  EXPECT_EQ(head.title, "My duel: take two");
  EXPECT_EQ(head.text, "Watch P2.");
}

TEST(ScenarioHead, explains_nothing_where_there_is_only_a_title_or_a_bookmark) {
  EXPECT_FALSE(read_scenario_head("# My run\nnodes 3\n").explains());
  EXPECT_FALSE(read_scenario_head("# My run\n#: bookmark here\nnodes 3\n").explains());
  EXPECT_FALSE(read_scenario_head("nodes 3\n").explains());
  EXPECT_FALSE(read_scenario_head("").explains());
}

}  // namespace
}  // namespace synod
