// Hand-ins of a class: right ones, wrong ones, forged ones, of another version, and broken ones.
#include "tutorials/hand_in.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

#include "model/files/write_file.h"
#include "model/scenario/script.h"
#include "protocols/catalog.h"
#include "tests/places.h"
#include "tutorials/hand_in_results.h"
#include "tutorials/lesson_parser.h"
#include "tutorials/lesson_run.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using How = Grade::How;
using Wait = LessonRun::Wait;

Lesson good_lesson() {
  return load_lesson(fs::path(SYNOD_SOURCE_DIR) / "tests/tutorials/good_lesson.md").lesson;
}

/// Somebody who takes the lesson: answers with `choice`, and reaches the goal where `reaches`.
HandIn hand_in(const std::string& student, std::size_t choice, bool reaches) {
  const Lesson lesson = good_lesson();
  History stage(make_cluster(*find_protocol("paxos"), {}));
  LessonRun run(lesson, LessonForm::worked, find_protocol, stage);
  while (run.waits() != Wait::end) {
    switch (run.waits()) {
      case Wait::answer: run.answer(run.block(), {{choice}, {}, ""}); break;
      case Wait::events: run.play_block(); break;
      case Wait::goal:
        run.spend(90);
        for (const char* way :
             {"promise A1->P1", "promise A2->P1", "accept P1->A1", "accept P1->A2"})
          if (reaches) {
            for (const Message& message : stage.world().in_flight)
              if (command_text(stage.world(), actions::on_message(Verb::deliver, message.id)) ==
                  std::string("deliver ") + way) {
                EXPECT_TRUE(stage.act(actions::on_message(Verb::deliver, message.id)));
                break;
              }
            run.look();
          }
        run.leave_goal();
        break;
      case Wait::next: run.next(); break;
      case Wait::end: break;
    }
  }
  return {student, "good_lesson", lesson.version, LessonForm::worked, run.progress()};
}

std::vector<Grade> graded(const HandIn& hand_in) {
  return grades_of(good_lesson(), hand_in, find_protocol);
}

TEST(HandIn, is_read_as_it_was_written) {
  const HandIn ada = hand_in("Ada \"L\" Lovelace", 0, true);
  const auto read = read_hand_in(hand_in_text(ada));
  ASSERT_TRUE(read) << read.error().str();
  EXPECT_EQ(*read, ada);
}

TEST(HandIn, of_whoever_was_right_is_right_with_the_script_of_the_goal) {
  const auto grades = graded(hand_in("Ada", 0, true));
  ASSERT_EQ(grades.size(), 2u);
  EXPECT_EQ(grades[0].first, How::right);
  EXPECT_EQ(grades[1].last, How::right);
  EXPECT_EQ(grades[1].actions, 4u);
  EXPECT_EQ(grades[1].par, 4u);
  EXPECT_EQ(grades[1].seconds, 90u);
  EXPECT_THAT(grades[1].script, HasSubstr("deliver accept P1->A2"));
}

TEST(HandIn, of_whoever_was_wrong_and_passed_the_goal_over_is_wrong_and_open) {
  const auto grades = graded(hand_in("Bob", 1, false));
  EXPECT_EQ(grades[0].first, How::wrong);
  EXPECT_EQ(grades[1].last, How::open);
  EXPECT_FALSE(grades[1].actions);
}

TEST(HandIn, keeps_the_first_answer_beside_the_last) {
  HandIn eve = hand_in("Eve", 0, false);
  eve.progress.answers.begin()->second.first.choices = {1};
  const auto grades = graded(eve);
  EXPECT_EQ(grades[0].first, How::wrong);
  EXPECT_EQ(grades[0].last, How::right);
}

TEST(HandIn, that_claims_what_did_not_happen_is_graded_by_what_does) {
  HandIn forged = hand_in("Mallory", 1, false);
  auto& [place, record] = *forged.progress.answers.begin();
  record.right = record.right_first = true;  // A claim.
  const BlockPlace goal = graded(forged)[1].place;
  forged.progress.best[goal] = 2;
  EXPECT_EQ(graded(forged)[0].last, How::wrong);
  EXPECT_EQ(graded(forged)[1].last, How::wrong) << "there is no script";
  forged.progress.ways[goal] = "deliver accept P1->A1\n";
  EXPECT_EQ(graded(forged)[1].last, How::wrong) << "no such message is under way there";
  forged.progress.ways[goal] = "deliver promise A1->P1\nnonsense\n";
  EXPECT_EQ(graded(forged)[1].last, How::wrong) << "the script can't be read";
  forged.progress.ways[goal] = "nodes 3\npropose N1 blue\nrun\n";
  EXPECT_EQ(graded(forged)[1].last, How::wrong) << "a cluster of one's own does not count";
  forged.progress.answers.begin()->second.answer.choices = {7};
  EXPECT_EQ(graded(forged)[0].last, How::wrong) << "there is no such choice";
}

