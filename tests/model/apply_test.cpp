// Actions: what each does to the world, and when it is refused.
#include "model/world/apply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/model/world.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// P1 asked for blue; three Prepares are under way.
class After_a_proposal : public ::testing::Test {
 protected:
  void SetUp() override { propose(world, "P1", "blue"); }
  MessageId prepare(const char* to) { return in_flight(world, "prepare", "P1", to); }
  Cluster world = world_of(apart);
};

// --- Messages ---

TEST_F(After_a_proposal, a_delivered_message_leaves_the_network_and_is_remembered) {
  const MessageId id = prepare("A2");
  const Message before = *world.message(id);
  const Event event = deliver(world, "prepare", "P1", "A2");
  EXPECT_EQ(world.message(id), nullptr);
  EXPECT_EQ(world.delivered.back().id, id);
  EXPECT_EQ(world.now, before.due);
  EXPECT_EQ(event.cause, 1u);
  EXPECT_EQ(event.number, 2u);
  EXPECT_EQ(event.node, node(world, "A2"));
  EXPECT_EQ(event.message->id, id);
  EXPECT_TRUE(event.arrived);
  EXPECT_THAT(routes(world, event.sent), ElementsAre("promise A2->P1"));
  ASSERT_EQ(event.changes.size(), 1u);
  EXPECT_STREQ(event.changes[0].field.name, "promised");
  EXPECT_EQ(print(event.changes[0].before, world.shape()), "none");
  EXPECT_EQ(print(event.changes[0].after, world.shape()), "1.1");
}

TEST_F(After_a_proposal, an_event_names_the_event_that_sent_its_message_as_its_cause) {
  const Event promised = deliver(world, "prepare", "P1", "A2");
  deliver(world, "prepare", "P1", "A1");
  const Event heard = deliver(world, "promise", "A2", "P1");
  EXPECT_EQ(heard.cause, promised.number);
}

TEST_F(After_a_proposal, a_message_delivered_late_does_not_turn_the_clock_back) {
  const SimTime early = world.message(prepare("A1"))->due;
  while (world.now <= early) propose(world, "P2", "red"), done(world, *next_due(world));
  const SimTime now = world.now;
  if (world.message(MessageId{1}) != nullptr) done(world, actions::on_message(Verb::deliver, {1}));
  EXPECT_EQ(world.now, now);
}

TEST_F(After_a_proposal, a_dropped_message_is_gone_for_good) {
  const MessageId id = prepare("A2");
  const Event event = on(world, Verb::drop, "prepare", "P1", "A2");
  ASSERT_EQ(event.lost.size(), 1u);
  EXPECT_EQ(event.lost[0].why, Loss::dropped);
  EXPECT_EQ(world.in_flight.size(), 2u);
  EXPECT_EQ(refused(world, actions::on_message(Verb::deliver, id)),
            fmt::format("message #{} is not in flight", id.number));
  EXPECT_THAT(shown(world, "A2", "promised"), "none");
}

TEST_F(After_a_proposal, a_duplicate_is_one_more_copy_with_its_own_name) {
  const Event event = on(world, Verb::duplicate, "prepare", "P1", "A2");
  EXPECT_EQ(world.in_flight.size(), 4u);
  const Message& copy = world.in_flight.back();
  EXPECT_TRUE(copy.copy);
  EXPECT_EQ(copy.sent_by, 1u);
  EXPECT_EQ(copy.id, event.sent.at(0).id);
  EXPECT_EQ(event.cause, 1u);
  deliver(world, "prepare", "P1", "A2");
  deliver(world, "prepare", "P1", "A2");
  EXPECT_THAT(routes(world, world.in_flight),
              ElementsAre("prepare P1->A1", "prepare P1->A3", "promise A2->P1", "promise A2->P1"));
}

TEST_F(After_a_proposal, the_network_may_deliver_again_what_it_delivered_before) {
  const MessageId id = prepare("A2");
  EXPECT_EQ(refused(world, actions::on_message(Verb::redeliver, id)),
            fmt::format("message #{} was never delivered", id.number));
  deliver(world, "prepare", "P1", "A2");
  const std::size_t under_way = world.in_flight.size();
  const Event event = done(world, actions::on_message(Verb::redeliver, id));
  EXPECT_EQ(world.in_flight.size(), under_way + 1) << "a second Promise";
  EXPECT_EQ(event.cause, 1u);
  EXPECT_NE(event.message->id, id) << "a copy has a name of its own";
  EXPECT_EQ(world.delivered.size(), 2u);
}

