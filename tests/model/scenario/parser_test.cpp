// Parser of the scenario language: errors and their places.
#include "model/scenario/parser.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/base/random.h"
#include "model/scenario/condition_parser.h"
#include "tests/model/scenario/scenario_world.h"

namespace synod {
namespace {

using testing::parsed;

struct Bad {
  const char* text;
  const char* error;
};

class BadLine : public ::testing::TestWithParam<Bad> {};

TEST_P(BadLine, says_where_it_went_wrong_and_what_was_expected) {
  const auto scenario = parse_scenario(GetParam().text, "f");
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().str(), GetParam().error);
}

INSTANTIATE_TEST_SUITE_P(
    Parser, BadLine,
    ::testing::Values(
        Bad{"jump", "f:1:1: expected a command, such as 'deliver' or 'expect', but found 'jump'"},
        Bad{"-> A1", "f:1:1: expected a command, such as 'deliver' or 'expect', but found '->'"},
        Bad{"crash A1\n  crash X1", "f:2:9: expected a node, such as A1, but found 'X1'"},
        Bad{"crash", "f:1:6: expected a node, such as A1, but found the end of the line"},
        Bad{"crash A0", "f:1:7: expected a node, such as A1, but found 'A0'"},
        Bad{"crash A123", "f:1:7: expected a node, such as A1, but found 'A123'"},
        Bad{"propose P1", "f:1:11: expected a value, such as blue, but found the end of the line"},
        Bad{"propose P1 \"\"", "f:1:12: a value can't be empty"},
        Bad{"propose P1 red at x", "f:1:19: expected a number from 1 to 4294967295, but found 'x'"},
        Bad{"propose P1 red at 0", "f:1:19: expected a number from 1 to 4294967295, but found '0'"},
        Bad{"propose P1 red green", "f:1:16: expected the end of the line, but found 'green'"},
        Bad{"propose P1 \"red", "f:1:12: the quotation that begins here never ends"},
        Bad{"propose P1 \"r\\ed\"",
            "f:1:14: expected \\\", \\\\ or \\x and two digits such as \\x0a behind a backslash"},
        Bad{"propose P1 abcdefghijklmnopqrstuvwxyzabcdef",
            "f:1:12: the value 'abcdefghijklmnopqrstuvwxyzabcdef' has 32 bytes; a value has at "
            "most 31"},
        Bad{"deliver",
            "f:1:8: expected a message, such as 'prepare P1->A2' or #17, but found the "
            "end of the line"},
        Bad{"deliver prepare P1 A2",
            "f:1:20: expected -> between sender and receiver, but found 'A2'"},
        Bad{"deliver prepare P1-A2", "f:1:17: expected a node, such as A1, but found 'P1-A2'"},
        Bad{"deliver prepare ->A2", "f:1:17: expected a node, such as A1, or *, but found '->'"},
        Bad{"deliver prepare 1.x P1->A2", "f:1:17: expected a node, such as A1, but found '1.x'"},
        Bad{"deliver #0", "f:1:9: no message has the number '#0'"},
        Bad{"deliver #99999999999", "f:1:9: no message has the number '#99999999999'"},
        Bad{"deliver accept P1->A1 x3", "f:1:23: expected the end of the line, but found 'x3'"},
        Bad{"redeliver accept P1->A1 y3",
            "f:1:25: expected how many times, such as x3, but found 'y3'"},
        Bad{"redeliver accept P1->A1 x0",
            "f:1:25: expected how many times, such as x3, but found 'x0'"},
        Bad{"cut A1", "f:1:7: expected - or -> and a node, but found the end of the line"},
        Bad{"cut A1-", "f:1:8: expected a node, such as A1, but found ''"},
        Bad{"cut A1-B2", "f:1:8: expected a node, such as A1, but found 'B2'"},
        Bad{"partition P1 A1 |",
            "f:1:18: expected a node, such as A1, but found the end of the "
            "line"},
        Bad{"partition P1 A1 | P1", "f:1:19: P1 stands on two sides, or twice"},
        Bad{"fire P1",
            "f:1:8: expected the name of a timer, such as retry, but found the end of "
            "the line"},
        Bad{"crash A1 at 5", "f:1:13: expected simulated time, such as 500ms, but found '5'"},
        Bad{"step 0", "f:1:6: expected a number from 1 to 10000000, but found '0'"},
        Bad{"step 10000001", "f:1:6: expected a number from 1 to 10000000, but found '10000001'"},
        Bad{"run", "f:1:4: expected 'until' or 'for', but found the end of the line"},
        Bad{"run for 5", "f:1:9: expected simulated time, such as 500ms, but found '5'"},
        Bad{"run until chosen within 5",
            "f:1:26: expected 'steps', but found the end of the "
            "line"},
        Bad{"goto start", "f:1:6: expected a number from 0 to 4294967295, but found 'start'"}),
    [](const auto& test) { return testing::named(test); });

INSTANTIATE_TEST_SUITE_P(
    Setup, BadLine,
    ::testing::Values(
        Bad{"protocol",
            "f:1:9: expected the name of a protocol, such as paxos, but found the end "
            "of the line"},
        Bad{"nodes 26", "f:1:7: expected a number from 1 to 25, but found '26'"},
        Bad{"acceptors three", "f:1:11: expected a number from 1 to 25, but found 'three'"},
        Bad{"seed -1", "f:1:6: expected a number from 0 to 18446744073709551615, but found '-1'"},
        Bad{"option nack", "f:1:12: expected a value for option nack, such as on"},
        Bad{"option nack maybe", "f:1:13: expected on or off, not 'maybe'"},
        Bad{"option loss 101%",
            "f:1:13: expected a share from 0% to 100%, such as 10%, not '101%'"}),
    [](const auto& test) { return testing::named(test); });

INSTANTIATE_TEST_SUITE_P(
    Conditions, BadLine,
    ::testing::Values(
        Bad{"expect",
            "f:1:7: expected a condition, such as 'chosen blue' or 'A2.promised = 2.2', "
            "but found the end of the line"},
        Bad{"expect peace",
            "f:1:8: expected a condition, such as 'chosen blue' or 'A2.promised = "
            "2.2', but found 'peace'"},
        Bad{"expect A2",
            "f:1:10: expected 'up', 'down', 'wiped', 'paused', 'blocked' or a field, such as "
            "A1.promised, but found the end of the line"},
        Bad{"expect A2.promised",
            "f:1:19: expected =, <, >, <=, >=, 'size', 'has' or 'known', but found the end of the "
            "line"},
        Bad{"expect A2.promised =",
            "f:1:21: expected a value, such as blue, but found the end of the line"},
        Bad{"expect A2.accepted = x:blue",
            "f:1:22: expected a ballot or a term, such as 1.1 or 3, before ':', but found 'x'"},
        Bad{"expect P1.promises = {A1 A2",
            "f:1:28: expected a node, such as A1, or }, but found the end of the line"},
        Bad{"expect P1.promises has 3", "f:1:24: expected a node, such as A1, but found '3'"},
        Bad{"expect P1.promises size many",
            "f:1:25: expected a number from 0 to 4294967295, but found 'many'"},
        Bad{"expect X1.promised = 1.1", "f:1:8: expected a node, such as A1, but found 'X1'"},
        Bad{"expect holds peace",
            "f:1:14: expected one of agreement, validity, integrity, durability, learning, "
            "knowledge, prefix, once, linearizable, atomic, final, unanimous, "
            "willing, exclusive, election, append-only, matching, completeness, all, but found "
            "'peace'"},
        Bad{"expect violated all",
            "f:1:17: expected one of agreement, validity, integrity, durability, learning, "
            "knowledge, prefix, once, linearizable, atomic, final, unanimous, willing, "
            "exclusive, election, append-only, matching, completeness, but found 'all'"},
        Bad{"expect chosen blue@x",
            "f:1:20: expected a ballot or a term, such as 1.1 or 3, but found 'x'"},
        Bad{"expect chosen slot 3 blue", "f:1:22: expected = and a value, but found 'blue'"},
        Bad{"expect learned blue", "f:1:16: expected a node, such as A1, but found 'blue'"},
        Bad{"expect in-flight accept P1->A1 = few",
            "f:1:34: expected a number from 0 to 4294967295, but found 'few'"},
        Bad{"expect chosen blue and",
            "f:1:23: expected a condition, such as 'chosen blue' or 'A2.promised = 2.2', but "
            "found the end of the line"}),
    [](const auto& test) { return testing::named(test); });

TEST(Parser, counts_columns_in_characters_not_bytes) {
  const auto scenario = parse_scenario("propose P1 größe huge", "f");
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().column, 18u);
}

