// Interface of every search: its limits, and its answer.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

namespace synod::explore {

/// Limits at which a search gives up.
struct SearchLimits {
  std::uint64_t states = 100'000'000;
  std::uint64_t bytes = std::uint64_t{8} << 30;
  std::uint32_t depth = 0xffff'ffff;
  unsigned threads = 0;  ///< 0: as many as there are cores.
};

/// How far a search has come, and whether it shall stop. For several threads at once.
struct SearchProgress {
  std::atomic<std::uint64_t> states{0};    ///< Distinct ones met so far.
  std::atomic<std::uint64_t> steps{0};     ///< Ways from one state to another.
  std::atomic<std::uint64_t> frontier{0};  ///< States of this depth that wait for their turn.
  std::atomic<std::uint64_t> bytes{0};
  std::atomic<std::uint32_t> depth{0};
  std::atomic<bool> cancelled{false};
};

enum class SearchEnd : std::uint8_t {
  complete,   ///< Every state within the bounds was looked at.
  found,      ///< A state that was looked for was met.
  too_many,   ///< The limit of states came first.
  too_large,  ///< The limit of memory came first.
  too_deep,   ///< The limit of depth came first.
  cancelled,
};

/// How a search ended.
struct SearchResult {
  SearchEnd end = SearchEnd::complete;
  std::uint64_t states = 0;
  std::uint64_t steps = 0;
  std::uint32_t depth = 0;  ///< States on the longest shortest path, the start included.
  std::uint64_t bytes = 0;  ///< The most memory that was held, all tables together.
  /// The way to what was found: each step by its place among the steps of its state.
  std::vector<std::uint32_t> path;
};

}  // namespace synod::explore
