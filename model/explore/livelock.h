// Livelock search: can messages arrive for ever while nothing is chosen?
#pragma once

#include <functional>
#include <vector>

#include "model/explore/bounds.h"
#include "model/explore/search.h"
#include "model/line/run.h"

namespace synod::explore {

/// Result of a search for a livelock.
struct LivelockAnswer {
  /// `found` where there is a loop. `complete` where there is none at all: that can be known only
  /// of a cluster that comes to an end by itself. Else the limit that came first; then there is no
  /// loop as far as `under_way` and `span` go.
  SearchResult search;
  std::uint32_t under_way = 0;  ///< The most messages under way for which all was looked at.
  std::uint32_t span = 0;       ///< The most rounds from the lowest to the highest.
  std::vector<Action> actions;  ///< A shortest way from the moment that was explored to the loop.
  /// One pass of the loop. It leads to the state that it began in, every ballot some rounds higher,
  /// so it can be taken again and again. At least one message arrives on it.
  std::vector<Action> loop;
};

/// Why no livelock can be looked for here; nothing where one can.
std::optional<Sentence> livelock_problem(const Run& run, const Bounds& bounds);

/// Looks for a loop on which, and on the way to which, nothing is chosen. Timers go off at will,
/// whatever `bounds` says of them, but with patience: while any message to or from its node is
/// under way, a timer waits. So what is found comes from the order of events and not from a timeout
/// that is shorter than a round trip.
///
/// All states with at most so many messages under way, and so many rounds from the lowest to the
/// highest, are a finite graph, once states that differ in the height of their ballots alone are
/// taken for one (round_keys.h); its loops lie in its strongly connected components (Tarjan,
/// "Depth-first search and linear graph algorithms", 1972). Small graphs are searched first.
/// Single-threaded. Says why where it can't be done. `held`, where it is not empty, is called each
/// time that there is no loop as far as its answer says; after the first time it goes further.
Result<LivelockAnswer> find_livelock(const Run& run, const Bounds& bounds,
                                     const SearchLimits& limits, SearchProgress& progress,
                                     const std::function<void(const LivelockAnswer&)>& held = {});

}  // namespace synod::explore
