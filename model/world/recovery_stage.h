// Stages of a change of leader, and which one a cluster has reached.
#pragma once

#include "model/world/cluster.h"

namespace synod {

/// The stages of a change of leader, in their order.
enum class RecoveryStage : std::uint8_t {
  none,       ///< Somebody leads, and nothing is left over; or nobody ever led.
  unnoticed,  ///< No node that is up and not paused leads, and none suspects the last leader.
  suspected,  ///< A node suspects it.
  asking,     ///< A candidate asks for promises at a ballot above all that lead.
  filling,    ///< The new leader settles what earlier ones left open, holes included.
  resuming,   ///< New commands are put to the vote, and clients still wait since before.
};

/// Where a change of leader stands. Seen from outside: no node knows all of it.
struct LeaderChange {
  RecoveryStage stage = RecoveryStage::none;
  NodeId node;               ///< The node that asks or leads; none before.
  Ballot ballot;             ///< Its ballot.
  std::size_t promises = 0;  ///< Of `asking`: how many it has …
  std::size_t needed = 0;    ///< … and needs.
  std::size_t open = 0;      ///< Of `filling`: in how many slots.
  SimTime waited;            ///< The longest time that a client has waited so far; 0 for none.

  friend bool operator==(const LeaderChange&, const LeaderChange&) = default;
};

/// Whether a node that is up and could lead suspects the node that it takes for the leader.
bool leader_is_suspected(const Cluster& world);

/// Of protocols with logs alone; elsewhere there is no such stage.
LeaderChange leader_change_in(const Cluster& world);

}  // namespace synod
