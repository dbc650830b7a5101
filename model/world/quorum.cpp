#include "model/world/quorum.h"

#include "model/data/field_search.h"
#include "model/world/members.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// Where members come and go, a majority of them is needed, and nobody else counts.
void count_members(Quorum& quorum, const State& state) {
  const NodeSet members = members_known_to(state);
  if (members.empty()) return;
  quorum.answered = quorum.answered & members;
  quorum.needed = members.size() / 2 + 1;
}

}  // namespace

Quorum quorum_of(const Cluster& world, NodeId id) {
  Quorum quorum{id, {}, {}, 0};
  const Node& node = world.node(id);
  if (!node.up || !world.shape().roles(id).has(Role::proposer)) return quorum;
  const auto electors = value_meaning<NodeSet>(node.state, Means::elects);
  if (!electors) return quorum;
  const auto ballot = value_meaning<Ballot>(node.state, Means::number);
  if (ballot) quorum.ballot = *ballot;
  // A term may be another's, whom it follows. Without numbers it is idle as long as it proposes
  // nothing.
  const bool follows = ballot && ballot->is_term() && stage_of(node.state) == Stage::none;
  const bool idle =
      ballot ? !ballot->exists() || follows
             : !value_meaning<Text>(node.state, Means::proposes).value_or(Text()).exists();
  if (idle) return quorum;
  // A complete phase 1 stays to be seen until the first answer of phase 2.
  const NodeSet voters = value_meaning<NodeSet>(node.state, Means::decides).value_or(NodeSet{});
  const bool second = !voters.empty();
  quorum.answered = second ? voters : *electors;
  quorum.needed = second ? world.setup->q2() : world.setup->q1();
  if (world.protocol->info().unanimous) quorum.needed = world.shape().with(Role::acceptor).size();
  count_members(quorum, node.state);
  return quorum;
}

bool is_chosen_by_votes(const ProtocolInfo& protocol) {
  return protocol.judge == nullptr;
}

bool is_chosen_by_votes(const Cluster& world) {
  return is_chosen_by_votes(world.protocol->info());
}

Meeting meeting_in(const Cluster& world) {
  Meeting meeting;
  for (NodeId id : world.shape().with(Role::proposer)) {
    const Quorum quorum = quorum_of(world, id);
    if (quorum.complete() && quorum.ballot > meeting.quorum.ballot) meeting.quorum = quorum;
  }
  if (!meeting.quorum.exists()) return meeting;
  if (const VoteCount* earlier = world.observer.last_vote_below(meeting.quorum.ballot)) {
    meeting.earlier = earlier->vote.ballot;
    meeting.shared = earlier->acceptors & meeting.quorum.answered;
  }
  if (meeting.shared.empty()) meeting.earlier = {};
  return meeting;
}

}  // namespace synod
