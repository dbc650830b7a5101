// Commands of the scenario language in parsed form: one struct for each kind of line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/base/sentence.h"
#include "model/data/ballot.h"
#include "model/world/action.h"

namespace synod {

/// `KIND [BALLOT] FROM->TO`, any part `*`; or `#17`.
struct MessagePattern {
  std::string kind;  ///< In small letters; empty for any.
  Ballot ballot;     ///< None for any.
  std::string from;  ///< A node's name; empty for any.
  std::string to;
  MessageId number;  ///< Where it is not 0, the one message of that number.

  /// With `*` in FROM or TO a pattern stands for every match, else for the oldest one.
  bool names_all() const { return number.number == 0 && (from.empty() || to.empty()); }
  friend bool operator==(const MessagePattern&, const MessagePattern&) = default;
};

enum class Relation : std::uint8_t { equal, less, greater, at_most, at_least };

/// What a field is compared with. What a bare word means depends on the field.
struct Operand {
  enum class Form : std::uint8_t { none, word, vote, set };
  Form form = Form::none;
  std::string word;  ///< The word itself, or the value of a vote.
  Ballot ballot;     ///< Of a vote.
  std::vector<std::string> nodes;

  friend bool operator==(const Operand&, const Operand&) = default;
};

/// `A2.promised = 2.2`, `P2.promises size 2`, `P2.promises has A3`; of a log or a table also one
/// part, `N2.log[5] = 2.2:e`, `N1.store[x] = 1`, and `N2.log[5] known`: known there to be chosen.
struct FieldTest {
  enum class Aspect : std::uint8_t { value, size, has, known };
  std::string node;
  std::string field;
  std::string part;  ///< A slot of a log or a key of a table; empty for the whole field.
  Aspect aspect = Aspect::value;
  Relation relation = Relation::equal;
  Operand operand;  ///< For `size` a word that is a number, for `has` a word that is a node.
  friend bool operator==(const FieldTest&, const FieldTest&) = default;
};

/// A value, `none`, or anything at all.
struct Wanted {
  enum class Form : std::uint8_t { anything, none, value };
  Form form = Form::anything;
  Text value;
  friend bool operator==(const Wanted&, const Wanted&) = default;
};

/// `chosen`, `chosen none`, `chosen blue`, `chosen blue@2.2`, `chosen slot 3 = blue`.
struct ChosenTest {
  Wanted wanted;
  Ballot ballot;             ///< None for any.
  std::optional<Slot> slot;  ///< Nothing for any.
  friend bool operator==(const ChosenTest&, const ChosenTest&) = default;
};

/// `learned`, `learned L1`, `learned L1 none`, `learned L1 blue`: what a learner ever came to know.
/// What it knows at present is its field, `L1.learned`.
struct LearnedTest {
  std::string node;  ///< Empty for any.
  Wanted wanted;
  friend bool operator==(const LearnedTest&, const LearnedTest&) = default;
};

/// `holds agreement`, `violated agreement`, `holds all`.
struct InvariantTest {
  bool violated = false;
  std::string name;  ///< "all" for every one.
  friend bool operator==(const InvariantTest&, const InvariantTest&) = default;
};

/// `in-flight accept P1->* = 2`, `delivered nack 1.1 A2->P1`: at least one where no number stands.
struct MessageTest {
  bool delivered = false;
  MessagePattern pattern;
  Relation relation = Relation::at_least;
  std::uint32_t count = 1;
  friend bool operator==(const MessageTest&, const MessageTest&) = default;
};

/// `A2 down`, `A2 up`, `A2 paused`, `A2 wiped`, `R2 blocked`. A paused node is up as well, and so
/// is a blocked one.
struct NodeTest {
  enum class Health : std::uint8_t { up, down, wiped, paused, blocked };
  std::string node;
  Health health = Health::up;
  friend bool operator==(const NodeTest&, const NodeTest&) = default;
};

/// `cut A1->A2`, `cut A1-A2`.
struct CutTest {
  std::string from;
  std::string to;
  bool both_ways = true;
  friend bool operator==(const CutTest&, const CutTest&) = default;
};

/// `quiet`: nothing happens by itself any more. What is in flight is held, or waits for a paused
/// node; timers run at paused nodes only.
struct QuietTest {
  friend bool operator==(const QuietTest&, const QuietTest&) = default;
};

using Test = std::variant<FieldTest, ChosenTest, LearnedTest, InvariantTest, MessageTest, NodeTest,
                          CutTest, QuietTest>;

/// One test, or its opposite.
struct Term {
  bool negated = false;
  Test test;
  friend bool operator==(const Term&, const Term&) = default;
};

/// Terms that must all be true, joined by `and`.
struct Condition {
  std::vector<Term> terms;
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// A line that is empty, or a comment only.
struct BlankLine {
  friend bool operator==(const BlankLine&, const BlankLine&) = default;
};

/// `protocol paxos`, `acceptors 3`, `option nack off`. `key` is the first word.
struct SetupCommand {
  std::string key;
  std::string option;  ///< The option's name, where `key` is "option".
  std::string value;
  std::uint32_t column = 0;  ///< Where an option's value begins; 0 for other lines.

