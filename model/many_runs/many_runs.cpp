#include "model/many_runs/many_runs.h"

#include <algorithm>
#include <thread>

namespace synod {

namespace {

/// How many runs a thread takes at a time: enough that threads seldom meet, few enough that they
/// end together and that cancelling is felt at once.
constexpr std::size_t runs_of_share = 32;
constexpr unsigned most_threads = 256;

unsigned threads_for(const ManyRunsOptions& options) {
  const unsigned wanted =
      options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  const auto useful = static_cast<unsigned>((options.runs + runs_of_share - 1) / runs_of_share);
  return std::clamp(std::min(wanted, useful), 1u, most_threads);
}

}  // namespace

std::optional<std::vector<RunOutcome>> many_runs(const Protocol& protocol, const Workload& workload,
                                                 const ManyRunsOptions& options,
                                                 ManyRunsProgress& progress) {
  std::vector<RunOutcome> outcomes(options.runs);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (;;) {
      const std::size_t first = next.fetch_add(runs_of_share);
      if (first >= outcomes.size()) return;
      const std::size_t end = std::min(first + runs_of_share, outcomes.size());
      for (std::size_t i = first; i < end; ++i) {
        if (progress.cancelled) return;
        // Each has a place of its own, so it does not matter who comes first.
        outcomes[i] = run_once(protocol, workload, options.first_seed + i, options.limits);
        ++progress.done;
      }
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < threads_for(options); ++i) helpers.emplace_back(work);
    work();
  }
  if (progress.cancelled) return std::nullopt;
  return outcomes;
}

Result<std::vector<VariedStep>> vary_runs(const Protocol& protocol, const Workload& workload,
                                          const Vary& vary, const ManyRunsOptions& options,
                                          ManyRunsProgress& progress) {
  std::vector<VariedStep> steps;
  for (const std::int64_t value : vary.values()) {
    Result<Workload> changed = varied(workload, *vary.option, value);
    if (!changed) return changed.error();
    steps.push_back({value, *std::move(changed), {}});
  }
  for (VariedStep& step : steps) {
    const auto outcomes = many_runs(protocol, step.workload, options, progress);
    if (!outcomes) return std::vector<VariedStep>{};
    step.statistics = statistics_of(*outcomes);
  }
  return steps;
}

}  // namespace synod