TEST_F(After_a_proposal, a_held_message_waits_until_it_is_released) {
  const MessageId id = prepare("A1");
  on(world, Verb::hold, "prepare", "P1", "A1");
  EXPECT_EQ(refused(world, actions::on_message(Verb::deliver, id)),
            fmt::format("message #{} is held; release it first", id.number));
  EXPECT_EQ(refused(world, actions::on_message(Verb::hold, id)),
            fmt::format("message #{} is held already", id.number));
  run(world);
  EXPECT_NE(world.message(id), nullptr) << "the clock passes it by";
  EXPECT_THAT(chosen(world), ElementsAre("blue@1.1"));
  on(world, Verb::release, "prepare", "P1", "A1");
  EXPECT_EQ(refused(world, actions::on_message(Verb::release, id)),
            fmt::format("message #{} is not held", id.number));
  EXPECT_EQ(next_due(world), actions::on_message(Verb::deliver, id));
}

TEST_F(After_a_proposal, a_held_message_can_still_be_dropped_and_its_duplicate_is_not_held) {
  on(world, Verb::hold, "prepare", "P1", "A1");
  on(world, Verb::duplicate, "prepare", "P1", "A1");
  EXPECT_FALSE(world.in_flight.back().held);
  on(world, Verb::drop, "prepare", "P1", "A1");
  EXPECT_EQ(world.in_flight.size(), 3u);
}

// --- Nodes ---

TEST_F(After_a_proposal, a_message_to_a_node_that_is_down_is_lost_and_seen_to_be) {
  on(world, Verb::crash, "A2");
  const Event event = deliver(world, "prepare", "P1", "A2");
  EXPECT_FALSE(event.arrived);
  ASSERT_EQ(event.lost.size(), 1u);
  EXPECT_EQ(event.lost[0].why, Loss::down);
  EXPECT_EQ(event.notes.at(0).text.str(), "A2 is down: the Prepare 1.1 from P1 is lost.");
  EXPECT_THAT(event.sent, IsEmpty());
  EXPECT_TRUE(world.delivered.empty());
  EXPECT_EQ(shown(world, "A2", "promised"), "none");
}

TEST_F(After_a_proposal, what_a_node_sent_before_it_crashed_still_arrives) {
  deliver(world, "prepare", "P1", "A2");
  on(world, Verb::crash, "A2");
  EXPECT_TRUE(deliver(world, "promise", "A2", "P1").arrived);
  EXPECT_EQ(shown(world, "P1", "promises"), "{A2}");
}

TEST_F(After_a_proposal, a_crash_keeps_the_disk_and_loses_the_memory) {
  deliver(world, "prepare", "P1", "A2");
  const Event event = on(world, Verb::crash, "A2");
  EXPECT_FALSE(world.node(node(world, "A2")).up);
  EXPECT_EQ(shown(world, "A2", "promised"), "1.1");
  EXPECT_THAT(event.changes, IsEmpty());
  on(world, Verb::crash, "P1");
  EXPECT_EQ(shown(world, "P1", "round"), "1");
  EXPECT_EQ(shown(world, "P1", "own"), "none");
  const Event back = on(world, Verb::restart, "A2");
  EXPECT_TRUE(world.node(node(world, "A2")).up);
  EXPECT_EQ(shown(world, "A2", "promised"), "1.1");
  EXPECT_EQ(back.notes.at(0).text.str(), "A2 restarts and reads its disk back.");
}

TEST_F(After_a_proposal, a_wiped_node_comes_back_empty_until_it_writes_again) {
  deliver(world, "prepare", "P1", "A2");
  const Event event = on(world, Verb::wipe, "A2");
  EXPECT_FALSE(world.node(node(world, "A2")).up);
  EXPECT_EQ(shown(world, "A2", "promised"), "none");
  ASSERT_EQ(event.changes.size(), 1u);
  EXPECT_EQ(on(world, Verb::restart, "A2").notes.at(0).text.str(),
            "A2 restarts with an empty disk.");
  EXPECT_TRUE(world.node(node(world, "A2")).wiped);
  EXPECT_TRUE(world.observer.violations().empty()) << "a lost disk is not a disk that went back";
  propose(world, "P2", "red");
  deliver(world, "prepare", "P2", "A2");
  EXPECT_FALSE(world.node(node(world, "A2")).wiped);
}

