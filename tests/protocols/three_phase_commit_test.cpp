// Three-phase commit in every order of events: right where nodes crash, wrong where a network is
// cut.
#include "protocols/three_phase_commit.h"

#include <array>
#include <gtest/gtest.h>
#include <map>
#include <optional>

#include "model/base/random.h"
#include "model/explore/explore.h"
#include "model/explore/world_steps.h"
#include "model/line/history.h"
#include "model/scenario/condition_parser.h"
#include "model/world/blocked.h"
#include "protocols/catalog.h"
#include "tests/effort.h"
#include "tests/played.h"
#include "tests/protocols/commit_cluster.h"
#include "tests/test_name.h"

namespace synod {
namespace {

using explore::Bounds;
using explore::SearchEnd;
using ::synod::testing::explored;

Run fresh(std::uint8_t participants, const std::string& bug = "") {
  return testing::run_from(testing::commit_setup("3pc", participants, bug));
}

/// What the protocol assumes: who is silent until a timer goes off is down.
Bounds in_time(std::uint32_t crashes, std::uint32_t restarts) {
  Bounds bounds;
  bounds.ballots = 1;
  bounds.synchronous = true;
  bounds.any_timers = true;
  bounds.crashes = crashes;
  bounds.restarts = restarts;
  return bounds;
}

struct Space {
  std::uint8_t participants;
  std::uint32_t crashes;
  std::uint32_t restarts;
  std::uint64_t states;
};

TEST(ThreePhaseCommit, keeps_every_invariant_where_nodes_crash_and_messages_keep_to_time) {
  SKIP_IF_SANITIZED();
  constexpr Space spaces[] = {{2, 3, 0, 1'029},   {2, 3, 2, 33'984},  {3, 4, 0, 28'515},
                              {3, 2, 1, 172'517}, {3, 3, 1, 493'721}, {4, 2, 0, 428'356}};
  for (const Space& space : spaces) {
    const auto answer = explored(fresh(space.participants), in_time(space.crashes, space.restarts));
    EXPECT_EQ(answer.search.end, SearchEnd::complete);
    EXPECT_EQ(answer.search.states, space.states);
  }
}

TEST(ThreePhaseCommit, is_not_explored_with_other_losses_where_messages_keep_to_time) {
  Bounds bounds = in_time(1, 0);
  EXPECT_FALSE(explore_problem(fresh(2), {}, bounds));
  bounds.drops = 1;
  ASSERT_TRUE(explore_problem(fresh(2), {}, bounds));
  bounds.drops = 0;
  bounds.lossy = true;
  EXPECT_TRUE(explore_problem(fresh(2), {}, bounds));
}

/// How a search for a way ends on which R1 is blocked: within `bounds`, where no message is late.
SearchEnd search_for_blocked(std::uint8_t participants, const Bounds& bounds) {
  explore::SearchProgress progress;
  const auto goal = parse_condition("R1 blocked");
  const auto answer = explore::explore(fresh(participants), {*goal, {}}, bounds,
                                       {.states = 4'000'000, .threads = 2}, progress);
  EXPECT_TRUE(answer) << answer.error().str();
  return answer->search.end;
}

TEST(ThreePhaseCommit, blocks_nobody_as_long_as_one_node_did_not_crash) {
  SKIP_IF_SANITIZED();
  EXPECT_EQ(search_for_blocked(2, in_time(2, 2)), SearchEnd::complete);
  EXPECT_EQ(search_for_blocked(3, in_time(3, 1)), SearchEnd::complete);
}

TEST(ThreePhaseCommit, blocks_who_comes_back_alone_once_all_crashed) {
  EXPECT_EQ(search_for_blocked(2, in_time(3, 1)), SearchEnd::found);
}

TEST(ThreePhaseCommit, blocks_nobody_that_is_cut_off_and_did_not_crash) {
  const synod::Run alone = testing::run_played(
      "protocol 3pc\nparticipants 3\nbegin T1 a-10-b\ndeliver prepare T1->*\n"
      "partition R1 | T1 R2 R3\nexpect not R1 blocked\nfire R1 decision\nfire R1 states\n"
      "expect R1.outcome = abort\n");
  EXPECT_FALSE(end_of(alone).protocol->info().blocked(end_of(alone), NodeId{1}));
}

constexpr const char* all_crashed =
    "protocol 3pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ncrash T1\ncrash R1\n"
    "crash R2\nrestart R1\n";

/// Why R1 is blocked after `more`; empty where it is not.
std::string why_r1_is_blocked(const std::string& more) {
  const Cluster world = end_of(testing::run_played(all_crashed + more));
  const auto why = why_blocked(world, NodeId{1});
  return why ? why->str() : "";
}

TEST(ThreePhaseCommit, says_whom_a_blocked_participant_waits_for) {
  EXPECT_EQ(why_r1_is_blocked(""),
            "R1 is blocked: it crashed in doubt and may only ask, and T1 and R2 can't be reached.");
  EXPECT_EQ(why_r1_is_blocked("restart R2\n"),
            "R1 is blocked: it crashed in doubt and may only ask, T1 is down, and R2 does not know "
            "the decision either.");
  EXPECT_EQ(why_r1_is_blocked("restart R2\nrestart T1\n"),
            "R1 is blocked: it crashed in doubt and may only ask, and T1 and R2 do not know the "
            "decision either.");
  EXPECT_EQ(why_r1_is_blocked("restart R2\nrestart T1\nbegin T1 b-5-c\n"), "");
}

TEST(ThreePhaseCommit, blocks_who_crashed_in_doubt_and_is_cut_off_from_the_others) {
  const std::string one_is_up =
      "protocol 3pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ncrash T1\ncrash R1\n"
      "restart R1\n";
  EXPECT_FALSE(why_blocked(end_of(testing::run_played(one_is_up)), NodeId{1}));
  const auto why = why_blocked(end_of(testing::run_played(one_is_up + "cut R1-R2\n")), NodeId{1});
  ASSERT_TRUE(why);
  EXPECT_EQ(why->str(),
            "R1 is blocked: it crashed in doubt and may only ask, and T1 and R2 can't be reached.");
}

constexpr const char* votes_are_given =
    "protocol 3pc\nparticipants 3\nbegin T1 a-10-b\ndeliver prepare T1->*\n"
    "deliver vote *->T1\ndeliver precommit T1->R1\n";

TEST(ThreePhaseCommit, decides_two_things_where_a_network_is_cut_though_nobody_crashes) {
  const synod::Run cut = testing::run_played(std::string(votes_are_given) +
                                             "drop precommit T1->*\npartition T1 R1 | R2 R3\n");
  const auto answer = explored(cut, in_time(0, 0));
  EXPECT_EQ(answer.search.end, SearchEnd::found);
  EXPECT_EQ(answer.broken, "atomic");
  EXPECT_EQ(answer.actions.size(), 7u);
  const synod::Run whole = testing::run_played(votes_are_given);
  EXPECT_EQ(explored(whole, in_time(0, 0)).search.end, SearchEnd::complete);
}

TEST(ThreePhaseCommit, decides_two_things_where_messages_are_slower_than_timers) {
  const auto answer = explored(fresh(2), {.ballots = 1, .timers = 3});
  EXPECT_EQ(answer.search.end, SearchEnd::found);
  EXPECT_EQ(answer.broken, "atomic");
  EXPECT_EQ(answer.actions.size(), 8u);
}

/// Where a rule is left out: how many events the shortest run has on which that does harm, and
/// where.
struct Harm {
  const char* bug;
  std::uint8_t participants;
  std::uint32_t crashes;
  std::uint32_t restarts;
  std::size_t events;
  std::uint64_t walk;  ///< The first of the walks of seed 1, 2, ... that breaks something.
};
std::ostream& operator<<(std::ostream& out, const Harm& harm) {
  return out << harm.bug;
}

class ThreePhaseCommitWrong : public ::testing::TestWithParam<Harm> {};
INSTANTIATE_TEST_SUITE_P(each, ThreePhaseCommitWrong,
                         ::testing::Values(Harm{"no-precommit", 2, 1, 0, 11, 1'871},
                                           Harm{"majority-only", 3, 2, 0, 22, 312'071},
                                           Harm{"early-commit", 2, 2, 0, 17, 261'252},
                                           Harm{"ready-aborts", 2, 1, 0, 14, 227},
                                           Harm{"recovered-leads", 2, 2, 1, 15, 222}),
                         [](const auto& one) { return test_name(one.param.bug); });

TEST_P(ThreePhaseCommitWrong, breaks_in_so_many_events_though_messages_keep_to_time) {
  SKIP_IF_SANITIZED();
  const Harm& harm = GetParam();
  const Bounds bounds = in_time(harm.crashes, harm.restarts);
  const auto answer = explored(fresh(harm.participants, harm.bug), bounds);
  EXPECT_EQ(answer.search.end, SearchEnd::found);
  EXPECT_EQ(answer.broken, "atomic");
  EXPECT_EQ(answer.actions.size(), harm.events);
  EXPECT_EQ(explored(fresh(harm.participants), bounds).search.end, SearchEnd::complete);
}

/// A random step. `random_likes` says how often each kind is taken.
const explore::WorldStep& some_step(const std::vector<explore::WorldStep>& possible,
                                    Random random_likes, Random& random) {
  std::array<std::uint64_t, 8> likes{};
  for (std::uint64_t& like : likes) like = std::uint64_t{1} << random_likes.next() % 7;
  std::uint64_t all = 0;
  for (const auto& step : possible) all += likes[static_cast<std::size_t>(step.kind)];
  std::uint64_t at = random.next() % all;
  for (const auto& step : possible) {
    const std::uint64_t like = likes[static_cast<std::size_t>(step.kind)];
    if (at < like) return step;
    at -= like;
  }
  return possible.back();
}

/// Whether a random way, on which messages keep to time, breaks an invariant. Each way has its own
/// likes: some kinds of steps are rare on it (swarm testing).
bool breaks_on_a_walk(const explore::World& world, std::uint64_t seed) {
  constexpr int events = 60;
  Random random(seed);
  const Random likes(random.next());
  explore::WorldSteps steps(world);
  std::vector<explore::PartId> here(world.first().begin(), world.first().end());
  for (int i = 0; i < events; ++i) {
    steps.stand_on(here);
    const auto& possible = steps.steps();
    if (possible.empty()) return false;
    if (!steps.take(some_step(possible, likes, random))) continue;
    if (steps.broken() != 0) return true;
    here.assign(steps.next().begin(), steps.next().end());
  }
  return false;
}

/// What all walks of a variant begin with.
struct Ground {
  explicit Ground(const std::string& bug) : run(fresh(3, bug)) {}

  Run run;
  Bounds bounds = in_time(3, 1);
  explore::World world{run.start, bounds, asked_for(run, bounds)};
};

/// All walks before it find nothing: the two rare ones take half a minute to find from the first
/// walk on, so only the last ones before it are walked here.
TEST_P(ThreePhaseCommitWrong, is_found_by_a_walk_on_which_messages_keep_to_time) {
  SKIP_IF_SANITIZED();
  const Ground ground(GetParam().bug);
  const std::uint64_t found = GetParam().walk;
  for (std::uint64_t seed = found - std::min<std::uint64_t>(found, 5'000) + 1; seed < found; ++seed)
    EXPECT_FALSE(breaks_on_a_walk(ground.world, seed)) << seed;
  EXPECT_TRUE(breaks_on_a_walk(ground.world, found));
}

TEST(ThreePhaseCommit, keeps_every_invariant_on_walks_on_which_messages_keep_to_time) {
  const Ground ground("");
  for (std::uint64_t seed = 1; seed <= effort(100'000); ++seed)
    ASSERT_FALSE(breaks_on_a_walk(ground.world, seed)) << seed;
}

}  // namespace
}  // namespace synod
