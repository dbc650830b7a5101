// Statistics in whole numbers, which are the same on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/many_runs/one_run.h"

namespace synod {

/// Five numbers that say how values are spread. A quantile p is the nearest rank's: of n values in
/// order, number ceil(p * n), counted from 1. So each is a value that came up, and of two values
/// the lower is the median.
struct Spread {
  std::size_t count = 0;  ///< Of how many values; the rest means nothing where it is 0.
  std::int64_t lowest = 0;
  std::int64_t q1 = 0;
  std::int64_t median = 0;
  std::int64_t q3 = 0;
  std::int64_t highest = 0;

  friend bool operator==(const Spread&, const Spread&) = default;
};
Spread spread_of(std::vector<std::int64_t> values);

/// How many values fall into each of some bins of one width. Bin i holds the values from
/// `first + i * width` up to, but not including, `first + (i + 1) * width`.
struct Histogram {
  std::int64_t first = 0;
  std::int64_t width = 1;
  std::vector<std::uint32_t> counts;

  /// The bin that `value` falls into; it must lie within.
  std::size_t bin(std::int64_t value) const {
    return static_cast<std::size_t>((value - first) / width);
  }
};
/// At most `most_bins` bins over all `values`, none of them below 0. The width is the least of 1,
/// 2, 5, 10, 20, ... that is wide enough, and `first` is a multiple of it. No values, no bins.
Histogram histogram_of(std::span<const std::int64_t> values, std::size_t most_bins);

/// What is told of a run: a column of the charts.
enum class Measure : std::uint8_t { time, messages, ballots, blocked, locked };
std::int64_t measured(const RunOutcome& outcome, Measure measure);
/// Whether the run has that measure. Undecided runs have no time to chosen, and what they sent
/// until they were given up says more of the limit than of them; blocked is how long anybody was,
/// in runs in which somebody was, and locked the same of stores.
bool has(const RunOutcome& outcome, Measure measure);
/// That measure of each run that has it, in the order of the seeds.
std::vector<std::int64_t> measured(std::span<const RunOutcome> outcomes, Measure measure);

/// Many runs in a few numbers.
struct RunStatistics {
  std::size_t runs = 0;
  std::size_t undecided = 0;
  std::size_t violated = 0;  ///< Runs in which an invariant failed.
  bool may_block = false;    ///< Nodes of this protocol may be blocked.
  bool may_lock = false;     ///< Its transactions lock stores.
  Spread locked;             ///< For how long, all nodes together, of the runs with locks.
  Spread blocked;            ///< How long anybody was, of the runs in which somebody was.
  Spread time;               ///< Of the decided runs, as the next two.
  Spread messages;
  Spread ballots;
  /// The first run whose time to chosen is the median; where none was decided, the first of all.
  std::uint64_t typical_seed = 0;
  std::optional<RunOutcome> first_violation;

  const Spread& of(Measure measure) const;
  /// In hundredths of a percent, rounded down.
  std::int64_t undecided_share() const;
  /// The same of the runs in which somebody was blocked.
  std::int64_t blocked_share() const;
};
RunStatistics statistics_of(std::span<const RunOutcome> outcomes);

/// A share in hundredths of a percent as "12.5%".
std::string printed_share(std::int64_t basis_points);

}  // namespace synod
