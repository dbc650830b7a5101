// The protocols themselves, explored: what holds in every order of events, and what does not.
#include "model/explore/explore.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/minimise.h"
#include "model/scenario/condition_parser.h"
#include "tests/model/world.h"

namespace synod::explore {
namespace {

using synod::testing::apart;

Run fresh(const Shape& shape, const Options& options = {}, const char* protocol = "paxos") {
  Setup setup;
  setup.protocol = protocol;
  setup.shape = shape;
  setup.options = options;
  return {make_cluster(*find_protocol(protocol), setup), {}};
}

Options with_bug(const char* bug) {
  Options options;
  options.bug = bug;
  return options;
}

Answer answer_to(const Run& run, const Bounds& bounds, const SearchLimits& limits = {.threads = 1},
                 const Question& question = {}) {
  SearchProgress progress;
  const Result<Answer> answer = explore(run, question, bounds, limits, progress);
  EXPECT_TRUE(answer) << (answer ? "" : answer.error().str());
  return answer ? *answer : Answer{};
}

Question goal(const char* condition) {
  const auto parsed = parse_condition(condition);
  EXPECT_TRUE(parsed);
  return {*parsed};
}

Cluster after(const Run& run, const std::vector<Action>& actions) {
  Cluster world = run.start;
  for (const Action& action : run.actions) EXPECT_FALSE(act(world, action));
  for (const Action& action : actions) EXPECT_FALSE(act(world, action));
  return world;
}

/// Two proposers with one ballot each, refusals silent: small enough for any test.
const Shape small{.proposers = 2, .acceptors = 3, .learners = 1};
Options silent(const char* bug = "") {
  Options options = with_bug(bug);
  options.nack = false;
  return options;
}

TEST(Explore, finds_that_paxos_holds_in_every_order) {
  const Answer answer = answer_to(fresh(small, silent()), {.ballots = 1, .lossy = true});
  EXPECT_EQ(answer.search.end, SearchEnd::complete);
  EXPECT_GT(answer.search.states, 10'000u);
  EXPECT_LT(answer.collision, 1e-20);
}

TEST(Explore, counts_the_same_with_one_thread_and_with_two) {
  const synod::Run run = fresh(small, silent());
  for (const Bounds& bounds :
       {Bounds{.ballots = 1, .lossy = true}, Bounds{.ballots = 1, .lossy = true, .symmetry = true},
        Bounds{.ballots = 1, .lossy = true, .merge_quiet = true},
        Bounds{.ballots = 1, .lossy = true, .fingerprint = 64}}) {
    const Answer one = answer_to(run, bounds, {.threads = 1});
    const Answer two = answer_to(run, bounds, {.threads = 2});
    EXPECT_EQ(one.search.end, SearchEnd::complete);
    EXPECT_EQ(two.search.end, one.search.end);
    EXPECT_EQ(two.search.states, one.search.states);
    EXPECT_EQ(two.search.steps, one.search.steps);
    EXPECT_EQ(two.search.depth, one.search.depth);
  }
}

TEST(Explore, by_symmetry_has_fewer_states_and_the_same_verdict) {
  const Bounds all{.ballots = 1, .lossy = true};
  const Bounds fewer{.ballots = 1, .lossy = true, .symmetry = true};
  const synod::Run right = fresh(small, silent());
  EXPECT_LT(5 * answer_to(right, fewer).search.states, answer_to(right, all).search.states);
  EXPECT_EQ(answer_to(right, fewer).search.depth, answer_to(right, all).search.depth);
  const synod::Run wrong = fresh(small, silent("no-adopt"));
  EXPECT_EQ(answer_to(wrong, fewer).actions.size(), answer_to(wrong, all).actions.size());
}

TEST(Explore, with_merge_quiet_gives_the_same_verdict_and_the_same_shortest_way) {
  Bounds prompt{.ballots = 1, .lossy = true, .merge_quiet = true};
  EXPECT_EQ(answer_to(fresh(small, silent()), prompt).search.end, SearchEnd::complete);
  prompt.wipes = prompt.restarts = 1;
  Bounds plain = prompt;
  plain.merge_quiet = false;
  const synod::Run run = fresh(small, silent());
  EXPECT_EQ(answer_to(run, prompt).actions.size(), answer_to(run, plain).actions.size());
}

TEST(Explore, of_what_a_person_asked_for_asks_again) {
  synod::Run run = fresh(small);
  run.actions.push_back(actions::propose({0}, "red"));
  const auto values = asked_for(run, {});
  EXPECT_EQ(values[0], std::vector<Text>{"red"});
  EXPECT_EQ(values[1], std::vector<Text>{"green"});
  EXPECT_TRUE(values[2].empty());
}

TEST(Explore, reaches_a_goal_by_the_shortest_way) {
  const synod::Run run = fresh(small);
  const Answer answer = answer_to(run, {.ballots = 1}, {.threads = 1}, goal("learned L1 blue"));
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  // Ask; two Prepares, two Promises, two Accepts, two Accepted.
  EXPECT_EQ(answer.actions.size(), 9u);
  EXPECT_EQ(after(run, answer.actions).observer.learned().size(), 1u);
}

TEST(Explore, finds_a_majority_that_holds_blue_while_blue_is_not_chosen) {
  const synod::Run run = fresh(small);
  const Answer answer =
      answer_to(run, {.ballots = 3}, {.threads = 2},
                goal("A1.accepted = 1.1:blue and A2.accepted = 2.1:blue and not chosen blue"));
  EXPECT_EQ(answer.search.end, SearchEnd::found);
}

TEST(Explore, says_that_a_goal_is_out_of_reach) {
  const Answer answer =
      answer_to(fresh(small, silent()), {.ballots = 1}, {.threads = 1}, goal("violated agreement"));
  EXPECT_EQ(answer.search.end, SearchEnd::complete);
  EXPECT_TRUE(answer.actions.empty());
}

TEST(Explore, goes_on_from_the_moment_that_it_is_given) {
  synod::Run run = fresh(apart, with_bug("no-adopt"));
  Cluster world = run.start;
  const auto act_too = [&](const Action& action) {
    ASSERT_FALSE(act(world, action));
    run.actions.push_back(action);
  };
  const Answer whole = answer_to(run, {.ballots = 1});
  ASSERT_EQ(whole.search.end, SearchEnd::found);
  for (std::size_t i = 0; i < 4; ++i) act_too(whole.actions[i]);
  const Answer rest = answer_to(run, {.ballots = 1});
  ASSERT_EQ(rest.search.end, SearchEnd::found);
  EXPECT_FALSE(after(run, rest.actions).observer.violations().empty());
}

TEST(Explore, releases_what_was_held_before_it_is_delivered) {
  synod::Run run = fresh(small);
  Cluster world = run.start;
  run.actions.push_back(actions::propose({0}, "blue"));
  act(world, run.actions.back());
  for (const Message& message : world.in_flight)
    run.actions.push_back(actions::on_message(Verb::hold, message.id));
  const Answer answer = answer_to(run, {.ballots = 0}, {.threads = 1}, goal("P1.value = blue"));
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  EXPECT_EQ(answer.actions.size(), 6u);
  EXPECT_EQ(after(run, answer.actions).observer.proposals().size(), 1u);
}

TEST(Explore, says_what_it_cannot_do_and_the_way_out) {
  const auto problem = [](const synod::Run& run, const Question& question, const Bounds& bounds) {
    const auto why = explore_problem(run, question, bounds);
    return why ? why->str() : std::string();
  };
  Options lossy;
  lossy.loss = 1'000;
  EXPECT_THAT(problem(fresh(small, lossy), {}, {}), ::testing::HasSubstr("allow drops"));
  EXPECT_THAT(problem(fresh(small), {}, {.ballots = 16}), ::testing::HasSubstr("at most 15"));
  EXPECT_THAT(problem(fresh(small), {}, {.drops = 32}), ::testing::HasSubstr("at most 31"));
  EXPECT_THAT(problem(fresh(small), {}, {.fingerprint = 32}), ::testing::HasSubstr("64 or 128"));
  EXPECT_THAT(problem(fresh(small), goal("delivered nack *->P1"), {}),
              ::testing::HasSubstr("delivered"));
  EXPECT_THAT(problem(fresh(small), goal("chosen blue"), {.symmetry = true}),
              ::testing::HasSubstr("symmetry"));
  EXPECT_THAT(problem(fresh(small), goal("A9 down"), {}), ::testing::HasSubstr("A9"));
  EXPECT_EQ(problem(fresh(small), goal("chosen blue"), {}), "");
}

TEST(Explore, cancelled_or_at_a_limit_says_so) {
  SearchProgress progress;
  progress.cancelled = true;
  EXPECT_EQ(explore(fresh(small), {}, {}, {.threads = 1}, progress)->search.end,
            SearchEnd::cancelled);
  EXPECT_EQ(answer_to(fresh(small), {}, {.states = 1'000, .threads = 2}).search.end,
            SearchEnd::too_many);
  EXPECT_EQ(answer_to(fresh(small), {}, {.depth = 4, .threads = 1}).search.end,
            SearchEnd::too_deep);
}

/// A wrong variant, what it takes to break it, and how many events that takes at least.
struct Broken {
  const char* bug;
  const char* invariant;
  std::size_t events;
  Bounds bounds;
  std::uint8_t acceptors = 3;
};

synod::Run wrong(const Broken& broken) {
  Shape shape = small;
  shape.acceptors = broken.acceptors;
  return fresh(shape, with_bug(broken.bug));
}

class WrongVariant : public ::testing::TestWithParam<Broken> {};

TEST_P(WrongVariant, is_caught_by_the_shortest_run_that_shows_it) {
  const Broken& broken = GetParam();
  const synod::Run run = wrong(broken);
  const Answer answer = answer_to(run, broken.bounds, {.states = 20'000'000, .threads = 2});
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  EXPECT_EQ(answer.broken, broken.invariant);
  EXPECT_EQ(answer.actions.size(), broken.events);
  EXPECT_NE(after(run, answer.actions).observer.violation(broken.invariant), nullptr);

  // Nothing can be left out of a shortest way.
  const auto reached = [&](const Cluster& world) {
    return world.observer.violation(broken.invariant) != nullptr;
  };
  EXPECT_EQ(minimised(run.start, answer.actions, reached).size(), broken.events);
}

INSTANTIATE_TEST_SUITE_P(
    , WrongVariant,
    ::testing::Values(
        Broken{"no-adopt", "agreement", 0, {.ballots = 1}},
        Broken{"adopt-first", "agreement", 0, {.ballots = 2}},
        Broken{"most-common", "agreement", 0, {.ballots = 2}, 5},
        Broken{"old-promise", "agreement", 0, {.ballots = 2}},
        Broken{"no-phase1", "agreement", 0, {.ballots = 1}},
        Broken{"half-quorum", "agreement", 0, {.ballots = 1}},
        Broken{"dup-counts", "learning", 0, {.ballots = 1, .duplicates = 1}},
        Broken{"no-promise-on-accept", "agreement", 0, {.ballots = 2}},
        Broken{"no-accept-check", "agreement", 0, {.ballots = 1}},
        Broken{"forget-promise", "agreement", 0, {.ballots = 1, .crashes = 1, .restarts = 1}},
        Broken{"restore-accepted", "agreement", 0, {.ballots = 2, .crashes = 1, .restarts = 1}},
        Broken{"reuse-ballot", "integrity", 0, {.ballots = 2, .crashes = 1, .restarts = 1}},
        Broken{"random", "agreement", 0, {.ballots = 1}},
        Broken{"count-any-ballot", "learning", 0, {.ballots = 2}},
        Broken{"learn-own-vote", "learning", 0, {.ballots = 1}}),
    [](const auto& each) {
      std::string name = each.param.bug;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

TEST(Minimised, leaves_out_what_a_run_does_not_need) {
  synod::Run run = fresh(apart);
  Cluster world = run.start;
  std::vector<Action> actions;
  const auto act_too = [&](const Action& action) {
    ASSERT_FALSE(act(world, action));
    actions.push_back(action);
  };
  act_too(actions::propose({1}, "green"));
  act_too(actions::propose({0}, "blue"));
  while (const auto due = next_due(world)) act_too(*due);
  const auto blue_is_learned = [](const Cluster& end) {
    for (const Learned& learned : end.observer.learned())
      if (learned.value == Text("blue")) return true;
    return false;
  };
  if (!blue_is_learned(world)) GTEST_SKIP() << "green won";
  EXPECT_EQ(minimised(run.start, actions, blue_is_learned).size(), 9u);
}

}  // namespace
}  // namespace synod::explore
