#include "tutorials/lesson_check.h"

#include <algorithm>
#include <optional>
#include <ostream>

#include "model/base/utf8.h"
#include "model/scenario/condition.h"
#include "model/scenario/printer.h"
#include "model/scenario/script.h"
#include "tutorials/course.h"
#include "tutorials/easy_goal.h"
#include "tutorials/goal_way.h"
#include "tutorials/lesson_grade.h"
#include "tutorials/lesson_play.h"
#include "tutorials/lesson_problems.h"
#include "tutorials/student_seed.h"
#include "tutorials/told_answers.h"
#include "tutorials/translation.h"

namespace synod {

namespace {

/// Plays one lesson from its start to its end.
class Checker {
 public:
  /// `easy` takes what is said of easy goals; null where nobody asks, which is faster.
  Checker(const Lesson& lesson, const LessonWorld& world, LessonProblems* easy = nullptr,
          std::string student = {})
      : lesson_(lesson),
        known_(world),
        problems_(lesson.file),
        easy_(easy),
        student_(std::move(student)) {}

  std::vector<LessonProblem> run() {
    check_terms();
    if (known_.find_protocol(lesson_.head.protocol) == nullptr) {
      problems_.add(lesson_.head.protocol_place,
                    say(SYNOD_TEXT("there is no protocol '%1'"), quote(lesson_.head.protocol)));
      return problems_.take();
    }
    for (const LessonStep& step : lesson_.steps) {
      begin_step(step);
      for (const Block& block : step.blocks) {
        if (known_.cancelled != nullptr && *known_.cancelled) return problems_.take();
        std::visit([&](const auto& b) { play(b); }, block);
        if (stuck_) return problems_.take();
      }
      end_step();
    }
    return problems_.take();
  }

 private:
  /// A question that waits for the events that answer it.
  struct Pending {
    const AskBlock* ask;
    std::vector<std::string> targets;
  };

  void check_terms() {
    if (known_.terms.empty()) return;
    for (const TermLink& link : lesson_.terms)
      if (!known_.terms.contains(link.term))
        problems_.add(link.place,
                      say(SYNOD_TEXT("the glossary has no term '%1'"), quote(link.term)));
  }

  void begin_step(const LessonStep& step) {
    pending_.clear();
    std::size_t open = 0;
    for (const Block& block : step.blocks)
      if (const auto* run = std::get_if<RunBlock>(&block);
          run != nullptr && run->open && ++open > 1)
        problems_.add(run->place, say(SYNOD_TEXT("only one block of a step can be open")));
  }

  void end_step() {
    for (const Pending& pending : pending_)
      problems_.add(pending.ask->place,
                    say(SYNOD_TEXT("nothing plays in this step behind the prediction: expected a "
                                   "synod block, or 'kind: quiz'")));
  }

  void play(const Prose&) {}
  void play(const NotesBlock&) {}

  void play(const RunBlock& run) {
    if (!begin(run)) return;
    const MomentId before = history_->present();
    check_not_yet(run.open, SYNOD_TEXT("this is true before the block plays, so nothing is left to "
                                       "do: %1"));
    BlockPlayer player(run.scenario, *history_);
    if (!finish(player)) return;
    if (run.open && is_known(*run.open)) {
      const auto wrong = *mismatch(history_->world(), run.open->condition);
      if (wrong)
        problems_.add(run.open->place, say(SYNOD_TEXT("the block does not reach '%1': %2"),
                                           quote(wrong->expected), wrong->actual));
    }
    if (history_->present() == before && !pending_.empty()) return;
    for (const Pending& pending : pending_) grade(pending);
    pending_.clear();
  }

  bool begin(const RunBlock& run) {
    if (!run.fresh) return has_cluster(run.place);
    auto history = start_history(for_student(run.scenario, student_), known_.find_protocol);
    if (!history) {
      stuck_ = true;
      problems_.add({history.error().line, history.error().column}, history.error().why);
      return false;
    }
    history_ = *std::move(history);
    return true;
  }

  bool has_cluster(Place place) {
    if (history_) return true;
    stuck_ = true;
    problems_.add(place,
                  say(SYNOD_TEXT("there is no cluster yet: expected a synod block above that "
                                 "begins with setup lines, such as 'nodes 3'")));
    return false;
  }

  /// Plays all; false where that can't be done.
  bool finish(BlockPlayer& player) {
    const auto error = player.play();
    for (const ExpectFailure& failure : player.failures())
      problems_.add({failure.line, failure.column}, say(SYNOD_TEXT("expected %1, but %2"),
                                                        quote(failure.expected), failure.actual));
    if (!error) return true;
    stuck_ = true;
    problems_.add({error->line, error->column}, error->why);
    return false;
  }

