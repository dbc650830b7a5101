// Raft step by step, in every order of events, and without one of its rules.
#include "protocols/raft.h"

#include <gtest/gtest.h>
#include <map>

#include "model/explore/explore.h"
#include "model/world/quorum.h"
#include "tests/effort.h"
#include "tests/protocols/commit_cluster.h"
#include "tests/protocols/raft_cluster.h"

namespace synod {
namespace {

using namespace synod::testing;
using Terms = std::vector<std::uint32_t>;

TEST(Raft, elects_the_first_whose_timer_runs_out_and_commits_what_it_is_asked_for) {
  Cluster world = raft_world(3);
  fire(world, "S2", Raft::election);
  settle(world);
  EXPECT_EQ(server(world, 2).phase, Raft::Phase::leading);
  propose(world, "S2", "x=1");
  settle(world);
  fire(world, "S2", Raft::heartbeat);
  settle(world);
  for (std::size_t number : {1u, 2u, 3u}) {
    EXPECT_EQ(server(world, number).commit, Slot{2});
    EXPECT_EQ(shown(world, "S" + std::to_string(number), "log"), "{1=1:no-op* 2=1:x=1*}");
    EXPECT_EQ(shown(world, "S" + std::to_string(number), "leader"), "S2");
  }
  EXPECT_EQ(shown(world, "S2", "match"), "{S1=2 S3=2}");
  EXPECT_EQ(shown(world, "S2", "next"), "{S1=3 S3=3}");
}

TEST(Raft, waits_for_a_leader_from_one_timeout_to_two) {
  std::int64_t least = 1'000'000;
  std::int64_t most = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    synod::Setup setup = raft_setup(5);
    setup.seed = seed;
    for (const Timer& timer : make_cluster(*find_protocol("raft"), setup).timers) {
      least = std::min(least, timer.due.ms);
      most = std::max(most, timer.due.ms);
    }
  }
  EXPECT_GE(least, 300);
  EXPECT_LE(most, 600);
  EXPECT_LT(least, 310);
  EXPECT_GT(most, 590);
}

TEST(Raft, has_term_vote_and_log_after_a_crash_and_nothing_else) {
  Cluster world = raft_world(3);
  fire(world, "S1", Raft::election);
  settle(world);
  EXPECT_EQ(server(world, 1).commit, Slot{1});
  on(world, Verb::crash, "S1");
  on(world, Verb::restart, "S1");
  EXPECT_EQ(shown(world, "S1", "term"), "1");
  EXPECT_EQ(shown(world, "S1", "voted_for"), "S1");
  EXPECT_EQ(shown(world, "S1", "log"), "{1=1:no-op}");
  EXPECT_EQ(shown(world, "S1", "phase"), "follower");
  EXPECT_EQ(shown(world, "S1", "commit"), "0");
  EXPECT_EQ(shown(world, "S1", "applied"), "0");
  EXPECT_EQ(world.observer.applied_by(node(world, "S1")), Slot{0});
}

TEST(Raft, counts_a_vote_of_an_earlier_term_no_more) {
  Cluster world = raft_world(3);
  fire(world, "S1", Raft::election);
  deliver(world, "requestvote", "S1", "S2");
  fire(world, "S1", Raft::election);
  deliver(world, "vote", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "votes"), "{S1}");
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::candidate);
}

TEST(Raft, goes_back_with_next_index_and_repairs_a_log_that_differs) {
  Cluster world = raft_world(3);
  server(world, 1).log = log_of({1, 1, 4});
  server(world, 2).log = log_of({1, 2, 2, 3});
  server(world, 3).log = log_of({1});
  for (std::size_t number : {1u, 2u, 3u}) server(world, number).term = Ballot::term(5);
  fire(world, "S1", Raft::election);
  settle(world);
  for (std::size_t number : {1u, 2u, 3u})
    EXPECT_EQ(terms_of(server(world, number).log), (Terms{1, 1, 4, 6}));
  EXPECT_EQ(server(world, 1).commit, Slot{4});
}

