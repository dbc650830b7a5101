// Strongly connected components of a directed graph.
#pragma once

#include <cstdint>
#include <vector>

namespace synod::explore {

/// One step of a graph.
struct Edge {
  std::uint32_t to = 0;
  bool delivers = false;
};

/// A directed graph: the edges that lead out of a vertex stand in a row.
struct Graph {
  std::vector<Edge> edges;
  std::vector<std::uint64_t> first;  ///< Of each vertex, and the end.

  std::size_t size() const { return first.empty() ? 0 : first.size() - 1; }
};

/// The number of each vertex's component. Vertices have the same number where each can be reached
/// from the other (Tarjan 1972).
std::vector<std::uint32_t> components_of(const Graph& graph);

/// The vertices of a shortest cycle through `start` that stays in its component and has an edge
/// that delivers, `start` standing first and not again at the end; empty where there is none of at
/// most `longest` edges.
std::vector<std::uint32_t> shortest_cycle(const Graph& graph,
                                          const std::vector<std::uint32_t>& components,
                                          std::uint32_t start, std::size_t longest);

}  // namespace synod::explore
