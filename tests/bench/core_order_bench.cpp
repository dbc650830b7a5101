// Cost of linearizability: answer by answer as the observer checks it, and of the smallest set of
// operations without an order at the end of a long history.
#include <benchmark/benchmark.h>

#include "model/truth/order_conflict.h"
#include "tests/model/client_past.h"

namespace {

using namespace synod;
using namespace synod::testing;

RightPast shape(const benchmark::State& state) {
  return {.operations = static_cast<std::size_t>(state.range(0)), .clients = 5, .lost = 0};
}

void set_counters(benchmark::State& state) {
  state.counters["a_second"] = benchmark::Counter(
      static_cast<double>(state.range(0)) * static_cast<double>(state.iterations()),
      benchmark::Counter::kIsRate);
}

/// Five clients on one key, all at once: a cluster has several keys, so less happens at a time.
void order_watched(benchmark::State& state) {
  const SharedLog<Operation> operations = right_past(1, shape(state));
  for (auto _ : state) benchmark::DoNotOptimize(watched(operations));
  set_counters(state);
}

/// The same where one of 50 operations has no answer, for ever.
void order_watched_with_lost_answers(benchmark::State& state) {
  RightPast past = shape(state);
  past.lost = 2;
  const SharedLog<Operation> operations = right_past(1, past);
  for (auto _ : state) benchmark::DoNotOptimize(watched(operations));
  set_counters(state);
}

void order_conflict_found(benchmark::State& state) {
  SharedLog<Operation> operations = right_past(1, shape(state));
  append_stale_read(operations);
  const std::vector<KeyCall> calls = calls_on("x", operations, {});
  for (auto _ : state) {
    const auto conflict = smallest_conflict(calls);
    if (!conflict) state.SkipWithError("there is none");
  }
}

BENCHMARK(order_watched)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(order_watched_with_lost_answers)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(order_conflict_found)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