/// S3 refuses, then takes the entries; its refusal comes last. Going back by it, the leader would
/// send for ever what S3 holds.
TEST(Raft, takes_nothing_back_for_a_refusal_that_is_older_than_what_the_follower_took) {
  Cluster world = raft_world(3);
  for (std::size_t number : {1u, 2u}) server(world, number).log = log_of({1});
  for (std::size_t number : {1u, 2u, 3u}) server(world, number).term = Ballot::term(1);
  fire(world, "S1", Raft::election);
  deliver(world, "requestvote", "S1", "S2");
  deliver(world, "vote", "S2", "S1");
  on(world, Verb::duplicate, "append", "S1", "S3");
  deliver(world, "append", "S1", "S3");
  on(world, Verb::duplicate, "appended", "S3", "S1");
  deliver(world, "appended", "S3", "S1");
  const MessageId late = in_flight(world, "appended", "S3", "S1");
  done(world, actions::on_message(Verb::hold, late));
  deliver(world, "append", "S1", "S3");
  deliver(world, "append", "S1", "S3");
  for (int i = 0; i < 2; ++i) {
    const auto fresh =
        std::find_if(world.in_flight.begin(), world.in_flight.end(), [&](const Message& message) {
          return message.kind == Raft::Appended::kind && !message.held;
        });
    ASSERT_NE(fresh, world.in_flight.end());
    done(world, actions::on_message(Verb::deliver, fresh->id));
  }
  EXPECT_EQ(shown(world, "S1", "match"), "{S2=0 S3=1}");
  done(world, actions::on_message(Verb::release, late));
  done(world, actions::on_message(Verb::deliver, late));
  EXPECT_EQ(shown(world, "S1", "next"), "{S2=2 S3=2}");
}

/// The dissertation's figure 3.6 (figure 7 of the paper), and etcd's TestLeaderSyncFollowerLog.
TEST(Raft, makes_every_log_of_figure_7_the_leaders_own) {
  const Terms leader{1, 1, 1, 4, 4, 5, 5, 6, 6, 6};
  const std::vector<Terms> followers{{1, 1, 1, 4, 4, 5, 5, 6, 6},
                                     {1, 1, 1, 4},
                                     {1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6},
                                     {1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7},
                                     {1, 1, 1, 4, 4, 4, 4},
                                     {1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3}};
  for (const Terms& follower : followers) {
    Cluster world = raft_world(3);
    server(world, 1).log = log_of(leader);
    server(world, 2).log = log_of(follower);
    server(world, 1).term = server(world, 3).term = Ballot::term(8);
    server(world, 2).term = Ballot::term(7);
    fire(world, "S1", Raft::election);
    deliver(world, "requestvote", "S1", "S3");
    deliver(world, "vote", "S3", "S1");
    propose(world, "S1", "x=1");
    settle(world);
    Terms expected = leader;
    expected.insert(expected.end(), {9, 9});
    EXPECT_EQ(terms_of(server(world, 2).log), expected);
  }
}

TEST(Raft, sends_an_entry_once_and_anew_only_where_a_heartbeat_went_by_unanswered) {
  Cluster world = raft_world(3);
  fire(world, "S1", Raft::election);
  settle(world);
  propose(world, "S1", "x=1");
  const auto entries_to_s2 = [&] {
    std::size_t count = 0;
    for (const Message& message : world.in_flight)
      if (message.kind == Raft::Append::kind && world.name(message.to) == "S2")
        count += message.body.as<Raft::Append>().entries.size();
    return count;
  };
  EXPECT_EQ(entries_to_s2(), 1u);
  fire(world, "S1", Raft::heartbeat);
  EXPECT_EQ(entries_to_s2(), 1u) << "the first heartbeat carries nothing";
  fire(world, "S1", Raft::heartbeat);
  EXPECT_EQ(entries_to_s2(), 2u);
}

TEST(Raft, writes_a_term_as_a_number_whoever_leads_at_it) {
  Cluster world = raft_world(3);
  fire(world, "S2", Raft::election);
  deliver(world, "requestvote", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "term"), "1");
  EXPECT_EQ(server(world, 1).term.owner(), 2u) << "it voted for S2";
  EXPECT_EQ(server(world, 3).term.owner(), 0u);
  EXPECT_EQ(Ballot::term(3, 2).str(), "3");
  EXPECT_EQ((Vote{Ballot::term(3, 2), "x"}).str(), "3:x");
  EXPECT_EQ(Ballot::term(3, 2).bare(), Ballot::term(3));
  EXPECT_EQ((Ballot{3, 2}).bare(), (Ballot{3, 2}));
  EXPECT_FALSE(Ballot::term(0, 2).exists());
}

