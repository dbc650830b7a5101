// Random runs of the command 'walk': in which cluster, how many, and for how long.
#pragma once

#include <chrono>
#include <ctime>

#include "app/commands/commands.h"
#include "app/system/interrupt.h"
#include "model/walk/random_walk.h"

namespace synod::app {

/// How many runs are asked for: a time limit alone asks for all that it has room for.
std::uint64_t runs_of(const WalkOptions& options);

/// The name of what runs: "Basic Paxos", or "Basic Paxos, no-adopt".
std::string title_of(const Protocol& protocol, const WalkOptions& options);

/// One run, in the cluster that is asked for or else in one drawn at random.
WalkReport walk_of(const Protocol& protocol, const WalkOptions& options, std::uint64_t seed);

/// Says when many runs end: at the time limit, or at Ctrl+C. Tells on standard error, where that is
/// a terminal, how far they came.
class WalkClock {
 public:
  /// What counts: the wall's time, or that of one core's work, which other programs do not change.
  enum class Time : std::uint8_t { wall, processor };

  explicit WalkClock(const WalkOptions& options, Time time = Time::wall);

  /// Whether there is time for another run after `runs` of them. To be asked after each.
  bool goes_on(std::uint64_t runs);
  bool interrupted() const { return interrupt_.requested(); }
  /// Seconds since it was made.
  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  Interrupt interrupt_;
  double limit_;  ///< Seconds; 0 for none.
  Time time_;
  Clock::time_point began_ = Clock::now();
  std::clock_t worked_ = std::clock();
  double told_ = 0;
};

/// Runs until `clock` or their number ends them; with `until_found`, until one breaks an invariant.
WalkTotals walks_of(const Protocol& protocol, const WalkOptions& options, WalkClock& clock);

}  // namespace synod::app
