// How fast the search is, and how much room a state takes.
#include <benchmark/benchmark.h>

#include "tests/model/explore/specs.h"

namespace synod::explore {
namespace {

void report(benchmark::State& bench, const SearchResult& result) {
  bench.counters["states/s"] = benchmark::Counter(static_cast<double>(result.states),
                                                  benchmark::Counter::kIsIterationInvariantRate);
  bench.counters["bytes/state"] =
      static_cast<double>(result.bytes) / static_cast<double>(result.states);
  bench.counters["states"] = static_cast<double>(result.states);
}

void spec_of_paxos(benchmark::State& bench) {
  specs::PaxosSpec spec;
  spec.ballots = static_cast<unsigned>(bench.range(0));
  SearchResult result;
  for (auto _ : bench) result = specs::all_of(spec, static_cast<unsigned>(bench.range(1)));
  report(bench, result);
}
BENCHMARK(spec_of_paxos)
    ->ArgNames({"ballots", "threads"})
    ->ArgsProduct({{3, 4}, {1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace synod::explore
