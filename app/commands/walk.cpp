// synod walk --runs N
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "model/history.h"
#include "model/random_walk.h"
#include "model/scenario/script.h"
#include "protocols/catalog.h"

namespace synod::app {

namespace {

WalkTotals walks_of(const Protocol& protocol, const WalkOptions& options) {
  const WalkLimits limits{.steps = options.steps};
  if (options.nodes == 0) return random_walks(protocol, options.seed, options.runs, limits);
  Setup setup;
  setup.protocol = protocol.info().name;
  setup.shape = {.together = static_cast<std::uint8_t>(options.nodes)};
  WalkTotals totals;
  for (std::uint64_t i = 0; i < options.runs; ++i)
    totals.add(random_walk(protocol, setup, options.seed + i, limits));
  return totals;
}

/// The walk again, as a scenario that anyone can run and look at.
std::string script_of(const Protocol& protocol, const WalkReport& walk) {
  History history(make_cluster(protocol, walk.setup));
  for (const Action& action : walk.actions) history.act(action);
  return script_text(history);
}

int report(const Protocol& protocol, const WalkTotals& totals) {
  fmt::print("{}: {} runs, {} events, {} chose a value, {} broke an invariant\n",
             protocol.info().title, totals.runs, totals.events, totals.chosen, totals.violated);
  if (!totals.failure) return 0;
  fmt::print("\n# seed {}: {}: {}\n{}", totals.failure->seed, totals.failure->violation->invariant,
             totals.failure->violation->why.str(), script_of(protocol, *totals.failure));
  return 1;
}

}  // namespace

int walk(const WalkOptions& options) {
  int result = 0;
  for (const Protocol* protocol : catalog())
    if (options.protocol.empty() || options.protocol == protocol->info().name)
      result = std::max(result, report(*protocol, walks_of(*protocol, options)));
  return result;
}

}  // namespace synod::app
