// Multi-Paxos, rule by rule: the leader, its log, its clients.
#include "protocols/multi_paxos.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocols/log_options.h"
#include "tests/protocols/multi_world.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::HasSubstr;

const LogEntry* entry(Cluster& world, std::string_view name, std::uint32_t slot) {
  return state_of(world, name).acceptor.log.find({slot});
}

std::string holds(Cluster& world, std::string_view name, std::uint32_t slot) {
  const LogEntry* found = entry(world, name, slot);
  return found == nullptr ? "none" : found->vote.str() + (found->chosen ? "*" : "");
}

// --- A stable leader ---

TEST(MultiLeader, needs_one_phase_1_for_many_commands) {
  Cluster world = multi_world(3);
  elect(world, "N1", "a");
  vote(world, "N1");
  for (const char* value : {"b", "c", "d"}) {
    const Event event = propose(world, "N1", value);
    EXPECT_THAT(routes(world, event.sent),
                ::testing::ElementsAre("accept N1->N2", "accept N1->N3"));
    vote(world, "N1");
  }
  EXPECT_EQ(shown(world, "N1", "log"), "{1=1.1:a* 2=1.1:b* 3=1.1:c* 4=1.1:d*}");
  EXPECT_EQ(shown(world, "N1", "applied"), "4");
}

TEST(MultiLeader, counts_a_replica_once_in_a_slot) {
  Cluster world = multi_world(5);
  elect(world, "N1", "a");
  deliver(world, "accept", "N1", "N2");
  const MessageId answer = in_flight(world, "accepted", "N2", "N1");
  deliver(world, "accepted", "N2", "N1");
  done(world, actions::on_message(Verb::redeliver, answer));
  done(world, actions::on_message(Verb::redeliver, answer));
  EXPECT_EQ(holds(world, "N1", 1), "1.1:a");
  EXPECT_TRUE(world.observer.chosen().empty());
}

TEST(MultiLeader, lets_commands_wait_while_its_pipeline_is_full) {
  Options options;
  options.own.set(log_options::pipeline, 2);
  Cluster world = multi_world(3, 0, options);
  elect(world, "N1", "a");
  propose(world, "N1", "b");
  propose(world, "N1", "c");
  propose(world, "N1", "d");
  EXPECT_EQ(shown(world, "N1", "next"), "3");
  EXPECT_EQ(state_of(world, "N1").proposer.waiting.size(), 2u);
  vote(world, "N1");
  vote(world, "N1");
  EXPECT_EQ(state_of(world, "N1").proposer.waiting.size(), 0u);
  EXPECT_EQ(shown(world, "N1", "applied"), "4");
}

TEST(MultiLeader, puts_waiting_commands_to_the_vote_in_batches) {
  Options options;
  options.own.set(log_options::batch, 3);
  options.own.set(log_options::pipeline, 3);
  Cluster world = multi_world(3, 0, options);
  elect(world, "N1", "a");
  for (const char* value : {"b", "c", "d"}) propose(world, "N1", value);
  drop_all(world, "accept", "N1", "N3");
  EXPECT_EQ(shown(world, "N1", "next"), "4") << "b and c had room, d waits";
  for (const char* value : {"e", "f"}) propose(world, "N1", value);
  deliver_all(world, "accept", "N1", "N2");
  deliver(world, "accepted", "N2", "N1");
  deliver(world, "accepted", "N2", "N1");
  EXPECT_EQ(shown(world, "N1", "next"), "4") << "three wait, and only two have room";
  const Event last = deliver(world, "accepted", "N2", "N1");
  ASSERT_EQ(last.sent.size(), 2u);
  EXPECT_EQ(last.sent[0].body.as<MultiPaxos::Accept>().entries.size(), 3u);
}

// --- Recovery ---

TEST(MultiRecovery, proposes_again_what_was_reported_at_the_highest_ballot) {
  Cluster world = multi_world(3);
  elect(world, "N1", "a");
  drop_all(world, "accept");
  elect(world, "N2", "b");  // N1 promises, and reports a.
  EXPECT_EQ(holds(world, "N2", 1), "2.2:a");
  EXPECT_EQ(holds(world, "N2", 2), "2.2:b");
}

