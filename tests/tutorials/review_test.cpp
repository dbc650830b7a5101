// Review of lessons: what was missed is asked once more, in the world in which it was asked.
#include "tutorials/review.h"

#include <gmock/gmock.h>

#include "protocols/catalog.h"
#include "tests/tutorials/lesson_files.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_run.h"

namespace synod {
namespace {

using Wait = LessonRun::Wait;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Lesson lesson_called(const std::string& stem) {
  for (const auto& file : testing::lesson_files())
    if (file.stem() == stem) return load_lesson(file).lesson;
  ADD_FAILURE() << "no lesson " << stem;
  return {};
}

/// Somebody who passes everything over.
LessonProgress passed_over(const Lesson& lesson) {
  History stage(make_cluster(*find_protocol(lesson.head.protocol), {}));
  LessonRun run(lesson, LessonForm::worked, find_protocol, stage);
  while (run.waits() != Wait::end) run.skip();
  return run.progress();
}

class ReviewOfEach : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(ReviewOfEach, lesson_asks_every_item_in_a_world_where_its_answers_hold) {
  const Lesson lesson = load_lesson(GetParam()).lesson;
  const LessonProgress progress = passed_over(lesson);
  const std::vector<TakenLesson> taken{{&lesson, LessonForm::worked, &progress}};
  const auto missed = missed_in(taken);
  EXPECT_EQ(missed.size(), result_of(lesson, LessonForm::worked, progress).items.size());
  const Review review = review_of(taken, missed, "Review", "review");
  const LessonWorld world{find_protocol, Glossary::built_in().ids()};
  for (const auto& problem : check_lesson({review.lesson, {}}, world))
    ADD_FAILURE() << problem.str();
  ASSERT_THAT(review.places, SizeIs(missed.size()));
  for (std::size_t i = 0; i < missed.size(); ++i) {
    const auto [step, block] = review.places[i];
    const auto [old_step, old_block] = missed[i].place;
    EXPECT_EQ(review.lesson.steps[step].blocks[block].index(),
              lesson.steps[old_step].blocks[old_block].index());
  }
}

std::string name_of(const ::testing::TestParamInfo<std::filesystem::path>& info) {
  std::string name = info.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return "of_" + name;
}
INSTANTIATE_TEST_SUITE_P(Lessons, ReviewOfEach, ::testing::ValuesIn(testing::lesson_files()),
                         name_of);

class ReviewTest : public ::testing::Test {
 protected:
  std::vector<TakenLesson> taken() const { return {{&lesson, LessonForm::worked, &progress}}; }
  /// The first question that the lesson asks.
  BlockPlace first_question() const {
    for (std::uint32_t s = 0; s < lesson.steps.size(); ++s)
      for (std::uint32_t b = 0; b < lesson.steps[s].blocks.size(); ++b)
        if (std::holds_alternative<AskBlock>(lesson.steps[s].blocks[b])) return {s, b};
    return {};
  }
  AnswerRecord answered(bool right_first, bool right) const {
    AnswerRecord record;
    record.answer.choices = record.first.choices = {0};
    record.right_first = right_first;
    record.right = right;
    record.tries = 1;
    return record;
  }

  const Lesson lesson = lesson_called("05-the-heart");
  LessonProgress progress;
};

TEST_F(ReviewTest, asks_what_was_wrong_at_first_though_it_was_right_in_the_end) {
  progress.answers[first_question()] = answered(false, true);
  EXPECT_THAT(missed_in(taken()), SizeIs(1));
  progress.answers[first_question()] = answered(true, true);
  EXPECT_THAT(missed_in(taken()), IsEmpty());
}

TEST_F(ReviewTest, does_not_ask_what_a_learner_has_not_come_to_yet) {
  EXPECT_THAT(missed_in(taken()), IsEmpty());
  progress.done = true;
  EXPECT_GT(missed_in(taken()).size(), 10u);
}

TEST_F(ReviewTest, says_nothing_of_an_assignment_before_it_is_handed_in) {
  Lesson assignment = lesson;
  assignment.head.assignment = true;
  progress.answers[first_question()] = answered(false, false);
  const std::vector<TakenLesson> both{{&assignment, LessonForm::worked, &progress}};
  EXPECT_THAT(missed_in(both), IsEmpty());
  progress.handed_in = true;
  EXPECT_THAT(missed_in(both), SizeIs(1));
}

TEST_F(ReviewTest, that_was_right_leaves_nothing_to_ask) {
  progress.answers[first_question()] = answered(false, false);
  const auto missed = missed_in(taken());
  const Review review = review_of(taken(), missed, "Review", "review");
  History stage(make_cluster(*find_protocol("paxos"), {}));
  LessonRun run(review.lesson, LessonForm::worked, find_protocol, stage);
  ASSERT_EQ(run.waits(), Wait::answer);
  const auto& ask = std::get<AskBlock>(run.lesson().steps[0].blocks[run.block()]);
  const auto right = std::find_if(ask.choices.begin(), ask.choices.end(),
                                  [](const Choice& choice) { return choice.right; });
  run.answer(run.block(), {{static_cast<std::size_t>(right - ask.choices.begin())}, {}, ""});
  run.play_block();
  note_review(progress, missed[0].place, run.progress(), review.places[0]);
  EXPECT_THAT(missed_in(taken()), IsEmpty());
  EXPECT_FALSE(progress.answers.at(missed[0].place).right_first) << "the first answer stays";
}

TEST_F(ReviewTest, that_was_wrong_once_more_is_asked_again) {
  progress.answers[first_question()] = answered(false, false);
  LessonProgress in_review;
  in_review.answers[{0, 3}] = answered(false, false);
  note_review(progress, first_question(), in_review, {0, 3});
  EXPECT_THAT(missed_in(taken()), SizeIs(1));
}

TEST_F(ReviewTest, keeps_a_goal_that_is_reached_in_it) {
  LessonProgress in_review;
  in_review.best[{2, 1}] = 7;
  in_review.ways[{2, 1}] = "deliver prepare P1->A1\n";
  note_review(progress, {6, 3}, in_review, {2, 1});
  EXPECT_EQ(progress.best.at({6, 3}), 7u);
  EXPECT_EQ(progress.ways.at({6, 3}), "deliver prepare P1->A1\n");
}

}  // namespace
}  // namespace synod
