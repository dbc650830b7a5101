// Refinement of commit protocols, explored: within bounds every step is one of TCommit, or none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/explore.h"
#include "model/explore/walk_way.h"
#include "protocols/catalog.h"
#include "protocols/commit_options.h"
#include "tests/effort.h"
#include "tests/protocols/refinement_model.h"
#include "tests/test_name.h"

namespace synod::explore {
namespace {

Run fresh(const char* protocol, std::uint8_t participants, const Options& options = {}) {
  Setup setup;
  setup.protocol = protocol;
  setup.shape = usual_shape(find_protocol(protocol)->info());
  setup.shape.acceptors = participants;
  setup.options = options;
  return {make_cluster(*find_protocol(protocol), setup), {}};
}

SearchResult every_step(const World& world) {
  SearchProgress progress;
  return search_breadth_first(CommitRefinementWithHistory{world}, {.threads = 1}, progress);
}

/// What nodes are asked for; participants for nothing, or to vote no.
std::vector<std::vector<Text>> asks(const Run& run, const Bounds& bounds, bool may_refuse) {
  auto values = asked_for(run, bounds);
  if (may_refuse)
    for (NodeId node : run.start.shape().column(Role::acceptor)) values[node.index] = {Text("no")};
  return values;
}

void expect_only_steps(const Run& run, const Bounds& bounds, std::uint64_t states,
                       bool may_refuse = false) {
  const auto result = every_step(World(run.start, bounds, asks(run, bounds, may_refuse)));
  EXPECT_EQ(result.end, SearchEnd::complete);
  EXPECT_EQ(result.states, states);
}

TEST(CommitRefinementExplored, of_participants_that_may_refuse_with_a_crash) {
  SKIP_IF_SANITIZED();
  expect_only_steps(fresh("2pc", 2), {.ballots = 1, .crashes = 1, .restarts = 1, .timers = 1},
                    59'232, true);
}

TEST(CommitRefinementExplored, of_messages_that_are_lost_and_doubled) {
  SKIP_IF_SANITIZED();
  expect_only_steps(fresh("2pc", 2), {.ballots = 1, .drops = 1, .duplicates = 1, .timers = 1},
                    11'368);
}

TEST(CommitRefinementExplored, of_three_participants) {
  SKIP_IF_SANITIZED();
  expect_only_steps(fresh("2pc", 3), {.ballots = 1, .timers = 1}, 7'371);
}

TEST(CommitRefinementExplored, of_two_transactions) {
  SKIP_IF_SANITIZED();
  Options presumed;
  presumed.own.set(commit_options::presume, Presumption::abort);
  expect_only_steps(fresh("2pc", 2), {.ballots = 2, .crashes = 1, .restarts = 1}, 953);
  expect_only_steps(fresh("2pc", 2, presumed), {.ballots = 2, .crashes = 1, .restarts = 1}, 706);
}

TEST(CommitRefinementExplored, of_three_phases_where_messages_keep_to_time) {
  SKIP_IF_SANITIZED();
  expect_only_steps(fresh("3pc", 3),
                    {.ballots = 1, .synchronous = true, .crashes = 3, .any_timers = true}, 26'495);
}

/// What is no step of the specification, and how many events the way to it has.
struct Wrong {
  const char* bug;
  std::size_t events;
  const char* why;
};
std::ostream& operator<<(std::ostream& out, const Wrong& wrong) {
  return out << wrong.bug;
}

class CommitRefinementOfWrongExplored : public ::testing::TestWithParam<Wrong> {};
INSTANTIATE_TEST_SUITE_P(
    each, CommitRefinementOfWrongExplored,
    ::testing::Values(Wrong{"absent-yes", 3, "R2 commits though R1 is working: no Decide"},
                      Wrong{"forget-vote", 4,
                            "R2 is working, where it was prepared: no action does that"},
                      Wrong{"forget-decision", 9, "R1 aborts though R2 is committed: no Decide"},
                      Wrong{"change-mind", 7, "R1 aborts though R2 is committed: no Decide"},
                      Wrong{"abort-in-doubt", 7, "R1 aborts though R2 is committed: no Decide"}),
    [](const auto& one) { return test_name(one.param.bug); });

TEST_P(CommitRefinementOfWrongExplored, ends_in_an_event_that_is_none_of_the_specification) {
  SKIP_IF_SANITIZED();
  const Wrong& wrong = GetParam();
  Options options;
  options.bug = wrong.bug;
  const synod::Run run = fresh("2pc", 2, options);
  const Bounds bounds{.ballots = 1, .crashes = 1, .restarts = 1, .timers = 1};
  const World world(run.start, bounds, asks(run, bounds, true));
  const SearchResult result = every_step(world);
  ASSERT_EQ(result.end, SearchEnd::found);
  const auto way = walk_way(world, result.path);
  ASSERT_TRUE(way);
  EXPECT_EQ(way->size(), wrong.events);
  EXPECT_EQ(whoever(why_at_the_end<CommitRefinement>(run.start, *way)), whoever(wrong.why));
}

}  // namespace
}  // namespace synod::explore
