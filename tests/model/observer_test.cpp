// Observer: what was chosen, and which invariants hold.
#include "model/truth/observer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/model/world.h"
#include "tests/model/wrong_protocol.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A ballot of one proposer, of which only what is said comes through.
struct Round {
  Cluster& world;
  const char* proposer;

  void prepare(const char* value, std::uint32_t round,
               std::initializer_list<const char*> acceptors) {
    propose(world, proposer, value, round);
    for (const char* acceptor : acceptors) {
      deliver(world, "prepare", proposer, acceptor);
      if (::testing::Test::HasFailure()) return;
      deliver(world, "promise", acceptor, proposer);
    }
    lose("prepare");
  }
  void accept(std::initializer_list<const char*> acceptors) {
    for (const char* acceptor : acceptors) deliver(world, "accept", proposer, acceptor);
    lose("accept");
  }
  void lose(std::string_view kind) {
    std::vector<MessageId> rest;
    for (const Message& m : world.in_flight)
      if (world.protocol->info().messages[m.kind].name == kind) rest.push_back(m.id);
    for (MessageId id : rest) done(world, actions::on_message(Verb::drop, id));
  }
};

TEST(Chosen, is_a_quorum_of_votes_at_one_ballot_ever) {
  Cluster world = world_of(apart);
  Round p1{world, "P1"};
  p1.prepare("blue", 1, {"A1", "A2", "A3"});
  p1.accept({"A1"});
  EXPECT_THAT(chosen(world), IsEmpty());
  EXPECT_EQ(world.observer.votes().counts().size(), 1u);
}

// A majority holds one value, but from different ballots: nothing is chosen, and another value may
// still win (after Wikipedia, "a multi-identifier majority is insufficient").
TEST(Chosen, is_not_what_a_majority_holds_at_present) {
  Cluster world = world_of({.proposers = 4, .acceptors = 5, .learners = 1});
  Round p1{world, "P1"}, p2{world, "P2"}, p3{world, "P3"}, p4{world, "P4"};
  p1.prepare("V1", 1, {"A1", "A2", "A3", "A4", "A5"});
  p1.accept({"A1"});
  p2.prepare("V2", 2, {"A2", "A3", "A4", "A5"});
  EXPECT_EQ(shown(world, "P2", "value"), "V2");
  p2.accept({"A2"});
  p3.prepare("V3", 3, {"A1", "A3", "A4", "A5"});
  EXPECT_EQ(shown(world, "P3", "value"), "V1");
  p3.accept({"A3", "A4"});
  EXPECT_EQ(shown(world, "A1", "accepted"), "1.1:V1");
  EXPECT_EQ(shown(world, "A3", "accepted"), "3.3:V1");
  EXPECT_EQ(shown(world, "A4", "accepted"), "3.3:V1");
  EXPECT_THAT(chosen(world), IsEmpty()) << "three hold V1, but no ballot has three votes";
  p4.prepare("V4", 4, {"A1", "A2", "A5"});
  EXPECT_EQ(shown(world, "P4", "value"), "V2") << "2.2 is above 1.1";
  p4.accept({"A1", "A2", "A3", "A4", "A5"});
  EXPECT_THAT(chosen(world), ElementsAre("V2@4.4"));
  EXPECT_THAT(world.observer.violations(), IsEmpty());
}

// An acceptor accepts two values one after the other, and nothing is wrong (after Wikipedia).
TEST(Chosen, is_not_what_a_minority_accepted_and_another_proposer_never_heard_of) {
  Cluster world = world_of(apart);
  Round p1{world, "P1"}, p2{world, "P2"};
  p1.prepare("V1", 1, {"A1", "A2", "A3"});
  p1.accept({"A1"});
  p2.prepare("V2", 2, {"A2", "A3"});
  EXPECT_EQ(shown(world, "P2", "value"), "V2") << "P2 cannot know what A1 holds";
  p2.accept({"A1", "A2", "A3"});
  EXPECT_EQ(shown(world, "A1", "accepted"), "2.2:V2");
  EXPECT_THAT(chosen(world), ElementsAre("V2@2.2"));
  EXPECT_EQ(world.observer.votes().counts().size(), 2u) << "V1's vote is remembered";
  EXPECT_THAT(world.observer.violations(), IsEmpty());
}

