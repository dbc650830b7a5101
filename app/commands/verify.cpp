// synod verify FILE…
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/scenario_run.h"

namespace synod::app {

namespace {

bool passes(const std::string& path) {
  const ScenarioRun run = run_scenario_file(path);
  for (const ExpectFailure& failure : run.failures)
    fmt::print("{}:{}: expected {}, got {}\n", path, failure.line, failure.expected,
               failure.actual.str());
  if (!run.error.empty()) fmt::print("{}\n", run.error);
  const bool ok = run.failures.empty() && run.error.empty();
  if (ok) fmt::print("ok   {}\n", path);
  return ok;
}

}  // namespace

int verify(const std::vector<std::string>& files) {
  std::size_t passed = 0;
  for (const std::string& file : files)
    if (passes(file)) ++passed;
  const std::size_t failed = files.size() - passed;
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace synod::app
