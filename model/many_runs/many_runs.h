// Many runs: the same workload with seed after seed, on all cores.
#pragma once

#include <atomic>
#include <optional>
#include <vector>

#include "model/many_runs/one_run.h"
#include "model/many_runs/statistics.h"
#include "model/many_runs/vary.h"

namespace synod {

inline constexpr std::size_t most_runs = 100'000;

struct ManyRunsOptions {
  std::uint64_t first_seed = 1;  ///< Run i has seed `first_seed + i`.
  std::size_t runs = 1'000;      ///< At most `most_runs`.
  RunLimits limits;
  unsigned threads = 0;  ///< 0: as many as there are cores.
};

/// How far the work has come, and whether it shall stop. For several threads at once.
struct ManyRunsProgress {
  std::atomic<std::size_t> done{0};  ///< Runs, of all steps together.
  std::atomic<bool> cancelled{false};
};

/// The outcome of each run, in the order of the seeds. The same whatever the number of threads.
/// Nothing where it was cancelled.
std::optional<std::vector<RunOutcome>> many_runs(const Protocol& protocol, const Workload& workload,
                                                 const ManyRunsOptions& options,
                                                 ManyRunsProgress& progress);

/// Results of the runs at one value of an option.
struct VariedStep {
  std::int64_t value = 0;
  Workload workload;
  RunStatistics statistics;
};

/// Runs `workload` with the option at each of its values. Says why where one of them makes no
/// cluster; then nothing is run. Empty where it was cancelled.
Result<std::vector<VariedStep>> vary_runs(const Protocol& protocol, const Workload& workload,
                                          const Vary& vary, const ManyRunsOptions& options,
                                          ManyRunsProgress& progress);

}  // namespace synod
