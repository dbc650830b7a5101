#include "app/commands/scenario_run.h"

#include "app/scenario_file.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "protocols/catalog.h"

namespace synod::app {

ScenarioRun run_scenario_file(const std::string& path) {
  ScenarioRun run;
  const auto text = read_scenario_file(path);
  if (!text) {
    run.error = text.error().str();
    return run;
  }
  auto scenario = parse_scenario(*text, path);
  if (!scenario) {
    run.error = scenario.error().str();
    return run;
  }
  auto start = start_history(*scenario, find_protocol);
  if (!start) {
    run.error = start.error().str();
    return run;
  }
  run.history = std::move(*start);
  ScenarioRunner runner(std::move(*scenario), *run.history);
  if (auto error = runner.run()) run.error = error->str();
  run.failures = runner.failures();
  return run;
}

}  // namespace synod::app
