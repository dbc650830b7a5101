// Run of a shipped scenario with a rule left out, and where that leaves its specification.
#pragma once

#include <string>

#include "model/line/history.h"
#include "model/line/run.h"
#include "model/scenario/header.h"
#include "model/scenario/runner.h"
#include "protocols/catalog.h"
#include "protocols/refinement.h"
#include "tests/places.h"
#include "tutorials/scenario_file.h"

namespace synod {

/// `name` as below tutorials/scenarios, "wrong/WV-01".
inline Scenario shipped_scenario(const std::string& name) {
  return *load_scenario(std::string(SYNOD_SOURCE_DIR) + "/tutorials/scenarios/" + name + ".synod");
}

/// The whole of `scenario`, run with `bug` in place of its own; "" for the right rules.
inline History run_with_bug(const Scenario& scenario, const std::string& bug) {
  synod::Setup setup = *setup_of(scenario, find_protocol);
  setup.options.bug = bug;
  History history(make_cluster(*find_protocol(setup.protocol), setup));
  ScenarioRunner(scenario, history).run();
  return history;
}

/// "event 9: why it is no step" of such a run; "" where all its events are steps, or none.
inline std::string way_out_of(const std::string& name, const std::string& bug) {
  const History history = run_with_bug(shipped_scenario(name), bug);
  const synod::Run whole = run_of(history, history.present());
  const auto left = departure(whole.start, whole.actions);
  return left ? fmt::format("event {}: {}", left->event, left->why.str()) : "";
}

}  // namespace synod
