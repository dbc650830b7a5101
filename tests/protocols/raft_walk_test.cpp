// Random runs of Raft: every invariant holds, whatever the faults.
#include <gtest/gtest.h>

#include "model/walk/live_walk.h"
#include "model/walk/random_walk.h"
#include "tests/effort.h"
#include "tests/protocols/raft_cluster.h"

namespace synod {
namespace {

const Protocol& raft() {
  return *find_protocol("raft");
}

TEST(RaftWalks, with_clients_crashes_cuts_and_pauses_keep_every_invariant) {
  std::size_t committed = 0;
  std::size_t answered = 0;
  std::size_t overwritten = 0;
  std::uint32_t highest = 0;
  for (std::uint64_t seed = 1; seed <= effort(3'000); ++seed) {
    const WalkReport walk = random_walk(raft(), random_setup(raft(), seed), seed, {.steps = 400});
    ASSERT_FALSE(walk.violation) << "seed " << seed << ": " << walk.violation->invariant << ": "
                                 << walk.violation->why.str();
    committed += walk.end.observer.slots_chosen();
    for (const Operation& operation : walk.end.observer.operations())
      answered += operation.answered ? 1u : 0u;
    for (NodeId node : walk.end.shape().with(Role::acceptor))
      highest = std::max(highest, walk.end.node(node).state.as<Raft::State>().server.term.round);
    overwritten += walk.end.observer.proposals().size() > walk.end.observer.slots_chosen();
  }
  // Walks that get nowhere would keep every invariant too.
  EXPECT_GT(committed, effort(3'000));
  EXPECT_GT(answered, effort(500));
  EXPECT_GT(overwritten, effort(300));
  EXPECT_GT(highest, 5u);
}

TEST(RaftLives, every_command_that_waited_takes_effect_once_the_network_heals) {
  constexpr std::uint64_t runs = effort(300);
  const LiveTotals totals = live_walks(raft(), 1, runs, {.bound = SimTime{20'000}});
  const std::string first =
      totals.failure ? "seed " + std::to_string(totals.failure->seed) : std::string();
  EXPECT_EQ(totals.stuck, 0u) << first;
  EXPECT_EQ(totals.violated, 0u) << first;
  EXPECT_GT(totals.waited, runs * 8 / 10);
  RecordProperty("longest_ms", std::to_string(totals.longest.ms));
}

}  // namespace
}  // namespace synod