TEST(Chosen, stays_chosen_though_nobody_holds_it_any_more) {
  Cluster world = world_of(apart);
  propose(world, "P1", "blue");
  run(world);
  for (const char* acceptor : {"A1", "A2", "A3"}) on(world, Verb::wipe, acceptor);
  EXPECT_THAT(chosen(world), ElementsAre("blue@1.1"));
}

TEST(Chosen, comes_about_in_one_event_though_more_acceptors_follow) {
  Cluster world = world_of(apart);
  Round p1{world, "P1"};
  p1.prepare("blue", 1, {"A1", "A2"});
  EXPECT_THAT(deliver(world, "accept", "P1", "A1").chosen, IsEmpty());
  const Event second = deliver(world, "accept", "P1", "A2");
  ASSERT_EQ(second.chosen.size(), 1u);
  EXPECT_EQ(second.chosen[0].at, second.number);
  EXPECT_THAT(deliver(world, "accept", "P1", "A3").chosen, IsEmpty());
}

TEST(Learned, is_told_once_for_each_learner_and_value) {
  Cluster world = world_of({.proposers = 2, .acceptors = 3, .learners = 2});
  propose(world, "P1", "blue");
  run(world);
  propose(world, "P2", "red");
  run(world);
  EXPECT_EQ(world.observer.learned().size(), 2u);
}

// --- Invariants ---

/// Three nodes that do what the round of a proposal says (see wrong_protocol.h).
class Observed : public ::testing::Test {
 protected:
  void does(std::uint8_t node, Reckless::Deed deed, const char* value = "red") {
    last = done(world, actions::propose({node}, value, deed));
  }
  std::string violated() const {
    std::string names;
    for (const Violation& v : world.observer.violations())
      names += fmt::format("{}{}@{}", names.empty() ? "" : " ", v.invariant, v.at);
    return names;
  }
  std::string why(const char* invariant) const {
    const Violation* violation = world.observer.violation(invariant);
    return violation == nullptr ? "it holds" : violation->why.str();
  }

  Cluster world = make_cluster(reckless(), {.protocol = "reckless", .shape = {.together = 3}});
  Event last;
};

TEST_F(Observed, agreement_fails_when_two_values_are_chosen) {
  does(0, Reckless::accept_blue_at_1_1);
  does(1, Reckless::accept_blue_at_1_1);
  does(1, Reckless::accept_red_at_2_2);
  EXPECT_EQ(violated(), "");
  does(2, Reckless::accept_red_at_2_2);
  EXPECT_EQ(violated(), "agreement@4");
  EXPECT_EQ(why("agreement"), "red is chosen at ballot 2.2, but blue was chosen at ballot 1.1.");
  ASSERT_EQ(last.violations.size(), 1u);
  EXPECT_STREQ(last.violations[0].invariant, "agreement");
}

TEST_F(Observed, agreement_holds_when_one_value_is_chosen_at_two_ballots) {
  for (NodeId node : NodeSet{{0}, {1}}) does(node.index, Reckless::accept_red_at_1_1);
  for (NodeId node : NodeSet{{1}, {2}}) does(node.index, Reckless::accept_red_at_2_2);
  EXPECT_THAT(chosen(world), ElementsAre("red@1.1", "red@2.2"));
  EXPECT_EQ(violated(), "");
}

TEST_F(Observed, one_acceptor_that_votes_twice_makes_no_quorum) {
  does(0, Reckless::accept_red_at_1_1);
  does(0, Reckless::accept_red_at_1_1);
  EXPECT_THAT(chosen(world), IsEmpty());
}

TEST_F(Observed, validity_fails_when_nobody_asked_for_what_is_proposed) {
  does(0, Reckless::propose_unasked);
  EXPECT_EQ(violated(), "validity@1");
  EXPECT_EQ(why("validity"), "N1 proposes amber at ballot 1.1, but no client asked for amber.");
}

TEST_F(Observed, validity_holds_whoever_was_asked_for_it) {
  does(1, Reckless::disk_forward, "amber");
  does(0, Reckless::propose_unasked);
  EXPECT_EQ(violated(), "");
}

TEST_F(Observed, integrity_fails_when_a_proposer_uses_another_ones_ballot) {
  does(0, Reckless::propose_at_a_foreign_ballot);
  EXPECT_EQ(violated(), "integrity@1");
  EXPECT_EQ(why("integrity"), "N1 proposes at ballot 1.9, which is not its own.");
}

