// Log of Raft: how a leader copies its log, repairs others, and commits (Ongaro 2014, sections 3.5
// and 3.6.2).
#include <vector>

#include "protocols/raft_options.h"
#include "protocols/raft_rules.h"

namespace synod::raft {

namespace {

/// AppendEntries without entries: what it says is that this server leads.
Raft::Append empty_message(const Server& leader, NodeId to) {
  const Slot previous = before(leader.next[to]);
  return {leader.term, previous, term_of(leader, previous), leader.commit, leader.round, {}};
}

/// Whether `to` lacks entries that the leader replaced by its snapshot.
bool needs_snapshot(const Server& leader, NodeId to) {
  return leader.next[to] <= leader.snapshot.last();
}

/// Says that it leads, and nothing more where that is enough.
void send_nothing_new(const Server& leader, NodeId to, Out& out) {
  if (needs_snapshot(leader, to)) return send_snapshot(leader, to, out);
  out.send(to, empty_message(leader, to));
}

void write(Server& server, Slot slot, const Vote& vote, Out& out) {
  server.log.set(slot, vote);
  take_members(server, slot, vote.value, out);
  out.stored(slot, vote, server.term);
}

void remove_from(Server& server, Slot first, Out& out) {
  if (first > server.log.last()) return;
  out.note_of(first, SYNOD_TEXT("Section 3.5"),
              SYNOD_TEXT("%1 removes slot %2 and all behind it from its log."), out.self(),
              shown(first));
  server.log.cut(first);
  out.dropped(first);
  find_members(server, out);
}

/// Figure 3.1, AppendEntries, steps 3 and 4.
void take_entries(Server& server, const Raft::Append& message, Out& out) {
  const RaftRules& rules = rules_of(out);
  if (rules.removes_the_rest()) remove_from(server, after(message.previous), out);
  for (const LogEntry& entry : message.entries) {
    if (entry.slot <= server.snapshot.last()) continue;
    const LogEntry* held = server.log.find(entry.slot);
    if (held != nullptr && !rules.removes(*held, entry.vote)) continue;
    if (held != nullptr) remove_from(server, entry.slot, out);
    write(server, entry.slot, entry.vote, out);
    out.note_of(entry.slot, SYNOD_TEXT("Section 3.5"),
                SYNOD_TEXT("%1 appends %2 of term %3 in slot %4."), out.self(), entry.vote.value,
                entry.vote.ballot, shown(entry.slot));
  }
}

/// Does what stands in `slot`, and tells its client where this server leads.
void apply(State& state, Slot slot, Out& out) {
  const Text command = state.server.log.find(slot)->vote.value;
  const Text nothing = names_members(command) ? command : Text(Raft::noop);
  const auto told = service::apply(state.machine, slot, command, nothing, out);
  if (!told || state.server.phase != Phase::leading) return;
  const NodeId client = client_of(told->command, out.shape());
  if (client.exists())
    out.send(client, Raft::Reply{told->command.id, told->command.life, told->result});
}

/// It comes to know that everything up to `last` is committed.
void commit(State& state, Slot last, Out& out) {
  Server& server = state.server;
  for (Slot slot = after(server.commit); slot <= last; slot = after(slot)) {
    const LogEntry* entry = server.log.find(slot);
    if (entry == nullptr) return;  // Only where a wrong variant committed what it does not hold.
    server.commit = slot;
    server.log.mark_chosen(slot);
    out.learned(slot, entry->vote.value);
    apply(state, slot, out);
  }
  if (is_outside(server, out)) out.cancel_timer(Raft::election);
  compact(state, out);
}

/// Section 3.6.2. What is before an entry that is committed is committed with it.
void count(State& state, Out& out) {
  const Server& server = state.server;
  const Slot last = on_a_majority(server, out);
  if (last <= server.commit) return;
  const Ballot its = term_of(server, last);
  if (!rules_of(out).commits_by_counting(its, server.term)) {
    out.note_of(last, SYNOD_TEXT("Section 3.6.2"),
                SYNOD_TEXT("A majority holds slot %1, but it is of term %2: at term %3, %4 does "
                           "not commit it by counting."),
                shown(last), its, server.term, out.self());
    return;
  }
  out.note_of(last, SYNOD_TEXT("Section 3.6.2"),
              SYNOD_TEXT("A majority holds slot %1 of term %2: %3 commits it, and all before it."),
              shown(last), its, out.self());
  commit(state, last, out);
  go_on_reading(state, out);
  finish_change(state, out);
}

/// The last slot, `slot` or before, whose entry is of no higher term than `term`. What is behind it
/// can't be the same in a log whose entry at `slot` is of that term.
Slot last_of_no_higher_term(const Server& server, Slot slot, TermNumber term) {
  while (slot.number > 0 && term_of(server, slot).round > term.round) slot = before(slot);
  return slot;
}

void refuse(const State& state, NodeId leader, const Raft::Append& message, Out& out) {
  Raft::Appended refusal{state.server.term, false, message.previous, message.round};
  if (gives_hints(out.setup().options)) {
    const Server& server = state.server;
    refusal.hint = last_of_no_higher_term(server, std::min(message.previous, last_slot(server)),
                                          message.previous_term);
    refusal.hint_term = term_of(server, refusal.hint);
  }
  out.send(leader, refusal);
}

/// The follower holds all up to `slot`.
void note_match(State& state, NodeId from, Slot slot, Out& out) {
  Server& server = state.server;
  const Slot matched = rules_of(out).matched(slot, server.log);
  if (matched <= server.match[from]) {
    out.note(SYNOD_TEXT("Section 3.5"), SYNOD_TEXT("%1 hears nothing new from %2."), out.self(),
             from);
    return;
  }
  server.match.set(from, matched);
  server.next.set(from, after(matched));
  out.note(SYNOD_TEXT("Section 3.5"),
           SYNOD_TEXT("%1 hears that the log of %2 is its own up to slot %3."), out.self(), from,
           shown(matched));
  count(state, out);
  go_on_changing(state, out);
  const bool leads = server.phase == Phase::leading;
  if (leads && matched < last_slot(server)) send_entries(state, from, out);
}

/// The slot before the next entries to send: one back, or where the refusal hints.
Slot previous_by_hint(const Server& leader, const Raft::Appended& refusal, const Out& out) {
  if (!gives_hints(out.setup().options)) return before(refusal.slot);
  return std::min(before(refusal.slot),
                  last_of_no_higher_term(leader, refusal.hint, refusal.hint_term));
}

/// The follower lacks what the leader holds in `slot`: its log must be compared further back. Not
/// where it is known to hold that, as it took it since.
void go_back(State& state, NodeId from, const Raft::Appended& refusal, Out& out) {
  Server& server = state.server;
  const Slot slot = refusal.slot;
  if (server.next[from] != after(slot) || slot <= server.match[from]) {
    out.note(SYNOD_TEXT("Section 3.5"),
             SYNOD_TEXT("%1 ignores an old answer of %2: it asked again since."), out.self(), from);
    return;
  }
  const Slot previous = previous_by_hint(server, refusal, out);
  server.next.set(from, std::max(after(previous), after(server.match[from])));
  if (after(previous) == slot)
    out.note(SYNOD_TEXT("Section 3.5"),
             SYNOD_TEXT("%1 hears that the log of %2 differs in slot %3, and goes one back."),
             out.self(), from, shown(slot));
  else
    out.note(SYNOD_TEXT("Section 3.5"),
             SYNOD_TEXT("%1 hears that the log of %2 differs in slot %3, and that it may be the "
                        "same up to slot %4: it goes back there."),
             out.self(), from, shown(slot), shown(previous));
  send_entries(state, from, out);
}

}  // namespace

void send_entries(State& state, NodeId to, Out& out) {
  Server& server = state.server;
  if (needs_snapshot(server, to)) {
    server.sent.insert(to);
    return send_snapshot(server, to, out);
  }
  const Slot first = server.next[to];
  Raft::Append message = empty_message(server, to);
  for (Slot slot = first; message.entries.size() < batch_of(out.setup().options);
       slot = after(slot)) {
    const LogEntry* entry = server.log.find(slot);
    if (entry == nullptr) break;
    message.entries.set(slot, entry->vote);
  }
  if (!message.entries.empty()) server.sent.insert(to);
  out.send(to, message);
}

void follow(State& state, NodeId leader, Out& out) {
  step_down(state, out);
  state.server.leader = leader;
  state.server.term = owned(state.server.term, leader, out);
  wait_for_leader(state.server, out);
  hear_leader(state.server, out);
  pass_on(state, out);
}

void append(State& state, const Text& command, Out& out) {
  Server& server = state.server;
  const Slot slot = after(last_slot(server));
  const Vote vote{server.term, command};
  out.proposed(slot, vote);
  write(server, slot, vote, out);
  out.note_of(slot, SYNOD_TEXT("Section 3.5"), SYNOD_TEXT("%1 appends %2 of term %3 in slot %4."),
              out.self(), command, server.term, shown(slot));
  for (NodeId node : others(server, out))
    if (server.next[node] == slot) send_entries(state, node, out);
  if ((members(server, out.shape()) | server.before) == NodeSet{out.self()}) count(state, out);
}

void say_that_it_leads(const State& state, Out& out) {
  for (NodeId node : others(state.server, out)) send_nothing_new(state.server, node, out);
}

void send_heartbeat(State& state, Out& out) {
  begin_lease_round(state, out);
  const NodeSet sent = state.server.sent;
  state.server.sent = {};
  for (NodeId node : others(state.server, out)) {
    if (sent.contains(node))
      send_nothing_new(state.server, node, out);
    else
      send_entries(state, node, out);
  }
  out.set_timer(Raft::heartbeat, SimTime{out.setup().options.heartbeat});
}

}  // namespace synod::raft

