// Speed of a replicated log: events a second with five replicas under load, beside Basic Paxos on
// as many nodes, and whether a long log makes events slower.
//
//   build/release/tests/core_bench --benchmark_filter=Log
#include <algorithm>
#include <benchmark/benchmark.h>

#include "model/line/history.h"
#include "model/walk/live_walk.h"
#include "protocols/catalog.h"
#include "protocols/log_options.h"

namespace synod {
namespace {

/// Five replicas and two clients that always ask for something.
Cluster five_replicas(Detector detector) {
  Setup setup{.protocol = "multi", .shape = {.together = 5, .clients = 2}};
  setup.options.own.set(log_options::detector, detector);
  return make_cluster(*find_protocol("multi"), setup);
}

/// What is due; where all is quiet, a client asks.
Action next_under_load(const Cluster& world) {
  for (std::size_t i = world.shape().servers(); i < world.nodes.size(); ++i) {
    const Action ask = actions::propose({static_cast<std::uint8_t>(i)}, "x+=1");
    if (!refusal(world, ask)) return ask;
  }
  return *next_due(world);
}

void report_log(benchmark::State& state, const Cluster& world) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
  std::size_t slots = 0;
  for (NodeId node : world.shape().with(Role::acceptor))
    slots = std::max<std::size_t>(slots, world.observer.applied_by(node).number);
  state.counters["slots"] = static_cast<double>(slots);
}

void Log_under_load(benchmark::State& state) {
  Cluster world;
  for (auto _ : state) {
    world = five_replicas(Detector::off);
    while (world.events < state.range(0)) act(world, next_under_load(world));
  }
  report_log(state, world);
}
BENCHMARK(Log_under_load)->Arg(2'000)->Arg(20'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

void Log_under_load_with_heartbeats(benchmark::State& state) {
  Cluster world;
  for (auto _ : state) {
    world = five_replicas(Detector::fixed);
    while (world.events < state.range(0)) act(world, next_under_load(world));
  }
  report_log(state, world);
}
BENCHMARK(Log_under_load_with_heartbeats)->Arg(20'000)->Unit(benchmark::kMillisecond);

/// The same clients under Raft, whose leaders send heartbeats as well.
void Log_under_load_of_raft(benchmark::State& state) {
  const Protocol& raft = *find_protocol("raft");
  const Setup setup{.protocol = "raft",
                    .shape = {.together = 5, .clients = 2, .cast = raft.info().cast}};
  Cluster world;
  for (auto _ : state) {
    world = make_cluster(raft, setup);
    while (world.events < state.range(0)) act(world, next_under_load(world));
  }
  report_log(state, world);
}
BENCHMARK(Log_under_load_of_raft)->Arg(20'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

void Log_under_load_with_history(benchmark::State& state) {
  Cluster world;
  for (auto _ : state) {
    History history(five_replicas(Detector::off));
    while (history.size() <= static_cast<std::size_t>(state.range(0)))
      history.act(next_under_load(history.world()));
    world = history.world();
    state.counters["bytes_per_event"] =
        static_cast<double>(history.bytes()) / static_cast<double>(state.range(0));
  }
  report_log(state, world);
}
BENCHMARK(Log_under_load_with_history)->Arg(20'000)->Unit(benchmark::kMillisecond);

/// The same on Basic Paxos: one proposer of five nodes asks again once all is quiet.
void Log_beside_basic_paxos(benchmark::State& state) {
  for (auto _ : state) {
    Cluster world = make_cluster(*find_protocol("paxos"), {.shape = {.together = 5}});
    while (world.events < state.range(0)) {
      const auto due = next_due(world);
      act(world, due ? *due : actions::propose({0}, "blue"));
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
}
BENCHMARK(Log_beside_basic_paxos)->Arg(20'000)->Unit(benchmark::kMillisecond);

/// A hundred runs of trouble and quiet.
void Log_live_walks(benchmark::State& state) {
  std::uint64_t seed = 1;
  for (auto _ : state) {
    benchmark::DoNotOptimize(live_walks(*find_protocol("multi"), seed, 100));
    seed += 100;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * 100);
}
BENCHMARK(Log_live_walks)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace synod
