// Conditions on logs and stores.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/scenario/condition.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/parser.h"
#include "model/scenario/printer.h"
#include "tests/model/log_keeper.h"
#include "tests/model/world.h"

namespace synod {
namespace {

using testing::done;
using ::testing::HasSubstr;

/// N1 accepted a in slot 1, which it knows to be chosen, and e in slot 5; its store holds x and
/// "a key". N2 has nothing.
const Cluster& world() {
  static const Cluster made = [] {
    Cluster world = testing::log_keepers(1);
    done(world, actions::propose({0}, "a", 1));
    done(world, actions::propose({0}, "known", 1));
    done(world, actions::propose({0}, "e", 5));
    done(world, actions::propose({0}, "x", 0));
    done(world, actions::propose({0}, "a key", 0));
    return world;
  }();
  return made;
}

class Of_a_log : public ::testing::TestWithParam<const char*> {};

TEST_P(Of_a_log, is_true_and_is_printed_as_it_is_read) {
  const auto condition = parse_condition(GetParam());
  ASSERT_TRUE(condition) << condition.error().str();
  const Result<bool> holds = is_true(world(), *condition);
  ASSERT_TRUE(holds) << holds.error().str();
  EXPECT_TRUE(*holds);
  EXPECT_EQ(print(*condition), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    What, Of_a_log,
    ::testing::Values("N1.log[5] = 1.1:e", "N1.log[5] = e", "N1.log[1] known",
                      "not N1.log[5] known", "not N1.log[4] known", "N1.log[4] = none",
                      "not N1.log[5] = none", "not N1.log[5] = 2.2:e", "N1.log size 2",
                      "N1.log size >= 2", "N2.log = none", "not N1.log = none", "N1.store[x] = 1",
                      "N1.store[\"a key\"] = 1", "N1.store[y] = none", "N1.store size 2",
                      "N2.store[x] = none and N1.log[1] = 1.1:a", "C1.command = none"));

struct Wrong {
  const char* text;
  const char* why;
};
class Asked_wrongly : public ::testing::TestWithParam<Wrong> {};

TEST_P(Asked_wrongly, says_what_can_be_asked) {
  const auto condition = parse_condition(GetParam().text);
  if (!condition) {
    EXPECT_THAT(condition.error().str(), HasSubstr(GetParam().why));
    return;
  }
  const Result<bool> holds = is_true(world(), *condition);
  ASSERT_FALSE(holds);
  EXPECT_THAT(holds.error().str(), HasSubstr(GetParam().why));
}

INSTANTIATE_TEST_SUITE_P(
    What, Asked_wrongly,
    ::testing::Values(Wrong{"N1.log[five] = e", "expected the number of a slot"},
                      Wrong{"N1.log[x] known", "expected the number of a slot"},
                      Wrong{"N1.log[5", "expected a slot or a key and ]"},
                      Wrong{"N1.log[] = e", "expected a slot or a key and ]"},
                      Wrong{"N1.log[\"5\" = e", "expected ]"},
                      Wrong{"N1.log = e", "N1.log has parts, such as N1.log[1]"},
                      Wrong{"N1.store[x] known", "only a slot of a log is 'known'"},
                      Wrong{"N1.log known", "only a slot of a log is 'known'"},
                      Wrong{"C1.command[1] = e", "neither a log nor a table"},
                      Wrong{"C1.log[1] = e", "C1 has no field 'log'; it has command"},
                      Wrong{"N1.log has N2", "not a set of nodes"},
                      Wrong{"N1.log[5] size 1", "not a set"},
                      Wrong{"N1.log[5] < 1.1:e", "can only be compared with ="},
                      Wrong{"N1.store[abcdefghijklmnopqrstuvwxyzabcdef] = 1", "at most 31 bytes"}));

TEST(Mismatch_of_a_log, tells_what_stands_in_the_slot) {
  const auto told = [](const char* text) {
    const auto wrong = mismatch(world(), *parse_condition(text));
    return (*wrong)->expected + ": " + (*wrong)->actual.str();
  };
  EXPECT_EQ(told("N1.log[5] = 2.2:e"), "N1.log[5] = 2.2:e: N1 has 1.1:e in slot 5 of 'log'");
  EXPECT_EQ(
      told("N1.log[5] known"),
      "N1.log[5] known: N1 has 1.1:e in slot 5 of 'log', and does not know whether it is chosen");
  EXPECT_EQ(told("N1.log[4] known"), "N1.log[4] known: N1 has nothing in slot 4 of 'log'");
  EXPECT_EQ(told("N1.log size 3"), "N1.log size 3: N1 has 2 entries in 'log'");
  EXPECT_EQ(told("not N1.log[1] known"),
            "not N1.log[1] known: N1 has 1.1:a in slot 1 of 'log', and knows that it is chosen");
}

TEST(Request, is_a_command_for_a_store_without_quotes) {
  for (const char* line :
       {"propose C1 x=5", "propose C1 x?", "propose C1 x+=1", "propose N1 a at 2",
        "propose C1 \"C1.1 x=5\"", "propose C1 \"x=a b\""}) {
    const auto scenario = parse_scenario(line, "x");
    ASSERT_TRUE(scenario) << scenario.error().str();
    EXPECT_EQ(print(scenario->lines[0]), line);
  }
  const auto command = [](const char* line) {
    return std::get<ProposeCommand>(parse_scenario(line, "x")->lines[0].command).value.str();
  };
  EXPECT_EQ(command("propose C1 x=5"), "x=5");
  EXPECT_EQ(command("propose C1 x+=1"), "x+=1");
  EXPECT_EQ(command("propose C1 \"x=5\""), "x=5");
}

TEST(Request, without_a_value_behind_its_sign_is_refused) {
  const auto scenario = parse_scenario("propose C1 x=", "x");
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().column, 14u);
}

}  // namespace
}  // namespace synod
