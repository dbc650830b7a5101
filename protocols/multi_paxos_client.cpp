// Clients, and how replicas serve them. A client asks for one thing at a time, and asks again until
// it is answered; its commands carry ids, so that asking twice does nothing twice (van Renesse and
// Altinbuken, "Paxos Made Moderately Complex", section 2.1).
#include <charconv>
#include <fmt/format.h>

#include "protocols/multi_paxos_variants.h"

namespace synod::multi {

namespace {

void send_request(State& state, Out& out) {
  auto& client = state.client;
  out.set_timer(retry, SimTime{out.setup().options.client_retry});
  client.asked.insert(client.asks);
  out.send(client.asks, MultiPaxos::Request{client.command, !client.silent.empty(), client.tried});
}

NodeId replica_after(NodeId replica, const Out& out) {
  const std::size_t count = replicas(out).size();
  return {static_cast<std::uint8_t>((replica.index + 1u) % count)};
}

/// A command of a client's own making: a put, a get or an add, on one of two keys.
Text drawn_command(const State& state, Out& out) {
  const char key = out.random({0, 1}) == 0 ? 'x' : 'y';
  const std::int64_t ticket = out.random({0, 9});
  if (ticket < 4) return Text(fmt::format("{}?", key));
  if (ticket < 6) return Text(fmt::format("{}+={}", key, out.random({1, 9})));
  const std::uint32_t number = out.shape().number(out.self()) * 1000 + state.client.id + 1;
  return Text(fmt::format("{}={}", key, number));
}

bool has_load_left(const State& state, const Out& out) {
  return state.client.id < out.setup().options.load;
}

/// Whether this replica may answer a read from its own store, without a slot in the log.
bool reads_locally(const State& state, const Out& out) {
  return reads_locally(out.setup().options) ||
         rules_of(out.setup()).may_read_locally(state, out.now());
}

void read_locally(State& state, NodeId client, const KeyCommand& command, Out& out) {
  Text stored = state.machine.store.get(command.key);
  const Text result = execute(command, stored);
  if (reads_locally(out.setup().options)) {
    out.note(SYNOD_TEXT("Local read"),
             SYNOD_TEXT("%1 answers %2 from its own store, without asking anybody: %3. That may be "
                        "stale."),
             out.self(), client, result);
  } else if (!holds_lease(state.proposer, out.now())) {
    out.note(SYNOD_TEXT("Local read"),
             SYNOD_TEXT("%1 leads, as far as it knows, and answers %2 from its own store without a "
                        "lease: %3."),
             out.self(), client, result);
  } else {
    out.note(SYNOD_TEXT("Lease"),
             SYNOD_TEXT("%1 holds the lease and answers %2 from its own store: %3."), out.self(),
             client, result);
  }
  out.send(client, MultiPaxos::Reply{command.id, command.life, result});
}

/// Without a failure detector nobody else notices that a leader is gone: a client that got nothing
/// out of it twice is the only sign. Synod's own choice; the papers leave open who suspects a
/// leader.
bool is_to_lead_instead(const State& state, NodeSet tried, const Out& out) {
  return !detects(out) && tried.contains(state.proposer.leader);
}

/// A candidate that no timer makes try again does so when a client asks again.
bool is_to_try_again(const State& state, const Text& command, const Out& out) {
  return !detects(out) && !out.setup().options.retry && is_waiting(state, command);
}

/// What a replica that does not lead does with a client's command.
void redirect(State& state, NodeId client, const MultiPaxos::Request& request, Out& out) {
  auto& proposer = state.proposer;
  const bool hopes = proposer.leader.exists() && proposer.leader != out.self() &&
                     !state.detector.suspects.contains(proposer.leader);
  if (proposer.phase == Phase::preparing) {
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 keeps %2 until it knows whether it leads."),
             out.self(), request.command);
    const bool again = is_to_try_again(state, request.command, out);
    enqueue(state, request.command, out);
    if (again) start_ballot(state, next_round(state), out);
    return;
  }
  if (hopes && is_to_lead_instead(state, request.tried, out)) {
    out.note(SYNOD_TEXT("Section 3"),
             SYNOD_TEXT("%1 hears that %2 got no result from %3, and tries to lead."), out.self(),
             client, proposer.leader);
    enqueue(state, request.command, out);
    return start_ballot(state, next_round(state), out);
  }
  if (!hopes && !detects(out)) {
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 knows no leader, and tries to lead."),
             out.self());
    enqueue(state, request.command, out);
    return start_ballot(state, next_round(state), out);
  }
  if (hopes) {
    out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 does not lead: it sends %2 to %3."),
             out.self(), client, proposer.leader);
  } else {
    out.note(SYNOD_TEXT("Section 3"),
             SYNOD_TEXT("%1 knows no leader that it trusts: %2 must ask again."), out.self(),
             client);
  }
  const KeyCommand command = parse_key_command(request.command);
  out.send(client, MultiPaxos::Redirect{command.id, command.life,
                                        hopes ? proposer.leader : NodeId::none()});
}

