// Actions: everything that can happen to a world.
#pragma once

#include <array>
#include <cstdint>

#include "model/base/ids.h"
#include "model/base/text.h"

namespace synod {

enum class Verb : std::uint8_t {
  propose,    ///< A client asks `node` for `value`; `round` 0 lets the proposer pick its round.
  deliver,    ///< `message` arrives now.
  drop,       ///< The network loses `message`.
  duplicate,  ///< The network puts one more copy of `message` in flight.
  redeliver,  ///< The network delivers again what it delivered before: `message` is its old id.
  hold,       ///< `message` stays in flight until it is released.
  release,
  crash,  ///< `node` stops: memory is lost, the disk is kept.
  restart,
  wipe,   ///< As crash, and the disk is lost too.
  pause,  ///< `node` takes no steps until it is resumed: memory, disk and its clock go on.
  resume,
  cut,  ///< The link from `node` to `peer` (and back, where `both_ways`) loses all that is on it.
  heal,
  heal_all,
  partition,  ///< Links between nodes of different `side`s are cut, those within a side healed.
  fire,       ///< Timer `message` goes off now.
};

/// One thing that happens to a world. What else it needs stands beside its verb above.
struct Action {
  Verb verb = Verb::propose;
  NodeId node;
  NodeId peer;
  bool both_ways = true;
  MessageId message;
  Text value;
  std::uint32_t round = 0;
  /// The side of each node by index, from 1; nodes on side 0 keep their links as they are.
  std::array<std::uint8_t, max_nodes> side{};
  /// The simulated time at which it happens; -1 stands for "as soon as it can".
  SimTime at{-1};

  friend bool operator==(const Action&, const Action&) = default;
};

namespace actions {

Action propose(NodeId proposer, const Text& value, std::uint32_t round = 0);
Action on_message(Verb verb, MessageId message);
Action on_node(Verb verb, NodeId node);
Action on_link(Verb verb, NodeId from, NodeId to, bool both_ways);
Action fire(MessageId timer);

}  // namespace actions

}  // namespace synod