namespace synod {

using namespace raft;

namespace {

/// What is in its snapshot is committed, so it is the same in the log of every leader.
bool holds_what_is_before(const Server& server, const Raft::Append& message) {
  return message.previous < server.snapshot.last() ||
         term_of(server, message.previous).round == message.previous_term.round;
}

}  // namespace

void Raft::on(State& state, NodeId from, const Append& message, Out& out) {
  Server& server = state.server;
  take_term(state, message.term, out);
  if (message.term.round < server.term.round) {
    out.note(SYNOD_TEXT("Section 3.3"),
             SYNOD_TEXT("%1 refuses what %2 sent: term %3 is over, it is at term %4."), out.self(),
             from, message.term, server.term);
    out.refused(message.term, server.term);
    return refuse(state, from, message, out);
  }
  follow(state, from, out);
  if (!holds_what_is_before(server, message)) {
    out.note_of(message.previous, SYNOD_TEXT("Section 3.5"),
                SYNOD_TEXT("%1 refuses: its log lacks the entry of term %2 in slot %3, which comes "
                           "before."),
                out.self(), shown(message.previous_term), shown(message.previous));
    return refuse(state, from, message, out);
  }
  const Slot since = server.members_since;
  take_entries(server, message, out);
  if (server.members_since != since) wait_for_leader(server, out);
  const Slot last_new{message.previous.number + static_cast<std::uint32_t>(message.entries.size())};
  out.note(SYNOD_TEXT("Section 3.5"),
           SYNOD_TEXT("%1 follows %2 at term %3: its log is the leader's up to slot %4."),
           out.self(), from, server.term, shown(last_new));
  const Slot known = rules_of(out).commit_of_follower(message.commit, last_new);
  commit(state, known, out);
  out.send(from, Appended{server.term, true, last_new, message.round});
}

void Raft::on(State& state, NodeId from, const Appended& message, Out& out) {
  if (take_term(state, message.term, out)) return;
  if (state.server.phase != Phase::leading || message.term.round != state.server.term.round) {
    out.note(SYNOD_TEXT("Section 3.3"),
             SYNOD_TEXT("%1 ignores %2's answer of term %3: it does not lead at that term now."),
             out.self(), from, message.term);
    return;
  }
  state.server.answered.insert(from);
  confirm_round(state, from, message.round, out);
  if (!message.success) return go_back(state, from, message, out);
  note_match(state, from, message.slot, out);
  go_on_handing_over(state, from, out);
}

}  // namespace synod
