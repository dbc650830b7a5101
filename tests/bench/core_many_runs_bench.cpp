// Speed of many runs: runs a second and core, from their start until a value is chosen.
#include <benchmark/benchmark.h>

#include "model/many_runs/many_runs.h"
#include "protocols/catalog.h"

namespace synod {
namespace {

/// Five nodes that play every role; the first `asking` of them want a value of their own.
Workload five_nodes(std::size_t asking, const Options& options = {}) {
  return with_asking({{.shape = {.together = 5}, .options = options}, {}}, asking);
}

void runs_of(benchmark::State& state, const Workload& workload) {
  std::uint64_t seed = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(run_once(*find_protocol("paxos"), workload, ++seed));
  state.counters["runs"] =
      benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void Runs_of_one_proposer(benchmark::State& state) {
  runs_of(state, five_nodes(1));
}
BENCHMARK(Runs_of_one_proposer);

void Runs_of_five_proposers(benchmark::State& state) {
  runs_of(state, five_nodes(5));
}
BENCHMARK(Runs_of_five_proposers);

void Runs_of_two_proposers_that_try_again_at_10_percent_loss(benchmark::State& state) {
  runs_of(state, five_nodes(2, {.retry = true, .loss = 1'000}));
}
BENCHMARK(Runs_of_two_proposers_that_try_again_at_10_percent_loss);

}  // namespace
}  // namespace synod
