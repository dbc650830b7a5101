// Warnings of lessons whose goals or questions give themselves away.
#include <array>
#include <gmock/gmock.h>
#include <set>

#include "protocols/catalog.h"
#include "tutorials/choice_order.h"
#include "tutorials/lesson_check.h"

namespace synod {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> warnings(const std::string& text) {
  const ParsedLesson parsed = parse_lesson(text, "lesson.md");
  const CheckedLesson checked = check_with_warnings(parsed, {find_protocol, {}});
  std::vector<std::string> found;
  for (const LessonProblem& problem : checked.problems) found.push_back(problem.str());
  EXPECT_TRUE(found.empty()) << found.front();
  for (const LessonProblem& warning : checked.warnings) found.push_back(warning.str());
  return found;
}

const std::string head = R"(---
title: A lesson
summary: What a lesson is like.
protocol: paxos
level: 1
minutes: 5
objectives:
- see a warning
---
)";

/// A lesson that sets `scene` up, and whose goal stands behind line 21.
std::string with_goal(const std::string& scene, const std::string& goal) {
  return head + "\n## Your turn\n\n```synod at-once\nproposers 2\nacceptors 3\nlearners 1\n" +
         scene + "```\n\n```goal\nReach it.\n" + goal + "```\n";
}

const std::string by_hand =
    "solution:\ndeliver prepare P1->*\ndeliver promise A1->P1\ndeliver promise A2->P1\n"
    "deliver accept P1->A1\ndeliver accept P1->A2\n";

TEST(LessonWarnings, tell_of_a_goal_that_play_reaches_with_the_events_that_it_takes) {
  EXPECT_EQ(warnings(with_goal("propose P1 blue\n", "reach: chosen blue\n" + by_hand)),
            (std::vector<std::string>{"lesson.md:22:8: Play alone reaches this goal, at event 8"}));
}

TEST(LessonWarnings, tell_nothing_where_play_takes_more_events_than_count) {
  EXPECT_TRUE(warnings(with_goal("propose P1 blue\n", "reach: chosen blue\nwithin: 7\n" + by_hand))
                  .empty());
}

TEST(LessonWarnings, tell_of_a_goal_that_the_restarts_of_its_solution_reach) {
  const std::string crashed = "propose P1 blue\ncrash A2\ncrash A3\n";
  const std::string goal =
      "solution:\nrestart A2\n" + by_hand.substr(std::string("solution:\n").size());
  EXPECT_EQ(warnings(with_goal(crashed, "reach: chosen blue\n" + goal)),
            (std::vector<std::string>{
                "lesson.md:24:8: the requests and restarts of the solution and Play reach this "
                "goal, at event 9"}));
  EXPECT_TRUE(warnings(with_goal(crashed, "reach: chosen blue\nwithin: 8\n" + goal)).empty());
}

TEST(LessonWarnings, tell_of_a_goal_that_any_one_request_and_play_reach) {
  EXPECT_EQ(warnings(with_goal("propose P2 red\n",
                               "reach: P1.ballot > 2.1\nsolution:\npropose P1 blue at 3\n")),
            (std::vector<std::string>{
                "lesson.md:22:8: the requests and restarts of the solution and Play reach this "
                "goal, at event 1"}));
}

TEST(LessonWarnings, tell_nothing_of_what_cannot_be_reached) {
  EXPECT_TRUE(
      warnings(with_goal("propose P1 blue\n", "reach: chosen red\nimpossible: yes\nafter: 3\n"))
          .empty());
}

std::string question(const std::string& right, const std::string& wrong, const std::string& key) {
  return "\n```ask\nWhich?\n- [x] " + right + " :: Yes.\n- [ ] " + wrong + " :: No.\nkind: quiz\n" +
         key + "```\n";
}

TEST(LessonWarnings, tell_of_right_answers_that_are_longer_than_the_others) {
  const std::string told = question("a long and careful answer", "short", "");
  const std::string fair = question("short", "a long and careful answer", "");
  EXPECT_EQ(warnings(head + "\n## Quiz\n" + told + told + fair),
            (std::vector<std::string>{
                "lesson.md:13:4: the right answer is the longest one in 2 of the lesson's 3 "
                "questions, which gives it away: shorten some of them, or lengthen others"}));
  EXPECT_TRUE(warnings(head + "\n## Quiz\n" + told + fair + fair).empty());
  EXPECT_TRUE(warnings(head + "\n## Quiz\n" + told).empty()) << "one question is no pattern";
}

TEST(LessonWarnings, tell_nothing_of_a_length_that_nobody_sees) {
  const std::string eight = "eight on";
  const auto two = [&](const std::string& right) {
    return warnings(head + "\n## Quiz\n" + question(right, eight, "") + question(right, eight, ""));
  };
  EXPECT_TRUE(two("nine char").empty()) << "an eighth longer";
  EXPECT_EQ(two("ten chars.").size(), 1u);
  EXPECT_TRUE(two("ä ö ü ß é").empty()) << "nine characters in more bytes";
}

TEST(LessonWarnings, tell_of_right_answers_at_one_place_where_questions_keep_their_order) {
  const std::string first = question("one", "two", "order: keep\n");
  EXPECT_EQ(warnings(head + "\n## Quiz\n" + first + first),
            (std::vector<std::string>{
                "lesson.md:13:4: the right answer stands at the same place in 2 of the lesson's 2 "
                "questions that keep their order: move some of them"}));
  const std::string shuffled = question("one", "two", "");
  EXPECT_TRUE(warnings(head + "\n## Quiz\n" + shuffled + shuffled).empty());
}

AskBlock with_choices(std::size_t count) {
  AskBlock ask;
  ask.choices.resize(count);
  return ask;
}

TEST(ChoiceOrder, is_the_same_in_a_run_and_another_in_the_next_or_in_another_block) {
  const AskBlock ask = with_choices(9);
  const auto order = choice_order(ask, "05-the-heart", {1, 2}, 0);
  EXPECT_EQ(order, choice_order(ask, "05-the-heart", {1, 2}, 0));
  EXPECT_NE(order, choice_order(ask, "05-the-heart", {1, 2}, 1));
  EXPECT_NE(order, choice_order(ask, "05-the-heart", {1, 3}, 0));
  EXPECT_NE(order, choice_order(ask, "06-chosen", {1, 2}, 0));
}

TEST(ChoiceOrder, has_each_choice_once_and_at_each_place_about_as_often) {
  const AskBlock ask = with_choices(3);
  std::array<std::array<int, 3>, 3> seen{};
  for (std::uint32_t run = 0; run < 600; ++run) {
    const auto order = choice_order(ask, "05-the-heart", {1, 2}, run);
    ASSERT_EQ(std::set<std::size_t>(order.begin(), order.end()).size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) ++seen[i][order[i]];
  }
  for (const auto& places : seen)
    for (int times : places) EXPECT_NEAR(times, 200, 50);
}

TEST(ChoiceOrder, is_that_of_the_file_where_the_question_keeps_it) {
  AskBlock ask = with_choices(4);
  ask.keeps_order = true;
  for (std::uint32_t run = 0; run < 20; ++run)
    EXPECT_EQ(choice_order(ask, "05-the-heart", {1, 2}, run),
              (std::vector<std::size_t>{0, 1, 2, 3}));
}

}  // namespace
}  // namespace synod
