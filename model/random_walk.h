// Runs that nobody planned: random actions, one after another, until an invariant fails.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/apply.h"

namespace synod {

/// How far a walk goes, and what it may do.
struct WalkLimits {
  std::uint32_t steps = 200;  ///< Actions in one walk.
  bool wipe = false;          ///< Disks may be lost. Paxos does not survive that, nor claims to.
};

/// One walk: enough to do it again, and to see why it ended.
struct WalkReport {
  std::uint64_t seed = 0;
  Setup setup;
  std::vector<Action> actions;         ///< All that was done, in order.
  std::optional<Violation> violation;  ///< The first; the walk ended there.
  Cluster end;                         ///< The world after the last action.
};

/// Does random actions in a fresh cluster: delivers in any order, drops, duplicates, redelivers,
/// holds, releases, crashes, restarts, pauses, resumes, cuts, heals, partitions, proposes and fires
/// timers. Ends at the first violation. The same protocol, setup, seed and limits give the same
/// walk on every machine. `setup.problem()` must be nothing.
WalkReport random_walk(const Protocol& protocol, const Setup& setup, std::uint64_t seed,
                       const WalkLimits& limits = {});

/// A correct cluster of 3 to 7 acceptors, drawn at random: roles together or apart, quorums of any
/// sizes that intersect, refusals sent or silent, retry, loss and duplication on or off. Where the
/// protocol knows clients, 3 to 5 acceptors, up to two clients, and what else matters for a log.
Setup random_setup(const Protocol& protocol, std::uint64_t seed);

/// What many walks came to.
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
