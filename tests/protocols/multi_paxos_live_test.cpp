// Liveness of Multi-Paxos: once the network is healed, every waiting command takes effect in time.
#include <gtest/gtest.h>

#include "model/walk/live_walk.h"
#include "protocols/catalog.h"
#include "protocols/log_options.h"
#include "tests/effort.h"

namespace synod {
namespace {

const Protocol& multi() {
  return *find_protocol("multi");
}

std::string told(const std::optional<LiveReport>& run) {
  if (!run) return {};
  return fmt::format("seed {}: {} of {} actions were trouble, {} commands waited; {}", run->seed,
                     run->quiet_from, run->actions.size(), run->pending,
                     run->violated ? run->violated->why.str() : "too long");
}

TEST(MultiPaxosLives, every_command_that_waited_takes_effect_once_the_network_heals) {
  constexpr std::uint64_t runs = effort(300);
  const LiveTotals totals = live_walks(multi(), 1, runs);
  EXPECT_EQ(totals.stuck, 0u) << told(totals.failure);
  EXPECT_EQ(totals.violated, 0u) << told(totals.failure);
  EXPECT_LE(totals.longest, LiveLimits{}.bound);
  // Runs in which nothing waits, or nobody is ever suspected, would prove nothing.
  EXPECT_GT(totals.waited, runs * 8 / 10);
  EXPECT_GT(totals.suspicions, runs);
  EXPECT_GT(totals.wrong_suspicions, runs);
  EXPECT_GT(totals.suspicions, totals.wrong_suspicions) << "no suspicion was ever right";
}

TEST(MultiPaxosLives, a_candidate_gets_above_rounds_that_grew_in_the_trouble) {
  // Refusals are silent here, the highest number is to lead, and others used many rounds before.
  for (const std::uint64_t seed : {1383u, 1927u, 2543u, 3973u, 4259u}) {
    const synod::Setup setup = live_setup(multi(), seed);
    ASSERT_FALSE(setup.options.nack);
    ASSERT_EQ(setup.options.own.choice<Detector>(log_options::detector), Detector::highest);
    EXPECT_TRUE(live_walk(multi(), setup, seed).took) << "seed " << seed;
  }
}

TEST(MultiPaxosLives, without_a_failure_detector_clients_get_their_answers_all_the_same) {
  for (const bool retry : {false, true})
    for (std::uint64_t seed = 1; seed <= effort(150); ++seed) {
      synod::Setup setup = live_setup(multi(), seed);
      setup.options.own.set(log_options::detector, Detector::off);
      setup.options.retry = retry;
      setup.options.own.set(log_options::lease, 0);
      const LiveReport walk = live_walk(multi(), setup, seed, {.bound = SimTime{15'000}});
      EXPECT_TRUE(walk.took) << "seed " << seed << (retry ? ", retry on" : "");
    }
}

TEST(MultiPaxosLives, nothing_takes_effect_where_a_quorum_stays_down) {
  // The same walks see a cluster that stays stuck.
  std::uint64_t stuck = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    synod::Setup setup = live_setup(multi(), seed);
    setup.options.q1 = setup.options.q2 = setup.shape.together;
    LiveReport walk = live_walk(multi(), setup, seed, {.steps = 50, .bound = SimTime{10}});
    stuck += walk.pending > 0 && !walk.took ? 1u : 0u;
  }
  EXPECT_GT(stuck, 0u);
}

TEST(MultiPaxosLives, the_same_seed_gives_the_same_run) {
  const synod::Setup setup = live_setup(multi(), 7);
  const LiveReport one = live_walk(multi(), setup, 7);
  const LiveReport other = live_walk(multi(), setup, 7);
  EXPECT_EQ(one.actions, other.actions);
  EXPECT_EQ(one.took, other.took);
  EXPECT_EQ(fingerprint(one.end), fingerprint(other.end));
}

}  // namespace
}  // namespace synod
