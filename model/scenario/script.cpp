#include "model/scenario/script.h"

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

bool is_nearly_too_long(std::string_view script) {
  const auto near = [](std::size_t size, std::size_t most) { return size > most - most / 16; };
  if (near(script.size(), max_scenario_bytes)) return true;
  const auto lines = std::count(script.begin(), script.end(), '\n');
  return near(static_cast<std::size_t>(lines), max_scenario_lines);
}

std::string script_text(const History& history, const Bookmarks& bookmarks) {
  return GrowingScript().text(history, bookmarks);
}

std::string GrowingScript::text(const History& history, const Bookmarks& bookmarks) {
  if (seen_ >= history.size() || bookmarks != bookmarks_) clear();
  if (!world_) {
    world_ = history.world_at(0);
    bookmarks_ = bookmarks;
    closed_ = setup_text(*world_->setup);
    mark(0);
  }
  const auto last = static_cast<MomentId>(history.size() - 1);
  while (seen_ < last) add(history, seen_ + 1);
  GrowingScript end;
  end.bookmarks_ = bookmarks_;
  end.command_ = command_;
  end.run_ = run_;
  end.seen_ = seen_;
  end.close();
  std::string text = closed_ + end.closed_;
  if (history.present() != last) text += fmt::format("goto {}\n", history.present());
  return text;
}

void GrowingScript::add(const History& history, MomentId id) {
  const Moment& moment = history.moment(id);
  const bool goes_on = moment.parent == id - 1;
  const bool joins = run_ > 0 && goes_on && moment.by_clock && bookmarks_.at(id - 1) == nullptr;
  if (!joins) {
    close();
    if (!goes_on) {
      closed_ += fmt::format("goto {}\n", moment.parent);
      world_ = history.world_at(moment.parent);
    }
    command_ = command_text(*world_, moment.action);
    run_ = 0;
  }
  if (moment.by_clock) ++run_;
  act(*world_, moment.action);
  seen_ = id;
}

/// The last command is whole.
void GrowingScript::close() {
  if (command_.empty()) return;
  closed_ += run_ > 1 ? fmt::format("step {}", run_) : command_;
  closed_ += '\n';
  command_.clear();
  mark(seen_);
}

void GrowingScript::mark(MomentId moment) {
  if (const Bookmark* found = bookmarks_.at(moment)) closed_ += bookmark_line(found->note) + '\n';
}

}  // namespace synod
