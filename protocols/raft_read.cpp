// Reads of Raft that take no slot of the log (Ongaro 2014, section 6.4).
//
// A leader notes what it knows committed, waits until a majority answers a round of heartbeats that
// began since, and answers from its store: it applies at once what it knows committed, so it need
// not wait for that. A lease spares the round for a while (section 6.4.1). It trusts that all
// clocks run equally fast.
#include "protocols/raft_options.h"
#include "protocols/raft_rules.h"

namespace synod::raft {

namespace {

bool is_round_open(const Server& leader) {
  return !leader.confirmed.empty();
}

bool holds_lease(const Server& leader, const Out& out) {
  return !leader.handed && out.now().ms < leader.lease_until;
}

Text value_under(const State& state, const KeyCommand& command) {
  Text stored = state.machine.store.get(command.key);
  return execute(command, stored);
}

void answer(const State& state, const KeyCommand& command, Out& out) {
  const NodeId client = client_of(command, out.shape());
  out.send(client, Raft::Reply{command.id, command.life, value_under(state, command)});
}

bool waits(const Server& leader, const Text& command) {
  for (const TableRow& row : leader.reads)
    if (row.value == command) return true;
  return false;
}

/// The first of the reads that wait, oldest first.
void answer_first(State& state, std::size_t count, Out& out) {
  for (const Text& command : service::take_first(state.server.reads, count)) {
    const KeyCommand read = parse_key_command(command);
    out.note(SYNOD_TEXT("Section 6.4"), SYNOD_TEXT("%1 answers %2 from its own store: %3."),
             out.self(), command, value_under(state, read));
    answer(state, read, out);
  }
}

/// It ends a whole timeout after the round began: whoever confirmed that votes for nobody before.
void take_lease(Server& server, Out& out) {
  if (reads_of(out.setup().options) != Reads::lease) return;
  server.lease_until = server.since + out.setup().options.timeout;
  if (!holds_lease(server, out)) return;
  out.note(
      SYNOD_TEXT("Section 6.4.1"),
      SYNOD_TEXT("%1 holds a lease for %2 ms: it may answer reads at once, as no majority votes "
                 "for another before."),
      out.self(), static_cast<std::size_t>(server.lease_until - out.now().ms));
}

void end_round(State& state, Out& out) {
  Server& server = state.server;
  server.confirmed = {};
  take_lease(server, out);
  answer_first(state, server.reading, out);
  server.reading = 0;
  go_on_reading(state, out);
}

void begin_round(State& state, std::uint32_t reading, Out& out) {
  Server& server = state.server;
  ++server.round;
  server.reading = reading;
  server.read_index = server.commit;
  server.confirmed = {out.self()};
  if (reads_of(out.setup().options) == Reads::lease) server.since = out.now().ms;
}

void end_round_if_confirmed(State& state, Out& out) {
  if (!is_quorum(state.server, state.server.confirmed, out)) return;
  out.note(SYNOD_TEXT("Section 6.4"),
           SYNOD_TEXT("%1 knows from a majority that it led when round %2 began."), out.self(),
           std::size_t{state.server.round});
  end_round(state, out);
}

/// A leader takes a read in.
void take_in(State& state, const Text& command, Out& out) {
  Server& server = state.server;
  if (waits(server, command)) {
    out.note(SYNOD_TEXT("Section 6.4"), SYNOD_TEXT("%1 already has %2 in hand."), out.self(),
             command);
    return;
  }
  if (server.reads.size() < service::longest_queue) service::put_last(server.reads, command);
  if (!rules_of(out).knows_what_is_committed(server))
    out.note(SYNOD_TEXT("Section 6.4"),
             SYNOD_TEXT("%1 keeps %2 until an entry of its own term is committed: what is "
                        "committed, it does not know before."),
             out.self(), command);
  go_on_reading(state, out);
}

}  // namespace

bool RaftRules::knows_what_is_committed(const Server& leader) const {
  return term_of(leader, leader.commit).round == leader.term.round;
}

bool read(State& state, NodeId client, const Text& command, Out& out) {
  const Reads way = reads_of(out.setup().options);
  const bool leads = state.server.phase == Phase::leading;
  const KeyCommand read = parse_key_command(command);
  if (way == Reads::local || (leads && rules_of(out).reads_unconfirmed())) {
    out.note(SYNOD_TEXT("Section 6.4"),
             SYNOD_TEXT("%1 answers %2 from its own store, without asking anybody: %3. That may be "
                        "stale."),
             out.self(), client, value_under(state, read));
    answer(state, read, out);
    return true;
  }
  if (!leads || way == Reads::log) return false;
  take_in(state, command, out);
  return true;
}

void go_on_reading(State& state, Out& out) {
  Server& server = state.server;
  if (server.reads.empty() || !rules_of(out).knows_what_is_committed(server)) return;
  if (holds_lease(server, out)) return answer_first(state, server.reads.size(), out);
  if (is_round_open(server)) return;
  begin_round(state, static_cast<std::uint32_t>(server.reads.size()), out);
  out.note(SYNOD_TEXT("Section 6.4"),
           SYNOD_TEXT("%1 knows slot %2 committed, and asks whether it still leads: round %3."),
           out.self(), shown(server.read_index), std::size_t{server.round});
  say_that_it_leads(state, out);
  end_round_if_confirmed(state, out);
}

void begin_lease_round(State& state, Out& out) {
  if (reads_of(out.setup().options) != Reads::lease || is_round_open(state.server)) return;
  begin_round(state, 0, out);
  end_round_if_confirmed(state, out);
}

void confirm_round(State& state, NodeId from, std::uint32_t round, Out& out) {
  Server& server = state.server;
  if (!is_round_open(server) || round != server.round) return;
  server.confirmed.insert(from);
  end_round_if_confirmed(state, out);
}

void forget_reads(Server& server) {
  server.reads = {};
  server.round = server.reading = 0;
  server.read_index = {};
  server.confirmed = {};
  server.since = server.lease_until = 0;
}

}  // namespace synod::raft
