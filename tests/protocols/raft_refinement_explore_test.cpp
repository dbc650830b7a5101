// Refinement of Raft, explored: every step within bounds is one of the specification, or none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/explore.h"
#include "model/explore/walk_way.h"
#include "tests/effort.h"
#include "tests/protocols/raft_cluster.h"
#include "tests/protocols/refinement_model.h"
#include "tests/test_name.h"

namespace synod::explore {
namespace {

SearchResult every_step(const World& world) {
  SearchProgress progress;
  return search_breadth_first(RaftRefinementWithHistory{world}, {.threads = 1}, progress);
}

SearchResult every_step(const Run& run, const Bounds& bounds) {
  return every_step(World(run.start, bounds, asked_for(run, bounds)));
}

Run fresh(std::uint8_t servers, const std::string& bug = "") {
  return {testing::raft_world(servers, bug), {}};
}

struct Case {
  const char* name;
  std::uint8_t servers;
  Bounds bounds;
  std::uint64_t states;
};
std::ostream& operator<<(std::ostream& out, const Case& one) {
  return out << one.name;
}

class RaftRefinementExplored : public ::testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(
    of, RaftRefinementExplored,
    ::testing::Values(
        Case{"two_elections_of_two", 2, {.ballots = 0, .timers = 2}, 138},
        Case{"two_servers_asked_with_each_fault",
             2,
             {.ballots = 1, .drops = 1, .duplicates = 1, .crashes = 1, .restarts = 1, .timers = 1},
             11'074},
        Case{"an_election_of_three_with_a_crash",
             3,
             {.ballots = 0, .crashes = 1, .restarts = 1, .timers = 1},
             1'970},
        Case{"an_election_of_three_with_a_doubled_message",
             3,
             {.ballots = 0, .duplicates = 1, .timers = 1},
             2'305},
        Case{"three_servers_asked_once", 3, {.ballots = 1, .timers = 1}, 125'066},
        Case{"two_elections_of_three", 3, {.ballots = 0, .timers = 2}, 179'839}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_P(RaftRefinementExplored, takes_only_steps_of_the_specification) {
  SKIP_IF_SANITIZED();
  const auto result = every_step(fresh(GetParam().servers), GetParam().bounds);
  EXPECT_EQ(result.end, SearchEnd::complete);
  EXPECT_EQ(result.states, GetParam().states);
}

/// What is no step of the specification, and how many events the shortest way to it has.
struct Wrong {
  const char* bug;
  std::uint8_t servers;
  Bounds bounds;
  std::size_t events;
  const char* why;
};
std::ostream& operator<<(std::ostream& out, const Wrong& wrong) {
  return out << wrong.bug;
}

class RaftRefinementOfWrongExplored : public ::testing::TestWithParam<Wrong> {};
INSTANTIATE_TEST_SUITE_P(
    each, RaftRefinementOfWrongExplored,
    ::testing::Values(
        Wrong{"vote-twice",
              3,
              {.ballots = 0, .timers = 2},
              6,
              "S2 begins to lead at term 1 by the votes of S2 and S3, which are no majority that "
              "may vote so: no BecomeLeader"},
        Wrong{"half",
              4,
              {.ballots = 0, .timers = 1},
              3,
              "S1 begins to lead at term 1 by the votes of S1 and S4, which are no majority that "
              "may vote so: no BecomeLeader"},
        Wrong{"term-not-on-disk",
              3,
              {.ballots = 0, .crashes = 1, .restarts = 1, .timers = 1},
              5,
              "S3 is at term 0, where currentTerm was 1: no action does that"},
        Wrong{"vote-not-on-disk",
              3,
              {.ballots = 0, .crashes = 1, .restarts = 1, .timers = 2},
              8,
              "S2 begins to lead at term 1 by the votes of S2 and S3, which are no majority that "
              "may vote so: no BecomeLeader"},
        Wrong{"no-log-check",
              3,
              {.ballots = 0, .timers = 3},
              6,
              "S3 begins to lead at term 2 by the votes of S1 and S3, which are no majority that "
              "may vote so: no BecomeLeader"},
        Wrong{"late-votes",
              3,
              {.ballots = 0, .timers = 3},
              4,
              "S3 is at term 1, where currentTerm was 2: no action does that"},
        Wrong{"match-next",
              3,
              {.ballots = 1, .timers = 1},
              6,
              "S1 commits slot 2 at term 1, whose entry is of an earlier term or on no majority: "
              "no CommitEntry"},
        Wrong{"commit-any-term",
              3,
              {.ballots = 0, .crashes = 1, .restarts = 1, .timers = 2},
              11,
              "S2 commits slot 1 at term 2, whose entry is of an earlier term or on no majority: "
              "no CommitEntry"},
        Wrong{"truncate-always",
              3,
              {.ballots = 0, .duplicates = 1, .timers = 2},
              6,
              "S2 removes slot 1 at term 1, and its log ends no earlier than the leader's or does "
              "not differ: no RollbackEntries"}),
    [](const auto& one) { return test_name(one.param.bug); });

TEST_P(RaftRefinementOfWrongExplored, ends_in_an_event_that_is_none_of_the_specification) {
  SKIP_IF_SANITIZED();
  const Wrong& wrong = GetParam();
  const synod::Run run = fresh(wrong.servers, wrong.bug);
  const World world(run.start, wrong.bounds, asked_for(run, wrong.bounds));
  const SearchResult result = every_step(world);
  ASSERT_EQ(result.end, SearchEnd::found);
  const auto way = walk_way(world, result.path);
  ASSERT_TRUE(way);
  EXPECT_EQ(way->size(), wrong.events);
  EXPECT_EQ(whoever(why_at_the_end<RaftRefinement>(run.start, *way)), whoever(wrong.why));
}

}  // namespace
}  // namespace synod::explore
