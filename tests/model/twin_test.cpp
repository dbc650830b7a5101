// Twin: two clusters that take the same steps.
#include "model/side_by_side/twin.h"

#include <gmock/gmock.h>

#include "model/data/field_search.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "protocols/raft.h"
#include "tests/model/walked.h"
#include "tests/model/world.h"

using namespace synod;
using namespace synod::testing;

namespace {

/// Two clusters with the same nodes and these options, with one schedule to come.
Twin twin_of(const Options& left, const Options& right, const Shape& shape = apart) {
  return {world_of(shape, left), world_of(shape, right)};
}

void propose(Twin& twin, std::string_view proposer, const char* value) {
  const Cluster& world = twin.history(Side::left).world();
  ASSERT_FALSE(twin.act(Side::left, actions::propose(node(world, proposer), value)));
}

void on(Twin& twin, Verb verb, std::string_view kind, std::string_view from, std::string_view to,
        Side side = Side::left) {
  const Cluster& world = twin.history(side).world();
  const auto why = twin.act(side, actions::on_message(verb, in_flight(world, kind, from, to)));
  ASSERT_FALSE(why) << why->str();
}

void deliver(Twin& twin, std::string_view kind, std::string_view from, std::string_view to) {
  on(twin, Verb::deliver, kind, from, to);
}

std::vector<std::string> told(const std::vector<Difference>& differences, const Shape& shape) {
  std::vector<std::string> words;
  for (const Difference& d : differences)
    words.push_back(fmt::format("{}.{}: {} | {}", d.node.exists() ? shape.name(d.node) : "",
                                d.field, d.value.left, d.value.right));
  return words;
}

const TwinStep& last(const Twin& twin) {
  return twin.step(twin.size());
}

/// P1 proposes blue and has both promises that make a majority of three.
void promise_of_two(Twin& twin) {
  propose(twin, "P1", "blue");
  deliver(twin, "prepare", "P1", "A1");
  deliver(twin, "prepare", "P1", "A2");
  deliver(twin, "promise", "A1", "P1");
}

}  // namespace

TEST(Twin, of_equal_clusters_never_parts_whatever_happens) {
  std::size_t steps = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    const Protocol& protocol = *catalog()[seed % catalog().size()];
    const synod::Setup setup = random_setup(protocol, seed);
    const WalkReport walk = random_walk(protocol, setup, seed, {.steps = 120, .wipe = true});
    Twin twin(make_cluster(protocol, setup), make_cluster(protocol, setup));
    ASSERT_TRUE(twin.follow(walk.actions));
    ASSERT_EQ(twin.size(), walk.actions.size());
    ASSERT_EQ(twin.parting(), 0u) << "seed " << seed;
    ASSERT_EQ(fingerprint(twin.history(Side::left).world()), fingerprint(walk.end));
    ASSERT_EQ(fingerprint(twin.history(Side::right).world()), fingerprint(walk.end));
    steps += twin.size();
  }
  EXPECT_GT(steps, 20'000u);
}

TEST(Twin, parts_where_a_smaller_quorum_is_complete) {
  Twin twin = twin_of({}, {.q1 = 1});
  promise_of_two(twin);
  // On the right one promise is enough: P1 has a value to put to the vote.
  EXPECT_EQ(twin.parting(), 4u);
  EXPECT_THAT(told(twin.differences(), apart),
              ::testing::ElementsAre("P1.phase: preparing | accepting", "P1.value: none | blue"));
  EXPECT_FALSE(last(twin).still);
}

TEST(Twin, stands_still_on_a_side_where_the_message_was_never_sent) {
  Twin twin = twin_of({.q1 = 1}, {});
  promise_of_two(twin);
  const MomentId before = last(twin).moment.right;
  deliver(twin, "accept", "P1", "A1");
  EXPECT_TRUE(last(twin).acted.left);
  EXPECT_FALSE(last(twin).acted.right);
  EXPECT_EQ(last(twin).moment.right, before);
  EXPECT_EQ(last(twin).still->str(), "no such accept from P1 to A1 was sent");
  // What both know goes on on both.
  deliver(twin, "promise", "A2", "P1");
  EXPECT_TRUE(last(twin).acted.right);
}

