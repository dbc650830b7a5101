// Refinement of Basic Paxos, explored: within bounds every step is one of Lamport's, or none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/explore.h"
#include "model/explore/walk_way.h"
#include "protocols/catalog.h"
#include "tests/effort.h"
#include "tests/protocols/refinement_model.h"
#include "tests/test_name.h"

namespace synod::explore {
namespace {

Run fresh(const Shape& shape, bool nack, const char* bug = "") {
  Setup setup;
  setup.shape = shape;
  setup.options.nack = nack;
  setup.options.bug = bug;
  return {make_cluster(*find_protocol("paxos"), setup), {}};
}

/// What nodes are asked for, the first two alone: a third that asks makes a far larger space.
std::vector<std::vector<Text>> two_ask(const Run& run, const Bounds& bounds) {
  auto values = asked_for(run, bounds);
  for (std::size_t i = 2; i < values.size(); ++i) values[i].clear();
  return values;
}

template <class Model>
SearchResult every_step(const World& world, const SearchLimits& limits = {.threads = 1}) {
  SearchProgress progress;
  return search_breadth_first(Model{world}, limits, progress);
}

template <class Model>
SearchResult every_step(const Run& run, const Bounds& bounds) {
  const World world(run.start, bounds, two_ask(run, bounds));
  return every_step<Model>(world);
}

constexpr Shape acceptors_alone{.proposers = 2, .acceptors = 3};
constexpr Shape with_learner{.proposers = 2, .acceptors = 3, .learners = 1};

TEST(RefinementExplored, in_a_lossy_network_in_every_order) {
  SKIP_IF_SANITIZED();
  const auto result = every_step<RefinementModel>(fresh(acceptors_alone, false),
                                                  {.ballots = 1, .lossy = true, .symmetry = true});
  EXPECT_EQ(result.end, SearchEnd::complete);
  EXPECT_EQ(result.states, 317'926u);
}

TEST(RefinementExplored, with_refusals_a_learner_a_crash_and_a_restart) {
  SKIP_IF_SANITIZED();
  const auto result = every_step<RefinementModel>(
      fresh(with_learner, true),
      {.ballots = 1, .lossy = true, .crashes = 1, .restarts = 1, .merge_quiet = true});
  EXPECT_EQ(result.end, SearchEnd::complete);
  EXPECT_GT(result.states, 100'000u);
}

TEST(RefinementExplored, in_a_network_that_loses_nothing_with_history) {
  SKIP_IF_SANITIZED();
  const auto result =
      every_step<RefinementWithHistory>(fresh(acceptors_alone, false), {.ballots = 1});
  EXPECT_EQ(result.end, SearchEnd::complete);
  EXPECT_EQ(result.states, 355'844u);
}

TEST(RefinementExplored, where_nodes_play_every_role_and_one_of_each_fault_happens) {
  SKIP_IF_SANITIZED();
  const auto result = every_step<RefinementWithHistory>(
      fresh({.together = 2}, true),
      {.ballots = 1, .drops = 1, .duplicates = 1, .crashes = 1, .restarts = 1});
  EXPECT_EQ(result.end, SearchEnd::complete);
  EXPECT_EQ(result.states, 71'896u);
}

TEST(RefinementExplored, with_two_ballots_and_two_values_a_crash_and_a_restart) {
  SKIP_IF_SANITIZED();
  const auto result = every_step<RefinementModel>(fresh({.proposers = 1, .acceptors = 3}, false),
                                                  {.ballots = 2,
                                                   .values = {"blue", "green"},
                                                   .lossy = true,
                                                   .crashes = 1,
                                                   .restarts = 1,
                                                   .symmetry = true});
  EXPECT_EQ(result.end, SearchEnd::complete);
  EXPECT_EQ(result.states, 317'550u);
}

/// What is no step of the specification, how it is looked for, and how many events the way to it
/// has.
struct Wrong {
  const char* bug;
  std::size_t events;
  const char* why;
  Bounds bounds;
};
std::ostream& operator<<(std::ostream& out, const Wrong& wrong) {
  return out << wrong.bug;
}

const Bounds one_ballot{.ballots = 1, .lossy = true};
const Bounds two_ballots{.ballots = 2, .lossy = true};
const Bounds one_restart{.ballots = 1, .lossy = true, .crashes = 1, .restarts = 1};
/// Where the way is long; then it need not be a shortest.
const Bounds merged{.ballots = 2, .lossy = true, .symmetry = true, .merge_quiet = true};
const Bounds merged_restart{
    .ballots = 2, .lossy = true, .crashes = 1, .restarts = 1, .merge_quiet = true};

/// All but most-common, which needs five acceptors and some twenty events, and strict, which needs
/// quorums of two sizes: their scenarios are followed in paxos_refinement_test.cpp.
const std::vector<Wrong> wrongs{
    {"no-adopt", 11, "1.2:green is proposed though no quorum of promises for 1.2 shows",
     one_ballot},
    {"adopt-first", 17, "2.2:blue is proposed though no quorum of promises for 2.2 shows", merged},
    {"old-promise", 6, "2.1:blue is proposed though no quorum of promises for 2.1 shows",
     two_ballots},
    {"no-phase1", 1, "1.1:blue is proposed though no quorum of promises for 1.1 shows", one_ballot},
    {"half-quorum", 3, "1.1:blue is proposed though no quorum of promises for 1.1 shows",
     one_ballot},
    {"dup-counts", 4, "1.1:blue is proposed though no quorum of promises for 1.1 shows",
     one_ballot},
    {"no-promise-on-accept", 6, "A2 has promised none, where maxBal is 1.1", one_ballot},
    {"no-accept-check", 8, "A1 accepts 1.1:blue though it has promised 1.2", one_ballot},
    {"forget-promise", 4, "A3 has promised none, where maxBal is 1.1", one_restart},
    {"restore-accepted", 10, "A3 has accepted 1.2:blue, where maxVBal and maxVal are 1.1:blue",
     one_restart},
    {"reuse-ballot", 17, "1.2:blue is proposed though 1.2:green was", merged_restart},
    {"random", 10, "1.0:green is proposed though 1.0:blue was", one_ballot},
    {"count-any-ballot", 14, "L1 learns blue, which no quorum accepted at one ballot", two_ballots},
    {"learn-own-vote", 6, "A3 learns blue, which no quorum accepted at one ballot", one_ballot},
    {"", 3, "A3 has promised none, where maxBal is 1.1", {.ballots = 1, .lossy = true, .wipes = 1}},
};

class RefinementOfWrongExplored : public ::testing::TestWithParam<Wrong> {};
INSTANTIATE_TEST_SUITE_P(each, RefinementOfWrongExplored, ::testing::ValuesIn(wrongs),
                         [](const auto& one) {
                           const std::string name = test_name(one.param.bug);
                           return name.empty() ? "a_wiped_disk" : name;
                         });

TEST_P(RefinementOfWrongExplored, ends_in_an_event_that_is_none_of_the_specification) {
  SKIP_IF_SANITIZED();
  const Wrong& wrong = GetParam();
  const synod::Run run = fresh(with_learner, false, wrong.bug);
  const World world(run.start, wrong.bounds, two_ask(run, wrong.bounds));
  const SearchResult result = every_step<RefinementModel>(world);
  ASSERT_EQ(result.end, SearchEnd::found);
  const auto way = walk_way(world, result.path);
  ASSERT_TRUE(way);
  EXPECT_EQ(way->size(), wrong.events);
  // In the real world, with its history, it is the same event.
  EXPECT_THAT(why_at_the_end<PaxosRefinement>(run.start, *way), ::testing::StartsWith(wrong.why));
}

}  // namespace
}  // namespace synod::explore
