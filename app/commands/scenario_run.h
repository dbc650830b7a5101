// A scenario file, run to its end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/history.h"
#include "model/scenario/runner.h"

namespace synod::app {

/// What became of a scenario file.
struct ScenarioRun {
  std::optional<History> history;  ///< Nothing where it could not even start.
  std::vector<ExpectFailure> failures;
  std::string error;  ///< "path:4:9: expected …" where it could not be read, parsed or run.
};

ScenarioRun run_scenario_file(const std::string& path);

}  // namespace synod::app