TEST(Twin, knows_a_message_by_its_place_whatever_it_says) {
  Twin twin = twin_of({}, {.bug = "no-adopt"});
  promise_of_two(twin);
  deliver(twin, "promise", "A2", "P1");
  deliver(twin, "accept", "P1", "A1");
  propose(twin, "P2", "green");
  deliver(twin, "prepare", "P2", "A1");
  deliver(twin, "prepare", "P2", "A2");
  deliver(twin, "promise", "A1", "P2");
  EXPECT_EQ(twin.parting(), 0u);
  // On the left P2 must take blue over; the variant asks for its own green.
  deliver(twin, "promise", "A2", "P2");
  EXPECT_EQ(twin.parting(), 11u);
  EXPECT_THAT(told(twin.differences(), apart), ::testing::ElementsAre("P2.value: blue | green"));
  // One Accept, two contents.
  deliver(twin, "accept", "P2", "A3");
  ASSERT_TRUE(last(twin).acted.right);
  EXPECT_EQ(shown(twin.history(Side::left).world(), "A3", "accepted"), "1.2:blue");
  EXPECT_EQ(shown(twin.history(Side::right).world(), "A3", "accepted"), "1.2:green");
}

TEST(Twin, takes_what_only_one_side_sent_for_what_the_other_sends_later) {
  Twin twin = twin_of({}, {.q1 = 1});
  promise_of_two(twin);
  // The right has its Accepts under way; the left needs one promise more.
  deliver(twin, "promise", "A2", "P1");
  deliver(twin, "accept", "P1", "A3");
  ASSERT_TRUE(last(twin).acted.right);
  EXPECT_EQ(shown(twin.history(Side::right).world(), "A3", "accepted"), "1.1:blue");
  // And the other way round: what the right sends was sent on the left a step later.
  on(twin, Verb::deliver, "accept", "P1", "A1", Side::right);
  EXPECT_TRUE(last(twin).acted.left);
  EXPECT_EQ(last(twin).differing, 0u);
}

TEST(Twin, tells_copies_from_what_they_are_copies_of) {
  Twin twin = twin_of({}, {.q1 = 1});
  propose(twin, "P1", "blue");
  on(twin, Verb::duplicate, "prepare", "P1", "A1");
  on(twin, Verb::drop, "prepare", "P1", "A1");
  deliver(twin, "prepare", "P1", "A1");
  EXPECT_TRUE(last(twin).acted.right);
  EXPECT_EQ(twin.parting(), 0u);
}

TEST(Twin, compares_what_was_chosen) {
  Twin twin = twin_of({}, {.q2 = 1});
  promise_of_two(twin);
  deliver(twin, "promise", "A2", "P1");
  EXPECT_EQ(twin.parting(), 0u);
  deliver(twin, "accept", "P1", "A1");
  EXPECT_EQ(twin.parting(), twin.size());
  EXPECT_THAT(told(twin.differences(), apart), ::testing::ElementsAre(".chosen: none | blue"));
}

TEST(Twin, fires_the_timer_of_that_node_on_both_sides) {
  Twin twin = twin_of({.retry = true}, {});
  propose(twin, "P1", "blue");
  const Cluster& left = twin.history(Side::left).world();
  ASSERT_EQ(left.timers.size(), 1u);
  ASSERT_FALSE(twin.act(Side::left, actions::fire(left.timers.front().id)));
  EXPECT_EQ(last(twin).still->str(), "P1 has set no timer 'retry'");
  EXPECT_EQ(twin.parting(), twin.size());
}

TEST(Twin, refuses_what_its_side_can_not_do_and_changes_nothing) {
  Twin twin = twin_of({}, {});
  propose(twin, "P1", "blue");
  const NodeId a1 = node(twin.history(Side::left).world(), "A1");
  EXPECT_EQ(twin.act(Side::left, actions::on_node(Verb::restart, a1))->str(), "A1 is up already");
  EXPECT_EQ(twin.size(), 1u);
}

TEST(Twin, forgets_what_came_after_once_it_is_acted_on_before) {
  Twin twin = twin_of({}, {.q1 = 1});
  promise_of_two(twin);
  ASSERT_EQ(twin.parting(), 4u);
  twin.seek(3);
  EXPECT_TRUE(twin.differences().empty());
  const NodeId a3 = node(twin.history(Side::left).world(), "A3");
  ASSERT_FALSE(twin.act(Side::right, actions::on_node(Verb::crash, a3)));
  EXPECT_EQ(twin.size(), 4u);
  EXPECT_EQ(twin.parting(), 0u);
  EXPECT_FALSE(twin.history(Side::left).world().node(a3).up);
  EXPECT_EQ(last(twin).differing, 0u);
}

TEST(Twin, knows_its_messages_again_once_the_schedule_goes_another_way) {
  Twin twin = twin_of({}, {.q1 = 1});
  promise_of_two(twin);
  // The Accepts that the right has sent by now are never sent on the new way.
  twin.seek(3);
  deliver(twin, "prepare", "P1", "A3");
  on(twin, Verb::deliver, "promise", "A3", "P1", Side::right);
  EXPECT_TRUE(last(twin).acted.left);
  EXPECT_EQ(twin.size(), 5u);
}

