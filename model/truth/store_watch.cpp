#include "model/truth/store_watch.h"

#include <algorithm>

namespace synod {

std::optional<std::size_t> StoreWatch::place_of(const KeyCommand& command) {
  if (command.kind == KeyCommand::Kind::opaque) return std::nullopt;
  std::size_t low = 0;
  std::size_t high = keys_.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (keys_[middle].key < command.key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == keys_.size() || keys_[low].key != command.key)
    keys_.insert(low, {command.key, {}, Order::found, {}});
  return low;
}

void StoreWatch::asked(const Operation& operation) {
  const KeyCommand command = parse_key_command(operation.command);
  const auto place = place_of(command);
  if (place && keys_[*place].order == Order::found)
    keys_.mutate(*place).frontier.asked(operation, command);
}

Order StoreWatch::answered(const Operation& operation) {
  const KeyCommand command = parse_key_command(operation.command);
  const auto place = place_of(command);
  if (!place || keys_[*place].order != Order::found) return Order::found;
  Key& key = keys_.mutate(*place);
  if (key.frontier.answered(operation, command)) return Order::found;
  key.order = key.frontier.complete() ? Order::none : Order::unknown;
  return key.order;
}

void StoreWatch::given_up(const Operation& operation) {
  const KeyCommand command = parse_key_command(operation.command);
  if (command.kind != KeyCommand::Kind::get) return;
  if (const auto place = place_of(command))
    keys_.mutate(*place).frontier.given_up(operation.asked_order);
}

Text StoreWatch::applied(const KeyCommand& command) {
  const auto place = place_of(command);
  if (!place) return "ok";
  if (command.kind != KeyCommand::Kind::get) return execute(command, keys_.mutate(*place).stored);
  Text stored = keys_[*place].stored;
  return execute(command, stored);
}

void StoreWatch::took_effect(const Operation& operation) {
  const KeyCommand command = parse_key_command(operation.command);
  const auto place = place_of(command);
  if (!place || keys_[*place].order != Order::found) return;
  KeyFrontier& frontier = keys_.mutate(*place).frontier;
  frontier.took_effect(operation.asked_order, operation.slot);
  const auto is_it = [&](const KeyFrontier::Open& open) {
    return open.call == operation.asked_order;
  };
  const auto& open = frontier.open();
  const bool writes = command.kind != KeyCommand::Kind::get;
  // It was forgotten, as there was no room for all that waits.
  if (writes && !operation.answered && std::none_of(open.begin(), open.end(), is_it))
    frontier.asked(operation, command);
}

void StoreWatch::settle(const Text& key, Order order) {
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (keys_[i].key == key) keys_.mutate(i).order = order;
}

const StoreWatch::Key* StoreWatch::unknown() const {
  for (const Key& key : keys_)
    if (key.order == Order::unknown) return &key;
  return nullptr;
}

}  // namespace synod
