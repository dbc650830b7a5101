#include "model/explore/walk_way.h"

#include <algorithm>

#include "model/why/slice_replay.h"

namespace synod::explore {

namespace {

const Message* find_message(const Cluster& world, Verb verb, MessageId id) {
  if (verb != Verb::redeliver) return world.message(id);
  for (const Message& message : world.delivered)
    if (message.id == id) return &message;
  return nullptr;
}

bool is_on_message(Verb verb) {
  switch (verb) {
    case Verb::deliver:
    case Verb::drop:
    case Verb::duplicate:
    case Verb::redeliver:
    case Verb::hold:
    case Verb::release: return true;
    default: return false;
  }
}

/// The oldest that says the same, those that are not held first.
const Message* in_flight(const Cluster& world, const Message& wanted) {
  const Message* held = nullptr;
  for (const Message& message : world.in_flight) {
    if (!same_message(message, wanted)) continue;
    if (!message.held) return &message;
    if (held == nullptr) held = &message;
  }
  return held;
}

std::optional<MessageId> delivered_before(const Cluster& world, const Message& wanted) {
  for (const Message& message : world.delivered)
    if (same_message(message, wanted)) return message.id;
  return std::nullopt;
}

bool do_it(Cluster& world, const Action& action, std::vector<Action>& done) {
  if (act(world, action)) return false;
  done.push_back(action);
  return true;
}

/// A search knows no pause: a node that stands still may take its next step at any time.
bool wake(Cluster& world, NodeId node, std::vector<Action>& done) {
  return !world.node(node).paused || do_it(world, actions::on_node(Verb::resume, node), done);
}

bool redo_on_message(Cluster& world, const Meaning& meaning, std::vector<Action>& done) {
  Verb verb = meaning.action.verb;
  if (verb == Verb::redeliver) verb = Verb::deliver;
  const Message* message = in_flight(world, *meaning.message);
  if (message == nullptr) {
    const auto past = delivered_before(world, *meaning.message);
    if (past && !wake(world, meaning.message->to, done)) return false;
    return meaning.action.verb == Verb::redeliver && past &&
           do_it(world, actions::on_message(Verb::redeliver, *past), done);
  }
  const MessageId id = message->id;
  const NodeId to = message->to;
  if (verb == Verb::deliver && message->held &&
      !do_it(world, actions::on_message(Verb::release, id), done))
    return false;
  if (verb == Verb::deliver && !wake(world, to, done)) return false;
  return do_it(world, actions::on_message(verb, id), done);
}

bool redo_timer(Cluster& world, const Meaning& meaning, std::vector<Action>& done) {
  for (const Timer& timer : world.timers)
    if (timer.node == meaning.timer_node && timer.kind == meaning.timer)
      return wake(world, timer.node, done) && do_it(world, actions::fire(timer.id), done);
  return false;
}

Meaning meaning_of(const World& world, NodeId node, StepKind kind, std::uint32_t what) {
  Meaning meaning;
  meaning.action.node = node;
  const auto about_message = [&](Verb verb) {
    meaning.action.verb = verb;
    meaning.message = world.parts().message(what);
  };
  switch (kind) {
    case StepKind::deliver:
      about_message(world.bounds().lossy ? Verb::redeliver : Verb::deliver);
      break;
    case StepKind::drop: about_message(Verb::drop); break;
    case StepKind::duplicate: about_message(Verb::duplicate); break;
    case StepKind::propose:
      meaning.action = actions::propose(node, world.parts().value(what));
      break;
    case StepKind::fire:
      meaning.action.verb = Verb::fire;
      meaning.timer_node = node;
      meaning.timer = static_cast<std::uint8_t>(what);
      break;
    case StepKind::crash: meaning.action.verb = Verb::crash; break;
    case StepKind::restart: meaning.action.verb = Verb::restart; break;
    case StepKind::wipe: meaning.action.verb = Verb::wipe; break;
  }
  return meaning;
}

}  // namespace

Meaning meaning_of(const Cluster& world, const Action& action) {
  Meaning meaning{action, std::nullopt, {}, 0};
  if (is_on_message(action.verb))
    meaning.message = *find_message(world, action.verb, action.message);
  if (action.verb == Verb::fire) {
    const Timer& timer = *world.timer(action.message);
    meaning.timer_node = timer.node;
    meaning.timer = timer.kind;
  }
  return meaning;
}

bool redo(Cluster& world, const Meaning& meaning, std::vector<Action>& done) {
  if (meaning.message) return redo_on_message(world, meaning, done);
  if (meaning.action.verb == Verb::fire) return redo_timer(world, meaning, done);
  Action action = meaning.action;
  action.at = SimTime{-1};
  if (action.verb == Verb::propose && !wake(world, action.node, done)) return false;
  return do_it(world, action, done);
}

namespace {

bool redo_step(Cluster& real, const World& world, const WorldStep& step,
               std::vector<Action>& done) {
  if (step.loud != nullptr)
    for (const Happening& quiet : step.loud->before)
      if (!redo(real, meaning_of(world, step.node, quiet.kind, quiet.what), done)) return false;
  return redo(real, meaning_of(world, step.node, step.kind, step.what), done);
}

}  // namespace

std::optional<std::vector<Action>> walk_way(const World& world,
                                            const std::vector<std::uint32_t>& path) {
  WorldSteps steps(world);
  std::vector<PartId> state(world.first().begin(), world.first().end());
  Cluster real = world.start();
  std::vector<Action> done;
  for (std::size_t i = 1; i < path.size(); ++i) {
    steps.stand_on(state);
    const auto& all = steps.steps();
    if (path[i] >= all.size() || !steps.take(all[path[i]])) return std::nullopt;
    if (!redo_step(real, world, all[path[i]], done)) return std::nullopt;
    state.assign(steps.next().begin(), steps.next().end());
  }
  return done;
}

}  // namespace synod::explore
