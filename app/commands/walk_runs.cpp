#include "app/commands/walk_runs.h"

#include <fmt/format.h>
#include <limits>
#include <unistd.h>

#include "app/system/standard_streams.h"
#include "model/world/protocol.h"

namespace synod::app {

namespace {

constexpr std::uint64_t usual_runs = 10'000;
/// So many runs take well under a hundredth of a second or so: the clock is looked at between.
constexpr std::uint64_t runs_a_look = 64;
constexpr double seconds_a_line = 10;

Setup setup_of(const Protocol& protocol, const WalkOptions& options, std::uint64_t seed) {
  Setup setup;
  if (options.nodes == 0) {
    setup = random_setup(protocol, seed);
  } else {
    setup.protocol = protocol.info().name;
    setup.shape = {.together = static_cast<std::uint8_t>(options.nodes)};
  }
  setup.options.bug = options.variant;
  if (options.synchronous) {
    // The network loses nothing by chance.
    setup.options.loss = {};
    setup.options.duplicate = {};
  }
  return setup;
}

}  // namespace

std::uint64_t runs_of(const WalkOptions& options) {
  if (options.runs != 0) return options.runs;
  return options.seconds > 0 ? std::numeric_limits<std::uint64_t>::max() : usual_runs;
}

std::string title_of(const Protocol& protocol, const WalkOptions& options) {
  std::string title = protocol.info().title;
  if (!options.variant.empty()) title += ", " + options.variant;
  return options.synchronous ? title + ", in time" : title;
}

WalkReport walk_of(const Protocol& protocol, const WalkOptions& options, std::uint64_t seed) {
  return random_walk(protocol, setup_of(protocol, options, seed), seed,
                     {.steps = options.steps, .synchronous = options.synchronous});
}

WalkClock::WalkClock(const WalkOptions& options, Time time)
    : limit_(options.seconds), time_(time) {}

double WalkClock::seconds() const {
  if (time_ == Time::processor) return static_cast<double>(std::clock() - worked_) / CLOCKS_PER_SEC;
  return std::chrono::duration<double>(Clock::now() - began_).count();
}

bool WalkClock::goes_on(std::uint64_t runs) {
  if (interrupt_.requested()) return false;
  if (runs % runs_a_look != 0) return true;
  const double now = seconds();
  if (now - told_ > seconds_a_line && isatty(fileno(stderr)) != 0) {
    print_error("{} runs in {:.0f} s\n", runs, now);
    told_ = now;
  }
  return limit_ == 0 || now < limit_;
}

WalkTotals walks_of(const Protocol& protocol, const WalkOptions& options, WalkClock& clock) {
  WalkTotals totals;
  while (totals.runs < runs_of(options) && clock.goes_on(totals.runs)) {
    totals.add(walk_of(protocol, options, options.seed + totals.runs));
    if (options.until_found && totals.failure) break;
  }
  return totals;
}

}  // namespace synod::app