TEST(Parser, refuses_bytes_that_are_not_utf8) {
  const auto scenario = parse_scenario("crash A1\npropose P1 \xff", "f");
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().str(), "f:2:12: this is not UTF-8");
}

TEST(Parser, refuses_control_characters) {
  const auto scenario = parse_scenario(std::string("crash A1 \0", 10), "f");
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().str(), "f:1:10: a control character can't stand here");
}

TEST(Parser, passes_over_a_byte_order_mark_and_carriage_returns) {
  EXPECT_EQ(print(parsed("\xef\xbb\xbf"
                         "nodes 3\r\ncrash N1\r\n")),
            "nodes 3\ncrash N1\n");
}

TEST(Parser, leaves_no_line_end_in_a_comment) {
  EXPECT_EQ(parsed("crash A1 # why \r \r\n").lines[0].comment, " why");
}

TEST(Parser, reads_names_in_any_case_and_keeps_the_case_of_values) {
  EXPECT_EQ(print(parsed("PROPOSE p1 Blue\nDeliver PREPARE p1->a2\nexpect Chosen Blue")),
            "propose P1 Blue\ndeliver prepare P1->A2\nexpect chosen Blue\n");
}

TEST(Parser, tells_a_message_number_from_a_comment) {
  const Scenario scenario = parsed("deliver #17\ncrash A1 #17\nexpect quiet # 1");
  EXPECT_EQ(std::get<MessageCommand>(scenario.lines[0].command).pattern.number.number, 17u);
  EXPECT_FALSE(scenario.lines[0].comment);
  EXPECT_EQ(scenario.lines[1].comment, "17");
  EXPECT_EQ(scenario.lines[2].comment, " 1");
}