  /// Whether the condition can be told here; a problem where not.
  bool is_known(const PlacedCondition& condition) {
    const Result<bool> holds = is_true(history_->world(), condition.condition);
    if (!holds) problems_.add(condition.place, holds.error());
    return static_cast<bool>(holds);
  }

  void check_not_yet(const std::optional<PlacedCondition>& condition, const char* text) {
    if (!condition) return;
    const Result<bool> holds = is_true(history_->world(), condition->condition);
    if (holds && *holds)
      problems_.add(condition->place, say(text, quote(print(condition->condition))));
  }

  void play(const AskBlock& ask) {
    if (ask.quiz) return;
    if (!ask.has_choices() && !has_cluster(ask.place)) return;
    pending_.push_back(
        {&ask, history_ ? click_targets(ask, history_->world()) : std::vector<std::string>{}});
  }

  void grade(const Pending& pending) {
    const AskBlock& ask = *pending.ask;
    for (const Choice& choice : ask.choices)
      if (choice.condition && is_known(*choice.condition)) grade(choice);
    const Result<Answer> right = right_answer(ask, pending.targets, history_->world());
    if (!right)
      problems_.add(ask.form == AskBlock::Form::type ? ask.type_place : ask.where.place,
                    right.error());
  }

  void grade(const Choice& choice) {
    const auto wrong = *mismatch(history_->world(), choice.condition->condition);
    if (choice.right && wrong)
      problems_.add(
          choice.condition->place,
          say(SYNOD_TEXT("this choice is marked right, but after playing '%1' is not true: "
                         "%2"),
              quote(wrong->expected), wrong->actual));
    if (!choice.right && !wrong)
      problems_.add(choice.condition->place,
                    say(SYNOD_TEXT("this choice is marked wrong, but after playing it is true")));
  }

  void play(const GoalBlock& goal) {
    if (!has_cluster(goal.place) || !is_known(goal.reach)) return;
    check_not_yet(goal.reach, SYNOD_TEXT("this is true before anybody acts, so nothing is left to "
                                         "do: %1"));
    if (goal.solution) solve(goal);
  }

  void solve(const GoalBlock& goal) {
    const MomentId before = history_->present();
    BlockPlayer player(*goal.solution, *history_);
    if (!finish(player)) return;
    check_solution(goal, before, player.events());
    const std::vector<Action> actions = actions_since(before);
    history_->seek(before);
    if (easy_ != nullptr) warn_if_easy(goal, actions);
  }

  std::vector<Action> actions_since(MomentId before) const {
    std::vector<Action> actions;
    for (MomentId at = history_->present(); at != before; at = history_->moment(at).parent)
      actions.insert(actions.begin(), history_->moment(at).action);
    return actions;
  }

  void warn_if_easy(const GoalBlock& goal, const std::vector<Action>& solution) {
    const auto way = easy_way(goal, history_->world(), solution);
    if (!way) return;
    const std::string count = std::to_string(way->actions);
    switch (way->kind) {
      case EasyWay::Kind::play:
        return easy_->add(goal.reach.place,
                          say(SYNOD_TEXT("Play alone reaches this goal, at event %1"), count));
      case EasyWay::Kind::request:
        return easy_->add(goal.reach.place,
                          say(SYNOD_TEXT("'%1' and Play reach this goal, at event %2"),
                              command_text(history_->world(), *way->request), count));
      case EasyWay::Kind::solution:
        return easy_->add(goal.reach.place,
                          say(SYNOD_TEXT("the requests and restarts of the solution and Play reach "
                                         "this goal, at event %1"),
                              count));
    }
  }

  void check_solution(const GoalBlock& goal, MomentId before, std::uint32_t actions) {
    const auto wrong = *mismatch(history_->world(), goal.reach.condition);
    if (wrong)
      problems_.add(goal.solution_place, say(SYNOD_TEXT("the solution does not reach '%1': %2"),
                                             quote(wrong->expected), wrong->actual));
    const std::string count = std::to_string(actions);
    if (goal.par && *goal.par < actions)
      problems_.add(
          goal.par_place,
          say(SYNOD_TEXT("par is %1, but the solution takes %2 actions; each event is one"),
              std::to_string(*goal.par), count));
    if (goal.within != 0 && goal.within < actions)
      problems_.add(goal.solution_place,
                    say(SYNOD_TEXT("the solution takes %1 actions, but only %2 count"), count,
                        std::to_string(goal.within)));
    std::vector<Verb> way;
    for (const Action& action : actions_since(before)) way.push_back(action.verb);
    if (const auto verb = forbidden_on(goal, way))
      problems_.add(
          goal.solution_place,
          say(SYNOD_TEXT("the solution uses '%1', which is forbidden"), verb_word(*verb)));
    if (const auto verb = too_often_on(goal, way))
      problems_.add(goal.solution_place,
                    say(SYNOD_TEXT("the solution uses '%1' more often than 'most' allows"),
                        verb_word(*verb)));
  }

