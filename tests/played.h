// Scenarios played to their end, for tests.
#pragma once

#include <gtest/gtest.h>
#include <optional>
#include <string>

#include "model/line/run.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "protocols/catalog.h"

namespace synod::testing {

/// What is wrong with a scenario: with a line, a command or an expectation; empty where nothing is.
/// `end` is where it then stands.
inline std::string problem_of(const std::string& text, std::optional<History>* end = nullptr) {
  const auto scenario = parse_scenario(text);
  if (!scenario) return scenario.error().str();
  auto history = start_history(*scenario, find_protocol);
  if (!history) return history.error().str();
  ScenarioRunner runner(*scenario, *history);
  if (const auto error = runner.run()) return error->str();
  std::string wrong;
  for (const ExpectFailure& failure : runner.failures())
    wrong += std::to_string(failure.line) + ": " + failure.actual.str() + '\n';
  if (end != nullptr) *end = std::move(*history);
  return wrong;
}

/// What is wrong with the header of a scenario; empty where nothing is.
inline std::string header_problem_of(const std::string& text, const std::string& name = "x.synod") {
  const auto scenario = parse_scenario(text, name);
  if (!scenario) return scenario.error().str();
  const auto setup = setup_of(*scenario, find_protocol);
  return setup ? "" : setup.error().str();
}

/// The end of a scenario in which nothing may be wrong.
inline History played(const std::string& text) {
  std::optional<History> end;
  EXPECT_EQ(problem_of(text, &end), "");
  return std::move(end.value());
}

/// The same as a run.
inline Run run_played(const std::string& text) {
  const History history = played(text);
  return run_of(history, history.present());
}

}  // namespace synod::testing