class HandInFolder : public ::testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }

  void put(const std::string& name, const std::string& text) {
    ASSERT_TRUE(write_file(folder / (name + ".synodhandin"), text));
  }
  std::vector<HandInResult> results() const {
    const auto results = results_in(folder, {good_lesson()}, find_protocol);
    EXPECT_TRUE(results) << results.error().str();
    return *results;
  }

  const fs::path folder =
      fs::path(::testing::TempDir()) /
      ("hand-ins-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
};

TEST_F(HandInFolder, of_a_class_of_twenty_is_one_table_and_one_page) {
  for (int i = 0; i < 10; ++i)
    put("right" + std::to_string(i), hand_in_text(hand_in("R" + std::to_string(i), 0, true)));
  for (int i = 0; i < 4; ++i)
    put("wrong" + std::to_string(i), hand_in_text(hand_in("W" + std::to_string(i), 1, false)));
  HandIn forged = hand_in("Mallory", 1, false);
  forged.progress.best[{1, 1}] = 1;
  put("forged", hand_in_text(forged));
  HandIn old = hand_in("Old", 0, true);
  old.version = "0123456789abcdef";
  put("edited", hand_in_text(old));
  old.progress.ids.clear();
  put("old", hand_in_text(old));
  HandIn other = hand_in("Other", 0, true);
  other.lesson = "99-unknown";
  put("other", hand_in_text(other));
  put("broken", hand_in_text(hand_in("Broken", 0, true)).substr(0, 150));
  put("picture", std::string("\x89PNG\r\n\x1a\n\0\0", 10));
  const auto all = results();
  ASSERT_EQ(all.size(), 20u);
  const auto graded = std::count_if(all.begin(), all.end(), [](const HandInResult& result) {
    return !result.problem && !result.grades.empty();
  });
  EXPECT_EQ(graded, 16);
  const std::string csv = results_csv(all);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n') >= 1 + 16 * 2 + 4, true);
  EXPECT_THAT(csv, HasSubstr("R3"));
  EXPECT_THAT(csv, HasSubstr("another version"));
  EXPECT_THAT(csv, HasSubstr("99-unknown"));
  const std::string page = results_page(all);
  EXPECT_THAT(page, HasSubstr("11 (69%)")) << "right at first: eleven of sixteen";
  EXPECT_THAT(page, HasSubstr("To look at")) << "of another version";
  EXPECT_THAT(page, HasSubstr("Not graded"));
  EXPECT_THAT(page, HasSubstr("None (5)")) << "the most common wrong answer";
  EXPECT_THAT(page, HasSubstr("A lesson <small>(good_lesson)"));
  EXPECT_THAT(csv, HasSubstr("wrong,None,wrong"));
}

TEST_F(HandInFolder, shows_names_as_they_are_and_never_as_formulas_or_marks) {
  put("a", hand_in_text(hand_in("=HYPERLINK(\"x\")", 0, true)));
  put("b", hand_in_text(hand_in("<script>alert(1)</script>", 0, true)));
  const auto all = results();
  EXPECT_THAT(results_csv(all), HasSubstr("'=HYPERLINK"));
  EXPECT_THAT(results_page(all), HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(results_page(all), ::testing::Not(HasSubstr("<script>")));
}

TEST_F(HandInFolder, that_is_not_there_is_told) {
  const auto results = results_in(folder / "nowhere", {}, find_protocol);
  ASSERT_FALSE(results);
  EXPECT_THAT(results.error().str(), HasSubstr("nowhere"));
}

TEST(HandIn, that_is_none_is_told_with_what_was_expected) {
  const auto why = [](const std::string& text) { return read_hand_in(text).error().str(); };
  EXPECT_THAT(why(""), HasSubstr("it is no hand-in"));
  EXPECT_THAT(why("# What somebody did in a lesson of Synod\nversion x\n"), HasSubstr("line 2"));
  EXPECT_THAT(why(std::string(max_hand_in_bytes + 1, '#')), HasSubstr("longer"));
  const std::string good = hand_in_text(hand_in("Ada", 0, true));
  EXPECT_THAT(why(good + "nonsense here\n"), HasSubstr("can't be read"));
  EXPECT_THAT(why(good + "lesson other worked\nstep 0\n"), HasSubstr("one lesson"));
}

}  // namespace
}  // namespace synod
