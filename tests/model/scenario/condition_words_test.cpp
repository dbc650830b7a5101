// Conditions in words: every kind of test, wanted and not wanted, of one and of several.
#include "model/scenario/condition_words.h"

#include "model/scenario/condition.h"
#include "model/scenario/condition_parser.h"
#include "tests/model/scenario/scenario_world.h"

namespace synod {
namespace {

using testing::done;
using testing::Ran;

const Cluster& log_world() {
  static const Ran run = testing::ran("protocol multi\nnodes 3\nclients 1\n");
  return run.world();
}

const Cluster& world() {
  static const Ran run = done("propose P1 blue\ndeliver prepare P1->*\n");
  return run.world();
}

std::string wanted(const Cluster& world, const std::string& text) {
  const auto condition = parse_condition(text);
  EXPECT_TRUE(condition) << condition.error().str();
  if (!condition) return {};
  std::string all;
  for (const Sentence& sentence : wanted_words(world, *condition))
    all += (all.empty() ? "" : "; ") + sentence.str();
  return all;
}

struct Words {
  const char* text;
  const char* words;
};

class Wanted_words : public ::testing::TestWithParam<Words> {};

TEST_P(Wanted_words, say_what_is_asked_for) {
  EXPECT_EQ(wanted(world(), GetParam().text), GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, Wanted_words,
    ::testing::Values(
        Words{"A1.accepted = 1.1:blue", "A1 has 1.1:blue in 'accepted'"},
        Words{"not A1.accepted = 1.1:blue", "A1 does not have 1.1:blue in 'accepted'"},
        Words{"A1.accepted = none", "A1 has nothing in 'accepted'"},
        Words{"not A1.accepted = none", "A1 has something in 'accepted'"},
        Words{"A1.promised > 1.1", "'promised' of A1 is above 1.1"},
        Words{"not A1.promised > 1.1", "'promised' of A1 is at most 1.1"},
        Words{"A1.promised <= 2.1", "'promised' of A1 is at most 2.1"},
        Words{"P1.round < 3", "'round' of P1 is below 3"},
        Words{"P1.promises = {A1 A2 A3}", "P1 has exactly A1, A2 and A3 in 'promises'"},
        Words{"not P1.promises = {A1}", "P1 does not have exactly A1 in 'promises'"},
        Words{"P1.promises has A2", "P1 has A2 in 'promises'"},
        Words{"not P1.promises has A2", "P1 does not have A2 in 'promises'"},
        Words{"P1.promises size 1", "P1 has exactly one node in 'promises'"},
        Words{"P1.promises size 2", "P1 has exactly 2 nodes in 'promises'"},
        Words{"P1.promises size >= 1", "P1 has at least one node in 'promises'"},
        Words{"not P1.promises size >= 2", "P1 has fewer than 2 nodes in 'promises'"},
        Words{"not P1.promises size 2", "P1 does not have exactly 2 nodes in 'promises'"}));

INSTANTIATE_TEST_SUITE_P(
    Facts, Wanted_words,
    ::testing::Values(
        Words{"chosen", "a value is chosen"}, Words{"chosen none", "nothing is chosen"},
        Words{"not chosen", "nothing is chosen"}, Words{"chosen blue", "blue is chosen"},
        Words{"not chosen blue", "blue is not chosen"},
        Words{"chosen blue@1.1", "blue is chosen at ballot 1.1"},
        Words{"chosen slot 3 = blue", "blue is chosen in slot 3"},
        Words{"learned L1 blue", "L1 has learned blue"},
        Words{"not learned L1", "L1 has learned nothing"},
        Words{"learned", "a learner has learned a value"},
        Words{"not learned", "no learner has learned anything"},
        Words{"holds agreement", "agreement holds"},
        Words{"not holds agreement", "agreement is violated"},
        Words{"violated agreement", "agreement is violated"},
        Words{"holds all", "every invariant holds"}, Words{"A1 up", "A1 is up"},
        Words{"not A1 up", "A1 is down"}, Words{"A1 down", "A1 is down"},
        Words{"A1 paused", "A1 is paused"}, Words{"not A1 paused", "A1 is not paused"},
        Words{"A1 wiped", "A1 has lost its disk"},
        Words{"cut A1->P1", "the way from A1 to P1 is cut"},
        Words{"not cut A1->P1", "the way from A1 to P1 is open"},
        Words{"cut A1-P1", "the link between A1 and P1 is cut both ways"},
        Words{"quiet", "nothing happens by itself any more"},
        Words{"chosen blue and A1 down", "blue is chosen; A1 is down"}));

INSTANTIATE_TEST_SUITE_P(
    Messages, Wanted_words,
    ::testing::Values(
        Words{"in-flight promise A1->P1",
              "at least one Promise message from A1 to P1 is in flight"},
        Words{"not in-flight promise A1->P1", "no Promise message from A1 to P1 is in flight"},
        Words{"in-flight promise *->P1 = 2", "exactly 2 Promise messages to P1 are in flight"},
        Words{"in-flight promise *->P1 = 1", "exactly one Promise message to P1 is in flight"},
        Words{"in-flight promise *->P1 = 0", "no Promise message to P1 is in flight"},
        Words{"delivered nack 1.1 A1->P1",
              "at least one Nack 1.1 message from A1 to P1 has been delivered"},
        Words{"delivered * P1->* >= 2", "at least 2 messages from P1 have been delivered"},
        Words{"delivered * *->* > 1", "more than one message has been delivered"},
        Words{"not delivered * *->* = 2", "not exactly 2 messages have been delivered"}));

std::string actual(const Cluster& world, const std::string& text) {
  return actual_words(world, parse_condition(text)->terms.front().test).str();
}

TEST(Actual_words, count_one_and_several) {
  EXPECT_EQ(actual(world(), "in-flight promise A1->P1"),
            "one Promise message from A1 to P1 is in flight");
  EXPECT_EQ(actual(world(), "in-flight promise *->P1"), "3 Promise messages to P1 are in flight");
  EXPECT_EQ(actual(world(), "delivered nack *->*"), "no Nack message has been delivered");
  EXPECT_EQ(actual(world(), "P1.promises size 2"), "P1 has no node in 'promises'");
  EXPECT_EQ(actual(world(), "quiet"), "3 messages are under way");
  const Ran two = done(
      "propose P1 blue\ndeliver prepare P1->*\ndeliver promise A1->P1\n"
      "deliver promise A2->P1\n");
  EXPECT_EQ(actual(two.world(), "P1.promises size 3"), "P1 has 2 nodes in 'promises': A1 and A2");
}

TEST(Actual_words, name_each_value_that_is_chosen) {
  const Ran two = testing::ran(
      "nodes 2\noption q1 1\noption q2 1\npartition N1 | N2\npropose N1 red\npropose N2 blue\n");
  EXPECT_EQ(actual(two.world(), "chosen none"),
            "red (ballot 1.1) and blue (ballot 1.2) are chosen");
}

TEST(Actual_words, call_a_log_s_things_entries) {
  EXPECT_EQ(actual(log_world(), "N1.log size 1"), "N1 has no entry in 'log'");
  EXPECT_EQ(actual(log_world(), "N1.log[3] = none"), "N1 has nothing in slot 3 of 'log'");
  EXPECT_EQ(wanted(log_world(), "N1.log size >= 2"), "N1 has at least 2 entries in 'log'");
  EXPECT_EQ(wanted(log_world(), "N1.log[3] = 1.1:c"), "N1 has 1.1:c in slot 3 of 'log'");
  EXPECT_EQ(wanted(log_world(), "not N1.log[3] known"),
            "N1 does not know that slot 3 of 'log' is chosen");
  EXPECT_EQ(wanted(log_world(), "N1.store[x] = 8"), "N1 has 8 under x in 'store'");
  EXPECT_EQ(wanted(log_world(), "not N1.store[x] = none"), "N1 has something under x in 'store'");
}

}  // namespace
}  // namespace synod
