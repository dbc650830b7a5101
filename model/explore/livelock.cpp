#include "model/explore/livelock.h"

#include <algorithm>
#include <tsl/robin_map.h>

#include "model/explore/components.h"
#include "model/explore/explore.h"
#include "model/explore/round_keys.h"
#include "model/explore/walk_way.h"
#include "model/explore/world_model.h"
#include "model/protocol.h"

namespace synod::explore {

namespace {

Bounds with_any_timers(Bounds bounds) {
  bounds.any_timers = true;
  bounds.symmetry = false;
  return bounds;
}

/// Steps of patient nodes, from states in which nothing is chosen.
class PatientSteps {
 public:
  explicit PatientSteps(const World& world) : world_(world), steps_(world), keys_(world) {}

  void stand_on(WorldState state) {
    steps_.stand_on(state);
    busy_ = {};
    for (const PartId message : messages_in(state)) {
      busy_.insert(facts(message).from);
      busy_.insert(facts(message).to);
    }
  }
  const std::vector<WorldStep>& all() { return steps_.steps(); }
  /// False where the step can't be taken, or would not be.
  bool take(const WorldStep& step) {
    if (step.kind == StepKind::fire && busy_.contains(step.node)) return false;
    return steps_.take(step) && !chosen(steps_.next()[world_.nodes()]);
  }
  WorldState next() const { return steps_.next(); }
  std::size_t under_way() const { return messages_in(steps_.next()).size(); }
  std::uint32_t span() { return keys_.span(steps_.next()); }
  Key128 next_key() { return keys_.key(steps_.next()); }
  Key128 key_of(WorldState state) { return keys_.key(state); }
  std::uint64_t bytes() const { return steps_.bytes(); }

 private:
  WorldState messages_in(WorldState state) const { return state.subspan(world_.nodes() + 2); }
  const MessageFacts& facts(PartId message) {
    if (message >= facts_.size()) world_.parts().catch_up(facts_);
    return facts_[message];
  }
  bool chosen(PartId truth) {
    while (truth >= chosen_.size())
      chosen_.push_back(
          !world_.parts().truth(static_cast<PartId>(chosen_.size())).chosen().empty());
    return chosen_[truth];
  }

  const World& world_;
  WorldSteps steps_;
  RoundKeys keys_;
  NodeSet busy_;
  std::vector<MessageFacts> facts_;
  std::vector<bool> chosen_;
};

/// What keeps a graph finite.
struct Room {
  std::uint32_t under_way;  ///< The most messages that are under way at once.
  std::uint32_t span;       ///< The most rounds between the lowest and the highest.
};

/// All states that have room, and the steps between them.
class StateGraph {
 public:
  StateGraph(const World& world, const Room& room, const SearchLimits& limits,
             SearchProgress& progress)
      : world_(world), room_(room), limits_(limits), progress_(progress), steps_(world) {}

  SearchEnd explore() {
    graph_.first.assign(1, 0);
    add(steps_.key_of(world_.first()), world_.first(), 0, 0);
    for (std::uint32_t at = 0; at < states_.size(); ++at) {
      if (const SearchEnd end = take_stock(); end != SearchEnd::complete) return end;
      expand(at);
    }
    return SearchEnd::complete;
  }

  /// Whether every step was taken, so that a higher limit would show no more.
  bool whole() const { return whole_; }
  const Graph& graph() const { return graph_; }
  std::uint64_t bytes() const {
    return states_.bytes() + graph_.edges.capacity() * sizeof(Edge) + graph_.first.capacity() * 8 +
           links_.capacity() * sizeof(Link) + keys_.capacity() * sizeof(Key128) +
           numbers_.bucket_count() * 32 + steps_.bytes();
  }

  /// The steps of a shortest way to `vertex`, the first being the choice of the start; and the
  /// state there.
  std::vector<std::uint32_t> way_to(std::uint32_t vertex) const {
    std::vector<std::uint32_t> way;
    for (; vertex != 0; vertex = links_[vertex].from) way.push_back(links_[vertex].place);
    way.push_back(0);
    std::reverse(way.begin(), way.end());
    return way;
  }

  /// The steps of one turn of `cycle`, from the state of its first vertex on.
  std::vector<std::uint32_t> turn_of(const std::vector<std::uint32_t>& cycle) {
    std::vector<PartId> state(states_[cycle[0]].begin(), states_[cycle[0]].end());
    std::vector<std::uint32_t> turn;
    for (std::size_t i = 0; i < cycle.size(); ++i) {
      const Key128 wanted = keys_[cycle[(i + 1) % cycle.size()]];
      turn.push_back(place_of_step(state, wanted));
      state.assign(steps_.next().begin(), steps_.next().end());
    }
    return turn;
  }