TEST_F(After_a_proposal, a_node_that_is_down_can_still_lose_its_disk) {
  deliver(world, "prepare", "P1", "A2");
  on(world, Verb::crash, "A2");
  on(world, Verb::wipe, "A2");
  EXPECT_EQ(shown(world, "A2", "promised"), "none");
}

// --- Links ---

TEST_F(After_a_proposal, cutting_a_link_loses_what_is_on_it_both_ways) {
  deliver(world, "prepare", "P1", "A2");
  on(world, Verb::duplicate, "prepare", "P1", "A1");
  const Event event = on_link(world, Verb::cut, "P1", "A1");
  EXPECT_EQ(event.lost.size(), 2u);
  for (const LostMessage& lost : event.lost) EXPECT_EQ(lost.why, Loss::cut);
  EXPECT_EQ(on_link(world, Verb::cut, "A2", "P1").lost.size(), 1u) << "the Promise on its way";
  EXPECT_THAT(routes(world, world.in_flight), ElementsAre("prepare P1->A3"));
}

TEST_F(After_a_proposal, a_link_cut_one_way_still_carries_the_other) {
  deliver(world, "prepare", "P1", "A2");
  on_link(world, Verb::cut, "P1", "A2", false);
  EXPECT_TRUE(deliver(world, "promise", "A2", "P1").arrived);
  const Event event = propose(world, "P1", "blue");
  ASSERT_EQ(event.lost.size(), 1u);
  EXPECT_EQ(event.lost[0].why, Loss::cut);
  EXPECT_EQ(world.name(event.lost[0].message.to), "A2");
  EXPECT_EQ(event.sent.size(), 3u) << "what is lost was sent all the same";
}

TEST_F(After_a_proposal, what_is_delivered_again_over_a_cut_link_is_lost) {
  const MessageId id = prepare("A2");
  deliver(world, "prepare", "P1", "A2");
  on_link(world, Verb::cut, "P1", "A2");
  const Event event = done(world, actions::on_message(Verb::redeliver, id));
  EXPECT_FALSE(event.arrived);
  EXPECT_EQ(event.lost.at(0).why, Loss::cut);
}

TEST_F(After_a_proposal, a_healed_link_carries_again) {
  on_link(world, Verb::cut, "P1", "A2");
  on_link(world, Verb::heal, "P1", "A2");
  propose(world, "P1", "blue");
  EXPECT_TRUE(deliver(world, "prepare", "P1", "A2").arrived);
}

TEST_F(After_a_proposal, healing_one_way_leaves_the_other_cut) {
  on_link(world, Verb::cut, "P1", "A2");
  on_link(world, Verb::heal, "A2", "P1", false);
  EXPECT_TRUE(world.is_cut(node(world, "P1"), node(world, "A2")));
  EXPECT_FALSE(world.is_cut(node(world, "A2"), node(world, "P1")));
}

TEST_F(After_a_proposal, a_partition_cuts_between_its_sides_and_heals_within_them) {
  on_link(world, Verb::cut, "P1", "A1");
  on_link(world, Verb::cut, "A3", "L1");
  Action action{.verb = Verb::partition};
  const auto side = [&](const char* name) -> std::uint8_t& {
    return action.side[node(world, name).index];
  };
  side("P1") = side("A1") = 1;
  side("P2") = side("A2") = side("A3") = 2;
  const Event event = done(world, action);
  EXPECT_EQ(event.lost.size(), 2u) << "the Prepares to A2 and A3";
  EXPECT_FALSE(world.is_cut(node(world, "P1"), node(world, "A1")));
  EXPECT_TRUE(world.is_cut(node(world, "P1"), node(world, "A2")));
  EXPECT_TRUE(world.is_cut(node(world, "A2"), node(world, "P1")));
  EXPECT_TRUE(world.is_cut(node(world, "P2"), node(world, "A1")));
  EXPECT_FALSE(world.is_cut(node(world, "P2"), node(world, "A3")));
  EXPECT_TRUE(world.is_cut(node(world, "A3"), node(world, "L1"))) << "L1 is on no side";
  done(world, {.verb = Verb::heal_all});
  for (NodeSet cut : world.cut) EXPECT_TRUE(cut.empty());
}

