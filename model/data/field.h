// Fields of a struct in one list, for the inspector, `expect`, fingerprints and exports.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "model/base/ids.h"
#include "model/base/shape.h"
#include "model/data/ballot.h"
#include "model/data/meaning.h"
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

/// Description of a field, for the views and the language.
struct FieldInfo {
  const char* name;
  const char* help;  ///< A marked source text.
  Kept kept = Kept::memory;
  Roles roles = Roles::all();  ///< The field is shown on nodes that play one of these.
  Means means = Means::nothing;
  bool rare = false;            ///< While it is none it is left out of fingerprints and of
                                ///< what people see.
  bool forgets_chosen = false;  ///< A crash keeps what a log holds on disk, but not which of
                                ///< it is known chosen.
  bool on_card = false;         ///< It stands on the card of its node on the canvas.
  std::span<const PhaseWord> phases{};  ///< Every word of a field that means a phase.
};

/// One entry of a struct's field list: its facts and a function from the struct to the member. The
/// functions below give the same entry with one fact more.
template <class Access>
struct Field {
  FieldInfo info;
  Access access;

  constexpr Field means(Means meaning) const {
    Field made = *this;
    made.info.means = meaning;
    return made;
  }
  /// It means a phase, which is one of `words`.
  constexpr Field phases(std::span<const PhaseWord> words) const {
    Field made = means(Means::phase);
    made.info.phases = words;
    return made;
  }
  constexpr Field on_disk() const {
    Field made = *this;
    made.info.kept = Kept::disk;
    return made;
  }
  constexpr Field on_card() const {
    Field made = *this;
    made.info.on_card = true;
    return made;
  }
  constexpr Field forgets_chosen() const {
    Field made = *this;
    made.info.forgets_chosen = true;
    return made;
  }
  constexpr Field rare() const {
    Field made = *this;
    made.info.rare = true;
    return made;
  }
  /// It is shown on nodes that play one of `roles`, whatever the part that it belongs to says.
  constexpr Field shown_by(Roles roles) const {
    Field made = *this;
    made.info.roles = roles;
    return made;
  }
};

/// From a struct to one of its members.
template <class Struct, class Member>
struct MemberOf {
  Member Struct::*member;
  constexpr Member& operator()(Struct& s) const { return s.*member; }
  constexpr const Member& operator()(const Struct& s) const { return s.*member; }
};

/// From a struct to a member of a part of it.
template <class ToPart, class ToMember>
struct MemberOfPart {
  ToPart to_part;
  ToMember to_member;
  template <class Struct>
  constexpr auto& operator()(Struct& s) const {
    return to_member(to_part(s));
  }
};

/// A field of a message, or of a node's memory.
template <class Struct, class Member>
constexpr Field<MemberOf<Struct, Member>> field(const char* name, Member Struct::*member,
                                                const char* help) {
  return {{name, help}, {member}};
}

/// The fields of a part of a state, shown on nodes that play one of `roles`: with
/// `std::tuple_cat`, a state's list is that of its parts.
template <class Struct, class Part>
constexpr auto fields_of(Part Struct::*part, Roles roles) {
  const auto within = [&](const auto& f) {
    const MemberOf<Struct, Part> to_part{part};
    Field<MemberOfPart<MemberOf<Struct, Part>, decltype(f.access)>> made{f.info,
                                                                         {to_part, f.access}};
    if (made.info.roles == Roles::all()) made.info.roles = roles;
    return made;
  };
  return std::apply([&](const auto&... fields) { return std::tuple{within(fields)...}; },
                    Part::fields());
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

/// The field list of `T`, made once, by the compiler.
template <class T>
inline constexpr auto fields_list = T::fields();

/// The facts of every field of `T`, in order.
template <class T>
const std::vector<FieldInfo>& field_infos() {
  static const std::vector<FieldInfo> infos = std::apply(
      [](const auto&... fields) { return std::vector<FieldInfo>{fields.info...}; }, fields_list<T>);
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
      fields_list<T>);
  return value;
}

/// Copies the fields of `from` that are on disk into `to`.
template <class T>
void copy_disk(const T& from, T& to) {
  const auto copy = [&](const auto& f) {
    if (f.info.kept != Kept::disk) return;
    f.access(to) = f.access(from);
    if constexpr (std::is_same_v<std::decay_t<decltype(f.access(to))>, SlotLog>)
      if (f.info.forgets_chosen) f.access(to).forget_chosen();
  };
  std::apply([&](const auto&... fields) { (copy(fields), ...); }, fields_list<T>);
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
  marks.add(name, value.bare());
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
      fields_list<T>);
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
  std::apply([&](const auto&... fields) { (look(fields), ...); }, fields_list<T>);
}

/// Tells `sink` each slot that a log of `object` marks as known chosen.
template <class T>
void look_at_logs(const T& object, KnownSink& sink) {
  const auto look = [&](const auto& f) {
    if constexpr (std::is_same_v<std::decay_t<decltype(f.access(object))>, SlotLog>)
      for (const LogEntry& entry : f.access(object))
        if (entry.chosen) sink.known(entry.slot, entry.vote.value);
  };
  std::apply([&](const auto&... fields) { (look(fields), ...); }, fields_list<T>);
}

template <class T>
DiskMarks disk_marks(const T& object) {
  DiskMarks marks;
  const auto look = [&](const auto& f) {
    if (f.info.kept == Kept::disk) add_mark(marks, f.info.name, f.access(object));
  };
  std::apply([&](const auto&... fields) { (look(fields), ...); }, fields_list<T>);
  return marks;
}

}  // namespace synod
