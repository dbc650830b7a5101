// Heartbeats, suspicion, leases, and recovery by the clock alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocols/log_options.h"
#include "tests/protocols/multi_world.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::HasSubstr;

constexpr std::uint8_t suspicion = 0;
constexpr std::uint8_t heartbeat = 1;
constexpr std::uint8_t retry = 2;
constexpr std::uint8_t grant = 4;

Options with(Detector detector) {
  Options options;
  options.own.set(log_options::detector, detector);
  return options;
}

TEST(MultiDetector, off_sets_no_timer_at_all) {
  EXPECT_TRUE(multi_world(3).timers.empty());
}

TEST(MultiDetector, an_election_is_started_by_hand_where_the_timer_runs) {
  Cluster world = multi_world(3, 0, with(Detector::fixed));
  elect(world, "N1", "a");
  vote(world, "N1");
  const Event event = fire(world, "N2", suspicion);
  EXPECT_THAT(story(event), HasSubstr("N2 suspects N1"));
  EXPECT_THAT(story(event), HasSubstr("N2 starts ballot 2.2 for every slot from"));
  ASSERT_EQ(event.suspicions.size(), 1u);
  EXPECT_TRUE(event.suspicions[0].wrong);
}

TEST(MultiDetector, growing_waits_longer_after_each_mistake_and_fixed_does_not) {
  for (const Detector detector : {Detector::growing, Detector::fixed}) {
    Cluster world = multi_world(3, 0, with(detector));
    elect(world, "N1", "a");
    deliver_all(world, "accept", "N1", "N2");
    fire(world, "N2", suspicion);
    EXPECT_EQ(shown(world, "N2", "suspects"), "{N1}");
    deliver(world, "heartbeat", "N1", "N2");
    EXPECT_EQ(shown(world, "N2", "suspects"), "{}");
    EXPECT_EQ(shown(world, "N2", "mistakes"), "1");
    EXPECT_EQ(shown(world, "N2", "timeout"), detector == Detector::growing ? "400" : "300");
  }
}

TEST(MultiDetector, highest_makes_the_highest_number_lead_and_take_over_again) {
  Cluster world = multi_world(3, 0, with(Detector::highest));
  const auto leads = [](const char* name) {
    return [name](Cluster& w) { return shown(w, name, "phase") == "leading"; };
  };
  ASSERT_TRUE(run_until(world, leads("N3")));
  on(world, Verb::crash, "N3");
  ASSERT_TRUE(run_until(world, leads("N2")));
  on(world, Verb::restart, "N3");
  ASSERT_TRUE(run_until(world, leads("N3")));
  ASSERT_TRUE(run_until(world, [](Cluster& w) { return shown(w, "N2", "phase") == "follower"; }));
  EXPECT_EQ(shown(world, "N1", "phase"), "follower");
}

TEST(MultiDetector, a_heartbeat_tells_what_was_promised_where_refusals_are_silent) {
  Options options = with(Detector::highest);
  options.nack = false;
  Cluster world = multi_world(3, 0, options);
  propose(world, "N1", "a", 50);
  propose(world, "N3", "b", 1);
  fire(world, "N1", heartbeat);
  EXPECT_THAT(story(deliver(world, "heartbeat", "N1", "N3")), HasSubstr("N1 promised round 50"));
  EXPECT_THAT(story(fire(world, "N3", retry)), HasSubstr("N3 starts ballot 51.3"));
}

TEST(MultiDetector, an_unanswered_accept_is_sent_again_with_a_later_heartbeat) {
  Cluster world = multi_world(3, 0, with(Detector::fixed));
  elect(world, "N1", "a");
  drop_all(world, "accept");
  drop_all(world, "heartbeat");
  EXPECT_THAT(routes(world, fire(world, "N1", heartbeat).sent),
              ::testing::Not(::testing::Contains("accept N1->N2")));
  EXPECT_THAT(routes(world, fire(world, "N1", heartbeat).sent),
              ::testing::Contains("accept N1->N2"));
  vote(world, "N1");
  fire(world, "N1", heartbeat);
  EXPECT_THAT(routes(world, fire(world, "N1", heartbeat).sent),
              ::testing::Not(::testing::Contains("accept N1->N2")));
}

TEST(MultiDetector, a_paused_delivery_is_not_flooded) {
  Cluster world = multi_world(3, 0, with(Detector::fixed));
  elect(world, "N1", "a");
  drop_all(world, "accept");
  drop_all(world, "heartbeat");
  for (int beat = 0; beat < 10; ++beat) {
    const Event event = fire(world, "N1", heartbeat);
    EXPECT_LE(event.sent.size(), 4u);  // A heartbeat and an Accept for each of two.
  }
}

