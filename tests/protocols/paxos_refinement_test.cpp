// Refinement of Basic Paxos: every event of every run is a step of Lamport's specification or none.
#include "protocols/paxos_refinement.h"

#include <gtest/gtest.h>
#include <map>

#include "model/walk/random_walk.h"
#include "tests/effort.h"
#include "tests/model/world.h"
#include "tests/protocols/run_with_bug.h"
#include "tests/test_name.h"

namespace synod {
namespace {

using namespace synod::testing;

/// How far a run is one of the specification.
struct Followed {
  std::string why;  ///< Why it goes no further; "" where it does to its end.
  std::size_t events = 0;
  std::size_t steps = 0;                        ///< Events that are steps of the specification.
  std::map<SpecMessage::Kind, std::size_t> of;  ///< Actions by the message that they send.
};

Followed follow(Cluster world, const std::vector<Action>& actions) {
  PaxosRefinement refinement(world);
  Followed followed;
  for (const Action& action : actions) {
    Event event;
    event.detail = Detail::summary;
    EXPECT_FALSE(act(world, action, &event));
    const std::size_t sent = refinement.state().msgs.size();
    ++followed.events;
    if (const auto why = refinement.follow(event, world)) {
      followed.why = why->str();
      return followed;
    }
    followed.steps += refinement.state().msgs.size() != sent ? 1u : 0u;
  }
  for (const SpecMessage& message : refinement.state().msgs) ++followed.of[message.kind];
  return followed;
}

Followed follow(const WalkReport& walk) {
  return follow(make_cluster(*find_protocol("paxos"), walk.setup), walk.actions);
}

constexpr std::uint64_t runs_a_batch = effort(10'000);

/// 100,000 random runs in ten batches, so that cores can share them.
class RefinementInRandomRuns : public ::testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(batch, RefinementInRandomRuns, ::testing::Range<std::uint64_t>(0, 10));

TEST_P(RefinementInRandomRuns, take_only_steps_of_the_specification) {
  const Protocol& paxos = *find_protocol("paxos");
  std::size_t events = 0, steps = 0;
  std::map<SpecMessage::Kind, std::size_t> of;
  for (std::uint64_t run = 0; run < runs_a_batch; ++run) {
    const std::uint64_t seed = GetParam() * runs_a_batch + run + 1;
    const Followed followed = follow(random_walk(paxos, random_setup(paxos, seed), seed));
    ASSERT_EQ(followed.why, "") << "seed " << seed << ", event " << followed.events;
    events += followed.events;
    steps += followed.steps;
    for (const auto& [kind, count] : followed.of) of[kind] += count;
  }
  // Runs in which nothing happens would be fine too.
  EXPECT_GT(events, 150 * runs_a_batch);
  EXPECT_GT(steps, 10 * runs_a_batch);
  EXPECT_EQ(of.size(), 5u) << "some action was never taken";
  for (const auto& [kind, count] : of) EXPECT_GT(count, runs_a_batch / 2) << static_cast<int>(kind);
}

/// Where each wrong variant leaves the specification, and why.
struct WayOut {
  const char* bug;
  const char* scenario;
  const char* why;
};
std::ostream& operator<<(std::ostream& out, const WayOut& way_out) {
  return out << way_out.bug;
}

const std::vector<WayOut> ways_out{
    {"no-adopt", "textbook/BP-07b",
     "event 19: 2.2:V2 is proposed though no quorum of promises for 2.2 shows that V2 is safe: no "
     "Phase2a"},
    {"adopt-first", "textbook/BP-11b",
     "event 27: 3.3:X is proposed though no quorum of promises for 3.3 shows that X is safe: no "
     "Phase2a"},
    {"most-common", "wrong/WV-01",
     "event 36: 3.3:X is proposed though no quorum of promises for 3.3 shows that X is safe: no "
     "Phase2a"},
    {"old-promise", "wrong/WV-02",
     "event 17: 3.1:X is proposed though no quorum of promises for 3.1 shows that X is safe: no "
     "Phase2a"},
    {"no-phase1", "textbook/NV-02",
     "event 1: 10.1:X is proposed though no quorum of promises for 10.1 shows that X is safe: no "
     "Phase2a"},
    {"half-quorum", "wrong/WV-04",
     "event 5: 1.1:X is proposed though no quorum of promises for 1.1 shows that X is safe: no "
     "Phase2a"},
    {"dup-counts", "textbook/BP-19b",
     "event 14: L1 learns X, which no quorum accepted at one ballot: no Learn"},
    {"no-promise-on-accept", "textbook/BP-12b",
     "event 11: A1 has promised 1.1, where maxBal is 2.2: no action does that"},
    {"no-accept-check", "textbook/BP-13b",
     "event 15: A1 accepts 1.1:A though it has promised 2.2: no Phase2b"},
    {"forget-promise", "textbook/BP-16b",
     "event 12: A2 has promised none, where maxBal is 11.2: no action does that"},
    {"restore-accepted", "wrong/WV-03",
     "event 23: A1 has accepted 3.3:X, where maxVBal and maxVal are 1.1:X: no action does that"},
    {"reuse-ballot", "textbook/BP-14",
     "event 18: 1.1:v2 is proposed though 1.1:v1 was: no Phase2a, which sends one value a ballot"},
    {"random", "textbook/BP-15",
     "event 10: 7.0:Y is proposed though 7.0:X was: no Phase2a, which sends one value a ballot"},
    {"strict", "wrong/WV-15",
     "event 2: 1.0:green is proposed though 1.0:blue was: no Phase2a, which sends one value a "
     "ballot"},
    {"count-any-ballot", "textbook/BP-06b",
     "event 41: L1 learns V1, which no quorum accepted at one ballot: no Learn"},
    {"learn-own-vote", "textbook/NV-04",
     "event 4: N1 learns foo, which no quorum accepted at one ballot: no Learn"},
};

class RefinementOfWrong : public ::testing::TestWithParam<WayOut> {};
INSTANTIATE_TEST_SUITE_P(each, RefinementOfWrong, ::testing::ValuesIn(ways_out),
                         [](const auto& one) { return test_name(one.param.bug); });

TEST_P(RefinementOfWrong, takes_a_step_that_is_none_of_the_specification) {
  EXPECT_EQ(way_out_of(GetParam().scenario, GetParam().bug), GetParam().why);
  EXPECT_EQ(way_out_of(GetParam().scenario, ""), "") << "with the right rules";
}

TEST_P(RefinementOfWrong, is_caught_in_500_random_runs_unless_they_end_before) {
  // A walk ends where an invariant breaks: at the restart that finds a lower round on the disk.
  const std::string_view bug = GetParam().bug;
  const bool rare = bug == "reuse-ballot";
  const Protocol& paxos = *find_protocol("paxos");
  std::size_t caught = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    synod::Setup setup = random_setup(paxos, seed);
    setup.options.bug = bug;
    caught += follow(random_walk(paxos, setup, seed)).why.empty() ? 0u : 1u;
  }
  EXPECT_EQ(caught == 0, rare);
}

/// The names of the variants that break nothing, or of the others.
std::vector<std::string> variants(bool safe) {
  std::vector<std::string> names;
  for (const Variant& variant : find_protocol("paxos")->info().variants)
    if (variant.safe == safe) names.push_back(variant.name);
  return names;
}

TEST(RefinementOfVariants, that_break_safety_are_all_looked_at) {
  std::vector<std::string> looked_at;
  for (const WayOut& way_out : ways_out) looked_at.push_back(way_out.bug);
  EXPECT_EQ(looked_at, variants(false));
}

class RefinementOfSafe : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(each, RefinementOfSafe, ::testing::ValuesIn(variants(true)),
                         [](const auto& one) { return test_name(one.param); });

TEST_P(RefinementOfSafe, takes_only_steps_of_the_specification) {
  const Protocol& paxos = *find_protocol("paxos");
  std::size_t accepted = 0;
  for (std::uint64_t seed = 1; seed <= effort(5'000); ++seed) {
    synod::Setup setup = random_setup(paxos, seed);
    setup.options.bug = GetParam();
    const Followed followed = follow(random_walk(paxos, setup, seed));
    ASSERT_EQ(followed.why, "") << "seed " << seed << ", event " << followed.events;
    accepted += followed.of.contains(SpecMessage::Kind::accepted) ? 1u : 0u;
  }
  EXPECT_GT(accepted, effort(500));
}

/// A world, and what its events are in the specification.
struct Watched {
  Cluster world;
  PaxosRefinement refinement{world};

  /// Why the event is no step; "step" or "none" where it is one, or stutters.
  std::string is(const Event& event) {
    const auto before = refinement.state();
    const auto why = refinement.follow(event, world);
    if (why) return why->str();
    return refinement.state() == before ? "none" : "step";
  }
};

TEST(Refinement, of_what_only_the_network_proposers_and_learners_notice_is_none) {
  Watched run{world_of(apart)};
  Cluster& world = run.world;
  EXPECT_EQ(run.is(propose(world, "P1", "blue")), "step");
  EXPECT_EQ(run.is(on(world, Verb::duplicate, "prepare", "P1", "A1")), "none");
  EXPECT_EQ(run.is(deliver(world, "prepare", "P1", "A1")), "step");
  EXPECT_EQ(run.is(deliver(world, "prepare", "P1", "A1")), "none") << "the same answer again";
  EXPECT_EQ(run.is(on(world, Verb::drop, "prepare", "P1", "A3")), "none");
  EXPECT_EQ(run.is(on(world, Verb::crash, "A1")), "none");
  EXPECT_EQ(run.is(on(world, Verb::restart, "A1")), "none");
  EXPECT_EQ(run.is(deliver(world, "promise", "A1", "P1")), "none") << "one is no quorum";
  EXPECT_EQ(run.is(deliver(world, "prepare", "P1", "A2")), "step");
  EXPECT_EQ(run.is(deliver(world, "promise", "A2", "P1")), "step");
  EXPECT_EQ(run.is(propose(world, "P2", "red")), "step");
  EXPECT_EQ(run.is(deliver(world, "prepare", "P2", "A1")), "step");
  EXPECT_EQ(run.is(deliver(world, "accept", "P1", "A1")), "none") << "it refuses";
  EXPECT_EQ(run.is(deliver(world, "nack", "A1", "P1")), "none");
  EXPECT_EQ(run.is(deliver(world, "accept", "P1", "A2")), "step");
  EXPECT_EQ(run.is(deliver(world, "accept", "P1", "A3")), "step");
  EXPECT_EQ(run.is(deliver(world, "accepted", "A2", "L1")), "none");
  EXPECT_EQ(run.is(deliver(world, "accepted", "A3", "L1")), "step") << "it learns";
}

TEST(Refinement, of_a_promise_that_comes_after_the_vote_at_its_ballot_is_none) {
  Watched run{world_of(apart)};
  Cluster& world = run.world;
  run.is(propose(world, "P1", "blue"));
  for (const char* acceptor : {"A1", "A2"}) {
    run.is(deliver(world, "prepare", "P1", acceptor));
    run.is(deliver(world, "promise", acceptor, "P1"));
  }
  EXPECT_EQ(run.is(deliver(world, "accept", "P1", "A3")), "step");
  EXPECT_EQ(run.is(deliver(world, "prepare", "P1", "A3")), "none") << "it reports 1.1:blue for 1.1";
}

TEST(Refinement, of_an_event_in_which_a_node_answers_itself_is_several_actions) {
  Watched run{world_of({.together = 1})};
  EXPECT_EQ(run.is(propose(run.world, "N1", "blue")), "step");
  EXPECT_EQ(run.refinement.state().msgs.size(), 5u) << "1a, 1b, 2a, 2b and Learn";
  Watched three{world_of({.together = 3})};
  EXPECT_EQ(three.is(propose(three.world, "N1", "blue")), "step");
  EXPECT_EQ(three.refinement.state().msgs.size(), 2u) << "1a and its own 1b";
}

TEST(Refinement, of_a_wiped_disk_is_no_step_unless_nothing_was_on_it) {
  Watched run{world_of(apart)};
  run.is(propose(run.world, "P1", "blue"));
  EXPECT_EQ(run.is(on(run.world, Verb::wipe, "A2")), "none");
  run.is(deliver(run.world, "prepare", "P1", "A1"));
  EXPECT_EQ(run.is(on(run.world, Verb::wipe, "A1")),
            "A1 has promised none, where maxBal is 1.1: no action does that");
}

TEST(Refinement, of_the_textbook_run_that_loses_a_disk_ends_there) {
  EXPECT_EQ(way_out_of("textbook/BP-17", ""), "");
  EXPECT_EQ(way_out_of("textbook/BP-17b", ""),
            "event 15: A2 has promised none, where maxBal is 1.1: no action does that");
}

}  // namespace
}  // namespace synod
