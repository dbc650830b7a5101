// Clients of Multi-Paxos: the replicas that they ask, and the names of their commands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocols/log_options.h"
#include "tests/protocols/multi_world.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::HasSubstr;

constexpr std::uint8_t retry = 2;

bool all_answered(const Cluster& world) {
  for (const Operation& operation : world.observer.operations())
    if (!operation.answered && !operation.forgotten) return false;
  return true;
}

TEST(MultiClient, goes_round_whatever_the_replicas_say_of_each_other) {
  Cluster world = multi_world(5, 1);
  for (const char* name : {"N2", "N3", "N4", "N5"})
    state_of(world, name).proposer.leader = node(world, "N1");
  on(world, Verb::crash, "N1");
  // Detectors that never notice: every replica sends the client to N1.
  Options options = *std::make_shared<Options>(world.setup->options);
  options.own.set(log_options::detector, Detector::fixed);
  auto setup = std::make_shared<synod::Setup>(*world.setup);
  setup->options = options;
  world.setup = setup;
  propose(world, "C1", "x=1");
  std::vector<std::string> asked;
  for (int turn = 0; turn < 6; ++turn) {
    const Event event = fire(world, "C1", retry);
    asked.push_back(world.name(event.sent.at(0).to));
    deliver_all(world, "request");
    deliver_all(world, "redirect");
    deliver_all(world, "request");
  }
  EXPECT_THAT(asked, ::testing::ElementsAre("N2", "N3", "N4", "N5", "N1", "N2"));
}

TEST(MultiClient, two_replicas_that_name_each_other_do_not_keep_it_busy) {
  Options options;
  options.own.set(log_options::detector, Detector::fixed);
  Cluster world = multi_world(3, 1, options);
  state_of(world, "N1").proposer.leader = node(world, "N2");
  state_of(world, "N2").proposer.leader = node(world, "N1");
  propose(world, "C1", "x=1");
  int requests = 0;
  for (; requests < 20; ++requests) {
    const bool asks = std::any_of(world.in_flight.begin(), world.in_flight.end(),
                                  [](auto& m) { return m.kind == MultiPaxos::Request::kind; });
    if (!asks) break;
    deliver(world, "request", "C1", shown(world, "C1", "asks"));
    deliver(world, "redirect", shown(world, "C1", "asks"), "C1");
  }
  EXPECT_EQ(requests, 2);
}

TEST(MultiClient, without_a_detector_makes_another_replica_lead_once_the_leader_is_silent) {
  Cluster world = multi_world(3, 1);
  elect(world, "N1", "x=1");
  vote(world, "N1");
  on(world, Verb::crash, "N1");
  propose(world, "C1", "x=2");
  ASSERT_TRUE(run_until(world, all_answered, 200));
  EXPECT_EQ(shown(world, "C1", "result"), "ok");
}

TEST(MultiClient, is_sent_on_to_a_leader_that_it_did_not_ask_yet) {
  Cluster world = multi_world(3, 1);
  elect(world, "N2", "x=1");
  vote(world, "N2");
  propose(world, "C1", "x=2");
  deliver_all(world, "request");
  EXPECT_EQ(shown(world, "N1", "phase"), "follower");
  deliver(world, "redirect", "N1", "C1");
  EXPECT_EQ(shown(world, "C1", "asks"), "N2");
}

TEST(MultiClient, that_asks_again_makes_the_leader_send_lost_accepts_again) {
  Cluster world = multi_world(3, 1);
  elect(world, "N1", "x=1");
  drop_all(world, "accept");
  propose(world, "C1", "y=1");
  deliver(world, "request", "C1", "N1");
  drop_all(world, "accept");
  ASSERT_TRUE(run_until(world, all_answered, 300)) << "nothing else would send them again";
}

TEST(MultiClient, with_retry_a_leader_sends_lost_accepts_again_by_itself) {
  Options options;
  options.retry = true;
  Cluster world = multi_world(3, 0, options);
  elect(world, "N1", "x=1");
  drop_all(world, "accept");
  ASSERT_TRUE(run_until(
      world, [](Cluster& w) { return shown(w, "N1", "applied") == "1"; }, 100));
  EXPECT_FALSE(has_timer(world, "N1", retry)) << "nothing is open any more";
}

TEST(MultiClient, that_lost_its_disk_asks_by_another_name) {
  Cluster world = multi_world(3, 1);
  elect(world, "N1", "y=0");
  vote(world, "N1");
  propose(world, "C1", "x=1");
  ASSERT_TRUE(run_until(world, all_answered, 200));
  on(world, Verb::wipe, "C1");
  on(world, Verb::restart, "C1");
  propose(world, "C1", "x+=5");
  EXPECT_EQ(shown(world, "C1", "command"), "C1b.1 x+=5");
  ASSERT_TRUE(run_until(world, all_answered, 200));
  EXPECT_EQ(shown(world, "C1", "result"), "6") << "it took effect, and is told its own result";
  EXPECT_EQ(shown(world, "N1", "answered"), "{C1=1 ok C1b=1 6}");
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(MultiClient, takes_no_answer_to_a_command_of_an_earlier_life) {
  Cluster world = multi_world(3, 1);
  elect(world, "N1", "y=0");
  vote(world, "N1");
  propose(world, "C1", "x=1");
  deliver(world, "request", "C1", "N1");
  vote(world, "N1");
  on(world, Verb::wipe, "C1");
  on(world, Verb::restart, "C1");
  propose(world, "C1", "x=2");
  deliver(world, "reply", "N1", "C1");
  EXPECT_EQ(shown(world, "C1", "done"), "0");
  EXPECT_EQ(shown(world, "C1", "command"), "C1b.1 x=2");
}

TEST(MultiClient, that_restarts_with_its_disk_keeps_its_name) {
  Cluster world = multi_world(3, 1);
  propose(world, "C1", "x=1");
  on(world, Verb::crash, "C1");
  on(world, Verb::restart, "C1");
  propose(world, "C1", "x=2");
  EXPECT_EQ(shown(world, "C1", "command"), "C1.2 x=2");
}

}  // namespace
}  // namespace synod
