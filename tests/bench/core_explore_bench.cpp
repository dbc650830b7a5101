// Speed of the checker's search, and the memory of a state.
#include <benchmark/benchmark.h>

#include "model/explore/explore.h"
#include "model/explore/livelock.h"
#include "model/world/protocol.h"
#include "protocols/catalog.h"
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

/// The explorer's own Paxos: two proposers with a ballot each, three acceptors and a learner, every
/// order of deliveries.
void paxos(benchmark::State& bench) {
  Setup setup;
  setup.protocol = "paxos";
  setup.shape = {.proposers = 2, .acceptors = 3, .learners = 1};
  setup.options.nack = false;
  const Run run{make_cluster(*find_protocol("paxos"), setup), {}};
  const Bounds bounds{.ballots = 1, .symmetry = bench.range(1) != 0};
  const SearchLimits limits{.threads = static_cast<unsigned>(bench.range(0))};
  SearchResult result;
  for (auto _ : bench) {
    SearchProgress progress;
    result = explore(run, {}, bounds, limits, progress)->search;
  }
  report(bench, result);
}
BENCHMARK(paxos)
    ->ArgNames({"threads", "symmetry"})
    ->ArgsProduct({{1, 2}, {0, 1}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// Two elections of Raft with three servers, whose log, clients and messages are whole.
void raft(benchmark::State& bench) {
  const Protocol& protocol = *find_protocol("raft");
  const Run run{make_cluster(protocol, {.protocol = "raft", .shape = usual_shape(protocol.info())}),
                {}};
  const SearchLimits limits{.threads = static_cast<unsigned>(bench.range(0))};
  SearchResult result;
  for (auto _ : bench) {
    SearchProgress progress;
    result = explore(run, {}, {.ballots = 0, .timers = 2}, limits, progress)->search;
  }
  report(bench, result);
}
BENCHMARK(raft)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Two proposers that outbid each other: the shortest loop.
void livelock(benchmark::State& bench) {
  Setup setup;
  setup.protocol = "paxos";
  setup.shape = {.proposers = 2, .acceptors = 3, .learners = 0};
  setup.options.retry = true;
  const Run run{make_cluster(*find_protocol("paxos"), setup), {}};
  SearchResult result;
  for (auto _ : bench) {
    SearchProgress progress;
    result = find_livelock(run, {.ballots = 1}, {}, progress)->search;
  }
  report(bench, result);
}
BENCHMARK(livelock)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace synod::explore
