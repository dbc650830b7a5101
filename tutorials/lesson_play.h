// Playing the commands of a lesson, one event at a time and never without end.
#pragma once

#include <optional>

#include "model/scenario/runner.h"

namespace synod {

/// The most events that one block of a lesson may make: more than anybody watches.
inline constexpr std::uint32_t max_block_events = 1000;

/// Plays the commands of one block, or of one solution, on a history.
class BlockPlayer {
 public:
  /// `history` must outlive the player.
  BlockPlayer(Scenario scenario, History& history)
      : file_(scenario.name), runner_(std::move(scenario), history), history_(history) {}

  /// Makes one event, and runs the commands behind it that make none. Says why where a command
  /// can't be done, or where the block makes more than `max_block_events` events.
  std::optional<ScenarioError> next_event();
  /// All that is left.
  std::optional<ScenarioError> play();

  bool done() const { return runner_.done(); }
  const ScenarioLine* line() const { return runner_.line(); }
  const std::vector<ExpectFailure>& failures() const { return runner_.failures(); }
  std::uint32_t events() const { return events_; }

 private:
  bool next_makes_none() const;

  std::string file_;
  ScenarioRunner runner_;
  History& history_;
  std::uint32_t events_ = 0;
};

}  // namespace synod
