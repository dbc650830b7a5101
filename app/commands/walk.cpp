// synod walk --runs N [--live] [--refines]
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "model/live_walk.h"
#include "model/random_walk.h"
#include "model/run.h"
#include "model/scenario/script.h"
#include "protocols/catalog.h"
#include "protocols/paxos_refinement.h"

namespace synod::app {

namespace {

/// One run, in the cluster that is asked for or else in one drawn at random.
WalkReport walk_of(const Protocol& protocol, const WalkOptions& options, std::uint64_t seed) {
  const WalkLimits limits{.steps = options.steps};
  if (options.nodes == 0) return random_walk(protocol, random_setup(protocol, seed), seed, limits);
  Setup setup;
  setup.protocol = protocol.info().name;
  setup.shape = {.together = static_cast<std::uint8_t>(options.nodes)};
  return random_walk(protocol, setup, seed, limits);
}

WalkTotals walks_of(const Protocol& protocol, const WalkOptions& options) {
  WalkTotals totals;
  for (std::uint64_t i = 0; i < options.runs; ++i)
    totals.add(walk_of(protocol, options, options.seed + i));
  return totals;
}

/// A run again, as a scenario that anyone can run and look at.
std::string script_of(const Protocol& protocol, const Setup& setup,
                      const std::vector<Action>& actions) {
  return script_text(history_of({make_cluster(protocol, setup), actions}));
}

int report(const Protocol& protocol, const WalkTotals& totals) {
  fmt::print("{}: {} runs, {} events, {} chose a value, {} broke an invariant\n",
             protocol.info().title, totals.runs, totals.events, totals.chosen, totals.violated);
  if (!totals.failure) return 0;
  fmt::print("\n# seed {}: {}: {}\n{}", totals.failure->seed, totals.failure->violation->invariant,
             totals.failure->violation->why.str(),
             script_of(protocol, totals.failure->setup, totals.failure->actions));
  return 1;
}

/// Whether every command that waited took effect once the trouble was over.
int report_live(const Protocol& protocol, const WalkOptions& options) {
  const LiveLimits limits{.steps = options.steps};
  const LiveTotals totals = live_walks(protocol, options.seed, options.runs, limits);
  fmt::print("{}: {} runs, {} suspicions, {} of them wrong\n", protocol.info().title, totals.runs,
             totals.suspicions, totals.wrong_suspicions);
  fmt::print(
      "{} commands waited when the network healed, in {} runs; all took effect within {} ms "
      "in {} runs, {} got stuck, {} broke an invariant\n",
      totals.pending, totals.waited, totals.longest.ms, totals.runs - totals.stuck, totals.stuck,
      totals.violated);
  if (!totals.failure) return 0;
  fmt::print("\n# seed {}\n{}", totals.failure->seed,
             script_of(protocol, totals.failure->setup, totals.failure->actions));
  return 1;
}

/// Whether each event is a step of Lamport's specification of Paxos, or none.
int report_refinement(const WalkOptions& options) {
  const Protocol& paxos = *find_protocol("paxos");
  std::uint64_t events = 0;
  for (std::uint64_t i = 0; i < options.runs; ++i) {
    const WalkReport walk = walk_of(paxos, options, options.seed + i);
    events += walk.actions.size();
    const auto left = departure(make_cluster(paxos, walk.setup), walk.actions);
    if (!left) continue;
    fmt::print("# seed {}, event {}: {}\n{}", walk.seed, left->event, left->why.str(),
               script_of(paxos, walk.setup, walk.actions));
    return 1;
  }
  fmt::print("{}: {} runs, {} events, each a step of Paxos.tla or none\n", paxos.info().title,
             options.runs, events);
  return 0;
}

int report_on(const Protocol& protocol, const WalkOptions& options) {
  return options.live ? report_live(protocol, options)
                      : report(protocol, walks_of(protocol, options));
}

}  // namespace

int walk(const WalkOptions& options) {
  if (options.refines) return report_refinement(options);
  int result = 0;
  for (const Protocol* protocol : catalog())
    if ((options.protocol.empty() || options.protocol == protocol->info().name) &&
        (!options.live || protocol->info().clients))
      result = std::max(result, report_on(*protocol, options));
  return result;
}

}  // namespace synod::app
