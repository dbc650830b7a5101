// Quiet steps: leaving them out leaves out nothing that matters.
#include "model/explore/quiet.h"

#include <algorithm>
#include <deque>
#include <gtest/gtest.h>
#include <set>

#include "model/explore/world_steps.h"
#include "model/walk/random_walk.h"
#include "model/why/slice_replay.h"
#include "protocols/catalog.h"
#include "tests/effort.h"

namespace synod::explore {
namespace {

const Protocol& paxos() {
  return *find_protocol("paxos");
}

void forget_all(Cluster& world) {
  for (Node& node : world.nodes) paxos().forget(node.state, *world.setup);
}

Key128 known_by(const State& state) {
  const Renaming none = Renaming::none();
  Canonical bytes(none);
  bytes.add_record(state);
  return bytes.hash();
}

/// All that a run can show, whichever way it goes.
struct Shown {
  std::uint64_t states = 0;
  std::set<Key128> truths;  ///< What the observer knows.
  std::set<Key128> sent;    ///< What is ever under way.
};

/// Every state within `bounds`, by a search of the simplest kind.
Shown all_that_shows(const Cluster& start, const Bounds& bounds) {
  std::vector<std::vector<Text>> asked(start.nodes.size());
  for (std::size_t i = 0; i < start.shape().proposers; ++i)
    asked[i] = {Text(i == 0 ? "blue" : "green")};
  const World world(start, bounds, asked);
  WorldSteps steps(world);
  std::deque<std::vector<PartId>> waiting{{world.first().begin(), world.first().end()}};
  std::set<Key128> seen;
  std::set<PartId> truths;
  std::set<PartId> sent;
  for (; !waiting.empty(); waiting.pop_front()) {
    const std::vector<PartId> state = waiting.front();
    steps.stand_on(state);
    truths.insert(state[world.nodes()]);
    sent.insert(state.begin() + static_cast<std::ptrdiff_t>(world.nodes()) + 2, state.end());
    for (const WorldStep& step : std::vector<WorldStep>(steps.steps())) {
      if (!steps.take(step) || steps.stood_still() || !seen.insert(steps.next_key()).second)
        continue;
      waiting.emplace_back(steps.next().begin(), steps.next().end());
    }
  }
  Shown shown{seen.size(), {}, {}};
  std::vector<TruthFacts> facts_of_truths;
  std::vector<MessageFacts> facts_of_messages;
  world.parts().catch_up(facts_of_truths);
  world.parts().catch_up(facts_of_messages);
  for (const PartId truth : truths) shown.truths.insert(facts_of_truths[truth].hashes[0]);
  for (const PartId message : sent) shown.sent.insert(facts_of_messages[message].hashes[0]);
  return shown;
}

Cluster cluster_with(const char* bug, const Shape& shape, bool nack) {
  Setup setup;
  setup.protocol = "paxos";
  setup.shape = shape;
  setup.options.bug = bug;
  setup.options.nack = nack;
  return make_cluster(paxos(), setup);
}

void expect_the_same(const Cluster& start, Bounds bounds, const std::string& what) {
  bounds.lossy = true;
  const Shown all = all_that_shows(start, bounds);
  bounds.merge_quiet = true;
  const Shown merged = all_that_shows(start, bounds);
  EXPECT_EQ(merged.truths, all.truths) << what;
  EXPECT_EQ(merged.sent, all.sent) << what;
  EXPECT_LT(2 * merged.states, all.states) << what;
}

TEST(QuietSteps, taken_together_show_all_that_they_show_one_by_one) {
  constexpr Shape shape{.proposers = 2, .acceptors = 2, .learners = 0};
  for (const char* bug : {"", "no-adopt", "no-accept-check", "learn-own-vote", "random"})
    for (const bool nack : {false, true})
      expect_the_same(cluster_with(bug, shape, nack), {.ballots = 1}, bug);
}

TEST(QuietSteps, taken_together_show_all_crashes_restarts_and_lost_disks_too) {
  constexpr Shape shape{.proposers = 1, .acceptors = 2, .learners = 0};
  for (const char* bug : {"", "forget-promise", "restore-accepted", "reuse-ballot"})
    for (const std::uint32_t wipes : {0u, 1u})
      expect_the_same(cluster_with(bug, shape, false),
                      {.ballots = 2, .crashes = 1, .restarts = 1, .wipes = wipes}, bug);
}

TEST(QuietSteps, taken_together_show_what_learners_learn) {
  constexpr Shape shape{.proposers = 2, .acceptors = 1, .learners = 1};
  expect_the_same(cluster_with("", shape, true), {.ballots = 1, .crashes = 1, .restarts = 1}, "");
}

TEST(Forgetting, changes_nothing_that_anybody_sees_for_the_rest_of_the_run) {
  std::vector<std::string> rules{""};
  for (const Variant& variant : paxos().info().variants) rules.emplace_back(variant.name);
  std::uint64_t forgotten = 0;
  for (std::uint64_t seed = 1; seed <= effort(600); ++seed) {
    synod::Setup setup = random_setup(paxos(), seed);
    setup.options.bug = rules[seed % rules.size()];
    const WalkReport walk = random_walk(paxos(), setup, seed, {.steps = 200, .wipe = true});
    Cluster knows = make_cluster(paxos(), setup);
    Cluster forgets = knows;
    for (const Action& action : walk.actions) {
      Event with;
      Event without;
      ASSERT_FALSE(act(knows, action, &with));
      ASSERT_FALSE(act(forgets, action, &without)) << "seed " << seed;
      ASSERT_TRUE(std::ranges::equal(without.sent, with.sent, same_message))
          << "seed " << seed << " event " << with.number;
      ASSERT_EQ(without.deeds, with.deeds) << "seed " << seed << " event " << with.number;
      forget_all(forgets);
      Cluster later = knows;
      forget_all(later);
      for (std::size_t i = 0; i < later.nodes.size(); ++i) {
        const Key128 left = known_by(forgets.nodes[i].state);
        ASSERT_EQ(left, known_by(later.nodes[i].state)) << "seed " << seed;
        if (left != known_by(knows.nodes[i].state)) ++forgotten;
      }
    }
  }
  EXPECT_GT(forgotten, effort(1'000)) << "it was never put to the test";
}

}  // namespace
}  // namespace synod::explore
