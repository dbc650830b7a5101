// Log compaction of Raft: each server replaces entries that it knows committed by a snapshot of its
// state machine, and a leader sends its own to a server that lacks what it has no more (Ongaro
// 2014, chapter 5).
//
// Synod's own choice: a snapshot is sent in one message, as a value that both servers share.
#include "protocols/raft_snapshot.h"

#include <fmt/format.h>

#include "model/base/told_names.h"
#include "model/world/canonical_bytes.h"
#include "protocols/raft_options.h"
#include "protocols/raft_rules.h"

namespace synod {

FieldValue to_field(const RaftSnapshotRef& snapshot) {
  Table table;
  if (!snapshot.exists()) return table;
  table.put("digest", snapshot->digest);
  if (!snapshot->members.empty()) table.put("members", Text(told_numbers(snapshot->members)));
  if (!snapshot->before.empty()) table.put("members before", Text(told_numbers(snapshot->before)));
  table.put("slot", Text(std::to_string(snapshot->last.number)));
  table.put("term", Text(snapshot->term.str()));
  for (const TableRow& row : snapshot->store)
    table.put(Text(fmt::format("store {}", row.key.view())), row.value);
  for (const TableRow& row : snapshot->answered)
    table.put(Text(fmt::format("told {}", row.key.view())), row.value);
  return table;
}

namespace raft {

namespace {

/// The entries that a snapshot up to `last` stands for.
SlotLog covered_up_to(const Server& server, Slot last) {
  SlotLog covered;
  if (server.snapshot.exists()) covered = server.snapshot->covered;
  for (const LogEntry& entry : server.log)
    if (entry.slot <= last) covered.set(entry.slot, entry.vote);
  covered.settle();
  return covered;
}

Text digest_of(const SlotLog& entries) {
  CanonicalBytes bytes;
  for (const LogEntry& entry : entries) {
    const Ballot& term = entry.vote.ballot;
    for (const std::uint32_t number : {entry.slot.number, term.round, term.owner()})
      bytes.add(std::uint64_t{number});
    bytes.add_text(entry.vote.value.view());
  }
  return Text(std::to_string(bytes.hash().low));
}

void restore_machine(State& state) {
  const RaftSnapshot& snapshot = *state.server.snapshot;
  state.machine = {snapshot.last, snapshot.store, snapshot.answered};
  state.server.commit = snapshot.last;
}

/// Tells the observer that the state machine has done all that the snapshot stands for.
void tell_applied(const Server& server, Slot from, Out& out) {
  for (const LogEntry& entry : server.snapshot->covered.from(from)) {
    out.learned(entry.slot, entry.vote.value);
    out.applied(entry.slot, entry.vote.value, false);
  }
}

/// Writes what the snapshot stands for in place of what the log held. What stands behind it stays
/// where the log held its last entry (figure 5.3, InstallSnapshot, steps 6 and 7).
void replace_log(Server& server, const RaftSnapshotRef& snapshot, Out& out) {
  for (const LogEntry& entry : snapshot->covered.from(after(server.snapshot.last()))) {
    const LogEntry* held = server.log.find(entry.slot);
    if (held != nullptr && held->vote.ballot.round == entry.vote.ballot.round) continue;
    if (held != nullptr) {
      server.log.cut(entry.slot);
      out.dropped(entry.slot);
    }
    out.stored(entry.slot, entry.vote, server.term);
  }
  server.log = server.log.from(after(snapshot.last()));
  server.snapshot = snapshot;
  find_members(server, out);
}

/// Its members as its log named them in `last`: it may hold a later change that is not committed.
Server server_as_of(Server server, Slot last, const Out& out) {
  server.log.cut(after(last));
  find_members(server, out);
  return server;
}

}  // namespace

Slot last_slot(const Server& server) {
  return std::max(server.log.last(), server.snapshot.last());
}

Ballot term_of(const Server& server, Slot slot) {
  if (server.snapshot.exists() && slot == server.snapshot.last()) return server.snapshot->term;
  const LogEntry* entry = server.log.find(slot);
  return entry == nullptr ? Ballot{} : entry->vote.ballot.bare();
}

void compact(State& state, Out& out) {
  Server& server = state.server;
  const std::int64_t every = compacts_after(out.setup().options);
  const std::int64_t fresh =
      std::int64_t{server.commit.number} - std::int64_t{server.snapshot.last().number};
  if (every == 0 || fresh < every) return;
  const Slot last = server.commit;
  const SlotLog covered = covered_up_to(server, last);
  const Server known = server_as_of(server, last, out);
  server.snapshot = RaftSnapshotRef(RaftSnapshot{.last = last,
                                                 .term = term_of(server, last),
                                                 .members = known.members,
                                                 .before = known.before,
                                                 .members_since = known.members_since,
                                                 .store = state.machine.store,
                                                 .answered = state.machine.answered,
                                                 .covered = covered,
                                                 .digest = digest_of(covered)});
  server.log = server.log.from(after(last));
  out.note(SYNOD_TEXT("Section 5.1"),
           SYNOD_TEXT("%1 writes a snapshot of its store, which stands for all up to slot %2, and "
                      "removes these entries from its log."),
           out.self(), shown(last));
}

void restore(State& state, Out& out) {
  if (!state.server.snapshot.exists()) return;
  restore_machine(state);
  tell_applied(state.server, Slot{1}, out);
  out.note(SYNOD_TEXT("Section 5.1"),
           SYNOD_TEXT("%1 finds a snapshot on its disk: its store is as it was after slot %2."),
           out.self(), shown(state.server.commit));
}

void send_snapshot(const Server& leader, NodeId to, Out& out) {
  out.note(SYNOD_TEXT("Section 5.1"),
           SYNOD_TEXT("%1 has the entries no more that %2 lacks: it sends its snapshot, which "
                      "stands for all up to slot %3."),
           out.self(), to, shown(leader.snapshot.last()));
  out.send(to, Raft::InstallSnapshot{leader.term, leader.snapshot, leader.round});
}

}  // namespace raft

using namespace raft;

void Raft::on(State& state, NodeId from, const InstallSnapshot& message, Out& out) {
  Server& server = state.server;
  const Slot last = message.snapshot.last();
  take_term(state, message.term, out);
  if (message.term.round < server.term.round) {
    out.note(SYNOD_TEXT("Section 3.3"),
             SYNOD_TEXT("%1 refuses what %2 sent: term %3 is over, it is at term %4."), out.self(),
             from, message.term, server.term);
    out.refused(message.term, server.term);
    return out.send(from, Appended{server.term, false, last, message.round});
  }
  follow(state, from, out);
  if (last <= server.commit) {
    out.note(SYNOD_TEXT("Section 5.1"),
             SYNOD_TEXT("%1 knows all up to slot %2 committed: the snapshot tells it nothing new."),
             out.self(), shown(server.commit));
  } else {
    const Slot known = server.commit;
    replace_log(server, message.snapshot, out);
    restore_machine(state);
    tell_applied(server, after(known), out);
    out.note(SYNOD_TEXT("Section 5.1"),
             SYNOD_TEXT("%1 takes the snapshot over: its store is that of %2 after slot %3."),
             out.self(), from, shown(last));
  }
  out.send(from, Appended{server.term, true, last, message.round});
}

}  // namespace synod