 private:
  /// How a state was met first.
  struct Link {
    std::uint32_t from;
    std::uint32_t place;
  };
  struct Hash {
    std::size_t operator()(const Key128& key) const { return key.hash(); }
  };

  std::uint32_t add(const Key128& key, WorldState state, std::uint32_t from, std::uint32_t place) {
    const auto [found, fresh] = numbers_.insert({key, static_cast<std::uint32_t>(states_.size())});
    if (!fresh) return found->second;
    states_.push(state);
    keys_.push_back(key);
    links_.push_back({from, place});
    return found->second;
  }

  void expand(std::uint32_t at) {
    steps_.stand_on(states_[at]);
    const auto& all = steps_.all();
    for (std::uint32_t place = 0; place < all.size(); ++place) {
      if (!steps_.take(all[place])) continue;
      if (steps_.under_way() > room_.under_way || steps_.span() > room_.span) {
        whole_ = false;
        continue;
      }
      const std::uint32_t to = add(steps_.next_key(), steps_.next(), at, place);
      graph_.edges.push_back({to, all[place].kind == StepKind::deliver});
    }
    graph_.first.push_back(graph_.edges.size());
  }

  /// The place of a step that leads from `state` to a state of that key; takes it.
  std::uint32_t place_of_step(WorldState state, const Key128& wanted) {
    steps_.stand_on(state);
    const auto& all = steps_.all();
    for (std::uint32_t place = 0; place < all.size(); ++place)
      if (steps_.take(all[place]) && steps_.next_key() == wanted) return place;
    return static_cast<std::uint32_t>(all.size());  // Never: the states go on alike.
  }

  SearchEnd take_stock() {
    if (progress_.cancelled) return SearchEnd::cancelled;
    if (graph_.first.size() % 1'024 != 0) return SearchEnd::complete;
    progress_.states = states_.size();
    progress_.steps = graph_.edges.size();
    progress_.frontier = states_.size() - graph_.first.size() + 1;
    progress_.bytes = bytes();
    if (states_.size() > limits_.states) return SearchEnd::too_many;
    return progress_.bytes > limits_.bytes ? SearchEnd::too_large : SearchEnd::complete;
  }

  const World& world_;
  Room room_;
  const SearchLimits& limits_;
  SearchProgress& progress_;
  PatientSteps steps_;
  bool whole_ = true;
  WorldQueue states_;
  std::vector<Key128> keys_;
  std::vector<Link> links_;
  tsl::robin_map<Key128, std::uint32_t, Hash> numbers_;
  Graph graph_;
};

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
  answer.search.depth = static_cast<std::uint32_t>(lead->size() + 1);
  answer.actions = *lead;
  answer.loop.assign(way->begin() + static_cast<std::ptrdiff_t>(lead->size()), way->end());
  return answer;
}

}  // namespace

std::optional<Sentence> livelock_problem(const Run& run, const Bounds& bounds) {
  const Cluster& world = run.start;
  if (world.protocol->info().noop.exists())
    return say(SYNOD_TEXT("a livelock is looked for where one value is chosen, and not in a log"));
  if (bounds.lossy)
    return say(
        SYNOD_TEXT("where any message may arrive again and again everything can go round for "
                   "ever: allow drops and duplicates by number"));
  return explore_problem(run, {}, bounds);
}

Result<LivelockAnswer> find_livelock(const Run& run, const Bounds& bounds,
                                     const SearchLimits& limits, SearchProgress& progress) {
  if (const auto problem = livelock_problem(run, bounds)) return *problem;
  Cluster start = run.start;
  for (const Action& action : run.actions) act(start, action);
  if (!start.observer.chosen().empty())
    return say(SYNOD_TEXT("a value is chosen already: go back to a moment before that"));
  const World world(start, with_any_timers(bounds), asked_for(run, bounds));
  LivelockAnswer answer;
  const auto least = static_cast<std::uint32_t>(
      std::max<std::size_t>(start.in_flight.size(), start.shape().acceptors));
  for (std::uint32_t more = 0;; ++more) {
    const Room room{least + more, 1 + more / 2};
    progress.depth = room.under_way;
    StateGraph graph(world, room, limits, progress);
    answer.search.end = graph.explore();
    answer.search.states = graph.graph().size();
    answer.search.steps = graph.graph().edges.size();
    answer.search.bytes = std::max(answer.search.bytes, graph.bytes());
    if (answer.search.end != SearchEnd::complete) return answer;
    answer.under_way = room.under_way;
    answer.span = room.span;
    const auto cycle = best_cycle(graph.graph());
    if (!cycle.empty()) return with_loop(std::move(answer), world, graph, cycle);
    if (graph.whole()) return answer;
  }
}

}  // namespace synod::explore
