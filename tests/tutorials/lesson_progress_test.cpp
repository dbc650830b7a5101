// Progress in lessons: written, read, and read where it is damaged.
#include <rapidcheck/gtest.h>

#include "tutorials/progress.h"

namespace synod {
namespace {

rc::Gen<std::string> any_text() {
  return rc::gen::container<std::string>(rc::gen::inRange(' ', '~'));
}

rc::Gen<AnswerRecord> any_record() {
  return rc::gen::exec([] {
    AnswerRecord record;
    record.answer.choices =
        *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 9));
    record.answer.clicked = *rc::gen::container<std::vector<std::string>>(any_text());
    record.answer.typed = *any_text();
    record.first.choices =
        *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 9));
    record.first.typed = *any_text();
    // Whoever answered had a first answer.
    if (record.first == Answer{}) record.first = record.answer;
    record.right = *rc::gen::arbitrary<bool>();
    record.right_first = *rc::gen::arbitrary<bool>();
    record.tries = *rc::gen::inRange(0u, 1000u);
    record.reviewed = *rc::gen::arbitrary<bool>();
    return record;
  });
}

ProgressBook any_book() {
  ProgressBook book;
  const auto place = rc::gen::pair(rc::gen::inRange(0u, 40u), rc::gen::inRange(0u, 30u));
  const auto count = rc::gen::inRange(0u, 1000u);
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    LessonProgress progress;
    progress.step = *rc::gen::inRange(0u, 40u);
    progress.done = *rc::gen::arbitrary<bool>();
    progress.answers = *rc::gen::container<std::map<BlockPlace, AnswerRecord>>(place, any_record());
    progress.best = *rc::gen::container<std::map<BlockPlace, std::uint32_t>>(place, count);
    progress.seconds = *rc::gen::container<std::map<BlockPlace, std::uint32_t>>(place, count);
    progress.ways = *rc::gen::container<std::map<BlockPlace, std::string>>(
        place, rc::gen::element<std::string>("deliver accept P1->A1\n",
                                             "propose P1 \"a b\"\nfire P1 retry\n"));
    progress.hints = *rc::gen::container<std::map<BlockPlace, std::uint32_t>>(place, count);
    progress.ids = *rc::gen::container<QuestionIds>(
        place, rc::gen::element<std::string>("who-is-free", "0123456789abcdef-2"));
    progress.student = *any_text();
    progress.language = *any_text();
    progress.handed_in = *rc::gen::arbitrary<bool>();
    book.set({*any_text(), static_cast<LessonForm>(*rc::gen::inRange(0, 3))}, progress);
  }
  return book;
}

RC_GTEST_PROP(Progress, is_read_as_it_was_written, ()) {
  const ProgressBook book = any_book();
  const ReadProgress read = read_progress(book.text());
  RC_ASSERT(read.damaged == 0u);
  RC_ASSERT(read.book == book);
}

RC_GTEST_PROP(Progress, survives_any_damage_and_keeps_the_lessons_before_it, ()) {
  ProgressBook first;
  first.set({"01-first", LessonForm::worked}, {.step = 3, .done = true});
  const ReadProgress read =
      read_progress(first.text() + "\n" + *rc::gen::arbitrary<std::string>() + "\nlesson");
  RC_ASSERT(read.damaged >= 1u);
  RC_ASSERT(read.book.find({"01-first", LessonForm::worked}) != nullptr);
}

TEST(Progress, passes_over_damaged_lines_and_counts_them) {
  const ReadProgress read = read_progress(
      "step 3\n"
      "lesson 05-heart worked\n"
      "step 4\n"
      "answer 1 2 right sometimes 3\n"
      "best 1 2 7 extra\n"
      "best 1 3 9\n"
      "lesson 06 sideways\n"
      "step 9\n");
  EXPECT_EQ(read.damaged, 5u);
  ASSERT_EQ(read.book.lessons().size(), 1u);
  const LessonProgress* progress = read.book.find({"05-heart", LessonForm::worked});
  ASSERT_NE(progress, nullptr);
  EXPECT_EQ(progress->step, 4u);
  EXPECT_TRUE(progress->answers.empty());
  EXPECT_EQ(progress->best.size(), 1u);
}

TEST(Progress, reads_no_more_than_it_may) {
  std::string text = "lesson a worked\nstep 2\n";
  while (text.size() < max_progress_bytes + 10) text += "# filling\n";
  const ReadProgress read = read_progress(text + "lesson b worked\n");
  EXPECT_GE(read.damaged, 1u);
  EXPECT_NE(read.book.find({"a", LessonForm::worked}), nullptr);
  EXPECT_EQ(read.book.find({"b", LessonForm::worked}), nullptr);
}

TEST(Progress, forgets_one_lesson_in_every_form) {
  ProgressBook book;
  book.set({"a", LessonForm::worked}, {});
  book.set({"a", LessonForm::goal}, {});
  book.set({"b", LessonForm::worked}, {});
  book.reset("a");
  EXPECT_EQ(book.lessons().size(), 1u);
  book.reset_all();
  EXPECT_TRUE(book.lessons().empty());
}

}  // namespace
}  // namespace synod
