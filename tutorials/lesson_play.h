// Player of a lesson's commands: one event at a time, and never without end.
#pragma once

#include <optional>

#include "model/scenario/runner.h"

namespace synod {

/// The most events that one block of a lesson may make: more than anybody watches.
inline constexpr std::uint32_t max_block_events = 1000;
/// What one block may take. A lesson plays while its window waits, so the bounds are narrow.
inline constexpr RunBounds block_bounds{
    .events = max_block_events, .in_flight = 2'000, .bytes = std::size_t{256} << 20};

/// Plays the commands of one block, or of one solution, on a history.
class BlockPlayer {
 public:
  /// `history` must outlive the player.
  BlockPlayer(Scenario scenario, History& history)
      : runner_(std::move(scenario), history, block_bounds), history_(history) {}

  /// Makes one event, and runs the commands behind it that make none. Says why where a command
  /// can't be done, or where the block would take more than `block_bounds`.
  std::optional<ScenarioError> next_event();
  /// All that is left.
  std::optional<ScenarioError> play();

  bool done() const { return runner_.done(); }
  const ScenarioLine* line() const { return runner_.line(); }
  const std::vector<ExpectFailure>& failures() const { return runner_.failures(); }
  std::uint32_t events() const { return events_; }

 private:
  bool next_makes_none() const;

  ScenarioRunner runner_;
  History& history_;
  std::uint32_t events_ = 0;
};

}  // namespace synod