// --- Refusals ---

TEST_F(After_a_proposal, what_cannot_be_done_says_why_and_changes_nothing) {
  const auto n = [&](const char* name) { return node(world, name); };
  on(world, Verb::crash, "P2");
  on_link(world, Verb::cut, "P1", "A3");
  on_link(world, Verb::cut, "P1", "A2", false);
  using namespace actions;
  EXPECT_EQ(refused(world, propose(n("P2"), "red")), "P2 is down; restart it first");
  EXPECT_EQ(refused(world, propose(n("A1"), "red")), "A1 is not a proposer");
  EXPECT_EQ(refused(world, propose(n("P1"), "")), "P1 needs a value to propose");
  EXPECT_EQ(refused(world, propose({9}, "red")), "there is no such node");
  EXPECT_EQ(refused(world, on_node(Verb::crash, n("P2"))), "P2 is down already");
  EXPECT_EQ(refused(world, on_node(Verb::restart, n("P1"))), "P1 is up already");
  EXPECT_EQ(refused(world, on_node(Verb::crash, NodeId::none())), "there is no such node");
  EXPECT_EQ(refused(world, on_node(Verb::wipe, {25})), "there is no such node");
  EXPECT_EQ(refused(world, on_message(Verb::deliver, {77})), "message #77 is not in flight");
  EXPECT_EQ(refused(world, on_message(Verb::drop, {77})), "message #77 is not in flight");
  EXPECT_EQ(refused(world, on_message(Verb::duplicate, {77})), "message #77 is not in flight");
  EXPECT_EQ(refused(world, on_message(Verb::hold, {77})), "message #77 is not in flight");
  EXPECT_EQ(refused(world, on_message(Verb::release, {77})), "message #77 is not in flight");
  EXPECT_EQ(refused(world, on_message(Verb::redeliver, {77})), "message #77 was never delivered");
  EXPECT_EQ(refused(world, fire({77})), "there is no such timer");
  EXPECT_EQ(refused(world, on_link(Verb::cut, n("P1"), n("A3"), true)),
            "the link from P1 to A3 is cut already");
  EXPECT_EQ(refused(world, on_link(Verb::cut, n("P1"), n("A2"), false)),
            "the link from P1 to A2 is cut already");
  EXPECT_EQ(refused(world, on_link(Verb::cut, n("P1"), n("A2"), true)), "")
      << "the way back is still open";
  EXPECT_EQ(refused(world, on_link(Verb::heal, n("P1"), n("A1"), true)),
            "the link from P1 to A1 is not cut");
  EXPECT_EQ(refused(world, on_link(Verb::heal, n("A2"), n("P1"), false)),
            "the link from A2 to P1 is not cut");
  EXPECT_EQ(refused(world, on_link(Verb::cut, n("P1"), n("L1"), true)),
            "there is no link between P1 and L1");
  EXPECT_EQ(refused(world, on_link(Verb::cut, n("A1"), n("A1"), true)),
            "there is no link between A1 and A1");
  EXPECT_EQ(refused(world, on_link(Verb::heal, n("A1"), NodeId::none(), true)),
            "there is no such node");
}

TEST_F(After_a_proposal, nothing_can_happen_in_the_past_nor_after_the_end_of_time) {
  run(world);
  Action late = actions::propose(node(world, "P1"), "red");
  late.at = world.now - SimTime{1};
  EXPECT_EQ(refused(world, late), fmt::format("it is {} ms already, so nothing can happen at {} ms",
                                              world.now.ms, world.now.ms - 1));
  late.at = SimTime{std::numeric_limits<std::int64_t>::max()};
  EXPECT_NE(refused(world, late), "");
  late.at = world.now + SimTime{500};
  const Event event = done(world, late);
  EXPECT_EQ(event.time, late.at);
  EXPECT_EQ(world.now, late.at);
}

// --- The clock ---

