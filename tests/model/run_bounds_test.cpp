// Bounds of a run: a file may ask for anything, and gets no more than it may have.
#include "model/line/run_bounds.h"

#include "model/many_runs/one_run.h"
#include "tests/model/scenario/scenario_world.h"

namespace synod {
namespace {

using testing::parsed;

/// How a scenario went within bounds.
struct Bounded {
  std::string why;
  std::size_t events = 0;
  Cluster world;
};

Bounded ran_within(const RunBounds& bounds, const std::string& text,
                   RunProgress* progress = nullptr) {
  const Scenario scenario = parsed(text);
  History history = *start_history(scenario, find_protocol);
  ScenarioRunner runner(scenario, history, bounds, progress);
  const auto error = runner.run();
  return {error ? error->str() : "", history.size() - 1, history.world()};
}

TEST(RunBounds, a_line_that_fills_the_network_is_refused_and_changes_nothing) {
  const Bounded run =
      ran_within({}, "nodes 9\npropose N1 blue\nduplicate * *->* x1000\nduplicate * *->* x10000\n");
  EXPECT_EQ(run.why,
            "test.synod:4:1: this stands for 80080000 events, after 8001 that were made; at most "
            "10000000 may be made here");
  EXPECT_EQ(run.events, 8'001u);
  EXPECT_EQ(run.world.in_flight.size(), 8'008u);
}

TEST(RunBounds, messages_in_flight_are_counted_before_the_line_is_done) {
  const Bounded run = ran_within({}, "nodes 9\npropose N1 blue\nduplicate * *->* x10000\nstep 3\n");
  EXPECT_EQ(
      run.why,
      "test.synod:3:1: after 19994 events 20001 messages are in flight, and at most 20000 may "
      "be; ask for fewer copies");
  EXPECT_EQ(run.events, 1u);
}

TEST(RunBounds, messages_in_flight_that_nobody_asked_for_end_a_run_too) {
  const Bounded run = ran_within({.in_flight = 5}, "nodes 9\npropose N1 blue\nstep 3\n");
  EXPECT_EQ(
      run.why,
      "test.synod:3:1: after 1 events 8 messages are in flight, and at most 5 may be; ask for "
      "fewer copies");
}

TEST(RunBounds, a_run_for_a_mistyped_time_ends_at_the_bound_of_events) {
  const std::string text =
      "protocol multi\nnodes 3\noption detector fixed\nrun for 1000000000000ms\n";
  const Bounded run = ran_within({.events = 5'000}, text);
  EXPECT_EQ(run.why,
            "test.synod:4:1: this makes more than 5000 events, the most that may be made here; let "
            "it end sooner, such as by 'within 50 steps'");
  EXPECT_EQ(run.events, 5'000u);
}

TEST(RunBounds, a_run_for_a_mistyped_time_ends_at_the_bound_of_memory) {
  const std::string text =
      "protocol multi\nnodes 3\noption detector fixed\nrun for 1000000000000ms\n";
  const Bounded run = ran_within({.bytes = std::size_t{4} << 20}, text);
  EXPECT_TRUE(run.why.starts_with("test.synod:4:1: after ")) << run.why;
  EXPECT_TRUE(
      run.why.ends_with("the run takes 5 MB of memory, and it may take at most 4 MB; let "
                        "it end sooner"))
      << run.why;
  EXPECT_GT(run.events, 1'000u);
  EXPECT_LT(run.events, 50'000u);
}

TEST(RunBounds, events_that_a_script_goes_through_again_count_too) {
  std::string text = "nodes 3\npropose N1 blue\n";
  for (int i = 0; i < 10; ++i) text += "goto 1\nstep 9\n";
  EXPECT_EQ(ran_within({.events = 91}, text).why, "");
  EXPECT_TRUE(ran_within({.events = 90}, text).why.starts_with("test.synod:22:1: this makes more"));
}

TEST(RunBounds, a_message_that_arrives_ten_thousand_times_more_is_within_them) {
  const Bounded run = ran_within(
      {}, "nodes 9\npropose N1 blue\ndeliver prepare N1->N2\nredeliver prepare N1->N2 x10000\n");
  EXPECT_EQ(run.why, "");
  EXPECT_EQ(run.events, 10'002u);
  EXPECT_EQ(run.world.delivered.size(), 10'001u);
}

TEST(RunBounds, a_run_that_is_cancelled_says_how_far_it_came) {
  RunProgress progress;
  EXPECT_EQ(ran_within({}, "nodes 3\npropose N1 blue\nstep 3\n", &progress).why, "");
  EXPECT_EQ(progress.lines, 3u);
  EXPECT_EQ(progress.line, 3u);
  EXPECT_GT(progress.bytes, 0u);
  progress.cancelled = true;
  EXPECT_EQ(ran_within({}, "nodes 3\npropose N1 blue\n", &progress).why,
            "test.synod:1:1: cancelled after 0 events");
}

/// A run of many clients, and one of many copies in flight.
TEST(RunBounds, the_memory_that_is_added_up_is_about_what_is_held) {
  for (const char* text :
       {"protocol multi\nnodes 5\nclients 3\noption detector fixed\noption load 1000\nstep 20000\n",
        "nodes 9\npropose N1 blue\nduplicate * *->* x500\nstep 3000\n",
        "proposers 2\nacceptors 3\nlearners 1\noption retry on\ncrash A1 A2\npropose P1 a\npropose "
        "P2 b\n"
        "run for 600000ms\n"}) {
    const Scenario scenario = parsed(text);
    History history = *start_history(scenario, find_protocol);
    EXPECT_FALSE(ScenarioRunner(scenario, history).run());
    const auto held = static_cast<double>(history.bytes());
    const auto grown = static_cast<double>(history.grown_bytes());
    EXPECT_GT(grown, held * 0.7) << text;
    EXPECT_LT(grown, held * 2) << text;
  }
}

TEST(RunBounds, what_a_run_has_grown_by_does_not_depend_on_where_somebody_looked) {
  const Scenario scenario = parsed(
      "protocol multi\nnodes 3\nclients 2\noption detector fixed\noption load 100\nstep 700\ngoto "
      "300\ncrash N2\nstep 500\n");
  History straight = *start_history(scenario, find_protocol);
  ScenarioRunner(scenario, straight).run();
  History restless = *start_history(scenario, find_protocol);
  ScenarioRunner runner(scenario, restless);
  for (MomentId i = 0; !runner.done(); ++i) {
    const MomentId present = restless.present();
    restless.seek(i % static_cast<MomentId>(restless.size()));
    restless.seek(present);
    ASSERT_FALSE(runner.advance());
  }
  ASSERT_EQ(restless.size(), straight.size());
  EXPECT_EQ(restless.grown_bytes(), straight.grown_bytes());
}

TEST(RunBounds, one_of_many_runs_ends_where_its_network_is_full) {
  const synod::Setup setup{.shape = {.together = 9}};
  const Workload workload = with_asking({setup, {}, 0}, 1);
  const RunOutcome outcome = run_once(*find_protocol("paxos"), workload, 1, {.in_flight = 3});
  EXPECT_FALSE(outcome.decided);
  EXPECT_EQ(outcome.events, 1u);
}

}  // namespace
}  // namespace synod
