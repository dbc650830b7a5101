#include "model/world/blocked.h"

#include "model/world/protocol.h"

namespace synod {

std::optional<Sentence> why_blocked(const Cluster& world, NodeId node) {
  const auto blocked = world.protocol->info().blocked;
  if (blocked == nullptr || !world.node(node).runs()) return std::nullopt;
  return blocked(world, node);
}

NodeSet blocked_nodes(const Cluster& world) {
  NodeSet nodes;
  if (world.protocol->info().blocked == nullptr) return nodes;
  for (NodeId node : world.shape().all())
    if (why_blocked(world, node)) nodes.insert(node);
  return nodes;
}

}  // namespace synod
