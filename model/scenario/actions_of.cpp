// Actions that a command stands for.
#include <fmt/format.h>

#include "model/base/utf8.h"
#include "model/scenario/pattern.h"
#include "model/scenario/runner.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

using Actions = std::vector<Action>;

/// Why the protocol takes no such request; nothing where it does.
std::optional<Sentence> request_problem(const ProtocolInfo& protocol,
                                        const ProposeCommand& command) {
  if (auto why = request_problem(protocol, command.word)) return why;
  const bool needs_none = wish_called(protocol, command.word) != nullptr;
  if (command.value.exists() && needs_none)
    return say(SYNOD_TEXT("'%1' needs no value, so leave '%2' out"), command.word,
               quote(command.value.view()));
  if (command.value.exists() || needs_none) return std::nullopt;
  return say(SYNOD_TEXT("expected a value behind '%1 %2'"), command.word, command.node);
}

struct Resolver {
  const Cluster& world;

  Result<Actions> operator()(const ProposeCommand& command) const {
    const Result<NodeId> node = find_node(world, command.node);
    if (!node) return node.error();
    const ProtocolInfo& protocol = world.protocol->info();
    if (auto why = request_problem(protocol, command)) return *why;
    const Wish* wish = wish_called(protocol, command.word);
    const Text value = wish != nullptr ? Text(wish->word) : command.value;
    return Actions{actions::propose(*node, value, command.round)};
  }

  Result<Actions> operator()(const MessageCommand& command) const {
    const auto messages = matches(world, command.verb, command.pattern);
    if (!messages) return messages.error();
    Actions list;
    for (MessageId message : *messages) list.push_back(actions::on_message(command.verb, message));
    return list;
  }

  Result<Actions> operator()(const NodeCommand& command) const {
    Actions list;
    for (const std::string& name : command.nodes) {
      const Result<NodeId> node = find_node(world, name);
      if (!node) return node.error();
      list.push_back(actions::on_node(command.verb, *node));
    }
    return list;
  }

  Result<Actions> operator()(const LinkCommand& command) const {
    const Result<NodeId> from = find_node(world, command.from);
    if (!from) return from.error();
    const Result<NodeId> to = find_node(world, command.to);
    if (!to) return to.error();
    return Actions{actions::on_link(command.verb, *from, *to, command.both_ways)};
  }

  Result<Actions> operator()(const HealAllCommand&) const {
    return Actions{Action{.verb = Verb::heal_all}};
  }

  Result<Actions> operator()(const PartitionCommand& command) const {
    Action action{.verb = Verb::partition};
    for (std::size_t side = 0; side < command.sides.size(); ++side)
      for (const std::string& name : command.sides[side]) {
        const Result<NodeId> node = find_node(world, name);
        if (!node) return node.error();
        action.side[node->index] = static_cast<std::uint8_t>(side + 1);
      }
    return Actions{action};
  }

  Result<Actions> operator()(const FireCommand& command) const {
    const Result<NodeId> node = find_node(world, command.node);
    if (!node) return node.error();
    const auto& names = world.protocol->info().timers;
    for (const Timer& timer : world.timers)
      if (timer.node == *node && command.timer == names[timer.kind])
        return Actions{actions::fire(timer.id)};
    for (const char* name : names)
      if (command.timer == name)
        return say(SYNOD_TEXT("no timer '%1' is running at %2"), command.timer, command.node);
    return say(SYNOD_TEXT("there is no timer '%1'; there are %2"), quote(command.timer),
               fmt::format("{}", fmt::join(names, ", ")));
  }

  template <class Other>
  Result<Actions> operator()(const Other&) const {
    return Actions{};
  }
};

}  // namespace

Result<std::vector<Action>> actions_of(const Cluster& world, const Command& command) {
  return std::visit(Resolver{world}, command);
}

}  // namespace synod
