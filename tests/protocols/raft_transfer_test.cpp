// Leadership transfer of Raft: a leader brings its successor up to date and asks it to stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/scenario/script.h"
#include "protocols/raft_options.h"
#include "tests/protocols/commit_cluster.h"
#include "tests/protocols/raft_cluster.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::HasSubstr;

/// S1 leads at term 1. All hold its no-op.
Cluster with_a_leader(const synod::Setup& setup = raft_setup(3, "", 1)) {
  Cluster world = make_cluster(*find_protocol("raft"), setup);
  fire(world, "S1", Raft::election);
  settle(world);
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::leading);
  return world;
}

TEST(Transfer, makes_the_successor_lead_at_the_next_term_without_a_timer) {
  Cluster world = with_a_leader();
  propose(world, "S1", "S2");
  settle(world);
  EXPECT_EQ(server(world, 2).phase, Raft::Phase::leading);
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::follower);
  EXPECT_EQ(shown(world, "S1", "term"), "2");
  EXPECT_EQ(shown(world, "S1", "hands_to"), "none");
  EXPECT_EQ(shown(world, "S1", "log"), "{1=1:no-op* 2=2:no-op}");
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(Transfer, waits_until_the_successor_holds_the_whole_log) {
  Cluster world = with_a_leader();
  propose(world, "S1", "x=1");
  deliver(world, "append", "S1", "S3");
  deliver(world, "appended", "S3", "S1");
  propose(world, "S1", "S2");
  EXPECT_EQ(shown(world, "S1", "handed"), "no");
  deliver(world, "append", "S1", "S2");
  deliver(world, "appended", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "handed"), "yes");
  EXPECT_EQ(server(world, 2).log.last(), Slot{2});
  settle(world);
  EXPECT_EQ(server(world, 2).phase, Raft::Phase::leading);
}

TEST(Transfer, takes_no_commands_until_a_timeout_is_over_and_those_it_kept_then) {
  Cluster world = with_a_leader();
  propose(world, "S1", "S2");
  on(world, Verb::drop, "timeoutnow", "S1", "S2");
  propose(world, "S1", "x=1");
  propose(world, "C1", "y=1");
  deliver(world, "request", "C1", "S1");
  EXPECT_EQ(server(world, 1).log.last(), Slot{1});
  EXPECT_EQ(shown(world, "S1", "waiting"), "{01=x=1}");
  deliver(world, "redirect", "S1", "C1");
  EXPECT_EQ(shown(world, "C1", "asks"), "S1") << "nobody else is named";
  fire(world, "S1", Raft::transfer);
  EXPECT_EQ(shown(world, "S1", "log"), "{1=1:no-op* 2=1:x=1}");
  EXPECT_EQ(shown(world, "S1", "waiting"), "{}");
  settle(world);
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::leading);
  EXPECT_EQ(server(world, 1).commit, Slot{2});
}

TEST(Transfer, passes_what_it_kept_on_to_its_successor) {
  Cluster world = with_a_leader();
  propose(world, "S1", "S2");
  propose(world, "S1", "x=1");
  settle(world);
  EXPECT_EQ(shown(world, "S2", "log"), "{1=1:no-op* 2=2:no-op* 3=2:x=1*}");
  EXPECT_EQ(shown(world, "S1", "waiting"), "{}");
}

TEST(Transfer, needs_no_pre_vote_and_is_ignored_by_nobody_who_heard_from_the_leader) {
  synod::Setup setup = raft_setup(3);
  setup.options.own.set(raft_options::pre_vote, 1);
  setup.options.own.set(raft_options::sticky, 1);
  Cluster world = with_a_leader(setup);
  EXPECT_EQ(shown(world, "S3", "hears"), "yes");
  propose(world, "S1", "S2");
  deliver(world, "timeoutnow", "S1", "S2");
  EXPECT_EQ(shown(world, "S2", "phase"), "candidate");
  deliver(world, "requestvote", "S2", "S3");
  EXPECT_EQ(shown(world, "S3", "voted_for"), "S2");
  deliver(world, "vote", "S3", "S2");
  EXPECT_EQ(server(world, 2).phase, Raft::Phase::leading);
}

TEST(Transfer, that_comes_late_makes_nobody_stand) {
  Cluster world = with_a_leader();
  propose(world, "S1", "S2");
  on(world, Verb::duplicate, "timeoutnow", "S1", "S2");
  deliver(world, "timeoutnow", "S1", "S2");
  deliver(world, "timeoutnow", "S1", "S2");
  EXPECT_EQ(shown(world, "S2", "term"), "2");
}

/// The successor may stand however late it hears of it, and would be voted for.
TEST(Transfer, ends_the_lease_for_the_rest_of_the_term) {
  synod::Setup setup = raft_setup(3, "", 1);
  setup.options.own.set(raft_options::reads, Reads::lease);
  Cluster world = with_a_leader(setup);
  fire(world, "S1", Raft::heartbeat);
  settle(world);
  EXPECT_GT(server(world, 1).lease_until, world.now.ms);
  propose(world, "S1", "S2");
  on(world, Verb::hold, "timeoutnow", "S1", "S2");
  fire(world, "S1", Raft::transfer);
  fire(world, "S1", Raft::heartbeat);
  while (true) {
    const auto next = std::find_if(world.in_flight.begin(), world.in_flight.end(),
                                   [](const Message& message) { return !message.held; });
    if (next == world.in_flight.end()) break;
    done(world, actions::on_message(Verb::deliver, next->id));
  }
  EXPECT_GT(server(world, 1).lease_until, world.now.ms);
  propose(world, "C1", "x?");
  deliver(world, "request", "C1", "S1");
  EXPECT_EQ(shown(world, "S1", "reads"), "{01=C1.1 x?}") << "it asks a majority first";
}

TEST(Transfer, is_refused_with_what_to_do_instead) {
  Cluster world = with_a_leader();
  const auto why = [&](std::string_view name, const char* value) {
    return refused(world, actions::propose(node(world, name), value));
  };
  EXPECT_THAT(why("S2", "S3"), HasSubstr("ask the leader"));
  EXPECT_THAT(why("S1", "S1"), HasSubstr("name another server"));
  propose(world, "S1", "S2");
  EXPECT_THAT(why("S1", "S3"), HasSubstr("to S2 already"));
}

TEST(Transfer, is_written_as_a_command_of_its_own) {
  const synod::Setup setup = raft_setup(3);
  History history(make_cluster(*find_protocol("raft"), setup));
  const auto act = [&](const Action& action) { ASSERT_TRUE(history.act(action)); };
  for (const Timer& timer : history.world().timers)
    if (timer.node == node(history.world(), "S1")) {
      act(actions::fire(timer.id));
      break;
    }
  while (!history.world().in_flight.empty())
    act(actions::on_message(Verb::deliver, history.world().in_flight.front().id));
  act(actions::propose(node(history.world(), "S1"), "S2"));
  EXPECT_THAT(script_text(history), HasSubstr("transfer S1 S2\n"));
}

}  // namespace
}  // namespace synod
