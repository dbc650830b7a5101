// Random walks of each protocol of the catalogue: every invariant holds.
#include "model/walk/random_walk.h"

#include <gtest/gtest.h>

#include "model/line/history.h"
#include "protocols/catalog.h"
#include "tests/effort.h"

namespace synod {
namespace {

constexpr std::uint64_t first_seed = 1;
constexpr std::uint64_t runs = effort(5'000);

std::string told(const WalkReport& walk) {
  return fmt::format("seed {}, after {} actions: {} {}", walk.seed, walk.actions.size(),
                     walk.violation ? walk.violation->invariant : "nothing",
                     walk.violation ? walk.violation->why.str() : "");
}

bool trusts_in_time(const Protocol& protocol) {
  return std::string_view(protocol.info().name) == "3pc";
}

class RandomWalks : public testing::TestWithParam<const Protocol*> {};

INSTANTIATE_TEST_SUITE_P(catalog, RandomWalks,
                         testing::ValuesIn(catalog().begin(), catalog().end()),
                         [](const auto& p) { return std::string(p.param->info().name); });

TEST_P(RandomWalks, keep_every_invariant_and_reach_every_corner) {
  const WalkTotals totals = random_walks(*GetParam(), first_seed, runs);
  // Three-phase commit trusts in messages that are never slow, and a walk knows no mercy: that it
  // breaks is what it is there to show.
  if (trusts_in_time(*GetParam())) {
    EXPECT_GT(totals.violated, 0u);
  } else {
    EXPECT_EQ(totals.violated, 0u) << told(*totals.failure);
  }
  EXPECT_EQ(totals.runs, runs);
  // Walks that never get anywhere would keep every invariant too.
  EXPECT_GT(totals.chosen, runs / 4);
  EXPECT_LT(totals.chosen, runs) << "faults never stopped a run";
  EXPECT_GT(totals.chosen_again, runs / 10);
  EXPECT_GT(totals.learned, runs / 10);
  EXPECT_EQ(totals.delivered.size(), GetParam()->info().messages.size());
  for (std::size_t kind = 0; kind < totals.delivered.size(); ++kind)
    EXPECT_GT(totals.delivered[kind], runs / 50) << GetParam()->info().messages[kind].name;
}

TEST_P(RandomWalks, are_the_same_again_from_the_same_seed) {
  for (std::uint64_t seed = first_seed; seed < first_seed + 50; ++seed) {
    const synod::Setup setup = random_setup(*GetParam(), seed);
    const WalkReport one = random_walk(*GetParam(), setup, seed);
    const WalkReport other = random_walk(*GetParam(), setup, seed);
    EXPECT_EQ(one.actions, other.actions);
    EXPECT_EQ(fingerprint(one.end), fingerprint(other.end));
  }
}

TEST_P(RandomWalks, draw_only_clusters_that_can_be_made_and_whose_quorums_meet) {
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    const synod::Setup setup = random_setup(*GetParam(), seed);
    ASSERT_FALSE(setup.problem()) << setup.problem()->str();
    ASSERT_GT(setup.q1() + setup.q2(), setup.shape.with(Role::acceptor).size());
  }
}

TEST_P(RandomWalks, through_a_history_end_in_the_same_world_and_every_event_has_its_sentence) {
  for (std::uint64_t seed = first_seed; seed < first_seed + effort(100); ++seed) {
    const WalkReport walk = random_walk(*GetParam(), random_setup(*GetParam(), seed), seed);
    History history(make_cluster(*GetParam(), walk.setup));
    for (const Action& action : walk.actions) ASSERT_TRUE(history.act(action));
    EXPECT_EQ(fingerprint(history.world()), fingerprint(walk.end)) << "seed " << seed;
    for (MomentId id = 1; id < history.size(); ++id) {
      ASSERT_FALSE(history.event(id).notes.empty()) << "seed " << seed << ", event " << id;
      for (const Note& note : history.event(id).notes) {
        ASSERT_FALSE(note.text.empty());
        ASSERT_EQ(note.text.str().find('%'), std::string::npos) << note.text.str();
      }
    }
  }
}

TEST_P(RandomWalks, lose_disks_only_where_that_is_allowed) {
  std::size_t wipes = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + effort(100); ++seed) {
    const synod::Setup setup = random_setup(*GetParam(), seed);
    for (const Action& action : random_walk(*GetParam(), setup, seed).actions)
      EXPECT_NE(action.verb, Verb::wipe);
    for (const Action& action : random_walk(*GetParam(), setup, seed, {.wipe = true}).actions)
      wipes += action.verb == Verb::wipe ? 1u : 0u;
  }
  EXPECT_GT(wipes, 0u);
}

TEST_P(RandomWalks, with_quorums_that_do_not_meet_break_agreement) {
  if (!knows_option(GetParam()->info(), "q1")) GTEST_SKIP() << "its quorums have one size";
  std::size_t broken = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + 300; ++seed) {
    synod::Setup setup{.protocol = GetParam()->info().name, .shape = {.together = 5}, .seed = seed};
    setup.options.q1 = 2;
    setup.options.q2 = 2;
    const WalkReport walk = random_walk(*GetParam(), setup, seed);
    if (!walk.violation) continue;
    ++broken;
    EXPECT_STREQ(walk.violation->invariant, "agreement");
    EXPECT_EQ(walk.violation->at, walk.actions.size()) << "the walk ends where it first failed";
  }
  EXPECT_GT(broken, 10u) << "the walks could not see a wrong protocol";
}

}  // namespace
}  // namespace synod
