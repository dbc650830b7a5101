// Liveness of the commit protocols: once all nodes are up again, every transaction is decided.
#include <gtest/gtest.h>

#include "model/walk/live_walk.h"
#include "protocols/catalog.h"
#include "tests/effort.h"

namespace synod {
namespace {

class CommitLives : public ::testing::TestWithParam<const char*> {
 protected:
  const Protocol& protocol() const { return *find_protocol(GetParam()); }
};

LiveTotals runs_of(const Protocol& protocol) {
  return live_walks(protocol, 1, effort(300), {.bound = SimTime{20'000}});
}

TEST_P(CommitLives, every_transaction_that_waited_is_decided_once_all_nodes_are_up) {
  const LiveTotals totals = runs_of(protocol());
  EXPECT_EQ(totals.stuck, 0u) << (totals.failure ? totals.failure->seed : 0);
  // Runs in which nothing waits would prove nothing.
  EXPECT_GT(totals.waited, totals.runs / 2);
}

TEST_P(CommitLives, the_drawn_clusters_have_the_roles_of_the_protocol) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const synod::Setup setup = live_setup(protocol(), seed);
    EXPECT_FALSE(setup_problem(protocol().info(), setup)) << "seed " << seed;
  }
}

TEST(TwoPhaseCommitLives, with_cuts_and_pauses_breaks_no_invariant) {
  EXPECT_EQ(runs_of(*find_protocol("2pc")).violated, 0u);
}

TEST(ThreePhaseCommitLives, with_cuts_and_pauses_decides_both_ways) {
  // It is made for crashes alone: a timeout takes a node that is cut off for one that is down.
  const LiveTotals totals = runs_of(*find_protocol("3pc"));
  ASSERT_GT(totals.violated, 0u);
  ASSERT_TRUE(totals.failure && totals.failure->violated);
  EXPECT_STREQ(totals.failure->violated->invariant, "atomic");
}

INSTANTIATE_TEST_SUITE_P(Protocols, CommitLives, ::testing::Values("2pc", "3pc"));

}  // namespace
}  // namespace synod
