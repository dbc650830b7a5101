// A growing list whose copies share what they have in common.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace synod {

/// A list for worlds that are copied often and grow at their end.
///  1. A copy costs one counter per `chunk` elements; changing a copy never shows in the original.
///  2. `push_back`, `mutate` and `insert` near the end copy at most one chunk.
///  3. Equal lists compare equal whatever they share.
template <class T, std::size_t chunk = 64>
class SharedLog {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](std::size_t i) const { return (*chunks_[i / chunk])[i % chunk]; }
  const T& back() const { return (*this)[size_ - 1]; }

  void push_back(T value) {
    if (size_ % chunk == 0) {
      chunks_.push_back(std::make_shared<std::vector<T>>());
      if (size_ != 0) chunks_.back()->reserve(chunk);
    }
    own(chunks_.size() - 1).push_back(std::move(value));
    ++size_;
  }

  /// The element at `i`, for changing in this copy alone.
  T& mutate(std::size_t i) { return own(i / chunk)[i % chunk]; }

  /// Puts `value` before place `i`. Costs as many steps as there are elements behind it.
  void insert(std::size_t i, T value) {
    push_back(value);
    for (std::size_t k = size_ - 1; k > i; --k) mutate(k) = (*this)[k - 1];
    mutate(i) = std::move(value);
  }

  void clear() { *this = {}; }

  friend bool operator==(const SharedLog& a, const SharedLog& b) {
    if (a.size_ != b.size_) return false;
    for (std::size_t c = 0; c < a.chunks_.size(); ++c)
      if (a.chunks_[c] != b.chunks_[c] && *a.chunks_[c] != *b.chunks_[c]) return false;
    return true;
  }

  /// Calls `see(address, bytes)` for each chunk: lists that share a chunk name the same address.
  template <class See>
  void each_chunk(See see) const {
    for (const auto& part : chunks_)
      see(static_cast<const void*>(part.get()),
          part->capacity() * sizeof(T) + sizeof(*part) + 2 * sizeof(long));
  }
  /// The bytes that this list shares with nobody.
  std::size_t own_bytes() const { return chunks_.capacity() * sizeof(chunks_[0]); }

  class iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    iterator() = default;
    iterator(const SharedLog* log, std::size_t at) : log_(log), at_(at) {}
    const T& operator*() const { return (*log_)[at_]; }
    const T* operator->() const { return &(*log_)[at_]; }
    iterator& operator++() {
      ++at_;
      return *this;
    }
    iterator operator++(int) {
      iterator before = *this;
      ++at_;
      return before;
    }
    friend bool operator==(const iterator&, const iterator&) = default;

   private:
    const SharedLog* log_ = nullptr;
    std::size_t at_ = 0;
  };
  iterator begin() const { return {this, 0}; }
  iterator end() const { return {this, size_}; }

 private:
  std::vector<T>& own(std::size_t c) {
    if (chunks_[c].use_count() > 1) chunks_[c] = std::make_shared<std::vector<T>>(*chunks_[c]);
    return *chunks_[c];
  }

  std::vector<std::shared_ptr<std::vector<T>>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace synod
