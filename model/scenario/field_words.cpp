// Fields in words: what a condition wants of one, and what it holds.
#include <fmt/format.h>

#include "model/scenario/field_test.h"
#include "model/scenario/printer.h"
#include "model/scenario/words.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// Texts by relation, in the order of `Relation`: for one thing, and for several.
struct FieldCounts {
  const char* one;
  const char* several;
};

constexpr FieldCounts nodes_wanted[] = {
    {SYNOD_TEXT("%1 has exactly one node in '%2'"),
     SYNOD_COUNTED("%1 has exactly %3 nodes in '%2'")},
    {SYNOD_TEXT("%1 has no node in '%2'"), SYNOD_COUNTED("%1 has fewer than %3 nodes in '%2'")},
    {SYNOD_TEXT("%1 has more than one node in '%2'"),
     SYNOD_COUNTED("%1 has more than %3 nodes in '%2'")},
    {SYNOD_TEXT("%1 has at most one node in '%2'"),
     SYNOD_COUNTED("%1 has at most %3 nodes in '%2'")},
    {SYNOD_TEXT("%1 has at least one node in '%2'"),
     SYNOD_COUNTED("%1 has at least %3 nodes in '%2'")}};
constexpr FieldCounts nodes_not = {SYNOD_TEXT("%1 does not have exactly one node in '%2'"),
                                   SYNOD_COUNTED("%1 does not have exactly %3 nodes in '%2'")};

constexpr FieldCounts entries_wanted[] = {
    {SYNOD_TEXT("%1 has exactly one entry in '%2'"),
     SYNOD_COUNTED("%1 has exactly %3 entries in '%2'")},
    {SYNOD_TEXT("%1 has no entry in '%2'"), SYNOD_COUNTED("%1 has fewer than %3 entries in '%2'")},
    {SYNOD_TEXT("%1 has more than one entry in '%2'"),
     SYNOD_COUNTED("%1 has more than %3 entries in '%2'")},
    {SYNOD_TEXT("%1 has at most one entry in '%2'"),
     SYNOD_COUNTED("%1 has at most %3 entries in '%2'")},
    {SYNOD_TEXT("%1 has at least one entry in '%2'"),
     SYNOD_COUNTED("%1 has at least %3 entries in '%2'")}};
constexpr FieldCounts entries_not = {SYNOD_TEXT("%1 does not have exactly one entry in '%2'"),
                                     SYNOD_COUNTED("%1 does not have exactly %3 entries in '%2'")};

Sentence::Argument counted(const std::string& digits) {
  return {digits, Sentence::Argument::Kind::count};
}

/// What a field is compared with, as people write it: sets without braces.
Sentence::Argument operand_words(const Operand& operand) {
  switch (operand.form) {
    case Operand::Form::vote: return fmt::format("{}:{}", operand.ballot.str(), operand.word);
    case Operand::Form::set: return listed({operand.nodes.begin(), operand.nodes.end()});
    default: return operand.word;
  }
}

bool is_empty(const Operand& operand) {
  if (operand.form == Operand::Form::vote) return false;
  return operand.form == Operand::Form::set ? operand.nodes.empty() : operand.word.empty();
}

bool is_log(const FieldValue& value) {
  return std::holds_alternative<SlotLog>(value);
}

/// The field as a whole: its kind decides on the words. A word where this world has none of that
/// name.
FieldValue whole_of(const Cluster& world, const FieldTest& test) {
  FieldTest whole = test;
  whole.part.clear();
  const Result<FieldValue> value = find_field(world, whole);
  return value ? *value : FieldValue(Text());
}

Sentence wanted_size(const Cluster& world, const FieldTest& test, bool negated) {
  const FieldValue value = whole_of(world, test);
  const bool entries = is_log(value) || std::holds_alternative<Table>(value);
  const bool one = test.operand.word == "1";
  const bool not_equal = negated && test.relation == Relation::equal;
  const Relation relation = negated && !not_equal ? opposite(test.relation) : test.relation;
  const auto place = static_cast<std::size_t>(relation);
  const FieldCounts& texts = not_equal ? (entries ? entries_not : nodes_not)
                                       : (entries ? entries_wanted[place] : nodes_wanted[place]);
  return say(one ? texts.one : texts.several, test.node, test.field, counted(test.operand.word));
}

