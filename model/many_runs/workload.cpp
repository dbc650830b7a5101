#include "model/many_runs/workload.h"

#include <algorithm>

#include "model/base/example_values.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

bool by_hand(Verb verb) {
  switch (verb) {
    case Verb::propose:
    case Verb::crash:
    case Verb::restart:
    case Verb::wipe:
    case Verb::pause:
    case Verb::resume:
    case Verb::cut:
    case Verb::heal:
    case Verb::heal_all:
    case Verb::partition: return true;
    default: return false;
  }
}

bool proposes(const Action& action) {
  return action.verb == Verb::propose;
}

/// `action` with the nodes of `after` that are called as those of `before`; nothing where one that
/// it needs is missing.
std::optional<Action> renamed(const Action& action, const Shape& before, const Shape& after) {
  Action moved = action;
  const auto move = [&](NodeId& node) {
    if (!node.exists()) return true;
    node = after.find(before.name(node)).value_or(NodeId::none());
    return node.exists();
  };
  if (!move(moved.node) || !move(moved.peer)) return std::nullopt;
  moved.side = {};
  for (NodeId node : before.all())
    if (const auto there = after.find(before.name(node)))
      moved.side[there->index] = action.side[node.index];
  return moved;
}

}  // namespace

Workload workload_of(const Run& run) {
  Workload workload{*run.start.setup, {}};
  Cluster world = run.start;
  for (const Action& action : run.actions) {
    const bool by_clock = next_due(world) == action;
    if (act(world, action)) continue;
    if (by_hand(action.verb)) {
      workload.actions.push_back(action);
      workload.actions.back().at = world.now;
    } else if (!by_clock) {
      ++workload.left_out;
    }
  }
  if (std::any_of(workload.actions.begin(), workload.actions.end(), proposes)) return workload;
  const std::size_t proposers = workload.setup.shape.with(Role::proposer).size();
  // A protocol whose clients ask for other things than its nodes has no examples for these.
  const ProtocolInfo& protocol = run.start.protocol->info();
  if (protocol.clients) return with_asking(std::move(workload), proposers);
  return with_asking(std::move(workload), proposers, protocol.requests);
}

Workload with_asking(Workload workload, std::size_t count, std::span<const char* const> examples) {
  std::erase_if(workload.actions, proposes);
  std::vector<Action> asking;
  for (NodeId node : workload.setup.shape.with(Role::proposer)) {
    if (asking.size() == count) break;
    const std::size_t place = asking.size();
    asking.push_back(actions::propose(
        node, place < examples.size() ? Text(examples[place]) : example_value(place)));
    asking.back().at = {};
  }
  workload.actions.insert(workload.actions.begin(), asking.begin(), asking.end());
  return workload;
}

Workload with_shape(const Workload& workload, const Shape& shape) {
  Workload fitted{workload.setup, {}, workload.left_out};
  fitted.setup.shape = shape;
  for (const Action& action : workload.actions)
    if (const auto moved = renamed(action, workload.setup.shape, shape))
      fitted.actions.push_back(*moved);
  return fitted;
}

}  // namespace synod