TEST(MultiDetector, a_candidate_puts_the_wait_for_a_leader_off_once) {
  Cluster world = multi_world(5, 0, with(Detector::fixed));
  elect(world, "N1", "a");
  vote(world, "N1");
  const auto due = [&] {
    for (const Timer& timer : world.timers)
      if (timer.node == node(world, "N5") && timer.kind == suspicion) return timer.due.ms;
    return std::int64_t{-1};
  };
  const std::int64_t first = due();
  propose(world, "N2", "b", 2);
  deliver(world, "prepare", "N2", "N5");
  const std::int64_t second = due();
  EXPECT_GT(second, first);
  propose(world, "N3", "c", 3);
  deliver(world, "prepare", "N3", "N5");
  EXPECT_EQ(due(), second) << "nobody has led since";
  propose(world, "N4", "d", 4);
  deliver_all(world, "prepare", "N4");
  deliver_all(world, "promise", "*", "N4");
  deliver(world, "heartbeat", "N4", "N5");
  EXPECT_GT(due(), second) << "a leader is heard of";
}

// --- Leases ---

Options leased() {
  Options options = with(Detector::fixed);
  options.own.set(log_options::lease, 1'000);
  return options;
}

TEST(MultiLease, a_follower_that_granted_one_refuses_other_candidates_until_it_runs_out) {
  Cluster world = multi_world(3, 0, leased());
  elect(world, "N1", "a");
  deliver(world, "heartbeat", "N1", "N2");
  deliver(world, "heartbeat", "N1", "N3");
  propose(world, "N2", "b", 2);
  EXPECT_EQ(shown(world, "N2", "promises"), "{}") << "it granted a lease itself";
  const Event refusal = deliver(world, "prepare", "N2", "N3");
  ASSERT_EQ(refusal.sent.size(), 1u);
  EXPECT_TRUE(refusal.sent[0].body.as<MultiPaxos::Nack>().lease);
  fire(world, "N3", grant);
  propose(world, "N2", "c", 3);
  EXPECT_THAT(story(deliver(world, "prepare", "N2", "N3")), HasSubstr("N3 promises ballot 3.2"));
}

TEST(MultiLease, a_leader_that_holds_none_gives_way_to_a_candidate) {
  for (const bool held : {false, true}) {
    Cluster world = multi_world(3, 0, leased());
    elect(world, "N1", "a");
    deliver(world, "heartbeat", "N1", "N2");
    if (held) deliver(world, "alive", "N2", "N1");
    ASSERT_EQ(shown(world, "N1", "lease"), held ? "yes" : "no");
    propose(world, "N3", "b", 2);
    deliver(world, "prepare", "N3", "N1");
    EXPECT_EQ(shown(world, "N1", "phase"), held ? "leading" : "follower");
    EXPECT_EQ(shown(world, "N1", "promised"), held ? "1.1" : "2.3");
  }
}

TEST(MultiLease, a_grant_outlives_a_crash) {
  Cluster world = multi_world(3, 0, leased());
  elect(world, "N1", "a");
  deliver(world, "heartbeat", "N1", "N3");
  on(world, Verb::crash, "N3");
  on(world, Verb::restart, "N3");
  EXPECT_EQ(shown(world, "N3", "follows"), "N1");
  EXPECT_TRUE(has_timer(world, "N3", grant));
}

TEST(MultiLease, reads_take_no_slot_while_it_is_held) {
  Cluster world = multi_world(3, 1, leased());
  elect(world, "N1", "x=5");
  vote(world, "N1");
  propose(world, "C1", "x?");
  deliver(world, "heartbeat", "N1", "N2");
  deliver(world, "alive", "N2", "N1");
  EXPECT_EQ(shown(world, "N1", "lease"), "yes");
  deliver(world, "request", "C1", "N1");
  EXPECT_EQ(shown(world, "N1", "next"), "2");
  deliver(world, "reply", "N1", "C1");
  EXPECT_EQ(shown(world, "C1", "result"), "5");
}

TEST(MultiLease, reads_take_a_slot_while_what_was_taken_over_is_not_applied) {
  Cluster world = multi_world(3, 1, leased());
  elect(world, "N1", "x=5");
  deliver(world, "accept", "N1", "N3");
  on(world, Verb::crash, "N1");
  propose(world, "N2", "y=1", 2);
  deliver(world, "prepare", "N2", "N3");
  deliver(world, "promise", "N3", "N2");
  deliver(world, "heartbeat", "N2", "N3");
  deliver(world, "alive", "N3", "N2");
  EXPECT_EQ(shown(world, "N2", "lease"), "yes");
  propose(world, "C1", "x?");
  fire(world, "C1", 2);
  deliver(world, "request", "C1", "N2");
  EXPECT_EQ(shown(world, "N2", "next"), "4") << "x=5 may be chosen, and N2's store lacks it";
}

TEST(MultiLease, an_answer_to_an_old_heartbeat_gives_none) {
  Cluster world = multi_world(3, 0, leased());
  elect(world, "N1", "a");
  deliver(world, "heartbeat", "N1", "N2");
  for (int beat = 0; beat < 12; ++beat) fire(world, "N1", heartbeat);
  deliver(world, "alive", "N2", "N1");
  EXPECT_EQ(shown(world, "N1", "lease"), "no");
}

TEST(MultiLease, ends_by_the_clock_though_its_timer_is_late) {
  Cluster world = multi_world(3, 1, leased());
  elect(world, "N1", "x=5");
  vote(world, "N1");
  deliver(world, "heartbeat", "N1", "N2");
  deliver(world, "alive", "N2", "N1");
  ASSERT_EQ(shown(world, "N1", "lease"), "yes");
  const std::int64_t until = state_of(world, "N1").proposer.lease_until;
  propose(world, "C1", "x?");
  Action late = actions::on_message(Verb::deliver, in_flight(world, "request", "C1", "N1"));
  late.at = {until};
  const Event event = done(world, late);
  EXPECT_EQ(shown(world, "N1", "lease"), "yes") << "its timer is still to go off";
  EXPECT_EQ(shown(world, "N1", "next"), "3") << "the read takes a slot";
  EXPECT_THAT(story(event), ::testing::Not(HasSubstr("own store")));
}

TEST(MultiLease, lasts_from_when_the_heartbeat_left_and_not_from_its_answer) {
  for (const bool wrong : {false, true}) {
    Options options = leased();
    if (wrong) options.bug = "lease-from-arrival";
    Cluster world = multi_world(3, 0, options);
    elect(world, "N1", "a");
    const std::int64_t left = state_of(world, "N1").proposer.counted;
    deliver(world, "heartbeat", "N1", "N2");
    const std::int64_t granted = world.now.ms + 1'000;
    Action late = actions::on_message(Verb::deliver, in_flight(world, "alive", "N2", "N1"));
    late.at = {left + 700};
    done(world, late);
    const std::int64_t until = state_of(world, "N1").proposer.lease_until;
    EXPECT_EQ(until, wrong ? left + 700 + 1'000 - 100 : left + 1'000);
    EXPECT_EQ(until > granted, wrong) << "a lease must not outlive its grants";
  }
}

TEST(MultiLease, is_not_had_where_the_answer_comes_after_its_end) {
  Cluster world = multi_world(3, 0, leased());
  elect(world, "N1", "a");
  const std::int64_t left = state_of(world, "N1").proposer.counted;
  deliver(world, "heartbeat", "N1", "N2");
  Action late = actions::on_message(Verb::deliver, in_flight(world, "alive", "N2", "N1"));
  late.at = {left + 1'000};
  EXPECT_THAT(story(done(world, late)), HasSubstr("too late"));
  EXPECT_EQ(shown(world, "N1", "lease"), "no");
}

TEST(MultiLease, that_is_no_longer_than_a_heartbeat_is_refused) {
  synod::Setup setup{.protocol = "multi", .shape = {.together = 3}};
  setup.options.own.set(log_options::lease, 100);
  const auto why = setup_problem(find_protocol("multi")->info(), setup);
  ASSERT_TRUE(why);
  EXPECT_THAT(why->str(), HasSubstr("longer than a heartbeat"));
}

// --- By the clock alone ---

bool all_done(const Cluster& world) {
  for (NodeId id : world.shape().with(Role::client)) {
    const auto& client = world.node(id).state.as<MultiPaxos::State>().client;
    if (client.command.exists() || client.id < world.setup->options.load) return false;
  }
  return true;
}

class MultiByClock : public ::testing::TestWithParam<std::tuple<int, Detector>> {};

INSTANTIATE_TEST_SUITE_P(all, MultiByClock,
                         ::testing::Combine(::testing::Values(3, 5),
                                            ::testing::Values(Detector::fixed, Detector::growing,
                                                              Detector::highest)));

TEST_P(MultiByClock, two_clients_outlive_the_death_of_the_leader) {
  const auto [nodes, detector] = GetParam();
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Options options = with(detector);
    options.load = 10;
    options.loss = 200;
    Cluster world = multi_world(static_cast<std::uint8_t>(nodes), 2, options, seed);
    ASSERT_TRUE(run_until(world, [](Cluster& w) { return w.observer.applied().size() >= 5; }));
    NodeId leader;
    for (NodeId id : world.shape().with(Role::acceptor))
      if (shown(world, world.name(id), "phase") == "leading") leader = id;
    ASSERT_TRUE(leader.exists());
    done(world, actions::on_node(Verb::crash, leader));
    ASSERT_TRUE(run_until(world, all_done)) << "seed " << seed;
    EXPECT_LT(world.now.ms, 30'000) << "seed " << seed;
    EXPECT_TRUE(world.observer.violations().empty());
    for (const Operation& operation : world.observer.operations())
      EXPECT_TRUE(operation.answered) << operation.command.str();
  }
}

}  // namespace
}  // namespace synod
