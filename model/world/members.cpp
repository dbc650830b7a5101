#include "model/world/members.h"

#include "model/data/field_search.h"

namespace synod {

NodeSet members_known_to(const State& state) {
  return value_meaning<NodeSet>(state, Means::members).value_or(NodeSet{});
}

bool knows_it_is_no_member(const Cluster& world, NodeId id) {
  const Node& node = world.node(id);
  if (!node.up || !world.shape().roles(id).has(Role::acceptor)) return false;
  const NodeSet members = members_known_to(node.state);
  return !members.empty() && !members.contains(id);
}

}  // namespace synod