TEST_F(After_a_proposal, what_is_due_first_comes_next_and_the_oldest_of_equals) {
  Options options;
  options.latency = {50, 50};
  Cluster even = world_of(apart, options);
  propose(even, "P1", "blue");
  EXPECT_EQ(next_due(even), actions::on_message(Verb::deliver, even.in_flight.front().id));
  for (int i = 0; i < 6; ++i) {
    const auto due = next_due(world);
    ASSERT_TRUE(due);
    for (const Message& message : world.in_flight)
      EXPECT_GE(message.due, world.message(due->message)->due);
    EXPECT_EQ(enabled(world).front(), *due);
    EXPECT_EQ(enabled(world).size(), world.in_flight.size());
    done(world, *due);
  }
}

TEST(The_clock, counts_timers_among_what_is_due) {
  Options options;
  options.retry = true;
  options.latency = {500, 500};
  Cluster world = world_of(apart, options);
  propose(world, "P1", "blue");
  EXPECT_EQ(next_due(world), actions::fire(world.timers.at(0).id));
  EXPECT_EQ(enabled(world).size(), 4u);
}

TEST(The_clock, has_nothing_to_do_where_all_is_quiet) {
  Cluster world = world_of(apart);
  EXPECT_FALSE(next_due(world));
  EXPECT_THAT(enabled(world), IsEmpty());
}

// --- Chance ---

TEST(Chance, of_100_percent_loses_every_message_and_of_100_percent_doubles_every_message) {
  Options losing;
  losing.loss = 10'000;
  Cluster dark = world_of(apart, losing);
  const Event lost = propose(dark, "P1", "blue");
  EXPECT_EQ(lost.lost.size(), 3u);
  for (const LostMessage& each : lost.lost) EXPECT_EQ(each.why, Loss::chance);
  EXPECT_THAT(dark.in_flight, IsEmpty());

  Options doubling;
  doubling.duplicate = 10'000;
  Cluster echo = world_of(apart, doubling);
  EXPECT_EQ(propose(echo, "P1", "blue").sent.size(), 6u);
  EXPECT_FALSE(echo.in_flight[0].copy);
  EXPECT_TRUE(echo.in_flight[1].copy);
}

TEST(Chance, keeps_every_message_under_way_within_the_latency) {
  Options options;
  options.latency = {10, 12};
  Cluster world = world_of({.together = 9}, options);
  for (const Message& message : propose(world, "N1", "blue").sent) {
    EXPECT_GE((message.due - message.sent).ms, 10);
    EXPECT_LE((message.due - message.sent).ms, 12);
  }
}

// --- Worlds as values ---

TEST_F(After_a_proposal, a_copy_goes_its_own_way) {
  const Fingerprint before = fingerprint(world);
  Cluster copy = world;
  run(copy);
  EXPECT_EQ(fingerprint(world), before);
  EXPECT_FALSE(fingerprint(copy) == before);
}

TEST_F(After_a_proposal, apply_gives_the_world_that_act_makes) {
  const Action action = *next_due(world);
  const Result<Cluster> after = apply(world, action);
  ASSERT_TRUE(after);
  Cluster acted = world;
  act(acted, action);
  EXPECT_EQ(fingerprint(*after), fingerprint(acted));
}

TEST_F(After_a_proposal, telling_more_or_less_of_an_event_does_not_change_what_happens) {
  Cluster silent = world;
  Cluster brief = world;
  while (const auto due = next_due(world)) {
    Event summary{.detail = Detail::summary};
    done(world, *due);
    act(silent, *due);
    act(brief, *due, &summary);
    ASSERT_EQ(fingerprint(silent), fingerprint(world));
    ASSERT_EQ(fingerprint(brief), fingerprint(world));
    EXPECT_THAT(summary.notes, IsEmpty());
    EXPECT_THAT(summary.changes, IsEmpty());
  }
}

TEST(Links, join_acceptors_with_proposers_and_learners_and_nobody_else) {
  const auto joined = [](const char* a, const char* b) {
    return linked(apart, *apart.find(a), *apart.find(b));
  };
  EXPECT_TRUE(joined("P1", "A1"));
  EXPECT_TRUE(joined("A1", "L1"));
  EXPECT_FALSE(joined("P1", "P2"));
  EXPECT_FALSE(joined("A1", "A2"));
  EXPECT_FALSE(joined("P1", "L1"));
  EXPECT_TRUE(linked({.together = 3}, {0}, {1}));
  EXPECT_FALSE(linked({.together = 3}, {1}, {1}));
}

}  // namespace
}  // namespace synod
