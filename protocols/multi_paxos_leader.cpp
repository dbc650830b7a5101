// Candidates and leaders. "Paxos Made Simple", section 3: a new leader "executes phase 1 for
// instances 135-137 and for all instances greater than 139", proposes again what it hears of, fills
// the gaps with no-ops, and then "can execute phase 2 for each command" at once.
#include <algorithm>

#include "protocols/multi_paxos_variants.h"

namespace synod::multi {

namespace {

using Accept = MultiPaxos::Accept;

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

bool is_known(const State& state, Slot slot) {
  const LogEntry* entry = state.acceptor.log.find(slot);
  return entry != nullptr && entry->chosen;
}

/// How many slots are put to the vote and not known chosen.
std::size_t open_slots(const State& state) {
  std::size_t open = 0;
  for (Slot slot = state.acceptor.log.first_unchosen(); slot < state.proposer.next;
       slot = after(slot))
    open += is_known(state, slot) ? 0u : 1u;
  return open;
}

/// Whether the leader has put this command to the vote and does not know the outcome.
bool is_open(const State& state, const Text& command) {
  if (state.proposer.phase != Phase::leading) return false;
  for (Slot slot = state.acceptor.log.first_unchosen(); slot < state.proposer.next;
       slot = after(slot))
    if (const LogEntry* entry = state.acceptor.log.find(slot);
        entry != nullptr && !entry->chosen && entry->vote.value == command)
      return true;
  return false;
}

Text place_in_queue(std::size_t place) {
  const char digits[] = {static_cast<char>('0' + place / 10), static_cast<char>('0' + place % 10)};
  return std::string_view(digits, sizeof digits);
}

/// Takes the first `count` commands off the queue.
std::vector<Text> take_waiting(MultiPaxos::Proposer& proposer, std::size_t count) {
  std::vector<Text> taken;
  Table rest;
  for (const TableRow& row : proposer.waiting) {
    if (taken.size() < count) {
      taken.push_back(row.value);
    } else {
      rest.put(place_in_queue(rest.size() + 1), row.value);
    }
  }
  proposer.waiting = rest;
  return taken;
}

void send_accept(const State& state, NodeSet to, const SlotLog& entries, Out& out) {
  out.broadcast(to, Accept{state.proposer.ballot, entries, state.acceptor.log.first_unchosen()});
}

/// Sends `entries` to every replica, itself included, `batch` of them in a message.
void put_to_vote(const State& state, const SlotLog& entries, Out& out) {
  SlotLog part;
  for (const LogEntry& entry : entries) {
    out.proposed(entry.slot, entry.vote);
    part.set(entry.slot, entry.vote);
    if (part.size() < out.setup().options.batch) continue;
    send_accept(state, replicas(out), part, out);
    part = {};
  }
  if (!part.empty()) send_accept(state, replicas(out), part, out);
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
    out.note_of(slot, "Phase 2a (P2c)",
                SYNOD_TEXT("%1 must propose %2 again in slot %3: a Promise reported it as %4."),
                out.self(), vote.value, shown(slot), reported->vote);
  } else {
    out.note_of(slot, "Section 3 (holes)",
                SYNOD_TEXT("%1 fills the hole in slot %2 with a no-op: nobody in its quorum "
                           "accepted anything there, and later slots are in use."),
                out.self(), shown(slot));
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
    out.note("Section 3 (holes)", SYNOD_TEXT("%1 proposes in %2 more slots so."), out.self(),
             entries.size() - notes_a_slot);
  return entries;
}

/// Where refusals are silent, a leader learns that its ballot is over only from nothing being
/// chosen any more.
void wait_for_progress(Out& out) {
  const Options& options = out.setup().options;
  if (!options.nack && detects(out)) out.set_timer(retry, SimTime{2 * options.timeout});
}

/// Where the highest number leads, every replica sends heartbeats anyway.
void begin_heartbeats(State& state, Out& out) {
  const Options& options = out.setup().options;
  const bool wanted = options.detector != Detector::off || options.lease > 0;
  if (wanted && options.detector != Detector::highest) send_heartbeat(state, out);
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
  if (out.setup().options.detector != Detector::highest) out.cancel_timer(suspicion);
  out.note("Section 3",
           SYNOD_TEXT("%1 hears %2: a quorum promised. %1 leads at ballot %3, and new commands "
                      "begin at slot %4."),
           out.self(), last, proposer.ballot, shown(proposer.next));
  put_to_vote(state, recovery(state, out), out);
  wait_for_progress(out);
  begin_heartbeats(state, out);
  serve(state, out);
}

void take_report(State& state, NodeId from, const MultiPaxos::Promise& promise, Out& out) {
  auto& reported = state.proposer.reported;
  for (const LogEntry& entry : promise.log) {
    if (entry.chosen) {
      if (learn(state, entry.slot, entry.vote, out))
        out.note_of(entry.slot, "Catching up",
                    SYNOD_TEXT("%1 is told that %2 is chosen in slot %3."), out.self(),
                    entry.vote.value, shown(entry.slot));
      continue;
    }
    state.proposer.reports.add(entry.slot, entry.vote, from);
    const LogEntry* known = reported.find(entry.slot);
    if (known == nullptr || known->vote.ballot < entry.vote.ballot)
      reported.set(entry.slot, entry.vote);
  }
  apply_known(state, out);
}

/// Slots that are decided need no votes any more.
void forget_decided(State& state) {
  VoteBook open;
  for (const VoteCount& count : state.proposer.votes.counts())
    if (!is_known(state, count.slot))
      for (NodeId node : count.acceptors) open.add(count.slot, count.vote, node);
  state.proposer.votes = open;
}

/// One slot of an Accepted. True where that makes the quorum.
bool count_vote(State& state, NodeId from, Slot slot, const Vote& vote, Out& out) {
  if (is_known(state, slot)) {
    out.note_of(slot, "Phase 2b",
                SYNOD_TEXT("%1 hears that %2 accepted %3 in slot %4, which it knows to be chosen."),
                out.self(), from, vote.value, shown(slot));
    return false;
  }
  const std::size_t count = state.proposer.votes.add(slot, vote, from).acceptors.size();
  if (count < out.setup().q2()) {
    out.note_of(slot, "Phase 2b",
                SYNOD_TEXT("%1 hears that %2 accepted %3 in slot %4: %5 of the %6 that it needs."),
                out.self(), from, vote.value, shown(slot), count, out.setup().q2());
    return false;
  }
  learn(state, slot, vote, out);
  out.note_of(slot, "Phase 2b",
              SYNOD_TEXT("%1 hears that %2 accepted %3 in slot %4: a quorum. It knows that %3 is "
                         "chosen there."),
              out.self(), from, vote.value, shown(slot));
  return true;
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
  out.note("Phase 1a",
           SYNOD_TEXT("%1 starts ballot %2 for every slot from %3 on, and asks every replica for a "
                      "promise."),
           out.self(), proposer.ballot, shown(from));
  out.broadcast(replicas(out), MultiPaxos::Prepare{proposer.ballot, from});
  wait_for_outcome(state, out);
}

/// What it put to the vote before its last heartbeat should have been chosen by now.
void look_for_progress(State& state, Out& out) {
  if (state.acceptor.log.first_unchosen() >= state.proposer.overdue) {
    out.note("Section 3", SYNOD_TEXT("%1 waits for no votes, and leads on."), out.self());
    return wait_for_progress(out);
  }
  out.note("Section 3",
           SYNOD_TEXT("%1 has got nothing chosen for a long while: its ballot %2 may be over, and "
                      "refusals are silent."),
           out.self(), state.proposer.ballot);
  step_down(state, NodeId::none(), out);
}

/// A leader that hears of a higher ballot can finish nothing at its own any more.
void step_down(State& state, NodeId leader, Out& out) {
  auto& proposer = state.proposer;
  const bool tried = proposer.phase != Phase::follower;
  if (proposer.phase == Phase::leading)
    out.note("Section 3", SYNOD_TEXT("%1 steps down: its ballot %2 is over."), out.self(),
             proposer.ballot);
  if (proposer.phase == Phase::preparing)
    out.note("Section 3", SYNOD_TEXT("%1 gives its ballot %2 up."), out.self(), proposer.ballot);
  proposer.phase = Phase::follower;
  proposer.votes = {};
  proposer.lease = false;
  proposer.alive = {};
  out.cancel_timer(retry);
  out.cancel_timer(lease);
  if (out.setup().options.detector != Detector::highest) out.cancel_timer(heartbeat);
  follow(state, leader == out.self() ? NodeId::none() : leader, out);
  if (tried) watch(state, out);
}

void enqueue(State& state, const Text& command, Out& out) {
  auto& waiting = state.proposer.waiting;
  const bool named = parse_key_command(command).client != 0;
  const auto same = [&](const TableRow& row) { return row.value == command; };
  if (named && (is_open(state, command) || std::any_of(waiting.begin(), waiting.end(), same))) {
    out.note("Exactly once", SYNOD_TEXT("%1 has %2 in hand already."), out.self(), command);
  } else if (waiting.size() >= longest_queue) {
    out.note("Section 3", SYNOD_TEXT("%1 has too many commands waiting and drops %2."), out.self(),
             command);
  } else {
    waiting.put(place_in_queue(waiting.size() + 1), command);
  }
}

/// Phase 2a for new commands. A batch goes when all of it has room: "a leader can propose commands
/// i+1 through i+alpha after commands 1 through i are chosen" (section 3).
void serve(State& state, Out& out) {
  auto& proposer = state.proposer;
  if (proposer.phase != Phase::leading) return;
  const Options& options = out.setup().options;
  const std::size_t most = std::min(options.batch, options.pipeline);
  SlotLog entries;
  std::size_t open = open_slots(state);
  while (!proposer.waiting.empty()) {
    const std::size_t size = std::min(most, proposer.waiting.size());
    if (open + size > options.pipeline) break;
    for (const Text& command : take_waiting(proposer, size)) {
      out.note_of(proposer.next, "Phase 2a",
                  SYNOD_TEXT("%1 puts %2 to the vote in slot %3 at its ballot %4."), out.self(),
                  command, shown(proposer.next), proposer.ballot);
      entries.set(proposer.next, {proposer.ballot, command});
      proposer.next = after(proposer.next);
    }
    open += size;
  }
  if (!proposer.waiting.empty())
    out.note("Section 3", SYNOD_TEXT("%1 lets %2 more commands wait: its pipeline is full."),
             out.self(), proposer.waiting.size());
  put_to_vote(state, entries, out);
}

void pass_on(State& state, Out& out) {
  auto& proposer = state.proposer;
  if (!proposer.leader.exists() || proposer.leader == out.self()) return;
  for (const Text& command : take_waiting(proposer, longest_queue)) {
    out.note("Section 3", SYNOD_TEXT("%1 passes %2 on to %3, which leads."), out.self(), command,
             proposer.leader);
    out.send(proposer.leader, MultiPaxos::Request{command});
  }
}

void put_to_vote_again(State& state, Out& out) {
  auto& proposer = state.proposer;
  const auto& log = state.acceptor.log;
  for (NodeId node : others(out)) {
    SlotLog missing;
    for (Slot slot = log.first_unchosen(); slot < proposer.overdue; slot = after(slot)) {
      const LogEntry* entry = log.find(slot);
      if (entry == nullptr || entry->chosen || entry->vote.ballot != proposer.ballot) continue;
      const VoteCount* count = proposer.votes.find(slot, entry->vote);
      if (count == nullptr || !count->acceptors.contains(node)) missing.set(slot, entry->vote);
    }
    if (missing.empty()) continue;
    out.note("Section 3", SYNOD_TEXT("%1 has no answer from %2 for %3 slots and asks it again."),
             out.self(), node, missing.size());
    send_accept(state, {node}, missing, out);
  }
  proposer.overdue = proposer.next;
}

}  // namespace synod::multi

namespace synod {

using namespace multi;

void MultiPaxos::on(State& state, NodeId from, const Promise& promise, Out& out) {
  auto& proposer = state.proposer;
  trust(state, from, out);
  if (promise.ballot != proposer.ballot || proposer.phase == Phase::follower) {
    out.note("Phase 1b",
             SYNOD_TEXT("%1 ignores %2's Promise for %3: it is not asking for that ballot."),
             out.self(), from, promise.ballot);
    return;
  }
  if (proposer.promises.contains(from)) {
    out.note("Phase 1b", SYNOD_TEXT("%1 has counted %2's Promise already: a replica counts once."),
             out.self(), from);
    return;
  }
  proposer.promises.insert(from);
  if (proposer.phase == Phase::leading) {
    out.note("Phase 1b", SYNOD_TEXT("%1 hears %2's Promise too; it had its quorum and leads."),
             out.self(), from);
    return;
  }
  take_report(state, from, promise, out);
  if (proposer.promises.size() >= out.setup().q1()) return lead(state, from, out);
  out.note("Phase 1b", SYNOD_TEXT("%1 hears %2's Promise: %3 of the %4 that it needs."), out.self(),
           from, proposer.promises.size(), out.setup().q1());
}

/// The leader counts distinct replicas for each slot, at its present ballot.
void MultiPaxos::on(State& state, NodeId from, const Accepted& accepted, Out& out) {
  auto& proposer = state.proposer;
  if (accepted.ballot != proposer.ballot || proposer.phase != Phase::leading) {
    out.note("Phase 2b", SYNOD_TEXT("%1 ignores %2's Accepted for %3: it does not lead at it."),
             out.self(), from, accepted.ballot);
    return;
  }
  bool decided = false;
  for (const LogEntry& entry : accepted.entries)
    decided = count_vote(state, from, entry.slot, entry.vote, out) || decided;
  if (!decided) return;
  forget_decided(state);
  wait_for_progress(out);
  apply_known(state, out);
  serve(state, out);
}

void MultiPaxos::on(State& state, NodeId from, const Nack& nack, Out& out) {
  auto& proposer = state.proposer;
  proposer.seen = std::max(proposer.seen, nack.promised.round);
  if (nack.ballot != proposer.ballot || proposer.phase == Phase::follower) {
    out.note("Section 3", SYNOD_TEXT("%1 hears that %2 refused its ballot %3, which is over."),
             out.self(), from, nack.ballot);
  } else if (nack.lease) {
    out.note("Lease",
             SYNOD_TEXT("%1 hears that %2 granted a lease to another leader and refused its ballot "
                        "%3."),
             out.self(), from, nack.ballot);
  } else {
    const NodeId winner = out.shape().proposer(nack.promised.proposer);
    out.note("Section 3", SYNOD_TEXT("%1 hears that %2 promised %3, above its ballot %4."),
             out.self(), from, nack.promised, nack.ballot);
    step_down(state, winner, out);
  }
}

}  // namespace synod