TEST(Twin, lets_each_side_have_a_clock_of_its_own) {
  Twin twin = twin_of({.latency = {10, 10}}, {.latency = {500, 500}});
  propose(twin, "P1", "blue");
  deliver(twin, "prepare", "P1", "A1");
  Action late = actions::propose(node(twin.history(Side::left).world(), "P2"), "green");
  late.at = SimTime{20};
  ASSERT_FALSE(twin.act(Side::left, late));
  EXPECT_TRUE(last(twin).acted.right);
  EXPECT_EQ(twin.history(Side::left).world().now.ms, 20);
  EXPECT_EQ(twin.history(Side::right).world().now.ms, 500);
  EXPECT_EQ(twin.parting(), 0u);
}

TEST(Twin, goes_on_by_the_clock_until_both_sides_are_quiet) {
  Twin twin = twin_of({}, {.q1 = 1});
  propose(twin, "P1", "blue");
  int steps = 0;
  while (twin.act_by_clock()) ASSERT_LT(++steps, 1000);
  for (Side side : both_sides) {
    const Cluster& world = twin.history(side).world();
    EXPECT_TRUE(world.in_flight.empty());
    EXPECT_EQ(chosen(world), std::vector<std::string>{"blue@1.1"});
  }
  EXPECT_GT(twin.parting(), 0u);
}

TEST(Twin, counts_in_each_step_what_its_state_tells_apart) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const synod::Setup setup = random_setup(paxos(), seed);
    synod::Setup other = setup;
    other.options.q1 = other.options.q2 = 1;
    const WalkReport walk = random_walk(paxos(), setup, seed);
    Twin twin(make_cluster(paxos(), setup), make_cluster(paxos(), other));
    ASSERT_TRUE(twin.follow(walk.actions));
    std::uint32_t first = 0;
    for (std::uint32_t n = 1; n <= twin.size(); ++n) {
      twin.seek(n);
      ASSERT_EQ(twin.differences().size(), twin.step(n).differing) << "seed " << seed << " " << n;
      if (first == 0 && twin.step(n).apart()) first = n;
    }
    EXPECT_EQ(twin.parting(), first);
  }
}

TEST(Twin, of_two_protocols_goes_through_phase_one_alike) {
  const Shape nodes{.together = 3};
  const auto fresh = [&](const char* protocol) {
    return make_cluster(*find_protocol(protocol), {.protocol = protocol, .shape = nodes});
  };
  Twin twin(fresh("paxos"), fresh("multi"));
  propose(twin, "N1", "x=1");
  deliver(twin, "prepare", "N1", "N2");
  ASSERT_TRUE(last(twin).acted.right);
  EXPECT_EQ(shown(twin.history(Side::right).world(), "N2", "promised"), "1.1");
  deliver(twin, "promise", "N2", "N1");
  ASSERT_TRUE(last(twin).acted.right);
  deliver(twin, "accept", "N1", "N2");
  ASSERT_TRUE(last(twin).acted.right);
  deliver(twin, "accepted", "N2", "N1");
  ASSERT_TRUE(last(twin).acted.right);
  EXPECT_EQ(twin.history(Side::right).world().observer.chosen().size(), 1u);
}

TEST(Twin, can_be_called_off) {
  const WalkReport walk = random_walk(paxos(), random_setup(paxos(), 3), 3, {.steps = 600});
  Twin twin(make_cluster(paxos(), walk.setup), make_cluster(paxos(), walk.setup));
  EXPECT_FALSE(twin.follow(walk.actions, [](std::size_t done) { return done == 0; }));
  EXPECT_LT(twin.size(), walk.actions.size());
}

// --- Two protocols that share no messages ---

/// Raft on the left and Multi-Paxos on the right, with five servers and two clients that ask.
Twin two_protocols(std::uint64_t seed = 7) {
  const auto started = [seed](const char* text) {
    synod::Setup setup = *setup_of(*parse_scenario(text), find_protocol);
    setup.seed = seed;
    return make_cluster(*find_protocol(setup.protocol), setup);
  };
  return {started("protocol raft\nservers 5\nclients 2\noption load 20\n"),
          started("protocol multi\nnodes 5\nclients 2\noption load 20\noption detector fixed\n")};
}

NodeId leader_of(const Cluster& world) {
  for (NodeId id : world.shape().with(Role::acceptor))
    if (world.node(id).up && stage_of(world.node(id).state) == Stage::leader) return id;
  return NodeId::none();
}

