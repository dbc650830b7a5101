// Heartbeats, suspicion and leases. A failure detector may be wrong: it decides who tries to lead,
// and never what is chosen (Chandra and Toueg, 1996). "Highest" is the rule of Lamport's section 3
// in the form in which it is often taught: a node that hears of no higher number leads.
#include "protocols/log_options.h"
#include "protocols/multi_paxos_variants.h"

namespace synod::multi {

namespace {

/// Where refusals are silent, a leader does not hear that its ballot is over, and its heartbeats
/// would keep everybody waiting for it for ever. So they are no sign of life to who promised more.
bool leads_in_vain(const State& state, const MultiPaxos::Heartbeat& heartbeat, const Out& out) {
  return !out.setup().options.nack && heartbeat.ballot.exists() &&
         heartbeat.ballot < state.acceptor.promised;
}

/// A heartbeat tells what its sender promised, so that a candidate whose ballot is too low gets
/// above with its next one, even where refusals are silent.
void hear_of(State& state, NodeId from, std::uint32_t round, Out& out) {
  if (round < next_round(state)) return;
  state.proposer.seen = round;
  if (state.proposer.phase != Phase::follower)
    out.note(SYNOD_TEXT("Failure detector"),
             SYNOD_TEXT("%1 hears that %2 promised round %3: its next ballot must be higher."),
             out.self(), from, static_cast<std::size_t>(round));
}

/// By how much a growing timeout grows with each mistake, in simulated milliseconds.
constexpr std::int64_t growth = 100;

bool highest_leads(const Out& out) {
  return detector_of(out.setup().options) == Detector::highest;
}

/// Whether this node waits for signs of life of `node`.
bool watches(const State& state, NodeId node, const Out& out) {
  return highest_leads(out) ? node > out.self() : node == state.proposer.leader;
}

void suspect_node(State& state, NodeId node, Out& out) {
  if (state.detector.suspects.contains(node)) return;
  state.detector.suspects.insert(node);
  out.suspected(node);
  out.note(SYNOD_TEXT("Failure detector"),
           SYNOD_TEXT("%1 suspects %2: it heard no heartbeat for %3 ms. It can't tell a crash from "
                      "slowness."),
           out.self(), node, static_cast<std::size_t>(state.detector.timeout));
}

/// Paxos Made Live, section 5.2: whoever grants a lease follows nobody else until it runs out.
void grant_lease(State& state, NodeId leader, Out& out) {
  const std::int64_t length = lease_of(out.setup().options);
  if (length == 0) return;
  state.acceptor.follows = leader;
  out.set_timer(grant, SimTime{length});
  out.note(SYNOD_TEXT("Lease"),
           SYNOD_TEXT("%1 grants %2 a lease of %3 ms: until then it promises nobody else."),
           out.self(), leader, static_cast<std::size_t>(length));
}

/// When a heartbeat leaves, by the clock of its sender. Without leases nobody asks for it.
std::int64_t time_told(const Out& out) {
  return lease_of(out.setup().options) == 0 ? 0 : out.now().ms;
}

/// Whether those in `alive` meet every quorum of Promises.
bool all_quorums_bound(const State& state, const Out& out) {
  return state.proposer.alive.size() + out.setup().q1() > replicas(out).size();
}

/// The lease holds once those who granted it meet every quorum of Promises, and ends before any of
/// their grants. `alive` has just grown.
void hold_lease(State& state, Out& out) {
  const Options& options = out.setup().options;
  if (lease_of(options) == 0 || !all_quorums_bound(state, out)) return;
  const SimTime counted{state.proposer.counted};
  const std::int64_t until = rules_of(out.setup()).lease_ends(counted, out.now(), options).ms;
  const std::int64_t length = until - out.now().ms;
  if (length <= 0) {
    out.note(SYNOD_TEXT("Lease"),
             SYNOD_TEXT("%1 has its lease confirmed too late: grants given when the heartbeat "
                        "arrived may be over."),
             out.self());
    return;
  }
  state.proposer.lease = true;
  state.proposer.lease_until = until;
  out.set_timer(lease, SimTime{length});
  out.note(SYNOD_TEXT("Lease"),
           SYNOD_TEXT("%1 holds a lease for %2 ms: nobody else can be elected, so it may answer "
                      "reads from its own store."),
           out.self(), static_cast<std::size_t>(length));
}

/// Begins to count answers anew, where the last count is complete or says nothing any more.
void count_answers(State& state, Out& out) {
  auto& leader = state.proposer;
  const bool counting = leader.alive.contains(out.self()) && !all_quorums_bound(state, out) &&
                        leader.counted + lease_of(out.setup().options) > out.now().ms;
  if (counting) return;
  leader.counted = time_told(out);
  leader.alive = {out.self()};
  hold_lease(state, out);
}

}  // namespace

void watch(State& state, Out& out) {
  if (!detects(out)) return;
  std::int64_t wait = state.detector.timeout;
  // Where nobody leads yet, chance keeps the replicas from all trying at once.
  if (!highest_leads(out) && !state.proposer.leader.exists()) wait += out.random({0, wait});
  out.set_timer(suspicion, SimTime{wait});
}

void make_way(State& state, NodeId candidate, Out& out) {
  state.proposer.leader = candidate;
  trust(state, candidate, out);
  const bool waits = !highest_leads(out) || candidate > out.self();
  if (!waits || state.detector.put_off) return;
  state.detector.put_off = true;
  watch(state, out);
}

void follow(State& state, NodeId leader, Out& out) {
  state.detector.put_off = false;
  state.proposer.leader = leader;
  if (leader.exists()) trust(state, leader, out);
  if (!highest_leads(out) || leader > out.self() || !leader.exists()) watch(state, out);
}

void trust(State& state, NodeId node, Out& out) {
  auto& detector = state.detector;
  if (!detector.suspects.contains(node)) return;
  detector.suspects.erase(node);
  ++detector.mistakes;
  out.trusted(node);
  out.note(SYNOD_TEXT("Failure detector"),
           SYNOD_TEXT("%1 hears from %2 and trusts it again: it is up."), out.self(), node);
  if (detector_of(out.setup().options) != Detector::growing) return;
  detector.timeout += growth;
  out.note(SYNOD_TEXT("Failure detector"), SYNOD_TEXT("%1 waits longer from now on: %2 ms."),
           out.self(), static_cast<std::size_t>(detector.timeout));
}

void suspect(State& state, Out& out) {
  auto& proposer = state.proposer;
  if (highest_leads(out)) {
    for (NodeId node : replicas(out))
      if (node > out.self()) suspect_node(state, node, out);
    out.note(SYNOD_TEXT("Failure detector"),
             SYNOD_TEXT("%1 hears of no higher number: it is to lead."), out.self());
  } else if (proposer.leader.exists() && proposer.leader != out.self()) {
    suspect_node(state, proposer.leader, out);
  } else {
    out.note(SYNOD_TEXT("Failure detector"),
             SYNOD_TEXT("%1 has waited for a leader, and knows none."), out.self());
  }
  if (proposer.phase == Phase::follower) start_ballot(state, next_round(state), out);
}

void send_heartbeat(State& state, Out& out) {
  auto& proposer = state.proposer;
  const bool leads = proposer.phase == Phase::leading;
  const Options& options = out.setup().options;
  if (!leads && !highest_leads(out)) return;
  out.set_timer(heartbeat, SimTime{options.heartbeat});
  const Slot first = rules_of(out.setup()).vouched_for(state);
  out.broadcast(others(out), MultiPaxos::Heartbeat{leads ? proposer.ballot : Ballot{}, first,
                                                   time_told(out), state.acceptor.promised.round});
  if (!leads) return;
  grant_lease(state, out.self(), out);
  count_answers(state, out);
  put_to_vote_again(state, out);
}

bool bound_to_another(const State& state, NodeId candidate, const Out& out) {
  const NodeId follows = state.acceptor.follows;
  if (lease_of(out.setup().options) == 0 || !follows.exists() || follows == candidate) return false;
  return follows != out.self() || holds_lease(state.proposer, out.now());
}

bool holds_lease(const MultiPaxos::Proposer& leader, SimTime now) {
  return leader.lease && now.ms < leader.lease_until;
}

void grant_runs_out(State& state, Out& out) {
  out.note(SYNOD_TEXT("Lease"),
           SYNOD_TEXT("The lease that %1 granted to %2 runs out: it is free to promise."),
           out.self(), state.acceptor.follows);
  state.acceptor.follows = NodeId::none();
}

void lease_runs_out(State& state, Out& out) {
  state.proposer.lease = false;
  state.proposer.lease_until = 0;
  out.note(SYNOD_TEXT("Lease"),
           SYNOD_TEXT("The lease of %1 runs out: reads must go through the log again."),
           out.self());
}

void refuse(const State& state, NodeId from, const Ballot& ballot, bool lease, Out& out) {
  const Ballot promised = state.acceptor.promised;
  out.refused(ballot, promised);
  if (out.setup().options.nack) out.send(from, MultiPaxos::Nack{ballot, promised, lease});
}

}  // namespace synod::multi

