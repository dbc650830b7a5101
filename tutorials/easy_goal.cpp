#include "tutorials/easy_goal.h"

#include <algorithm>

#include "model/scenario/condition.h"
#include "model/world/apply.h"
#include "model/world/protocol.h"
#include "tutorials/goal_way.h"

namespace synod {

namespace {

/// Plays a copy of a world by the clock, and looks after each event whether the goal is reached.
class PlayOn {
 public:
  PlayOn(const GoalBlock& goal, const Cluster& world) : goal_(goal), world_(world) {}

  /// Passes over what can't be done, or does not count.
  void act(const Action& action) {
    const std::vector<Verb> next{action.verb};
    if (!reached_ && !forbidden_on(goal_, next)) done(action);
  }
  /// Until the cluster is quiet, at most so long.
  void play(std::uint32_t most = most_played_on) {
    for (std::uint32_t i = 0; i < most && !reached_; ++i) {
      const auto next = next_due(world_);
      if (!next || !done(*next)) return;
    }
  }
  /// After how many events the goal was reached; nothing where it was not.
  std::optional<std::uint32_t> reached() const { return reached_; }

 private:
  bool done(const Action& action) {
    if (goal_.within != 0 && way_.size() == goal_.within) return false;
    if (synod::act(world_, action)) return false;
    way_.push_back(action.verb);
    if (forbidden_on(goal_, way_) || too_often_on(goal_, way_)) return false;
    const Result<bool> holds = is_true(world_, goal_.reach.condition);
    if (holds && *holds) reached_ = static_cast<std::uint32_t>(way_.size());
    return true;
  }

  const GoalBlock& goal_;
  Cluster world_;
  std::vector<Verb> way_;
  std::optional<std::uint32_t> reached_;
};

void add_new(std::vector<Text>& values, const Text& value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

/// What somebody may ask for: what the protocol suggests, what was asked for, and what the solution
/// asks for.
std::vector<Text> likely_values(const Cluster& world, const std::vector<Action>& solution) {
  std::vector<Text> values{next_request(world)};
  for (const Text& value : world.observer.asked()) add_new(values, value);
  for (const Action& action : solution)
    if (action.verb == Verb::propose) add_new(values, action.value);
  for (const Wish& wish : world.protocol->info().wishes) add_new(values, Text(wish.word));
  return values;
}

std::optional<EasyWay> by_one_request(const GoalBlock& goal, const Cluster& world,
                                      const std::vector<Action>& solution) {
  for (NodeId node : world.shape().all())
    for (const Text& value : likely_values(world, solution)) {
      const Action request = actions::propose(node, value);
      if (refusal(world, request)) continue;
      PlayOn run(goal, world);
      run.act(request);
      run.play();
      if (run.reached()) return EasyWay{EasyWay::Kind::request, request, *run.reached()};
    }
  return std::nullopt;
}

/// `pause` events are played behind each of them.
std::optional<EasyWay> by_the_solutions(const GoalBlock& goal, const Cluster& world,
                                        const std::vector<Action>& solution, std::uint32_t pause) {
  PlayOn run(goal, world);
  for (const Action& action : solution) {
    if (action.verb != Verb::propose && action.verb != Verb::restart) continue;
    run.act(action);
    run.play(pause);
  }
  run.play();
  if (!run.reached()) return std::nullopt;
  return EasyWay{EasyWay::Kind::solution, std::nullopt, *run.reached()};
}

}  // namespace

std::optional<EasyWay> easy_way(const GoalBlock& goal, const Cluster& world,
                                const std::vector<Action>& solution) {
  if (goal.impossible) return std::nullopt;
  PlayOn alone(goal, world);
  alone.play();
  if (alone.reached()) return EasyWay{EasyWay::Kind::play, std::nullopt, *alone.reached()};
  if (auto way = by_one_request(goal, world, solution)) return way;
  constexpr std::uint32_t until_quiet = 100;
  for (std::uint32_t pause : {0u, until_quiet})
    if (auto way = by_the_solutions(goal, world, solution, pause)) return way;
  return std::nullopt;
}

}  // namespace synod
