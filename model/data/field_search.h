// Finding what is meant in a state or a message of any protocol, by kind and by name.
#pragma once

#include <cstring>
#include <optional>
#include <variant>
#include <vector>

#include "model/data/record.h"

namespace synod {

/// The field of that name and kind; nothing where there is none.
template <class T, class AnyRecord>
std::optional<T> field_named(const AnyRecord& record, const char* name) {
  const auto& infos = record.infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (std::strcmp(infos[i].name, name) != 0) continue;
    const FieldValue value = record.value(i);
    if (const T* found = std::get_if<T>(&value)) return *found;
  }
  return std::nullopt;
}

/// The first field of that kind that nodes of `role` show and that lives there.
template <class T>
std::optional<T> first_field(const State& state, Role role, Kept kept) {
  const auto& infos = state.infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].kept != kept || !infos[i].roles.has(role)) continue;
    const FieldValue value = state.value(i);
    if (const T* found = std::get_if<T>(&value)) return *found;
  }
  return std::nullopt;
}

/// The first field of that kind on disk; null where there is none.
template <class T>
const FieldInfo* disk_field(const State& state) {
  const auto& infos = state.infos();
  for (std::size_t i = 0; i < infos.size(); ++i)
    if (infos[i].kept == Kept::disk && std::holds_alternative<T>(state.value(i))) return &infos[i];
  return nullptr;
}

/// The first field of that kind, of a message or a state; nothing where there is none.
template <class T, class AnyRecord>
std::optional<T> any_field(const AnyRecord& record) {
  for (std::size_t i = 0; i < record.infos().size(); ++i) {
    const FieldValue value = record.value(i);
    if (const T* found = std::get_if<T>(&value)) return *found;
  }
  return std::nullopt;
}

/// Whether the node holds itself for the leader: its `phase` says so.
inline bool is_leading(const State& state) {
  return field_named<Text>(state, "phase") == Text("leading");
}

/// All fields of that kind that nodes of `role` hold in memory, in their order.
template <class T>
std::vector<T> memory_fields(const State& state, Role role) {
  std::vector<T> all;
  const auto& infos = state.infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].kept != Kept::memory || !infos[i].roles.has(role)) continue;
    const FieldValue value = state.value(i);
    if (const T* found = std::get_if<T>(&value)) all.push_back(*found);
  }
  return all;
}

}  // namespace synod
