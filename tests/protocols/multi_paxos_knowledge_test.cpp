// Knowledge of chosen slots: what a replica marks, tells or reports as chosen is chosen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/protocols/multi_world.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::HasSubstr;

/// N2 promised 1.1 only. N1's Accept for y in slot 1 is on its way to it; 2.3 chose x there.
Cluster late_accept(const char* bug) {
  Options options;
  options.bug = bug;
  Cluster world = multi_world(5, 0, options);
  elect(world, "N1", "y");
  for (const char* name : {"N3", "N4", "N5"}) drop_all(world, "accept", "N1", name);
  propose(world, "N3", "x", 2);
  for (const char* name : {"N4", "N5"}) deliver(world, "prepare", "N3", name);
  deliver_all(world, "promise", "*", "N3");
  deliver_all(world, "accept", "N3", "N4");
  deliver_all(world, "accept", "N3", "N5");
  deliver_all(world, "accepted", "*", "N3");
  return world;
}

/// N2 asks N3, whose ballot it never promised, and is told.
void tell_n2(Cluster& world) {
  MultiPaxos::State& n2 = state_of(world, "N2");
  ASSERT_EQ(n2.acceptor.promised, (Ballot{1, 1}));
  const MultiPaxos::State& n3 = state_of(world, "N3");
  world.in_flight.push_back({.id = {++world.last_id},
                             .from = node(world, "N3"),
                             .to = node(world, "N2"),
                             .kind = MultiPaxos::Tell::kind,
                             .body = MultiPaxos::Tell{n3.acceptor.log}});
  deliver(world, "tell", "N3", "N2");
  ASSERT_EQ(shown(world, "N2", "promised"), "1.1");
}

TEST(MultiKnowledge, a_late_accept_replaces_nothing_that_is_known) {
  Cluster world = late_accept("");
  tell_n2(world);
  const std::string before = shown(world, "N2", "log");
  const Event event = deliver(world, "accept", "N1", "N2");
  EXPECT_EQ(shown(world, "N2", "log"), before);
  EXPECT_THAT(story(event), HasSubstr("accepts nothing else in slot 1"));
  EXPECT_THAT(routes(world, event.sent), ::testing::ElementsAre("tell N2->N1"))
      << "its leader is told what was chosen instead";
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(MultiKnowledge, an_overwritten_entry_is_seen_at_the_very_event) {
  Cluster world = late_accept("overwrite-known");
  tell_n2(world);
  ASSERT_TRUE(world.observer.violations().empty());
  const Event event = deliver(world, "accept", "N1", "N2");
  ASSERT_EQ(event.violations.size(), 1u);
  EXPECT_STREQ(event.violations[0].invariant, "knowledge");
  EXPECT_EQ(event.violations[0].at, event.number);
}

/// N1 leads at 1.1 and has put v to the vote in slot 1, which N2 accepted. N3 led at 2.3 and had w
/// chosen there; N1 is told so.
Cluster told_of_a_higher_ballot(const char* bug) {
  Options options;
  options.bug = bug;
  Cluster world = multi_world(5, 0, options);
  elect(world, "N1", "v");
  deliver(world, "accept", "N1", "N2");
  drop_all(world, "accept");
  propose(world, "N3", "w", 2);
  for (const char* name : {"N4", "N5"}) deliver(world, "prepare", "N3", name);
  deliver_all(world, "promise", "*", "N3");
  deliver_all(world, "accept", "N3", "N4");
  deliver_all(world, "accept", "N3", "N5");
  deliver_all(world, "accepted", "*", "N3");
  world.in_flight.push_back({.id = {++world.last_id},
                             .from = node(world, "N3"),
                             .to = node(world, "N1"),
                             .kind = MultiPaxos::Tell::kind,
                             .body = MultiPaxos::Tell{state_of(world, "N3").acceptor.log}});
  deliver(world, "tell", "N3", "N1");
  EXPECT_EQ(shown(world, "N1", "log"), "{1=2.3:w*}");
  propose(world, "N1", "u");
  return world;
}

TEST(MultiKnowledge, a_leader_vouches_for_no_slot_that_a_higher_ballot_chose) {
  Cluster world = told_of_a_higher_ballot("");
  EXPECT_EQ(shown(world, "N1", "phase"), "leading")
      << "nothing told it yet that its ballot is over";
  deliver(world, "accept", "N1", "N2");
  EXPECT_EQ(shown(world, "N2", "log"), "{1=1.1:v 2=1.1:u}") << "v was not chosen";
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(MultiKnowledge, a_vote_of_a_dead_ballot_taken_for_chosen_is_seen_at_the_very_event) {
  Cluster world = told_of_a_higher_ballot("trust-first-unchosen");
  ASSERT_TRUE(world.observer.violations().empty());
  const Event event = deliver(world, "accept", "N1", "N2");
  ASSERT_NE(world.observer.violation("knowledge"), nullptr);
  EXPECT_EQ(world.observer.violation("knowledge")->at, event.number);
}

TEST(MultiKnowledge, a_next_ballot_lies_above_all_that_a_replica_was_told) {
  Cluster world = told_of_a_higher_ballot("");
  EXPECT_EQ(shown(world, "N1", "promised"), "1.1");
  EXPECT_EQ(shown(world, "N1", "seen"), "2") << "a round that it never promised";
}

TEST(MultiKnowledge, a_report_that_lies_is_seen_when_it_is_sent) {
  Cluster world = multi_world(3);
  elect(world, "N1", "a");
  deliver(world, "accept", "N1", "N2");
  // A mark that no handler set: as a bug in a protocol's memory would.
  state_of(world, "N2").acceptor.log.mark_chosen({1});
  state_of(world, "N2").acceptor.log.settle();
  drop_all(world, "accepted");
  on(world, Verb::crash, "N1");
  world.observer = {};  // Nobody's vote for slot 1 counts any more.
  propose(world, "N3", "b", 2);
  const Event event = deliver(world, "prepare", "N3", "N2");
  ASSERT_NE(world.observer.violation("knowledge"), nullptr);
  EXPECT_EQ(world.observer.violation("knowledge")->at, event.number);
}

}  // namespace
}  // namespace synod
