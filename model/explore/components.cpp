#include "model/explore/components.h"

#include <algorithm>

namespace synod::explore {

namespace {

constexpr std::uint32_t no_component = ~0u;

/// Tarjan's search without recursion.
class Components {
 public:
  explicit Components(const Graph& graph)
      : graph_(graph),
        number_(graph.size(), no_component),
        low_(graph.size()),
        of_(graph.size(), no_component) {}

  std::vector<std::uint32_t> all() {
    for (std::uint32_t vertex = 0; vertex < graph_.size(); ++vertex)
      if (number_[vertex] == no_component) visit(vertex);
    return std::move(of_);
  }

 private:
  struct Visit {
    std::uint32_t vertex;
    std::uint64_t edge;
  };

  void visit(std::uint32_t root) {
    enter(root);
    while (!visits_.empty()) {
      Visit& visit = visits_.back();
      if (visit.edge == graph_.first[visit.vertex + 1]) {
        leave(visit.vertex);
        continue;
      }
      const std::uint32_t to = graph_.edges[visit.edge++].to;
      if (number_[to] == no_component) {
        enter(to);
      } else if (of_[to] == no_component) {
        low_[visit.vertex] = std::min(low_[visit.vertex], number_[to]);
      }
    }
  }

  void enter(std::uint32_t vertex) {
    number_[vertex] = low_[vertex] = next_++;
    open_.push_back(vertex);
    visits_.push_back({vertex, graph_.first[vertex]});
  }

  void leave(std::uint32_t vertex) {
    visits_.pop_back();
    if (!visits_.empty()) {
      std::uint32_t& low = low_[visits_.back().vertex];
      low = std::min(low, low_[vertex]);
    }
    if (low_[vertex] != number_[vertex]) return;
    for (std::uint32_t member = no_component; member != vertex; open_.pop_back()) {
      member = open_.back();
      of_[member] = count_;
    }
    ++count_;
  }

  const Graph& graph_;
  std::vector<std::uint32_t> number_;
  std::vector<std::uint32_t> low_;
  std::vector<std::uint32_t> of_;
  std::vector<std::uint32_t> open_;
  std::vector<Visit> visits_;
  std::uint32_t next_ = 0;
  std::uint32_t count_ = 0;
};

/// A vertex, reached with or without a delivery.
struct Place {
  std::uint32_t vertex;
  bool delivered;
  std::uint32_t from;  ///< The place that it was reached from.
  std::uint32_t steps;
};

std::vector<std::uint32_t> way_to(const std::vector<Place>& places, std::uint32_t last) {
  std::vector<std::uint32_t> way;
  for (std::uint32_t place = last; place != no_component; place = places[place].from)
    way.push_back(places[place].vertex);
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace

std::vector<std::uint32_t> components_of(const Graph& graph) {
  return Components(graph).all();
}

std::vector<std::uint32_t> shortest_cycle(const Graph& graph,
                                          const std::vector<std::uint32_t>& components,
                                          std::uint32_t start, std::size_t longest) {
  std::vector<bool> seen(2 * graph.size());
  std::vector<Place> places{{start, false, no_component, 0}};
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const Place place = places[i];
    if (place.steps >= longest) break;
    for (std::uint64_t e = graph.first[place.vertex]; e < graph.first[place.vertex + 1]; ++e) {
      const Edge& edge = graph.edges[e];
      if (components[edge.to] != components[start]) continue;
      const bool delivered = place.delivered || edge.delivers;
      if (edge.to == start && delivered) return way_to(places, i);
      if (seen[2 * edge.to + delivered]) continue;
      seen[2 * edge.to + delivered] = true;
      places.push_back({edge.to, delivered, i, place.steps + 1});
    }
  }
  return {};
}

}  // namespace synod::explore
