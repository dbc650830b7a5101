// Goals that name a value which no run can have: a slip is told from what is out of reach.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/explore.h"
#include "model/scenario/condition_parser.h"
#include "tests/model/why_script.h"

namespace synod::explore {
namespace {

using synod::testing::run_of_script;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* two_proposers = "proposers 2\nacceptors 3\nlearners 1\n";
constexpr const char* log_of_three = "protocol multi\nnodes 3\n";
constexpr const char* with_client = "protocol multi\nnodes 3\nclients 1\n";

/// Why that goal can't be asked at the end of `script`; empty where it can.
std::string problem(const std::string& script, const char* condition, const Bounds& bounds = {}) {
  const auto goal = parse_condition(condition);
  EXPECT_TRUE(goal) << condition;
  const auto why = explore_problem(run_of_script(script), {*goal}, bounds);
  return why ? why->str() : "";
}

TEST(GoalValues, name_the_value_that_was_probably_meant) {
  EXPECT_EQ(problem(two_proposers, "chosen gren"),
            "nobody asks for gren here; did you mean green?");
  EXPECT_EQ(problem(two_proposers, "not chosen bleu"),
            "nobody asks for bleu here; did you mean blue?");
  EXPECT_EQ(problem(two_proposers, "learned L1 Green"),
            "nobody asks for Green here; did you mean green?");
  EXPECT_EQ(problem(two_proposers, "A1.accepted = 1.1:blu"),
            "nobody asks for blu here; did you mean blue?");
  EXPECT_EQ(problem(two_proposers, "P1.value = gren"),
            "nobody asks for gren here; did you mean green?");
}

TEST(GoalValues, list_what_can_be_asked_for_where_nothing_is_near) {
  EXPECT_EQ(problem(two_proposers, "chosen red"),
            "nobody asks for red here; what can be asked for is blue, green");
  EXPECT_EQ(problem(two_proposers, "chosen blue", {.ballots = 0}),
            "nobody asks for blue here: nobody is asked for anything");
}

TEST(GoalValues, may_be_all_that_was_asked_for_or_can_be) {
  const std::string asked = two_proposers + std::string("propose P1 red\n");
  EXPECT_EQ(problem(asked, "chosen red"), "");
  EXPECT_EQ(problem(asked, "chosen red", {.ballots = 0}), "");
  EXPECT_EQ(problem(asked, "chosen green"), "");
  EXPECT_EQ(problem(asked, "chosen gold", {.values = {"gold"}}), "");
  EXPECT_EQ(problem(two_proposers, "chosen green", {.ballots = 0, .once_more = {{1}}}), "");
  EXPECT_EQ(problem(two_proposers, "chosen none and learned L1"), "");
}

TEST(GoalValues, are_no_words_of_other_fields) {
  EXPECT_EQ(problem(two_proposers, "P1.phase = preparing"), "");
  EXPECT_EQ(problem(two_proposers, "A1.promised = 1.1 and P1.round = 1"), "");
}

TEST(GoalValues, of_a_log_are_commands_and_the_filler_of_holes) {
  EXPECT_EQ(problem(log_of_three, "chosen slot 1 = \"x=1\""), "");
  EXPECT_EQ(problem(log_of_three, "N1.log[1] = no-op"), "");
  EXPECT_THAT(problem(log_of_three, "N2.log[1] = \"y=1\""), HasSubstr("nobody asks for y=1"));
  EXPECT_THAT(problem(log_of_three, "N2.log[1] = 1.1:\"y=1\""), HasSubstr("nobody asks for y=1"));
}

TEST(GoalValues, of_clients_carry_their_number) {
  EXPECT_EQ(problem(with_client + std::string("propose C1 x=5\n"), "chosen \"C1.1 x=5\""), "");
  EXPECT_EQ(problem(with_client + std::string("propose C1 x=5\n"), "chosen \"C1.2 x=5\""), "");
  EXPECT_THAT(problem(with_client + std::string("propose C1 x=5\n"), "chosen \"C1.1 x=6\""),
              AllOf(HasSubstr("nobody asks for"), HasSubstr("did you mean")));
}

TEST(GoalValues, stand_in_slots_where_there_is_a_log_alone) {
  EXPECT_THAT(problem(two_proposers, "chosen slot 1 = blue"), HasSubstr("has no slots"));
  EXPECT_THAT(problem(log_of_three, "chosen slot 0 = \"x=1\""), HasSubstr("counted from 1"));
}

TEST(GoalValues, leave_other_slips_to_what_the_language_says_of_them) {
  EXPECT_THAT(problem(two_proposers, "A9.promised = 1.1"), HasSubstr("there is no node A9"));
  EXPECT_THAT(problem(two_proposers, "A1.promissed = 1.1"), HasSubstr("it has promised"));
}

}  // namespace
}  // namespace synod::explore
