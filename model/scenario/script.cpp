#include "model/scenario/script.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "model/protocol.h"
#include "model/scenario/pattern.h"
#include "model/scenario/printer.h"

namespace synod {

namespace {

PartitionCommand partition_command(const Cluster& world, const Action& action) {
  std::map<std::uint8_t, std::vector<std::string>> sides;
  for (NodeId node : world.shape().all())
    if (const std::uint8_t side = action.side[node.index]; side != 0)
      sides[side].push_back(world.name(node));
  PartitionCommand command;
  for (auto& [side, names] : sides) command.sides.push_back(std::move(names));
  return command;
}

FireCommand fire_command(const Cluster& world, const Action& action) {
  const Timer* timer = world.timer(action.message);
  if (timer == nullptr) return {};
  return {world.name(timer->node), world.protocol->info().timers[timer->kind]};
}

Command command_of(const Cluster& world, const Action& action) {
  switch (action.verb) {
    case Verb::propose: return ProposeCommand{world.name(action.node), action.value, action.round};
    case Verb::deliver:
    case Verb::drop:
    case Verb::duplicate:
    case Verb::redeliver:
    case Verb::hold:
    case Verb::release:
      return MessageCommand{action.verb, pattern_for(world, action.verb, action.message)};
    case Verb::crash:
    case Verb::restart:
    case Verb::wipe:
    case Verb::pause:
    case Verb::resume: return NodeCommand{action.verb, {world.name(action.node)}};
    case Verb::cut:
    case Verb::heal:
      return LinkCommand{action.verb, world.name(action.node), world.name(action.peer),
                         action.both_ways};
    case Verb::heal_all: return HealAllCommand{};
    case Verb::partition: return partition_command(world, action);
    case Verb::fire: return fire_command(world, action);
  }
  return BlankLine{};
}

/// How many moments from `first` on followed one another by the clock, up to the first that has a
/// bookmark.
std::size_t clock_run(const History& history, MomentId first, const Bookmarks& bookmarks) {
  std::size_t count = 0;
  for (auto id = first; id < history.size(); ++id, ++count) {
    const Moment& moment = history.moment(id);
    if (!moment.by_clock || (count > 0 && moment.parent != id - 1)) break;
    if (count > 0 && bookmarks.at(id - 1) != nullptr) break;
  }
  return count;
}

void add_bookmark(std::string& text, const Bookmarks& bookmarks, MomentId moment) {
  if (const Bookmark* found = bookmarks.at(moment)) text += bookmark_line(found->note) + '\n';
}

}  // namespace

std::string command_text(const Cluster& before, const Action& action) {
  return print(ScenarioLine{.command = command_of(before, action), .at = action.at});
}

std::string setup_text(const Setup& setup) {
  const Shape& shape = setup.shape;
  std::string text = fmt::format("protocol {}\n", setup.protocol);
  if (shape.apart()) {
    text += fmt::format("proposers {}\nacceptors {}\nlearners {}\n", shape.proposers,
                        shape.acceptors, shape.learners);
  } else {
    text += fmt::format("nodes {}\n", shape.together);
  }
  if (shape.clients != 0) text += fmt::format("clients {}\n", shape.clients);
  text += fmt::format("seed {}\n", setup.seed);
  for (const std::string& option : printed_options(setup.options))
    text += "option " + option + '\n';
  return text;
}

std::string script_text(const History& history, const Bookmarks& bookmarks) {
  std::string text = setup_text(*history.world().setup);
  add_bookmark(text, bookmarks, 0);
  Cluster world = history.world_at(0);
  const auto size = static_cast<MomentId>(history.size());
  for (MomentId id = 1; id < size;) {
    const MomentId parent = history.moment(id).parent;
    if (parent != id - 1) {
      text += fmt::format("goto {}\n", parent);
      world = history.world_at(parent);
    }
    const auto run = static_cast<MomentId>(clock_run(history, id, bookmarks));
    text += run > 1 ? fmt::format("step {}", run) : command_text(world, history.moment(id).action);
    text += '\n';
    for (const MomentId end = id + std::max(run, MomentId{1}); id < end; ++id)
      act(world, history.moment(id).action);
    add_bookmark(text, bookmarks, id - 1);
  }
  if (history.present() + 1 != size) text += fmt::format("goto {}\n", history.present());
  return text;
}

}  // namespace synod