TEST(MultiRecovery, fills_holes_with_no_ops_and_says_so) {
  Cluster world = multi_world(3);
  elect(world, "N1", "a");
  propose(world, "N1", "b");
  drop_all(world, "accept", "N1", "N2");
  deliver(world, "accept", "N1", "N3");  // Slot 1 only.
  drop_all(world, "accept");
  propose(world, "N1", "c");
  deliver(world, "accept", "N1", "N3");
  done(world, actions::on_node(Verb::crash, node(world, "N1")));
  propose(world, "N2", "d", 2);
  deliver(world, "prepare", "N2", "N3");
  const Event leads = deliver(world, "promise", "N3", "N2");
  EXPECT_EQ(shown(world, "N2", "log"), "{1=2.2:a 2=2.2:no-op 3=2.2:c 4=2.2:d}");
  EXPECT_THAT(story(leads), HasSubstr("N2 fills the hole in slot 2 with a no-op"));
  EXPECT_THAT(story(leads), HasSubstr("N2 must propose a again in slot 1"));
  EXPECT_THAT(story(leads), HasSubstr("N2 leads at ballot 2.2"));
  vote(world, "N2");
  EXPECT_EQ(shown(world, "N2", "applied"), "4");
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(MultiRecovery, learns_at_once_what_a_promise_reports_as_chosen) {
  Cluster world = multi_world(3);
  elect(world, "N1", "a");
  drop_all(world, "accept", "N1", "N3");
  vote(world, "N1");
  propose(world, "N3", "b", 2);
  deliver(world, "prepare", "N3", "N1");
  deliver(world, "promise", "N1", "N3");
  EXPECT_EQ(holds(world, "N3", 1), "1.1:a*");
  EXPECT_EQ(shown(world, "N3", "applied"), "1");
  EXPECT_EQ(holds(world, "N3", 2), "2.3:b");
}

TEST(MultiRecovery, a_refused_leader_steps_down_and_passes_its_queue_on) {
  Options options;
  options.own.set(log_options::pipeline, 1);
  Cluster world = multi_world(3, 0, options);
  elect(world, "N1", "a");
  propose(world, "N1", "b");  // Waits.
  drop_all(world, "accept");
  propose(world, "N2", "c", 2);
  deliver(world, "prepare", "N2", "N3");
  deliver(world, "promise", "N3", "N2");
  const Event accepts = deliver(world, "accept", "N2", "N1");
  EXPECT_THAT(story(accepts), HasSubstr("N1 steps down"));
  EXPECT_EQ(shown(world, "N1", "phase"), "follower");
  EXPECT_EQ(shown(world, "N1", "leader"), "N2");
  EXPECT_THAT(routes(world, accepts.sent), ::testing::Contains("request N1->N2"));
  EXPECT_TRUE(state_of(world, "N1").proposer.waiting.empty());
}

TEST(MultiRecovery, a_crash_keeps_the_log_and_the_store_comes_back_from_it) {
  Cluster world = multi_world(3);
  elect(world, "N1", "x=1");
  vote(world, "N1");
  on(world, Verb::crash, "N1");
  EXPECT_EQ(shown(world, "N1", "store"), "{}");
  EXPECT_EQ(holds(world, "N1", 1), "1.1:x=1*");
  on(world, Verb::restart, "N1");
  EXPECT_EQ(shown(world, "N1", "store"), "{x=1}");
  EXPECT_EQ(shown(world, "N1", "phase"), "follower");
  propose(world, "N1", "b");
  EXPECT_EQ(shown(world, "N1", "ballot"), "2.1") << "no ballot is used twice";
}

// --- Learning ---

TEST(MultiLearning, takes_nothing_accepted_at_another_ballot_for_chosen) {
  Cluster world = multi_world(3);
  elect(world, "N1", "a");
  deliver(world, "accept", "N1", "N3");  // N3 alone holds 1.1:a besides N1.
  on(world, Verb::crash, "N1");
  drop_all(world, "accepted");
  drop_all(world, "accept");
  // N2 is elected by itself and a restarted N1 that lost its disk's word: here, without N3.
  state_of(world, "N1").acceptor = {};
  on(world, Verb::restart, "N1");
  propose(world, "N2", "b", 2);
  deliver(world, "prepare", "N2", "N1");
  deliver(world, "promise", "N1", "N2");
  deliver(world, "accept", "N2", "N1");
  deliver(world, "accepted", "N1", "N2");  // b is chosen in slot 1.
  drop_all(world, "accept");
  propose(world, "N2", "c");
  const Event hears = deliver(world, "accept", "N2", "N3");  // "All below slot 2 is chosen."
  EXPECT_EQ(holds(world, "N3", 1), "1.1:a") << "a was accepted at 1.1, so it proves nothing";
  EXPECT_THAT(routes(world, hears.sent), ::testing::Contains("ask N3->N2"));
  deliver(world, "ask", "N3", "N2");
  deliver(world, "tell", "N2", "N3");
  EXPECT_EQ(holds(world, "N3", 1), "2.2:b*");
  EXPECT_EQ(shown(world, "N3", "applied"), "1");
}

TEST(MultiLearning, a_hole_blocks_what_lies_behind_it) {
  Cluster world = multi_world(3);
  elect(world, "N1", "a");
  propose(world, "N1", "b");
  deliver_all(world, "accept", "N1", "N2");
  drop_all(world, "accept");
  drop_all(world, "prepare");
  on(world, Verb::drop, "accepted", "N2", "N1");
  deliver(world, "accepted", "N2", "N1");
  EXPECT_EQ(holds(world, "N1", 2), "1.1:b*");
  EXPECT_EQ(shown(world, "N1", "applied"), "0");
}

// --- Clients ---

TEST(MultiClient, is_sent_to_the_leader_and_answered_from_the_store) {
  Cluster world = multi_world(3, 1);
  elect(world, "N2", "x=7");
  vote(world, "N2");
  deliver_all(world, "prepare");
  propose(world, "C1", "x+=1");
  deliver(world, "request", "C1", "N1");
  deliver(world, "redirect", "N1", "C1");
  deliver(world, "request", "C1", "N2");
  vote(world, "N2");
  deliver(world, "reply", "N2", "C1");
  EXPECT_EQ(shown(world, "C1", "result"), "8");
  EXPECT_EQ(shown(world, "N2", "store"), "{x=8}");
  EXPECT_EQ(world.observer.operations()[0].result, Text("8"));
}

TEST(MultiClient, that_asks_twice_gets_one_effect_and_the_same_answer) {
  Cluster world = multi_world(3, 1);
  elect(world, "N1", "x=1");
  vote(world, "N1");
  propose(world, "C1", "x+=1");
  const MessageId request = in_flight(world, "request", "C1", "N1");
  deliver(world, "request", "C1", "N1");
  const Event twice = done(world, actions::on_message(Verb::redeliver, request));
  EXPECT_THAT(story(twice), HasSubstr("already has C1.1 x+=1 in hand"));
  vote(world, "N1");
  const Event again = done(world, actions::on_message(Verb::redeliver, request));
  EXPECT_THAT(routes(world, again.sent), ::testing::ElementsAre("reply N1->C1"));
  EXPECT_EQ(again.sent[0].body.as<MultiPaxos::Reply>().result, Text("2"));
  EXPECT_EQ(shown(world, "N1", "store"), "{x=2}");
  EXPECT_EQ(shown(world, "N1", "next"), "3");
}

TEST(MultiClient, has_its_command_applied_once_though_it_stands_in_two_slots) {
  Cluster world = multi_world(3, 1);
  elect(world, "N1", "x=1");
  vote(world, "N1");
  propose(world, "C1", "x+=1");
  deliver(world, "request", "C1", "N1");
  deliver(world, "accept", "N1", "N3");  // Slot 2 survives at N3.
  drop_all(world, "accept");
  on(world, Verb::crash, "N1");
  propose(world, "N2", "y=0", 2);
  fire(world, "C1", 2);
  deliver(world, "request", "C1", "N2");  // N2 queues the command behind y=0.
  deliver(world, "prepare", "N2", "N3");
  deliver(world, "promise", "N3", "N2");
  vote(world, "N2");
  EXPECT_EQ(holds(world, "N2", 2), "2.2:C1.1 x+=1*");
  EXPECT_EQ(holds(world, "N2", 4), "2.2:C1.1 x+=1*");
  EXPECT_EQ(shown(world, "N2", "store"), "{x=2 y=0}");
  EXPECT_EQ(shown(world, "N2", "applied"), "4");
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(MultiClient, waits_and_asks_the_next_replica_when_nobody_answers) {
  Cluster world = multi_world(3, 1);
  propose(world, "C1", "x=1");
  drop_all(world, "request");
  const Event again = fire(world, "C1", 2);
  EXPECT_THAT(routes(world, again.sent), ::testing::ElementsAre("request C1->N2"));
}

TEST(MultiClient, is_refused_a_second_command_a_round_and_one_that_is_too_long) {
  Cluster world = multi_world(3, 1);
  const NodeId c1 = node(world, "C1");
  EXPECT_THAT(refused(world, actions::propose(c1, "x=1", 3)), HasSubstr("takes no round"));
  EXPECT_THAT(refused(world, actions::propose(c1, "x=123456789012345678901234567")),
              HasSubstr("room for 26 bytes"));
  EXPECT_EQ(refused(world, actions::propose(c1, "x=123456789012345678901234")), "");
  propose(world, "C1", "x=1");
  EXPECT_THAT(refused(world, actions::propose(c1, "x=2")), HasSubstr("still waits for the answer"));
}

TEST(MultiReplica, is_refused_a_no_op_a_clients_command_and_a_used_round) {
  Cluster world = multi_world(3);
  const NodeId n1 = node(world, "N1");
  EXPECT_THAT(refused(world, actions::propose(n1, "no-op")), HasSubstr("fill holes"));
  EXPECT_THAT(refused(world, actions::propose(n1, "C1.1 x=1")), HasSubstr("ask a client"));
  propose(world, "N1", "a", 3);
  EXPECT_THAT(refused(world, actions::propose(n1, "b", 3)),
              HasSubstr("the first that it may use is 4"));
}

TEST(MultiReplica, passes_a_command_on_to_the_leader_that_it_follows) {
  Cluster world = multi_world(3);
  elect(world, "N1", "a");
  const Event passes = propose(world, "N2", "b");
  EXPECT_THAT(routes(world, passes.sent), ::testing::ElementsAre("request N2->N1"));
}

}  // namespace
}  // namespace synod
