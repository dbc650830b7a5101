// Paused nodes: what waits for them, what is refused meanwhile, and what every tool makes of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/data/field_search.h"
#include "model/line/causality.h"
#include "model/line/trace.h"
#include "model/many_runs/workload.h"
#include "model/scenario/condition.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/script.h"
#include "model/side_by_side/twin.h"
#include "model/walk/random_walk.h"
#include "model/why/why.h"
#include "model/world/recovery_stage.h"
#include "protocols/log_options.h"
#include "tests/model/scenario/scenario_world.h"
#include "tests/protocols/multi_world.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// P1 asked for blue, and A2 is paused; three Prepares are under way.
class A2_paused : public ::testing::Test {
 protected:
  void SetUp() override {
    propose(world, "P1", "blue");
    paused = on(world, Verb::pause, "A2");
  }
  MessageId waiting() { return in_flight(world, "prepare", "P1", "A2"); }
  Cluster world = world_of(apart);
  Event paused;
};

TEST_F(A2_paused, keeps_its_memory_and_its_disk) {
  const Event resumed = on(world, Verb::resume, "A2");
  EXPECT_TRUE(world.node(node(world, "A2")).up);
  EXPECT_THAT(paused.changes, IsEmpty());
  EXPECT_THAT(resumed.changes, IsEmpty());
  EXPECT_EQ(paused.node, node(world, "A2"));
  EXPECT_EQ(paused.notes.at(0).text.str(),
            "A2 is paused and does not notice: its memory and disk stay, messages wait at its "
            "door, and its timers go off late.");
  deliver(world, "prepare", "P1", "A2");
  EXPECT_EQ(shown(world, "A2", "promised"), "1.1");
}

TEST_F(A2_paused, lets_messages_wait_at_its_door_and_loses_none) {
  run(world);
  EXPECT_THAT(routes(world, world.in_flight), ElementsAre("prepare P1->A2", "accept P1->A2"));
  EXPECT_THAT(chosen(world), ElementsAre("blue@1.1"));
  EXPECT_EQ(shown(world, "A2", "promised"), "none");
  EXPECT_THAT(enabled(world), IsEmpty());
  EXPECT_EQ(waited_for(world), NodeSet{node(world, "A2")});
}

TEST_F(A2_paused, is_reached_by_nothing_until_it_is_resumed) {
  const std::string number = std::to_string(waiting().number);
  EXPECT_EQ(refused(world, actions::on_message(Verb::deliver, waiting())),
            "A2 is paused: message #" + number + " waits at its door; resume A2 first");
  on(world, Verb::resume, "A2");
  deliver(world, "prepare", "P1", "A2");
  on(world, Verb::pause, "A2");
  EXPECT_EQ(refused(world, actions::on_message(Verb::redeliver, world.delivered.back().id)),
            "A2 is paused: message #" + number + " waits at its door; resume A2 first");
}

TEST_F(A2_paused, loses_at_its_door_what_the_network_loses_there) {
  const MessageId id = waiting();
  done(world, actions::on_message(Verb::hold, id));
  done(world, actions::on_message(Verb::release, id));
  done(world, actions::on_message(Verb::duplicate, id));
  EXPECT_EQ(on(world, Verb::drop, "prepare", "P1", "A2").lost.size(), 1u);
  EXPECT_EQ(on_link(world, Verb::cut, "P1", "A2").lost.size(), 1u);
  EXPECT_TRUE(waited_for(world).empty());
}

TEST_F(A2_paused, gets_what_is_overdue_first_and_the_clock_does_not_go_back) {
  run(world);
  const SimTime late = world.now;
  const Event resumed = on(world, Verb::resume, "A2");
  EXPECT_THAT(resumed.notes.at(0).text.str(), HasSubstr("overdue for it comes first"));
  propose(world, "P2", "green");
  const Event first = done(world, *next_due(world));
  EXPECT_EQ(first.node, node(world, "A2"));
  EXPECT_EQ(world.now, late);
  EXPECT_EQ(done(world, *next_due(world)).node, node(world, "A2"));
  EXPECT_EQ(world.now, late);
}

TEST_F(A2_paused, may_crash_or_lose_its_disk_and_is_down_then_and_paused_no_more) {
  for (const Verb verb : {Verb::crash, Verb::wipe}) {
    Cluster fallen = world;
    on(fallen, verb, "A2");
    EXPECT_FALSE(fallen.node(node(fallen, "A2")).up);
    EXPECT_FALSE(fallen.node(node(fallen, "A2")).paused);
    EXPECT_EQ(deliver(fallen, "prepare", "P1", "A2").lost.size(), 1u);
    on(fallen, Verb::restart, "A2");
    EXPECT_FALSE(fallen.node(node(fallen, "A2")).paused);
  }
}