TEST(Raft, has_a_meter_of_votes_where_a_server_stands_or_leads_and_nowhere_else) {
  Cluster world = raft_world(3);
  fire(world, "S2", Raft::election);
  deliver(world, "requestvote", "S2", "S1");
  EXPECT_EQ(quorum_of(world, node(world, "S2")).answered.size(), 1u);
  EXPECT_FALSE(quorum_of(world, node(world, "S1")).exists());
  deliver(world, "vote", "S1", "S2");
  EXPECT_TRUE(quorum_of(world, node(world, "S2")).complete());
}

/// Another server may lead at the term than the one that got the vote: no disk went back.
TEST(Raft, may_follow_another_than_it_voted_for_at_the_same_term) {
  Cluster world = raft_world(3);
  fire(world, "S1", Raft::election);
  fire(world, "S2", Raft::election);
  deliver(world, "requestvote", "S2", "S3");
  deliver(world, "vote", "S3", "S2");
  deliver(world, "append", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "voted_for"), "S1");
  EXPECT_EQ(shown(world, "S1", "leader"), "S2");
  EXPECT_EQ(server(world, 1).term.owner(), 2u);
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(Raft, answers_a_client_once_it_committed_and_sends_it_to_the_leader_before) {
  Cluster world = raft_world(3, "", 1);
  fire(world, "S2", Raft::election);
  settle(world);
  propose(world, "C1", "x=1");
  EXPECT_EQ(shown(world, "C1", "asks"), "S1");
  deliver(world, "request", "C1", "S1");
  deliver(world, "redirect", "S1", "C1");
  EXPECT_EQ(shown(world, "C1", "asks"), "S2");
  deliver(world, "request", "C1", "S2");
  deliver(world, "append", "S2", "S3");
  EXPECT_EQ(world.observer.slots_chosen(), 2u) << "committed, and nobody knows";
  EXPECT_EQ(shown(world, "S2", "commit"), "1");
  deliver(world, "appended", "S3", "S2");
  deliver(world, "reply", "S2", "C1");
  EXPECT_EQ(shown(world, "C1", "result"), "ok");
}

TEST(Raft, appends_a_clients_command_once_however_often_it_comes) {
  Cluster world = raft_world(3, "", 1);
  fire(world, "S1", Raft::election);
  settle(world);
  propose(world, "C1", "x+=1");
  on(world, Verb::duplicate, "request", "C1", "S1");
  deliver(world, "request", "C1", "S1");
  deliver(world, "request", "C1", "S1");
  EXPECT_EQ(server(world, 1).log.last(), Slot{2});
  settle(world);
  done(world, actions::on_message(Verb::redeliver, [&] {
         for (const Message& message : world.delivered)
           if (message.kind == Raft::Request::kind) return message.id;
         return MessageId{};
       }()));
  EXPECT_EQ(server(world, 1).log.last(), Slot{2});
  EXPECT_EQ(world.in_flight.size(), 1u) << "the same answer again";
}

TEST(Raft, asked_by_hand_keeps_a_command_until_it_knows_who_leads) {
  Cluster world = raft_world(3);
  propose(world, "S1", "x=1");
  propose(world, "S2", "x=2");
  EXPECT_EQ(shown(world, "S1", "waiting"), "{01=x=1}");
  fire(world, "S2", Raft::election);
  settle(world);
  EXPECT_EQ(shown(world, "S1", "waiting"), "{}");
  EXPECT_EQ(shown(world, "S2", "log"), "{1=1:no-op* 2=1:x=2* 3=1:x=1*}");
}

// --- Every order of events ---

