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

std::optional<Lock> lock_of(const State& state) {
  const auto what = value_meaning<Text>(state, Means::lock);
  if (!what || !what->exists()) return std::nullopt;
  return Lock{*what, SimTime{value_meaning<std::int64_t>(state, Means::since).value_or(0)}};
}

}  // namespace synod
