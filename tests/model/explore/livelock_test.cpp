// Livelocks: clusters that have one, and clusters that don't.
#include "model/explore/livelock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/turns.h"
#include "protocols/basic_paxos.h"
#include "tests/model/why_script.h"

namespace synod::explore {
namespace {

using synod::testing::run_of_script;
using LivelockRun = synod::Run;

LivelockAnswer livelock_in(const LivelockRun& run, const Bounds& bounds = {.ballots = 1},
                           const SearchLimits& limits = {.states = 3'000'000}) {
  SearchProgress progress;
  const Result<LivelockAnswer> answer = find_livelock(run, bounds, limits, progress);
  EXPECT_TRUE(answer) << (answer ? "" : answer.error().str());
  return answer ? *answer : LivelockAnswer{};
}

/// Acts in `world`, expects that nothing is chosen, and counts the messages that arrive.
std::size_t delivered_by(Cluster& world, const std::vector<Action>& actions) {
  std::size_t delivered = 0;
  for (const Action& action : actions) {
    Event event;
    EXPECT_FALSE(act(world, action, &event));
    EXPECT_TRUE(event.chosen.empty());
    if (action.verb == Verb::deliver) ++delivered;
  }
  return delivered;
}

/// The highest round that any proposer used.
std::uint32_t round_of(const Cluster& world) {
  std::uint32_t round = 0;
  for (const Node& node : world.nodes)
    round = std::max(round, node.state.as<BasicPaxos::State>().proposer.round);
  return round;
}

/// Three turns of the loop, in a row, of which each looks like the one before.
void expect_a_loop(LivelockRun run, const LivelockAnswer& answer) {
  Cluster world = end_of(run);
  delivered_by(world, answer.actions);
  run.actions.insert(run.actions.end(), answer.actions.begin(), answer.actions.end());
  std::vector<Action> turn = answer.loop;
  const Cluster before = world;
  for (int i = 0; i < 3; ++i) {
    const Cluster now = world;
    EXPECT_GT(delivered_by(world, turn), 0u);
    EXPECT_EQ(world.in_flight.size(), now.in_flight.size());
    EXPECT_EQ(world.timers.size(), now.timers.size());
    const std::vector<Action> again = next_turn(run, turn);
    ASSERT_EQ(again.size(), turn.size());
    run.actions.insert(run.actions.end(), turn.begin(), turn.end());
    turn = again;
  }
  EXPECT_TRUE(world.observer.chosen().empty());
  EXPECT_GE(round_of(world), round_of(before) + 3) << "each turn is a ballot higher";
}

TEST(Livelock, of_two_proposers_that_outbid_each_other_is_found) {
  const LivelockRun run =
      run_of_script("protocol paxos\nproposers 2\nacceptors 3\nlearners 0\noption retry on\n");
  const LivelockAnswer answer = livelock_in(run);
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  // Each turn both begin a ballot, hear three Promises and three refusals.
  EXPECT_EQ(answer.loop.size(), 26u);
  expect_a_loop(run, answer);
}

TEST(Livelock, needs_no_refusals_where_proposers_give_up_by_themselves) {
  const LivelockRun run = run_of_script(
      "protocol paxos\nproposers 2\nacceptors 2\nlearners 0\noption retry on\noption nack off\n");
  const LivelockAnswer answer = livelock_in(run);
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  expect_a_loop(run, answer);
}

TEST(Livelock, is_found_from_the_middle_of_a_duel) {
  const LivelockRun run = run_of_script(
      "protocol paxos\nproposers 2\nacceptors 2\nlearners 0\noption retry on\n"
      "propose P1 blue\ndeliver prepare P1->*\ndeliver promise *->P1\n"
      "propose P2 green\ndeliver prepare P2->*\n");
  const LivelockAnswer answer = livelock_in(run, {.ballots = 0});
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  expect_a_loop(run, answer);
}

TEST(Livelock, is_nowhere_where_one_proposer_is_alone) {
  const LivelockAnswer answer = livelock_in(
      run_of_script("protocol paxos\nproposers 1\nacceptors 3\nlearners 0\noption retry on\n"));
  EXPECT_EQ(answer.search.end, SearchEnd::complete);
  EXPECT_GT(answer.search.states, 50u);
  EXPECT_TRUE(answer.loop.empty());
}

TEST(Livelock, is_nowhere_where_nobody_tries_again) {
  const LivelockAnswer answer = livelock_in(
      run_of_script("protocol paxos\nproposers 2\nacceptors 2\nlearners 0\noption retry off\n"));
  EXPECT_EQ(answer.search.end, SearchEnd::complete);
  EXPECT_TRUE(answer.loop.empty());
}

TEST(Livelock, where_a_limit_comes_first_says_how_far_it_looked) {
  const LivelockRun run =
      run_of_script("protocol paxos\nproposers 2\nacceptors 3\nlearners 0\noption retry on\n");
  const LivelockAnswer answer = livelock_in(run, {.ballots = 1}, {.states = 20'000});
  EXPECT_EQ(answer.search.end, SearchEnd::too_many);
  EXPECT_GE(answer.under_way, 3u);
  EXPECT_LT(answer.under_way, 7u);
  SearchProgress progress;
  progress.cancelled = true;
  EXPECT_EQ(find_livelock(run, {.ballots = 1}, {}, progress)->search.end, SearchEnd::cancelled);
}

TEST(Livelock, that_cannot_be_looked_for_says_why) {
  const auto problem = [](const char* script, const Bounds& bounds) {
    SearchProgress progress;
    const auto answer = find_livelock(run_of_script(script), bounds, {}, progress);
    return answer ? std::string() : answer.error().str();
  };
  const char* const paxos = "protocol paxos\nproposers 2\nacceptors 3\nlearners 0\n";
  EXPECT_THAT(problem(paxos, {.lossy = true}), ::testing::HasSubstr("by number"));
  EXPECT_THAT(problem("protocol multi\nnodes 3\n", {}), ::testing::HasSubstr("not in a log"));
  const std::string chosen = std::string(paxos) + "propose P1 blue\nrun until chosen\n";
  EXPECT_THAT(problem(chosen.c_str(), {}), ::testing::HasSubstr("chosen already"));
}

}  // namespace
}  // namespace synod::explore
