// Conditions: true, false and unanswerable ones.
#include "model/scenario/condition.h"

#include "model/scenario/condition_parser.h"
#include "tests/model/scenario/scenario_world.h"

namespace synod {
namespace {

using testing::done;
using testing::Ran;
using testing::ran;

/// P1 got blue chosen at 1.1 by A1 and A2, and L1 heard of it. A3 promised 2.2 to P2 and refused
/// P1's Accept; A2 is down, the link A1->P2 is cut, and P2's Prepares to A1 and A2 are in flight,
/// one of them held.
const Cluster& world() {
  static const Ran run = done(R"(
propose P1 blue
deliver prepare P1->*
deliver promise *->P1
propose P2 red at 2
deliver prepare P2->A3
deliver promise A3->P2
deliver accept P1->*
deliver accepted *->*
deliver nack A3->P1
hold prepare P2->A1
crash A2
cut A1->P2
)");
  return run.world();
}

Condition condition(const std::string& text) {
  const auto parsed = parse_condition(text);
  EXPECT_TRUE(parsed) << parsed.error().str();
  return parsed ? *parsed : Condition{};
}

class True : public ::testing::TestWithParam<const char*> {};

TEST_P(True, condition_holds_and_its_opposite_does_not) {
  const auto wrong = mismatch(world(), condition(GetParam()));
  ASSERT_TRUE(wrong) << wrong.error().str();
  EXPECT_FALSE(*wrong) << (*wrong)->actual.str();
  EXPECT_FALSE(*is_true(world(), condition(std::string("not ") + GetParam())));
}

INSTANTIATE_TEST_SUITE_P(
    Condition, True,
    ::testing::Values(
        "A1.promised = 1.1", "A1.PROMISED = 1.1", "A3.promised = 2.2", "A3.promised > 1.9",
        "A3.promised < 2.3", "A3.promised >= 2.2", "A3.promised <= 2.2", "A1.accepted = 1.1:blue",
        "A3.accepted = none", "P1.value = blue", "P2.value = none", "P2.own = red", "P1.round = 1",
        "P1.round < 2", "P2.seen >= 2", "P1.phase = done", "P2.phase = preparing",
        "P1.reporter = none", "P1.promises = {A1 A2 A3}", "P1.promises = {A3 A2 A1}",
        "P1.promises size 3", "P1.promises size >= 2", "P1.promises size < 4", "P1.promises has A3",
        "P1.accepts = {A1 A2}", "L1.heard = {A2 A1}", "L1.heard size 2", "L1.heard has A1",
        "L1.learned = blue", "chosen", "chosen blue", "chosen blue@1.1", "chosen slot 0 = blue",
        "learned", "learned L1", "learned L1 blue", "holds agreement", "holds all",
        "in-flight prepare P2->*", "in-flight prepare P2->* = 2", "in-flight prepare 2.2 *->A1 = 1",
        "in-flight * *->* < 3", "in-flight accept P1->* = 0", "delivered nack 1.1 A3->P1 = 1",
        "delivered prepare *->* = 4", "delivered accepted *->L1 >= 2", "A1 up", "A2 down",
        "cut A1->P2", "chosen blue and A2 down"),
    [](const auto& test) { return testing::named(test); });

struct Wrong {
  const char* text;
  const char* actual;
};

class False : public ::testing::TestWithParam<Wrong> {};

TEST_P(False, condition_fails_with_what_is_the_case_instead) {
  const auto wrong = mismatch(world(), condition(GetParam().text));
  ASSERT_TRUE(wrong) << wrong.error().str();
  ASSERT_TRUE(*wrong);
  EXPECT_EQ((*wrong)->expected, GetParam().text);
  EXPECT_EQ((*wrong)->actual.str(), GetParam().actual);
  EXPECT_FALSE(*is_true(world(), condition(GetParam().text)));
}

INSTANTIATE_TEST_SUITE_P(
    Condition, False,
    ::testing::Values(
        Wrong{"A1.promised = 2.2", "A1 has 1.1 in 'promised'"},
        Wrong{"A1.promised = none", "A1 has 1.1 in 'promised'"},
        Wrong{"A3.promised > 2.2", "A3 has 2.2 in 'promised'"},
        Wrong{"A1.accepted = 1.1:red", "A1 has 1.1:blue in 'accepted'"},
        Wrong{"A1.accepted = 1.2:blue", "A1 has 1.1:blue in 'accepted'"},
        Wrong{"A1.accepted = none", "A1 has 1.1:blue in 'accepted'"},
        Wrong{"P2.value = red", "P2 has nothing in 'value'"},
        Wrong{"P1.round > 1", "P1 has 1 in 'round'"},
        Wrong{"P1.value = \"none\"", "P1 has blue in 'value'"},
        Wrong{"P1.phase = idle", "P1 has done in 'phase'"},
        Wrong{"P2.promises = {A1 A3}", "P2 has A3 in 'promises'"},
        Wrong{"P2.promises size 2", "P2 has one node in 'promises': A3"},
        Wrong{"P2.promises has A1", "P2 has A3 in 'promises'"},
        Wrong{"L1.heard = {A1}",
              "L1 has votes of A1 and A2 at the highest ballot in 'heard': 1.1:blue {A1 A2}"},
        Wrong{"chosen none", "blue (ballot 1.1) is chosen"},
        Wrong{"chosen red", "blue (ballot 1.1) is chosen"},
        Wrong{"chosen blue@2.2", "blue (ballot 1.1) is chosen"},
        Wrong{"chosen slot 3 = blue", "blue (ballot 1.1) is chosen"},
        Wrong{"learned L1 none", "L1 has learned blue"},
        Wrong{"learned L1 red", "L1 has learned blue"},
        Wrong{"violated agreement", "agreement holds"},
        Wrong{"in-flight accept P1->*", "no Accept message from P1 is in flight"},
        Wrong{"in-flight prepare P2->* = 1", "2 Prepare messages from P2 are in flight"},
        Wrong{"delivered nack 2.2 A3->P1", "no Nack 2.2 message from A3 to P1 has been delivered"},
        Wrong{"delivered nack *->* > 1", "one Nack message has been delivered"},
        Wrong{"A1 down", "A1 is up"}, Wrong{"A2 up", "A2 is down"}, Wrong{"A2 wiped", "A2 is down"},
        Wrong{"cut P2->A1", "the way from A1 to P2 is cut, and the way back is open"},
        Wrong{"cut A1-P2", "the way from A1 to P2 is cut, and the way back is open"},
        Wrong{"cut A1-P1", "the link between A1 and P1 is open both ways"},
        Wrong{"not chosen blue", "blue (ballot 1.1) is chosen"},
        Wrong{"quiet", "one message is under way"}),
    [](const auto& test) { return testing::named(test); });

struct Senseless {
  const char* text;
  const char* why;
};

class Unanswerable : public ::testing::TestWithParam<Senseless> {};

TEST_P(Unanswerable, condition_is_refused_with_the_reason) {
  const auto wrong = mismatch(world(), condition(GetParam().text));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().str(), GetParam().why);
  EXPECT_FALSE(is_true(world(), condition(GetParam().text)));
}

INSTANTIATE_TEST_SUITE_P(
    Condition, Unanswerable,
    ::testing::Values(
        Senseless{"A1.value = blue", "A1 has no field 'value'; it has promised, accepted"},
        Senseless{"L1.ballot = 1.1", "L1 has no field 'ballot'; it has heard, learned"},
        Senseless{"A9.promised = 1.1", "there is no node A9; there are {P1 P2 A1 A2 A3 L1}"},
        Senseless{"not A9 down", "there is no node A9; there are {P1 P2 A1 A2 A3 L1}"},
        Senseless{"chosen blue and N1 up", "there is no node N1; there are {P1 P2 A1 A2 A3 L1}"},
        Senseless{"chosen red and N1 up", "there is no node N1; there are {P1 P2 A1 A2 A3 L1}"},
        Senseless{"P1.promises has A9", "there is no node A9; there are {P1 P2 A1 A2 A3 L1}"},
        Senseless{"P1.promises = {A9}", "there is no node A9; there are {P1 P2 A1 A2 A3 L1}"},
        Senseless{"cut A1-A9", "there is no node A9; there are {P1 P2 A1 A2 A3 L1}"},
        Senseless{
            "A1.promised = blue",
            "A1.promised is a number such as ballot 2.1, so it can't be compared with 'blue'"},
        Senseless{"A1.promised = 1",
                  "A1.promised is a number such as ballot 2.1, so it can't be compared with '1'"},
        Senseless{
            "A1.promised = 1.1:blue",
            "A1.promised is a number such as ballot 2.1, so it can't be compared with 1.1:blue"},
        Senseless{"P1.round = two", "P1.round is a number, so it can't be compared with 'two'"},
        Senseless{"P1.value = {A1}", "P1.value is a word, so it can't be compared with {A1}"},
        Senseless{"P1.value < red", "P1.value can only be compared with ="},
        Senseless{"A1.accepted = blue",
                  "A1.accepted is a number and a value, such as 2.1:blue; "
                  "it can't be compared with 'blue'"},
        Senseless{"P1.promises = A1",
                  "P1.promises is a set of nodes, such as {A1 A2}; it can't "
                  "be compared with 'A1'"},
        Senseless{"P1.value size 1", "P1.value is not a set, so it has no size"},
        Senseless{"learned A1", "A1 is not a learner"},
        Senseless{"in-flight commit P1->A1",
                  "there is no message 'commit'; there are prepare, promise, accept, accepted, "
                  "nack"},
        Senseless{"delivered nack A9->*", "there is no node A9; there are {P1 P2 A1 A2 A3 L1}"}),
    [](const auto& test) { return testing::named(test); });

TEST(Condition, is_true_only_where_every_term_is) {
  EXPECT_TRUE(*is_true(world(), condition("not chosen red and not A1 down")));
  EXPECT_FALSE(*is_true(world(), condition("not chosen red and A1 down")));
  EXPECT_FALSE(*is_true(world(), condition("chosen red and A1 up")));
}

TEST(Condition, chosen_is_a_fact_about_history_that_outlives_the_votes) {
  const Ran run = done("propose P1 blue\nrun until chosen\nwipe A1 A2 A3\n");
  EXPECT_TRUE(*is_true(run.world(), condition("chosen blue and A1.accepted = none")));
}

TEST(Condition, what_was_learned_outlives_a_crash_and_the_field_does_not) {
  const Ran run = done("propose P1 blue\nrun until learned\ncrash L1\n");
  EXPECT_TRUE(*is_true(run.world(), condition("learned L1 blue and L1.learned = none")));
}

TEST(Condition, quiet_passes_over_held_messages_but_not_over_timers) {
  const Ran held = done("propose P1 blue\nhold prepare P1->*\n");
  EXPECT_TRUE(*is_true(held.world(), condition("quiet")));
  const Ran timer = done("option retry on\npropose P1 blue\ndrop prepare P1->*\n");
  EXPECT_FALSE(*is_true(timer.world(), condition("quiet")));
}

TEST(Condition, a_wiped_disk_shows_until_something_is_written_to_it) {
  const Ran run = done("wipe A1 A2\nrestart A1\npropose P1 blue\ndeliver prepare P1->A1\n");
  EXPECT_TRUE(*is_true(run.world(), condition("not A1 wiped and A2 wiped")));
  const auto wrong = mismatch(run.world(), condition("A2 up"));
  EXPECT_EQ((*wrong)->actual.str(), "A2 is down, with an empty disk");
}

TEST(Condition, a_violated_invariant_says_since_when_and_why) {
  const Ran run = ran(
      "nodes 2\noption q1 1\noption q2 1\npartition N1 | N2\npropose N1 red\npropose N2 blue\n");
  EXPECT_TRUE(*is_true(run.world(), condition("violated agreement")));
  const auto wrong = mismatch(run.world(), condition("holds all"));
  EXPECT_EQ((*wrong)->actual.str(),
            "agreement is violated since event 3: blue is chosen at ballot 1.2, but red was chosen "
            "at ballot 1.1.");
}

}  // namespace
}  // namespace synod
