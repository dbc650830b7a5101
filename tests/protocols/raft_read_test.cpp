// Reads of Raft that take no slot of the log: by read index, by lease, and from any store.
#include <gtest/gtest.h>

#include "model/walk/random_walk.h"
#include "protocols/raft_options.h"
#include "tests/effort.h"
#include "tests/protocols/commit_cluster.h"
#include "tests/protocols/raft_cluster.h"

namespace synod {
namespace {

using namespace synod::testing;

synod::Setup reading(Reads way, std::uint8_t servers = 3, const std::string& bug = "") {
  synod::Setup setup = raft_setup(servers, bug, 2);
  setup.options.own.set(raft_options::reads, way);
  return setup;
}

Cluster world_of(const synod::Setup& setup) {
  return make_cluster(*find_protocol("raft"), setup);
}

service::Client& client(Cluster& world, std::string_view name) {
  return world.nodes[node(world, name).index].state.as<Raft::State>().client;
}

/// S1 leads at term 1, and x is 1 in all stores.
Cluster with_a_leader(const synod::Setup& setup) {
  Cluster world = world_of(setup);
  fire(world, "S1", Raft::election);
  settle(world);
  propose(world, "S1", "x=1");
  settle(world);
  fire(world, "S1", Raft::heartbeat);
  settle(world);
  return world;
}

/// What the client was told; "" as long as it waits.
std::string told(Cluster& world, std::string_view name) {
  const service::Client& its = client(world, name);
  return its.command.exists() ? "" : its.result.str();
}

// --- Read index ---

TEST(ReadIndex, is_answered_once_a_majority_answers_heartbeats_that_left_after_it_came) {
  Cluster world = with_a_leader(reading(Reads::read_index));
  fire(world, "S1", Raft::heartbeat);
  deliver(world, "append", "S1", "S2");
  propose(world, "C1", "x?");
  deliver(world, "request", "C1", "S1");
  deliver(world, "appended", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "confirmed"), "{S1}") << "that heartbeat left before";
  EXPECT_EQ(shown(world, "S1", "read_index"), "2");
  deliver(world, "append", "S1", "S3");
  deliver(world, "append", "S1", "S3");
  deliver(world, "appended", "S3", "S1");
  EXPECT_EQ(shown(world, "S1", "confirmed"), "{S1}");
  deliver(world, "appended", "S3", "S1");
  deliver(world, "reply", "S1", "C1");
  EXPECT_EQ(told(world, "C1"), "1");
  EXPECT_EQ(server(world, 1).log.last(), Slot{2}) << "it took no slot";
}

TEST(ReadIndex, that_comes_while_a_round_is_under_way_waits_for_the_next_one) {
  Cluster world = with_a_leader(reading(Reads::read_index));
  propose(world, "C1", "x?");
  deliver(world, "request", "C1", "S1");
  propose(world, "C2", "x?");
  deliver(world, "request", "C2", "S1");
  EXPECT_EQ(shown(world, "S1", "reading"), "1");
  deliver(world, "append", "S1", "S2");
  deliver(world, "appended", "S2", "S1");
  deliver(world, "reply", "S1", "C1");
  EXPECT_EQ(shown(world, "S1", "round"), "2");
  EXPECT_EQ(shown(world, "S1", "reads"), "{01=C2.1 x?}");
  settle(world);
  EXPECT_EQ(told(world, "C2"), "1");
}

TEST(ReadIndex, of_a_new_leader_waits_for_an_entry_of_its_own_term) {
  Cluster world = world_of(reading(Reads::read_index));
  fire(world, "S1", Raft::election);
  deliver(world, "requestvote", "S1", "S2");
  deliver(world, "vote", "S2", "S1");
  propose(world, "C1", "x?");
  deliver(world, "request", "C1", "S1");
  EXPECT_EQ(shown(world, "S1", "round"), "0");
  deliver(world, "append", "S1", "S2");
  deliver(world, "appended", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "commit"), "1");
  EXPECT_EQ(shown(world, "S1", "round"), "1");
  settle(world);
  EXPECT_EQ(told(world, "C1"), "none");
}

TEST(ReadIndex, asked_for_twice_is_in_hand_once_and_gone_with_the_lead) {
  Cluster world = with_a_leader(reading(Reads::read_index));
  propose(world, "C1", "x?");
  on(world, Verb::duplicate, "request", "C1", "S1");
  deliver(world, "request", "C1", "S1");
  deliver(world, "request", "C1", "S1");
  EXPECT_EQ(shown(world, "S1", "reads"), "{01=C1.1 x?}");
  fire(world, "S2", Raft::election);
  deliver(world, "requestvote", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "reads"), "{}");
  settle(world);
  EXPECT_EQ(told(world, "C1"), "");
}