TEST_F(Observed, integrity_fails_when_two_values_are_proposed_at_one_ballot) {
  does(0, Reckless::propose_two_values_at_one_ballot, "red");
  does(0, Reckless::propose_two_values_at_one_ballot, "red");
  EXPECT_EQ(violated(), "") << "the same again is no second value";
  does(0, Reckless::propose_two_values_at_one_ballot, "blue");
  EXPECT_EQ(violated(), "integrity@3");
  EXPECT_EQ(why("integrity"), "Ballot 1.1 carries two values: red and blue.");
}

TEST_F(Observed, integrity_fails_when_two_values_are_accepted_at_one_ballot) {
  does(0, Reckless::accept_red_at_1_1);
  does(1, Reckless::accept_red_at_2_2);
  EXPECT_EQ(violated(), "");
  does(2, Reckless::accept_blue_at_1_1);
  EXPECT_EQ(violated(), "integrity@3");
}

TEST_F(Observed, durability_fails_when_a_disk_goes_back) {
  does(0, Reckless::disk_forward);
  EXPECT_EQ(violated(), "");
  does(0, Reckless::disk_back);
  EXPECT_EQ(violated(), "durability@2");
  EXPECT_EQ(why("durability"), "N1's disk went back: promised fell from 5.1 to 4.1.");
}

TEST_F(Observed, durability_holds_when_a_disk_is_wiped) {
  does(0, Reckless::disk_forward);
  done(world, actions::on_node(Verb::wipe, {0}));
  done(world, actions::on_node(Verb::restart, {0}));
  does(0, Reckless::disk_back);
  EXPECT_EQ(violated(), "");
}

TEST_F(Observed, learning_fails_when_what_is_learned_was_not_chosen) {
  does(0, Reckless::accept_red_at_1_1);
  does(2, Reckless::learn_red);
  EXPECT_EQ(violated(), "learning@2");
  EXPECT_EQ(why("learning"), "N3 learns red, which was not chosen at any ballot.");
}

TEST_F(Observed, learning_holds_when_it_was_chosen_at_whatever_ballot) {
  for (NodeId node : NodeSet{{0}, {1}}) does(node.index, Reckless::accept_red_at_1_1);
  does(2, Reckless::learn_red);
  EXPECT_EQ(violated(), "");
  EXPECT_EQ(last.learned.size(), 1u);
}

TEST_F(Observed, a_violation_is_told_at_the_event_that_first_broke_it) {
  does(0, Reckless::propose_unasked);
  does(1, Reckless::propose_unasked);
  EXPECT_EQ(violated(), "validity@1");
  EXPECT_THAT(last.violations, IsEmpty());
}

TEST(Invariants, each_have_a_name_and_say_what_they_mean) {
  std::vector<std::string> names;
  for (const Invariant& invariant : invariants()) {
    names.emplace_back(invariant.name);
    EXPECT_STRNE(invariant.meaning, "");
  }
  EXPECT_THAT(names, ElementsAre("agreement", "validity", "integrity", "durability", "learning",
                                 "knowledge", "prefix", "once", "linearizable", "atomic", "final",
                                 "unanimous", "willing", "exclusive", "election", "append-only",
                                 "matching", "completeness"));
}

// Slots are decided apart: what is chosen in one says nothing of another.
TEST(Observer_of_a_log, keeps_slots_apart) {
  const Shape shape{.together = 3};
  Observer observer;
  const auto vote = [&](std::uint32_t slot, const char* value, std::uint32_t round) {
    for (NodeId node : NodeSet{{0}, {1}})
      observer.accepted(shape, node, {slot}, {{round, 1}, value}, 2, 1);
  };
  vote(2, "blue", 1);
  vote(1, "red", 1);
  vote(3, "red", 1);
  EXPECT_EQ(observer.chosen().size(), 3u);
  EXPECT_EQ(observer.violation("agreement"), nullptr);
  vote(1, "red", 2);
  EXPECT_EQ(observer.violation("agreement"), nullptr);
  vote(2, "red", 2);
  EXPECT_NE(observer.violation("agreement"), nullptr);
}

}  // namespace
}  // namespace synod
