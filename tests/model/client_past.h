// Histories of clients for tests, and a second judge of them that tries every order.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "model/base/random.h"
#include "model/truth/key_command.h"
#include "model/truth/linearizability.h"
#include "model/truth/store_watch.h"

namespace synod::testing {

/// Something that happens to an operation of a history.
struct Happening {
  enum class Kind : std::uint8_t { asked, effect, answered };
  std::int64_t at = 0;
  Kind kind = Kind::asked;
  std::size_t place = 0;
};

/// Numbers askings and answers in the order of their times; of one time, askings come first. The
/// times of the effects, where they are known, become slots.
inline SharedLog<Operation> ordered(std::vector<Operation> operations,
                                    const std::vector<std::int64_t>& effects = {}) {
  std::vector<Happening> all;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    all.push_back({operations[i].invoked.ms, Happening::Kind::asked, i});
    if (i < effects.size()) all.push_back({effects[i], Happening::Kind::effect, i});
    if (operations[i].answered)
      all.push_back({operations[i].answered->ms, Happening::Kind::answered, i});
  }
  std::stable_sort(all.begin(), all.end(), [](const Happening& a, const Happening& b) {
    return a.at != b.at ? a.at < b.at : a.kind < b.kind;
  });
  std::uint32_t order = 0;
  std::uint32_t slot = 0;
  for (const Happening& one : all) {
    Operation& operation = operations[one.place];
    ++order;
    if (one.kind == Happening::Kind::asked) operation.asked_order = order;
    if (one.kind == Happening::Kind::answered) operation.answered_order = order;
    if (one.kind == Happening::Kind::effect) {
      operation.effect_at = order;
      operation.slot = {++slot};
    }
  }
  SharedLog<Operation> log;
  for (const Operation& operation : operations) log.push_back(operation);
  return log;
}

/// A history, one operation of a client of its own after another.
class ClientPast {
 public:
  /// `answered` -1 for never. Of one time, askings come before answers.
  ClientPast& add(const std::string& command, std::int64_t asked, std::int64_t answered,
                  const char* result) {
    Operation operation;
    operation.client = {static_cast<std::uint8_t>(1 + operations_.size() % 8)};
    operation.id = 1;
    operation.command = Text(command);
    operation.result = result;
    operation.invoked = {asked};
    if (answered >= 0) operation.answered = SimTime{answered};
    operations_.push_back(operation);
    return *this;
  }
  SharedLog<Operation> operations() const { return ordered(operations_); }

 private:
  std::vector<Operation> operations_;
};

inline std::vector<Operation> to_vector(const SharedLog<Operation>& log) {
  return {log.begin(), log.end()};
}

/// What the watch of a store says of a history, operation by operation.
inline Order watched(const SharedLog<Operation>& operations) {
  std::vector<Happening> all;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const Operation& one = operations[i];
    all.push_back({one.asked_order, Happening::Kind::asked, i});
    if (one.effect_at != 0) all.push_back({one.effect_at, Happening::Kind::effect, i});
    if (one.answered) all.push_back({one.answered_order, Happening::Kind::answered, i});
  }
  std::sort(all.begin(), all.end(),
            [](const Happening& a, const Happening& b) { return a.at < b.at; });
  StoreWatch watch;
  std::map<NodeId, Operation> last;  // A client that asks anew waits for nothing else.
  for (const Happening& happening : all) {
    Operation one = operations[happening.place];
    if (happening.kind == Happening::Kind::asked) {
      const auto before = last.find(one.client);
      if (before != last.end() && !before->second.answered) watch.given_up(before->second);
      last[one.client] = one;
    }
    if (happening.kind == Happening::Kind::effect) {
      watch.took_effect(one);
    } else if (happening.kind == Happening::Kind::asked) {
      one.slot = {};  // Not yet.
      watch.asked(one);
    } else if (const Order order = watch.answered(one); order != Order::found) {
      return order;
    }
  }
  return Order::found;
}

/// Tries every order of what was answered and of any of the rest, key by key, with no trick at all.
class EveryOrder {
 public:
  explicit EveryOrder(std::vector<Operation> operations)
      : operations_(std::move(operations)), done_(operations_.size()) {}

  bool find(const Text& value = {}) {
    bool over = true;
    for (std::size_t i = 0; i < operations_.size(); ++i)
      over = over && (done_[i] || !operations_[i].answered);
    if (over) return true;
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      if (done_[i] || !may_be_next(i)) continue;
      Text after = value;
      const Text result = execute(parse_key_command(operations_[i].command), after);
      if (operations_[i].answered && result != operations_[i].result) continue;
      done_[i] = true;
      if (find(after)) return true;
      done_[i] = false;
    }
    return false;
  }

 private:
  bool may_be_next(std::size_t place) const {
    for (std::size_t i = 0; i < operations_.size(); ++i)
      if (!done_[i] && i != place && operations_[i].answered &&
          operations_[i].answered_order < operations_[place].asked_order)
        return false;
    return true;
  }

  std::vector<Operation> operations_;
  std::vector<bool> done_;
};

