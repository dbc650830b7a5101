// Learning, applying and catching up. A replica knows that a slot is chosen from the leader's
// count, from the leader's first unchosen slot, from a Promise, or by asking. What it knows without
// a gap it applies, in the order of the slots: the replicated state machine of "Paxos Made Simple",
// section 3.
#include <algorithm>

#include "protocols/multi_paxos_variants.h"

namespace synod::multi {

namespace {

/// The most slots that one Tell carries; a replica that needs more asks again.
constexpr std::size_t slots_a_tell = 64;

void apply(State& state, Slot slot, const Text& value, Out& out) {
  const auto told = service::apply(state.machine, slot, value, MultiPaxos::noop, out);
  if (told) reply(state, told->command, told->result, out);
}

}  // namespace

bool learn(State& state, Slot slot, const Vote& vote, Out& out) {
  auto& log = state.acceptor.log;
  const LogEntry* held = log.find(slot);
  state.proposer.seen = std::max(state.proposer.seen, vote.ballot.round);
  if (held != nullptr && held->chosen) return false;
  if (held == nullptr || held->vote.value != vote.value || held->vote.ballot < vote.ballot)
    log.set(slot, vote);
  log.mark_chosen(slot);
  out.learned(slot, vote.value);
  return true;
}

/// The leader knows that each slot below `first_unchosen` was chosen at its ballot or a lower one.
/// So what this replica accepted there at that very ballot is what was chosen: a leader proposes
/// one value at its ballot, and the one that was chosen below (Paxos Made Simple, P2c). Of a slot
/// that was chosen at a higher ballot that would not follow, for a leader whose ballot is over may
/// have proposed another value there. The rule for one ballot is that of Ongaro and Ousterhout,
/// "Implementing Replicated Logs with Paxos" (2013), where firstUnchosenIndex comes from.
void learn_below(State& state, NodeId leader, const Ballot& ballot, Slot first_unchosen, Out& out) {
  const auto& log = state.acceptor.log;
  const LogRules& rules = rules_of(out.setup());
  const Slot first = log.first_unchosen();
  std::size_t learned = 0;
  for (std::size_t i = log.place_of(first); i < log.size(); ++i) {
    const LogEntry entry = log.entries()[i];
    if (entry.slot >= first_unchosen) break;
    if (rules.proves_chosen(entry.vote.ballot, ballot) && learn(state, entry.slot, entry.vote, out))
      ++learned;
  }
  if (learned > 0)
    out.note(SYNOD_TEXT("Section 3"),
             SYNOD_TEXT("%1 hears that all slots below %2 are chosen: what it accepted there at "
                        "ballot %3 is what was chosen."),
             out.self(), first_unchosen, ballot);
  apply_known(state, out);
  if (log.first_unchosen() >= first_unchosen) return;
  out.note(SYNOD_TEXT("Catching up"),
           SYNOD_TEXT("%1 does not know what was chosen in slot %2, and asks %3: what it may have "
                      "accepted there at another ballot proves nothing."),
           out.self(), log.first_unchosen(), leader);
  out.send(leader, MultiPaxos::Ask{log.first_unchosen()});
}

void apply_known(State& state, Out& out) {
  const auto& log = state.acceptor.log;
  const LogRules& rules = rules_of(out.setup());
  for (Slot slot = rules.next_to_apply(log, state.machine.applied); slot.number != 0;
       slot = rules.next_to_apply(log, slot))
    apply(state, slot, log.find(slot)->vote.value, out);
}

}  // namespace synod::multi

namespace synod {

using namespace multi;

void MultiPaxos::on(State& state, NodeId from, const Ask& ask, Out& out) {
  const auto& log = state.acceptor.log;
  SlotLog known;
  for (std::size_t i = log.place_of(ask.from); i < log.size() && known.size() < slots_a_tell; ++i) {
    const LogEntry& entry = log.entries()[i];
    if (!entry.chosen) continue;
    known.set(entry.slot, entry.vote);
    known.mark_chosen(entry.slot);
  }
  if (known.empty()) {
    out.note(SYNOD_TEXT("Catching up"), SYNOD_TEXT("%1 knows of nothing chosen from slot %2 on."),
             out.self(), ask.from);
    return;
  }
  out.note(SYNOD_TEXT("Catching up"),
           SYNOD_COUNTED("%1 tells %2 what was chosen from slot %3 on: %4 slots."), out.self(),
           from, ask.from, known.size());
  out.send(from, Tell{known});
}

void MultiPaxos::on(State& state, NodeId from, const Tell& tell, Out& out) {
  std::size_t learned = 0;
  for (const LogEntry& entry : tell.log)
    if (learn(state, entry.slot, entry.vote, out)) ++learned;
  out.note(SYNOD_TEXT("Catching up"), SYNOD_COUNTED("%1 learns %2 slots from %3."), out.self(),
           learned, from);
  apply_known(state, out);
  serve(state, out);
}

}  // namespace synod
