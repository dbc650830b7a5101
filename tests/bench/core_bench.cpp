// Speed and memory of the core: messages delivered a second, memory for each event, time to seek.
//
//   build/release/tests/core_bench
#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <vector>

#include "model/line/history.h"
#include "model/walk/random_walk.h"
#include "protocols/catalog.h"

namespace synod {
namespace {

Cluster world_of(Setup setup) {
  return make_cluster(*find_protocol("paxos"), setup);
}

Cluster five_nodes() {
  return world_of({.shape = {.together = 5}});
}

/// What happens next on and on: by the clock, or N1's client asks again once all is quiet.
Action next_of_many_rounds(const Cluster& world) {
  const std::optional<Action> due = next_due(world);
  return due ? *due : actions::propose({0}, "blue");
}

void report_deliveries(benchmark::State& state, std::size_t delivered) {
  state.counters["delivered"] =
      benchmark::Counter(static_cast<double>(delivered), benchmark::Counter::kIsRate);
}

void Deliver_without_history(benchmark::State& state) {
  std::size_t delivered = 0;
  for (auto _ : state) {
    Cluster world = five_nodes();
    for (int i = 0; i < 1'000; ++i) act(world, next_of_many_rounds(world));
    delivered += world.delivered.size();
  }
  report_deliveries(state, delivered);
}
BENCHMARK(Deliver_without_history);

void Deliver_with_history(benchmark::State& state) {
  const auto events = static_cast<std::size_t>(state.range(0));
  std::size_t delivered = 0;
  double bytes = 0;
  for (auto _ : state) {
    History history(five_nodes());
    while (history.size() <= events) history.act(next_of_many_rounds(history.world()));
    delivered += history.world().delivered.size();
    bytes = static_cast<double>(history.bytes()) / static_cast<double>(events);
  }
  report_deliveries(state, delivered);
  state.counters["bytes_per_event"] = bytes;
}
BENCHMARK(Deliver_with_history)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// 25 nodes and about 600 messages in flight: ten proposers start at once, again and again.
Cluster crowded() {
  Setup setup{.shape = {.proposers = 10, .acceptors = 13, .learners = 2}};
  setup.options.latency = {1, 10'000};
  Cluster world = world_of(setup);
  const Text values[] = {"red", "blue"};
  for (std::uint8_t i = 0; world.in_flight.size() < 600; ++i)
    act(world, actions::propose({static_cast<std::uint8_t>(i % 10)}, values[i % 2]));
  return world;
}

Action next_in_a_crowd(const Cluster& world) {
  if (world.in_flight.size() >= 600) return *next_due(world);
  return actions::propose({static_cast<std::uint8_t>(world.events % 10)}, "red");
}

void Deliver_with_history_25_nodes_600_in_flight(benchmark::State& state) {
  std::size_t delivered = 0;
  for (auto _ : state) {
    History history(crowded());
    while (history.size() <= 10'000) history.act(next_in_a_crowd(history.world()));
    delivered += history.world().delivered.size();
    state.counters["bytes_per_event"] = static_cast<double>(history.bytes()) / 10'000;
  }
  report_deliveries(state, delivered);
}
BENCHMARK(Deliver_with_history_25_nodes_600_in_flight)->Unit(benchmark::kMillisecond);

void seek_about(benchmark::State& state, History& history) {
  using Clock = std::chrono::steady_clock;
  Random random(1);
  std::vector<double> times;
  for (auto _ : state) {
    const auto wanted =
        static_cast<MomentId>(random.between(0, static_cast<std::int64_t>(history.size()) - 1));
    const auto start = Clock::now();
    history.seek(wanted);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  state.counters["median_ms"] = times[times.size() / 2];
  state.counters["max_ms"] = times.back();
}

void Seek_in_100000_moments(benchmark::State& state) {
  History history(five_nodes());
  while (history.size() <= 100'000) history.act(next_of_many_rounds(history.world()));
  seek_about(state, history);
}
BENCHMARK(Seek_in_100000_moments)->Unit(benchmark::kMicrosecond)->Iterations(2'000);

void Seek_in_100000_moments_25_nodes_600_in_flight(benchmark::State& state) {
  History history(crowded());
  while (history.size() <= 100'000) history.act(next_in_a_crowd(history.world()));
  state.counters["bytes_per_event"] = static_cast<double>(history.bytes()) / 100'000;
  seek_about(state, history);
}
BENCHMARK(Seek_in_100000_moments_25_nodes_600_in_flight)
    ->Unit(benchmark::kMicrosecond)
    ->Iterations(2'000);

/// Two proposers that outbid one another for `range(0)` events: the time for each must not grow
/// with the length of the run.
void Duel(benchmark::State& state) {
  Setup setup{.shape = {.together = 5}};
  setup.options.retry = true;
  setup.options.retry_delay = {60, 200};
  for (auto _ : state) {
    Cluster world = world_of(setup);
    act(world, actions::propose({0}, "red"));
    act(world, actions::propose({1}, "blue"));
    std::uint8_t turn = 0;
    while (world.events < state.range(0)) {
      const auto due = next_due(world);
      act(world,
          due ? *due
              : actions::propose({turn++ % 2 == 0 ? std::uint8_t{0} : std::uint8_t{1}}, "red"));
    }
    state.counters["proposals"] = static_cast<double>(world.observer.proposals().size());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(Duel)->Arg(20'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

/// A proposer that asks for the same thing again and again: votes and choices pile up.
void Propose_again_and_again(benchmark::State& state) {
  for (auto _ : state) {
    Cluster world = five_nodes();
    while (world.events < state.range(0)) act(world, next_of_many_rounds(world));
    state.counters["chosen"] = static_cast<double>(world.observer.chosen().size());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(Propose_again_and_again)->Arg(20'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

/// A thousand runs with every kind of fault, every invariant checked after every event.
void Walk_a_thousand_times(benchmark::State& state) {
  std::uint64_t seed = 1;
  std::uint64_t events = 0;
  for (auto _ : state) {
    events += random_walks(*find_protocol("paxos"), seed, 1'000).events;
    seed += 1'000;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
}
BENCHMARK(Walk_a_thousand_times)->Unit(benchmark::kMillisecond);

void Event_made_on_demand(benchmark::State& state) {
  History history(five_nodes());
  while (history.size() <= 100'000) history.act(next_of_many_rounds(history.world()));
  Random random(1);
  for (auto _ : state)
    benchmark::DoNotOptimize(history.event(static_cast<MomentId>(random.between(1, 100'000))));
}
BENCHMARK(Event_made_on_demand)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace synod

BENCHMARK_MAIN();
