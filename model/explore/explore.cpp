#include "model/explore/explore.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "model/base/example_values.h"
#include "model/base/utf8.h"
#include "model/base/word_list.h"
#include "model/explore/goal_values.h"
#include "model/explore/walk_way.h"
#include "model/explore/world_model.h"
#include "model/scenario/condition.h"
#include "model/world/protocol.h"

namespace synod::explore {

namespace {

/// A value of its own for each node that is asked: a colour, or a command where there is a log.
Text own_value(const Cluster& world, std::size_t place) {
  if (world.protocol->info().noop.exists()) return Text("x=" + std::to_string(place + 1));
  return example_value(place);
}

std::optional<Sentence> bounds_problem(const Bounds& bounds) {
  if (bounds.ballots > most_ballots ||
      (bounds.ballots == most_ballots && !bounds.once_more.empty()))
    return say(SYNOD_TEXT("a node can be asked at most %1 times, not %2"),
               std::to_string(most_ballots), std::to_string(bounds.ballots));
  for (std::uint32_t count : {bounds.drops, bounds.duplicates, bounds.crashes, bounds.restarts,
                              bounds.wipes, bounds.timers})
    if (count > most_faults)
      return say(SYNOD_TEXT("at most %1 faults of a kind can be explored, not %2"),
                 std::to_string(most_faults), std::to_string(count));
  if (bounds.pauses != 0)
    return say(
        SYNOD_TEXT("pauses add nothing here, so leave them out: a search has no clock, a paused "
                   "node is one that takes no step for a while, and every such order is explored"));
  if (bounds.synchronous && (bounds.lossy || bounds.drops != 0))
    return say(
        SYNOD_TEXT("where messages keep to time, only those of nodes that are down are lost: leave "
                   "out other losses"));
  if (bounds.merge_quiet && !bounds.lossy)
    return say(
        SYNOD_TEXT("quiet steps can be merged only where messages may be lost and may arrive "
                   "again at will"));
  if (bounds.fingerprint != 64 && bounds.fingerprint != 128)
    return say(SYNOD_TEXT("fingerprints have 64 or 128 bits, not %1"),
               std::to_string(bounds.fingerprint));
  return std::nullopt;
}

std::optional<Sentence> goal_problem(const Cluster& world, const Condition& goal,
                                     const Bounds& bounds) {
  for (const Term& term : goal.terms) {
    if (const auto* test = std::get_if<MessageTest>(&term.test); test != nullptr && test->delivered)
      return say(
          SYNOD_TEXT("a goal can't ask what was delivered: states that differ in that alone "
                     "are taken for one"));
    const auto* test = std::get_if<NodeTest>(&term.test);
    if (test != nullptr && test->health == NodeTest::Health::paused)
      return say(
          SYNOD_TEXT("a goal can't ask who is paused: to a search a paused node is one that takes "
                     "no step yet"));
  }
  if (bounds.merge_quiet)
    return say(SYNOD_TEXT("a goal may be about what a node heard, so quiet steps can't be merged"));
  if (bounds.symmetry)
    return say(SYNOD_TEXT("a goal names nodes and values, so symmetry can't be used with it"));
  const Result<bool> now = is_true(world, goal);
  if (!now) return now.error();
  return std::nullopt;
}

/// A bit for the invariant of that name; none where there is none, all for "".
std::uint32_t mask_of(std::string_view invariant) {
  if (invariant.empty()) return ~0u;
  for (std::size_t i = 0; i < invariants().size(); ++i)
    if (invariants()[i].name == invariant) return 1u << i;
  return 0;
}

Sentence invariant_names() {
  std::vector<std::string_view> names;
  for (const Invariant& invariant : invariants()) names.emplace_back(invariant.name);
  return word_list(names);
}

/// The first invariant that is broken, of those that are asked about.
std::optional<std::string> broken_in(const Cluster& world, const Question& question) {
  for (const Violation& violation : world.observer.violations())
    if (question.invariant.empty() || question.invariant == violation.invariant)
      return violation.invariant;
  return std::nullopt;
}

std::optional<Sentence> problem_at(const Cluster& world, const Question& question,
                                   const Bounds& bounds) {
  if (auto problem = bounds_problem(bounds)) return problem;
  const Options& options = world.setup->options;
  if (options.loss != 0 || options.duplicate != 0)
    return say(
        SYNOD_TEXT("chance can't be explored: leave out the options loss and duplicate, and "
                   "allow drops and duplicates instead"));
  if (auto why = clock_problem(world.protocol->info(), *world.setup)) return why;
  if (question.goal) return goal_problem(world, *question.goal, bounds);
  if (!question.invariant.empty() && mask_of(question.invariant) == 0)
    return say(SYNOD_TEXT("there is no invariant '%1'; there are %2"), quote(question.invariant),
               invariant_names());
  if (const auto broken = broken_in(world, question))
    return say(SYNOD_TEXT("%1 is violated here already; explore from an earlier moment"), *broken);
  return std::nullopt;
}

template <class Key>
SearchResult search(const World& world, const Question& question, const SearchLimits& limits,
                    SearchProgress& progress) {
  WorldModel<Key> model{world, {}, mask_of(question.invariant)};
  if (question.goal)
    model.wanted = [&question](const WorldSteps& steps, WorldState state) {
      return is_reached(steps.rebuilt(state), question);
    };
  return search_breadth_first(model, limits, progress);
}

SearchResult search(const World& world, const Question& question, const SearchLimits& limits,
                    SearchProgress& progress) {
  return world.bounds().fingerprint == 64 ? search<Key64>(world, question, limits, progress)
                                          : search<Key128>(world, question, limits, progress);
}

/// What broke, or "" where the goal is reached; nothing where neither is so.
std::optional<std::string> outcome_of(const Cluster& start, const std::vector<Action>& actions,
                                      const Question& question) {
  const Cluster world = end_of({start, actions});
  if (!question.goal) return broken_in(world, question);
  return is_reached(world, question) ? std::optional<std::string>("") : std::nullopt;
}

}  // namespace

bool is_reached(const Cluster& world, const Condition& goal) {
  const Result<bool> there = is_true(world, goal);
  return there && *there;
}

bool is_reached(Cluster world, const Question& question) {
  for (const Action& action : question.last) (void)act(world, action);
  return is_reached(world, *question.goal);
}

std::vector<std::vector<Text>> asked_for(const Run& run, const Bounds& bounds) {
  const Cluster& world = run.start;
  std::vector<std::vector<Text>> values(world.nodes.size());
  std::size_t place = 0;
  for (NodeId node : world.shape().all()) {
    if (!world.shape().roles(node).overlaps(Roles(Role::proposer) | Role::client)) continue;
    values[node.index] =
        bounds.values.empty() ? std::vector{own_value(world, place)} : bounds.values;
    ++place;
  }
  if (!bounds.values.empty()) return values;
  for (const Action& action : run.actions)
    if (action.verb == Verb::propose) values[action.node.index] = {action.value};
  return values;
}

std::optional<Sentence> explore_problem(const Run& run, const Question& question,
                                        const Bounds& bounds) {
  const Cluster world = end_of(run);
  if (auto problem = problem_at(world, question, bounds)) return problem;
  if (!question.goal) return std::nullopt;
  return goal_value_problem(world, *question.goal, asked_for(run, bounds), bounds);
}

Result<Answer> explore(const Run& run, const Question& question, const Bounds& bounds,
                       const SearchLimits& limits, SearchProgress& progress) {
  const Cluster start = end_of(run);
  if (const auto problem = problem_at(start, question, bounds)) return *problem;
  const World world(start, bounds, asked_for(run, bounds));
  Answer answer;
  answer.search = search(world, question, limits, progress);
  const auto states = static_cast<double>(answer.search.states);
  answer.collision = std::min(1.0, states * states / std::exp2(bounds.fingerprint + 1));
  if (answer.search.end != SearchEnd::found) return answer;
  if (bounds.merge_quiet) {
    // The way is longer than it must be: now that there is one, look for a shortest.
    Bounds plain = bounds;
    plain.merge_quiet = false;
    auto shortest = explore(run, question, plain, limits, progress);
    if (!shortest || shortest->search.end == SearchEnd::found) return shortest;
    answer.shortest = false;
  }
  const auto way = walk_way(world, answer.search.path);
  const auto broken = way ? outcome_of(start, *way, question) : std::nullopt;
  if (!broken)
    return say(
        SYNOD_TEXT("what the search found does not happen in the real world: what this "
                   "protocol does depends on time or chance, which can't be explored"));
  answer.actions = *way;
  answer.broken = *broken;
  return answer;
}

}  // namespace synod::explore