  friend bool operator==(const SetupCommand& a, const SetupCommand& b) {
    return a.key == b.key && a.option == b.option && a.value == b.value;
  }
};

/// `propose P1 blue at 5`.
struct ProposeCommand {
  std::string node;
  Text value;
  std::uint32_t round = 0;
  std::string word = "propose";  ///< Or what its protocol calls that: `begin`, `vote`, `refuse`.
  friend bool operator==(const ProposeCommand&, const ProposeCommand&) = default;
};

/// `deliver`, `drop`, `duplicate`, `redeliver`, `hold` or `release` with a pattern.
struct MessageCommand {
  Verb verb = Verb::deliver;
  MessagePattern pattern;
  std::uint32_t times = 1;  ///< More than 1 only for `duplicate` and `redeliver`.
  friend bool operator==(const MessageCommand&, const MessageCommand&) = default;
};

/// `crash A4 A5`, `restart A4`, `wipe A4`, `pause N1`, `resume N1`: one action a node.
struct NodeCommand {
  Verb verb = Verb::crash;
  std::vector<std::string> nodes;
  friend bool operator==(const NodeCommand&, const NodeCommand&) = default;
};

/// `cut A1-A2`, `heal A1->A2`.
struct LinkCommand {
  Verb verb = Verb::cut;
  std::string from;
  std::string to;
  bool both_ways = true;
  friend bool operator==(const LinkCommand&, const LinkCommand&) = default;
};

/// `heal all`.
struct HealAllCommand {
  friend bool operator==(const HealAllCommand&, const HealAllCommand&) = default;
};

/// `partition P1 A1 | P2 A2 A3`.
struct PartitionCommand {
  std::vector<std::vector<std::string>> sides;
  friend bool operator==(const PartitionCommand&, const PartitionCommand&) = default;
};

/// `fire P1 retry`.
struct FireCommand {
  std::string node;
  std::string timer;
  friend bool operator==(const FireCommand&, const FireCommand&) = default;
};

/// `step 3`: the three events that are due next, or fewer where the cluster falls quiet before. An
/// error only where nothing at all is due.
struct StepCommand {
  std::uint32_t count = 1;
  friend bool operator==(const StepCommand&, const StepCommand&) = default;
};

/// `run until chosen within 200 steps`.
struct RunUntilCommand {
  Condition condition;
  std::uint32_t within = 0;  ///< 0 where the line does not say.
  friend bool operator==(const RunUntilCommand&, const RunUntilCommand&) = default;
};

/// `run for 500ms`: all that is due in that much simulated time.
struct RunForCommand {
  SimTime time;
  friend bool operator==(const RunForCommand&, const RunForCommand&) = default;
};

/// `goto 12`: back or on to the moment of that number; 0 is the start.
struct GotoCommand {
  std::uint32_t moment = 0;
  friend bool operator==(const GotoCommand&, const GotoCommand&) = default;
};

/// `expect A2.promised = 2.2`.
struct ExpectCommand {
  Condition condition;
  friend bool operator==(const ExpectCommand&, const ExpectCommand&) = default;
};

using Command =
    std::variant<BlankLine, SetupCommand, ProposeCommand, MessageCommand, NodeCommand, LinkCommand,
                 HealAllCommand, PartitionCommand, FireCommand, StepCommand, RunUntilCommand,
                 RunForCommand, GotoCommand, ExpectCommand>;

/// One line of a scenario, comments included, so that printing loses nothing.
struct ScenarioLine {
  std::uint32_t number = 0;  ///< Counted from 1.
  std::uint32_t column = 1;  ///< Where the command begins, in characters from 1.
  Command command;
  SimTime at{-1};                      ///< `at 164ms` behind an action; -1 where it does not stand.
  std::optional<std::string> comment;  ///< What stands behind `#`.
};

/// A scenario: a file of the language, or a part of one.
struct Scenario {
  std::string name;  ///< The file's, for errors.
  std::vector<ScenarioLine> lines;
};

/// Error in a scenario, and its place.
struct ScenarioError {
  std::string file;
  std::uint32_t line = 0;  ///< 0 where it is about the whole file.
  std::uint32_t column = 0;
  Sentence why;

  /// "quorum.synod:4:9: expected a node, such as A1, but found 'A'".
  std::string str() const;
};

template <class T>
using ScenarioResult = Result<T, ScenarioError>;

/// The most that a scenario may hold: room for more than a million actions by hand.
inline constexpr std::size_t max_scenario_bytes = 32'000'000;
inline constexpr std::size_t max_scenario_lines = 2'000'000;
/// The most bytes of one line: more than any command needs.
inline constexpr std::size_t max_line_bytes = 10'000;
/// The most events that one command of a scenario may ask for.
inline constexpr std::uint32_t max_scenario_steps = 10'000'000;

/// "2.1" as a ballot, "2" as a term; nothing where it is none.
std::optional<Ballot> parse_ballot(std::string_view word);
/// A number without sign; nothing where it is none or above `most`.
std::optional<std::uint64_t> parse_number(std::string_view word, std::uint64_t most);
/// `word` in small letters (ASCII).
std::string lowered(std::string_view word);

}  // namespace synod