TEST_F(A2_paused, refuses_what_makes_no_sense_with_the_way_out) {
  const auto why = [&](Verb verb, const char* name) {
    return refused(world, actions::on_node(verb, node(world, name)));
  };
  on(world, Verb::crash, "A3");
  on(world, Verb::pause, "P2");
  EXPECT_EQ(why(Verb::pause, "A2"), "A2 is paused already");
  EXPECT_EQ(why(Verb::resume, "A1"), "A1 is not paused");
  EXPECT_EQ(why(Verb::pause, "A3"), "A3 is down; restart it first");
  EXPECT_EQ(why(Verb::resume, "A3"), "A3 is down, not paused; restart it instead");
  EXPECT_EQ(why(Verb::restart, "A2"), "A2 is paused, not down; resume it instead");
  EXPECT_EQ(refused(world, actions::propose(node(world, "P2"), "green")),
            "P2 is paused; resume it first");
}

TEST_F(A2_paused, is_another_world_than_one_that_runs) {
  Cluster running = world;
  running.nodes[node(world, "A2").index].paused = false;
  EXPECT_NE(fingerprint(world), fingerprint(running));
}

TEST_F(A2_paused, is_out_of_reach_and_alive_in_the_trace) {
  History history(world_of(apart));
  ASSERT_TRUE(history.act(actions::propose(node(world, "P1"), "blue")));
  ASSERT_TRUE(history.act(actions::on_node(Verb::pause, node(world, "A2"))));
  Trace trace;
  trace.follow(history);
  const TracedEvent& last = trace.events().back();
  EXPECT_TRUE(last.live.contains(node(world, "A2")));
  EXPECT_EQ(last.paused, NodeSet{node(world, "A2")});
  EXPECT_EQ(last.reach, 2);
  EXPECT_TRUE(Causality(trace).at_node(2));
}

TEST(Paused_nodes, are_what_a_ballot_waits_for) {
  const auto why_after = [&](const char* text) {
    const Ran run = testing::done(text);
    const auto why = why_not_chosen(line_of(run.history));
    EXPECT_TRUE(why);
    std::string told;
    for (const WhyStep& step : why->steps) told += step.text.str() + '\n';
    return told;
  };
  EXPECT_THAT(
      why_after("pause A2\npropose P1 blue\ndrop prepare P1->A3\n"),
      HasSubstr("The Prepare 1.1 from P1 to A2 waits at the door of A2, which is paused: it "
                "must be resumed.\n"));
  EXPECT_THAT(why_after("propose P1 blue\ndrop prepare P1->*\npause A2\n"),
              HasSubstr("A2 is paused: it does nothing before it is resumed.\n"));
  EXPECT_THAT(why_after("propose P1 blue\ndeliver prepare P1->*\npause P1\n"),
              HasSubstr("P1 is paused: it does nothing before it is resumed.\n"));
}

// --- Timers ---

constexpr std::uint8_t suspicion = 0;

Options detecting() {
  Options options;
  options.own.set(log_options::detector, Detector::fixed);
  return options;
}

const Timer* timer_of(const Cluster& world, const char* name, std::uint8_t kind) {
  for (const Timer& timer : world.timers)
    if (timer.node == node(world, name) && timer.kind == kind) return &timer;
  return nullptr;
}

