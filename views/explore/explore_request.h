// Request of an exploration, and its result.
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/explore/explore.h"

namespace synod::views {

/// Aim of an exploration.
enum class ExploreAim : std::uint8_t {
  violation,  ///< A state that breaks an invariant.
  goal,       ///< A state that fulfils a condition.
  livelock,   ///< A cycle in which nothing is chosen though messages are delivered.
};

/// One exploration. It starts where `run` ends.
struct ExploreRequest {
  Run run;
  ExploreAim aim = ExploreAim::violation;
  explore::Question question;
  explore::Bounds bounds;
  explore::SearchLimits limits;
};

/// A stage that was looked at as a whole: nothing that was looked for is in any of its states.
struct ExploreStage {
  explore::Bounds bounds;
  std::uint64_t states = 0;
  std::int64_t milliseconds = 0;  ///< Since the search began.
  // Of a search for a livelock:
  std::uint32_t under_way = 0;  ///< The most messages under way.
  std::uint32_t span = 0;       ///< The most rounds from the lowest ballot to the highest.
};

/// Result of an exploration, and how long it took.
struct ExploreAnswer {
  std::vector<ExploreStage> stages;  ///< The narrowest first; the one that ended it is none.
  explore::Bounds bounds;            ///< Of the stage that ended it.
  /// Where something was found: whether wider bounds than those of its stage may do with fewer
  /// events.
  bool wider_may_be_shorter = false;
  explore::Answer found;
  /// Of a livelock: the actions of its cycle, and those that repeat it. The way into it stands in
  /// `found`.
  std::vector<Action> turn, next_turn;
  /// Where none was found: the most messages under way for which that is sure.
  std::uint32_t under_way = 0;
  std::optional<Sentence> problem;  ///< Why nothing was explored.
  std::int64_t milliseconds = 0;

  bool has_way() const { return !problem && found.search.end == explore::SearchEnd::found; }
  /// The actions from the moment that was explored on.
  std::vector<Action> way() const;
};

/// How far an exploration has come, at one instant.
struct ExploreFigures {
  std::uint64_t states = 0;
  std::uint64_t frontier = 0;
  std::uint64_t bytes = 0;
  std::uint32_t depth = 0;
  std::int64_t milliseconds = 0;
};

}  // namespace synod::views
