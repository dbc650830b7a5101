// Run of a lesson by a learner: what is shown, what is waited for, and where the world stands.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/scenario/header.h"
#include "tutorials/lesson.h"
#include "tutorials/lesson_outcome.h"
#include "tutorials/lesson_place.h"
#include "tutorials/lesson_play.h"
#include "tutorials/lesson_result.h"
#include "tutorials/lesson_scenes.h"
#include "tutorials/progress.h"

namespace synod {

/// State of a goal.
struct GoalStatus {
  const GoalBlock* goal = nullptr;  ///< Null for a block that the form last-open leaves open.
  const Condition* reach = nullptr;
  bool holds = false;         ///< The condition is true on the stage.
  bool met = false;           ///< It was reached, by a way that counts.
  std::uint32_t actions = 0;  ///< Events between where the goal began and the stage.
  std::uint32_t tried = 0;    ///< All that was done since it began, on every branch.
  std::optional<std::uint32_t> par;
  std::optional<std::uint32_t> best;
  std::uint32_t hints = 0;  ///< How many are shown.
  bool solution_shown = false;
  std::optional<Verb> forbidden;  ///< A verb on the way that does not count.
  std::optional<Verb> too_often;  ///< One that stands on the way more often than it counts.
  bool too_many = false;          ///< More actions than `within`.
  bool fair_try = false;          ///< Enough was done for the proof to be shown.
};

/// Takes a learner through a lesson, without a clock: a window shows what it says and calls it.
///  1. The stage is a history that people see and act on as they like. What they do there is a
///     branch; `go_home` leads back to the lesson's picture, and every call that plays goes to
///     where the lesson stands first. Call `look` when the stage changed, so that goals are
///     noticed.
///  2. Blocks come in their order. What stands behind a block that waits is not shown.
///  3. Back and next only move between steps: what was done stays done, and the world is the one
///     that the step was left with.
///  4. A command that can't be done is kept in `problem`; the block is then over.
///  5. Going back leads to a world that knows of nothing that came later, so that nobody sees the
///     end of what is asked.
///  6. Behind a goal the picture is the one that the goal left, until the lesson plays on: that is
///     what the text there is about.
class LessonRun {
 public:
  /// What the lesson waits for before it goes on.
  enum class Wait : std::uint8_t {
    answer,  ///< To the question of the present block.
    events,  ///< Somebody to play them.
    goal,    ///< The learner to reach the present block's goal, or to leave it.
    next,    ///< The step is done.
    end,     ///< The lesson is done.
  };

  /// `lesson` must have passed the check, and `stage` must outlive this. The stage shows the first
  /// cluster of the lesson from now on. In an assignment the clusters and the order of the choices
  /// are those of `student`.
  LessonRun(Lesson lesson, LessonForm form, FindProtocol find_protocol, History& stage,
            const std::string& student = {});
  LessonRun(const LessonRun&) = delete;
  LessonRun& operator=(const LessonRun&) = delete;

  const Lesson& lesson() const { return lesson_; }
  LessonForm form() const { return form_; }
  /// Whether it says what is right: an assignment does not before it is handed in.
  bool tells() const { return !lesson_.head.assignment || progress_.handed_in; }
  /// The assignment was handed in: from now on it says what is right.
  void hand_in() { progress_.handed_in = true; }
  /// The step that is shown, from 0.
  std::size_t step() const { return step_; }
  /// The steps that this form has.
  const std::vector<std::size_t>& steps() const { return steps_; }
  /// The block of the step that waits; behind the last one where the step is done.
  std::size_t block() const { return here().cursor; }
  Wait waits() const;
  /// The blocks of the step that are shown now, in order. Notes and `expect` are not among them.
  std::vector<std::size_t> visible() const;
  const std::optional<ScenarioError>& problem() const { return problem_; }

  /// Makes one event of what is played, or all of a block that is `at-once`, and returns the moment
  /// that it led to. Nothing where nothing waits to be played.
  std::optional<MomentId> next_event();
  /// Makes all that are left of the present block or solution.
  void play_block();
  /// Whether what `next_event` plays is a goal's solution.
  bool plays_solution() const { return solution_ != nullptr; }
  /// The line of the lesson's file that is played next; nothing where nothing is.
  std::optional<std::uint32_t> next_line() const;

  /// Answers the question at `block`, if it waits for an answer, or is a quiz. False where it is
  /// neither, or where the answer is empty or names what is not there.
  bool answer(std::size_t block, const Answer& answer);
  /// Answers it with the majority of a class's show of hands, or with nothing. That is no learner's
  /// answer, and is not remembered.
  bool class_answers(std::size_t block, const Answer& most);
  bool answered_by_class(std::size_t block) const;
  /// What was answered at a block of the present step; null where nothing was.
  const Answer* answered(std::size_t block) const;
  /// The outcome of that answer; null where it is not known yet, or not told.
  const Outcome* outcome(std::size_t block) const;
  /// Where the moments of an outcome are: `go` there to see them.
  void show(std::size_t block, MomentId moment);
  /// The history that they belong to.
  const History& history_of(std::size_t block) const;
  /// The places of the choices of the question at `block`, in the order in which they are shown.
  std::vector<std::size_t> choices_shown(std::size_t block) const;
  /// What can be clicked for the question at `block`.
  const std::vector<std::string>& targets(std::size_t block) const;
  /// Goes back to the question at `block`, answered or passed over, as if nothing behind it had
  /// happened. False where it was answered and nothing is told of it.
  bool retry(std::size_t block);
  /// The same for a question or a goal of any step.
  bool take_up(BlockPlace place);

