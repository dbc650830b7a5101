// Many runs of one workload: what is repeated, how a run ends, and what is told of all.
#include <set>
#include <thread>

#include "model/line/trace.h"
#include "model/many_runs/runs_csv.h"
#include "protocols/commit_options.h"
#include "protocols/log_options.h"
#include "tests/model/world.h"
#include "tests/model/wrong_protocol.h"

namespace synod {
namespace {

using testing::apart;

const Protocol& paxos() {
  return *find_protocol("paxos");
}

Action at(SimTime time, Action action) {
  action.at = time;
  return action;
}

Workload five_nodes(std::size_t asking, const Options& options = {}) {
  return with_asking({{.shape = {.together = 5}, .options = options}, {}}, asking);
}

std::vector<RunOutcome> runs_of(const Workload& workload, ManyRunsOptions options) {
  ManyRunsProgress progress;
  return many_runs(paxos(), workload, options, progress).value();
}

Workload workload_of(const History& history) {
  return synod::workload_of(line_of(history));
}

// ---- What is repeated ----

TEST(Workload, keeps_what_people_did_with_the_simulated_time_at_which_they_did_it) {
  History history(testing::world_of(apart));
  history.act(actions::propose({0}, "blue"));
  history.step();
  const SimTime later = history.world().now;
  ASSERT_GT(later.ms, 0);
  history.act(actions::on_node(Verb::crash, {2}));
  const Workload workload = workload_of(history);
  ASSERT_EQ(workload.actions.size(), 2u);
  EXPECT_EQ(workload.actions[0], at({0}, actions::propose({0}, "blue")));
  EXPECT_EQ(workload.actions[1], at(later, actions::on_node(Verb::crash, {2})));
  EXPECT_EQ(workload.left_out, 0u);
}

TEST(Workload, leaves_out_and_counts_what_names_a_message) {
  History history(testing::world_of(apart));
  history.act(actions::propose({0}, "blue"));
  history.act(actions::on_message(Verb::drop, history.world().in_flight.back().id));
  history.act(actions::on_message(Verb::hold, history.world().in_flight.back().id));
  const Workload workload = workload_of(history);
  EXPECT_EQ(workload.actions.size(), 1u);
  EXPECT_EQ(workload.left_out, 2u);
}

TEST(Workload, where_nobody_proposes_every_proposer_asks_for_a_value_of_its_own) {
  History history(testing::world_of(apart));
  const Workload workload = workload_of(history);
  ASSERT_EQ(workload.actions.size(), 2u);
  EXPECT_EQ(workload.actions[0], at({0}, actions::propose({0}, "blue")));
  EXPECT_EQ(workload.actions[1], at({0}, actions::propose({1}, "green")));
}

TEST(Workload, nodes_keep_their_names_in_another_shape) {
  Workload workload{{.shape = apart}, {}};
  workload.actions = {at({5}, actions::on_node(Verb::crash, {2})),   // A1
                      at({6}, actions::on_node(Verb::crash, {4}))};  // A3
  const Shape fewer{.proposers = 1, .acceptors = 2, .learners = 1};
  const Workload fitted = with_shape(workload, fewer);
  ASSERT_EQ(fitted.actions.size(), 1u) << "there is no A3 any more";
  EXPECT_EQ(fewer.name(fitted.actions[0].node), "A1");
}

// ---- One run ----

TEST(OneRun, of_a_single_proposer_without_loss_sends_two_rounds_and_decides) {
  // One acceptor: Prepare, Promise and Accept, and the value is chosen where it is accepted.
  Workload workload{{.shape = {.proposers = 1, .acceptors = 1, .learners = 1}}, {}};
  workload.setup.options.latency = {10, 10};
  const RunOutcome run = run_once(paxos(), with_asking(workload, 1), 1);
  EXPECT_TRUE(run.decided);
  EXPECT_EQ(run.time_ms, 30);
  EXPECT_EQ(run.messages, 5u) << "1a, 1b, 2a, and 2b to proposer and learner";
  EXPECT_EQ(run.ballots, 1u);
  EXPECT_EQ(run.events, 4u);
  EXPECT_EQ(run.violated, nullptr);
}

TEST(OneRun, of_three_acceptors_at_one_latency_is_chosen_after_three_delays) {
  Workload workload{{.shape = {.proposers = 1, .acceptors = 3, .learners = 1}}, {}};
  workload.setup.options.latency = {10, 10};
  const RunOutcome run = run_once(paxos(), with_asking(workload, 1), 1);
  EXPECT_EQ(run.time_ms, 30);
  // 3 Prepares, 3 Promises, 3 Accepts, and two acceptors that each tell proposer and learner.
  EXPECT_EQ(run.messages, 13u);
}

TEST(OneRun, loses_every_message_and_stays_undecided) {
  for (const RunOutcome& run : runs_of(five_nodes(2, {.loss = 10'000}), {.runs = 50})) {
    EXPECT_FALSE(run.decided);
    EXPECT_EQ(run.messages, 8u) << "two proposers, four other acceptors each";
    EXPECT_EQ(run.ballots, 2u);
  }
}

TEST(OneRun, ends_undecided_where_a_majority_crashes_first) {
  Workload workload = five_nodes(1);
  for (NodeId node : NodeSet::range(2, 3))
    workload.actions.push_back(at({1}, actions::on_node(Verb::crash, node)));
  for (const RunOutcome& run : runs_of(workload, {.runs = 50})) EXPECT_FALSE(run.decided);
}

TEST(OneRun, a_majority_that_restarts_in_time_lets_it_decide) {
  Workload workload = five_nodes(1, {.retry = true});
  for (NodeId node : NodeSet::range(2, 3))
    workload.actions.push_back(at({1}, actions::on_node(Verb::crash, node)));
  for (NodeId node : NodeSet::range(2, 3))
    workload.actions.push_back(at({5'000}, actions::on_node(Verb::restart, node)));
  for (const RunOutcome& run : runs_of(workload, {.runs = 50})) {
    EXPECT_TRUE(run.decided);
    EXPECT_GT(run.time_ms, 5'000);
    EXPECT_GT(run.ballots, 1u);
  }
}

TEST(OneRun, stops_at_its_limit_of_time) {
  const Workload workload = five_nodes(1, {.retry = true, .loss = 10'000});
  const RunOutcome run = run_once(paxos(), workload, 1, {.time = {2'000}});
  EXPECT_FALSE(run.decided);
  EXPECT_LE(run.time_ms, 2'000);
  EXPECT_GT(run.time_ms, 1'000);
}

TEST(OneRun, stops_at_its_limit_of_events) {
  const Workload workload = five_nodes(1, {.retry = true, .loss = 10'000});
  EXPECT_EQ(run_once(paxos(), workload, 1, {.events = 7}).events, 7u);
}

TEST(OneRun, leaves_out_and_counts_what_is_refused) {
  Workload workload = five_nodes(1);
  workload.actions.push_back(at({1}, actions::on_node(Verb::restart, {3})));  // It is up.
  const RunOutcome run = run_once(paxos(), workload, 1);
  EXPECT_EQ(run.refused, 1u);
  EXPECT_TRUE(run.decided);
}

TEST(OneRun, ends_where_an_invariant_fails_and_tells_which) {
  const ProtocolOf<testing::Reckless> reckless;
  Workload workload{{.shape = apart}, {}};
  workload.actions = {at({3}, actions::propose({0}, "blue", testing::Reckless::propose_unasked)),
                      at({4}, actions::propose({1}, "red", testing::Reckless::accept_red_at_1_1))};
  const RunOutcome run = run_once(reckless, workload, 1);
  EXPECT_STREQ(run.violated, "validity");
  EXPECT_EQ(run.time_ms, 3);
  EXPECT_EQ(run.events, 1u);
}

/// The same run by hand: a fresh cluster of that seed, its proposals, and then step by step.
RunOutcome by_hand(const Setup& setup, std::uint64_t seed, const std::vector<Action>& asked) {
  Setup own = setup;
  own.seed = seed;
  History history(make_cluster(paxos(), own));
  for (const Action& action : asked) EXPECT_TRUE(history.act(action));
  while (history.world().observer.chosen().empty() && history.step()) {
  }
  RunOutcome outcome{.seed = seed};
  Trace trace;
  trace.follow(history);
  std::set<Ballot> ballots;
  for (const TracedMessage& message : trace.messages()) {
    if (!message.copy) ++outcome.messages;
    ballots.insert(message.ballot);
  }
  outcome.decided = !history.world().observer.chosen().empty();
  outcome.time_ms = history.world().now.ms;
  outcome.ballots = static_cast<std::uint32_t>(ballots.size());
  outcome.events = history.world().events;
  return outcome;
}

TEST(OneRun, is_the_run_that_one_gets_by_opening_that_seed_and_stepping) {
  const Workload workload = five_nodes(3, {.retry = true, .loss = 1'500, .duplicate = 500});
  for (const RunOutcome& run : runs_of(workload, {.first_seed = 17, .runs = 40}))
    EXPECT_EQ(run, by_hand(workload.setup, run.seed, workload.actions)) << "seed " << run.seed;
}

TEST(OneRun, opens_as_a_history_at_its_start_with_the_whole_run_as_its_future) {
  Workload workload = five_nodes(3, {.retry = true, .loss = 1'500});
  workload.actions.push_back(at({90}, actions::on_node(Verb::crash, {4})));
  const RunOutcome run = run_once(paxos(), workload, 23);
  History history = history_of(paxos(), workload, 23);
  EXPECT_EQ(history.present(), 0u);
  EXPECT_EQ(history.line().size(), run.events + 1);
  const Moment& last = history.moment(history.line().back());
  EXPECT_EQ(last.time.ms, run.time_ms);
  EXPECT_EQ(last.chosen, run.decided);
  EXPECT_EQ(workload_of(history).actions, workload.actions)
      << "what it was made from can be taken from it again";
}

// ---- Many ----

TEST(ManyRuns, give_the_same_numbers_on_one_thread_and_on_two) {
  const Workload workload = five_nodes(3, {.retry = true, .loss = 1'000});
  const auto one = runs_of(workload, {.first_seed = 5, .runs = 500, .threads = 1});
  const auto two = runs_of(workload, {.first_seed = 5, .runs = 500, .threads = 2});
  ASSERT_EQ(one.size(), 500u);
  EXPECT_EQ(one, two);
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].seed, 5 + i);
  EXPECT_NE(one[0].time_ms, one[1].time_ms) << "other seeds, other runs";
}

TEST(ManyRuns, tell_nothing_once_cancelled) {
  ManyRunsProgress progress;
  progress.cancelled = true;
  EXPECT_FALSE(many_runs(paxos(), five_nodes(1), {.runs = 1'000}, progress));
  EXPECT_EQ(progress.done, 0u);
}

TEST(ManyRuns, stop_soon_when_cancelled_half_way) {
  ManyRunsProgress progress;
  std::optional<std::vector<RunOutcome>> outcomes;
  {
    // Runs that never end by themselves: only cancelling ends this test.
    std::jthread work([&] {
      outcomes = many_runs(paxos(), five_nodes(5, {.retry = true, .loss = 10'000}),
                           {.runs = most_runs, .limits = {.time = {1'000'000'000}}}, progress);
    });
    while (progress.done == 0) std::this_thread::yield();
    progress.cancelled = true;
  }
  EXPECT_FALSE(outcomes);
  EXPECT_LT(progress.done, most_runs);
}

TEST(ManyRuns, count_every_run_of_every_step) {
  ManyRunsProgress progress;
  const auto steps =
      vary_runs(paxos(), five_nodes(1), *parse_vary("loss=0..100%:50%"), {.runs = 100}, progress);
  ASSERT_EQ(steps->size(), 3u);
  EXPECT_EQ(progress.done, 300u);
  EXPECT_EQ((*steps)[0].statistics.undecided, 0u);
  EXPECT_GT((*steps)[1].statistics.undecided, 0u);
  EXPECT_EQ((*steps)[2].statistics.undecided, 100u);
  EXPECT_EQ((*steps)[2].workload.setup.options.loss, 10'000);
}

TEST(ManyRuns, of_an_impossible_value_are_refused_before_any_is_run) {
  ManyRunsProgress progress;
  Workload workload = five_nodes(1);
  workload.setup.options.q2 = 5;
  const auto steps =
      vary_runs(paxos(), workload, *parse_vary("nodes=3..9:2"), {.runs = 10}, progress);
  ASSERT_FALSE(steps);
  EXPECT_EQ(steps.error().str(), "nodes=3: a quorum of 5 does not fit: there are 3 acceptors");
  EXPECT_EQ(progress.done, 0u);
}

// ---- Statistics ----

TEST(Spread, takes_the_nearest_rank) {
  EXPECT_EQ(spread_of({7}), (Spread{1, 7, 7, 7, 7, 7}));
  EXPECT_EQ(spread_of({4, 1}), (Spread{2, 1, 1, 1, 4, 4})) << "ranks 1, 1 and 2 of 2";
  EXPECT_EQ(spread_of({5, 3, 1, 4, 2}), (Spread{5, 1, 2, 3, 4, 5})) << "ranks 2, 3 and 4 of 5";
  EXPECT_EQ(spread_of({80, 70, 60, 50, 40, 30, 20, 10}), (Spread{8, 10, 20, 40, 60, 80}));
  EXPECT_EQ(spread_of({}).count, 0u);
}

TEST(Histogram, has_round_bins_that_hold_every_value_once) {
  const std::vector<std::int64_t> values{103, 119, 120, 155, 199};
  const Histogram histogram = histogram_of(values, 6);
  EXPECT_EQ(histogram.width, 20);
  EXPECT_EQ(histogram.first, 100);
  EXPECT_EQ(histogram.counts, (std::vector<std::uint32_t>{2, 1, 1, 0, 1}));
}

TEST(Histogram, of_few_different_values_gives_each_a_bin) {
  const std::vector<std::int64_t> values{3, 1, 1, 2};
  const Histogram histogram = histogram_of(values, 20);
  EXPECT_EQ(histogram.width, 1);
  EXPECT_EQ(histogram.counts, (std::vector<std::uint32_t>{2, 1, 1}));
}

TEST(Histogram, of_nothing_has_no_bins) {
  EXPECT_TRUE(histogram_of({}, 20).counts.empty());
}

TEST(Histogram, never_has_more_bins_than_asked_for) {
  for (std::int64_t high : {1, 9, 10, 99, 1'000'000}) {
    const std::vector<std::int64_t> values{0, high / 2, high};
    EXPECT_LE(histogram_of(values, 12).counts.size(), 12u) << high;
  }
}

TEST(RunStatistics, count_undecided_runs_and_take_quartiles_of_the_others) {
  const std::vector<RunOutcome> runs{
      {.seed = 1, .decided = true, .time_ms = 90, .messages = 12, .ballots = 1},
      {.seed = 2, .decided = false, .time_ms = 9'999, .messages = 500, .ballots = 40},
      {.seed = 3, .decided = true, .time_ms = 70, .messages = 10, .ballots = 1},
      {.seed = 4, .decided = true, .time_ms = 80, .messages = 30, .ballots = 2},
      {.seed = 5, .decided = false, .violated = "validity"},
      {.seed = 6, .decided = false},
  };
  const RunStatistics statistics = statistics_of(runs);
  EXPECT_EQ(statistics.runs, 6u);
  EXPECT_EQ(statistics.undecided, 3u);
  EXPECT_EQ(statistics.undecided_share(), 5'000);
  EXPECT_EQ(statistics.time, (Spread{3, 70, 70, 80, 90, 90}));
  EXPECT_EQ(statistics.messages, (Spread{3, 10, 10, 12, 30, 30}));
  EXPECT_EQ(statistics.ballots, (Spread{3, 1, 1, 1, 2, 2}));
  EXPECT_EQ(statistics.typical_seed, 4u);
  EXPECT_EQ(statistics.violated, 1u);
  EXPECT_EQ(statistics.first_violation->seed, 5u);
}

// ---- Blocked ----

/// Two-phase commit; the coordinator crashes at `crash` and is back two seconds later.
Workload two_phase_commit(std::int64_t crash) {
  synod::Setup setup;
  setup.protocol = "2pc";
  setup.shape = usual_shape(find_protocol("2pc")->info());
  setup.options.latency = {10, 10};
  Workload workload{
      setup,
      {at({0}, actions::propose({0}, "a-10-b")), at({5}, actions::on_node(Verb::crash, {0})),
       at({2'005}, actions::on_node(Verb::restart, {0}))}};
  return *varied(workload, *parse_vary("crash=0..1:1")->option, crash);
}

RunOutcome commit_once(std::int64_t crash) {
  return run_once(*find_protocol("2pc"), two_phase_commit(crash), 1, {.time = {10'000}});
}

TEST(Blocked, are_participants_from_their_vote_until_the_coordinator_is_back) {
  const RunOutcome before_the_decision = commit_once(15);
  EXPECT_TRUE(before_the_decision.decided);
  EXPECT_EQ(before_the_decision.blocked_ms, 2'000);
  // Each has the decision 30 ms after the beginning.
  EXPECT_EQ(commit_once(25).blocked_ms, 5) << "the decisions are on their way";
  EXPECT_EQ(commit_once(35).blocked_ms, 0);
}

TEST(Blocked, for_a_time_are_only_told_of_protocols_that_block) {
  EXPECT_FALSE(run_once(paxos(), five_nodes(1), 1).blocked_ms);
  const std::string told = runs_csv(std::vector{commit_once(15)});
  EXPECT_THAT(told, ::testing::HasSubstr("linearizable,blocked_ms\n"));
  EXPECT_THAT(told, ::testing::EndsWith(",2000\n"));
  EXPECT_THAT(runs_csv(std::vector{run_once(paxos(), five_nodes(1), 1)}),
              ::testing::Not(::testing::HasSubstr("blocked")));
}

TEST(Locked, are_the_accounts_of_a_transfer_from_the_vote_to_the_decision) {
  const auto transfer = [](std::int64_t crash) {
    Workload workload = two_phase_commit(crash);
    workload.setup.options.own.set(commit_options::accounts, 100);
    return run_once(*find_protocol("2pc"), workload, 1, {.time = {10'000}});
  };
  // Of three accounts two are locked, from 10 ms to 30 ms.
  EXPECT_EQ(transfer(35).locked_ms, 2 * 20);
  EXPECT_GE(transfer(15).locked_ms, 2 * 2'000) << "while they are blocked";
  const std::string told = runs_csv(std::vector{transfer(35)});
  EXPECT_THAT(told, ::testing::HasSubstr("blocked_ms,locked_ms\n"));
  EXPECT_THAT(told, ::testing::EndsWith(",0,40\n"));
}

TEST(Locked, is_nothing_where_there_are_no_accounts) {
  EXPECT_FALSE(commit_once(35).locked_ms);
  EXPECT_THAT(runs_csv(std::vector{commit_once(35)}),
              ::testing::Not(::testing::HasSubstr(",locked_ms")));
}

TEST(Blocked, in_a_share_of_the_runs_is_told_for_each_time_of_the_crash) {
  ManyRunsProgress progress;
  const Vary vary = *parse_vary("crash=15..35:20");
  const auto steps = vary_runs(*find_protocol("2pc"), two_phase_commit(0), vary,
                               {.runs = 5, .limits = {.time = {10'000}}}, progress);
  ASSERT_TRUE(steps);
  ASSERT_EQ(steps->size(), 2u);
  EXPECT_EQ((*steps)[0].statistics.blocked_share(), 10'000);
  EXPECT_EQ((*steps)[0].statistics.blocked.median, 2'000);
  EXPECT_EQ((*steps)[1].statistics.blocked_share(), 0);
  EXPECT_THAT(steps_csv(*vary.option, *steps), ::testing::HasSubstr(",1,2000,2000,2000\n35,"));
}

TEST(Blocked, commit_takes_as_long_with_more_participants_where_all_links_are_alike) {
  ManyRunsProgress progress;
  Workload workload = two_phase_commit(9'000);
  const auto steps = vary_runs(*find_protocol("2pc"), workload, *parse_vary("nodes=1..8:1"),
                               {.runs = 1}, progress);
  ASSERT_TRUE(steps) << steps.error().str();
  for (const VariedStep& step : *steps) EXPECT_EQ(step.statistics.time.median, 20);
}

TEST(Vary, of_the_crash_moves_the_restart_along_and_adds_a_crash_where_there_is_none) {
  const Workload moved = two_phase_commit(300);
  EXPECT_EQ(moved.actions[1], at({300}, actions::on_node(Verb::crash, {0})));
  EXPECT_EQ(moved.actions[2], at({2'300}, actions::on_node(Verb::restart, {0})));
  const Workload added = *varied(five_nodes(1), *parse_vary("crash=0..1:1")->option, 7);
  EXPECT_EQ(added.actions.back(), at({7}, actions::on_node(Verb::crash, {0})));
}

// ---- Vary ----

TEST(Vary, reads_a_range_with_its_unit_or_without) {
  for (const char* text : {"loss=0..50%:5%", "loss=0%..50%:5%", "loss=0..50:5"}) {
    const auto vary = parse_vary(text);
    ASSERT_TRUE(vary) << text << ": " << vary.error().str();
    EXPECT_EQ(vary->values(), (std::vector<std::int64_t>{0, 500, 1000, 1500, 2000, 2500, 3000, 3500,
                                                         4000, 4500, 5000}))
        << text;
  }
  EXPECT_EQ(parse_vary("nodes=3..9:2")->values(), (std::vector<std::int64_t>{3, 5, 7, 9}));
  EXPECT_EQ(parse_vary("proposers=2..5:2")->values(), (std::vector<std::int64_t>{2, 4}));
  EXPECT_EQ(parse_vary("retry_delay=50..100ms:50")->option,
            parse_vary("retry-delay=1..1:1")->option);
  EXPECT_EQ(parse_vary("loss=0..1%:0.25%")->values().size(), 5u);
}

TEST(Vary, says_what_was_expected_and_what_stood_there) {
  const auto error = [](const char* text) {
    const auto vary = parse_vary(text);
    return vary ? std::string("no error") : vary.error().str();
  };
  EXPECT_EQ(error("speed=1..2:1"),
            "expected one of loss, latency, nodes, retry-delay, proposers, crash, such as "
            "loss=0..50%:5%, "
            "got 'speed=1..2:1'");
  EXPECT_EQ(error("loss"), "expected loss=FIRST..LAST:STEP, such as loss=0..50%:5%, got 'loss'");
  EXPECT_EQ(error("loss=0..x:5"),
            "expected loss=FIRST..LAST:STEP, such as loss=0..50%:5%, got 'loss=0..x:5'");
  EXPECT_EQ(error("nodes=3..9"),
            "expected nodes=FIRST..LAST:STEP, such as nodes=3..9:2, got 'nodes=3..9'");
  EXPECT_EQ(error("nodes=1.5..3:1"),
            "expected nodes=FIRST..LAST:STEP, such as nodes=3..9:2, got 'nodes=1.5..3:1'");
  EXPECT_EQ(error("loss=0..120%:5%"), "loss goes from 0% to 100%, not from 0% to 120%");
  EXPECT_EQ(error("nodes=0..3:1"), "nodes goes from 1 to 25, not from 0 to 3");
  EXPECT_EQ(error("nodes=9..3:2"), "expected a range that goes up, got nodes=9..3");
  EXPECT_EQ(error("nodes=3..9:0"), "expected a step of at least 1, got 0");
  EXPECT_EQ(error("latency=1..100000:1"),
            "expected at most 200 steps, got 100000; take wider ones");
}

TEST(Vary, sets_the_option_and_keeps_the_width_of_ranges) {
  const Workload workload = five_nodes(2);
  const auto with = [&](const char* name, std::int64_t value) {
    return *varied(workload, *parse_vary(std::string(name) + "=1..1:1")->option, value);
  };
  EXPECT_EQ(with("loss", 250).setup.options.loss, 250);
  EXPECT_EQ(with("latency", 20).setup.options.latency, (Range{20, 60}));
  EXPECT_EQ(with("retry-delay", 50).setup.options.retry_delay, (Range{50, 350}));
  EXPECT_TRUE(with("retry-delay", 50).setup.options.retry);
  EXPECT_EQ(with("nodes", 7).setup.shape.together, 7);
  EXPECT_EQ(with("proposers", 4).actions.size(), 4u);
}

TEST(Vary, of_proposers_needs_that_many) {
  const auto six = varied(five_nodes(1), *parse_vary("proposers=1..9:1")->option, 6);
  ASSERT_FALSE(six);
  EXPECT_EQ(six.error().str(), "proposers=6: the cluster has 5 proposers");
}

TEST(Vary, of_proposers_apart_makes_that_many_and_keeps_the_others_names) {
  Workload workload{{.shape = apart}, {at({9}, actions::on_node(Verb::crash, {2}))}};
  const auto three = varied(workload, *parse_vary("proposers=1..3:1")->option, 3);
  ASSERT_TRUE(three);
  EXPECT_EQ(three->setup.shape.proposers, 3);
  ASSERT_EQ(three->actions.size(), 4u);
  EXPECT_EQ(three->setup.shape.name(three->actions.back().node), "A1");
}

// ---- Tables ----

TEST(RunsCsv, has_one_row_a_run) {
  const std::vector<RunOutcome> runs{
      {.seed = 7, .decided = true, .time_ms = 120, .messages = 13, .ballots = 1, .events = 9},
      {.seed = 8,
       .time_ms = 60'000,
       .messages = 4,
       .ballots = 1,
       .violated = "validity",
       .linearizable = "no"}};
  EXPECT_EQ(runs_csv(runs),
            "seed,decided,time_ms,messages,ballots,events,violated,linearizable\n"
            "7,1,120,13,1,9,,\n"
            "8,0,60000,4,1,0,validity,no\n");
}

/// One replica of three is cut off with a client for half of the time, while both clients ask.
Workload cut_off_reads(Reads reads) {
  Workload workload;
  workload.setup.protocol = "multi";
  workload.setup.shape = {.together = 3, .clients = 2};
  workload.setup.options.own.set(log_options::detector, Detector::fixed);
  workload.setup.options.own.set(log_options::reads, reads);
  workload.setup.options.load = 30;
  for (std::int64_t ms = 500; ms < 4'000; ms += 1'000) {
    Action cut{.verb = Verb::partition};
    cut.side[0] = cut.side[3] = 1;
    cut.side[1] = cut.side[2] = cut.side[4] = 2;
    workload.actions.push_back(at({ms}, cut));
    workload.actions.push_back(at({ms + 500}, {.verb = Verb::heal_all}));
  }
  return workload;
}

TEST(RunOnce, says_whether_what_clients_were_told_fits_one_store) {
  const Protocol& multi = *find_protocol("multi");
  std::size_t stale = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const RunOutcome local = run_once(multi, cut_off_reads(Reads::local), seed);
    ASSERT_NE(local.linearizable, nullptr) << "clients have answers";
    stale += std::string_view(local.linearizable) == "no" ? 1u : 0u;
    const RunOutcome by_log = run_once(multi, cut_off_reads(Reads::log), seed);
    EXPECT_STREQ(by_log.linearizable, "yes") << "seed " << seed;
    EXPECT_LT(by_log.time_ms, 2'000) << "it is still counted until a value is chosen";
  }
  EXPECT_GT(stale, 0u);
}

TEST(RunsCsv, has_one_row_a_value_with_nothing_where_nothing_was_decided) {
  const VariedOption& loss = varied_options().front();
  std::vector<VariedStep> steps(2);
  steps[0].value = 250;
  steps[0].statistics = {.runs = 4, .undecided = 1};
  steps[0].statistics.time = {3, 70, 71, 80, 90, 91};
  steps[0].statistics.messages = {3, 10, 11, 12, 13, 14};
  steps[0].statistics.ballots = {3, 1, 1, 1, 2, 2};
  steps[1].value = 10'000;
  steps[1].statistics = {.runs = 4, .undecided = 4};
  EXPECT_EQ(steps_csv(loss, steps),
            "loss_percent,runs,undecided,violated,time_ms_q1,time_ms_median,time_ms_q3,"
            "messages_q1,messages_median,messages_q3,ballots_q1,ballots_median,ballots_q3\n"
            "2.5,4,0.25,0,71,80,90,11,12,13,1,1,2\n"
            "100,4,1,0,,,,,,,,,\n");
}

}  // namespace
}  // namespace synod
