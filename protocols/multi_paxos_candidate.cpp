// Candidates: phase 1 for the whole log. "Paxos Made Simple", section 3: a new leader "executes
// phase 1 for instances 135-137 and for all instances greater than 139", proposes again what it
// hears of, and fills the gaps with no-ops.
#include <algorithm>

#include "protocols/log_options.h"
#include "protocols/multi_paxos_variants.h"

namespace synod::multi {

namespace {

/// The most notes that one event makes about single slots.
constexpr std::size_t notes_a_slot = 12;

/// A candidate tries again after a random while, so that two of them do not duel for ever.
void wait_for_outcome(State& state, Out& out) {
  const Options& options = out.setup().options;
  if (detects(out)) {
    const std::int64_t timeout = state.detector.timeout;
    out.set_timer(retry, SimTime{out.random({timeout, 2 * timeout})});
  } else if (options.retry) {
    out.set_timer(retry, SimTime{out.random(options.retry_delay)});
  }
}

/// The hard decision of Basic Paxos (P2c), for each slot alone: what was reported with the highest
/// ballot must be proposed again. Where a quorum reports nothing and a later slot is in use,
/// nothing can have been chosen, and a no-op closes the hole at once, for commands behind it must
/// wait for it.
Vote vote_for(const MultiPaxos::Proposer& proposer, Slot slot) {
  const LogEntry* reported = proposer.reported.find(slot);
  return {proposer.ballot, reported != nullptr ? reported->vote.value : Text(MultiPaxos::noop)};
}

/// Tells whose report makes the leader take the value over.
void tell_adoption(const State& state, const LogEntry& reported, Out& out) {
  const VoteCount* reports = state.proposer.reports.find(reported.slot, reported.vote);
  if (reports != nullptr) out.adopted(*reports->acceptors.begin(), reported.vote, reported.slot);
}

void note_recovery(const State& state, Slot slot, const Vote& vote, Out& out) {
  if (const LogEntry* reported = state.proposer.reported.find(slot)) {
    out.note_of(slot, SYNOD_TEXT("Phase 2a (P2c)"),
                SYNOD_TEXT("%1 must propose %2 again in slot %3: a Promise reported it as %4."),
                out.self(), vote.value, slot, reported->vote);
  } else {
    out.note_of(slot, SYNOD_TEXT("Section 3 (holes)"),
                SYNOD_TEXT("%1 fills the hole in slot %2 with a no-op: nobody in its quorum "
                           "accepted anything there, and later slots are in use."),
                out.self(), slot);
  }
}

/// All that earlier leaders may have left undone, at this leader's ballot.
SlotLog recovery(const State& state, Out& out) {
  const LogRules& rules = rules_of(out.setup());
  SlotLog entries;
  for (Slot slot = state.acceptor.log.first_unchosen(); slot <= state.proposer.recovered;
       slot = after(slot)) {
    if (is_known(state, slot)) continue;
    if (state.proposer.reported.find(slot) == nullptr && !rules.fills_holes()) continue;
    const Vote vote = vote_for(state.proposer, slot);
    entries.set(slot, vote);
    if (const LogEntry* reported = state.proposer.reported.find(slot))
      tell_adoption(state, *reported, out);
    if (entries.size() <= notes_a_slot) note_recovery(state, slot, vote, out);
  }
  if (entries.size() > notes_a_slot)
    out.note(SYNOD_TEXT("Section 3 (holes)"), SYNOD_COUNTED("%1 proposes in %2 more slots so."),
             out.self(), entries.size() - notes_a_slot);
  return entries;
}

/// Where the highest number leads, every replica sends heartbeats anyway.
void begin_heartbeats(State& state, Out& out) {
  const Options& options = out.setup().options;
  const bool wanted = detector_of(options) != Detector::off || lease_of(options) > 0;
  if (wanted && detector_of(options) != Detector::highest) send_heartbeat(state, out);
}

void lead(State& state, NodeId last, Out& out) {
  auto& proposer = state.proposer;
  const auto& log = state.acceptor.log;
  proposer.phase = Phase::leading;
  proposer.leader = out.self();
  proposer.recovered = std::max(proposer.reported.last(), log.last());
  proposer.next = rules_of(out.setup()).first_free(log, proposer.recovered);
  proposer.overdue = {};
  out.cancel_timer(retry);
  if (detector_of(out.setup().options) != Detector::highest) out.cancel_timer(suspicion);
  out.note(SYNOD_TEXT("Section 3"),
           SYNOD_TEXT("%1 hears %2: a quorum promised. %1 leads at ballot %3, and new commands "
                      "begin at slot %4."),
           out.self(), last, proposer.ballot, proposer.next);
  put_to_vote(state, recovery(state, out), out);
  wait_for_progress(state, out);
  begin_heartbeats(state, out);
  serve(state, out);
}

void take_report(State& state, NodeId from, const MultiPaxos::Promise& promise, Out& out) {
  auto& reported = state.proposer.reported;
  for (const LogEntry& entry : promise.log) {
    if (entry.chosen) {
      if (learn(state, entry.slot, entry.vote, out))
        out.note_of(entry.slot, SYNOD_TEXT("Catching up"),
                    SYNOD_TEXT("%1 is told that %2 is chosen in slot %3."), out.self(),
                    entry.vote.value, entry.slot);
      continue;
    }
    state.proposer.reports.add(entry.slot, entry.vote, from);
    const LogEntry* known = reported.find(entry.slot);
    if (known == nullptr || known->vote.ballot < entry.vote.ballot)
      reported.set(entry.slot, entry.vote);
  }
  apply_known(state, out);
}

}  // namespace

std::uint32_t next_round(const State& state) {
  const auto& proposer = state.proposer;
  return std::max({proposer.round, proposer.seen, state.acceptor.promised.round}) + 1;
}

void start_ballot(State& state, std::uint32_t round, Out& out) {
  auto& proposer = state.proposer;
  if (proposer.phase == Phase::leading) step_down(state, NodeId::none(), out);
  proposer.round = round;
  proposer.seen = std::max(proposer.seen, round);
  proposer.ballot = {round, out.shape().number(out.self())};
  proposer.phase = Phase::preparing;
  proposer.promises = {};
  proposer.reported = {};
  proposer.reports = {};
  proposer.votes = {};
  const Slot from = state.acceptor.log.first_unchosen();
  out.note(SYNOD_TEXT("Phase 1a"),
           SYNOD_TEXT("%1 starts ballot %2 for every slot from %3 on, and asks every replica for a "
                      "promise."),
           out.self(), proposer.ballot, from);
  out.broadcast(replicas(out), MultiPaxos::Prepare{proposer.ballot, from});
  wait_for_outcome(state, out);
}

namespace {

/// A leader that hears of a higher ballot can finish nothing at its own any more. True where it led
/// or tried to.
bool end_ballot(State& state, Out& out) {
  auto& proposer = state.proposer;
  const bool tried = proposer.phase != Phase::follower;
  if (proposer.phase == Phase::leading)
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 steps down: its ballot %2 is over."),
             out.self(), proposer.ballot);
  if (proposer.phase == Phase::preparing)
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 gives its ballot %2 up."), out.self(),
             proposer.ballot);
  proposer.phase = Phase::follower;
  proposer.votes = {};
  proposer.lease = false;
  proposer.lease_until = 0;
  proposer.alive = {};
  out.cancel_timer(retry);
  out.cancel_timer(lease);
  if (detector_of(out.setup().options) != Detector::highest) out.cancel_timer(heartbeat);
  return tried;
}

}  // namespace

