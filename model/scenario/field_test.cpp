#include "model/scenario/field_test.h"

#include <fmt/format.h>
#include <limits>

#include "model/base/utf8.h"
#include "model/scenario/pattern.h"
#include "model/scenario/printer.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

std::string field_name(const FieldTest& test) {
  return print_field(test);
}

/// The whole field's value, or which fields the node has. A node has the fields of the roles it
/// plays.
Result<FieldValue> find_whole(const Cluster& world, const FieldTest& test) {
  const Result<NodeId> node = find_node(world, test.node);
  if (!node) return node.error();
  const State& state = world.node(*node).state;
  std::vector<const char*> names;
  for (std::size_t i = 0; i < state.infos().size(); ++i) {
    const FieldInfo& info = state.infos()[i];
    if (!info.roles.overlaps(world.shape().roles(*node))) continue;
    if (test.field == info.name) return state.value(i);
    names.push_back(info.name);
  }
  return say(SYNOD_TEXT("%1 has no field '%2'; it has %3"), test.node, quote(test.field),
             fmt::format("{}", fmt::join(names, ", ")));
}

/// What a log holds in the slot that the test names; null for a hole. Says what is wrong where it
/// names none.
Result<const LogEntry*> find_slot(const SlotLog& log, const FieldTest& test) {
  const auto slot = parse_number(test.part, std::numeric_limits<std::uint32_t>::max());
  if (!slot)
    return say(SYNOD_TEXT("%1.%2 is a log: expected the number of a slot in brackets, such as "
                          "%2[5], not '%3'"),
               test.node, test.field, quote(test.part));
  return log.find({static_cast<std::uint32_t>(*slot)});
}

/// Whether the slot that the test names is known there to be chosen.
Result<bool> is_known(const Cluster& world, const FieldTest& test) {
  const Result<FieldValue> whole = find_whole(world, test);
  if (!whole) return whole.error();
  const auto* log = std::get_if<SlotLog>(&*whole);
  if (log == nullptr || test.part.empty())
    return say(SYNOD_TEXT("only a slot of a log is 'known', such as N2.log[5]; %1 is none"),
               field_name(test));
  const Result<const LogEntry*> entry = find_slot(*log, test);
  if (!entry) return entry.error();
  return *entry != nullptr && (*entry)->chosen;
}

/// Compares the value of a field, kind by kind.
struct Comparison {
  const Cluster& world;
  const FieldTest& test;

  Result<bool> operator()(bool value) const {
    if (word() == "yes" || word() == "no") return same(value == (word() == "yes"));
    return not_comparable(SYNOD_TEXT("%1 is yes or no, so it can't be compared with %2"));
  }
  Result<bool> operator()(std::int64_t value) const {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const auto number = is_none() ? 0 : parse_number(word(), most);
    if (!number)
      return not_comparable(SYNOD_TEXT("%1 is a number, so it can't be compared with %2"));
    return compare(test.relation, value, static_cast<std::int64_t>(*number));
  }
  Result<bool> operator()(const Text& value) const {
    if (is_none()) return same(!value.exists());
    if (test.operand.form == Operand::Form::word) return same(value.view() == word());
    return not_comparable(SYNOD_TEXT("%1 is a word, so it can't be compared with %2"));
  }
  Result<bool> operator()(const Ballot& value) const {
    const auto ballot = is_none() ? Ballot{} : parse_ballot(word());
    if (!ballot || (!is_none() && ballot->is_term() && !value.is_term() && value.exists()))
      return say(SYNOD_TEXT("%1 is a number such as %3, so it can't be compared with %2"),
                 field_name(test), shown(), sample());
    return compare(test.relation, value.bare(), *ballot);
  }
  Result<bool> operator()(const Vote& value) const {
    if (is_none()) return same(!value.exists());
    if (test.operand.form == Operand::Form::vote)
      return same(value.ballot.bare() == test.operand.ballot && value.value.view() == word());
    if (!test.part.empty() && test.operand.form == Operand::Form::word)
      return same(value.value.view() == word());
    return say(SYNOD_TEXT("%1 is a number and a value, such as %3:blue; it can't be compared with "
                          "%2"),
               field_name(test), shown(), example());
  }
  Result<bool> operator()(NodeId value) const {
    if (is_none()) return same(!value.exists());
    const Result<NodeId> node = find_node(world, test.operand.word);
    if (!node) return node.error();
    return same(value == *node);
  }
  Result<bool> operator()(NodeSet value) const {
    if (is_none()) return same(value.empty());
    if (test.operand.form != Operand::Form::set)
      return not_comparable(
          SYNOD_TEXT("%1 is a set of nodes, such as {A1 A2}; it can't be compared with %2"));
    NodeSet wanted;
    for (const std::string& name : test.operand.nodes) {
      const Result<NodeId> node = find_node(world, name);
      if (!node) return node.error();
      wanted.insert(*node);
    }
    return same(value == wanted);
  }
  Result<bool> operator()(const VoteBook& book) const { return (*this)(book.at_highest_ballot()); }
  Result<bool> operator()(const SlotLog& log) const { return whole(log); }
  Result<bool> operator()(const Table& table) const { return whole(table); }

