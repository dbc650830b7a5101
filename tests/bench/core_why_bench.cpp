// Explanations of long runs: how long one takes.
//
//   build/release/tests/core_bench --benchmark_filter=Why
#include <benchmark/benchmark.h>

#include "model/line/run.h"
#include "model/walk/random_walk.h"
#include "model/why/why.h"
#include "protocols/catalog.h"

namespace synod {
namespace {

/// A run of so many events in which everything that can go wrong does, now and then.
Run long_walk(std::uint32_t events) {
  const Setup setup{.shape = {.together = 5}};
  const Protocol& protocol = *find_protocol("paxos");
  const WalkReport walk = random_walk(protocol, setup, 1, {.steps = events});
  return {make_cluster(protocol, setup), walk.actions};
}

/// Why the last event happened: as far from the start as can be.
void Why_the_last_event_of_a_random_walk(benchmark::State& state) {
  const Run run = long_walk(static_cast<std::uint32_t>(state.range(0)));
  const Fact fact = Fact::of_event(static_cast<EventNumber>(run.actions.size()));
  std::size_t events = 0;
  for (auto _ : state) events = why(run, fact)->slice.size();
  state.counters["slice"] = static_cast<double>(events);
}
BENCHMARK(Why_the_last_event_of_a_random_walk)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond);

/// What a node has promised at the end: one ballot above all earlier ones of its proposer.
void Why_a_promise_at_the_end_of_a_random_walk(benchmark::State& state) {
  const Run run = long_walk(static_cast<std::uint32_t>(state.range(0)));
  const Fact fact = Fact::of_field(static_cast<EventNumber>(run.actions.size()), {0}, "promised");
  std::size_t events = 0;
  for (auto _ : state) events = why(run, fact)->slice.size();
  state.counters["slice"] = static_cast<double>(events);
}
BENCHMARK(Why_a_promise_at_the_end_of_a_random_walk)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace synod