  void play(const ExpectBlock& expect) {
    if (!has_cluster(expect.place)) return;
    for (const PlacedCondition& condition : expect.conditions) {
      if (!is_known(condition)) continue;
      const auto wrong = *mismatch(history_->world(), condition.condition);
      if (wrong)
        problems_.add(condition.place, say(SYNOD_TEXT("expected %1, but %2"),
                                           quote(wrong->expected), wrong->actual));
    }
  }

  const Lesson& lesson_;
  const LessonWorld& known_;
  LessonProblems problems_;
  LessonProblems* easy_;
  std::string student_;  ///< Whose assignment it is; empty where it is nobody's.
  std::optional<History> history_;
  std::vector<Pending> pending_;
  bool stuck_ = false;
};

}  // namespace

namespace {

/// An assignment goes another way for each student, so it is played for some of them.
std::vector<LessonProblem> assignment_problems(const Lesson& lesson, const LessonWorld& world) {
  for (const char* student : {"Ada", "Barbara", "Edsger", "Leslie", "Nancy"})
    if (auto problems = Checker(lesson, world, nullptr, student).run(); !problems.empty()) {
      for (LessonProblem& problem : problems)
        problem.why = say(SYNOD_TEXT("for a student named %1: %2. A line such as 'seed 7' makes it "
                                     "the same for all"),
                          student, problem.why);
      return problems;
    }
  return {};
}

}  // namespace

std::vector<LessonProblem> check_lesson(const ParsedLesson& parsed, const LessonWorld& world) {
  if (!parsed.problems.empty()) return parsed.problems;
  auto problems = Checker(parsed.lesson, world).run();
  if (problems.empty() && parsed.lesson.head.assignment)
    return assignment_problems(parsed.lesson, world);
  return problems;
}

CheckedLesson check_with_warnings(const ParsedLesson& parsed, const LessonWorld& world) {
  if (!parsed.problems.empty()) return {parsed.problems, {}};
  LessonProblems easy(parsed.lesson.file);
  CheckedLesson checked{Checker(parsed.lesson, world, &easy).run(), {}};
  if (checked.problems.empty() && parsed.lesson.head.assignment)
    checked.problems = assignment_problems(parsed.lesson, world);
  if (!checked.problems.empty()) return checked;
  for (const LessonProblem& told : told_answers(parsed.lesson))
    easy.add({told.line, told.column}, told.why);
  checked.warnings = easy.take();
  return checked;
}

namespace {

/// Checks files one after another, and counts.
class FileChecker {
 public:
  FileChecker(const LessonWorld& world, std::ostream& out) : known_(world), out_(out) {}

  void check(const std::filesystem::path& file) {
    if (cancelled()) return;
    is_course_file(file) ? course(file) : lesson(file);
  }
  /// The exit code.
  int end() {
    out_ << passed_ << " passed, " << failed_ << " failed\n";
    return failed_ > 0 || cancelled() ? 1 : 0;
  }

 private:
  bool cancelled() const { return known_.cancelled != nullptr && *known_.cancelled; }

  /// The course itself is one of the files that pass or fail.
  void course(const std::filesystem::path& file) {
    ParsedCourse parsed = load_course(file, known_.built_in);
    const std::vector<LessonProblem> missing = missing_lessons(parsed.course);
    parsed.problems.insert(parsed.problems.end(), missing.begin(), missing.end());
    tell(file, parsed.problems);
    if (!parsed.problems.empty()) return;
    for (const std::filesystem::path& each : lessons_of(parsed.course)) check(each);
  }

  void lesson(const std::filesystem::path& file) {
    const ParsedLesson parsed = load_lesson(file);
    CheckedLesson found = check_with_warnings(parsed, known_);
    if (found.problems.empty() && is_translation(file))
      found.problems = translation_problems(parsed.lesson, load_lesson(original_of(file)).lesson);
    if (cancelled()) return;
    for (LessonProblem& warning : found.warnings) {
      warning.why = say(SYNOD_TEXT("warning: %1"), warning.why);
      out_ << warning.str() << '\n';
    }
    tell(file, found.problems);
  }

  void tell(const std::filesystem::path& file, const std::vector<LessonProblem>& problems) {
    for (const LessonProblem& problem : problems) out_ << problem.str() << '\n';
    if (problems.empty()) out_ << file.string() << ": good\n";
    ++(problems.empty() ? passed_ : failed_);
  }

  const LessonWorld& known_;
  std::ostream& out_;
  std::size_t passed_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace

int check_lesson_files(const std::vector<std::string>& files, const LessonWorld& world,
                       std::ostream& out) {
  FileChecker checker(world, out);
  for (const std::string& file : files) checker.check(file);
  return checker.end();
}

}  // namespace synod
