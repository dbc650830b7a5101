// Refinement of two-phase commit: every event of every run is a step of TCommit or none.
#include "protocols/commit_refinement.h"

#include <gtest/gtest.h>
#include <set>

#include "model/walk/random_walk.h"
#include "model/world/apply.h"
#include "protocols/catalog.h"
#include "tests/effort.h"
#include "tests/protocols/run_with_bug.h"
#include "tests/test_name.h"

namespace synod {
namespace {

using Manager = CommitSpec::Manager;

/// Every state of the specification of one transaction.
std::set<CommitSpec::State> states_of(std::uint8_t managers) {
  synod::Setup setup;
  setup.shape = usual_shape(find_protocol("2pc")->info());
  setup.shape.acceptors = managers;
  const CommitSpec spec(setup);
  std::set<CommitSpec::State> known{CommitSpec::init()};
  std::vector<CommitSpec::State> left{CommitSpec::init()};
  while (!left.empty()) {
    const CommitSpec::State from = left.back();
    left.pop_back();
    for (NodeId node : setup.shape.column(Role::acceptor))
      for (Manager next : {Manager::prepared, Manager::committed, Manager::aborted}) {
        CommitSpec::State to = from;
        if (!spec.move(to, Slot{1}, node, next) && known.insert(to).second) left.push_back(to);
      }
  }
  return known;
}

TEST(CommitSpec, of_the_refinement_has_as_many_states_as_other_checkers_count) {
  EXPECT_EQ(states_of(1).size(), 4u);
  EXPECT_EQ(states_of(2).size(), 12u);
  EXPECT_EQ(states_of(3).size(), 34u);
  EXPECT_EQ(states_of(5).size(), 274u);
}

/// How far a run is one of the specification.
struct Followed {
  std::string why;  ///< Why it goes no further; "" where it does to its end.
  std::size_t events = 0;
  std::size_t steps = 0;  ///< Events that are steps of the specification.
  std::size_t committed = 0;
  std::size_t aborted = 0;
};

Followed follow(Cluster world, const std::vector<Action>& actions) {
  CommitRefinement refinement(world);
  Followed followed;
  for (const Action& action : actions) {
    Event event;
    EXPECT_FALSE(act(world, action, &event));
    ++followed.events;
    const CommitSpec::State before = refinement.state();
    if (const auto why = refinement.follow(event, world)) {
      followed.why = why->str();
      return followed;
    }
    followed.steps += refinement.state() != before ? 1u : 0u;
  }
  for (const auto& [transaction, managers] : refinement.state())
    for (const Manager manager : managers) {
      followed.committed += manager == Manager::committed ? 1u : 0u;
      followed.aborted += manager == Manager::aborted ? 1u : 0u;
    }
  return followed;
}

Followed follow(const WalkReport& walk) {
  return follow(make_cluster(*find_protocol("2pc"), walk.setup), walk.actions);
}

TEST(CommitRefinement, of_random_runs_takes_only_steps_of_the_specification) {
  constexpr std::uint64_t runs = effort(5'000);
  const Protocol& protocol = *find_protocol("2pc");
  Followed all;
  for (std::uint64_t seed = 1; seed <= runs; ++seed) {
    const Followed followed = follow(random_walk(protocol, random_setup(protocol, seed), seed));
    ASSERT_EQ(followed.why, "") << "seed " << seed << ", event " << followed.events;
    all.events += followed.events;
    all.steps += followed.steps;
    all.committed += followed.committed;
    all.aborted += followed.aborted;
  }
  // Runs in which nothing happens would be fine too.
  EXPECT_GT(all.events, 150 * runs);
  EXPECT_GT(all.steps, 5 * runs);
  EXPECT_GT(all.committed, runs);
  EXPECT_GT(all.aborted, runs);
}

TEST(CommitRefinement, of_a_vote_that_a_crash_loses_is_no_step) {
  EXPECT_EQ(way_out_of("wrong/WV-17", "forget-vote"),
            "event 5: R1 is working, where it was prepared: no action does that");
  EXPECT_EQ(way_out_of("wrong/WV-17", ""), "");
}

class CommitRefinementOfWrong : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(each, CommitRefinementOfWrong, ::testing::ValuesIn([] {
                           std::vector<std::string> names;
                           for (const Variant& one : find_protocol("2pc")->info().variants)
                             names.emplace_back(one.name);
                           return names;
                         }()),
                         [](const auto& one) { return test_name(one.param); });

/// A walk ends where an invariant breaks. TCommit has no coordinator, so where that one decides
/// wrongly, the walk ends before a participant follows it; commit_refinement_explore_test.cpp goes
/// on from there.
TEST_P(CommitRefinementOfWrong, is_caught_in_500_random_runs_unless_they_end_before) {
  const Protocol& protocol = *find_protocol("2pc");
  const bool ends_before = GetParam() == "absent-yes" || GetParam() == "forget-decision";
  std::size_t caught = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    synod::Setup setup = random_setup(protocol, seed);
    setup.options.bug = GetParam();
    caught += follow(random_walk(protocol, setup, seed)).why.empty() ? 0u : 1u;
  }
  EXPECT_EQ(caught == 0, ends_before);
}

TEST(CommitRefinement, of_the_scenarios_of_atomic_commitment_is_whole) {
  for (const char* name :
       {"commit/CM-01", "commit/CM-02", "commit/CM-03", "commit/CM-04", "commit/CM-04b",
        "commit/CM-05", "commit/CM-05b", "commit/CM-06", "commit/CM-06b"})
    EXPECT_EQ(way_out_of(name, ""), "") << name;
}

}  // namespace
}  // namespace synod
