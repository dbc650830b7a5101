// Runner of a scenario on a history, event by event.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/line/history.h"
#include "model/line/run_bounds.h"
#include "model/scenario/bookmark.h"
#include "model/scenario/command.h"
#include "model/scenario/own_text.h"

namespace synod {

/// An `expect` that was not true.
struct ExpectFailure {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string expected;
  Sentence actual;
};

/// Runs the commands of a scenario on a history, which may have a past of its own.
///  1. `advance` makes at most one event, so that people can watch each.
///  2. A command that can't be done says why and changes nothing; neither it nor what follows is
///     run.
///  3. An `expect` that is not true is noted, and the run goes on.
///  4. A run keeps within its bounds. A command that would go beyond those of events and of
///     messages in flight is not begun; `step` and `run` end where a bound is reached.
class ScenarioRunner {
 public:
  /// `history`, and `progress` where there is one, must outlive the runner. Setup lines at the head
  /// of `scenario` are passed over: they are for `start_history`. Where `progress` is cancelled,
  /// the present command ends with an error.
  ScenarioRunner(Scenario scenario, History& history, const RunBounds& bounds = {},
                 RunProgress* progress = nullptr);

  /// The line that is run next, or that is being run; null behind the last.
  const ScenarioLine* line() const;
  bool done() const { return line() == nullptr; }

  /// Makes one event, or runs one command that makes none.
  std::optional<ScenarioError> advance();
  /// Runs one command to its end.
  std::optional<ScenarioError> run_command();
  /// Runs all that is left.
  std::optional<ScenarioError> run();

  const std::vector<ExpectFailure>& failures() const { return failures_; }
  /// Those that stood among the lines so far.
  const Bookmarks& bookmarks() const { return bookmarks_; }
  /// The lines that made them.
  const std::vector<MarkLine>& marks() const { return marks_; }
  /// Whether an action that followed now would happen later than the present: `run for` has run.
  bool waits() const { return clock_ > history_.world().now; }

  /// How far `run until` goes where it does not say `within`.
  static constexpr std::uint32_t default_within = 10'000;

 private:
  std::optional<Sentence> begin();
  std::optional<Sentence> check(const ExpectCommand& command);
  std::optional<Sentence> go(const GotoCommand& command);
  std::optional<Sentence> start(const RunUntilCommand& command);
  std::optional<Sentence> start_actions();
  std::optional<Sentence> hindrance() const;
  std::optional<Sentence> proceed();
  std::optional<Sentence> act_on();
  std::optional<Sentence> step_on();
  std::optional<Sentence> run_on(const RunUntilCommand& command);
  std::optional<Sentence> run_on(const RunForCommand& command);
  std::optional<Sentence> rehearse() const;
  std::uint64_t queued() const { return std::uint64_t{queue_.size()} * times_; }
  const Action& queued(std::uint64_t i) const { return queue_[i / times_]; }
  bool cancelled() const { return progress_ != nullptr && progress_->cancelled; }
  void report() const;
  /// Passes over lines without a command, and takes the bookmarks among them.
  void skip_blank();

  Scenario scenario_;
  History& history_;
  RunBounds bounds_;
  RunProgress* progress_;
  std::size_t at_ = 0;         ///< The line that is run next, or that is being run.
  bool running_ = false;       ///< The line has begun and has events left to make.
  bool setup_over_ = false;    ///< Something other than a setup line was run.
  std::vector<Action> queue_;  ///< What the present line does, each `times_` times in a row.
  std::uint32_t times_ = 1;
  std::uint64_t next_ = 0;      ///< What of the queue comes next.
  std::uint32_t made_ = 0;      ///< Events made by the present line.
  std::uint64_t all_made_ = 0;  ///< Events made by all lines.
  SimTime clock_;               ///< Up to here `run for` has run; what follows happens no sooner.
  SimTime end_;                 ///< Up to here the present `run for` runs.
  std::vector<ExpectFailure> failures_;
  Bookmarks bookmarks_;
  std::vector<MarkLine> marks_;
};

/// The actions that a command stands for in `world`; says why where it names what is not there.
/// Empty for commands that are not actions. What a command does several times stands here once.
Result<std::vector<Action>> actions_of(const Cluster& world, const Command& command);

}  // namespace synod
