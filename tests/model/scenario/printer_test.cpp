// Printer of the scenario language: the one form of each line.
#include "model/scenario/printer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/base/random.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/lexer.h"
#include "tests/model/scenario/scenario_world.h"

namespace synod {
namespace {

using testing::parsed;

class Canonical : public ::testing::TestWithParam<const char*> {};

TEST_P(Canonical, line_is_printed_as_it_is_written) {
  EXPECT_EQ(print(parsed(GetParam())), std::string(GetParam()) + "\n");
}

INSTANTIATE_TEST_SUITE_P(
    Printer, Canonical,
    ::testing::Values(
        "# a comment", "crash A1  # behind a command", "protocol paxos", "nodes 5", "acceptors 3",
        "proposers 2", "learners 0", "seed 7", "option nack off", "option latency 40..80",
        "option loss 2.5%", "propose P1 blue", "propose P1 blue at 5",
        "propose P1 blue at 5 at 164ms", "propose P1 \"two words\"", "propose P1 \"none\"",
        "propose P1 \"a\\\"b\\\\\"", "propose P1 \"\\x0a\"", "deliver prepare P1->A2",
        "drop promise 1.1 A3->*", "duplicate accept P1->* x2", "redeliver * *->* x3", "hold #17",
        "release accept *->A1", "crash A4 A5", "restart A1 at 5ms", "wipe A1", "cut A1-A2",
        "cut A1->A2", "heal A1-A2", "heal all", "partition P1 A1 | P2 A2 A3 | L1", "fire P1 retry",
        "step 3", "run until chosen within 200 steps", "run until quiet", "run for 500ms",
        "goto 12", "expect A2.promised = 2.2", "expect A2.promised >= 2.2",
        "expect A2.accepted = 1.1:blue", "expect A2.accepted = 1.1:\"two words\"",
        "expect P2.promises = {A1 A3}", "expect P2.promises = {}", "expect P2.promises size 2",
        "expect P2.promises size >= 2", "expect P2.promises has A3", "expect P2.value = none",
        "expect P2.value = \"none\"", "expect chosen", "expect chosen none",
        "expect chosen blue@2.2", "expect chosen slot 3 = blue", "expect learned",
        "expect learned L1", "expect learned L1 none", "expect learned L1 blue", "expect holds all",
        "expect violated agreement", "expect in-flight accept P1->* = 2",
        "expect delivered nack 1.1 A2->P1", "expect in-flight #17", "expect not learned L1 blue",
        "expect A2 down", "expect A2 up and A1 wiped", "expect cut A1->A2", "expect not cut A1-A2",
        "expect quiet and chosen \"and\" and not learned"),
    [](const auto& test) { return testing::named(test); });

TEST(Printer, keeps_comments_and_blank_lines) {
  const std::string text = "# head\n\nnodes 3  # three\n\n\n# end\n";
  EXPECT_EQ(print(parsed(text)), text);
}

TEST(Printer, brings_sloppy_writing_into_its_one_form) {
  EXPECT_EQ(print(parsed("  deliver\tprepare * p1 -> a2#now\nexpect P1.promises={A3 A1 A3}\nstep")),
            "deliver prepare P1->A2  #now\nexpect P1.promises = {A1 A3}\nstep 1\n");
}

/// A line made of pieces of the language in any order, some of which make sense.
std::string soup(Random& random) {
  constexpr const char* pieces[] = {
      "deliver",     "propose", "expect",   "crash",   "cut",       "partition", "run until",
      "P1",          "A1",      "a2",       "L1",      "->",        "-",         "|",
      "*",           "#17",     "# x",      "prepare", "ACCEPT",    "1.1",       "2.2:red",
      "=",           ">=",      "{A1 A2}",  "none",    "chosen",    "learned",   "red",
      "\"a b\"",     "at 5",    "at 7ms",   "x2",      "and",       "not",       "within 3 steps",
      "A1.promised", "size 2",  "has A1",   "quiet",   "holds all", "in-flight", "delivered",
      "slot 2 =",    "@1.1",    "heal all", "step 2",  "goto 1"};
  std::string line;
  for (auto left = random.between(1, 7); left > 0; --left)
    line += std::string(pieces[random.between(0, std::ssize(pieces) - 1)]) +
            (random.chance(9'000) ? " " : "");
  return line;
}

RC_GTEST_PROP(Printer, printing_what_was_parsed_is_stable, (std::uint64_t seed)) {
  Random random(seed);
  for (int i = 0; i < 200; ++i) {
    const auto once = parse_scenario(soup(random));
    if (!once) continue;
    const std::string text = print(*once);
    const auto twice = parse_scenario(text);
    RC_ASSERT(static_cast<bool>(twice));
    RC_ASSERT(print(*twice) == text);
    RC_ASSERT(twice->lines.front().command == once->lines.front().command);
  }
}

RC_GTEST_PROP(Printer, any_value_survives_being_written_and_read, (std::string bytes)) {
  bytes.resize(std::min(bytes.size(), Text::max_size));
  if (bytes.empty()) bytes = "x";
  const Command propose = ProposeCommand{"P1", Text(bytes), 3};
  const Command expect =
      ExpectCommand{{{Term{false, ChosenTest{{Wanted::Form::value, Text(bytes)}, {2, 1}, {}}}}}};
  for (const Command& command : {propose, expect}) {
    const auto again = parse_scenario(print(command));
    RC_ASSERT(static_cast<bool>(again));
    RC_ASSERT(again->lines.front().command == command);
  }
}

TEST(Printer, writes_bare_only_what_reads_as_one_word) {
  EXPECT_EQ(written("blue"), "blue");
  EXPECT_EQ(written("größe-7"), "größe-7");
  EXPECT_EQ(written("NONE"), "\"NONE\"");
  EXPECT_EQ(written("a#b"), "\"a#b\"");
  EXPECT_EQ(written("a@1.1"), "\"a@1.1\"");
  EXPECT_EQ(written(std::string("\xff\x01", 2)), "\"\\xff\\x01\"");
}

}  // namespace
}  // namespace synod
