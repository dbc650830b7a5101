// Locks of the nodes: which of them have anything that a transaction may lock.
#pragma once

#include "model/base/ids.h"

namespace synod {

struct Cluster;

/// The nodes that have a store which a transaction may lock, whether or not it is locked now.
NodeSet lockable_nodes(const Cluster& world);

}  // namespace synod
