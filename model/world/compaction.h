// Compaction of logs: up to which slot a snapshot stands for what a node removed from its log.
#pragma once

#include "model/world/cluster.h"

namespace synod {

/// The last slot that the node's snapshot stands for; 0 where it keeps none.
Slot compacted_up_to(const State& state);

}  // namespace synod
