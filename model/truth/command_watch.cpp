#include "model/truth/command_watch.h"

#include <algorithm>

#include "model/truth/order_conflict.h"

namespace synod {

namespace {

bool is_write(const Text& command) {
  const KeyCommand::Kind kind = parse_key_command(command).kind;
  return kind == KeyCommand::Kind::put || kind == KeyCommand::Kind::add;
}

}  // namespace

/// What was asked for long ago is noted again, which tells nothing new: looking through all of a
/// long log at every asking would cost more than the rest of the event.
void CommandWatch::asked(const Text& value) {
  constexpr std::size_t looked_at = 64;
  const std::size_t first = asked_.size() > looked_at ? asked_.size() - looked_at : 0;
  for (std::size_t i = asked_.size(); i-- > first;)
    if (asked_[i] == value) return;
  asked_.push_back(value);
}

template <class Test>
std::optional<std::size_t> CommandWatch::find_operation(Test test) const {
  for (std::size_t i = operations_.size(); i-- > 0;)
    if (test(operations_[i])) return i;
  return std::nullopt;
}

namespace {

/// "C1.3" of "C1.3 x=5": by this the replicas know a command again.
std::string_view name_of(const Text& command) {
  return command.view().substr(0, command.view().find(' '));
}

}  // namespace

void CommandWatch::stopped(const Shape& shape, NodeId node, bool disk_lost) {
  if (shape.roles(node).has(Role::client)) forget_waiting(node);
  applied_by_[node.index] = {};
  if (!disk_lost) return;
  forgot_.insert(node);
  for (std::size_t i = 0; i < operations_.size(); ++i)
    if (operations_[i].client == node && !operations_[i].forgotten)
      operations_.mutate(i).forgotten = true;
}

void CommandWatch::invoked(const Shape& shape, NodeId client, std::uint32_t id, const Text& command,
                           SimTime now, EventNumber at, Verdicts& verdicts) {
  const auto newest = last_operation(client);
  // Numbers ascend while a disk keeps them: then there is nothing to look for.
  const bool fresh = !forgot_.contains(client) && (!newest || operations_[*newest].id < id);
  const auto same = fresh ? std::nullopt : find_operation([&](const Operation& o) {
    return o.client == client && o.id == id && name_of(o.command) == name_of(command);
  });
  if (same && (operations_[*same].forgotten || operations_[*same].command != command)) {
    verdicts.violate(
        "once", at,
        say(SYNOD_TEXT("%1 asks for %2 by the name of its earlier command %3: it may be told "
                       "that one's answer."),
            shape.name(client), command.str(), operations_[*same].command.str()));
  } else if (same) {
    return;
  }
  forget_waiting(client);
  Operation operation{.client = client, .id = id, .command = command, .invoked = now};
  operation.asked_at = at;
  operation.asked_order = ++order_;
  operations_.push_back(operation);
  last_operation_[client.index] = static_cast<std::uint32_t>(operations_.size());
  asked_.push_back(command);
  watch_.asked(operation);
}

/// A client that asks anew, or crashed, does not wait for what it asked before.
void CommandWatch::forget_waiting(NodeId client) {
  const auto last = last_operation(client);
  if (last && !operations_[*last].answered) watch_.given_up(operations_[*last]);
}

void CommandWatch::answered(const Shape& shape, NodeId client, std::uint32_t id, const Text& result,
                            SimTime now, EventNumber at, Verdicts& verdicts) {
  const auto place =
      find_operation([&](const Operation& o) { return o.client == client && o.id == id; });
  if (!place)
    return verdicts.violate(
        "once", at,
        say(SYNOD_TEXT("%1 is answered for its command %2, but it never asked for it."),
            shape.name(client), std::to_string(id)));
  const Operation& known = operations_[*place];
  if (known.answered && known.result != result)
    verdicts.violate(
        "once", at,
        say(SYNOD_TEXT("%1's command %2 has two answers: %3 and %4."), shape.name(client),
            known.command.str(), known.result.str(), result.str()));
  if (known.answered) return;
  Operation& operation = operations_.mutate(*place);
  operation.result = result;
  operation.answered = now;
  note_wait(*place);
  operation.answered_at = at;
  operation.answered_order = ++order_;
  check_order(shape, operation, at, verdicts);
}

void CommandWatch::asked_by_hand(NodeId replica, const Text& command, SimTime now, EventNumber at) {
  asked(command);
  Operation operation{.client = replica, .command = command, .invoked = now};
  operation.asked_at = at;
  operation.asked_order = ++order_;
  open_by_hand_.push_back(static_cast<std::uint32_t>(by_hand_.size()));
  by_hand_.push_back(operation);
  watch_.asked(operation);
}

/// Where no way is left the smallest set is looked for, which proves it a second time.
void CommandWatch::check_order(const Shape& shape, const Operation& answered, EventNumber at,
                               Verdicts& verdicts) {
  const Order order = watch_.answered(answered);
  if (order == Order::found || !without_order_.empty()) return;
  const Text key = parse_key_command(answered.command).key;
  const std::vector<KeyCall> calls = calls_on(key, operations_, by_hand_);
  const auto conflict = smallest_conflict(calls);
  watch_.settle(key, conflict ? Order::none : Order::unknown);
  if (!conflict) return;
  std::vector<Operation> told;
  for (std::size_t place : *conflict) {
    without_order_.push_back(calls[place].operation);
    told.push_back(operation(without_order_.back()));
  }
  verdicts.violate("linearizable", at, conflict_in_words(told, shape));
}

/// The operation at `place` has its answer.
void CommandWatch::note_wait(std::size_t place) {
  while (first_open_ < operations_.size() && operations_[first_open_].answered) ++first_open_;
  const auto waited = [&](std::size_t at) {
    return *operations_[at].answered - operations_[at].invoked;
  };
  const auto longer = [&](std::size_t than) {
    return waited(place) > waited(than) || (waited(place) == waited(than) && place < than);
  };
  if (longest_answered_ == 0 || longer(longest_answered_ - 1))
    longest_answered_ = static_cast<std::uint32_t>(place + 1);
}

std::optional<std::size_t> CommandWatch::last_operation(NodeId client) const {
  const std::uint32_t place = last_operation_[client.index];
  return place == 0 ? std::nullopt : std::optional<std::size_t>(place - 1);
}

const Operation* CommandWatch::first_open() const {
  return first_open_ < operations_.size() ? &operations_[first_open_] : nullptr;
}

const Operation* CommandWatch::longest_answered() const {
  return longest_answered_ == 0 ? nullptr : &operations_[longest_answered_ - 1];
}

/// While the invariant holds, all that nodes applied are beginnings of one sequence, so the longest
/// and a count for each node say all.
void CommandWatch::applied(const Shape& shape, NodeId node, Slot slot, const Text& value,
                           bool took_effect, EventNumber at, Verdicts& verdicts) {
  Slot& last = applied_by_[node.index];
  if (slot.number != last.number + 1)
    verdicts.violate(
        "prefix", at,
        say(SYNOD_TEXT("%1 applies slot %2, but slot %3 is its next one."), shape.name(node),
            std::to_string(slot.number), std::to_string(last.number + 1)));
  last = slot;
  if (slot.number == 0) return;
  if (slot.number == applied_.size() + 1) {
    applied_.push_back(value);
  } else if (slot.number <= applied_.size() && applied_[slot.number - 1] != value) {
    verdicts.violate("prefix", at,
                     say(SYNOD_TEXT("%1 applies %2 from slot %3, where another node applied %4."),
                         shape.name(node), value.str(), std::to_string(slot.number),
                         applied_[slot.number - 1].str()));
  }
  if (took_effect) check_once(shape, node, slot, value, at, verdicts);
}

void CommandWatch::check_once(const Shape& shape, NodeId node, Slot slot, const Text& value,
                              EventNumber at, Verdicts& verdicts) {
  const auto place = find_operation([&](const Operation& o) { return o.command == value; });
  if (!place) return;  // Nobody's command, asked for by hand: it may well be asked for again.
  const Slot known = operations_[*place].slot;
  if (known == Slot{}) {
    operations_.mutate(*place).slot = slot;
  } else if (known != slot) {
    verdicts.violate(
        "once", at,
        say(SYNOD_TEXT("%1 applies %2 from slot %3, and it took effect in slot %4 already."),
            shape.name(node), value.str(), std::to_string(slot.number),
            std::to_string(known.number)));
  }
}

void CommandWatch::took_effect(const Shape& shape, NodeId node, Slot slot, const Text& value,
                               SimTime now, EventNumber at, Verdicts& verdicts) {
  const KeyCommand command = parse_key_command(value);
  if (slot > effective_) {
    effective_ = slot;
    const Text result = watch_.applied(command);
    if (command.client != 0) effect_of_client(slot, value, at);
    if (command.client == 0) effect_by_hand(node, slot, value, result, now, at);
  }
  if (command.client == 0) answer_by_hand(shape, node, slot, now, at, verdicts);
}

void CommandWatch::effect_of_client(Slot slot, const Text& value, EventNumber at) {
  const auto place = find_operation([&](const Operation& o) { return o.command == value; });
  if (!place) return;
  Operation& operation = operations_.mutate(*place);
  operation.effect_at = at;
  if (operation.slot == slot) watch_.took_effect(operation);
}

/// Commands by hand have no numbers, so equal ones can't be told apart. The first that was asked
/// for counts for the first slot that holds it: the log's order makes that a right reading wherever
/// there is one. What nobody asked for as often as it stands in the log was sent twice by the
/// network, and counts as a command of its own without an answer.
void CommandWatch::effect_by_hand(NodeId node, Slot slot, const Text& value, const Text& result,
                                  SimTime now, EventNumber at) {
  const auto waits = [&](std::uint32_t place) {
    return by_hand_[place].command == value && by_hand_[place].slot == Slot{};
  };
  auto found = std::find_if(open_by_hand_.begin(), open_by_hand_.end(), waits);
  const bool again = found == open_by_hand_.end();
  if (again && !is_write(value)) return;
  if (again) asked_by_hand(node, value, now, at);
  Operation& operation = by_hand_.mutate(again ? by_hand_.size() - 1 : *found);
  if (again) open_by_hand_.pop_back();
  operation.slot = slot;
  operation.result = result;
  operation.effect_at = at;
  watch_.took_effect(operation);
}

void CommandWatch::answer_by_hand(const Shape& shape, NodeId node, Slot slot, SimTime now,
                                  EventNumber at, Verdicts& verdicts) {
  const auto found =
      std::find_if(open_by_hand_.begin(), open_by_hand_.end(), [&](std::uint32_t place) {
        return by_hand_[place].client == node && by_hand_[place].slot == slot;
      });
  if (found == open_by_hand_.end()) return;
  Operation& operation = by_hand_.mutate(*found);
  open_by_hand_.erase(found);
  operation.answered = now;
  operation.answered_at = at;
  operation.answered_order = ++order_;
  check_order(shape, operation, at, verdicts);
}

}  // namespace synod
