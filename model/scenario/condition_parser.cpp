#include "model/scenario/condition_parser.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "model/base/utf8.h"
#include "model/base/word_list.h"
#include "model/truth/observer.h"

namespace synod {

namespace {

constexpr std::uint64_t most_messages = std::numeric_limits<std::uint32_t>::max();

/// A node's name, or nothing for `*`.
std::string read_endpoint(TokenReader& in) {
  if (in.take_sign("*")) return {};
  if (in.peek().kind != Token::Kind::word)
    in.refuse(SYNOD_TEXT("expected a node, such as A1, or *, but found %1"));
  return in.node();
}

std::optional<Relation> take_relation(TokenReader& in) {
  constexpr std::pair<const char*, Relation> signs[] = {{"=", Relation::equal},
                                                        {"<", Relation::less},
                                                        {">", Relation::greater},
                                                        {"<=", Relation::at_most},
                                                        {">=", Relation::at_least}};
  for (const auto& [sign, relation] : signs)
    if (in.take_sign(sign)) return relation;
  return std::nullopt;
}

Operand read_set(TokenReader& in) {
  Operand set{.form = Operand::Form::set};
  while (!in.take_sign("}")) {
    if (in.peek().kind != Token::Kind::word)
      in.refuse(SYNOD_TEXT("expected a node, such as A1, or }, but found %1"));
    set.nodes.push_back(in.node());
  }
  std::sort(set.nodes.begin(), set.nodes.end());
  set.nodes.erase(std::unique(set.nodes.begin(), set.nodes.end()), set.nodes.end());
  return set;
}

Operand read_operand(TokenReader& in) {
  if (in.take_sign("{")) return read_set(in);
  if (in.take_word("none")) return {};
  if (!in.sees_sign(":", 1)) return {.form = Operand::Form::word, .word = in.value()};
  const auto ballot = parse_ballot(in.peek().text);
  if (!ballot)
    in.refuse(
        SYNOD_TEXT("expected a ballot or a term, such as 1.1 or 3, before ':', but found %1"));
  in.take();
  in.take();
  return {.form = Operand::Form::vote, .word = in.value(), .ballot = *ballot};
}

/// The name of a field behind the dot, and the part that stands in brackets: `log[5]`, `store[x]`,
/// `store["a key"]`. Takes the word that it stands in, of which `at` is the place of the field.
void read_field(TokenReader& in, std::size_t at, FieldTest& test) {
  const Token word = in.take();
  const std::size_t bracket = word.text.find('[', at);
  test.field = lowered(word.text.substr(at, bracket - at));
  if (bracket == std::string::npos) return;
  test.part = word.text.substr(bracket + 1);
  if (test.part.empty() && in.peek().kind == Token::Kind::quoted) {
    test.part = in.value();
    if (!in.take_word("]")) in.refuse(SYNOD_TEXT("expected ], but found %1"));
    return;
  }
  const auto column = static_cast<std::uint32_t>(word.column + bracket + 1);
  if (!test.part.ends_with(']') || test.part.size() == 1)
    throw Unexpected{column, say(SYNOD_TEXT("expected a slot or a key and ], such as log[5] or "
                                            "store[x], but found '%1'"),
                                 quote(test.part))};
  test.part.pop_back();
  if (!Text::from(test.part))
    throw Unexpected{column,
                     say(SYNOD_TEXT("a key has at most %1 bytes"), std::to_string(Text::max_size))};
}

FieldTest read_aspect(TokenReader& in, FieldTest test) {
  if (in.take_word("known")) {
    test.aspect = FieldTest::Aspect::known;
  } else if (in.take_word("has")) {
    test.aspect = FieldTest::Aspect::has;
    test.operand = {.form = Operand::Form::word, .word = in.node()};
  } else if (in.take_word("size")) {
    test.aspect = FieldTest::Aspect::size;
    test.relation = take_relation(in).value_or(Relation::equal);
    test.operand = {.form = Operand::Form::word,
                    .word = std::to_string(in.number(0, most_messages))};
  } else if (const auto relation = take_relation(in)) {
    test.relation = *relation;
    test.operand = read_operand(in);
  } else {
    in.refuse(SYNOD_TEXT("expected =, <, >, <=, >=, 'size', 'has' or 'known', but found %1"));
  }
  return test;
}

/// `A2.promised …` or `A2 down`.
Test read_about_node(TokenReader& in) {
  const Token word = in.peek();
  const std::size_t dot = word.text.find('.');
  if (dot != std::string::npos) {
    const std::vector<Token> name{{Token::Kind::word, word.text.substr(0, dot), word.column}, {}};
    FieldTest test{.node = TokenReader(name).node()};
    read_field(in, dot + 1, test);
    return read_aspect(in, std::move(test));
  }
  NodeTest test{.node = in.node()};
  if (in.take_word("up")) {
    test.health = NodeTest::Health::up;
  } else if (in.take_word("down")) {
    test.health = NodeTest::Health::down;
  } else if (in.take_word("wiped")) {
    test.health = NodeTest::Health::wiped;
  } else if (in.take_word("paused")) {
    test.health = NodeTest::Health::paused;
  } else if (in.take_word("blocked")) {
    test.health = NodeTest::Health::blocked;
  } else {
    in.refuse(
        SYNOD_TEXT("expected 'up', 'down', 'wiped', 'paused', 'blocked' or a field, such as "
                   "A1.promised, but found %1"));
  }
  return test;
}

bool at_end_of_term(const TokenReader& in) {
  return in.at_end() || in.sees_word("and") || in.sees_word("within");
}

Wanted read_wanted(TokenReader& in) {
  if (at_end_of_term(in)) return {};
  if (in.take_word("none")) return {.form = Wanted::Form::none};
  return {.form = Wanted::Form::value, .value = Text(in.value())};
}

ChosenTest read_chosen(TokenReader& in) {
  ChosenTest test;
  if (in.take_word("slot")) {
    test.slot = Slot{static_cast<std::uint32_t>(in.number(0, most_messages))};
    if (!in.take_sign("=")) in.refuse(SYNOD_TEXT("expected = and a value, but found %1"));
  }
  test.wanted = read_wanted(in);
  if (test.slot && test.wanted.form == Wanted::Form::anything)
    in.refuse(SYNOD_TEXT("expected a value, such as blue, but found %1"));
  if (test.wanted.form != Wanted::Form::value || !in.take_sign("@")) return test;
  const auto ballot = parse_ballot(in.peek().text);
  if (!ballot) in.refuse(SYNOD_TEXT("expected a ballot or a term, such as 1.1 or 3, but found %1"));
  in.take();
  test.ballot = *ballot;
  return test;
}

LearnedTest read_learned(TokenReader& in) {
  if (at_end_of_term(in)) return {};
  LearnedTest test{.node = in.node()};
  test.wanted = read_wanted(in);
  return test;
}

InvariantTest read_invariant(TokenReader& in, bool violated) {
  const std::string name = lowered(in.peek().text);
  const bool known =
      std::any_of(invariants().begin(), invariants().end(),
                  [&](const Invariant& invariant) { return invariant.name == name; });
  if (!known && (violated || name != "all")) {
    std::vector<std::string_view> names;
    for (const Invariant& invariant : invariants()) names.emplace_back(invariant.name);
    if (!violated) names.emplace_back("all");
    throw Unexpected{in.peek().column, say(SYNOD_TEXT("expected one of %1, but found '%2'"),
                                           word_list(names), quote(in.peek().text))};
  }
  in.take();
  return {violated, name};
}

MessageTest read_messages(TokenReader& in, bool delivered) {
  MessageTest test{.delivered = delivered, .pattern = read_pattern(in)};
  if (const auto relation = take_relation(in)) {
    test.relation = *relation;
    test.count = static_cast<std::uint32_t>(in.number(0, most_messages));
  }
  return test;
}

Test read_test(TokenReader& in) {
  if (in.take_word("chosen")) return read_chosen(in);
  if (in.take_word("learned")) return read_learned(in);
  if (in.take_word("holds")) return read_invariant(in, false);
  if (in.take_word("violated")) return read_invariant(in, true);
  if (in.take_word("in-flight")) return read_messages(in, false);
  if (in.take_word("delivered")) return read_messages(in, true);
  if (in.take_word("quiet")) return QuietTest{};
  if (in.take_word("cut")) {
    LinkName link = read_link(in);
    return CutTest{std::move(link.from), std::move(link.to), link.both_ways};
  }
  const std::string& word = in.peek().text;
  if (word.size() < 2 || (word[1] >= 'A' && word.find('.') == std::string::npos))
    in.refuse(
        SYNOD_TEXT("expected a condition, such as 'chosen blue' or 'A2.promised = 2.2', but "
                   "found %1"));
  return read_about_node(in);
}

}  // namespace

MessagePattern read_pattern(TokenReader& in) {
  MessagePattern pattern;
  if (in.peek().kind == Token::Kind::number) {
    const auto number = parse_number(in.peek().text, most_messages);
    if (!number || *number == 0) in.refuse(SYNOD_TEXT("no message has the number %1"));
    in.take();
    pattern.number = {static_cast<std::uint32_t>(*number)};
    return pattern;
  }
  if (!in.take_sign("*")) {
    if (in.peek().kind != Token::Kind::word)
      in.refuse(SYNOD_TEXT("expected a message, such as 'prepare P1->A2' or #17, but found %1"));
    pattern.kind = lowered(in.take().text);
  }
  const bool any_ballot = in.sees_sign("*") && !in.sees_sign("->", 1);
  if (any_ballot) in.take();
  if (const auto ballot = parse_ballot(in.peek().text); ballot && !any_ballot) {
    pattern.ballot = *ballot;
    in.take();
  }
  pattern.from = read_endpoint(in);
  if (!in.take_sign("->"))
    in.refuse(SYNOD_TEXT("expected -> between sender and receiver, but found %1"));
  pattern.to = read_endpoint(in);
  return pattern;
}

LinkName read_link(TokenReader& in) {
  const Token word = in.peek();
  const std::size_t dash = word.text.find('-');
  if (word.kind != Token::Kind::word)
    in.refuse(SYNOD_TEXT("expected a link, such as A1-A2 or A1->A2, but found %1"));
  LinkName link;
  if (dash != std::string::npos) {
    const auto after = static_cast<std::uint32_t>(word.column + dash + 1);
    const std::vector<Token> ends{{Token::Kind::word, word.text.substr(0, dash), word.column},
                                  {Token::Kind::word, word.text.substr(dash + 1), after},
                                  {}};
    TokenReader both(ends);
    link.from = both.node();
    link.to = both.node();
    in.take();
    return link;
  }
  link.from = in.node();
  link.both_ways = false;
  if (!in.take_sign("->")) in.refuse(SYNOD_TEXT("expected - or -> and a node, but found %1"));
  link.to = in.node();
  return link;
}

Condition read_condition(TokenReader& in) {
  Condition condition;
  do {
    const bool negated = in.take_word("not");
    condition.terms.push_back({negated, read_test(in)});
  } while (in.take_word("and"));
  return condition;
}

void refuse_long_line(std::string_view line) {
  if (line.size() <= max_line_bytes) return;
  throw Unexpected{1, say(SYNOD_TEXT("this line has %1 bytes; a line has at most %2"),
                          std::to_string(line.size()), std::to_string(max_line_bytes))};
}

ScenarioResult<Condition> parse_condition(std::string_view text) {
  try {
    refuse_long_line(text);
    const LexedLine line = lex(text);
    TokenReader in(line.tokens);
    Condition condition = read_condition(in);
    in.expect_end();
    return condition;
  } catch (const Unexpected& error) {
    return ScenarioError{"", 1, error.column, error.why};
  }
}

}  // namespace synod
