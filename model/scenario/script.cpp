#include "model/scenario/script.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "model/scenario/pattern.h"
#include "model/scenario/printer.h"
#include "model/world/protocol.h"

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
    case Verb::propose:
      return ProposeCommand{world.name(action.node), action.value, action.round,
                            request_verb(world, action.node, action.value)};
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
  const Cast& cast = *shape.cast;
  if (shape.apart()) {
    text += fmt::format("{} {}\n{} {}\n", cast.proposer.word, shape.proposers, cast.acceptor.word,
                        shape.acceptors);
    if (cast.learner.exists()) text += fmt::format("{} {}\n", cast.learner.word, shape.learners);
  } else {
    text += fmt::format("{} {}\n", cast.node.word, shape.together);
  }
  if (shape.clients != 0) text += fmt::format("{} {}\n", cast.client.word, shape.clients);
  text += fmt::format("seed {}\n", setup.seed);
  for (const std::string& option : printed_options(setup.options))
    text += "option " + option + '\n';
  return text;
}

ScriptSize size_of(std::string_view script) {
  const auto ends = std::count(script.begin(), script.end(), '\n');
  const std::size_t open_line = script.empty() || script.back() == '\n' ? 0 : 1;
  return {script.size(), static_cast<std::size_t>(ends) + open_line};
}

bool is_nearly_too_long(const ScriptSize& script, const ScriptBounds& bounds) {
  return is_too_long(script, {bounds.bytes - bounds.bytes / 16, bounds.lines - bounds.lines / 16});
}

bool is_too_long(const ScriptSize& script, const ScriptBounds& bounds) {
  return script.bytes > bounds.bytes || script.lines > bounds.lines;
}

std::string script_text(const History& history, const Bookmarks& bookmarks) {
  return GrowingScript().text(history, bookmarks);
}

std::string GrowingScript::file_text(const History& history, const Bookmarks& bookmarks) {
  const bool as_it_was =
      own_ != nullptr && own_->last + 1 == history.size() && own_->bookmarks == bookmarks;
  return as_it_was ? own_->text : text(history, bookmarks);
}

std::string GrowingScript::text(const History& history, const Bookmarks& bookmarks) {
  follow(history, bookmarks);
  const std::string end = tail(history);
  std::string text;
  text.reserve(own_lines_.size() + 1 + closed_.size() + end.size());
  text = own_lines_;
  const bool more = !closed_.empty() || !end.empty();
  if (more && !text.empty() && text.back() != '\n') text += '\n';
  return text.append(closed_).append(end);
}

ScriptSize GrowingScript::size(const History& history, const Bookmarks& bookmarks) {
  follow(history, bookmarks);
  const ScriptSize end = size_of(tail(history));
  return {own_size_.bytes + 1 + closed_.size() + end.bytes, own_size_.lines + lines_ + end.lines};
}

GrowingScript GrowingScript::behind(const History& history, const Bookmarks& bookmarks) {
  GrowingScript script;
  script.world_ = history.world();
  script.seen_ = static_cast<MomentId>(history.size() - 1);
  script.at_ = history.present();
  script.waits_ = true;  // Nobody says how that text ends.
  script.bookmarks_ = bookmarks;
  return script;
}

std::string GrowingScript::more(const History& history) {
  while (seen_ + 1 < history.size()) add(history, seen_ + 1);
  close();
  if (history.present() != at_) {
    go_to(history.present());
    world_ = history.world();
  }
  return std::exchange(closed_, {});
}

void GrowingScript::follow(const History& history, const Bookmarks& bookmarks) {
  if (!world_ || seen_ >= history.size() || bookmarks != bookmarks_) begin(history, bookmarks);
  while (seen_ + 1 < history.size()) add(history, seen_ + 1);
}

/// What stands behind the closed lines as long as nothing is added.
std::string GrowingScript::tail(const History& history) const {
  GrowingScript end;
  end.bookmarks_ = bookmarks_;
  end.command_ = command_;
  end.run_ = run_;
  end.seen_ = seen_;
  end.close();
  if (history.present() != at_) end.go_to(history.present());
  return std::move(end.closed_);
}

void GrowingScript::begin(const History& history, const Bookmarks& bookmarks) {
  *this = GrowingScript(std::move(own_));
  bookmarks_ = bookmarks;
  if (own_) return begin_behind(*own_, history);
  world_ = history.world_at(0);
  closed_ = setup_text(*world_->setup);
  lines_ = size_of(closed_).lines;
  mark(0);
}

void GrowingScript::begin_behind(const OwnText& own, const History& history) {
  own_lines_ = own.with(bookmarks_);
  own_size_ = size_of(own_lines_);
  seen_ = own.last;
  at_ = own.present;
  waits_ = own.waits;
  for (const Bookmark& bookmark : own.unmarked(bookmarks_)) {
    if (bookmark.moment != at_) go_to(bookmark.moment);
    mark(bookmark.moment);
  }
  world_ = history.world_at(at_);
}

void GrowingScript::add(const History& history, MomentId id) {
  const Moment& moment = history.moment(id);
  const bool goes_on = moment.parent == at_ && !waits_;
  const bool joins = run_ > 0 && goes_on && moment.by_clock && bookmarks_.at(at_) == nullptr;
  if (!joins) {
    close();
    if (!goes_on) {
      go_to(moment.parent);
      world_ = history.world_at(moment.parent);
    }
    command_ = command_text(*world_, moment.action);
  }
  if (moment.by_clock) ++run_;
  act(*world_, moment.action);
  seen_ = at_ = id;
}

void GrowingScript::go_to(MomentId moment) {
  put(fmt::format("goto {}", moment));
  at_ = moment;
  waits_ = false;
}

/// The last command is whole.
void GrowingScript::close() {
  if (command_.empty()) return;
  put(run_ > 1 ? fmt::format("step {}", run_) : command_);
  command_.clear();
  run_ = 0;
  mark(seen_);
}

void GrowingScript::mark(MomentId moment) {
  if (const Bookmark* found = bookmarks_.at(moment)) put(bookmark_line(found->note));
}

void GrowingScript::put(std::string_view line) {
  closed_ += line;
  closed_ += '\n';
  ++lines_;
}

}  // namespace synod
