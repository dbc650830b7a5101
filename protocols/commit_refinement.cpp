#include "protocols/commit_refinement.h"

#include "protocols/catalog.h"
#include "protocols/three_phase_commit.h"
#include "protocols/two_phase_commit.h"

namespace synod {

namespace {

using Manager = CommitSpec::Manager;

/// What a participant has on its disk: its last transaction, and what it is in that.
struct Held {
  Slot transaction;
  Manager is = Manager::working;
};

template <class Participant>
Held held_by(const Participant& participant) {
  if (participant.outcome == Text(CommitParts::commit))
    return {participant.current, Manager::committed};
  if (participant.outcome == Text(CommitParts::abort))
    return {participant.current, Manager::aborted};
  const bool voted_yes = participant.vote == Text(CommitParts::yes);
  return {participant.current, voted_yes ? Manager::prepared : Manager::working};
}

Held held_by(NodeId node, const Cluster& world) {
  const synod::State& state = world.node(node).state;
  return world.protocol == find_protocol("3pc")
             ? held_by(state.as<ThreePhaseCommit::State>().participant)
             : held_by(state.as<TwoPhaseCommit::State>().participant);
}

}  // namespace

CommitRefinement::CommitRefinement(const Cluster& start)
    : spec_(*start.setup), state_(CommitSpec::init()) {}

std::optional<Sentence> CommitRefinement::follow(const Event&, const Cluster& after) {
  for (NodeId node : after.shape().column(Role::acceptor))
    if (auto why = follow(node, after)) return why;
  return std::nullopt;
}

/// Of what comes after its last transaction it knows nothing: there it must be working.
std::optional<Sentence> CommitRefinement::follow(NodeId node, const Cluster& after) {
  const Held held = held_by(node, after);
  for (auto later = state_.upper_bound(held.transaction); later != state_.end(); ++later)
    if (auto why = spec_.move(state_, later->first, node, Manager::working)) return why;
  return spec_.move(state_, held.transaction, node, held.is);
}

}  // namespace synod
