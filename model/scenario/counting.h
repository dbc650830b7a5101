// Counts of messages, timers and unknown verdicts in a world, for conditions.
#pragma once

#include "model/scenario/command.h"
#include "model/world/cluster.h"

namespace synod {

/// How many messages `test` is about. Its pattern must fit the world.
std::size_t count_of(const Cluster& world, const MessageTest& test);

/// How many messages, and how many timers, are due by the clock.
std::size_t moving(const Cluster& world);
std::size_t ticking(const Cluster& world);

/// Whether it can't be said that the invariant holds, though it was not seen violated.
bool is_unknown(const Cluster& world, const InvariantTest& test);

}  // namespace synod