/// What a replica that does not lead does with a command that another replica passed on.
void take_over(State& state, const Text& command, Out& out) {
  auto& proposer = state.proposer;
  enqueue(state, command, out);
  if (proposer.phase == Phase::follower && !proposer.leader.exists() && !detects(out))
    return start_ballot(state, next_round(state), out);
  out.note(SYNOD_TEXT("Section 3"), SYNOD_TEXT("%1 keeps %2 until it knows who leads."), out.self(),
           command);
}

/// Whether a command that took effect before needs no more than its answer.
bool answer_again(const State& state, NodeId client, const KeyCommand& command, Out& out) {
  const Answer kept = last_answer(state.machine, command);
  if (command.client == 0 || kept.id < command.id) return false;
  if (kept.id > command.id) {
    out.note(SYNOD_TEXT("Exactly once"), SYNOD_TEXT("%1 ignores an old command of %2."), out.self(),
             client);
  } else {
    out.note(SYNOD_TEXT("Exactly once"),
             SYNOD_TEXT("%1 applied this command of %2 before: it tells the same result again."),
             out.self(), client);
    out.send(client, MultiPaxos::Reply{kept.id, command.life, kept.result});
  }
  return true;
}

/// A client goes round through the replicas, one after another, whatever any of them says of the
/// others: so it comes to a leader that it can reach, though others believe in another one.
void ask_the_next(State& state, Out& out) {
  auto& client = state.client;
  const NodeId silent = client.asks;
  if (client.silent.contains(silent)) client.tried.insert(silent);
  client.silent.insert(silent);
  if (client.tried == replicas(out)) client.tried = {};  // A new round: much may have changed.
  client.asked = {};
  client.turn = replica_after(client.turn, out);
  client.asks = client.turn;
  out.note(SYNOD_TEXT("Client"), SYNOD_TEXT("%1 has no answer from %2, and asks %3 for %4."),
           out.self(), silent, client.asks, client.command);
  send_request(state, out);
}

}  // namespace

NodeId client_of(const KeyCommand& command, const Shape& shape) {
  if (command.client == 0 || command.client > shape.clients) return NodeId::none();
  return {static_cast<std::uint8_t>(shape.servers() + command.client - 1)};
}

Answer last_answer(const MultiPaxos::Machine& machine, const KeyCommand& command) {
  const Text kept = machine.answered.get(client_name(command.client, command.life));
  const std::string_view words = kept.view();
  const std::size_t space = words.find(' ');
  if (space == words.npos) return {};
  Answer answer;
  std::from_chars(words.data(), words.data() + space, answer.id);
  answer.result = words.substr(space + 1);
  return answer;
}

void keep_answer(MultiPaxos::Machine& machine, const KeyCommand& command, const Text& result) {
  machine.answered.put(client_name(command.client, command.life),
                       Text(fmt::format("{} {}", command.id, result.view())));
}

void reply(const State& state, const KeyCommand& command, const Text& result, Out& out) {
  const NodeId client = client_of(command, out.shape());
  if (!client.exists() || state.proposer.phase != Phase::leading) return;
  out.send(client, MultiPaxos::Reply{command.id, command.life, result});
}

