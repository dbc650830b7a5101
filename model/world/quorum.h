// Quorum of a proposer: who answered, whether it is enough, and where it meets an earlier one.
#pragma once

#include <vector>

#include "model/world/cluster.h"

namespace synod {

struct ProtocolInfo;

/// Contents of a proposer's quorum meter.
struct Quorum {
  NodeId proposer;
  Ballot ballot;           ///< None where the protocol has no numbers.
  NodeSet answered;        ///< At its present ballot, in its present phase.
  std::size_t needed = 0;  ///< How many make a quorum; 0 where the node counts nobody.

  bool exists() const { return needed != 0; }
  bool complete() const { return exists() && answered.size() >= needed; }
  friend bool operator==(const Quorum&, const Quorum&) = default;
};

/// The meter of `node`; one that does not exist where it plays no proposer, is down or idle.
Quorum quorum_of(const Cluster& world, NodeId node);

/// Whether what is chosen is what quorums voted for at ballots, which the observer counts.
/// Elsewhere a judge says what is decided, and there is no grid of votes and no quorum to wait for.
bool is_chosen_by_votes(const ProtocolInfo& protocol);
bool is_chosen_by_votes(const Cluster& world);

/// The complete quorum at the highest ballot, and the acceptors in which it meets the votes that
/// were cast at the highest ballot below it: that is why Paxos works.
struct Meeting {
  Quorum quorum;
  NodeSet shared;
  Ballot earlier;

  friend bool operator==(const Meeting&, const Meeting&) = default;
};
Meeting meeting_in(const Cluster& world);

}  // namespace synod
