// Refinement check of a run: where it leaves the specification that its protocol implements.
#pragma once

#include <optional>
#include <vector>

#include "model/world/action.h"
#include "model/world/cluster.h"

namespace synod {

/// An event of a run that is no step of the specification.
struct Departure {
  EventNumber event = 0;  ///< Counted from 1.
  Sentence why;
};

/// Whether it is said how the protocol implements a specification.
bool has_refinement(const Protocol& protocol);

/// The name of that specification, and how its steps are found where that must be said:
/// "Paxos.tla", "Paxos.tla in its slot"; the protocol must have one.
const char* specification_of(const Protocol& protocol);

/// Where the run of `actions` from `start` leaves the specification first; nothing where it does
/// not. `start` must be a world of such a protocol in which nothing has happened yet; each action
/// must be possible.
std::optional<Departure> departure(Cluster start, const std::vector<Action>& actions);

}  // namespace synod
