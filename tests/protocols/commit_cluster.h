// Clusters of a commit protocol and their exploration, for tests.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "model/explore/explore.h"
#include "protocols/catalog.h"

namespace synod::testing {

inline Setup commit_setup(const char* protocol, std::uint8_t participants,
                          const std::string& bug = "") {
  Setup setup;
  setup.protocol = protocol;
  setup.shape = usual_shape(find_protocol(protocol)->info());
  setup.shape.acceptors = participants;
  setup.options.bug = bug;
  return setup;
}

/// A cluster in which `actions` happen first.
inline Run run_from(const Setup& setup, const std::vector<Action>& actions = {}) {
  return {make_cluster(*find_protocol(setup.protocol), setup), actions};
}

inline explore::Answer explored(const Run& run, const explore::Bounds& bounds,
                                const explore::Question& question = {}) {
  explore::SearchProgress progress;
  const auto answer =
      explore::explore(run, question, bounds, {.states = 4'000'000, .threads = 2}, progress);
  EXPECT_TRUE(answer) << answer.error().str();
  return answer ? *answer : explore::Answer{};
}

}  // namespace synod::testing
