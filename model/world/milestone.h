// Milestones of a run: events at which somebody who watches wants to stop and look.
#pragma once

#include <vector>

#include "model/world/cluster.h"
#include "model/world/event.h"

namespace synod {

/// In the order of their weight. None of them depends on a protocol: they are facts of the
/// observer, of the quorums that proposers count, and of what proposers took over.
enum class Milestone : std::uint8_t {
  violation,  ///< An invariant was broken.
  chosen,     ///< A value became chosen; in a log, the first one of all.
  adoption,   ///< A proposer learned of a value that it must propose.
  quorum,     ///< A proposer heard from the last node that a quorum needs.
  goal,       ///< A lesson's goal was reached: the lesson knows, the event does not.
};

/// What `event` reached, the weightiest first; `after` is the world behind it.
std::vector<Milestone> milestones_of(const Event& event, const Cluster& after);

/// Whether an event only keeps the cluster as it is, like a heartbeat and its answer: no person
/// did it, nobody responded to a ballot, and the observer saw nothing new.
bool is_upkeep(const Event& event);

}  // namespace synod
