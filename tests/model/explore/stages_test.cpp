// Stages of an exploration: what is known early, and that it is right.
#include "model/explore/stages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/livelock.h"
#include "model/explore/scope.h"
#include "model/scenario/condition_parser.h"
#include "tests/model/why_script.h"

namespace synod::explore {
namespace {

using synod::testing::run_of_script;
using ::testing::ElementsAre;

const std::string two_and_two = "proposers 2\nacceptors 2\nlearners 0\noption nack off\n";
const std::string two_and_three = "proposers 2\nacceptors 3\nlearners 0\noption nack off\n";

/// The stages in words, one after the other.
std::vector<std::string> stages_in_words(const std::string& script, const Bounds& bounds) {
  const synod::Run run = run_of_script(script);
  std::vector<std::string> list;
  for (const Bounds& stage : stages_of(run, bounds)) {
    std::string words;
    for (const Sentence& part : scope_of(stage, run.start.shape()))
      words += (words.empty() ? "" : ", ") + part.str();
    list.push_back(words);
  }
  return list;
}

StagedAnswer staged(const std::string& script, const Bounds& bounds, const Question& question = {},
                    const SearchLimits& limits = {.threads = 1}, const StageWatcher& watcher = {}) {
  SearchProgress progress;
  const auto answer =
      explore_in_stages(run_of_script(script), question, bounds, limits, progress, watcher);
  EXPECT_TRUE(answer) << (answer ? "" : answer.error().str());
  return answer ? *answer : StagedAnswer{};
}

Question goal(const char* condition) {
  const auto parsed = parse_condition(condition);
  EXPECT_TRUE(parsed);
  return {*parsed};
}

TEST(Stages, of_a_fresh_cluster_begin_with_one_proposer_that_is_asked) {
  EXPECT_THAT(stages_in_words(two_and_two, {.ballots = 2}),
              ElementsAre("P1 asked once", "each proposer asked once",
                          "each proposer asked once, P1 once more", "each proposer asked 2 times"));
}

TEST(Stages, begin_with_what_is_under_way_where_anything_is) {
  EXPECT_THAT(stages_in_words(two_and_two + "propose P1 blue\n", {.ballots = 1}),
              ElementsAre("nobody asked anew", "P1 asked once", "each proposer asked once"));
}

TEST(Stages, let_one_more_go_wrong_once_each_was_asked_once_more) {
  EXPECT_THAT(
      stages_in_words(two_and_two + "crash P2\n", {.ballots = 2, .drops = 1, .crashes = 3}),
      ElementsAre("each proposer asked once", "each proposer asked once, 1 message lost, 1 crash",
                  "each proposer asked 2 times, 1 message lost, 1 crash",
                  "each proposer asked 2 times, 1 message lost, 2 crashes",
                  "each proposer asked 2 times, 1 message lost, 3 crashes"));
}

TEST(Stages, keep_a_network_that_loses_and_repeats_from_the_first_on) {
  for (const Bounds& stage :
       stages_of(run_of_script(two_and_two), {.ballots = 2, .lossy = true, .merge_quiet = true})) {
    EXPECT_TRUE(stage.lossy);
    EXPECT_TRUE(stage.merge_quiet);
  }
}

TEST(Stages, end_with_the_bounds_that_were_asked_for) {
  const Bounds nothing{.ballots = 0};
  EXPECT_EQ(stages_of(run_of_script(two_and_two), nothing), std::vector{nothing});
  const Bounds wide{.ballots = 3, .duplicates = 2, .crashes = 1, .restarts = 1, .symmetry = true};
  EXPECT_EQ(stages_of(run_of_script(two_and_two), wide).back(), wide);
}

TEST(Stages, ask_clients_before_replicas_that_take_nothing_yet) {
  const auto words =
      stages_in_words("protocol multi\nnodes 3\nclients 1\n", {.ballots = 1, .timers = 1});
  ASSERT_FALSE(words.empty());
  EXPECT_EQ(words.back(), "each proposer asked once, 1 timer");
}

TEST(StagedExploration, says_of_each_stage_that_it_holds_and_ends_as_without_stages) {
  std::vector<std::uint64_t> told;
  StageWatcher watcher;
  watcher.held = [&](const Stage& stage) { told.push_back(stage.search.states); };
  const StagedAnswer answer = staged(two_and_two, {.ballots = 1}, {}, {.threads = 1}, watcher);
  ASSERT_EQ(answer.held.size(), 1u);
  EXPECT_EQ(told, std::vector{answer.held[0].search.states});
  EXPECT_GT(told[0], 10u);
  EXPECT_EQ(answer.answer.search.end, SearchEnd::complete);
  EXPECT_EQ(answer.bounds, (Bounds{.ballots = 1}));

  SearchProgress progress;
  const auto alone =
      explore(run_of_script(two_and_two), {}, {.ballots = 1}, {.threads = 1}, progress);
  ASSERT_TRUE(alone);
  EXPECT_EQ(answer.answer.search.states, alone->search.states);
  EXPECT_LT(told[0], alone->search.states);
}

TEST(StagedExploration, of_a_stage_is_an_exploration_within_its_bounds) {
  const StagedAnswer answer = staged(two_and_two, {.ballots = 1});
  SearchProgress progress;
  const auto alone =
      explore(run_of_script(two_and_two), {}, {.ballots = 0, .once_more = {{0}}}, {}, progress);
  ASSERT_TRUE(alone);
  ASSERT_EQ(answer.held.size(), 1u);
  EXPECT_EQ(answer.held[0].search.states, alone->search.states);
}

TEST(StagedExploration, ends_at_the_first_stage_that_breaks) {
  const StagedAnswer answer =
      staged(two_and_three + "option bug no-adopt\n", {.ballots = 3, .drops = 1, .symmetry = true});
  EXPECT_EQ(answer.answer.search.end, SearchEnd::found);
  EXPECT_EQ(answer.bounds, (Bounds{.ballots = 1, .symmetry = true}));
  EXPECT_EQ(answer.answer.actions.size(), 14u);
  EXPECT_EQ(answer.held.size(), 1u);
}

TEST(StagedExploration, finds_what_wider_bounds_reach_in_fewer_events) {
  const std::string accepting =
      two_and_two + "propose P1 blue\ndeliver prepare P1->*\ndeliver promise *->P1\n";
  const Question twice = goal("in-flight accept P1->A1 = 2");
  const StagedAnswer answer = staged(accepting, {.ballots = 1, .duplicates = 1}, twice);
  EXPECT_EQ(answer.answer.search.end, SearchEnd::found);
  EXPECT_EQ(answer.answer.actions.size(), 1u) << "the message is doubled";
  EXPECT_TRUE(answer.shortest_of_all);
  EXPECT_EQ(answer.bounds.duplicates, 1u);

  const StagedAnswer alone = staged(accepting, {.ballots = 1}, twice);
  EXPECT_GT(alone.answer.actions.size(), 1u) << "P1 must be asked again";
  EXPECT_TRUE(alone.shortest_of_all);
}

TEST(StagedExploration, claims_no_fewest_events_where_a_limit_came_first) {
  const std::string accepting =
      two_and_two + "propose P1 blue\ndeliver prepare P1->*\ndeliver promise *->P1\n";
  const Question learned = goal("chosen blue");
  const StagedAnswer few = staged(accepting, {.ballots = 3}, learned, {.states = 20, .threads = 1});
  EXPECT_EQ(few.answer.search.end, SearchEnd::found);
  EXPECT_EQ(few.answer.actions.size(), 2u);
}

TEST(StagedExploration, that_comes_to_a_limit_keeps_what_is_known) {
  const StagedAnswer answer =
      staged(two_and_three, {.ballots = 4}, {}, {.states = 20'000, .threads = 1});
  EXPECT_EQ(answer.answer.search.end, SearchEnd::too_many);
  ASSERT_FALSE(answer.held.empty());
  EXPECT_EQ(answer.held.front().search.end, SearchEnd::complete);
  EXPECT_NE(answer.bounds, (Bounds{.ballots = 4}));
}

TEST(StagedExploration, looks_at_every_stage_as_far_as_a_limit_of_depth_lets_it) {
  const StagedAnswer answer = staged(two_and_two, {.ballots = 2}, {}, {.depth = 6, .threads = 1});
  EXPECT_EQ(answer.answer.search.end, SearchEnd::too_deep);
  EXPECT_EQ(answer.bounds, (Bounds{.ballots = 2}));
}

TEST(StagedExploration, that_is_called_off_between_two_stages_keeps_the_first) {
  SearchProgress progress;
  StageWatcher watcher;
  watcher.held = [&](const Stage&) { progress.cancelled = true; };
  const auto answer = explore_in_stages(run_of_script(two_and_three), {}, {.ballots = 4},
                                        {.threads = 1}, progress, watcher);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->answer.search.end, SearchEnd::cancelled);
  EXPECT_EQ(answer->held.size(), 1u);
}

TEST(StagedExploration, refuses_a_goal_that_nobody_asks_for_before_it_begins) {
  SearchProgress progress;
  const auto answer = explore_in_stages(run_of_script(two_and_two), goal("chosen gren"),
                                        {.ballots = 1}, {}, progress);
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().str(), ::testing::HasSubstr("did you mean green?"));
  EXPECT_EQ(progress.states, 0u);
}

TEST(StagedExploration, looks_for_a_value_that_the_last_stage_alone_asks_for) {
  const StagedAnswer answer = staged(two_and_two, {.ballots = 1}, goal("chosen green"));
  EXPECT_EQ(answer.answer.search.end, SearchEnd::found);
}

TEST(StagedExploration, of_a_livelock_tells_how_much_room_it_looked_at) {
  SearchProgress progress;
  std::vector<std::uint32_t> rooms;
  const auto answer =
      find_livelock(run_of_script("proposers 2\nacceptors 3\nlearners 0\noption retry on\n"),
                    {.ballots = 1}, {.states = 20'000}, progress,
                    [&](const LivelockAnswer& known) { rooms.push_back(known.under_way); });
  ASSERT_TRUE(answer);
  ASSERT_FALSE(rooms.empty());
  EXPECT_TRUE(std::is_sorted(rooms.begin(), rooms.end()));
  if (answer->search.end == SearchEnd::too_many) {
    EXPECT_EQ(rooms.back(), answer->under_way);
  }
}

TEST(StagedExploration, of_nine_acceptors_that_are_alike_has_room_for_its_hashes) {
  const StagedAnswer answer =
      staged("proposers 1\nacceptors 9\nlearners 0\noption nack off\n",
             {.ballots = 1, .symmetry = true}, {}, {.states = 2'000, .threads = 1});
  EXPECT_LT(answer.answer.search.bytes, std::uint64_t{16} << 20);
}

}  // namespace
}  // namespace synod::explore
