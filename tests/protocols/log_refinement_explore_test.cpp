// Refinement of Multi-Paxos, explored: every step within bounds is one of the specification, or
// none.
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/explore.h"
#include "model/explore/walk_way.h"
#include "protocols/catalog.h"
#include "tests/effort.h"
#include "tests/protocols/refinement_model.h"

namespace synod::explore {
namespace {

Run fresh(std::uint8_t nodes, const Options& options = {}) {
  Setup setup;
  setup.protocol = "multi";
  setup.shape = {.together = nodes};
  setup.options = options;
  return {make_cluster(*find_protocol("multi"), setup), {}};
}

/// What nodes are asked for, the first two alone: a third that asks makes a far larger space.
std::vector<std::vector<Text>> two_ask(const Run& run, const Bounds& bounds) {
  auto values = asked_for(run, bounds);
  for (std::size_t i = 2; i < values.size(); ++i) values[i].clear();
  return values;
}

SearchResult every_step(const Run& run, const Bounds& bounds) {
  const World world(run.start, bounds, two_ask(run, bounds));
  SearchProgress progress;
  return search_breadth_first(LogRefinementWithHistory{world}, {.threads = 1}, progress);
}

TEST(LogRefinementExplored, of_two_nodes_that_ask_twice) {
  SKIP_IF_SANITIZED();
  const auto result = every_step(fresh(2), {.ballots = 2});
  EXPECT_EQ(result.end, SearchEnd::complete);
  EXPECT_EQ(result.states, 34'304u);
}

TEST(LogRefinementExplored, of_two_nodes_with_one_of_each_fault) {
  SKIP_IF_SANITIZED();
  const auto result = every_step(
      fresh(2), {.ballots = 1, .drops = 1, .duplicates = 1, .crashes = 1, .restarts = 1});
  EXPECT_EQ(result.end, SearchEnd::complete);
  EXPECT_EQ(result.states, 61'323u);
}

TEST(LogRefinementExplored, of_three_nodes_two_of_which_ask) {
  SKIP_IF_SANITIZED();
  Options silent;
  silent.nack = false;
  const auto result = every_step(fresh(3, silent), {.ballots = 1});
  EXPECT_EQ(result.end, SearchEnd::complete);
  EXPECT_EQ(result.states, 31'237u);
}

}  // namespace
}  // namespace synod::explore
