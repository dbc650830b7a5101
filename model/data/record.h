// Record: a value of some struct that a protocol defined, held without knowing its type.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

#include "model/data/field.h"

namespace synod {

/// Operations on a struct whose type is known to its protocol alone.
struct RecordType {
  const char* name;
  std::size_t size;
  bool plain;  ///< Copied by copying its bytes.
  void (*copy)(const void* from, void* to);
  void (*move)(void* from, void* to);
  void (*destroy)(void* object);
  const std::vector<FieldInfo>& (*infos)();
  FieldValue (*value)(const void* object, std::size_t index);
  void (*copy_disk)(const void* from, void* to);
  DiskMarks (*disk_marks)(const void* object);
  void (*look_at_fresh_logs)(void* object, KnownSink& sink);  ///< Null where it has no log.

  template <class T>
  static const RecordType& of() {
    static const RecordType type{
        T::name,
        sizeof(T),
        std::is_trivially_copyable_v<T>,
        [](const void* from, void* to) { new (to) T(*static_cast<const T*>(from)); },
        [](void* from, void* to) { new (to) T(std::move(*static_cast<T*>(from))); },
        [](void* object) { static_cast<T*>(object)->~T(); },
        &field_infos<T>,
        [](const void* object, std::size_t i) {
          return field_value(*static_cast<const T*>(object), i);
        },
        [](const void* from, void* to) {
          synod::copy_disk(*static_cast<const T*>(from), *static_cast<T*>(to));
        },
        [](const void* object) { return synod::disk_marks(*static_cast<const T*>(object)); },
        fresh_logs_of<T>()};
    return type;
  }

 private:
  template <class T>
  static constexpr auto fresh_logs_of() -> void (*)(void*, KnownSink&) {
    if constexpr (has_log<T>()) {
      return [](void* object, KnownSink& sink) {
        synod::look_at_fresh_logs(*static_cast<T*>(object), sink);
      };
    } else {
      return nullptr;
    }
  }
};

/// A struct of at most `capacity` bytes, held in place: copying a world needs no heap for it.
template <std::size_t capacity>
class Record {
 public:
  Record() = default;
  template <class T>
  requires(requires { T::fields(); }) Record(T value)
      : type_(&RecordType::of<T>()) {  // NOLINT(google-explicit-constructor)
    static_assert(sizeof(T) <= capacity, "raise the capacity of this record");
    static_assert(alignof(T) <= alignof(std::max_align_t));
    new (bytes_) T(std::move(value));
  }
  Record(const Record& other) : type_(other.type_) { take_copy(other); }
  Record(Record&& other) noexcept : type_(other.type_) { take(other); }
  Record& operator=(const Record& other) {
    if (this != &other) {
      reset();
      type_ = other.type_;
      take_copy(other);
    }
    return *this;
  }
  Record& operator=(Record&& other) noexcept {
    if (this != &other) {
      reset();
      type_ = other.type_;
      take(other);
    }
    return *this;
  }
  ~Record() { reset(); }

  bool exists() const { return type_ != nullptr; }
  const RecordType& type() const { return *type_; }

  /// The struct itself. `T` must be the type that was put in.
  template <class T>
  const T& as() const {
    assert(type_ == &RecordType::of<T>());
    return *std::launder(reinterpret_cast<const T*>(bytes_));
  }
  template <class T>
  T& as() {
    assert(type_ == &RecordType::of<T>());
    return *std::launder(reinterpret_cast<T*>(bytes_));
  }

  const std::vector<FieldInfo>& infos() const { return type_->infos(); }
  FieldValue value(std::size_t index) const { return type_->value(bytes_, index); }
  /// Takes over the fields of `from` that are on disk.
  void take_disk(const Record& from) { type_->copy_disk(from.bytes_, bytes_); }
  DiskMarks disk_marks() const { return type_->disk_marks(bytes_); }
  /// Tells `sink` what its logs have come to mark as known chosen since this was asked last.
  void look_at_fresh_logs(KnownSink& sink) {
    if (type_->look_at_fresh_logs != nullptr) type_->look_at_fresh_logs(bytes_, sink);
  }

 private:
  void take_copy(const Record& other) {
    if (type_ == nullptr) return;
    if (type_->plain) {
      std::memcpy(bytes_, other.bytes_, type_->size);
    } else {
      type_->copy(other.bytes_, bytes_);
    }
  }
  void take(Record& other) {
    if (type_ == nullptr) return;
    if (type_->plain) {
      std::memcpy(bytes_, other.bytes_, type_->size);
    } else {
      type_->move(other.bytes_, bytes_);
    }
  }
  void reset() {
    if (type_ != nullptr && !type_->plain) type_->destroy(bytes_);
    type_ = nullptr;
  }

  const RecordType* type_ = nullptr;
  alignas(std::max_align_t) std::byte bytes_[capacity];
};

/// Contents of a message.
using Body = Record<80>;
/// State of a node.
using State = Record<512>;

}  // namespace synod