 private:
  bool is_none() const { return test.operand.form == Operand::Form::none; }
  std::string_view word() const { return test.operand.word; }
  /// Logs and tables are compared by their parts; as a whole only with nothing at all.
  template <class Parts>
  Result<bool> whole(const Parts& parts) const {
    if (is_none()) return same(parts.empty());
    return not_comparable(
        SYNOD_TEXT("%1 has parts, such as %1[1]; as a whole it can't be compared with %2"));
  }
  std::string example() const {
    const auto& numbers = world.protocol->info().numbers;
    return numbers ? numbers->example.str() : "1.1";
  }
  /// "ballot 2.1", in the protocol's own words.
  Sentence sample() const {
    const auto& numbers = world.protocol->info().numbers;
    return numbers ? numbers->told(numbers->example) : say("%1", example());
  }
  /// For kinds that know no order.
  Result<bool> same(bool equal) const {
    if (test.relation == Relation::equal) return equal;
    return say(SYNOD_TEXT("%1 can only be compared with ="), field_name(test));
  }
  Sentence not_comparable(const char* text) const { return say(text, field_name(test), shown()); }
  std::string shown() const {
    switch (test.operand.form) {
      case Operand::Form::none: return "none";
      case Operand::Form::word: return fmt::format("'{}'", word());
      case Operand::Form::vote: return fmt::format("{}:{}", test.operand.ballot.str(), word());
      case Operand::Form::set: return fmt::format("{{{}}}", fmt::join(test.operand.nodes, " "));
    }
    return {};
  }
};

/// The set that `size` and `has` ask about; nothing where the field holds none.
std::optional<NodeSet> as_set(const FieldValue& value) {
  if (const auto* set = std::get_if<NodeSet>(&value)) return *set;
  if (const auto* book = std::get_if<VoteBook>(&value)) return book->at_highest_ballot();
  return std::nullopt;
}

/// How many things the field holds; nothing where it is no set, log or table.
std::optional<std::uint64_t> size_of(const FieldValue& value) {
  if (const auto* log = std::get_if<SlotLog>(&value)) return log->size();
  if (const auto* table = std::get_if<Table>(&value)) return table->size();
  if (const std::optional<NodeSet> set = as_set(value)) return set->size();
  return std::nullopt;
}

}  // namespace

Result<FieldValue> find_field(const Cluster& world, const FieldTest& test) {
  Result<FieldValue> whole = find_whole(world, test);
  if (!whole || test.part.empty()) return whole;
  if (const auto* table = std::get_if<Table>(&*whole))
    return FieldValue(table->get(Text(test.part)));
  if (const auto* log = std::get_if<SlotLog>(&*whole)) {
    const Result<const LogEntry*> entry = find_slot(*log, test);
    if (!entry) return entry.error();
    return FieldValue(*entry == nullptr ? Vote{} : (*entry)->vote);
  }
  return say(SYNOD_TEXT("%1.%2 is neither a log nor a table: it has no part [%3]"), test.node,
             test.field, test.part);
}

Result<bool> field_holds(const Cluster& world, const FieldTest& test) {
  if (test.aspect == FieldTest::Aspect::known) return is_known(world, test);
  const Result<FieldValue> value = find_field(world, test);
  if (!value) return value.error();
  if (test.aspect == FieldTest::Aspect::value) return std::visit(Comparison{world, test}, *value);
  const std::optional<std::uint64_t> size = size_of(*value);
  if (!size) return say(SYNOD_TEXT("%1 is not a set, so it has no size"), field_name(test));
  if (test.aspect == FieldTest::Aspect::size)
    return compare(
        test.relation, *size,
        parse_number(test.operand.word, std::numeric_limits<std::uint32_t>::max()).value_or(0));
  const std::optional<NodeSet> set = as_set(*value);
  if (!set)
    return say(SYNOD_TEXT("%1 is not a set of nodes, so 'has' can't be asked of it"),
               field_name(test));
  const Result<NodeId> node = find_node(world, test.operand.word);
  if (!node) return node.error();
  return set->contains(*node);
}

}  // namespace synod
