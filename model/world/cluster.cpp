#include "model/world/cluster.h"

#include <algorithm>
#include <fmt/format.h>

#include "model/world/protocol.h"

namespace synod {

namespace {

template <class T>
const T* with_id(const std::vector<T>& list, MessageId id) {
  const auto found =
      std::lower_bound(list.begin(), list.end(), id,
                       [](const T& item, MessageId wanted) { return item.id < wanted; });
  return found != list.end() && found->id == id ? &*found : nullptr;
}

}  // namespace

const Message* Cluster::message(MessageId id) const {
  return with_id(in_flight, id);
}

const Timer* Cluster::timer(MessageId id) const {
  return with_id(timers, id);
}

Cluster make_cluster(const Protocol& protocol, const Setup& setup) {
  Cluster world;
  world.protocol = &protocol;
  world.setup = std::make_shared<const Setup>(setup);
  world.random = Random(setup.seed);
  if (protocol.info().judge != nullptr) world.observer = Observer(protocol.info().judge);
  if (protocol.info().noop.exists()) world.observer.asked(protocol.info().noop);
  for (NodeId id : setup.shape.all()) world.nodes.push_back({protocol.fresh(id, setup)});
  for (NodeId id : setup.shape.all()) {
    Out out(world, id, nullptr);
    protocol.started(world.nodes[id.index].state, out);
  }
  return world;
}

bool linked(const Shape& shape, NodeId a, NodeId b) {
  if (a == b) return false;
  const NodeSet clients = shape.with(Role::client);
  if (clients.contains(a) || clients.contains(b)) {
    const NodeSet proposers = shape.with(Role::proposer);
    return proposers.contains(a) || proposers.contains(b);
  }
  if (!shape.apart()) return true;
  // Acceptors talk to proposers and to learners; some casts have them talk to one another.
  const NodeSet acceptors = shape.column(Role::acceptor);
  if (acceptors.contains(a) && acceptors.contains(b)) return shape.cast->acceptors_talk;
  return acceptors.contains(a) || acceptors.contains(b);
}

Sentence describe(const Cluster& world, const Message& message) {
  const Sentence title{world.protocol->info().messages[message.kind].title, {}};
  const Ballot ballot = headline_ballot(message.body);
  const Text value = headline_value(message.body);
  if (ballot.exists() && value.exists())
    return {SYNOD_TEXT("%1 %2 %3"), {title, ballot.str(), value.view()}, SYNOD_TEXT("%1 %3")};
  if (ballot.exists()) return {SYNOD_TEXT("%1 %2"), {title, ballot.str()}, SYNOD_TEXT("%1")};
  return value.exists() ? say(SYNOD_TEXT("%1 %2"), title, value.view()) : title;
}

}  // namespace synod
