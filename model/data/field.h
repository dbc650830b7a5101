// The one list of a struct's fields that feeds the inspector, the log, `expect`, fingerprints and
// exports.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "model/base/ids.h"
#include "model/base/setup.h"
#include "model/data/ballot.h"
#include "model/data/slot_log.h"
#include "model/data/table.h"
#include "model/data/vote_book.h"

namespace synod {

/// Where a field of a node's state lives: what is on disk outlives a crash.
enum class Kept : std::uint8_t { memory, disk };

/// The closed set of kinds that views know how to draw: flag, number, word, ballot, vote, node,
/// nodes, votes, log, table.
using FieldValue =
    std::variant<bool, std::int64_t, Text, Ballot, Vote, NodeId, NodeSet, VoteBook, SlotLog, Table>;

/// What the views and the language know of a field.
struct FieldInfo {
  const char* name;
  Kept kept;
  Roles roles;       ///< The field is shown on nodes that play one of these.
  const char* help;  ///< A marked source text.
  /// While it is none it is left out of fingerprints and of what people see.
  bool rare = false;
  bool round = false;  ///< It counts rounds, as ballots do.
};

/// One entry of a struct's field list: its facts and a function from the struct to the member.
template <class Access>
struct Field {
  FieldInfo info;
  Access access;
};

template <class Access>
constexpr Field<Access> field(const char* name, Kept kept, Roles roles, const char* help,
                              Access access) {
  return {{name, kept, roles, help}, access};
}

/// A field in memory that few variants of a protocol use.
template <class Access>
constexpr Field<Access> rare_field(const char* name, Roles roles, const char* help, Access access) {
  return {{name, Kept::memory, roles, help, true}, access};
}

/// A field that counts rounds, as ballots do.
template <class Access>
constexpr Field<Access> round_field(const char* name, Kept kept, Roles roles, const char* help,
                                    Access access) {
  return {{name, kept, roles, help, false, true}, access};
}

/// A field of a message.
template <class Access>
constexpr Field<Access> field(const char* name, const char* help, Access access) {
  return {{name, Kept::memory, Roles::all(), help}, access};
}

inline FieldValue to_field(bool value) {
  return value;
}
inline FieldValue to_field(std::uint32_t value) {
  return static_cast<std::int64_t>(value);
}
inline FieldValue to_field(const Text& value) {
  return value;
}
inline FieldValue to_field(const Ballot& value) {
  return value;
}
inline FieldValue to_field(const Vote& value) {
  return value;
}
inline FieldValue to_field(NodeId value) {
  return value;
}
inline FieldValue to_field(NodeSet value) {
  return value;
}
inline FieldValue to_field(const VoteBook& value) {
  return value;
}
inline FieldValue to_field(std::int64_t value) {
  return value;
}
inline FieldValue to_field(Slot value) {
  return static_cast<std::int64_t>(value.number);
}
inline FieldValue to_field(const SlotLog& value) {
  return value;
}
inline FieldValue to_field(const Table& value) {
  return value;
}

/// "2.2", "1.1:blue", "{A1 A2}", "{1=1.1:a* 2=1.1:b}" (a log; * is known chosen), "{x=1 y=2}",
/// "none": the form that `expect` compares with.
std::string print(const FieldValue& value, const Shape& shape);

/// True for none, 0, an empty set and the like: nothing worth a badge.
bool is_none(const FieldValue& value);

/// The facts of every field of `T`, in order.
template <class T>
const std::vector<FieldInfo>& field_infos() {
  static const std::vector<FieldInfo> infos = std::apply(
      [](const auto&... fields) { return std::vector<FieldInfo>{fields.info...}; }, T::fields());
  return infos;
}

/// The value of field `index` of `object`.
template <class T>
FieldValue field_value(const T& object, std::size_t index) {
  FieldValue value = false;
  std::size_t i = 0;
  std::apply(
      [&](const auto&... fields) {
        ((i++ == index ? void(value = to_field(fields.access(object))) : void()), ...);
      },
      T::fields());
  return value;
}

/// Copies the fields of `from` that are on disk into `to`.
template <class T>
void copy_disk(const T& from, T& to) {
  const auto copy = [&](const auto& f) {
    if (f.info.kept == Kept::disk) f.access(to) = f.access(from);
  };
  std::apply([&](const auto&... fields) { (copy(fields), ...); }, T::fields());
}

/// The ballots and rounds on a node's disk, by their place among its fields that are on disk. None
/// of them may fall.
struct DiskMarks {
  std::array<Ballot, 8> mark{};
  std::array<const char*, 8> name{};
  std::size_t count = 0;

  void add(const char* field, Ballot ballot) {
    name[count] = field;
    mark[count++] = ballot;
  }
};

inline void add_mark(DiskMarks& marks, const char* name, std::uint32_t value) {
  marks.add(name, {value, 0});
}
inline void add_mark(DiskMarks& marks, const char* name, const Ballot& value) {
  marks.add(name, value);
}
inline void add_mark(DiskMarks& marks, const char* name, const Vote& value) {
  marks.add(name, value.ballot);
}
template <class Other>
void add_mark(DiskMarks&, const char*, const Other&) {}

/// Sees what a struct says is chosen.
class KnownSink {
 public:
  virtual ~KnownSink() = default;
  virtual void known(Slot slot, const Text& value) = 0;
};

/// Whether any field of `T` is a log.
template <class T>
constexpr bool has_log() {
  return std::apply(
      [](const auto&... fields) {
        return (
            std::is_same_v<std::decay_t<decltype(fields.access(std::declval<T&>()))>, SlotLog> ||
            ...);
      },
      T::fields());
}

/// Tells `sink` each slot that a log of `object` marks as known chosen and that was written since
/// the logs were looked at last, and takes them for looked at.
template <class T>
void look_at_fresh_logs(T& object, KnownSink& sink) {
  const auto look = [&](const auto& f) {
    if constexpr (std::is_same_v<std::decay_t<decltype(f.access(object))>, SlotLog>) {
      SlotLog& log = f.access(object);
      log.each_fresh_known([&](const LogEntry& e) { sink.known(e.slot, e.vote.value); });
      log.settle();
    }
  };
  std::apply([&](const auto&... fields) { (look(fields), ...); }, T::fields());
}

/// Tells `sink` each slot that a log of `object` marks as known chosen.
template <class T>
void look_at_logs(const T& object, KnownSink& sink) {
  const auto look = [&](const auto& f) {
    if constexpr (std::is_same_v<std::decay_t<decltype(f.access(object))>, SlotLog>)
      for (const LogEntry& entry : f.access(object))
        if (entry.chosen) sink.known(entry.slot, entry.vote.value);
  };
  std::apply([&](const auto&... fields) { (look(fields), ...); }, T::fields());
}

template <class T>
DiskMarks disk_marks(const T& object) {
  DiskMarks marks;
  const auto look = [&](const auto& f) {
    if (f.info.kept == Kept::disk) add_mark(marks, f.info.name, f.access(object));
  };
  std::apply([&](const auto&... fields) { (look(fields), ...); }, T::fields());
  return marks;
}

}  // namespace synod
