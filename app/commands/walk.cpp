// Command 'walk': synod walk --runs N [--live] [--refines]
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/walk_runs.h"
#include "app/system/standard_streams.h"
#include "model/explore/minimise.h"
#include "model/line/run.h"
#include "model/scenario/script.h"
#include "model/walk/live_walk.h"
#include "protocols/catalog.h"
#include "protocols/refinement.h"

namespace synod::app {

namespace {

/// A run again, as a scenario that anyone can run and look at.
std::string script_of(const Protocol& protocol, const Setup& setup,
                      const std::vector<Action>& actions) {
  return script_text(history_of({make_cluster(protocol, setup), actions}));
}

/// A run that broke an invariant, without what it does not need for that.
Run smaller(const Protocol& protocol, const WalkOptions& options, const WalkReport& walk) {
  // A shorter run might not keep to time any more.
  if (options.synchronous) return {make_cluster(protocol, walk.setup), walk.actions};
  return explore::made_smaller({make_cluster(protocol, walk.setup), walk.actions}, {},
                               walk.violation->invariant);
}

int report(const Protocol& protocol, const WalkOptions& options, const WalkTotals& totals) {
  print_out("{}: {} runs, {} events, {} chose a value, {} broke an invariant\n",
            title_of(protocol, options), totals.runs, totals.events, totals.chosen,
            totals.violated);
  if (!totals.failure) return 0;
  const WalkReport& failure = *totals.failure;
  const Run shown = smaller(protocol, options, failure);
  print_out("\n# seed {}: {}: {}\n# {} of its {} events\n{}", failure.seed,
            failure.violation->invariant, failure.violation->why.str(), shown.actions.size(),
            failure.actions.size(), script_of(protocol, failure.setup, shown.actions));
  return 1;
}

/// Whether every command that waited took effect once the trouble was over.
int report_live(const Protocol& protocol, const WalkOptions& options) {
  const LiveLimits limits{.steps = options.steps};
  const LiveTotals totals = live_walks(protocol, options.seed, runs_of(options), limits);
  print_out("{}: {} runs, {} suspicions, {} of them wrong\n", protocol.info().title, totals.runs,
            totals.suspicions, totals.wrong_suspicions);
  print_out(
      "{} commands waited when the network healed, in {} runs; all took effect within {} ms "
      "in {} runs, {} got stuck, {} broke an invariant\n",
      totals.pending, totals.waited, totals.longest.ms, totals.runs - totals.stuck, totals.stuck,
      totals.violated);
  if (!totals.failure) return 0;
  print_out("\n# seed {}\n{}", totals.failure->seed,
            script_of(protocol, totals.failure->setup, totals.failure->actions));
  return 1;
}

/// Whether each event is a step of the protocol's specification, in each slot of a log, or none.
int report_refinement(const Protocol& protocol, const WalkOptions& options) {
  WalkClock clock(options);
  std::uint64_t runs = 0;
  std::uint64_t events = 0;
  for (; runs < runs_of(options) && clock.goes_on(runs); ++runs) {
    const WalkReport walk = walk_of(protocol, options, options.seed + runs);
    events += walk.actions.size();
    const auto left = departure(make_cluster(protocol, walk.setup), walk.actions);
    if (!left) continue;
    print_out("# seed {}, event {}: {}\n{}", walk.seed, left->event, left->why.str(),
              script_of(protocol, walk.setup, walk.actions));
    return 1;
  }
  print_out("{}: {} runs, {} events, each a step of {} or none\n", title_of(protocol, options),
            runs, events, specification_of(protocol));
  return clock.interrupted() ? interrupted_code : 0;
}

int report_on(const Protocol& protocol, const WalkOptions& options) {
  if (options.refines) return report_refinement(protocol, options);
  if (options.live) return report_live(protocol, options);
  WalkClock clock(options);
  const int code = report(protocol, options, walks_of(protocol, options, clock));
  return code == 0 && clock.interrupted() ? interrupted_code : code;
}

bool is_asked_for(const Protocol& protocol, const WalkOptions& options) {
  const ProtocolInfo& info = protocol.info();
  return (options.protocol.empty() || options.protocol == info.name) &&
         (options.variant.empty() || find_variant(info, options.variant) != nullptr) &&
         (options.nodes == 0 || info.together) && (!options.live || info.clients) &&
         (!options.refines || has_refinement(protocol));
}

}  // namespace

int walk(const WalkOptions& options) {
  if (options.variants) return walk_variants(options);
  int result = 0;
  bool any = false;
  for (const Protocol* protocol : catalog()) {
    if (!is_asked_for(*protocol, options)) continue;
    any = true;
    result = std::max(result, report_on(*protocol, options));
    if (result == interrupted_code) break;
  }
  if (any) return result;
  print_error("synod: no protocol {}has a variant '{}' that can be walked so\n",
              options.protocol.empty() ? "" : "'" + options.protocol + "' ", options.variant);
  return 2;
}

}  // namespace synod::app