TEST(Parser, tells_a_round_from_a_time) {
  const Scenario scenario =
      parsed("propose P1 red at 5\npropose P1 red at 5ms\npropose P1 red at 5 at 9ms");
  const auto round = [&](std::size_t i) {
    return std::get<ProposeCommand>(scenario.lines[i].command).round;
  };
  EXPECT_EQ(round(0), 5u);
  EXPECT_EQ(scenario.lines[0].at.ms, -1);
  EXPECT_EQ(round(1), 0u);
  EXPECT_EQ(scenario.lines[1].at.ms, 5);
  EXPECT_EQ(round(2), 5u);
  EXPECT_EQ(scenario.lines[2].at.ms, 9);
}

TEST(Parser, takes_the_longest_value_that_fits) {
  const std::string value(Text::max_size, 'v');
  EXPECT_TRUE(parse_scenario("propose P1 " + value));
  EXPECT_FALSE(parse_scenario("propose P1 " + value + "v"));
}

TEST(Parser, refuses_a_file_over_its_bounds_by_name) {
  const auto long_file = parse_scenario(std::string(max_scenario_bytes + 1, '#'), "f");
  ASSERT_FALSE(long_file);
  EXPECT_EQ(long_file.error().str(),
            "f:1:1: the file has 32000001 bytes; a scenario has at most 32000000");
  const auto many_lines = parse_scenario(std::string(max_scenario_lines + 1, '\n'), "f");
  ASSERT_FALSE(many_lines);
  EXPECT_EQ(many_lines.error().str(), "f:2000001:1: a scenario has at most 2000000 lines");
  EXPECT_TRUE(parse_scenario(std::string(max_scenario_lines, '\n')));
}

TEST(Parser, refuses_a_line_that_no_command_needs) {
  const std::string comment(max_line_bytes, '#');
  EXPECT_TRUE(parse_scenario(comment + '\n' + comment));
  const auto long_line = parse_scenario("nodes 3\n" + comment + "#\n", "f");
  ASSERT_FALSE(long_line);
  EXPECT_EQ(long_line.error().str(), "f:2:1: this line has 10001 bytes; a line has at most 10000");
  EXPECT_FALSE(parse_condition(std::string(max_line_bytes, ' ') + "quiet"));
}

/// A small scenario in which some bytes were changed, lost or doubled.
std::string damaged(Random& random) {
  std::string text =
      "\xef\xbb\xbfnodes 3 # x\r\npropose N1 \"a b\" at 5 at 9ms\ndeliver * 1.1 N1->*\n"
      "redeliver #17 x3\npartition N1 | N2\nexpect N1.accepted = 1.1:größe and not chosen a@2.2\n"
      "run until in-flight accept N1->* >= 2 within 3 steps\nexpect N1.promises = {N1 N2}\n";
  for (auto left = random.between(1, 6); left > 0; --left) {
    const auto at = static_cast<std::size_t>(random.between(0, std::ssize(text) - 1));
    const auto size = static_cast<std::size_t>(random.between(0, 4));
    const auto byte = static_cast<char>(random.between(-128, 127));
    switch (random.between(0, 3)) {
      case 0: text[at] = byte; break;
      case 1: text.erase(at, size); break;
      case 2: text.insert(at, text.substr(at, size)); break;
      default: text.insert(at, 1, byte); break;
    }
    if (text.empty()) text = "x";
  }
  return text;
}

RC_GTEST_PROP(Parser, survives_damaged_files, (std::uint64_t seed)) {
  Random random(seed);
  for (int i = 0; i < 100; ++i) {
    const std::string text = damaged(random);
    const auto scenario = parse_scenario(text, "f");
    if (scenario) {
      const auto again = parse_scenario(print(*scenario), "f");
      RC_ASSERT(static_cast<bool>(again));
      RC_ASSERT(print(*again) == print(*scenario));
    } else {
      RC_ASSERT(scenario.error().line >= 1u);
      RC_ASSERT(scenario.error().column >= 1u);
      RC_ASSERT(!scenario.error().why.str().empty());
    }
  }
}

}  // namespace
}  // namespace synod
