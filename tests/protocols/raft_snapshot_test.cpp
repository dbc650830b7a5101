// Snapshots of Raft: a log is compacted, and a server that is far behind takes a snapshot over.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "model/walk/live_walk.h"
#include "protocols/raft_options.h"
#include "tests/effort.h"
#include "tests/protocols/commit_cluster.h"
#include "tests/protocols/raft_cluster.h"

namespace synod {
namespace {

using namespace synod::testing;

synod::Setup compacting(std::int64_t every, std::uint8_t clients = 0) {
  synod::Setup setup = raft_setup(3, "", clients);
  setup.options.own.set(raft_options::compact, every);
  setup.options.own.set(log_options::batch, 10);
  return setup;
}

/// S1 leads at term 1, cut off from S3, and committed its no-op and `x+=1` so many times with S2.
Cluster with_s3_behind(std::int64_t every, int commands) {
  Cluster world = make_cluster(*find_protocol("raft"), compacting(every, 1));
  on_link(world, Verb::cut, "S1", "S3");
  on_link(world, Verb::cut, "S2", "S3");
  fire(world, "S1", Raft::election);
  settle(world);
  for (int i = 0; i < commands; ++i) {
    propose(world, "S1", "x+=1");
    settle(world);
  }
  return world;
}

/// "3 of term 1: {x=2} {C1=1 5}"; "" where there is none.
std::string snapshot_of(Cluster& world, std::size_t number) {
  const RaftSnapshotRef& its = server(world, number).snapshot;
  if (!its.exists()) return "";
  return fmt::format("{} of term {}: {} {}", its->last.number, its->term.str(),
                     print(its->store, world.shape()), print(its->answered, world.shape()));
}

TEST(Snapshot, replaces_what_is_committed_once_enough_came_together) {
  Cluster world = with_s3_behind(3, 1);
  EXPECT_EQ(shown(world, "S1", "log"), "{1=1:no-op* 2=1:x+=1*}");
  EXPECT_EQ(snapshot_of(world, 1), "");
  propose(world, "S1", "x+=1");
  settle(world);
  EXPECT_EQ(shown(world, "S1", "log"), "{}");
  EXPECT_EQ(snapshot_of(world, 1), "3 of term 1: {x=2} {}");
  propose(world, "S1", "x+=1");
  EXPECT_EQ(shown(world, "S1", "log"), "{4=1:x+=1}") << "slots go on";
}

TEST(Snapshot, is_sent_to_a_server_that_lacks_what_the_leader_has_no_more) {
  Cluster world = with_s3_behind(3, 3);
  done(world, {.verb = Verb::heal_all});
  fire(world, "S1", Raft::heartbeat);
  settle(world);
  EXPECT_EQ(snapshot_of(world, 3), "3 of term 1: {x=2} {}");
  EXPECT_EQ(shown(world, "S3", "log"), "{4=1:x+=1*}") << "the rest came as entries";
  EXPECT_EQ(shown(world, "S3", "store"), "{x=3}");
  EXPECT_EQ(shown(world, "S1", "match"), "{S2=4 S3=4}");
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(Snapshot, on_the_disk_is_where_a_server_goes_on_after_a_crash) {
  Cluster world = with_s3_behind(3, 3);
  on(world, Verb::crash, "S1");
  on(world, Verb::restart, "S1");
  EXPECT_EQ(shown(world, "S1", "applied"), "3");
  EXPECT_EQ(shown(world, "S1", "commit"), "3");
  EXPECT_EQ(shown(world, "S1", "store"), "{x=2}");
  EXPECT_EQ(shown(world, "S1", "log"), "{4=1:x+=1}");
  fire(world, "S1", Raft::election);
  settle(world);
  EXPECT_EQ(shown(world, "S1", "store"), "{x=3}");
  EXPECT_TRUE(world.observer.violations().empty());
}

/// With the store comes what clients were told: a command that is asked for again is not done
/// again.
TEST(Snapshot, has_the_last_answer_of_each_client) {
  Cluster world = with_s3_behind(2, 0);
  propose(world, "C1", "x+=5");
  deliver(world, "request", "C1", "S1");
  deliver(world, "append", "S1", "S2");
  deliver(world, "appended", "S2", "S1");
  on(world, Verb::drop, "reply", "S1", "C1");
  done(world, {.verb = Verb::heal_all});
  fire(world, "S1", Raft::heartbeat);
  settle(world);
  EXPECT_EQ(snapshot_of(world, 3), "2 of term 1: {x=5} {C1=1 5}");
  fire(world, "S3", Raft::election);
  settle(world);
  EXPECT_EQ(server(world, 3).phase, Raft::Phase::leading);
  while (shown(world, "C1", "done") == "0") {
    fire(world, "C1", Raft::retry);
    settle(world);
  }
  EXPECT_EQ(shown(world, "C1", "result"), "5");
  EXPECT_EQ(shown(world, "S3", "store"), "{x=5}");
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(Snapshot, that_is_older_than_what_the_server_knows_changes_nothing) {
  Cluster world = with_s3_behind(3, 2);
  done(world, {.verb = Verb::heal_all});
  fire(world, "S1", Raft::heartbeat);
  deliver(world, "append", "S1", "S2");
  settle(world);
  const auto old =
      std::find_if(world.delivered.begin(), world.delivered.end(),
                   [](const Message& m) { return m.kind == Raft::InstallSnapshot::kind; });
  ASSERT_TRUE(old != world.delivered.end());
  const MessageId id = (*old).id;
  propose(world, "S1", "y=1");
  settle(world);
  fire(world, "S1", Raft::heartbeat);
  settle(world);
  EXPECT_EQ(shown(world, "S3", "commit"), "4");
  done(world, actions::on_message(Verb::redeliver, id));
  EXPECT_EQ(shown(world, "S3", "commit"), "4");
  EXPECT_EQ(shown(world, "S3", "store"), "{x=2 y=1}");
}

/// Figure 5.3, step 6: what stands behind an entry that the log held stays. Else all goes.
TEST(Snapshot, keeps_what_stands_behind_it_where_the_logs_agree_there) {
  for (const bool agree : {true, false}) {
    Cluster world = with_s3_behind(3, 2);
    const std::uint32_t term = agree ? 1 : 3;
    if (agree) {
      // What S1 sent to S3 before.
      SlotLog& log = server(world, 3).log;
      for (const LogEntry& entry : server(world, 1).snapshot->covered)
        log.set(entry.slot, entry.vote);
      log.set({4}, {Ballot::term(1), "y=1"});
    } else {
      server(world, 3).log = log_of({2, 2, 2, 2});
      for (std::size_t number : {1u, 2u}) server(world, number).term = Ballot::term(term);
    }
    const auto sent =
        told(world, 1, 3, Raft::InstallSnapshot{Ballot::term(term, 1), server(world, 1).snapshot});
    EXPECT_EQ(answer<Raft::Appended>(sent).slot, Slot{3});
    EXPECT_EQ(server(world, 3).log.size(), agree ? 1u : 0u);
    EXPECT_EQ(shown(world, "S3", "store"), "{x=2}");
    EXPECT_EQ(shown(world, "S3", "commit"), "3");
  }
}

TEST(Snapshot, says_how_up_to_date_a_log_is_that_holds_nothing_else) {
  Cluster world = with_s3_behind(3, 2);
  done(world, {.verb = Verb::heal_all});
  EXPECT_EQ(shown(world, "S1", "log"), "{}");
  fire(world, "S3", Raft::election);
  fire(world, "S3", Raft::election);
  deliver(world, "requestvote", "S3", "S1");
  deliver(world, "requestvote", "S3", "S1");
  EXPECT_EQ(shown(world, "S1", "term"), "2");
  EXPECT_EQ(shown(world, "S1", "voted_for"), "none") << "its log is more up to date";
  fire(world, "S1", Raft::election);
  settle(world);
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::leading);
  EXPECT_EQ(shown(world, "S1", "log"), "{4=3:no-op*}");
}

TEST(Snapshot, keeps_every_invariant_in_every_order) {
  SKIP_IF_SANITIZED();
  Cluster world = with_s3_behind(2, 1);
  done(world, {.verb = Verb::heal_all});
  const auto elected = explored({world, {}}, {.ballots = 0, .timers = 2});
  EXPECT_EQ(elected.search.end, explore::SearchEnd::complete);
  EXPECT_GT(elected.search.states, 100'000u);
  const auto crashed =
      explored({world, {}}, {.ballots = 0, .drops = 1, .crashes = 1, .restarts = 1, .timers = 1});
  EXPECT_EQ(crashed.search.end, explore::SearchEnd::complete);
  EXPECT_GT(crashed.search.states, 5'000u);
}

/// Runs may come to the same store at the same slot and term by other entries. A search must tell
/// them apart.
TEST(Snapshot, of_other_entries_is_another_though_all_else_is_the_same) {
  Cluster one = with_s3_behind(3, 2);
  Cluster other = make_cluster(*find_protocol("raft"), compacting(3, 1));
  fire(other, "S1", Raft::election);
  settle(other);
  propose(other, "S1", "x+=2");
  propose(other, "S1", "y?");
  settle(other);
  EXPECT_EQ(snapshot_of(one, 1), snapshot_of(other, 1));
  EXPECT_NE(shown(one, "S1", "snapshot"), shown(other, "S1", "snapshot"));
}

TEST(Snapshot, of_every_entry_or_of_a_few_changes_nothing_for_clients) {
  const Protocol& raft = *find_protocol("raft");
  std::size_t sent = 0;
  for (std::uint64_t seed = 1; seed <= effort(150); ++seed) {
    synod::Setup setup = live_setup(raft, seed);
    setup.options.own.set(raft_options::compact, static_cast<std::int64_t>(1 + seed % 4));
    const LiveReport run = live_walk(raft, setup, seed, {.bound = SimTime{20'000}});
    ASSERT_FALSE(run.violated) << "seed " << seed << ": " << run.violated->why.str();
    ASSERT_TRUE(run.took) << "seed " << seed;
    for (const Message& message : run.end.delivered)
      sent += message.kind == Raft::InstallSnapshot::kind;
  }
  EXPECT_GT(sent, effort(150));
}

}  // namespace
}  // namespace synod
