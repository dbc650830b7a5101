// State graph of a cluster in which nothing is chosen; finite.
#pragma once

#include <tsl/robin_map.h>

#include "model/explore/components.h"
#include "model/explore/round_keys.h"
#include "model/explore/search.h"
#include "model/explore/world_model.h"

namespace synod::explore {

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

/// Limits that keep a graph finite.
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

  /// Visits all of them, breadth first, or comes to a limit.
  SearchResult explore() {
    SearchResult result;
    graph_.first.assign(1, 0);
    add(steps_.key_of(world_.first()), world_.first(), 0, 0);
    for (std::uint32_t at = 0; at < states_.size() && result.end == SearchEnd::complete; ++at) {
      expand(at);
      result.end = take_stock();
    }
    result.states = states_.size();
    result.steps = graph_.edges.size();
    result.bytes = bytes();
    result.depth =
        static_cast<std::uint32_t>(way_to(static_cast<std::uint32_t>(states_.size() - 1)).size());
    return result;
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

  /// The steps of one pass through `cycle`, from the state of its first vertex on.
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

}  // namespace synod::explore