void play_until_ms(Twin& twin, std::int64_t until) {
  while (twin.history(Side::left).world().now.ms < until ||
         twin.history(Side::right).world().now.ms < until)
    ASSERT_TRUE(twin.act_by_clock());
}

TEST(TwinOfTwoProtocols, goes_on_by_the_clock_of_each_side_and_never_parts) {
  Twin twin = two_protocols();
  EXPECT_TRUE(twin.by_own_clocks());
  play_until_ms(twin, 3'000);
  for (Side side : both_sides) {
    EXPECT_TRUE(leader_of(twin.history(side).world()).exists());
    EXPECT_GT(last(twin).traffic[side].decided, 10u);
    EXPECT_GT(last(twin).traffic[side].messages, 100u);
    EXPECT_NEAR(static_cast<double>(twin.history(side).world().now.ms), 3'000.0, 60.0);
  }
  EXPECT_EQ(twin.parting(), 0u);
  EXPECT_TRUE(twin.differences().empty());
}

TEST(TwinOfTwoProtocols, takes_what_a_person_does_to_both_and_measures_the_change_of_leader) {
  Twin twin = two_protocols();
  play_until_ms(twin, 3'000);
  for (Side side : both_sides) {
    const NodeId leader = leader_of(twin.history(side).world());
    if (twin.history(side).world().node(leader).up) {
      ASSERT_FALSE(twin.act(side, actions::on_node(Verb::crash, leader)));
    }
    EXPECT_FALSE(twin.history(across(side)).world().node(leader).up);
  }
  for (Side side : both_sides) EXPECT_TRUE(last(twin).traffic[side].under_way);
  play_until_ms(twin, 6'000);
  for (Side side : both_sides) {
    const Traffic& traffic = last(twin).traffic[side];
    ASSERT_TRUE(traffic.last);
    EXPECT_NEAR(static_cast<double>(traffic.last->began.ms), 3'000.0, 60.0);
    EXPECT_GT(traffic.last->took.ms, 100);
    EXPECT_LT(traffic.last->took.ms, 2'000);
    EXPECT_GT(traffic.last->messages, 4u);
    EXPECT_LT(traffic.last->messages, 200u);
  }
}

TEST(TwinOfTwoProtocols, keeps_what_means_something_to_one_side_there) {
  Twin twin = two_protocols();
  play_until_ms(twin, 1'500);
  const NodeId leader = leader_of(twin.history(Side::left).world());
  const NodeId other{static_cast<std::uint8_t>((leader.index + 1) % 5)};
  const Text name(twin.history(Side::left).world().name(other));
  ASSERT_FALSE(twin.act(Side::left, actions::propose(leader, name)));
  EXPECT_FALSE(last(twin).acted.right);
  EXPECT_EQ(last(twin).still->str(), "'" + name.str() + "' means something to Raft alone");
}

TEST(TwinOfTwoProtocols, follows_a_run_of_the_left_with_the_right_up_to_the_same_time) {
  Twin first = two_protocols();
  play_until_ms(first, 1'000);
  ASSERT_FALSE(first.act(Side::left, actions::on_node(Verb::crash, NodeId{0})));
  play_until_ms(first, 2'000);
  Twin again = two_protocols();
  ASSERT_TRUE(again.follow(line_of(first.history(Side::left)).actions));
  EXPECT_EQ(fingerprint(again.history(Side::left).world()),
            fingerprint(first.history(Side::left).world()));
  const Cluster& right = again.history(Side::right).world();
  EXPECT_FALSE(right.node(NodeId{0}).up);
  EXPECT_LE(right.now, again.history(Side::left).world().now);
  EXPECT_NEAR(static_cast<double>(right.now.ms), 2'000.0, 60.0);
}

TEST(TwinProblem, is_other_nodes_but_not_other_clients) {
  const synod::Setup three{.shape = {.together = 3}};
  const synod::Setup asked{.shape = {.together = 3, .clients = 2}};
  const synod::Setup four{.shape = {.together = 4}};
  EXPECT_FALSE(twin_problem(three, asked));
  EXPECT_EQ(twin_problem(three, four)->str(),
            "both clusters need the same nodes: {N1 N2 N3} on the left, {N1 N2 N3 N4} on the "
            "right");
}

TEST(TwinProblem, is_not_what_servers_are_called) {
  const synod::Setup nodes{.protocol = "multi", .shape = {.together = 3}};
  const synod::Setup servers{.protocol = "raft", .shape = {.together = 3, .cast = &raft_cast}};
  EXPECT_FALSE(twin_problem(nodes, servers));
}
