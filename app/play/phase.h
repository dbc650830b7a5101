// Phases of a protocol: where one ends and the next begins.
#pragma once

#include <cstdint>

#include "model/line/history.h"

namespace synod::app {

/// The kinds of messages in flight, one bit each.
std::uint64_t kinds_in_flight(const Cluster& world);

/// True where the set of kinds in flight at `id` is not that of the moment before.
bool begins_phase(const History& history, MomentId id);

}  // namespace synod::app
