// State machine of a replicated service: keys and values, and each client's last answer.
#include <charconv>
#include <fmt/format.h>

#include "protocols/service_parts.h"

namespace synod::service {

namespace {

void keep_answer(Machine& machine, const KeyCommand& command, const Text& result) {
  machine.answered.put(client_name(command.client, command.life),
                       Text(fmt::format("{} {}", command.id, result.view())));
}

Text place_in_queue(std::size_t place) {
  const char digits[] = {static_cast<char>('0' + place / 10), static_cast<char>('0' + place % 10)};
  return std::string_view(digits, sizeof digits);
}

}  // namespace

void put_last(Table& queue, const Text& command) {
  queue.put(place_in_queue(queue.size() + 1), command);
}

std::vector<Text> take_first(Table& queue, std::size_t count) {
  std::vector<Text> taken;
  Table rest;
  for (const TableRow& row : queue) {
    if (taken.size() < count)
      taken.push_back(row.value);
    else
      put_last(rest, row.value);
  }
  queue = rest;
  return taken;
}

NodeId client_of(const KeyCommand& command, const Shape& shape) {
  if (command.client == 0 || command.client > shape.clients) return NodeId::none();
  return {static_cast<std::uint8_t>(shape.servers() + command.client - 1)};
}

Answer last_answer(const Machine& machine, const KeyCommand& command) {
  const Text kept = machine.answered.get(client_name(command.client, command.life));
  const std::string_view words = kept.view();
  const std::size_t space = words.find(' ');
  if (space == words.npos) return {};
  Answer answer;
  std::from_chars(words.data(), words.data() + space, answer.id);
  answer.result = words.substr(space + 1);
  return answer;
}

std::optional<Told> apply(Machine& machine, Slot slot, const Text& value, const Text& noop,
                          Out& out) {
  machine.applied = slot;
  const std::size_t shown = slot.number;
  if (value == noop) {
    out.note_of(slot, SYNOD_TEXT("State machine"),
                SYNOD_TEXT("%1 applies slot %2: a no-op changes nothing."), out.self(), shown);
    out.applied(slot, value, false);
    return std::nullopt;
  }
  const KeyCommand command = parse_key_command(value);
  if (command.client != 0 && last_answer(machine, command).id >= command.id) {
    out.note_of(slot, SYNOD_TEXT("Exactly once"),
                SYNOD_TEXT("%1 applies slot %2: %3 took effect before, so it changes nothing now."),
                out.self(), shown, value);
    out.applied(slot, value, false);
    const Answer kept = last_answer(machine, command);
    if (kept.id != command.id) return std::nullopt;
    return Told{command, kept.result};
  }
  Text stored = machine.store.get(command.key);
  const Text before = stored;
  const Text result = execute(command, stored);
  if (stored != before) machine.store.put(command.key, stored);
  out.note_of(slot, SYNOD_TEXT("State machine"), SYNOD_TEXT("%1 applies slot %2: %3 comes to %4."),
              out.self(), shown, value, result);
  out.applied(slot, value);
  if (command.client == 0) return std::nullopt;
  keep_answer(machine, command, result);
  return Told{command, last_answer(machine, command).result};
}

bool answer_again(const Machine& machine, NodeId client, const KeyCommand& command, Out& out) {
  const Answer kept = last_answer(machine, command);
  if (command.client == 0 || kept.id < command.id) return false;
  if (kept.id > command.id) {
    out.note(SYNOD_TEXT("Exactly once"), SYNOD_TEXT("%1 ignores an old command of %2."), out.self(),
             client);
  } else {
    out.note(SYNOD_TEXT("Exactly once"),
             SYNOD_TEXT("%1 applied this command of %2 before: it tells the same result again."),
             out.self(), client);
    out.send(client, Messages::Reply{kept.id, command.life, kept.result});
  }
  return true;
}

}  // namespace synod::service