inline bool can_be_ordered(const SharedLog<Operation>& operations) {
  std::vector<Text> keys;
  for (const Operation& operation : operations) {
    const KeyCommand command = parse_key_command(operation.command);
    if (command.kind != KeyCommand::Kind::opaque) keys.push_back(command.key);
  }
  return std::all_of(keys.begin(), keys.end(), [&](const Text& key) {
    std::vector<Operation> own;
    for (const Operation& operation : operations)
      if (parse_key_command(operation.command).key == key) own.push_back(operation);
    return EveryOrder(std::move(own)).find();
  });
}

/// Whether the answer of `reader` may come from what `writer` wrote.
inline bool may_have_seen(const Operation& reader, const Operation& writer) {
  const KeyCommand read = parse_key_command(reader.command);
  const KeyCommand write = parse_key_command(writer.command);
  if (write.kind == KeyCommand::Kind::get) return false;
  if (!reader.answered) return read.kind == KeyCommand::Kind::add;
  if (write.kind == KeyCommand::Kind::add && !writer.answered)
    return read.kind != KeyCommand::Kind::put;
  const Text left = write.kind == KeyCommand::Kind::put ? write.value : writer.result;
  if (read.kind == KeyCommand::Kind::get) return reader.result == left;
  Text after = left;
  return read.kind == KeyCommand::Kind::add && execute(read, after) == reader.result;
}

inline std::string printed(const SharedLog<Operation>& operations) {
  std::string text;
  for (const Operation& operation : operations)
    text += operation.command.str() + " [" + std::to_string(operation.asked_order) + ", " +
            (operation.answered ? std::to_string(operation.answered_order) : "never") + "] " +
            operation.result.str() + "\n";
  return text;
}

/// Operations on one key whose answers are drawn at random: some have an order, some have none.
inline SharedLog<Operation> random_past(std::uint64_t seed, std::size_t size) {
  Random random(seed);
  const char* const commands[] = {"x=1", "x=2", "x?", "x?", "x+=1"};
  const char* const seen[] = {"none", "1", "2", "3"};
  std::vector<Operation> operations;
  for (std::size_t i = 0; i < size; ++i) {
    Operation operation;
    operation.client = {static_cast<std::uint8_t>(1 + i)};
    operation.command = commands[random.between(0, 4)];
    const auto start = random.between(0, 40);
    const auto length = random.between(1, 20);
    operation.invoked = {start};
    const bool put = parse_key_command(operation.command).kind == KeyCommand::Kind::put;
    const auto value = random.between(0, 3);
    if (random.chance(8'500)) {
      operation.answered = SimTime{start + length};
      const bool get = parse_key_command(operation.command).kind == KeyCommand::Kind::get;
      operation.result = put ? "ok" : seen[get ? value : std::max<std::int64_t>(value, 1)];
    }
    operations.push_back(operation);
  }
  std::sort(operations.begin(), operations.end(),
            [](const Operation& a, const Operation& b) { return a.invoked < b.invoked; });
  return ordered(std::move(operations));
}

struct RightPast {
  std::size_t operations = 1'000;
  std::size_t clients = 8;
  std::int64_t lost = 0;  ///< How many of 100 answers never come.
};

/// A history of a store that is right by construction: each operation takes effect at a moment
/// between its asking and its answer, drawn at random.
inline SharedLog<Operation> right_past(std::uint64_t seed, const RightPast& shape) {
  Random random(seed);
  std::vector<Operation> operations;
  std::vector<std::int64_t> effects;
  std::vector<std::int64_t> free(shape.clients, 0);
  for (std::size_t i = 0; i < shape.operations; ++i) {
    const std::size_t client = i % shape.clients;
    Operation operation;
    operation.client = {static_cast<std::uint8_t>(1 + client % 24)};
    operation.invoked = {free[client] + random.between(1, 20)};
    const auto length = random.between(2, 60);
    const auto effect = operation.invoked.ms + random.between(1, length - 1);
    const auto ticket = random.between(0, 9);
    operation.command = ticket < 4   ? Text("x?")
                        : ticket < 6 ? Text("x+=" + std::to_string(ticket))
                                     : Text("x=" + std::to_string(i));
    if (random.between(0, 99) >= shape.lost)
      operation.answered = SimTime{operation.invoked.ms + length};
    free[client] = operation.invoked.ms + length;
    effects.push_back(effect);
    operations.push_back(operation);
  }
  std::vector<std::size_t> by_effect(operations.size());
  for (std::size_t i = 0; i < by_effect.size(); ++i) by_effect[i] = i;
  std::stable_sort(by_effect.begin(), by_effect.end(),
                   [&](std::size_t a, std::size_t b) { return effects[a] < effects[b]; });
  Text value;
  for (const std::size_t place : by_effect)
    operations[place].result = execute(parse_key_command(operations[place].command), value);
  return ordered(std::move(operations), effects);
}

/// Adds two writes and a read that sees the first, after all others. The place of the read.
inline std::uint32_t append_stale_read(SharedLog<Operation>& operations) {
  std::uint32_t order = 3 * static_cast<std::uint32_t>(operations.size()) + 1;
  const auto add = [&](const char* command, const char* result) {
    Operation operation;
    operation.client = {1};
    operation.command = command;
    operation.answered = SimTime{0};
    operation.result = result;
    operation.asked_order = ++order;
    operation.answered_order = ++order;
    operations.push_back(operation);
  };
  add("x=before", "ok");
  add("x=after", "ok");
  add("x?", "before");
  return static_cast<std::uint32_t>(operations.size() - 1);
}

}  // namespace synod::testing