  /// Looks at every event on the way to the stage's present that was not looked at before: call it
  /// whenever the stage changed. Returns the first moment at which the goal was just reached.
  std::optional<MomentId> look();
  /// How the goal that is waited for stands; nothing where none is.
  std::optional<GoalStatus> goal() const;
  /// One more hint. False where there is none left.
  bool hint();
  /// Puts the solution where the events are played from, on a branch. False where there is none.
  bool show_solution();
  /// Somebody was at the question or goal that is waited for so long; nothing where none is.
  void spend(std::uint32_t seconds);
  /// Leaves the goal, reached or not: the lesson goes on from where it stood before.
  void leave_goal();

  /// Passes over what is waited for: without an answer, with all events at once, without the goal.
  void skip();
  /// To the step before or behind; false where there is none, or where this one is not done.
  bool back();
  bool next();
  /// False where an assignment would pass over what has not been asked yet.
  bool can_go_to(std::size_t step) const;
  /// To any step of this form that can be gone to. Steps on the way that were not done yet are
  /// passed over.
  bool go_to(std::size_t step);
  /// Begins the present step again.
  void again() { rewind(0); }

  /// The moment at which the lesson stands.
  MomentId home() const { return here().spot.moment; }
  /// Whether the stage shows the lesson's picture: where the lesson stands, or what a goal left.
  bool is_home() const { return scenes_.present() == picture(); }
  /// The cluster that is on the stage; another number, another history.
  std::size_t scene() const { return scenes_.present().scene; }
  void go_home();

  /// How it went, as far as is remembered.
  LessonResult result() const { return result_of(lesson_, form_, progress_); }
  /// What there is to remember. `restore` takes it up again, at the beginning of its step.
  const LessonProgress& progress() const { return progress_; }
  void restore(const LessonProgress& progress);
  /// Where exactly the learner is, and the way back there in a lesson that was changed meanwhile:
  /// as near as its steps and blocks allow.
  LessonPlace place() const;
  void restore(const LessonProgress& progress, const LessonPlace& place);

 private:
  struct BlockState {
    std::optional<Spot> start;         ///< Where the lesson stood when this block's turn came.
    std::optional<std::size_t> scene;  ///< The cluster that it set up.
    std::uint32_t played = 0;          ///< Events of it that were played.
    bool opened = false;               ///< Was left to the learner, and that is over.
    std::vector<std::string> targets;
    std::optional<Answer> answer;
    bool by_class = false;  ///< It is the majority of a show of hands.
    std::optional<Outcome> outcome;
    std::size_t size_before = 0;         ///< How many moments there were when the goal began.
    std::map<MomentId, bool> looked_at;  ///< Whether the goal counts as reached there.
    std::optional<MomentId> met;         ///< Where it was reached last.
    std::optional<MomentId> solution_end;
  };
  struct StepState {
    bool entered = false;
    std::size_t cursor = 0;
    Spot spot;
    std::optional<Spot> aftermath;  ///< What a goal left behind, as long as its text is read.
    std::vector<BlockState> blocks;
  };

  StepState& here() { return states_[step_]; }
  const StepState& here() const { return states_[step_]; }
  const LessonStep& text() const { return lesson_.steps[step_]; }
  const Block& block_at(std::size_t block) const { return text().blocks[block]; }
  Spot picture() const { return here().aftermath.value_or(here().spot); }
  BlockPlace place_of(std::size_t block) const;
  bool belongs(const Block& block) const;
  bool is_shown(std::size_t block) const;
  bool done() const { return here().cursor == text().blocks.size(); }
  bool is_last_step() const { return steps_.empty() || step_ == steps_.back(); }

  void find_steps();
  void set_first_scene();
  void enter(std::size_t step);
  void settle();
  bool passes(std::size_t block);
  void begin_block(std::size_t block);
  void end_block();
  void rewind(std::size_t block);
  void hide_future();
  bool resume();

  bool plays_itself(const RunBlock& run) const;
  bool needs_world(std::size_t block) const;
  bool begin_run();
  bool play_event();
  void end_run();
  void grade(std::size_t ask, MomentId before);
  void remember(std::size_t block);
  std::optional<std::size_t> scene_of_outcome(std::size_t block) const;
  std::optional<MomentId> next_of_solution();
  void remember_way(MomentId moment);
  std::string way_to(MomentId moment) const;
  GoalStatus goal_at(MomentId moment, const Cluster& world) const;
  bool counts_at(MomentId moment) const;
  bool follows(MomentId moment, MomentId solution_end) const;
  std::optional<Spot> goal_picture();
  bool is_open_goal(std::size_t block) const;
  const Condition* reach() const;
  bool is_settled(std::size_t block) const;
  void keep_answer(std::size_t block);
  const GoalBlock* goal_block() const;
  void finish();
  bool take_answer(std::size_t block, const Answer& answer, bool by_class);
  void answer_again();
  void go_on_to(const LessonPlace& place);

  Lesson lesson_;
  LessonForm form_;
  FindProtocol find_protocol_;
  LessonScenes scenes_;
  std::vector<std::size_t> steps_;
  std::vector<StepState> states_;
  std::size_t step_ = 0;
  std::unique_ptr<BlockPlayer> player_;    ///< Of the present block, once it has begun.
  std::unique_ptr<BlockPlayer> solution_;  ///< While a solution is played.
  Spot solution_at_;
  std::optional<ScenarioError> problem_;
  LessonProgress progress_;
  bool watched_ = false;    ///< Somebody has just watched an event.
  bool restoring_ = false;  ///< Old answers are given again.
};

}  // namespace synod
