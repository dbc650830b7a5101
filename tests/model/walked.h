// Histories of random actions, for tests of what is told about a run.
#pragma once

#include <gtest/gtest.h>

#include "model/line/history.h"
#include "model/walk/random_walk.h"
#include "protocols/catalog.h"

namespace synod {

inline const Protocol& paxos() {
  return *find_protocol("paxos");
}

/// A history of random actions in a random cluster.
inline History walked(std::uint64_t seed, std::uint32_t steps = 120) {
  const synod::Setup setup = random_setup(paxos(), seed);
  const WalkReport walk = random_walk(paxos(), setup, seed, {.steps = steps});
  History history(make_cluster(paxos(), walk.setup));
  for (const Action& action : walk.actions) EXPECT_TRUE(history.act(action));
  return history;
}

}  // namespace synod
