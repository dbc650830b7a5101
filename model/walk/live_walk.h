// Liveness by random runs: random faults, then a quiet time in which every command is answered.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/world/apply.h"

namespace synod {

/// How a live walk goes. Times are simulated milliseconds.
struct LiveLimits {
  std::uint32_t steps = 400;      ///< Events in the time of trouble.
  SimTime bound{5'000};           ///< How long the quiet time may last.
  bool outage_at_the_end = true;  ///< As many servers stay down in the quiet as a majority allows.
};

/// One live walk: enough to do it again.
struct LiveReport {
  std::uint64_t seed = 0;
  Setup setup;
  std::vector<Action> actions;        ///< All that was done, in order.
  std::size_t quiet_from = 0;         ///< How many of them belong to the time of trouble.
  std::size_t pending = 0;            ///< Commands that waited when the trouble ended.
  std::size_t suspicions = 0;         ///< How often a node began to suspect another.
  std::size_t wrong_suspicions = 0;   ///< How often that one was up.
  std::optional<SimTime> took;        ///< Until the last of them had its effect; none: too long.
  std::optional<Violation> violated;  ///< The first invariant that failed.
  Cluster end;
};

/// Servers crash and restart, or stand still for a while, links are cut, messages are lost and held
/// back and timers go off early, while clients ask. Then the network heals, a majority of the
/// acceptors is up (all servers, where all must answer), and the clock alone decides what happens,
/// until every command that waited has taken effect or the bound is over. `setup` needs clients,
/// and should lose no messages by chance.
LiveReport live_walk(const Protocol& protocol, const Setup& setup, std::uint64_t seed,
                     const LiveLimits& limits = {});

/// A cluster for a live walk, drawn at random: 3 to 5 replicas (or the usual nodes of each role,
/// where roles are apart), 1 to 3 clients that keep asking, any failure detector, batches and
/// pipelines of any depth, with leases or without; refusals are silent in one of four.
Setup live_setup(const Protocol& protocol, std::uint64_t seed);

/// Totals of many live walks.
struct LiveTotals {
  std::uint64_t runs = 0;
  std::uint64_t pending = 0;  ///< Commands that waited when the trouble ended, in all runs.
  std::uint64_t waited = 0;   ///< Runs in which any did.
  std::uint64_t suspicions = 0;
  std::uint64_t wrong_suspicions = 0;  ///< Of nodes that were up.
  std::uint64_t stuck = 0;             ///< Runs in which one had no effect within the bound.
  std::uint64_t violated = 0;
  SimTime longest;                    ///< The longest time until all had, of those that came there.
  std::optional<LiveReport> failure;  ///< The first run that got stuck or broke an invariant.
};

/// Live walks with the seeds from `first_seed` on, each in its own `live_setup`.
LiveTotals live_walks(const Protocol& protocol, std::uint64_t first_seed, std::uint64_t runs,
                      const LiveLimits& limits = {});

}  // namespace synod
