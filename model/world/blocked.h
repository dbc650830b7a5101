// Blocked nodes: those that run and can do nothing but wait until others are repaired.
#pragma once

#include <optional>

#include "model/world/cluster.h"

namespace synod {

/// Why `node` is blocked; nothing where it is not, or where its protocol never blocks.
std::optional<Sentence> why_blocked(const Cluster& world, NodeId node);

/// All that are blocked.
NodeSet blocked_nodes(const Cluster& world);

}  // namespace synod
