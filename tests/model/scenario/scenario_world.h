// Helpers of the tests of the scenario language.
#pragma once

#include <cctype>
#include <gtest/gtest.h>
#include <optional>
#include <string>

#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/printer.h"
#include "model/scenario/runner.h"
#include "protocols/catalog.h"

namespace synod::testing {

/// Two proposers, three acceptors and a learner.
inline const std::string three_acceptors =
    "protocol paxos\nproposers 2\nacceptors 3\nlearners 1\nseed 7\n";

inline Scenario parsed(const std::string& text) {
  auto scenario = parse_scenario(text, "test.synod");
  EXPECT_TRUE(scenario) << scenario.error().str();
  return scenario ? *scenario : Scenario{};
}

/// A history, and how a scenario went on it.
struct Ran {
  History history;
  std::optional<ScenarioError> error;
  std::vector<ExpectFailure> failures;

  const Cluster& world() const { return history.world(); }
  /// The error in one line; empty where there is none.
  std::string why() const { return error ? error->str() : ""; }
};

inline Ran ran(const std::string& text) {
  const Scenario scenario = parsed(text);
  auto history = start_history(scenario, find_protocol);
  if (!history) {
    const Setup setup;
    return {History(make_cluster(*find_protocol("paxos"), setup)), history.error(), {}};
  }
  Ran run{*history, {}, {}};
  ScenarioRunner runner(scenario, run.history);
  run.error = runner.run();
  run.failures = runner.failures();
  return run;
}

/// "3_crash_A1": the place and the text of a test's parameter, as a name.
inline std::string name_of(std::size_t index, std::string text) {
  for (char& c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return std::to_string(index) + "_" + text;
}
inline std::string named(const ::testing::TestParamInfo<const char*>& test) {
  return name_of(test.index, test.param);
}
template <class Param>
std::string named(const ::testing::TestParamInfo<Param>& test) {
  return name_of(test.index, test.param.text);
}

/// Runs `text` behind the setup lines of `three_acceptors` and expects that all of it can be done.
inline Ran done(const std::string& text) {
  Ran run = ran(three_acceptors + text);
  EXPECT_FALSE(run.error) << run.why();
  return run;
}

}  // namespace synod::testing
