// Options of Raft's elections: Pre-Vote, CheckQuorum, loyalty to a leader, and terms without a
// no-op.
#include <algorithm>
#include <gtest/gtest.h>

#include "protocols/raft_options.h"
#include "tests/effort.h"
#include "tests/protocols/commit_cluster.h"
#include "tests/protocols/raft_cluster.h"

namespace synod {
namespace {

using namespace synod::testing;

Setup setup_with(std::uint8_t servers, std::vector<const OwnOption*> on, std::uint8_t clients = 0) {
  synod::Setup setup = raft_setup(servers, "", clients);
  for (const OwnOption* option : on) setup.options.own.set(*option, 1);
  return setup;
}

Cluster world_with(std::uint8_t servers, std::vector<const OwnOption*> on) {
  return make_cluster(*find_protocol("raft"), setup_with(servers, std::move(on)));
}

/// S1 leads at term 1, and both others heard so.
void let_s1_lead(Cluster& world) {
  fire(world, "S1", Raft::election);
  settle(world);
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::leading);
}

bool runs(const Cluster& world, std::string_view name, std::uint8_t kind) {
  return std::any_of(world.timers.begin(), world.timers.end(), [&](const Timer& timer) {
    return timer.node == node(world, name) && timer.kind == kind;
  });
}

// --- Pre-Vote (section 9.6) ---

TEST(PreVote, changes_no_term_and_no_vote_until_a_majority_would_vote) {
  Cluster world = world_with(5, {&raft_options::pre_vote});
  fire(world, "S1", Raft::election);
  EXPECT_EQ(shown(world, "S1", "phase"), "pre-candidate");
  EXPECT_EQ(shown(world, "S1", "term"), "none");
  deliver(world, "prevote", "S1", "S2");
  EXPECT_EQ(shown(world, "S2", "term"), "none");
  EXPECT_EQ(shown(world, "S2", "voted_for"), "none");
  deliver(world, "prevoted", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "phase"), "pre-candidate") << "two of the three that it needs";
  deliver(world, "prevote", "S1", "S3");
  deliver(world, "prevoted", "S3", "S1");
  EXPECT_EQ(shown(world, "S1", "phase"), "candidate");
  EXPECT_EQ(shown(world, "S1", "term"), "1");
  settle(world);
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::leading);
}

/// The first condition; etcd's script `prevote`.
TEST(PreVote, is_refused_where_the_log_of_the_one_that_asks_is_behind) {
  Cluster world = world_with(3, {&raft_options::pre_vote});
  server(world, 1).log = server(world, 2).log = log_of({1, 1});
  server(world, 3).log = log_of({1});
  for (std::size_t number : {1u, 2u, 3u}) server(world, number).term = Ballot::term(1);
  fire(world, "S3", Raft::election);
  settle(world);
  EXPECT_EQ(shown(world, "S3", "term"), "1");
  EXPECT_EQ(shown(world, "S3", "votes"), "{S3}");
  fire(world, "S2", Raft::election);
  settle(world);
  EXPECT_EQ(shown(world, "S2", "term"), "2");
  EXPECT_EQ(server(world, 2).phase, Raft::Phase::leading);
}

/// The second condition.
TEST(PreVote, is_refused_by_who_heard_of_a_leader_until_the_shortest_wait_is_over) {
  Cluster world = world_with(3, {&raft_options::pre_vote});
  let_s1_lead(world);
  fire(world, "S3", Raft::election);
  settle(world);
  EXPECT_EQ(shown(world, "S3", "votes"), "{S3}");
  EXPECT_EQ(shown(world, "S1", "phase"), "leading");
  fire(world, "S2", Raft::silence);
  fire(world, "S3", Raft::election);
  deliver(world, "prevote", "S3", "S2");
  deliver(world, "prevoted", "S2", "S3");
  EXPECT_EQ(shown(world, "S3", "phase"), "candidate");
  EXPECT_EQ(shown(world, "S3", "term"), "2");
}

TEST(PreVote, counts_no_answer_about_another_term) {
  Cluster world = world_with(3, {&raft_options::pre_vote});
  fire(world, "S1", Raft::election);
  deliver(world, "prevote", "S1", "S2");
  server(world, 1).term = Ballot::term(1);
  deliver(world, "prevoted", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "votes"), "{S1}");
}

TEST(PreVote, that_is_refused_tells_of_a_higher_term) {
  Cluster world = world_with(3, {&raft_options::pre_vote});
  server(world, 2).term = Ballot::term(4);
  fire(world, "S1", Raft::election);
  deliver(world, "prevote", "S1", "S2");
  deliver(world, "prevoted", "S2", "S1");
  EXPECT_EQ(shown(world, "S1", "term"), "4");
  EXPECT_EQ(shown(world, "S1", "phase"), "follower");
}

