#include "protocols/commit_parts.h"

#include "model/truth/atomic_commit.h"

namespace synod {

namespace {

/// Those of atomic commitment stand last among all invariants.
constexpr std::size_t commit_invariants = 4;

}  // namespace

void CommitParts::put_common(ProtocolInfo& info) {
  info.options = {"timeout", "latency", "loss", "duplicate", "bug"};
  info.invariants = synod::invariants().last(commit_invariants);
  info.decision = {SYNOD_TEXT("decided"), SYNOD_TEXT("decided about %1"),
                   SYNOD_TEXT("What was decided about the transaction, by whoever was first")};
  info.judge = &JudgeType::of<AtomicCommit>();
  info.cast = &commit_cast;
  info.unanimous = true;
  info.together = false;
  info.asked = Roles(Role::proposer) | Role::acceptor;
  info.requests = {"a-10-b", "b-5-c"};
  info.wishes = {yes, no};
}

std::optional<Sentence> CommitParts::request_problem(Phase phase, NodeId self,
                                                     const synod::Request& request,
                                                     const Setup& setup) {
  const std::string name = setup.shape.name(self);
  if (setup.shape.roles(self).has(Role::acceptor)) {
    if (request.value == Text(yes) || request.value == Text(no)) return std::nullopt;
    return say(SYNOD_TEXT("%1 is a participant: ask it for 'yes' or 'no' votes"), name);
  }
  if (phase == Phase::idle || phase == Phase::done) return std::nullopt;
  return say(SYNOD_TEXT("%1 has a transaction under way; wait for its end"), name);
}

void CommitParts::begin(Coordinator& coordinator, const Text& what, Out& out) {
  ++coordinator.transaction.number;
  coordinator.decision = {};
  coordinator.phase = Phase::asking;
  coordinator.what = what;
  coordinator.yes = {};
  coordinator.acks = {};
  out.note("Phase 1", SYNOD_TEXT("%1 begins transaction %2 and asks %3 for their votes."),
           out.self(), std::size_t{coordinator.transaction.number}, participants(out));
  out.broadcast(participants(out), Prepare{coordinator.transaction, coordinator.what});
  wait(out, for_votes);
}

bool CommitParts::take_wish(const Text& wish, Out& out) {
  const bool refuses = wish == Text(no);
  if (refuses)
    out.note("", SYNOD_TEXT("%1 will vote no on the next transaction."), out.self());
  else
    out.note("", SYNOD_TEXT("%1 will vote yes on the next transaction."), out.self());
  return refuses;
}

}  // namespace synod
