// Cluster: nodes, links, messages in flight, time and chance, all one value.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "model/base/random.h"
#include "model/base/setup.h"
#include "model/data/shared_log.h"
#include "model/truth/observer.h"
#include "model/world/message.h"

namespace synod {

class Protocol;

/// One node of the cluster.
struct Node {
  State state;
  bool up = true;
  bool wiped = false;  ///< Its disk was lost and nothing was written to it since.
  /// How many disks it has lost, of a client: its next commands must not pass for earlier ones.
  /// Servers are known by their names whatever they lose, and count none.
  std::uint32_t disks_lost = 0;
  /// It takes no steps: messages wait for it and its timers go off late. Never while it is down.
  bool paused = false;

  /// Whether it takes steps: messages reach it and its timers go off.
  bool runs() const { return up && !paused; }
};

/// A world. Copies are independent of one another; `act` and `apply` are the only ways to change
/// one.
struct Cluster {
  const Protocol* protocol = nullptr;
  std::shared_ptr<const Setup> setup;
  std::vector<Node> nodes;
  /// Where the link from node i is cut: the receivers that it does not reach.
  std::array<NodeSet, max_nodes> cut{};
  std::vector<Message> in_flight;  ///< Ordered by id.
  std::vector<Timer> timers;       ///< Ordered by id.
  SharedLog<Message> delivered;    ///< What arrived and was handled, oldest first.
  SimTime now;
  EventNumber events = 0;  ///< How many events led here.
  std::uint32_t last_id = 0;
  Random random;
  Observer observer;

  const Shape& shape() const { return setup->shape; }
  std::string name(NodeId node) const { return shape().name(node); }
  const Node& node(NodeId id) const { return nodes[id.index]; }
  bool is_cut(NodeId from, NodeId to) const { return cut[from.index].contains(to); }
  const Message* message(MessageId id) const;
  const Timer* timer(MessageId id) const;
};

/// A world in which nothing happened yet. `setup.problem()` must be nothing, and `protocol` must
/// outlive the world.
Cluster make_cluster(const Protocol& protocol, const Setup& setup);

/// Whether a message may travel from one node to the other: two learners, say, never talk.
bool linked(const Shape& shape, NodeId a, NodeId b);

/// A message in words: "Accept 2.2 blue".
Sentence describe(const Cluster& world, const Message& message);

/// 128 bits that two worlds share only if all that matters for their future and their past is the
/// same.
struct Fingerprint {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  std::string str() const;
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};
Fingerprint fingerprint(const Cluster& world);

}  // namespace synod
