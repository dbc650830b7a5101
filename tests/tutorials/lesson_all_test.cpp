// Lessons of the program: each is checked, and taken from start to end in each of its forms.
#include <filesystem>
#include <set>

#include "model/why/why.h"
#include "protocols/catalog.h"
#include "tests/places.h"
#include "tests/tutorials/lesson_files.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_run.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using Wait = LessonRun::Wait;

std::vector<fs::path> all_files() {
  std::vector<fs::path> files = testing::lesson_files();
  files.push_back(fs::path(SYNOD_SOURCE_DIR) / "tests/tutorials/good_lesson.md");
  std::sort(files.begin(), files.end());
  return files;
}

std::string test_name(const ::testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.stem().string();
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

class EveryLesson : public ::testing::TestWithParam<fs::path> {
 protected:
  Lesson lesson() const { return load_lesson(GetParam()).lesson; }
};
INSTANTIATE_TEST_SUITE_P(each, EveryLesson, ::testing::ValuesIn(all_files()), test_name);

TEST_P(EveryLesson, passes_the_check) {
  const LessonWorld world{find_protocol, Glossary::built_in().ids()};
  for (const LessonProblem& problem : check_lesson(load_lesson(GetParam()), world))
    ADD_FAILURE() << problem.str();
}

TEST_P(EveryLesson, is_passed_neither_by_play_alone_nor_by_the_looks_of_an_answer) {
  const LessonWorld world{find_protocol, Glossary::built_in().ids()};
  const CheckedLesson checked = check_with_warnings(load_lesson(GetParam()), world);
  for (const LessonProblem& warning : checked.warnings) ADD_FAILURE() << warning.str();
}

/// The minutes that the notes of a step name; nothing where they name none.
std::optional<std::uint32_t> minutes_of(const LessonStep& step) {
  for (const Block& block : step.blocks)
    if (const auto* notes = std::get_if<NotesBlock>(&block);
        notes != nullptr && notes->markdown.starts_with("Minutes: "))
      return static_cast<std::uint32_t>(std::stoul(notes->markdown.substr(9)));
  return std::nullopt;
}

TEST_P(EveryLesson, says_for_each_step_how_long_it_takes) {
  if (GetParam().filename() == "good_lesson.md") return;
  const Lesson whole = lesson();
  std::uint32_t sum = 0;
  for (const LessonStep& step : whole.steps) {
    const auto minutes = minutes_of(step);
    EXPECT_TRUE(minutes) << step.heading << " has no line 'Minutes: …' in its notes";
    sum += minutes.value_or(0);
  }
  EXPECT_EQ(sum, whole.head.minutes);
}

TEST_P(EveryLesson, has_its_own_feedback_for_each_wrong_answer) {
  const Lesson whole = lesson();
  for (const LessonStep& step : whole.steps)
    for (const Block& block : step.blocks) {
      const auto* ask = std::get_if<AskBlock>(&block);
      if (ask == nullptr) continue;
      std::set<std::string> feedback;
      for (const Choice& choice : ask->choices) {
        EXPECT_FALSE(choice.feedback.empty());
        EXPECT_TRUE(feedback.insert(choice.feedback).second) << choice.feedback;
      }
      if (!ask->has_choices()) {
        EXPECT_NE(ask->right, ask->wrong);
      }
    }
}

/// Takes a lesson and answers every question as `pick` says.
class Learner {
 public:
  Learner(Lesson lesson, LessonForm form)
      : stage_(make_cluster(*find_protocol("paxos"), {})),
        run_(std::move(lesson), form, find_protocol, stage_) {}

  void take(bool right) {
    for (int patience = 5000; run_.waits() != Wait::end; --patience) {
      ASSERT_GT(patience, 0) << "the lesson never ends";
      ASSERT_FALSE(run_.problem()) << run_.problem()->str();
      switch (run_.waits()) {
        case Wait::answer: answer(right); break;
        case Wait::events: ASSERT_TRUE(run_.next_event()); break;
        case Wait::goal: reach(); break;
        case Wait::next:
          grade(right);
          ASSERT_TRUE(run_.next());
          break;
        case Wait::end: break;
      }
    }
    grade(right);
    EXPECT_TRUE(run_.progress().done);
    EXPECT_FALSE(run_.problem());
  }

 private:
  const Block& block(std::size_t number) const {
    return run_.lesson().steps[run_.step()].blocks[number];
  }

  void answer(bool right) {
    const auto& ask = std::get<AskBlock>(block(run_.block()));
    Answer answer;
    for (std::size_t i = 0; i < ask.choices.size() && answer.choices.empty(); ++i)
      if (!right && !ask.choices[i].right) answer.choices.push_back(i);
    for (std::size_t i = 0; i < ask.choices.size(); ++i)
      if ((right || answer.choices.empty()) && ask.choices[i].right) answer.choices.push_back(i);
    // What is to be clicked or typed is known after playing: `grade` looks at it then.
    if (ask.form == AskBlock::Form::type) answer.typed = "something else";
    const auto& targets = run_.targets(run_.block());
    if (!ask.has_choices() && !targets.empty()) answer.clicked = {targets.front()};
    ASSERT_TRUE(run_.answer(run_.block(), answer)) << ask.question;
  }

  void grade(bool right) {
    const auto& blocks = run_.lesson().steps[run_.step()].blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const auto* ask = std::get_if<AskBlock>(&blocks[i]);
      if (ask == nullptr || run_.answered(i) == nullptr) continue;
      ASSERT_NE(run_.outcome(i), nullptr) << "never graded: " << ask->question;
      const Outcome& outcome = *run_.outcome(i);
      EXPECT_FALSE(outcome.feedback.empty());
      if (!outcome.moments.empty()) explain(i, outcome.moments.back());
      if (!ask->has_choices()) continue;
      const bool all_right = outcome.expected.choices.size() == ask->choices.size();
      EXPECT_EQ(outcome.right, right || all_right) << ask->question;
      for (const std::string& feedback : outcome.feedback) EXPECT_FALSE(feedback.empty());
    }
  }

  /// Whoever was wrong may ask why: there must be an answer.
  void explain(std::size_t block, MomentId moment) {
    run_.show(block, moment);
    const synod::Run run = run_of(stage_, stage_.present());
    const auto reason = why(run, Fact::of_event(static_cast<EventNumber>(run.actions.size())));
    run_.go_home();
    ASSERT_TRUE(reason) << reason.error().str();
    EXPECT_FALSE(reason->steps.empty());
  }

  void reach() {
    const bool shown = run_.show_solution();
    while (shown && run_.waits() == Wait::events) ASSERT_TRUE(run_.next_event());
    EXPECT_EQ(run_.goal()->holds, shown);
    run_.leave_goal();
    EXPECT_TRUE(run_.is_home());
  }

  History stage_;
  LessonRun run_;
};

TEST_P(EveryLesson, can_be_taken_with_right_answers_in_each_form) {
  const Lesson whole = lesson();
  for (LessonForm form : whole.head.forms) Learner(whole, form).take(true);
}

TEST_P(EveryLesson, can_be_taken_with_wrong_answers_in_each_form) {
  const Lesson whole = lesson();
  for (LessonForm form : whole.head.forms) Learner(whole, form).take(false);
}

}  // namespace
}  // namespace synod
