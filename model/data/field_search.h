// Fields of a state or a message of any protocol, found by what they mean.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

#include "model/data/record.h"

namespace synod {

/// The facts of the first field that means `meaning`; null where there is none.
template <class AnyRecord>
const FieldInfo* field_meaning(const AnyRecord& record, Means meaning) {
  for (const FieldInfo& info : record.infos())
    if (info.means == meaning) return &info;
  return nullptr;
}

/// The value of the first field that means `meaning`; nothing where there is none, or where it is
/// of another kind.
template <class T, class AnyRecord>
std::optional<T> value_meaning(const AnyRecord& record, Means meaning) {
  const auto& infos = record.infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].means != meaning) continue;
    const FieldValue value = record.value(i);
    const T* found = std::get_if<T>(&value);
    return found == nullptr ? std::nullopt : std::optional<T>(*found);
  }
  return std::nullopt;
}

/// The meaning of the field of that name.
template <class AnyRecord>
Means meaning_of(const AnyRecord& record, std::string_view field) {
  for (const FieldInfo& info : record.infos())
    if (info.name == field) return info.means;
  return Means::nothing;
}

/// The stage that a value of a phase field stands for.
inline Stage stage_of(const FieldInfo& phase, const FieldValue& value) {
  const Text* word = std::get_if<Text>(&value);
  if (word == nullptr) return Stage::none;
  for (const PhaseWord& known : phase.phases)
    if (word->view() == known.word) return known.stage;
  return Stage::none;
}

inline Stage stage_of(const State& state) {
  for (std::size_t i = 0; i < state.infos().size(); ++i)
    if (state.infos()[i].means == Means::phase) return stage_of(state.infos()[i], state.value(i));
  return Stage::none;
}

/// Whether the node takes itself for the leader: its phase says so.
inline bool is_leading(const State& state) {
  return stage_of(state) == Stage::leader;
}

/// Whether nodes of this kind keep a log.
inline bool keeps_log(const State& state) {
  return field_meaning(state, Means::log) != nullptr;
}

}  // namespace synod
