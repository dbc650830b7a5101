// Fuzz target: the runner of scenarios, and every view of what happened.
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "model/scenario/script.h"
#include "protocols/catalog.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/views_of_run.h"

namespace synod::fuzz {

namespace {

/// Small, so that many runs are tried; a run that goes on ends with an error, as a long one does.
constexpr RunBounds bounds{.events = 300, .in_flight = 300, .bytes = std::size_t{64} << 20};

/// What a person saves opens as the same.
void save_and_open(const History& history, const Bookmarks& bookmarks) {
  const auto script = parse_scenario(script_text(history, bookmarks), "script");
  require(script.operator bool(), "a script can be read");
  auto again = start_history(*script, find_protocol);
  require(again.operator bool(), "a script has a cluster");
  ScenarioRunner runner(*script, *again);
  require(!runner.run(), "a script can be run");
  require(again->size() == history.size(), "a script makes every moment");
  require(again->present() == history.present(), "a script ends where the run ended");
  require(fingerprint(again->world()) == fingerprint(history.world()), "a script makes the world");
  require(again->grown_bytes() == history.grown_bytes(), "a script grows as its run did");
  require(runner.bookmarks() == bookmarks, "a script keeps the bookmarks");
}

}  // namespace

void run(std::string_view input) {
  auto scenario = parse_scenario(input, "input");
  if (!scenario) return;
  auto history = start_history(*scenario, find_protocol);
  if (!history) return;
  ScenarioRunner runner(*std::move(scenario), *history, bounds);
  const auto error = runner.run();
  require(!error || error->line != 0, "an error names its line");
  require(history->size() <= bounds.events + 1, "a run keeps within its bounds");
  require(history->world().in_flight.size() <= bounds.in_flight + 1'000, "as do its messages");
  save_and_open(*history, runner.bookmarks());
  look_at(*history);
}

}  // namespace synod::fuzz
