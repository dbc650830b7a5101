#include "model/many_runs/statistics.h"

#include <algorithm>
#include <fmt/format.h>

namespace synod {

namespace {

/// Number ceil(quarters / 4 * n) of `sorted`, counted from 1.
std::int64_t quantile(const std::vector<std::int64_t>& sorted, std::size_t quarters) {
  const std::size_t rank = (sorted.size() * quarters + 3) / 4;
  return sorted[rank - 1];
}

/// The next of 1, 2, 5, 10, 20, 50, ...
std::int64_t wider(std::int64_t width) {
  std::int64_t ten = 1;
  while (ten * 10 <= width) ten *= 10;
  return width / ten == 2 ? ten * 5 : width * 2;
}

}  // namespace

Spread spread_of(std::vector<std::int64_t> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  return {values.size(),       values.front(),      quantile(values, 1),
          quantile(values, 2), quantile(values, 3), values.back()};
}

Histogram histogram_of(std::span<const std::int64_t> values, std::size_t most_bins) {
  Histogram histogram;
  if (values.empty() || most_bins == 0) return histogram;
  const auto range = std::minmax_element(values.begin(), values.end());
  const std::int64_t lowest = *range.first;
  const std::int64_t highest = *range.second;
  const auto bins = [&](std::int64_t width) {
    return static_cast<std::size_t>(highest / width - lowest / width) + 1;
  };
  while (bins(histogram.width) > most_bins) {
    // Two values that a multiple of every width parts need two bins at any width.
    if (histogram.width > highest) break;
    histogram.width = wider(histogram.width);
  }
  histogram.first = lowest / histogram.width * histogram.width;
  histogram.counts.resize(bins(histogram.width));
  for (const std::int64_t value : values) ++histogram.counts[histogram.bin(value)];
  return histogram;
}

std::int64_t measured(const RunOutcome& outcome, Measure measure) {
  switch (measure) {
    case Measure::time: return outcome.time_ms;
    case Measure::messages: return outcome.messages;
    case Measure::ballots: return outcome.ballots;
    case Measure::blocked: return outcome.blocked_ms.value_or(0);
    case Measure::locked: return outcome.locked_ms.value_or(0);
  }
  return 0;
}

bool has(const RunOutcome& outcome, Measure measure) {
  const bool of_a_wait = measure == Measure::blocked || measure == Measure::locked;
  return of_a_wait ? measured(outcome, measure) > 0 : outcome.decided;
}

std::vector<std::int64_t> measured(std::span<const RunOutcome> outcomes, Measure measure) {
  std::vector<std::int64_t> values;
  for (const RunOutcome& outcome : outcomes)
    if (has(outcome, measure)) values.push_back(measured(outcome, measure));
  return values;
}

const Spread& RunStatistics::of(Measure measure) const {
  switch (measure) {
    case Measure::messages: return messages;
    case Measure::ballots: return ballots;
    case Measure::blocked: return blocked;
    case Measure::locked: return locked;
    case Measure::time: break;
  }
  return time;
}

std::int64_t RunStatistics::undecided_share() const {
  return runs == 0 ? 0 : static_cast<std::int64_t>(undecided * 10'000 / runs);
}

std::int64_t RunStatistics::blocked_share() const {
  return runs == 0 ? 0 : static_cast<std::int64_t>(blocked.count * 10'000 / runs);
}

RunStatistics statistics_of(std::span<const RunOutcome> outcomes) {
  RunStatistics statistics;
  statistics.runs = outcomes.size();
  for (const RunOutcome& outcome : outcomes) {
    if (!outcome.decided) ++statistics.undecided;
    if (outcome.violated == nullptr) continue;
    ++statistics.violated;
    if (!statistics.first_violation) statistics.first_violation = outcome;
  }
  for (const RunOutcome& outcome : outcomes) {
    statistics.may_block = statistics.may_block || outcome.blocked_ms.has_value();
    statistics.may_lock = statistics.may_lock || outcome.locked_ms.has_value();
  }
  statistics.blocked = spread_of(measured(outcomes, Measure::blocked));
  statistics.locked = spread_of(measured(outcomes, Measure::locked));
  statistics.time = spread_of(measured(outcomes, Measure::time));
  statistics.messages = spread_of(measured(outcomes, Measure::messages));
  statistics.ballots = spread_of(measured(outcomes, Measure::ballots));
  const auto typical = std::find_if(outcomes.begin(), outcomes.end(), [&](const RunOutcome& run) {
    return statistics.time.count == 0 || (run.decided && run.time_ms == statistics.time.median);
  });
  if (typical != outcomes.end()) statistics.typical_seed = typical->seed;
  return statistics;
}

std::string printed_share(std::int64_t basis_points) {
  if (basis_points % 100 == 0) return fmt::format("{}%", basis_points / 100);
  if (basis_points % 10 == 0)
    return fmt::format("{}.{}%", basis_points / 100, basis_points % 100 / 10);
  return fmt::format("{}.{:02}%", basis_points / 100, basis_points % 100);
}

}  // namespace synod
