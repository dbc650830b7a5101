// Single run of a workload, from its start until a value is chosen.
#pragma once

#include <optional>

#include "model/many_runs/workload.h"

namespace synod {

/// Limits at which a run is given up.
struct RunLimits {
  SimTime time{60'000};            ///< What would happen later does not happen.
  std::uint32_t events = 100'000;  ///< Proposers that disturb each other may go on for ever.
  std::size_t in_flight = 20'000;  ///< A network that duplicates may fill up.
};

/// How a run went. Plain numbers, so that 100,000 of them are small.
struct RunOutcome {
  std::uint64_t seed = 0;
  bool decided = false;        ///< A value was chosen.
  std::int64_t time_ms = 0;    ///< Simulated time until then; of an undecided run, until its end.
  std::uint32_t messages = 0;  ///< How many the nodes sent, lost ones included; no copies.
  std::uint32_t ballots = 0;   ///< How many different ballots were started.
  std::uint32_t events = 0;
  std::uint32_t refused = 0;       ///< Actions of the workload that could not be done.
  const char* violated = nullptr;  ///< The invariant that failed first; null where none did.
  /// Whether what clients were told fits one store; null where nobody was told anything.
  const char* linearizable = nullptr;  ///< "yes", "no" or "unknown".
  /// Simulated time in which any node was blocked; nothing where the protocol never blocks.
  std::optional<std::int64_t> blocked_ms;
  /// Simulated time in which stores were locked, all nodes together; nothing where none may be.
  std::optional<std::int64_t> locked_ms;

  friend bool operator==(const RunOutcome&, const RunOutcome&) = default;
};

/// Runs a workload with one seed. Ends when a value is chosen (in any slot), an invariant fails,
/// the limit is reached, or all is quiet and nothing is left to do. Where clients ask, it goes on
/// until each has all its answers; where nodes may be blocked, until all that people do is done and
/// nobody is. What is counted is counted until a value is chosen all the same.
/// What is due at the time of an
/// action comes before it. The same arguments give the same outcome on every machine. The setup's
/// `problem()` must be nothing.
RunOutcome run_once(const Protocol& protocol, const Workload& workload, std::uint64_t seed,
                    const RunLimits& limits = {});

/// The same run with everything kept. It stands at its start, and the whole run is its future.
History history_of(const Protocol& protocol, const Workload& workload, std::uint64_t seed,
                   const RunLimits& limits = {});

}  // namespace synod
