// Goals of a lesson being taken: whether they are reached, their hints and their solutions.
#include <algorithm>

#include "model/scenario/condition.h"
#include "model/scenario/script.h"
#include "tutorials/goal_way.h"
#include "tutorials/lesson_run.h"

namespace synod {

const GoalBlock* LessonRun::goal_block() const {
  return done() ? nullptr : std::get_if<GoalBlock>(&block_at(here().cursor));
}

const Condition* LessonRun::reach() const {
  if (done()) return nullptr;
  if (const GoalBlock* goal = goal_block()) return &goal->reach.condition;
  return is_open_goal(here().cursor) ? &std::get<RunBlock>(block_at(here().cursor)).open->condition
                                     : nullptr;
}

std::optional<GoalStatus> LessonRun::goal() const {
  if (reach() == nullptr) return std::nullopt;
  const History& stage = scenes_.stage();
  return goal_at(stage.present(), stage.world());
}

/// How the goal stands at a moment of the stage, whose world is `world`.
GoalStatus LessonRun::goal_at(MomentId moment, const Cluster& world) const {
  GoalStatus status{.goal = goal_block(), .reach = reach()};
  const BlockState& state = here().blocks[here().cursor];
  const History& stage = scenes_.stage();
  const auto best = progress_.best.find(place_of(here().cursor));
  const auto hints = progress_.hints.find(place_of(here().cursor));
  if (best != progress_.best.end()) status.best = best->second;
  if (hints != progress_.hints.end()) status.hints = hints->second;
  status.met = state.met.has_value();
  status.solution_shown = state.solution_end.has_value();
  if (status.goal != nullptr) status.par = status.goal->par;
  if (!scenes_.is_behind(here().spot)) return status;
  status.actions = stage.moment(moment).depth - stage.moment(home()).depth;
  status.tried = static_cast<std::uint32_t>(stage.size() - state.size_before);
  const Result<bool> holds = is_true(world, *status.reach);
  status.holds = holds && *holds;
  if (status.goal == nullptr) return status;
  std::vector<Verb> way;
  for (MomentId at = moment; at != home(); at = stage.moment(at).parent)
    way.push_back(stage.moment(at).action.verb);
  status.forbidden = forbidden_on(*status.goal, way);
  status.too_often = too_often_on(*status.goal, way);
  status.too_many = status.goal->within != 0 && status.actions > status.goal->within;
  status.fair_try = status.goal->impossible && status.tried >= status.goal->after;
  return status;
}

/// The solution's end is not the learner's own, nor is what comes behind it.
bool LessonRun::follows(MomentId moment, MomentId solution_end) const {
  for (MomentId at = moment; at != home(); at = scenes_.stage().moment(at).parent)
    if (at == solution_end) return true;
  return false;
}

/// Whether the goal is reached at `moment` by a way that counts.
bool LessonRun::counts_at(MomentId moment) const {
  const History& stage = scenes_.stage();
  const GoalStatus status =
      goal_at(moment, moment == stage.present() ? stage.world() : stage.world_at(moment));
  if (!status.holds || status.forbidden || status.too_often || status.too_many) return false;
  const auto& solution_end = here().blocks[here().cursor].solution_end;
  return !solution_end || !follows(moment, *solution_end);
}

/// Where it is the first to the goal, or the shortest.
void LessonRun::remember_way(MomentId moment) {
  const History& stage = scenes_.stage();
  const std::uint32_t actions = stage.moment(moment).depth - stage.moment(home()).depth;
  const auto [best, first] = progress_.best.try_emplace(place_of(here().cursor), actions);
  if (!first && best->second <= actions) return;
  best->second = actions;
  progress_.ways[place_of(here().cursor)] = way_to(moment);
}

/// The commands from where the goal began, one a line.
std::string LessonRun::way_to(MomentId moment) const {
  const History& stage = scenes_.stage();
  std::string way;
  for (MomentId at = moment; at != home(); at = stage.moment(at).parent)
    way.insert(
        0, command_text(stage.world_at(stage.moment(at).parent), stage.moment(at).action) + '\n');
  return way;
}

void LessonRun::spend(std::uint32_t seconds) {
  if (waits() == Wait::answer || waits() == Wait::goal)
    progress_.seconds[place_of(here().cursor)] += seconds;
}

std::optional<MomentId> LessonRun::look() {
  if (solution_ || reach() == nullptr || !scenes_.is_behind(here().spot)) return std::nullopt;
  BlockState& state = here().blocks[here().cursor];
  const History& stage = scenes_.stage();
  std::vector<MomentId> news;
  for (MomentId at = stage.present(); state.looked_at.count(at) == 0;
       at = stage.moment(at).parent) {
    news.push_back(at);
    if (at == home()) break;
  }
  std::optional<MomentId> reached;
  for (std::size_t i = news.size(); i-- > 0;) {
    const MomentId at = news[i];
    const bool counts = state.looked_at[at] = counts_at(at);
    if (!counts) continue;
    state.met = at;
    remember_way(at);
    const bool held_before = at != home() && state.looked_at[stage.moment(at).parent];
    if (!reached && !held_before) reached = at;
  }
  return reached;
}

bool LessonRun::hint() {
  const GoalBlock* goal = goal_block();
  if (goal == nullptr) return false;
  std::uint32_t& shown = progress_.hints[place_of(here().cursor)];
  if (shown >= goal->hints.size()) return false;
  ++shown;
  return true;
}

bool LessonRun::show_solution() {
  const GoalBlock* goal = goal_block();
  if (goal == nullptr || !goal->solution || solution_ || !tells()) return false;
  go_home();
  solution_at_ = here().spot;
  solution_ = std::make_unique<BlockPlayer>(*goal->solution, scenes_.stage());
  return true;
}

std::optional<MomentId> LessonRun::next_of_solution() {
  scenes_.go(solution_at_);
  const auto error = solution_->next_event();
  if (error) problem_ = *error;
  solution_at_ = scenes_.present();
  if (error || solution_->done()) {
    solution_.reset();
    here().blocks[here().cursor].solution_end = solution_at_.moment;
  }
  return solution_at_.moment;
}

/// What the text behind the goal is about: where the learner reached it, else where its solution
/// does. Nothing where neither is.
std::optional<Spot> LessonRun::goal_picture() {
  if (restoring_) return std::nullopt;
  const std::size_t scene = here().spot.scene;
  BlockState& state = here().blocks[here().cursor];
  const MomentId present = scenes_.stage().present();
  if (scenes_.is_behind(here().spot) && state.looked_at.count(present) != 0 &&
      state.looked_at[present])
    return Spot{scene, present};
  if (state.met) return Spot{scene, *state.met};
  if (!state.solution_end && show_solution())
    while (solution_) next_of_solution();
  if (state.solution_end) return Spot{scene, *state.solution_end};
  return std::nullopt;
}

void LessonRun::leave_goal() {
  if (waits() != Wait::goal && !solution_) return;
  solution_.reset();
  if (!is_open_goal(here().cursor)) {
    here().aftermath = goal_picture();
    // What was tried here is not the future of what comes next.
    hide_future();
    go_home();
    return end_block();
  }
  go_home();
  here().blocks[here().cursor].opened = true;
  settle();
}

}  // namespace synod
