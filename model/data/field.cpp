#include "model/data/field.h"

#include <fmt/format.h>

namespace synod {

namespace {

struct Printer {
  const Shape& shape;

  std::string operator()(bool value) const { return value ? "yes" : "no"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(const Text& value) const { return value.exists() ? value.str() : "none"; }
  std::string operator()(const Ballot& value) const { return value.str(); }
  std::string operator()(const Vote& value) const { return value.str(); }
  std::string operator()(NodeId value) const { return shape.name(value); }
  std::string operator()(NodeSet value) const { return shape.names(value); }
  std::string operator()(const VoteBook& book) const {
    std::string text;
    for (const VoteCount& count : book.counts())
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count.vote.str(),
                          shape.names(count.acceptors));
    return text.empty() ? "none" : text;
  }
  std::string operator()(const SlotLog& log) const {
    std::string text;
    for (const LogEntry& entry : log)
      text += fmt::format("{}{}={}{}", text.empty() ? "" : " ", entry.slot.number, entry.vote.str(),
                          entry.chosen ? "*" : "");
    return '{' + text + '}';
  }
  std::string operator()(const Table& table) const {
    std::string text;
    for (const TableRow& row : table)
      text += fmt::format("{}{}={}", text.empty() ? "" : " ", row.key.view(), row.value.view());
    return '{' + text + '}';
  }
};

struct NoneTest {
  bool operator()(bool value) const { return !value; }
  bool operator()(std::int64_t value) const { return value == 0; }
  bool operator()(const Text& value) const { return !value.exists(); }
  bool operator()(const Ballot& value) const { return !value.exists(); }
  bool operator()(const Vote& value) const { return !value.exists(); }
  bool operator()(NodeId value) const { return !value.exists(); }
  bool operator()(NodeSet value) const { return value.empty(); }
  bool operator()(const VoteBook& value) const { return value.empty(); }
  bool operator()(const SlotLog& value) const { return value.empty(); }
  bool operator()(const Table& value) const { return value.empty(); }
};

}  // namespace

std::string print(const FieldValue& value, const Shape& shape) {
  return std::visit(Printer{shape}, value);
}

bool is_none(const FieldValue& value) {
  return std::visit(NoneTest{}, value);
}

}  // namespace synod