TEST(Raft, keeps_every_invariant_in_every_order_of_two_elections) {
  SKIP_IF_SANITIZED();
  const auto answer = explored(run_from(raft_setup(3)), {.ballots = 0, .timers = 2});
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
  EXPECT_GT(answer.search.states, 1'000u);
}

TEST(Raft, keeps_them_with_a_crash_between_two_elections) {
  SKIP_IF_SANITIZED();
  const auto answer =
      explored(run_from(raft_setup(3)), {.ballots = 0, .crashes = 1, .restarts = 1, .timers = 2});
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
  EXPECT_GT(answer.search.states, 1'000'000u);
}

TEST(Raft, keeps_them_with_every_fault_in_one_election) {
  SKIP_IF_SANITIZED();
  const auto answer = explored(
      run_from(raft_setup(3)),
      {.ballots = 0, .drops = 1, .duplicates = 1, .crashes = 1, .restarts = 1, .timers = 1});
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
  EXPECT_GT(answer.search.states, 10'000u);
}

TEST(Raft, keeps_them_where_each_server_is_asked_once) {
  SKIP_IF_SANITIZED();
  const auto answer = explored(run_from(raft_setup(3)), {.ballots = 1, .timers = 1});
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
  EXPECT_GT(answer.search.states, 100'000u);
}

struct Found {
  std::uint8_t servers;
  explore::Bounds bounds;
  const char* broken;
  std::size_t events;
};

/// How short the shortest way is on which each rule that is left out does harm.
TEST(Raft, breaks_in_so_many_events_where_a_rule_is_left_out) {
  SKIP_IF_SANITIZED();
  const explore::Bounds crash{.ballots = 0, .crashes = 1, .restarts = 1, .timers = 2};
  const std::map<std::string, Found> known{
      {"vote-twice", {3, {.ballots = 0, .timers = 2}, "election", 6}},
      {"half", {4, {.ballots = 0, .timers = 2}, "learning", 5}},
      {"vote-not-on-disk", {3, crash, "election", 8}},
      {"term-not-on-disk", {3, crash, "durability", 3}},
      {"late-votes", {3, {.ballots = 0, .timers = 3}, "election", 7}},
      {"no-log-check", {3, {.ballots = 0, .timers = 3}, "completeness", 7}},
      {"match-next", {3, {.ballots = 1, .timers = 1}, "learning", 6}},
      {"commit-any-term", {3, crash, "learning", 12}},
      {"truncate-always", {3, {.ballots = 0, .duplicates = 1, .timers = 3}, "completeness", 9}},
  };
  for (const auto& [bug, found] : known) {
    const auto answer = explored(run_from(raft_setup(found.servers, bug)), found.bounds);
    EXPECT_EQ(answer.search.end, explore::SearchEnd::found) << bug;
    EXPECT_EQ(answer.broken, found.broken) << bug;
    EXPECT_EQ(answer.actions.size(), found.events) << bug;
  }
}

/// S1 has an entry that nobody else heard of; the way begins there.
TEST(Raft, without_the_min_takes_an_entry_of_its_own_for_the_leaders) {
  SKIP_IF_SANITIZED();
  Cluster world = raft_world(3, "no-min");
  fire(world, "S1", Raft::election);
  settle(world);
  propose(world, "S1", "x=1");
  while (!world.in_flight.empty())
    done(world, actions::on_message(Verb::drop, world.in_flight.front().id));
  const auto answer = explored({world, {}}, {.ballots = 0, .timers = 2});
  EXPECT_EQ(answer.search.end, explore::SearchEnd::found);
  EXPECT_EQ(answer.broken, "learning");
  EXPECT_EQ(answer.actions.size(), 7u);
}

/// Figure 3.7 with three servers, from (b) on: S1 has an entry of term 2, S2 one of term 3.
TEST(Raft, where_any_majority_commits_applies_two_commands_in_one_slot) {
  SKIP_IF_SANITIZED();
  Cluster world = raft_world(3, "commit-any-term");
  server(world, 1).log = log_of({2});
  server(world, 2).log = log_of({3});
  for (std::size_t number : {1u, 2u, 3u}) server(world, number).term = Ballot::term(3);
  explore::Question question;
  question.invariant = "prefix";
  const auto answer = explored({world, {}}, {.ballots = 0, .timers = 2}, question);
  EXPECT_EQ(answer.search.end, explore::SearchEnd::found);
  EXPECT_EQ(answer.actions.size(), 15u);
}

}  // namespace
}  // namespace synod
