// Transition function: the one way in which a world changes.
#pragma once

#include <optional>
#include <vector>

#include "model/world/action.h"
#include "model/world/cluster.h"
#include "model/world/event.h"

namespace synod {

/// Why `action` can't be done in `world`; nothing where it can.
std::optional<Sentence> refusal(const Cluster& world, const Action& action);

/// Does `action` in place and, where `event` is not null, says there all that it did.
/// Where the action can't be done: says why and changes nothing.
std::optional<Sentence> act(Cluster& world, const Action& action, Event* event = nullptr);

/// The world after `action`, or why it can't be done.
Result<Cluster> apply(const Cluster& world, const Action& action);

/// What is due next by the clock: the delivery or timer with the earliest due time, the oldest of
/// equals. What waits for a paused node is not due. Nothing where the cluster is quiet.
std::optional<Action> next_due(const Cluster& world);

/// Deliveries and timers that may happen next, in the order in which they are due.
std::vector<Action> enabled(const Cluster& world);

/// The paused nodes for which a message waits, or at which a timer is running.
NodeSet waited_for(const Cluster& world);

}  // namespace synod