TEST(ReadIndex, is_answered_at_once_where_one_server_is_a_majority) {
  Cluster world = world_of(reading(Reads::read_index, 1));
  fire(world, "S1", Raft::election);
  propose(world, "C1", "x?");
  settle(world);
  EXPECT_EQ(told(world, "C1"), "none");
}

TEST(ReadIndex, is_no_matter_of_a_server_that_does_not_lead) {
  Cluster world = with_a_leader(reading(Reads::read_index));
  client(world, "C1").asks = node(world, "S2");
  propose(world, "C1", "x?");
  deliver(world, "request", "C1", "S2");
  deliver(world, "redirect", "S2", "C1");
  EXPECT_EQ(shown(world, "C1", "asks"), "S1");
}

// --- Leases ---

/// S1 holds a lease from a round of heartbeats that S2 answered.
Cluster with_a_lease() {
  Cluster world = with_a_leader(reading(Reads::lease));
  fire(world, "S1", Raft::heartbeat);
  const std::int64_t left = world.now.ms;
  deliver(world, "append", "S1", "S2");
  deliver(world, "appended", "S2", "S1");
  EXPECT_EQ(server(world, 1).lease_until, left + 300);
  drop_all(world);
  return world;
}

TEST(ReadLease, answers_at_once_until_a_timeout_after_the_round_began) {
  Cluster world = with_a_lease();
  const std::int64_t until = server(world, 1).lease_until;
  propose(world, "C1", "x?");
  deliver(world, "request", "C1", "S1");
  deliver(world, "reply", "S1", "C1");
  EXPECT_EQ(told(world, "C1"), "1");
  world.now = SimTime{until};
  propose(world, "C1", "x?");
  deliver(world, "request", "C1", "S1");
  EXPECT_EQ(shown(world, "S1", "reads"), "{01=C1.2 x?}");
  deliver(world, "append", "S1", "S3");
  deliver(world, "appended", "S3", "S1");
  deliver(world, "reply", "S1", "C1");
  EXPECT_EQ(told(world, "C1"), "1") << "it asked whether it still leads";
}

TEST(ReadLease, counts_from_when_the_heartbeat_left_however_late_its_answer) {
  Cluster world = with_a_leader(reading(Reads::lease));
  fire(world, "S1", Raft::heartbeat);
  const std::int64_t left = world.now.ms;
  deliver(world, "append", "S1", "S2");
  world.now = SimTime{left + 200};
  deliver(world, "appended", "S2", "S1");
  EXPECT_EQ(server(world, 1).lease_until, left + 300);
}

TEST(ReadLease, nobody_votes_for_another_while_it_lasts_not_even_after_a_crash) {
  for (const bool crashes : {false, true}) {
    Cluster world = with_a_lease();
    const std::int64_t until = server(world, 1).lease_until;
    if (crashes) {
      on(world, Verb::crash, "S2");
      on(world, Verb::restart, "S2");
    }
    for (const Timer& timer : world.timers) {
      if (timer.node != node(world, "S2") || timer.kind != Raft::silence) continue;
      EXPECT_GE(timer.due.ms, until) << "before, it does not forget the leader";
    }
    fire(world, "S3", Raft::election);
    deliver(world, "requestvote", "S3", "S2");
    EXPECT_EQ(shown(world, "S2", "term"), "1");
    EXPECT_EQ(shown(world, "S2", "hears"), "yes");
  }
}

TEST(ReadLease, is_not_explored_as_a_search_has_no_clock) {
  const Cluster world = world_of(reading(Reads::lease));
  EXPECT_TRUE(clock_problem(world.protocol->info(), *world.setup));
  const Cluster other = world_of(reading(Reads::read_index));
  EXPECT_FALSE(clock_problem(other.protocol->info(), *other.setup));
}

// --- From any store ---

TEST(LocalRead, is_answered_by_whoever_is_asked) {
  Cluster world = with_a_leader(reading(Reads::local));
  client(world, "C1").asks = node(world, "S3");
  propose(world, "C1", "x?");
  deliver(world, "request", "C1", "S3");
  deliver(world, "reply", "S3", "C1");
  EXPECT_EQ(told(world, "C1"), "1");
}

// --- Every order of events, and random runs ---

/// S1 leads at term 1, as far as it knows, and S3 at term 2. C2 knows that.
Cluster with_two_leaders(const synod::Setup& setup) {
  Cluster world = with_a_leader(setup);
  fire(world, "S3", Raft::election);
  deliver(world, "requestvote", "S3", "S2");
  deliver(world, "vote", "S2", "S3");
  deliver(world, "append", "S3", "S2");
  deliver(world, "appended", "S2", "S3");
  drop_all(world);
  client(world, "C2").asks = node(world, "S3");
  return world;
}