/// Without Pre-Vote its term is higher than the leader's by then, and the leader must follow.
TEST(PreVote, lets_a_server_that_was_cut_off_come_back_without_an_election) {
  for (const bool asks : {false, true}) {
    synod::Setup setup = setup_with(3, {});
    setup.options.own.set(raft_options::pre_vote, asks ? 1 : 0);
    Cluster world = make_cluster(*find_protocol("raft"), setup);
    let_s1_lead(world);
    on_link(world, Verb::cut, "S3", "S1");
    on_link(world, Verb::cut, "S3", "S2");
    for (int i = 0; i < 3; ++i) fire(world, "S3", Raft::election);
    done(world, {.verb = Verb::heal_all});
    fire(world, "S1", Raft::heartbeat);
    settle(world);
    EXPECT_EQ(server(world, 1).phase == Raft::Phase::leading, asks);
    EXPECT_EQ(shown(world, "S1", "term"), asks ? "1" : "4");
  }
}

// --- CheckQuorum (section 6.2) ---

TEST(CheckQuorum, makes_a_leader_follow_that_no_majority_answers_at_its_own_term) {
  Cluster world = world_with(3, {&raft_options::check_quorum});
  let_s1_lead(world);
  fire(world, "S1", Raft::quorum);
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::leading) << "both answered its no-op";
  fire(world, "S1", Raft::heartbeat);
  deliver(world, "append", "S1", "S2");
  deliver(world, "appended", "S2", "S1");
  fire(world, "S1", Raft::quorum);
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::leading) << "one of two others is enough";
  fire(world, "S1", Raft::quorum);
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::follower);
  EXPECT_EQ(shown(world, "S1", "term"), "1");
  EXPECT_EQ(shown(world, "S1", "leader"), "none");
  EXPECT_FALSE(runs(world, "S1", Raft::quorum));
  EXPECT_FALSE(runs(world, "S1", Raft::heartbeat));
  EXPECT_TRUE(runs(world, "S1", Raft::election));
}

TEST(CheckQuorum, is_off_where_nobody_asks_for_it) {
  Cluster world = world_with(3, {});
  let_s1_lead(world);
  EXPECT_FALSE(runs(world, "S1", Raft::quorum));
}

// --- Loyalty (section 4.2.3) ---

TEST(Sticky, ignores_who_stands_until_the_shortest_wait_is_over) {
  Cluster world = world_with(3, {&raft_options::sticky});
  let_s1_lead(world);
  fire(world, "S3", Raft::election);
  deliver(world, "requestvote", "S3", "S2");
  EXPECT_EQ(shown(world, "S2", "term"), "1");
  EXPECT_TRUE(world.in_flight.size() == 1) << "no answer, and the question to S1";
  deliver(world, "requestvote", "S3", "S1");
  EXPECT_EQ(server(world, 1).phase, Raft::Phase::leading);
  fire(world, "S2", Raft::silence);
  fire(world, "S3", Raft::election);
  deliver(world, "requestvote", "S3", "S2");
  deliver(world, "vote", "S2", "S3");
  EXPECT_EQ(server(world, 3).phase, Raft::Phase::leading);
  EXPECT_EQ(shown(world, "S3", "term"), "3");
}

// --- Terms without a no-op (section 6.4) ---

TEST(WithoutNoop, what_an_earlier_leader_left_waits_for_a_command) {
  synod::Setup setup = raft_setup(3);
  setup.options.own.set(raft_options::no_op, 0);
  Cluster world = make_cluster(*find_protocol("raft"), setup);
  for (std::size_t number : {1u, 2u}) server(world, number).log = log_of({1});
  for (std::size_t number : {1u, 2u, 3u}) server(world, number).term = Ballot::term(1);
  let_s1_lead(world);
  EXPECT_EQ(shown(world, "S2", "leader"), "S1") << "it said that it leads";
  fire(world, "S1", Raft::heartbeat);
  settle(world);
  EXPECT_EQ(server(world, 1).log.last(), Slot{1});
  EXPECT_EQ(server(world, 1).commit, Slot{0});
  propose(world, "S1", "x=1");
  settle(world);
  EXPECT_EQ(server(world, 1).commit, Slot{2});
}

/// The command stands in the log already, but nothing would ever commit it there.
TEST(WithoutNoop, a_client_that_asks_again_has_its_command_appended_again_and_done_once) {
  synod::Setup setup = raft_setup(3, "", 1);
  setup.options.own.set(raft_options::no_op, 0);
  Cluster world = make_cluster(*find_protocol("raft"), setup);
  fire(world, "S1", Raft::election);
  settle(world);
  propose(world, "C1", "x+=1");
  deliver(world, "request", "C1", "S1");
  deliver(world, "append", "S1", "S2");
  on(world, Verb::crash, "S1");
  while (!world.in_flight.empty())
    done(world, actions::on_message(Verb::drop, world.in_flight.front().id));
  fire(world, "S2", Raft::election);
  settle(world);
  EXPECT_EQ(shown(world, "S2", "commit"), "0");
  fire(world, "C1", Raft::retry);
  settle(world);
  EXPECT_EQ(shown(world, "S2", "commit"), "2");
  EXPECT_EQ(shown(world, "S2", "store"), "{x=1}");
  EXPECT_EQ(shown(world, "C1", "result"), "1");
  EXPECT_TRUE(world.observer.violations().empty());
}

