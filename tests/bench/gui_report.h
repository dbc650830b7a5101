// Report of a benchmark of frames.
#pragma once

#include <algorithm>
#include <benchmark/benchmark.h>
#include <vector>

namespace synod {

/// Median and 99th percentile of what each round took, in milliseconds. Sorts them.
inline void report(benchmark::State& state, std::vector<double>& milliseconds) {
  std::sort(milliseconds.begin(), milliseconds.end());
  state.counters["median_ms"] = milliseconds[milliseconds.size() / 2];
  state.counters["p99_ms"] = milliseconds[milliseconds.size() * 99 / 100];
}

}  // namespace synod
