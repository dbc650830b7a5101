// Components and cycles of graphs, against the definition.
#include "model/explore/components.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace synod::explore {
namespace {

using Arrow = std::pair<std::uint32_t, std::uint32_t>;

Graph graph_of(std::uint32_t vertices, const std::vector<Arrow>& arrows) {
  Graph graph;
  graph.first.push_back(0);
  for (std::uint32_t vertex = 0; vertex < vertices; ++vertex) {
    for (const auto& [from, to] : arrows)
      if (from == vertex) graph.edges.push_back({to, true});
    graph.first.push_back(graph.edges.size());
  }
  return graph;
}

/// How many steps lead from each vertex to each other at least; 0 where none do.
std::vector<std::vector<std::uint32_t>> distances(std::uint32_t vertices,
                                                  const std::vector<Arrow>& arrows) {
  constexpr std::uint32_t far = 1'000;
  std::vector<std::vector<std::uint32_t>> steps(vertices, std::vector(vertices, far));
  for (const auto& [from, to] : arrows) steps[from][to] = 1;
  for (std::uint32_t k = 0; k < vertices; ++k)
    for (std::uint32_t i = 0; i < vertices; ++i)
      for (std::uint32_t j = 0; j < vertices; ++j)
        steps[i][j] = std::min(steps[i][j], steps[i][k] + steps[k][j]);
  for (auto& row : steps)
    for (std::uint32_t& count : row)
      if (count >= far) count = 0;
  return steps;
}

RC_GTEST_PROP(Components, are_the_vertices_that_reach_each_other, ()) {
  const auto vertices = *rc::gen::inRange<std::uint32_t>(1, 12);
  const auto arrows = *rc::gen::container<std::vector<Arrow>>(rc::gen::pair(
      rc::gen::inRange<std::uint32_t>(0, vertices), rc::gen::inRange<std::uint32_t>(0, vertices)));
  const Graph graph = graph_of(vertices, arrows);
  const auto components = components_of(graph);
  const auto steps = distances(vertices, arrows);
  for (std::uint32_t a = 0; a < vertices; ++a)
    for (std::uint32_t b = 0; b < vertices; ++b) {
      const bool both = a == b || (steps[a][b] != 0 && steps[b][a] != 0);
      RC_ASSERT((components[a] == components[b]) == both);
    }
  for (std::uint32_t vertex = 0; vertex < vertices; ++vertex)
    RC_ASSERT(shortest_cycle(graph, components, vertex, vertices).size() == steps[vertex][vertex]);
}

TEST(Components, of_a_cycle_that_delivers_nothing_count_for_nothing) {
  Graph graph = graph_of(3, {{0, 1}, {1, 0}, {1, 2}, {2, 1}});
  graph.edges[0].delivers = graph.edges[1].delivers = false;  // 0 -> 1 -> 0
  graph.edges[3].delivers = false;                            // 2 -> 1
  const auto components = components_of(graph);
  // Only the detour by way of 2 delivers.
  EXPECT_EQ(shortest_cycle(graph, components, 0, 9), (std::vector<std::uint32_t>{0, 1, 2, 1}));
  EXPECT_TRUE(shortest_cycle(graph, components, 0, 3).empty());
}

}  // namespace
}  // namespace synod::explore
