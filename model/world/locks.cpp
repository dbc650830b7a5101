#include "model/world/locks.h"

#include "model/data/field_search.h"
#include "model/world/cluster.h"
#include "model/world/protocol.h"

namespace synod {

NodeSet lockable_nodes(const Cluster& world) {
  NodeSet nodes;
  if (!world.protocol->info().locks) return nodes;
  for (NodeId node : world.shape().all()) {
    const auto store = value_meaning<Table>(world.node(node).state, Means::store);
    if (store && !store->empty()) nodes.insert(node);
  }
  return nodes;
}

}  // namespace synod
