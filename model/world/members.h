// Members of a cluster, whose votes count, as each node knows them.
#pragma once

#include "model/world/cluster.h"

namespace synod {

/// The nodes whose votes count, as far as a node with that state knows; none where all do.
NodeSet members_known_to(const State& state);

/// Whether a node that is up knows that it is no member, so that its vote does not count.
bool knows_it_is_no_member(const Cluster& world, NodeId id);

}  // namespace synod
