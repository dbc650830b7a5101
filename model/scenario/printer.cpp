#include "model/scenario/printer.h"

#include <fmt/format.h>

#include "model/scenario/lexer.h"

namespace synod {

namespace {

const char* sign(Relation relation) {
  switch (relation) {
    case Relation::equal: return "=";
    case Relation::less: return "<";
    case Relation::greater: return ">";
    case Relation::at_most: return "<=";
    case Relation::at_least: return ">=";
  }
  return "=";
}

std::string star_or(const std::string& name) {
  return name.empty() ? "*" : name;
}

std::string print(const Operand& operand) {
  switch (operand.form) {
    case Operand::Form::none: return "none";
    case Operand::Form::word: return written(operand.word);
    case Operand::Form::vote:
      return fmt::format("{}:{}", operand.ballot.str(), written(operand.word));
    case Operand::Form::set: return fmt::format("{{{}}}", fmt::join(operand.nodes, " "));
  }
  return {};
}

/// " none", " blue", or nothing.
std::string print(const Wanted& wanted) {
  switch (wanted.form) {
    case Wanted::Form::anything: return "";
    case Wanted::Form::none: return " none";
    case Wanted::Form::value: return " " + written(wanted.value.view());
  }
  return {};
}

bool fits_in_brackets(std::string_view part) {
  return written(part) == part && part.find_first_of("[]") == std::string_view::npos;
}

struct TestPrinter {
  std::string operator()(const FieldTest& t) const {
    const std::string field = print_field(t);
    switch (t.aspect) {
      case FieldTest::Aspect::known: return field + " known";
      case FieldTest::Aspect::has: return fmt::format("{} has {}", field, t.operand.word);
      case FieldTest::Aspect::size:
        return t.relation == Relation::equal
                   ? fmt::format("{} size {}", field, t.operand.word)
                   : fmt::format("{} size {} {}", field, sign(t.relation), t.operand.word);
      case FieldTest::Aspect::value: break;
    }
    return fmt::format("{} {} {}", field, sign(t.relation), print(t.operand));
  }
  std::string operator()(const ChosenTest& t) const {
    const std::string slot = t.slot ? fmt::format(" slot {} =", t.slot->number) : "";
    const std::string ballot = t.ballot.exists() ? "@" + t.ballot.str() : "";
    return fmt::format("chosen{}{}{}", slot, print(t.wanted), ballot);
  }
  std::string operator()(const LearnedTest& t) const {
    return fmt::format("learned{}{}{}", t.node.empty() ? "" : " ", t.node, print(t.wanted));
  }
  std::string operator()(const InvariantTest& t) const {
    return fmt::format("{} {}", t.violated ? "violated" : "holds", t.name);
  }
  std::string operator()(const MessageTest& t) const {
    std::string messages =
        fmt::format("{} {}", t.delivered ? "delivered" : "in-flight", synod::print(t.pattern));
    if (t.relation == Relation::at_least && t.count == 1) return messages;
    return fmt::format("{} {} {}", messages, sign(t.relation), t.count);
  }
  std::string operator()(const NodeTest& t) const {
    constexpr const char* words[] = {"up", "down", "wiped", "paused", "blocked"};
    return fmt::format("{} {}", t.node, words[static_cast<std::size_t>(t.health)]);
  }
  std::string operator()(const CutTest& t) const {
    return fmt::format("cut {}{}{}", t.from, t.both_ways ? "-" : "->", t.to);
  }
  std::string operator()(const QuietTest&) const { return "quiet"; }
};

/// What a client asks for. Commands for a store need no quotes around them: x=5.
std::string print_request(std::string_view value) {
  const std::size_t sign = value.find('=');
  if (sign == std::string_view::npos) return written(value);
  const std::string_view key = value.substr(0, sign);
  const std::string_view rest = value.substr(sign + 1);
  const bool bare = written(key) == key && written(rest) == rest;
  return bare ? std::string(value) : written(value);
}

struct CommandPrinter {
  std::string operator()(const BlankLine&) const { return ""; }
  std::string operator()(const SetupCommand& c) const {
    return fmt::format("{}{}{} {}", c.key, c.option.empty() ? "" : " ", c.option, c.value);
  }
  std::string operator()(const ProposeCommand& c) const {
    if (!c.value.exists()) return c.word + ' ' + c.node;
    const std::string round = c.round != 0 ? fmt::format(" at {}", c.round) : "";
    return fmt::format("{} {} {}{}", c.word, c.node, print_request(c.value.view()), round);
  }
  std::string operator()(const MessageCommand& c) const {
    const std::string times = c.times != 1 ? fmt::format(" x{}", c.times) : "";
    return fmt::format("{} {}{}", verb_word(c.verb), synod::print(c.pattern), times);
  }
  std::string operator()(const NodeCommand& c) const {
    return fmt::format("{} {}", verb_word(c.verb), fmt::join(c.nodes, " "));
  }
  std::string operator()(const LinkCommand& c) const {
    return fmt::format("{} {}{}{}", verb_word(c.verb), c.from, c.both_ways ? "-" : "->", c.to);
  }
  std::string operator()(const HealAllCommand&) const { return "heal all"; }
  std::string operator()(const PartitionCommand& c) const {
    std::vector<std::string> sides;
    for (const auto& side : c.sides) sides.push_back(fmt::format("{}", fmt::join(side, " ")));
    return fmt::format("partition {}", fmt::join(sides, " | "));
  }
  std::string operator()(const FireCommand& c) const {
    return fmt::format("fire {} {}", c.node, c.timer);
  }
  std::string operator()(const StepCommand& c) const { return fmt::format("step {}", c.count); }
  std::string operator()(const RunUntilCommand& c) const {
    const std::string within = c.within != 0 ? fmt::format(" within {} steps", c.within) : "";
    return fmt::format("run until {}{}", synod::print(c.condition), within);
  }
  std::string operator()(const RunForCommand& c) const {
    return fmt::format("run for {}ms", c.time.ms);
  }
  std::string operator()(const GotoCommand& c) const { return fmt::format("goto {}", c.moment); }
  std::string operator()(const ExpectCommand& c) const {
    return fmt::format("expect {}", synod::print(c.condition));
  }
};

}  // namespace

const char* verb_word(Verb verb) {
  switch (verb) {
    case Verb::propose: return "propose";
    case Verb::deliver: return "deliver";
    case Verb::drop: return "drop";
    case Verb::duplicate: return "duplicate";
    case Verb::redeliver: return "redeliver";
    case Verb::hold: return "hold";
    case Verb::release: return "release";
    case Verb::crash: return "crash";
    case Verb::restart: return "restart";
    case Verb::wipe: return "wipe";
    case Verb::pause: return "pause";
    case Verb::resume: return "resume";
    case Verb::cut: return "cut";
    case Verb::heal:
    case Verb::heal_all: return "heal";
    case Verb::partition: return "partition";
    case Verb::fire: return "fire";
  }
  return "";
}

std::string print(const MessagePattern& pattern) {
  if (pattern.number.number != 0) return fmt::format("#{}", pattern.number.number);
  const std::string ballot = pattern.ballot.exists() ? pattern.ballot.str() + " " : "";
  return fmt::format("{} {}{}->{}", star_or(pattern.kind), ballot, star_or(pattern.from),
                     star_or(pattern.to));
}

std::string print_field(const FieldTest& test) {
  const std::string part = fits_in_brackets(test.part) ? test.part : quoted(test.part);
  return fmt::format("{}.{}{}", test.node, test.field, test.part.empty() ? "" : '[' + part + ']');
}

std::string print(const Term& term) {
  return (term.negated ? "not " : "") + std::visit(TestPrinter{}, term.test);
}

std::string print(const Condition& condition) {
  std::string text;
  for (const Term& term : condition.terms) text += (text.empty() ? "" : " and ") + print(term);
  return text;
}

std::string print(const Command& command) {
  return std::visit(CommandPrinter{}, command);
}

std::string print(const ScenarioLine& line) {
  std::string text = print(line.command);
  if (line.at.ms >= 0) text += fmt::format(" at {}ms", line.at.ms);
  if (line.comment) text += (text.empty() ? "#" : "  #") + *line.comment;
  return text;
}

std::string print(const Scenario& scenario) {
  std::string text;
  for (const ScenarioLine& line : scenario.lines) text += print(line) + '\n';
  return text;
}

}  // namespace synod
