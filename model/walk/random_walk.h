// Random walks: random actions, one after another, until an invariant fails.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/walk/random_setup.h"
#include "model/walk/walk.h"

namespace synod {

/// One walk in a fresh cluster. The same protocol, setup, seed and limits give the same walk on
/// every machine. `setup.problem()` must be nothing.
WalkReport random_walk(const Protocol& protocol, const Setup& setup, std::uint64_t seed,
                       const WalkLimits& limits = {});

/// Totals of many walks.
struct WalkTotals {
  std::uint64_t runs = 0;
  std::uint64_t events = 0;
  std::uint64_t chosen = 0;              ///< Walks in which some value was chosen.
  std::uint64_t chosen_again = 0;        ///< Walks in which it was chosen at several ballots.
  std::uint64_t learned = 0;             ///< Walks in which some learner learned.
  std::uint64_t violated = 0;            ///< Walks in which an invariant failed.
  std::vector<std::uint64_t> delivered;  ///< Messages that arrived, by their kind.
  std::optional<WalkReport> failure;     ///< The first walk that failed.

  void add(WalkReport walk);
};

/// Walks with the seeds from `first_seed` on, each in its own `random_setup`.
WalkTotals random_walks(const Protocol& protocol, std::uint64_t first_seed, std::uint64_t runs,
                        const WalkLimits& limits = {});

}  // namespace synod