TEST(Timers_of_a_paused_node, go_off_late_in_the_order_of_their_due_times) {
  Cluster world = multi_world(3, 0, detecting());
  on(world, Verb::pause, "N2");
  on(world, Verb::pause, "N3");
  const SimTime due = timer_of(world, "N2", suspicion)->due;
  const Timer* timer = timer_of(world, "N2", suspicion);
  EXPECT_EQ(refused(world, actions::fire(timer->id)),
            "N2 is paused, so its timers go off late; resume it first");
  ASSERT_TRUE(run_until(world, [&](const Cluster& w) { return w.now.ms > due.ms + 500; }));
  ASSERT_NE(timer_of(world, "N2", suspicion), nullptr);

  const SimTime late = world.now;
  on(world, Verb::resume, "N3");
  on(world, Verb::resume, "N2");
  std::vector<SimTime> order;
  while (true) {
    const auto next = next_due(world);
    const SimTime at = next->verb == Verb::fire ? world.timer(next->message)->due
                                                : world.message(next->message)->due;
    if (at > late) break;
    order.push_back(at);
    done(world, *next);
    ASSERT_EQ(world.now, late);
  }
  EXPECT_GE(order.size(), 3u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(Timers_of_a_paused_node, are_gone_where_it_crashes) {
  Cluster world = multi_world(3, 0, detecting());
  on(world, Verb::pause, "N2");
  on(world, Verb::crash, "N2");
  EXPECT_EQ(timer_of(world, "N2", suspicion), nullptr);
}

TEST(A_paused_leader, is_missed_as_one_that_is_down_and_steps_down_when_it_comes_back) {
  Cluster world = multi_world(3, 0, detecting());
  elect(world, "N1", "a");
  vote(world, "N1");
  on(world, Verb::pause, "N1");
  EXPECT_EQ(leader_change_in(world).stage, RecoveryStage::unnoticed);
  const auto leads_at_last = [](const Cluster& w) {
    return shown(w, "N2", "phase") == "leading" || shown(w, "N3", "phase") == "leading";
  };
  ASSERT_TRUE(run_until(world, leads_at_last));
  EXPECT_EQ(shown(world, "N1", "phase"), "leading") << "nothing reached it";
  on(world, Verb::resume, "N1");
  const auto steps_down = [](const Cluster& w) { return shown(w, "N1", "phase") == "follower"; };
  ASSERT_TRUE(run_until(world, steps_down, 200));
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(A_paused_client, and_a_paused_leader_are_named_where_an_answer_is_waited_for) {
  Cluster world = multi_world(3, 1, detecting());
  History history(world);
  const auto does = [&](const Action& action) { ASSERT_TRUE(history.act(action)); };
  const auto told = [&] {
    const auto why = why_not_answered(line_of(history), node(world, "C1"));
    EXPECT_TRUE(why);
    std::string text;
    for (const WhyStep& step : why->steps) text += step.text.str() + '\n';
    return text;
  };
  does(actions::propose(node(world, "N1"), "a", 1));
  while (!is_leading(history.world().node(node(world, "N1")).state)) history.step();
  does(actions::propose(node(world, "C1"), "x=1"));
  does(actions::on_node(Verb::pause, node(world, "N1")));
  EXPECT_THAT(told(), HasSubstr("N1 is paused: it does nothing before it is resumed.\n"));
  EXPECT_THAT(told(), ::testing::Not(HasSubstr("Nobody who is up leads")));
  does(actions::on_node(Verb::pause, node(world, "C1")));
  EXPECT_THAT(told(), HasSubstr("C1 is paused: it does nothing before it is resumed.\n"));
  EXPECT_THAT(told(), ::testing::Not(HasSubstr("C1 acts by itself")));
}

// --- The language ---

TEST(Pause_in_a_script, is_asked_for_and_told) {
  const Ran run = done("pause A1 A2\nresume A2\n");
  const auto holds = [&](const char* text) {
    return *is_true(run.world(), *parse_condition(text));
  };
  EXPECT_TRUE(holds("A1 paused and A1 up and not A2 paused and not A1 down"));
  EXPECT_EQ((*mismatch(run.world(), *parse_condition("A1 down")))->actual.str(),
            "A1 is up and paused");
  EXPECT_EQ((*mismatch(run.world(), *parse_condition("A2 paused")))->actual.str(), "A2 is up");
}

TEST(Pause_in_a_script, passes_stars_over_the_paused_node_and_says_so_where_nothing_is_left) {
  const Ran run = done("propose P1 blue\npause A2\ndeliver prepare P1->*\n");
  EXPECT_THAT(routes(run.world(), run.world().in_flight),
              ElementsAre("prepare P1->A2", "promise A1->P1", "promise A3->P1"));
  const std::string before = three_acceptors + "propose P1 blue\npause A2\n";
  EXPECT_EQ(ran(before + "deliver prepare P1->A2\n").why(),
            "test.synod:8:1: A2 is paused, so nothing that matches prepare P1->A2 reaches it; "
            "resume it first");
  EXPECT_EQ(ran(three_acceptors +
                "propose P1 blue\ndeliver prepare P1->A2\npause A2\nredeliver prepare P1->A2\n")
                .why(),
            "test.synod:9:1: A2 is paused, so nothing that matches prepare P1->A2 reaches it; "
            "resume it first");
  EXPECT_EQ(ran(before + "deliver prepare P1->A1\ndeliver prepare P1->A3\ndeliver promise *->P1\n"
                         "run until quiet\nstep\n")
                .why(),
            "test.synod:12:1: nothing is due before A2 is resumed: it is paused");
}

TEST(Pause_in_a_script, is_written_as_it_is_read_and_replays) {
  const Ran run = done("propose P1 blue\npause A2\nstep 2\nresume A2\npause L1\nstep 3\n");
  const std::string script = script_text(run.history);
  EXPECT_THAT(script, HasSubstr("\npause A2\n"));
  EXPECT_THAT(script, HasSubstr("\nresume A2\n"));
  const Ran again = ran(script);
  EXPECT_EQ(again.why(), "");
  EXPECT_EQ(fingerprint(again.world()), fingerprint(run.world()));
}

// --- Other tools ---

TEST(Pause_in_many_runs, belongs_to_what_people_did) {
  const Ran run = done("propose P1 blue\nstep 1\npause A2\nstep 2\nresume A2\n");
  const Workload workload = workload_of(line_of(run.history));
  std::vector<Verb> verbs;
  for (const Action& action : workload.actions) verbs.push_back(action.verb);
  EXPECT_THAT(verbs, ElementsAre(Verb::propose, Verb::pause, Verb::resume));
  EXPECT_EQ(workload.left_out, 0u);
}

TEST(Pause_side_by_side, happens_on_both_sides_and_shows_where_it_is_on_one) {
  Twin twin(world_of(apart), world_of(apart));
  const Cluster& left = twin.history(Side::left).world();
  const NodeId a2 = node(left, "A2");
  ASSERT_FALSE(twin.act(Side::left, actions::on_node(Verb::pause, a2)));
  EXPECT_TRUE(twin.history(Side::right).world().node(a2).paused);
  EXPECT_THAT(twin.differences(), IsEmpty());

  Cluster other = left;
  other.nodes[a2.index].paused = false;
  const Comparison comparison(left, other);
  EXPECT_EQ(comparison.count(left, other, a2), 1u);
  ASSERT_EQ(comparison.differences(left, other).size(), 1u);
  EXPECT_EQ(comparison.differences(left, other)[0].field, "paused");
}

TEST(Pause_and_why, a_pause_is_the_cause_of_nothing_but_of_its_end) {
  const Ran run = done(
      "propose P1 blue\npause A2\ndeliver prepare P1->A1\nresume A2\ndeliver prepare P1->A2\n"
      "deliver promise *->P1\n");
  const synod::Run line = line_of(run.history);
  const auto last = static_cast<EventNumber>(line.actions.size());
  const auto value = why(line, Fact::of_field(last, node(run.world(), "P1"), "value"));
  ASSERT_TRUE(value);
  EXPECT_THAT(value->slice, ElementsAre(1, 3, 5, 6, 7));
  const auto resumed = why(line, Fact::of_event(4));
  ASSERT_TRUE(resumed);
  EXPECT_THAT(resumed->slice, ElementsAre(2, 4));
}

// --- A pause adds nothing to a search without a clock ---

class Pause_left_out : public ::testing::TestWithParam<const char*> {};

TEST_P(Pause_left_out, leaves_a_run_that_ends_in_the_same_world) {
  const Protocol& protocol = *find_protocol(GetParam());
  std::size_t pauses = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const WalkReport walk = random_walk(protocol, random_setup(protocol, seed), seed);
    Cluster world = make_cluster(protocol, walk.setup);
    for (const Action& action : walk.actions) {
      const bool pauses_here = action.verb == Verb::pause || action.verb == Verb::resume;
      pauses += action.verb == Verb::pause ? 1u : 0u;
      if (pauses_here) continue;
      const auto why = act(world, action);
      ASSERT_FALSE(why) << "seed " << seed << ": " << why->str();
    }
    // Events have numbers, which messages and violations name.
    Cluster end = walk.end;
    EXPECT_EQ(world.observer.violations().size(), end.observer.violations().size());
    for (NodeId id : world.shape().all())
      for (std::size_t i = 0; i < world.node(id).state.infos().size(); ++i)
        EXPECT_EQ(world.node(id).state.value(i), end.node(id).state.value(i));
    EXPECT_EQ(routes(world, world.in_flight), routes(end, end.in_flight));
  }
  EXPECT_GT(pauses, 200u);
}

INSTANTIATE_TEST_SUITE_P(, Pause_left_out, ::testing::Values("paxos", "multi"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace synod
