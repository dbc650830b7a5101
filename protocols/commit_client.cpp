#include "protocols/commit_client.h"

#include <fmt/format.h>

#include "model/base/whole_number.h"
#include "model/truth/key_command.h"
#include "protocols/bank.h"
#include "protocols/service_parts.h"

namespace synod::commit_client {

namespace {

constexpr const char* rule = SYNOD_TEXT("Client");

Text client_in(const KeyCommand& command) {
  return client_name(command.client, command.life);
}

/// "C1.3"; without a space behind it.
Text name_of(const Text& command) {
  return command.view().substr(0, command.view().find(' '));
}

/// What the client's transaction does: its command without its name.
Text body_of(const Text& command) {
  return command.view().substr(command.view().find(' ') + 1);
}

/// A row of `Served::told`: the number of a transaction, and its outcome if there is one.
struct Kept {
  std::uint32_t id = 0;
  Text outcome;
};

Kept kept_of(const Text& row) {
  const std::string_view words = row.view();
  const std::size_t space = std::min(words.find(' '), words.size());
  Kept kept;
  kept.id = whole_number<std::uint32_t>(words.substr(0, space)).value_or(0);
  if (space < words.size()) kept.outcome = words.substr(space + 1);
  return kept;
}

bool waits(const Served& served, const Text& command) {
  for (const TableRow& row : served.queue)
    if (row.value == command) return true;
  return false;
}

Text take_up(Served& served, const Text& command) {
  const KeyCommand name = parse_key_command(command);
  served.told.put(client_in(name), Text(std::to_string(name.id)));
  return body_of(command);
}

void send_begin(Client& client, Out& out) {
  out.set_timer(for_answer, SimTime{out.setup().options.client_retry});
  out.broadcast(out.shape().column(Role::proposer), Begin{client.command});
}

bool has_load_left(const Client& client, const Out& out) {
  return client.id < out.setup().options.load;
}

/// A transaction of a client's own making: a transfer between two accounts where there is a bank.
Text drawn(const Client& client, Out& out) {
  const std::int64_t accounts = out.shape().acceptors;
  if (!bank::is_open(out.setup()) || accounts < 2)
    return Text(fmt::format("t{}", out.shape().number(out.self()) * 1000 + client.id + 1));
  const std::int64_t from = out.random({0, accounts - 1});
  const std::int64_t to = (from + out.random({1, accounts - 1})) % accounts;
  return Text(fmt::format("{}-{}-{}", static_cast<char>('a' + from), out.random({1, 9}),
                          static_cast<char>('a' + to)));
}

}  // namespace

std::optional<Sentence> refuses(const Client& client, NodeId self, const Request& request,
                                const Setup& setup) {
  const std::string name = setup.shape.name(self);
  if (client.command.exists())
    return say(SYNOD_TEXT("%1 still waits for the outcome of %2; a client begins one transaction "
                          "at a time"),
               name, client.command.str());
  if (parse_key_command(request.value).kind != KeyCommand::Kind::opaque)
    return say(SYNOD_TEXT("'%1' is a command for a store of keys; a transaction is a word or a "
                          "transfer, such as a-10-b"),
               request.value.str());
  if (!client_command(setup.shape.number(self), client.life, client.id + 1, request.value))
    return say(SYNOD_TEXT("'%1' is too long for a transaction of %2; take a shorter word"),
               request.value.str(), name);
  return bank::problem(request.value.view(), setup);
}

/// Clients with a load begin at different times, soon.
void starts(Client& client, Out& out) {
  client.life = out.disks_lost();
  if (has_load_left(client, out))
    out.set_timer(for_answer, SimTime{out.random({1, out.setup().options.latency.high})});
}

void asks(Client& client, const Text& what, Out& out) {
  const auto command =
      client_command(out.shape().number(out.self()), client.life, client.id + 1, what);
  if (!command) return;  // Asked before: see refuses().
  ++client.id;
  client.command = *command;
  out.invoked(out.self(), client.id, client.command);
  out.note(rule, SYNOD_TEXT("%1 asks for the transaction %2."), out.self(), client.command);
  send_begin(client, out);
}

void wakes(Client& client, Out& out) {
  if (!client.command.exists()) {
    if (has_load_left(client, out)) return asks(client, drawn(client, out), out);
    return out.note(rule, SYNOD_TEXT("%1 has nothing to ask for."), out.self());
  }
  out.note(rule, SYNOD_TEXT("%1 has heard nothing of %2, and asks again."), out.self(),
           client.command);
  send_begin(client, out);
}

void on(Client& client, NodeId from, const Outcome& outcome, Out& out) {
  if (!client.command.exists() || outcome.transaction != name_of(client.command))
    return out.note(rule, SYNOD_TEXT("%1 does not wait for this word of %2 any more."), out.self(),
                    from);
  out.note(rule, SYNOD_TEXT("%1 hears what became of %2: %3."), out.self(), client.command,
           outcome.outcome);
  client.outcome = outcome.outcome;
  client.command = {};
  out.cancel_timer(for_answer);
  out.answered(out.self(), client.id, outcome.outcome);
  if (has_load_left(client, out)) asks(client, drawn(client, out), out);
}

std::optional<Text> take(Served& served, NodeId from, const Begin& begin, bool busy, Out& out) {
  const KeyCommand name = parse_key_command(begin.command);
  const Kept kept = kept_of(served.told.get(client_in(name)));
  if (name.id < kept.id) {
    out.note(rule, SYNOD_TEXT("%1 passes over an old transaction of %2."), out.self(), from);
    return std::nullopt;
  }
  if (name.id == kept.id && kept.outcome.exists()) {
    out.note(rule, SYNOD_TEXT("%1 tells %2 once more what became of it: %3."), out.self(), from,
             kept.outcome);
    out.send(from, Outcome{name_of(begin.command), kept.outcome});
    return std::nullopt;
  }
  if (name.id == kept.id || waits(served, begin.command)) {
    out.note(rule, SYNOD_TEXT("%1 has that transaction in hand already."), out.self());
    return std::nullopt;
  }
  if (!busy) return take_up(served, begin.command);
  out.note(rule, SYNOD_TEXT("%1 has a transaction under way: that of %2 waits for its turn."),
           out.self(), from);
  if (served.queue.size() < service::longest_queue) service::put_last(served.queue, begin.command);
  return std::nullopt;
}

std::optional<Text> next(Served& served, Out& out) {
  const std::vector<Text> first = service::take_first(served.queue, 1);
  if (first.empty()) return std::nullopt;
  out.note(rule, SYNOD_TEXT("%1 is free for %2, which waited for its turn."), out.self(),
           first.front());
  return take_up(served, first.front());
}

void tell(Served& served, const Text& outcome, Out& out) {
  for (const TableRow& row : Table(served.told)) {
    const Kept kept = kept_of(row.value);
    if (kept.outcome.exists()) continue;
    served.told.put(row.key, Text(fmt::format("{} {}", kept.id, outcome.view())));
    const Text name(fmt::format("{}.{}", row.key.view(), kept.id));
    const KeyCommand parsed = parse_key_command(Text(fmt::format("{} ", name.view())));
    out.send(service::client_of(parsed, out.shape()), Outcome{name, outcome});
  }
}

}  // namespace synod::commit_client
