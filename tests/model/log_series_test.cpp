// Series of a log, its leaders and its clients, counted by hand: every message takes 10 ms.
#include "model/line/log_series.h"

#include <gmock/gmock.h>

#include "tests/model/world.h"

namespace synod {
namespace {

using testing::node;

constexpr NodeId n1{0};
constexpr NodeId n2{1};
constexpr NodeId c1{3};
constexpr NodeId c2{4};

Setup replicas_and_clients(std::int64_t client_retry) {
  Setup setup{.protocol = "multi", .shape = {.together = 3, .clients = 2}};
  setup.options.latency = {10, 10};
  setup.options.client_retry = client_retry;
  return setup;
}

/// N1 leads from 20 ms on, after N2's Promise, and its own command is chosen at 30 ms.
struct Fares {
  History history;
  Trace told;

  explicit Fares(std::int64_t client_retry = 100)
      : history(make_cluster(*find_protocol("multi"), replicas_and_clients(client_retry))) {
    act(actions::propose(n1, "x=1", 1));
    run_to(50);
  }
  void act(const Action& action) { ASSERT_TRUE(history.act(action)); }
  void run_to(std::int64_t ms) {
    for (auto next = history.preview(); next && next->time.ms <= ms; next = history.preview())
      history.step();
  }
  const Trace& trace() {
    told.follow(history);
    return told;
  }
};

/// "ms:value" of each step.
std::string at_times(const Steps& steps) {
  std::string words;
  for (const Step& step : steps)
    words += fmt::format("{}{}:{}", words.empty() ? "" : " ", step.time.ms, step.value);
  return words;
}

/// C1's x+=1 takes 40 ms. N1 dies at 80 ms, with C1's next command not yet sent to anybody else;
/// N2 asks for promises at 320 ms and has N3's at 340 ms; C1 asks N2 in between.
struct FailOver : Fares {
  FailOver() : Fares(245) {
    act(actions::propose(c1, "x+=1"));
    run_to(90);
    act(actions::propose(c1, "x+=2"));
    act(actions::on_node(Verb::crash, n1));
    Action election = actions::propose(n2, "y=1", 2);
    election.at = SimTime{320};
    act(election);
    run_to(700);
  }
};

TEST(LogSeries, of_leaders_has_the_ballot_of_each_from_its_quorum_to_its_death) {
  FailOver run;
  const std::vector<Ballot> ballots = led_ballots(run.trace());
  ASSERT_EQ(ballots.size(), 2u);
  EXPECT_EQ(ballots[0].str(), "1.1");
  EXPECT_EQ(ballots[1].str(), "2.2");
  EXPECT_EQ(at_times(lead_steps(run.trace(), n1, ballots)), "0:0 20:1 80:0");
  EXPECT_EQ(at_times(lead_steps(run.trace(), n2, ballots)), "0:0 340:2");
  EXPECT_EQ(at_times(lead_steps(run.trace(), NodeId{2}, ballots)), "0:0");
  EXPECT_EQ(at_times(leaders_at_once(run.trace())), "0:0 20:1 80:0 340:1");
}

TEST(LogSeries, of_leaders_counts_two_while_one_that_is_cut_off_does_not_know_of_the_other) {
  Fares run;
  run.act(actions::on_link(Verb::cut, n1, n2, true));
  run.act(actions::on_link(Verb::cut, n1, NodeId{2}, true));
  run.act(actions::propose(n2, "y=1", 2));
  run.run_to(100);
  EXPECT_EQ(at_times(leaders_at_once(run.trace())), "0:0 20:1 60:2");
  EXPECT_TRUE(leader_gaps(run.trace()).empty());
}

TEST(LogSeries, of_a_fail_over_says_how_long_nobody_led_and_the_longest_wait_in_it) {
  FailOver run;
  const auto gaps = leader_gaps(run.trace());
  ASSERT_EQ(gaps.size(), 1u) << "before the first leader there is none to be missed";
  EXPECT_EQ(gaps[0].from.time.ms, 80);
  EXPECT_EQ(gaps[0].length().ms, 260);
  EXPECT_TRUE(gaps[0].over);
  const TracedCommand& waited = run.trace().commands().back();
  ASSERT_TRUE(waited.is_answered());
  EXPECT_EQ(gaps[0].waited, waited.answered - SimTime{80});
}

TEST(LogSeries, of_a_fail_over_that_goes_on_counts_to_the_end_and_needs_no_clients) {
  Fares run;
  run.act(actions::on_node(Verb::crash, n1));
  run.act(actions::propose(n2, "y=1", 2));
  run.run_to(50);
  ASSERT_EQ(leader_gaps(run.trace()).size(), 1u);
  EXPECT_FALSE(leader_gaps(run.trace())[0].over);
  EXPECT_EQ(leader_gaps(run.trace())[0].length().ms, 10);
  EXPECT_FALSE(leader_gaps(run.trace())[0].waited);
}

TEST(LogSeries, of_waits_grow_until_the_answer_and_start_again_with_the_next_command) {
  FailOver run;
  const Steps waits = wait_steps(run.trace(), c1);
  // Asked at 40 ms and answered at 80; asked again then, while N1 dies.
  EXPECT_THAT(at_times(waits), ::testing::StartsWith("0:0 50:10 60:20 70:30 80:40 80:0 "));
  const TracedCommand& last = run.trace().commands().back();
  EXPECT_EQ(value_at(waits, run.trace().length()), (last.answered - last.asked).ms);
  EXPECT_EQ(wait_of(run.trace(), 0).ms, 40);
  EXPECT_EQ(at_times(wait_steps(run.trace(), c2)), "0:0");
}

TEST(LogSeries, of_a_wait_without_an_answer_goes_on_to_the_end_of_the_line) {
  Fares run;
  run.act(actions::on_node(Verb::crash, n1));
  run.act(actions::propose(c1, "x+=1"));
  run.run_to(150);
  EXPECT_EQ(wait_of(run.trace(), 0), run.trace().events().back().time - SimTime{40});
  EXPECT_GE(wait_of(run.trace(), 0).ms, 100);
}

TEST(LogSeries, of_answers_count_those_of_the_window_and_forget_them_after_it) {
  FailOver run;
  const SimTime answered = run.trace().commands()[1].answered;
  ASSERT_TRUE(run.trace().commands()[1].is_answered());
  ASSERT_LT(answered.ms, 580);
  run.act(actions::on_node(Verb::crash, NodeId{2}));
  run.act(actions::propose(c1, "y?"));
  run.run_to(1200);
  // The second answer leaves the window half a second after it came, whatever happens then.
  EXPECT_EQ(at_times(answer_rate(run.trace(), {500})),
            fmt::format("0:0 80:2 {}:4 580:2 {}:0", answered.ms, answered.ms + 500));
}

TEST(LogSeries, of_slots_keep_what_the_observer_knows_apart_from_what_live_nodes_applied) {
  FailOver run;
  // N2 accepts slot 1 at 30 ms and slot 2 at 60 ms; N1 applies each 10 ms later, and dies.
  EXPECT_THAT(at_times(chosen_slots(run.trace())), ::testing::StartsWith("0:0 30:1 60:2 "));
  EXPECT_THAT(at_times(applied_by_most(run.trace())), ::testing::StartsWith("0:0 40:1 70:2 80:1 "));
  EXPECT_THAT(at_times(applied_by_slowest(run.trace())), ::testing::StartsWith("0:0 60:1"));
  const Observer& truth = run.history.world().observer;
  EXPECT_EQ(applied_by_most(run.trace()).back().value,
            static_cast<std::int32_t>(truth.applied_by(n2).number));
  // Slot 2 was chosen again at N2's ballot: x=1, x+=1, x+=2 and y=1 stand in four slots.
  EXPECT_EQ(chosen_slots(run.trace()).back().value, 4);
}

TEST(LogSeries, of_a_branch_tell_nothing_of_the_future_that_was_left) {
  FailOver run;
  (void)run.trace();
  run.history.seek(run.history.line()[14]);
  run.act(actions::propose(c2, "y?"));
  Trace fresh;
  fresh.follow(run.history);
  EXPECT_EQ(std::vector(run.trace().leads().begin(), run.trace().leads().end()),
            std::vector(fresh.leads().begin(), fresh.leads().end()));
  ASSERT_EQ(run.trace().commands().size(), fresh.commands().size());
  run.run_to(200);
  fresh.clear();
  fresh.follow(run.history);
  for (const NodeId client : {c1, c2})
    EXPECT_EQ(wait_steps(run.trace(), client), wait_steps(fresh, client));
  EXPECT_EQ(answer_rate(run.trace(), {500}), answer_rate(fresh, {500}));
}

}  // namespace
}  // namespace synod