// --- A network in which a majority can talk and no leader lasts ---

/// Five servers of which only these pairs can talk: 1-2, 1-3, 2-3, 2-4, 3-5 (Heidi Howard and
/// Ittai Abraham, "Raft does not Guarantee Liveness in the face of Network Faults", 2020).
void cut_all_but_five_links(Cluster& world) {
  const std::vector<std::pair<int, int>> up{{1, 2}, {1, 3}, {2, 3}, {2, 4}, {3, 5}};
  for (int a = 1; a <= 5; ++a)
    for (int b = a + 1; b <= 5; ++b)
      if (std::find(up.begin(), up.end(), std::pair{a, b}) == up.end())
        on_link(world, Verb::cut, "S" + std::to_string(a), "S" + std::to_string(b));
}

struct Reigns {
  SimTime longest;  ///< How long one leader led, at most.
  SimTime last;     ///< How long the one at the end has led by then.
};

/// By the clock alone.
Reigns reigns(Cluster& world, SimTime until) {
  Reigns found;
  std::array<std::int64_t, 5> since;
  since.fill(-1);
  while (world.now.ms < until.ms) {
    const auto due = next_due(world);
    if (!due || act(world, *due)) break;
    for (std::size_t i = 0; i < since.size(); ++i) {
      const bool leads = server(world, i + 1).phase == Raft::Phase::leading;
      if (!leads) since[i] = -1;
      if (leads && since[i] < 0) since[i] = world.now.ms;
      if (leads) found.longest.ms = std::max(found.longest.ms, world.now.ms - since[i]);
    }
  }
  for (const std::int64_t from : since)
    if (from >= 0) found.last.ms = std::max(found.last.ms, world.now.ms - from);
  return found;
}

TEST(FiveLinks, without_pre_vote_and_check_quorum_no_leader_lasts) {
  for (std::uint64_t seed = 1; seed <= effort(20); ++seed) {
    synod::Setup setup = setup_with(5, {});
    setup.seed = seed;
    Cluster world = make_cluster(*find_protocol("raft"), setup);
    cut_all_but_five_links(world);
    const Reigns found = reigns(world, SimTime{60'000});
    EXPECT_GT(found.longest.ms, 0) << "some are elected";
    EXPECT_LT(found.longest.ms, 2'000) << "seed " << seed;
  }
}

TEST(FiveLinks, with_both_a_leader_lasts_soon_whoever_led_before_the_links_broke) {
  std::int64_t latest = 0;
  for (std::uint64_t seed = 1; seed <= effort(20); ++seed) {
    synod::Setup setup = setup_with(5, {&raft_options::pre_vote, &raft_options::check_quorum});
    setup.seed = seed;
    Cluster world = make_cluster(*find_protocol("raft"), setup);
    reigns(world, SimTime{2'000});
    cut_all_but_five_links(world);
    const std::int64_t from = world.now.ms;
    const Reigns found = reigns(world, SimTime{from + 60'000});
    const std::int64_t took = world.now.ms - from - found.last.ms;
    EXPECT_LT(took, 5'000) << "seed " << seed;
    latest = std::max(latest, took);
  }
  RecordProperty("latest_ms", std::to_string(latest));
}

// --- Every order of events ---

TEST(ElectionOptions, keep_every_invariant_in_every_order_of_two_elections) {
  SKIP_IF_SANITIZED();
  for (const OwnOption* option : {&raft_options::sticky, &raft_options::check_quorum}) {
    const auto answer = explored(run_from(setup_with(3, {option})), {.ballots = 0, .timers = 2});
    EXPECT_EQ(answer.search.end, explore::SearchEnd::complete) << option->name;
    EXPECT_GT(answer.search.states, 50'000u) << option->name;
  }
  const auto asks = explored(run_from(setup_with(3, {&raft_options::pre_vote})),
                             {.ballots = 0, .crashes = 1, .restarts = 1, .timers = 1});
  EXPECT_EQ(asks.search.end, explore::SearchEnd::complete);
  EXPECT_GT(asks.search.states, 1'000u);
  synod::Setup setup = raft_setup(3);
  setup.options.own.set(raft_options::no_op, 0);
  const auto answer = explored(run_from(setup), {.ballots = 1, .timers = 1});
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
}

}  // namespace
}  // namespace synod
