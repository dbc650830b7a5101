// Two histories that one node can't tell apart, and that decide differently.
#pragma once

#include "model/explore/explore.h"

namespace synod::explore {

/// One of them: a run from the beginning, and what is decided at its end.
struct OneHistory {
  Run run;
  Text decided;
};

/// Runs at whose ends a node has the very same state, in memory and on disk. `second` may be
/// missing: then `search` says whether there is none within the bounds, or none was found before a
/// limit.
struct TwoHistories {
  std::optional<OneHistory> first;
  std::optional<OneHistory> second;
  SearchEnd search = SearchEnd::complete;
  Bounds bounds;             ///< What may happen in either beside deliveries.
  std::uint64_t states = 0;  ///< How many were looked at, in both searches together.
};

/// Looks for two runs that `node` can't tell from `run`, with other decisions. Both begin as `run`
/// does, up to the last time that somebody was asked to begin something. At their ends the same
/// nodes are down or paused and the same links are cut as at that of `run`; where `node` is
/// blocked, it is so there. That is why a blocked node can't help but wait: whatever rule it
/// follows, it does the same in both (Fischer, Lynch and Paterson, JACM 32 (2), 1985, reason so;
/// the search is Synod's own). At most `timers` timers go off; no message need be lost, as none
/// must arrive. Errors are those of `explore`, and that `node` is down.
Result<TwoHistories> find_two_histories(const Run& run, NodeId node, std::uint32_t timers,
                                        const SearchLimits& limits, SearchProgress& progress);

}  // namespace synod::explore
