// Workload: a setup and what people do in it, repeated with many seeds.
#pragma once

#include <span>
#include <vector>

#include "model/line/run.h"

namespace synod {

/// A setup and what people do to its cluster, each thing at its simulated time. Everything else in
/// a run happens by the clock.
///  1. Only what names no message: propose, crash, restart, wipe, cut, heal, heal all, partition.
///     With another seed there is no message of that name, or it is another one.
///  2. `actions` are ordered by time; each has one.
struct Workload {
  Setup setup;
  std::vector<Action> actions;
  /// How many actions of the run that it was taken from have no place in it: those on a message,
  /// and timers that went off by hand.
  std::size_t left_out = 0;

  friend bool operator==(const Workload&, const Workload&) = default;
};

/// What people did in `run`. Where nobody proposes, every proposer asks.
Workload workload_of(const Run& run);

/// `workload` with proposals of its own in place of those that were there: the first `count`
/// proposers of its setup each ask at time 0 for a value that nobody else asks for: the `examples`
/// of a protocol that may refuse other words, then words of colours.
Workload with_asking(Workload workload, std::size_t count,
                     std::span<const char* const> examples = {});

/// `workload` in a cluster of another shape. Nodes keep their names; what is done to a node that is
/// not there any more is left out.
Workload with_shape(const Workload& workload, const Shape& shape);

}  // namespace synod
