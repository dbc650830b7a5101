// Locks of the nodes: what a transaction that is not over yet keeps locked, and where that may be.
#pragma once

#include <optional>

#include "model/base/ids.h"
#include "model/data/record.h"

namespace synod {

struct Cluster;

/// The nodes that have a store which a transaction may lock, whether or not it is locked now.
NodeSet lockable_nodes(const Cluster& world);

/// What a node keeps locked.
struct Lock {
  Text what;
  SimTime since;
};

/// What a node in `state` keeps locked; nothing where that is nothing.
std::optional<Lock> lock_of(const State& state);

}  // namespace synod
