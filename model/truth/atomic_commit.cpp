#include "model/truth/atomic_commit.h"

#include "model/base/told_names.h"

namespace synod {

void AtomicCommit::hear(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts) {
  switch (deed.kind) {
    case Deed::Kind::voted: votes.add(deed.slot, deed.vote, deed.node); return;
    case Deed::Kind::decided: return decided(deed, shape, at, verdicts);
    case Deed::Kind::gave_up:
    case Deed::Kind::stopped: failed = true; return;
    default: return;
  }
}

void AtomicCommit::decided(const Deed& deed, const Shape& shape, EventNumber at,
                           Verdicts& verdicts) {
  const Text& value = deed.vote.value;
  const std::string who = shape.name(deed.node);
  bool fresh = true;
  for (const VoteCount& other : decisions.counts()) {
    if (other.slot != deed.slot) continue;
    if (other.vote.value == value) {
      fresh = false;
      continue;
    }
    if (other.acceptors.contains(deed.node)) {
      verdicts.violate("final", at,
                       say(SYNOD_TEXT("%1 decided %2 before, and decides %3 now."), who,
                           other.vote.value.str(), value.str()));
    } else {
      verdicts.violate("atomic", at,
                       say(SYNOD_TEXT("%1 decides %2, but %3 decided %4."), who, value.str(),
                           told_names(shape, other.acceptors), other.vote.value.str()));
    }
  }
  decisions.add(deed.slot, {{}, value}, deed.node);
  if (fresh) verdicts.decide(deed.slot, {{}, value}, at);
  const VoteCount* willing = votes.find(deed.slot, {{}, Text(yes)});
  const NodeSet missing =
      shape.column(Role::acceptor) - (willing == nullptr ? NodeSet{} : willing->acceptors);
  if (value == commit && !missing.empty())
    verdicts.violate("unanimous", at,
                     say(SYNOD_TEXT("%1 decides to commit, but %2 did not vote yes."), who,
                         told_names(shape, missing)));
  if (value != commit && missing.empty() && !failed)
    verdicts.violate("willing", at,
                     say(SYNOD_TEXT("%1 decides %2, though all voted yes and nothing failed."), who,
                         value.str()));
}

}  // namespace synod