void step_down(State& state, NodeId leader, Out& out) {
  const bool tried = end_ballot(state, out);
  follow(state, leader == out.self() ? NodeId::none() : leader, out);
  if (tried) watch(state, out);
}

void give_way(State& state, NodeId candidate, Out& out) {
  const bool tried = end_ballot(state, out);
  make_way(state, candidate, out);
  if (tried) watch(state, out);
}

}  // namespace synod::multi

namespace synod {

using namespace multi;

void MultiPaxos::on(State& state, NodeId from, const Promise& promise, Out& out) {
  auto& proposer = state.proposer;
  trust(state, from, out);
  if (promise.ballot != proposer.ballot || proposer.phase == Phase::follower) {
    out.note(SYNOD_TEXT("Phase 1b"),
             SYNOD_TEXT("%1 ignores %2's Promise for %3: it is not asking for that ballot."),
             out.self(), from, promise.ballot);
    return;
  }
  if (proposer.promises.contains(from)) {
    out.note(SYNOD_TEXT("Phase 1b"),
             SYNOD_TEXT("%1 has counted %2's Promise already: a replica counts once."), out.self(),
             from);
    return;
  }
  proposer.promises.insert(from);
  if (proposer.phase == Phase::leading) {
    out.note(SYNOD_TEXT("Phase 1b"),
             SYNOD_TEXT("%1 hears %2's Promise too; it had its quorum and leads."), out.self(),
             from);
    return;
  }
  take_report(state, from, promise, out);
  if (proposer.promises.size() >= out.setup().q1()) return lead(state, from, out);
  out.note(SYNOD_TEXT("Phase 1b"), SYNOD_TEXT("%1 hears %2's Promise: %3 of the %4 that it needs."),
           out.self(), from, proposer.promises.size(), out.setup().q1());
}

void MultiPaxos::on(State& state, NodeId from, const Nack& nack, Out& out) {
  auto& proposer = state.proposer;
  proposer.seen = std::max(proposer.seen, nack.promised.round);
  if (nack.ballot != proposer.ballot || proposer.phase == Phase::follower) {
    out.note(SYNOD_TEXT("Section 3"),
             SYNOD_TEXT("%1 hears that %2 refused its ballot %3, which is over."), out.self(), from,
             nack.ballot);
  } else if (nack.lease) {
    out.note(SYNOD_TEXT("Lease"),
             SYNOD_TEXT("%1 hears that %2 granted a lease to another leader and refused its ballot "
                        "%3."),
             out.self(), from, nack.ballot);
  } else {
    const NodeId winner = out.shape().proposer(nack.promised.proposer).value_or(NodeId::none());
    out.note(SYNOD_TEXT("Section 3"),
             SYNOD_TEXT("%1 hears that %2 promised %3, above its ballot %4."), out.self(), from,
             nack.promised, nack.ballot);
    step_down(state, winner, out);
  }
}

}  // namespace synod