Sentence wanted_known(const Cluster& world, const FieldTest& test, bool negated) {
  return say(negated ? SYNOD_TEXT("%1 does not know that slot %3 of '%2' is %4")
                     : SYNOD_TEXT("%1 knows that slot %3 of '%2' is %4"),
             test.node, test.field, test.part, decision_word(world));
}

/// Of a slot of a log, or of a key of a table.
Sentence wanted_part(const FieldTest& test, bool slot, bool negated) {
  const bool none = test.operand.form == Operand::Form::none;
  const Sentence::Argument what = operand_words(test.operand);
  if (slot && none)
    return say(negated ? SYNOD_TEXT("%1 has something in slot %3 of '%2'")
                       : SYNOD_TEXT("%1 has nothing in slot %3 of '%2'"),
               test.node, test.field, test.part);
  if (slot)
    return say(negated ? SYNOD_TEXT("%1 does not have %4 in slot %3 of '%2'")
                       : SYNOD_TEXT("%1 has %4 in slot %3 of '%2'"),
               test.node, test.field, test.part, what);
  if (none)
    return say(negated ? SYNOD_TEXT("%1 has something under %3 in '%2'")
                       : SYNOD_TEXT("%1 has nothing under %3 in '%2'"),
               test.node, test.field, test.part);
  return say(negated ? SYNOD_TEXT("%1 does not have %4 under %3 in '%2'")
                     : SYNOD_TEXT("%1 has %4 under %3 in '%2'"),
             test.node, test.field, test.part, what);
}

Sentence wanted_order(const FieldTest& test, Relation relation) {
  constexpr const char* texts[] = {
      "", SYNOD_TEXT("'%2' of %1 is below %3"), SYNOD_TEXT("'%2' of %1 is above %3"),
      SYNOD_TEXT("'%2' of %1 is at most %3"), SYNOD_TEXT("'%2' of %1 is at least %3")};
  return say(texts[static_cast<std::size_t>(relation)], test.node, test.field,
             operand_words(test.operand));
}

Sentence wanted_value(const Cluster& world, const FieldTest& test, bool negated) {
  if (test.relation != Relation::equal)
    return wanted_order(test, negated ? opposite(test.relation) : test.relation);
  const FieldValue value = whole_of(world, test);
  if (!test.part.empty()) return wanted_part(test, is_log(value), negated);
  const Sentence::Argument what = operand_words(test.operand);
  if (std::holds_alternative<bool>(value))
    return say(negated ? SYNOD_TEXT("'%2' of %1 is not %3") : SYNOD_TEXT("'%2' of %1 is %3"),
               test.node, test.field, what);
  if (test.operand.form == Operand::Form::none || is_empty(test.operand))
    return say(
        negated ? SYNOD_TEXT("%1 has something in '%2'") : SYNOD_TEXT("%1 has nothing in '%2'"),
        test.node, test.field);
  if (test.operand.form == Operand::Form::set)
    return say(negated ? SYNOD_TEXT("%1 does not have exactly %3 in '%2'")
                       : SYNOD_TEXT("%1 has exactly %3 in '%2'"),
               test.node, test.field, what);
  return say(negated ? SYNOD_TEXT("%1 does not have %3 in '%2'") : SYNOD_TEXT("%1 has %3 in '%2'"),
             test.node, test.field, what);
}

// What is the case

Sentence actual_nodes(const FieldTest& test, NodeSet nodes, const Shape& shape) {
  if (nodes.empty()) return say(SYNOD_TEXT("%1 has no node in '%2'"), test.node, test.field);
  const Sentence list = listed(nodes, shape);
  if (test.aspect != FieldTest::Aspect::size)
    return say(SYNOD_TEXT("%1 has %3 in '%2'"), test.node, test.field, list);
  if (nodes.size() == 1)
    return say(SYNOD_TEXT("%1 has one node in '%2': %3"), test.node, test.field, list);
  return say(SYNOD_COUNTED("%1 has %4 nodes in '%2': %3"), test.node, test.field, list,
             Sentence::Argument::count(nodes.size()));
}

