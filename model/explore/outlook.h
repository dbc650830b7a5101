// Values that can still become chosen from a moment on.
#pragma once

#include <optional>
#include <vector>

#include "model/explore/search.h"
#include "model/line/run.h"

namespace synod::explore {

/// What is known of something that may become true: that a value is chosen, or that two are.
///  - happened: it is true already;
///  - under_way: what is under way can bring it about, with no proposer asked again;
///  - asked_anew: that can't, but a new ballot can: each proposer asked once more;
///  - impossible: that can't either;
///  - not_under_way: what is under way can't; of new ballots nothing is known;
///  - unknown: the limits came first.
enum class Prospect : std::uint8_t {
  happened,
  under_way,
  asked_anew,
  impossible,
  not_under_way,
  unknown
};

/// Forecast of something that may become true.
struct Forecast {
  Prospect prospect = Prospect::unknown;
  /// It follows from the rules of the protocol, whatever number of ballots there will be.
  bool by_rule = false;
  /// A shortest way to it within its bounds, where it can come about.
  std::vector<Action> way;
};

/// Forecast of one value.
struct ValueForecast {
  Text value;
  Forecast chosen;
};

/// Forecasts of what can still become chosen.
struct Outlook {
  std::vector<ValueForecast> values;  ///< That were asked for, in the order of their asking.
  Forecast two_values;                ///< Two values become chosen.
};

/// The most values that an outlook tells apart.
inline constexpr std::size_t most_values = 16;

/// Why no outlook can be given at `world`: a log has many decisions, and chance can't be explored.
std::optional<Sentence> outlook_problem(const Cluster& world);

/// The values that an outlook speaks of: those that were asked for, in the order of their asking.
std::vector<Text> values_asked(const Cluster& world);

/// What can still become chosen after `run`, of which `outlook_problem` must say nothing.
/// Messages arrive in any order or never, and proposers may be asked again for what they were asked
/// for before. Links stay as they are, what is down stays down, and no more goes wrong; see
/// docs/checker.md. At a limit, or where the search is cancelled, the answer is what is known by
/// then. For one thread.
Outlook outlook_of(const Run& run, const SearchLimits& limits, SearchProgress& progress);

}  // namespace synod::explore