explore::Bounds each_client_once(const Cluster& world) {
  return {.ballots = 0,
          .once_more = NodeSet{node(world, "C1")} | NodeSet{node(world, "C2")},
          .values = {"x=2", "x?"}};
}

TEST(ReadNoQuorum, tells_a_client_what_was_before_in_so_many_events) {
  SKIP_IF_SANITIZED();
  const Cluster world = with_two_leaders(reading(Reads::read_index, 3, "read-no-quorum"));
  explore::Question question;
  question.invariant = "linearizable";
  const auto answer = explored({world, {}}, each_client_once(world), question);
  EXPECT_EQ(answer.search.end, explore::SearchEnd::found);
  EXPECT_EQ(answer.actions.size(), 8u);
}

TEST(ReadIndex, is_never_stale_in_any_order_where_two_believe_that_they_lead) {
  SKIP_IF_SANITIZED();
  const Cluster world = with_two_leaders(reading(Reads::read_index));
  const auto answer = explored({world, {}}, each_client_once(world));
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
  EXPECT_GT(answer.search.states, 500u);
}

/// C2 was told that x=2 is done. Only S1 knows that this is committed, and it is down.
Cluster before_the_next_election(const synod::Setup& setup) {
  Cluster world = with_a_leader(setup);
  propose(world, "C2", "x=2");
  settle(world);
  EXPECT_EQ(told(world, "C2"), "ok");
  on(world, Verb::crash, "S1");
  client(world, "C1").asks = node(world, "S2");
  return world;
}

TEST(ReadEarly, tells_a_client_what_was_before_in_so_many_events) {
  SKIP_IF_SANITIZED();
  const Cluster world = before_the_next_election(reading(Reads::read_index, 3, "read-early"));
  explore::Bounds bounds = each_client_once(world);
  bounds.timers = 1;
  explore::Question question;
  question.invariant = "linearizable";
  const auto answer = explored({world, {}}, bounds, question);
  EXPECT_EQ(answer.search.end, explore::SearchEnd::found);
  EXPECT_EQ(answer.actions.size(), 8u);
}

TEST(ReadIndex, of_a_new_leader_is_never_stale_in_any_order) {
  SKIP_IF_SANITIZED();
  const Cluster world = before_the_next_election(reading(Reads::read_index));
  explore::Bounds bounds = each_client_once(world);
  bounds.timers = 1;
  const auto answer = explored({world, {}}, bounds);
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
  EXPECT_GT(answer.search.states, 500u);
}

class RightReads : public ::testing::TestWithParam<Reads> {};
INSTANTIATE_TEST_SUITE_P(ways, RightReads,
                         ::testing::Values(Reads::log, Reads::read_index, Reads::lease));

TEST_P(RightReads, fit_one_store_in_1000_walks) {
  const Protocol& raft = *find_protocol("raft");
  std::size_t reads = 0;
  for (std::uint64_t seed = 1; seed <= effort(1'000); ++seed) {
    synod::Setup setup = random_setup(raft, seed);
    setup.shape.clients = 2;
    setup.options.load = 5;
    setup.options.own.set(raft_options::reads, GetParam());
    const WalkReport walk = random_walk(raft, setup, seed, {.steps = 400});
    ASSERT_FALSE(walk.violation) << "seed " << seed << ": " << walk.violation->why.str();
    for (const Operation& operation : walk.end.observer.operations())
      reads +=
          operation.answered && parse_key_command(operation.command).kind == KeyCommand::Kind::get;
  }
  EXPECT_GT(reads, effort(150));
  RecordProperty("reads", std::to_string(reads));
}

TEST(LocalRead, is_found_stale_by_walks) {
  const Protocol& raft = *find_protocol("raft");
  std::size_t stale = 0;
  for (std::uint64_t seed = 1; seed <= effort(400); ++seed) {
    synod::Setup setup = random_setup(raft, seed);
    setup.shape.clients = 2;
    setup.options.load = 5;
    setup.options.own.set(raft_options::reads, Reads::local);
    const WalkReport walk = random_walk(raft, setup, seed, {.steps = 400});
    if (!walk.violation) continue;
    EXPECT_STREQ(walk.violation->invariant, "linearizable");
    ++stale;
  }
  // One in some hundred runs: too rare for the few that a sanitizer makes.
  if (!sanitized) {
    EXPECT_GT(stale, 0u);
  }
}

}  // namespace
}  // namespace synod
