// Runs from scripts, for tests of explanations.
#pragma once

#include <gtest/gtest.h>

#include "model/line/run.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "model/why/why.h"
#include "protocols/catalog.h"

namespace synod::testing {

/// The run of a script, every `expect` of which must be true.
inline Run run_of_script(const std::string& text) {
  const auto scenario = parse_scenario(text);
  EXPECT_TRUE(scenario) << scenario.error().str();
  History history = *start_history(*scenario, find_protocol);
  ScenarioRunner runner(*scenario, history);
  const auto error = runner.run();
  EXPECT_FALSE(error) << error->str();
  for (const ExpectFailure& failure : runner.failures())
    ADD_FAILURE() << "line " << failure.line << ": expected " << failure.expected << ", but "
                  << failure.actual.str();
  return line_of(history);
}

/// "5 deliver: A1 promises ballot 1.1. It has accepted nothing." for each event.
inline std::string told(const Run& run, const std::vector<EventNumber>& events) {
  Cluster world = run.start;
  std::string text;
  for (std::size_t i = 0; i < run.actions.size(); ++i) {
    Event event;
    act(world, run.actions[i], &event);
    if (std::find(events.begin(), events.end(), event.number) == events.end()) continue;
    text += std::to_string(event.number) + ":";
    for (const Note& note : event.notes) text += " " + note.text.str();
    text += "\n";
  }
  return text;
}

inline EventNumber length(const Run& run) {
  return static_cast<EventNumber>(run.actions.size());
}

inline NodeId node(const Run& run, std::string_view name) {
  return run.start.shape().find(name).value();
}

}  // namespace synod::testing
