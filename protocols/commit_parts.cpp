#include "protocols/commit_parts.h"

#include "model/base/told_names.h"
#include "model/truth/atomic_commit.h"
#include "protocols/bank.h"
#include "protocols/commit_options.h"

namespace synod {

namespace {

/// Why nobody can tell `node` the decision: `silent` can't be asked, `unsure` does not know either.
Sentence blocked_words(const Cluster& world, NodeId node, NodeSet silent, NodeSet unsure) {
  const Shape& shape = world.shape();
  const std::string who = shape.name(node);
  const bool one = silent.size() == 1;
  const Sentence others = told_names(shape, silent);
  const bool down = one && !world.node(*silent.begin()).up;
  if (unsure.empty())
    return say(down ? SYNOD_TEXT("%1 is blocked: it voted yes, and %2 is down.")
                    : SYNOD_TEXT("%1 is blocked: it voted yes, and %2 can't be reached."),
               who, others);
  if (unsure.size() == 1)
    return say(down ? SYNOD_TEXT("%1 is blocked: it voted yes, %2 is down, and %3 does not know "
                                 "the decision either.")
                    : SYNOD_TEXT("%1 is blocked: it voted yes, %2 can't be reached, and %3 does "
                                 "not know the decision either."),
               who, others, shape.name(*unsure.begin()));
  return say(down ? SYNOD_TEXT("%1 is blocked: it voted yes, %2 is down, and %3 do not know the "
                               "decision either.")
                  : SYNOD_TEXT("%1 is blocked: it voted yes, %2 can't be reached, and %3 do not "
                               "know the decision either."),
             who, others, told_names(shape, unsure));
}

}  // namespace

void CommitParts::put_common(ProtocolInfo& info) {
  info.options = {"timeout", "load", "client-retry", "latency", "loss", "duplicate", "bug"};
  info.clients = true;
  info.groups = {{SYNOD_TEXT("What clients ask and are told"), {"begin", "outcome"}}};
  info.invariants = commit_invariants();
  info.decision = {SYNOD_TEXT("decided"), SYNOD_TEXT("decided about %1"),
                   SYNOD_TEXT("What was decided about the transaction, by whoever was first")};
  info.numbers.reset();
  info.judge = &JudgeType::of<AtomicCommit>();
  info.cast = &commit_cast;
  info.unanimous = true;
  info.together = false;
  info.asked = Roles(Role::proposer) | Role::acceptor | Role::client;
  info.requests = {"a-10-b", "b-5-c"};
  info.wishes = {{yes, SYNOD_TEXT("Vote yes from now on")},
                 {no, SYNOD_TEXT("Vote no from now on"), "refuse"}};
  info.request = {"begin", SYNOD_TEXT("Begin"), SYNOD_TEXT("%1 begins a transaction"),
                  SYNOD_TEXT("Let %1 begin a transaction, such as a-10-b: 10 from account a to b."),
                  SYNOD_TEXT("%1 begins the transaction %2")};
}

std::optional<Sentence> CommitParts::request_problem(const Coordinator& coordinator,
                                                     const Client& client, NodeId self,
                                                     const synod::Request& request,
                                                     const Setup& setup) {
  const std::string name = setup.shape.name(self);
  if (setup.shape.roles(self).has(Role::client))
    return commit_client::refuses(client, self, request, setup);
  if (setup.shape.roles(self).has(Role::acceptor)) {
    if (request.value == Text(yes) || request.value == Text(no)) return std::nullopt;
    return say(SYNOD_TEXT("%1 is a participant: ask it for 'yes' or 'no' votes"), name);
  }
  if (!coordinator.busy()) return bank::problem(request.value.view(), setup);
  return say(SYNOD_TEXT("%1 has a transaction under way; wait for its end"), name);
}

std::optional<Sentence> CommitParts::blocked_by(const Cluster& world, NodeId node,
                                                bool (*in_doubt)(const Cluster&, NodeId)) {
  if (!in_doubt(world, node)) return std::nullopt;
  const NodeSet coordinators = world.shape().column(Role::proposer);
  NodeSet silent;
  NodeSet unsure;
  for (NodeId other : asks_all(*world.setup) ? members(world.shape()) : coordinators) {
    if (other == node) continue;
    if (!world.node(other).runs() || world.is_cut(node, other) || world.is_cut(other, node))
      silent.insert(other);
    else if (!coordinators.contains(other) && in_doubt(world, other))
      unsure.insert(other);
    else
      return std::nullopt;  // It knows the decision, or can make one.
  }
  return blocked_words(world, node, silent, unsure);
}

void CommitParts::begin(Coordinator& coordinator, const Text& what, const Text& before, Out& out) {
  ++coordinator.transaction.number;
  coordinator.decision = {};
  coordinator.phase = Phase::asking;
  coordinator.what = what;
  coordinator.yes = {};
  coordinator.acks = {};
  out.note(SYNOD_TEXT("Phase 1"),
           SYNOD_TEXT("%1 begins transaction %2 and asks %3 for their votes."), out.self(),
           std::size_t{coordinator.transaction.number}, participants(out));
  out.broadcast(participants(out), Prepare{coordinator.transaction, coordinator.what, before});
  wait(out, for_votes);
}

void CommitParts::on(Coordinator& coordinator, NodeId from, const Begin& wanted, const Text& before,
                     Out& out) {
  if (const auto what =
          commit_client::take(coordinator.served, from, wanted, coordinator.busy(), out))
    begin(coordinator, *what, before, out);
}

void CommitParts::go_on(Coordinator& coordinator, const Text& before, Out& out) {
  if (coordinator.busy()) return;
  if (const auto what = commit_client::next(coordinator.served, out))
    begin(coordinator, *what, before, out);
}

bool CommitParts::take_wish(const Text& wish, Out& out) {
  const bool refuses = wish == Text(no);
  if (refuses)
    out.note("", SYNOD_TEXT("%1 votes no from now on."), out.self());
  else
    out.note("", SYNOD_TEXT("%1 votes yes from now on."), out.self());
  return refuses;
}

}  // namespace synod