namespace synod {

using namespace multi;

void MultiPaxos::on(State& state, NodeId from, const Heartbeat& heartbeat, Out& out) {
  auto& promised = state.acceptor.promised;
  auto& proposer = state.proposer;
  hear_of(state, from, heartbeat.round, out);
  if (leads_in_vain(state, heartbeat, out)) {
    out.note(SYNOD_TEXT("Failure detector"),
             SYNOD_TEXT("%1 hears %2's heartbeat, but its ballot %3 is over: a leader that can get "
                        "nothing chosen is as good as silent."),
             out.self(), from, heartbeat.ballot);
    return refuse(state, from, heartbeat.ballot, false, out);
  }
  trust(state, from, out);
  if (watches(state, from, out)) watch(state, out);
  if (highest_leads(out) && from > out.self() && proposer.phase != Phase::follower) {
    out.note(SYNOD_TEXT("Failure detector"),
             SYNOD_TEXT("%1 hears of a higher number, %2: it is not to lead."), out.self(), from);
    step_down(state, from, out);
  }
  if (!heartbeat.ballot.exists()) {
    out.note(SYNOD_TEXT("Failure detector"), SYNOD_TEXT("%1 hears that %2 is alive."), out.self(),
             from);
    return;
  }
  if (heartbeat.ballot < promised) {
    out.note(SYNOD_TEXT("Failure detector"),
             SYNOD_TEXT("%1 hears %2's heartbeat and tells it that its ballot %3 is over."),
             out.self(), from, heartbeat.ballot);
    return refuse(state, from, heartbeat.ballot, false, out);
  }
  out.note(SYNOD_TEXT("Failure detector"), SYNOD_TEXT("%1 hears that its leader %2 is alive."),
           out.self(), from);
  if (heartbeat.ballot > promised) {
    promised = heartbeat.ballot;
    if (proposer.phase != Phase::follower) step_down(state, from, out);
  }
  follow(state, from, out);
  pass_on(state, out);
  grant_lease(state, from, out);
  out.send(from, Alive{heartbeat.ballot, heartbeat.sent});
  learn_below(state, from, heartbeat.ballot, heartbeat.first_unchosen, out);
}

/// Only answers since the counted heartbeat count: an older one says nothing of a grant's end.
void MultiPaxos::on(State& state, NodeId from, const Alive& alive, Out& out) {
  auto& proposer = state.proposer;
  trust(state, from, out);
  if (proposer.phase != Phase::leading || alive.ballot != proposer.ballot ||
      alive.sent < proposer.counted) {
    out.note(SYNOD_TEXT("Failure detector"),
             SYNOD_TEXT("%1 hears %2's answer to an earlier heartbeat."), out.self(), from);
    return;
  }
  if (proposer.alive.contains(from)) {
    out.note(SYNOD_TEXT("Failure detector"), SYNOD_TEXT("%1 has counted %2's answer already."),
             out.self(), from);
    return;
  }
  proposer.alive.insert(from);
  out.note(SYNOD_TEXT("Failure detector"), SYNOD_TEXT("%1 hears that %2 follows it."), out.self(),
           from);
  hold_lease(state, out);
}

}  // namespace synod
