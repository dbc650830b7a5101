// Untrusted scenarios and conditions: bytes that are no text, endless words.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/base/utf8.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/header.h"
#include "model/scenario/lexer.h"
#include "model/scenario/parser.h"
#include "model/scenario/printer.h"
#include "model/scenario/runner.h"
#include "protocols/catalog.h"

namespace synod {
namespace {

using namespace std::string_literals;

/// What is said of a scenario, wherever it is refused; empty where it runs.
std::string refusal_of(const std::string& text) {
  auto scenario = parse_scenario(text, "f");
  if (!scenario) return scenario.error().str();
  auto history = start_history(*scenario, find_protocol);
  if (!history) return history.error().str();
  ScenarioRunner runner(*scenario, *history);
  const auto error = runner.run();
  return error ? error->str() : "";
}

const std::vector<std::string> no_text{"\xc0\xaf"s,         "\xe0\x80\xaf"s, "\xed\xa0\x80"s,
                                       "\xf4\x90\x80\x80"s, "\xff"s,         "\xe2\x86"s};

TEST(UntrustedScenario, bytes_that_are_no_text_are_refused_wherever_they_stand) {
  for (const std::string& bytes : no_text)
    for (const std::string& line :
         {"propose P1 " + bytes, "propose P1 \"" + bytes + "\"", "# a comment " + bytes, bytes}) {
      const auto scenario = parse_scenario("nodes 3\n" + line, "f");
      ASSERT_FALSE(scenario) << quote(line);
      EXPECT_EQ(scenario.error().line, 2u) << quote(line);
      EXPECT_EQ(scenario.error().why.str(), "this is not UTF-8") << quote(line);
      EXPECT_EQ(scenario.error().column, line.find(bytes) + 1) << quote(line);
    }
}

TEST(UntrustedScenario, control_characters_are_refused_wherever_they_stand) {
  for (const std::string& sign : {"\0"s, "\x01"s, "\x1b"s, "\x7f"s, "\xc2\x85"s})
    for (const std::string& line :
         {"propose P1 " + sign, "propose P1 \"a" + sign + "\"", "# " + sign, "propose P1 a" + sign})
      EXPECT_EQ(parse_scenario(line, "f") ? "" : parse_scenario(line, "f").error().why.str(),
                "a control character can't stand here")
          << quote(line);
}

TEST(UntrustedScenario, what_is_written_of_a_value_can_be_read_again) {
  for (const std::string& value : {"a\nb"s, "\0"s, "\x1b[2J"s, "\xc2\x85"s, "ü"s, "\x7f"s, "\"\\"s,
                                   "<b>"s, "a\u2028b"s, "\xff\xed\xa0\x80"s}) {
    const std::string line = "propose N1 " + written(value);
    EXPECT_FALSE(text_fault(line)) << line;
    const auto scenario = parse_scenario(line, "f");
    ASSERT_TRUE(scenario) << scenario.error().str();
    EXPECT_EQ(std::get<ProposeCommand>(scenario->lines[0].command).value.str(), value);
  }
}

/// Each word of each line in turn becomes one that never ends.
TEST(UntrustedScenario, no_error_quotes_more_than_sixty_characters_of_a_word) {
  const std::string head = "protocol paxos\nproposers 2\nacceptors 3\nlearners 1\n";
  const std::vector<std::string> lines{
      "protocol paxos",
      "nodes 3",
      "seed 7",
      "option loss 10%",
      "option bug no-adopt",
      "option latency 40..80",
      "option retry on",
      "option q1 2",
      "propose P1 blue",
      "propose P1 x=5",
      "propose P1 \"a b\" at 3",
      "deliver prepare P1->A1",
      "deliver #17",
      "drop prepare 1.1 P1->* at 5ms",
      "duplicate prepare P1->A1 x3",
      "crash A1 A2",
      "cut A1-A2",
      "cut A1->A2",
      "heal all",
      "partition A1 A2 | A3",
      "fire P1 retry",
      "step 3",
      "run for 500ms",
      "run until chosen blue within 5 steps",
      "goto 3",
      "expect A1.promised = 1.1",
      "expect A1.accepted = 1.1:blue",
      "expect P1.promises has A1",
      "expect A1.log[5] known",
      "expect A1.store[x] = 1",
      "expect holds agreement",
      "expect learned L1 blue",
      "expect in-flight prepare P1->A1 = 3",
  };
  const std::string endless(20'000, 'x');
  for (const std::string& line : lines)
    for (std::size_t at = 0; at < line.size(); at = line.find(' ', at) + 1) {
      for (const std::string& word : {endless, '"' + endless + '"', "A1." + endless,
                                      "A1.log[" + endless + ']', "1.1:" + endless, "A1-" + endless,
                                      '#' + std::string(20'000, '7'), std::string(20'000, '9')}) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        const std::string changed = line.substr(0, at) + word + line.substr(end);
        for (const std::string& text : {changed, head + changed}) {
          const std::string why = refusal_of(text + '\n');
          EXPECT_LT(why.size(), 700u) << line << ": " << why.substr(0, 300);
          for (char c : {'x', '7', '9'})
            EXPECT_EQ(why.find(std::string(61, c)), std::string::npos) << why;
        }
      }
      if (line.find(' ', at) == std::string::npos) break;
    }
}

TEST(UntrustedCondition, is_refused_with_its_column_and_a_short_quotation) {
  for (const std::string& bytes : no_text) {
    const auto condition = parse_condition("chosen " + bytes);
    ASSERT_FALSE(condition) << quote(bytes);
    EXPECT_EQ(condition.error().column, 8u);
  }
  const std::string endless(20'000, 'x');
  for (const std::string& text :
       {endless, "chosen " + endless, "A1." + endless, "A1.log[" + endless, "holds " + endless,
        "chosen blue@" + endless, "not " + endless, "A1.promised = " + endless + ":x"}) {
    const auto condition = parse_condition(text);
    if (condition) continue;
    EXPECT_LT(condition.error().str().size(), 400u);
  }
}

}  // namespace
}  // namespace synod