void client_asks(State& state, const Text& body, Out& out) {
  auto& client = state.client;
  const auto command =
      client_command(out.shape().number(out.self()), client.life, client.id + 1, body);
  if (!command) return;  // Asked before: see refuses().
  ++client.id;
  client.command = *command;
  if (!client.asks.exists()) client.asks = {0};
  client.turn = client.asks;
  client.asked = client.silent = client.tried = {};
  out.invoked(out.self(), client.id, client.command);
  out.note(SYNOD_TEXT("Client"), SYNOD_TEXT("%1 asks %2 for %3."), out.self(), client.asks,
           client.command);
  send_request(state, out);
}

void client_wakes(State& state, Out& out) {
  const auto& client = state.client;
  if (client.command.exists()) return ask_the_next(state, out);
  if (has_load_left(state, out)) return client_asks(state, drawn_command(state, out), out);
  out.note(SYNOD_TEXT("Client"), SYNOD_TEXT("%1 has nothing to ask for."), out.self());
}

/// Clients with a load begin at different times, soon.
void client_starts(State& state, Out& out) {
  state.client.life = out.disks_lost();
  if (has_load_left(state, out))
    out.set_timer(retry, SimTime{out.random({1, out.setup().options.heartbeat})});
}

}  // namespace synod::multi

namespace synod {

using namespace multi;

void MultiPaxos::on(State& state, NodeId from, const Request& request, Out& out) {
  const KeyCommand command = parse_key_command(request.command);
  const NodeId client = client_of(command, out.shape());
  if (answer_again(state, client, command, out)) return;
  out.note(SYNOD_TEXT("Client"), SYNOD_TEXT("%1 is asked for %2 by %3."), out.self(),
           request.command, from);
  if (command.kind == KeyCommand::Kind::get && from == client && reads_locally(state, out))
    return read_locally(state, client, command, out);
  if (state.proposer.phase == Phase::leading) {
    enqueue(state, request.command, out);
    if (request.again) ask_for_votes_again(state, out);
    return serve(state, out);
  }
  if (is_client(out, from)) return redirect(state, from, request, out);
  take_over(state, request.command, out);
}

void MultiPaxos::on(State& state, NodeId from, const Reply& reply, Out& out) {
  auto& client = state.client;
  if (!client.command.exists() || reply.id != client.id || reply.life != client.life) {
    out.note(SYNOD_TEXT("Client"), SYNOD_TEXT("%1 does not wait for this answer of %2 any more."),
             out.self(), from);
    return;
  }
  out.note(SYNOD_TEXT("Client"), SYNOD_TEXT("%1 has its answer: %2 comes to %3."), out.self(),
           client.command, reply.result);
  client.done = reply.id;
  client.result = reply.result;
  client.command = {};
  client.asks = from;
  client.turn = from;
  client.asked = client.silent = client.tried = {};
  out.cancel_timer(retry);
  out.answered(out.self(), reply.id, reply.result);
  if (has_load_left(state, out)) client_asks(state, drawn_command(state, out), out);
}

/// A client follows the word of the replica that it asked, and of no other: so an old or repeated
/// word makes it ask nobody twice.
void MultiPaxos::on(State& state, NodeId from, const Redirect& redirect, Out& out) {
  auto& client = state.client;
  if (!client.command.exists() || redirect.id != client.id || redirect.life != client.life ||
      from != client.asks) {
    out.note(SYNOD_TEXT("Client"),
             SYNOD_TEXT("%1 ignores %2's word on who leads: it is not asking it now."), out.self(),
             from);
    return;
  }
  if (!redirect.leader.exists() || redirect.leader == from) {
    out.note(SYNOD_TEXT("Client"),
             SYNOD_TEXT("%1 hears that %2 knows no leader, and waits before it asks "
                        "again."),
             out.self(), from);
    return;
  }
  if (client.asked.contains(redirect.leader) || client.tried.contains(redirect.leader)) {
    out.note(SYNOD_TEXT("Client"),
             SYNOD_TEXT("%1 hears that %2 leads, which it has asked in vain, and waits before it "
                        "asks the next replica."),
             out.self(), redirect.leader);
    return;
  }
  client.asks = redirect.leader;
  out.note(SYNOD_TEXT("Client"), SYNOD_TEXT("%1 hears that %2 leads, and asks it for %3."),
           out.self(), client.asks, client.command);
  send_request(state, out);
}

}  // namespace synod
