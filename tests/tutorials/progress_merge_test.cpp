// Merging of progress: whoever learns on two machines loses nothing.
#include "tutorials/progress_merge.h"

namespace synod {
namespace {

const ProgressBook::Key heart{"05-the-heart", LessonForm::worked};
const BlockPlace question{1, 2};
const BlockPlace goal{3, 1};

AnswerRecord answered(std::size_t choice, bool right, bool right_first, std::uint32_t tries) {
  const Answer answer{.choices = {choice}, .clicked = {}, .typed = {}};
  return {answer, answer, right, right_first, tries};
}

TEST(Merged_progress, keeps_what_is_done_and_the_later_step) {
  LessonProgress here;
  here.step = 2;
  LessonProgress there;
  there.step = 1;
  there.done = true;
  there.run = 3;
  for (const LessonProgress& both : {merged(here, there), merged(there, here)}) {
    EXPECT_EQ(both.step, 2u);
    EXPECT_TRUE(both.done);
    EXPECT_EQ(both.run, 3u);
  }
}

TEST(Merged_progress, keeps_a_right_answer_whole) {
  LessonProgress here;
  here.answers[question] = answered(0, false, false, 5);
  LessonProgress there;
  there.answers[question] = answered(1, true, false, 2);
  for (const LessonProgress& both : {merged(here, there), merged(there, here)})
    EXPECT_EQ(both.answers.at(question), there.answers.at(question));
  there.answers[question] = answered(1, true, true, 1);
  here.answers[question] = answered(1, true, false, 2);
  EXPECT_TRUE(merged(here, there).answers.at(question).right_first);
}

TEST(Merged_progress, of_answers_that_are_as_far_keeps_the_one_that_was_here) {
  LessonProgress here;
  here.answers[question] = answered(0, true, true, 1);
  LessonProgress there;
  there.answers[question] = answered(1, true, true, 1);
  EXPECT_EQ(merged(here, there).answers, here.answers);
}

TEST(Merged_progress, keeps_the_fewer_actions_with_the_way_that_they_took) {
  LessonProgress here;
  here.best[goal] = 9;
  here.ways[goal] = "the long way\n";
  LessonProgress there;
  there.best[goal] = 7;
  there.ways[goal] = "the short way\n";
  for (const LessonProgress& both : {merged(here, there), merged(there, here)}) {
    EXPECT_EQ(both.best.at(goal), 7u);
    EXPECT_EQ(both.ways.at(goal), "the short way\n");
  }
  there.ways.clear();
  EXPECT_FALSE(merged(here, there).ways.contains(goal)) << "the long way is no way of 7 actions";
  there.best[goal] = 9;
  EXPECT_EQ(merged(there, here).ways.at(goal), "the long way\n");
}

TEST(Merged_progress, keeps_the_most_hints_and_seconds) {
  LessonProgress here;
  here.hints[goal] = 2;
  here.seconds[question] = 30;
  LessonProgress there;
  there.hints[goal] = 1;
  there.seconds[question] = 40;
  const LessonProgress both = merged(here, there);
  EXPECT_EQ(both.hints.at(goal), 2u);
  EXPECT_EQ(both.seconds.at(question), 40u);
}

TEST(Merged_progress, keeps_lessons_forms_and_questions_that_only_one_side_has) {
  ProgressBook here;
  ProgressBook there;
  LessonProgress one;
  one.answers[question] = answered(0, true, true, 1);
  LessonProgress other;
  other.answers[{7, 7}] = answered(0, false, false, 1);
  here.set(heart, one);
  here.set({"mine", LessonForm::goal}, one);
  there.set(heart, other);
  there.set({"05-the-heart", LessonForm::goal}, other);
  merge_progress(here, there);
  EXPECT_EQ(here.lessons().size(), 3u);
  EXPECT_EQ(here.find(heart)->answers.size(), 2u);
  const ProgressBook once = here;
  merge_progress(here, there);
  EXPECT_EQ(here, once) << "to import a file twice changes nothing";
}

TEST(Merged_progress, of_an_edited_lesson_goes_to_where_its_questions_stand) {
  LessonProgress here;
  here.ids = {{{0, 1}, "first"}, {{0, 3}, "second"}};
  LessonProgress there;
  there.ids = {{{0, 1}, "second"}, {{0, 2}, "gone"}};
  there.answers[{0, 1}].tries = 2;
  there.answers[{0, 2}].tries = 5;
  const LessonProgress both = merged(here, there);
  ASSERT_EQ(both.answers.size(), 1u);
  EXPECT_EQ(both.answers.at({0, 3}).tries, 2u);
  EXPECT_EQ(both.ids, here.ids);
}

TEST(Merged_progress, keeps_that_an_assignment_was_handed_in_and_a_question_reviewed) {
  LessonProgress here;
  here.answers[{0, 1}].tries = 1;
  LessonProgress there = here;
  there.student = "Ada";
  there.handed_in = true;
  there.answers[{0, 1}].reviewed = true;
  const LessonProgress both = merged(here, there);
  EXPECT_EQ(both.student, "Ada");
  EXPECT_TRUE(both.handed_in);
  EXPECT_TRUE(both.answers.at({0, 1}).reviewed);
}

}  // namespace
}  // namespace synod
