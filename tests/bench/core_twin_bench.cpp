// Cost of keeping two clusters side by side.
#include <benchmark/benchmark.h>

#include "model/side_by_side/twin.h"
#include "protocols/catalog.h"
#include "protocols/log_options.h"

namespace synod {
namespace {

/// Five replicas that take a leader for dead after so many simulated ms of silence.
Cluster replicas(std::int64_t timeout) {
  Setup setup{.protocol = "multi", .shape = {.together = 5, .clients = 2}};
  setup.options.own.set(log_options::detector, Detector::fixed);
  setup.options.timeout = timeout;
  return make_cluster(*find_protocol("multi"), setup);
}

constexpr std::uint32_t many = 10'000;

void steps_of_two_clusters(benchmark::State& bench) {
  const Cluster left = replicas(200);
  const Cluster right = replicas(300);
  for (auto _ : bench) {
    Twin twin(left, right);
    while (twin.size() < many && twin.act_by_clock()) {
    }
    benchmark::DoNotOptimize(twin.parting());
    bench.counters["steps"] = twin.size();
  }
}
BENCHMARK(steps_of_two_clusters)->Unit(benchmark::kMillisecond);

void a_step_back_in_two_clusters(benchmark::State& bench) {
  Twin twin(replicas(200), replicas(300));
  while (twin.size() < many && twin.act_by_clock()) {
  }
  std::uint32_t at = twin.size();
  for (auto _ : bench) {
    at = at == 0 ? twin.size() : at - 1;
    twin.seek(at);
    benchmark::DoNotOptimize(twin.differences().size());
  }
}
BENCHMARK(a_step_back_in_two_clusters)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace synod
