#include "model/explore/livelock.h"

#include <algorithm>

#include "model/explore/explore.h"
#include "model/explore/state_graph.h"
#include "model/explore/walk_way.h"
#include "model/world/protocol.h"
#include "model/world/quorum.h"

namespace synod::explore {

namespace {

Bounds with_any_timers(Bounds bounds) {
  bounds.any_timers = true;
  bounds.symmetry = false;
  return bounds;
}

/// The shortest loop of those that begin at the first so many states of which any is on a loop: the
/// nearest to the start.
std::vector<std::uint32_t> best_cycle(const Graph& graph) {
  constexpr std::size_t enough = 256;
  const std::vector<std::uint32_t> components = components_of(graph);
  std::vector<std::uint32_t> members(graph.size());
  for (const std::uint32_t component : components) ++members[component];
  std::vector<std::uint32_t> best;
  std::size_t tried = 0;
  for (std::uint32_t vertex = 0; vertex < graph.size() && tried < enough; ++vertex) {
    if (members[components[vertex]] < 2) continue;
    ++tried;
    const std::size_t longest = best.empty() ? graph.size() : best.size() - 1;
    if (auto cycle = shortest_cycle(graph, components, vertex, longest); !cycle.empty())
      best = std::move(cycle);
  }
  return best;
}

/// Where all is looked at within some room: the loop, if there is one.
struct Looked {
  LivelockAnswer answer;
  bool whole = false;  ///< More room would show no more.
};

Result<LivelockAnswer> with_loop(LivelockAnswer answer, const World& world, StateGraph& graph,
                                 const std::vector<std::uint32_t>& cycle) {
  std::vector<std::uint32_t> path = graph.way_to(cycle[0]);
  const auto lead = walk_way(world, path);
  const std::vector<std::uint32_t> turn = graph.turn_of(cycle);
  path.insert(path.end(), turn.begin(), turn.end());
  const auto way = walk_way(world, path);
  if (!way || !lead)
    return say(
        SYNOD_TEXT("what the search found does not happen in the real world: what this protocol "
                   "does depends on time or chance, which can't be explored"));
  answer.search.end = SearchEnd::found;
  answer.actions = *lead;
  answer.loop.assign(way->begin() + static_cast<std::ptrdiff_t>(lead->size()), way->end());
  return answer;
}

Result<Looked> look(const World& world, const Room& room, const SearchLimits& limits,
                    SearchProgress& progress) {
  progress.depth = room.under_way;
  StateGraph graph(world, room, limits, progress);
  Looked looked;
  looked.answer.search = graph.explore();
  looked.answer.under_way = room.under_way;
  looked.answer.span = room.span;
  looked.whole = graph.whole();
  if (looked.answer.search.end != SearchEnd::complete) return looked;
  const auto cycle = best_cycle(graph.graph());
  if (cycle.empty()) return looked;
  const auto answer = with_loop(looked.answer, world, graph, cycle);
  if (!answer) return answer.error();
  looked.answer = *answer;
  return looked;
}

/// Why no livelock can be looked for from `world` on.
std::optional<Sentence> problem_at(const Cluster& world, const Bounds& bounds) {
  if (!is_chosen_by_votes(world))
    return say(
        SYNOD_TEXT("a livelock is looked for where a value is chosen by votes, and %1 decides "
                   "otherwise"),
        Sentence{world.protocol->info().title, {}});
  if (world.protocol->info().noop.exists())
    return say(SYNOD_TEXT("a livelock is looked for where one value is chosen, and not in a log"));
  if (bounds.lossy)
    return say(
        SYNOD_TEXT("where any message may arrive again and again everything can go round for "
                   "ever: allow drops and duplicates by number"));
  if (!world.observer.chosen().empty())
    return say(SYNOD_TEXT("a value is chosen already: go back to a moment before that"));
  for (NodeId node : world.shape().all())
    if (world.node(node).paused)
      return say(SYNOD_TEXT("%1 is paused; a livelock is looked for where nobody is: resume it "
                            "first"),
                 world.name(node));
  return explore_problem({world, {}}, {}, bounds);
}

}  // namespace

std::optional<Sentence> livelock_problem(const Run& run, const Bounds& bounds) {
  return problem_at(end_of(run), bounds);
}

Result<LivelockAnswer> find_livelock(const Run& run, const Bounds& bounds,
                                     const SearchLimits& limits, SearchProgress& progress,
                                     const std::function<void(const LivelockAnswer&)>& held) {
  const Cluster start = end_of(run);
  if (const auto problem = problem_at(start, bounds)) return *problem;
  const auto least = static_cast<std::uint32_t>(
      std::max(start.in_flight.size(), start.shape().with(Role::acceptor).size()));
  LivelockAnswer known;  // For all that proposers may be asked.
  for (std::uint32_t more = 0;; ++more)
    // Who is asked more often has less room at first: few questions are enough for most loops.
    for (std::uint32_t asks = std::min(1u, bounds.ballots); asks <= bounds.ballots; ++asks) {
      const std::uint32_t later = asks == 0 ? 0 : 2 * (asks - 1);
      if (later > more) break;
      const std::uint32_t extra = more - later;
      Bounds fewer = with_any_timers(bounds);
      fewer.ballots = asks;
      const World world(start, fewer, asked_for(run, bounds));
      const auto looked = look(world, {least + extra, 1 + extra / 2}, limits, progress);
      if (!looked) return looked.error();
      LivelockAnswer answer = looked->answer;
      if (answer.search.end == SearchEnd::found) return answer;
      if (answer.search.end != SearchEnd::complete) {
        answer.under_way = known.under_way;
        answer.span = known.span;
        return answer;
      }
      if (asks != bounds.ballots) continue;
      if (looked->whole) return answer;
      known = answer;
      if (held) held(known);
    }
}

}  // namespace synod::explore