Sentence actual_entries(const FieldTest& test, std::size_t size) {
  if (size == 0) return say(SYNOD_TEXT("%1 has no entry in '%2'"), test.node, test.field);
  if (size == 1) return say(SYNOD_TEXT("%1 has one entry in '%2'"), test.node, test.field);
  return say(SYNOD_COUNTED("%1 has %3 entries in '%2'"), test.node, test.field,
             Sentence::Argument::count(size));
}

Sentence actual_slot(const Cluster& world, const FieldTest& test, const FieldValue& value) {
  if (is_none(value))
    return say(SYNOD_TEXT("%1 has nothing in slot %3 of '%2'"), test.node, test.field, test.part);
  const std::string what = print(value, world.shape());
  if (test.aspect != FieldTest::Aspect::known)
    return say(SYNOD_TEXT("%1 has %4 in slot %3 of '%2'"), test.node, test.field, test.part, what);
  FieldTest known = test;
  known.aspect = FieldTest::Aspect::known;
  return say(*field_holds(world, known)
                 ? SYNOD_TEXT("%1 has %4 in slot %3 of '%2', and knows that it is %5")
                 : SYNOD_TEXT("%1 has %4 in slot %3 of '%2', and does not know whether it is %5"),
             test.node, test.field, test.part, what, decision_word(world));
}

}  // namespace

Sentence wanted_of_field(const Cluster& world, const FieldTest& test, bool negated) {
  switch (test.aspect) {
    case FieldTest::Aspect::size: return wanted_size(world, test, negated);
    case FieldTest::Aspect::known: return wanted_known(world, test, negated);
    case FieldTest::Aspect::has:
      return say(
          negated ? SYNOD_TEXT("%1 does not have %3 in '%2'") : SYNOD_TEXT("%1 has %3 in '%2'"),
          test.node, test.field, test.operand.word);
    case FieldTest::Aspect::value: break;
  }
  return wanted_value(world, test, negated);
}

Sentence actual_of_field(const Cluster& world, const FieldTest& test) {
  const FieldValue value = *find_field(world, test);
  const std::string what = print(value, world.shape());
  if (!test.part.empty() && is_log(whole_of(world, test))) return actual_slot(world, test, value);
  if (!test.part.empty())
    return is_none(value) ? say(SYNOD_TEXT("%1 has nothing under %3 in '%2'"), test.node,
                                test.field, test.part)
                          : say(SYNOD_TEXT("%1 has %4 under %3 in '%2'"), test.node, test.field,
                                test.part, what);
  if (const auto* nodes = std::get_if<NodeSet>(&value))
    return actual_nodes(test, *nodes, world.shape());
  if (const auto* book = std::get_if<VoteBook>(&value); book != nullptr && !book->empty())
    return say(SYNOD_TEXT("%1 has votes of %3 at the highest ballot in '%2': %4"), test.node,
               test.field, listed(book->at_highest_ballot(), world.shape()), what);
  if (const auto* book = std::get_if<VoteBook>(&value))
    return actual_nodes(test, book->at_highest_ballot(), world.shape());
  if (const auto* log = std::get_if<SlotLog>(&value)) return actual_entries(test, log->size());
  if (const auto* table = std::get_if<Table>(&value)) return actual_entries(test, table->size());
  if (std::holds_alternative<bool>(value))
    return say(SYNOD_TEXT("'%2' of %1 is %3"), test.node, test.field, what);
  if (is_none(value) && !std::holds_alternative<std::int64_t>(value))
    return say(SYNOD_TEXT("%1 has nothing in '%2'"), test.node, test.field);
  return say(SYNOD_TEXT("%1 has %3 in '%2'"), test.node, test.field, what);
}

}  // namespace synod
