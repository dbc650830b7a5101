// Clients of a replicated service. A client asks for one thing at a time, and asks again until it
// is answered; its commands carry ids, so that asking twice does nothing twice (van Renesse and
// Altinbuken, "Paxos Made Moderately Complex", section 2.1).
#include <fmt/format.h>

#include "protocols/service_parts.h"

namespace synod::service {

namespace {

NodeSet replicas(const Out& out) {
  return out.shape().with(Role::acceptor);
}

void send_request(Client& client, Out& out) {
  out.set_timer(retry, SimTime{out.setup().options.client_retry});
  client.asked.insert(client.asks);
  out.send(client.asks, Messages::Request{client.command, !client.silent.empty(), client.tried});
}

NodeId replica_after(NodeId replica, const Out& out) {
  const std::size_t count = replicas(out).size();
  return {static_cast<std::uint8_t>((replica.index + 1u) % count)};
}

/// A command of a client's own making: a put, a get or an add, on one of two keys.
Text drawn_command(const Client& client, Out& out) {
  const char key = out.random({0, 1}) == 0 ? 'x' : 'y';
  const std::int64_t ticket = out.random({0, 9});
  if (ticket < 4) return Text(fmt::format("{}?", key));
  if (ticket < 6) return Text(fmt::format("{}+={}", key, out.random({1, 9})));
  const std::uint32_t number = out.shape().number(out.self()) * 1000 + client.id + 1;
  return Text(fmt::format("{}={}", key, number));
}

bool has_load_left(const Client& client, const Out& out) {
  return client.id < out.setup().options.load;
}

/// A client goes round through the replicas, one after another, whatever any of them says of the
/// others: so it comes to a leader that it can reach, though others believe in another one.
void ask_the_next(Client& client, Out& out) {
  const NodeId silent = client.asks;
  if (client.silent.contains(silent)) client.tried.insert(silent);
  client.silent.insert(silent);
  if (client.tried == replicas(out)) client.tried = {};  // A new round: much may have changed.
  client.asked = {};
  client.turn = replica_after(client.turn, out);
  client.asks = client.turn;
  out.note(SYNOD_TEXT("Client"), SYNOD_TEXT("%1 has no answer from %2, and asks %3 for %4."),
           out.self(), silent, client.asks, client.command);
  send_request(client, out);
}

}  // namespace

std::optional<Sentence> refuses(const Client& client, NodeId self, const Request& request,
                                const Setup& setup) {
  const std::string name = setup.shape.name(self);
  if (request.round != 0)
    return say(SYNOD_TEXT("%1 is a client: it starts no ballot, so it takes no round"), name);
  if (client.command.exists())
    return say(SYNOD_TEXT("%1 still waits for the answer to %2; a client asks for one thing at a "
                          "time"),
               name, client.command.str());
  const auto named = [&](const Text& body) {
    return client_command(setup.shape.number(self), client.life, client.id + 1, body);
  };
  if (named(request.value)) return std::nullopt;
  const std::size_t room = Text::max_size - named({})->view().size();
  return say(SYNOD_TEXT("'%1' is too long: with its number in front, a command of %2 has room for "
                        "%3 bytes now"),
             request.value.str(), name, std::to_string(room));
}

void asks(Client& client, const Text& body, Out& out) {
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
  send_request(client, out);
}

void wakes(Client& client, Out& out) {
  if (client.command.exists()) return ask_the_next(client, out);
  if (has_load_left(client, out)) return asks(client, drawn_command(client, out), out);
  out.note(SYNOD_TEXT("Client"), SYNOD_TEXT("%1 has nothing to ask for."), out.self());
}

/// Clients with a load begin at different times, soon.
void starts(Client& client, Out& out) {
  client.life = out.disks_lost();
  if (has_load_left(client, out))
    out.set_timer(retry, SimTime{out.random({1, out.setup().options.heartbeat})});
}

void on(Client& client, NodeId from, const Messages::Reply& reply, Out& out) {
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
  if (has_load_left(client, out)) asks(client, drawn_command(client, out), out);
}

/// A client follows the word of the replica that it asked, and of no other: so an old or repeated
/// word makes it ask nobody twice.
void on(Client& client, NodeId from, const Messages::Redirect& redirect, Out& out) {
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
  send_request(client, out);
}

}  // namespace synod::service
