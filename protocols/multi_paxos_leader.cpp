// Leaders: once phase 1 is done, a leader "can execute phase 2 for each command" at once ("Paxos
// Made Simple", section 3).
#include <algorithm>

#include "protocols/multi_paxos_variants.h"

namespace synod::multi {

namespace {

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

void send_accept(const State& state, NodeSet to, const SlotLog& entries, Out& out) {
  const Slot first_unchosen = rules_of(out.setup()).vouched_for(state);
  out.broadcast(to, MultiPaxos::Accept{state.proposer.ballot, entries, first_unchosen});
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
    out.note_of(slot, SYNOD_TEXT("Phase 2b"),
                SYNOD_TEXT("%1 hears that %2 accepted %3 in slot %4, which it knows to be chosen."),
                out.self(), from, vote.value, slot);
    return false;
  }
  const std::size_t count = state.proposer.votes.add(slot, vote, from).acceptors.size();
  if (count < out.setup().q2()) {
    out.note_of(slot, SYNOD_TEXT("Phase 2b"),
                SYNOD_TEXT("%1 hears that %2 accepted %3 in slot %4: %5 of the %6 that it needs."),
                out.self(), from, vote.value, slot, count, out.setup().q2());
    return false;
  }
  learn(state, slot, vote, out);
  out.note_of(slot, SYNOD_TEXT("Phase 2b"),
              SYNOD_TEXT("%1 hears that %2 accepted %3 in slot %4: a quorum. It knows that %3 is "
                         "chosen there."),
              out.self(), from, vote.value, slot);
  return true;
}

}  // namespace

void put_to_vote(const State& state, const SlotLog& entries, Out& out) {
  SlotLog part;
  for (const LogEntry& entry : entries) {
    out.proposed(entry.slot, entry.vote);
    part.set(entry.slot, entry.vote);
    if (part.size() < batch_of(out.setup().options)) continue;
    send_accept(state, replicas(out), part, out);
    part = {};
  }
  if (!part.empty()) send_accept(state, replicas(out), part, out);
}

void wait_for_progress(const State& state, Out& out) {
  const Options& options = out.setup().options;
  if (!options.nack && detects(out)) out.set_timer(retry, SimTime{2 * options.timeout});
  if (detects(out) || !options.retry) return;
  if (open_slots(state) > 0) {
    out.set_timer(retry, SimTime{out.random(options.retry_delay)});
  } else {
    out.cancel_timer(retry);
  }
}

Slot vouched_for(const State& state) {
  const auto& log = state.acceptor.log;
  if (log.highest_known() <= state.proposer.ballot) return log.first_unchosen();
  for (const LogEntry& entry : log)
    if (!entry.chosen || state.proposer.ballot < entry.vote.ballot)
      return std::min(entry.slot, log.first_unchosen());
  return log.first_unchosen();
}

/// What it put to the vote before its last heartbeat should have been chosen by now.
void look_for_progress(State& state, Out& out) {
  if (!detects(out)) {
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 has waited long enough for votes."),
             out.self());
    ask_for_votes_again(state, out);
    return wait_for_progress(state, out);
  }
  if (state.acceptor.log.first_unchosen() >= state.proposer.overdue) {
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 waits for no votes, and leads on."),
             out.self());
    return wait_for_progress(state, out);
  }
  out.note(SYNOD_TEXT("Section 3"),
           SYNOD_TEXT("%1 has got nothing chosen for a long while: its ballot %2 may be over, and "
                      "refusals are silent."),
           out.self(), state.proposer.ballot);
  step_down(state, NodeId::none(), out);
}

bool is_waiting(const State& state, const Text& command) {
  const auto& waiting = state.proposer.waiting;
  const auto same = [&](const TableRow& row) { return row.value == command; };
  return std::any_of(waiting.begin(), waiting.end(), same);
}

void enqueue(State& state, const Text& command, Out& out) {
  auto& waiting = state.proposer.waiting;
  const bool named = parse_key_command(command).client != 0;
  if (named && (is_open(state, command) || is_waiting(state, command))) {
    out.note(SYNOD_TEXT("Exactly once"), SYNOD_TEXT("%1 already has %2 in hand."), out.self(),
             command);
  } else if (waiting.size() >= longest_queue) {
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 has too many commands waiting and drops %2."),
             out.self(), command);
  } else {
    service::put_last(waiting, command);
  }
}

/// Phase 2a for new commands. A batch goes when all of it has room: "a leader can propose commands
/// i+1 through i+alpha after commands 1 through i are chosen" (section 3).
void serve(State& state, Out& out) {
  auto& proposer = state.proposer;
  if (proposer.phase != Phase::leading) return;
  const Options& options = out.setup().options;
  const std::size_t most = std::min(batch_of(options), pipeline_of(options));
  SlotLog entries;
  std::size_t open = open_slots(state);
  while (!proposer.waiting.empty()) {
    const std::size_t size = std::min(most, proposer.waiting.size());
    if (open + size > pipeline_of(options)) break;
    for (const Text& command : service::take_first(proposer.waiting, size)) {
      out.note_of(proposer.next, SYNOD_TEXT("Phase 2a"),
                  SYNOD_TEXT("%1 puts %2 to the vote in slot %3 at its ballot %4."), out.self(),
                  command, proposer.next, proposer.ballot);
      entries.set(proposer.next, {proposer.ballot, command});
      proposer.next = after(proposer.next);
    }
    open += size;
  }
  if (!proposer.waiting.empty())
    out.note(SYNOD_TEXT("Section 3"),
             SYNOD_COUNTED("%1 lets %2 more commands wait: its pipeline is full."), out.self(),
             proposer.waiting.size());
  put_to_vote(state, entries, out);
  if (!entries.empty() && !detects(out)) wait_for_progress(state, out);
}

void ask_for_votes_again(State& state, Out& out) {
  if (detects(out)) return;
  state.proposer.overdue = state.proposer.next;
  put_to_vote_again(state, out);
}

void pass_on(State& state, Out& out) {
  auto& proposer = state.proposer;
  if (!proposer.leader.exists() || proposer.leader == out.self()) return;
  for (const Text& command : service::take_first(proposer.waiting, longest_queue)) {
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 passes %2 on to %3, which leads."), out.self(),
             command, proposer.leader);
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
    out.note(SYNOD_TEXT("Section 3"),
             SYNOD_COUNTED("%1 has no answer from %2 for %3 slots and asks it again."), out.self(),
             node, missing.size());
    send_accept(state, {node}, missing, out);
  }
  proposer.overdue = proposer.next;
}

}  // namespace synod::multi

namespace synod {

using namespace multi;

/// The leader counts distinct replicas for each slot, at its present ballot.
void MultiPaxos::on(State& state, NodeId from, const Accepted& accepted, Out& out) {
  auto& proposer = state.proposer;
  if (accepted.ballot != proposer.ballot || proposer.phase != Phase::leading) {
    out.note(SYNOD_TEXT("Phase 2b"),
             SYNOD_TEXT("%1 ignores %2's Accepted for %3: it does not lead at it."), out.self(),
             from, accepted.ballot);
    return;
  }
  bool decided = false;
  for (const LogEntry& entry : accepted.entries)
    decided = count_vote(state, from, entry.slot, entry.vote, out) || decided;
  if (!decided) return;
  forget_decided(state);
  wait_for_progress(state, out);
  apply_known(state, out);
  serve(state, out);
}

}  // namespace synod
