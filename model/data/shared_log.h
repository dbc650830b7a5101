// Growing list whose copies share what they have in common.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace synod {

/// A list for worlds that are copied often and grow at their end.
///  1. A copy costs a counter for each page of `chunk` * `fan` elements, and one for each chunk of
///     those behind the last full page; changing a copy never shows in the original.
///  2. `push_back`, `mutate` and `insert` near the end copy at most one chunk, and a page's list of
///     chunks.
///  3. Equal lists compare equal whatever they share.
template <class T, std::size_t chunk = 64, std::size_t fan = 64>
class SharedLog {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](std::size_t i) const { return (*chunk_at(i / chunk))[i % chunk]; }
  const T& back() const { return (*this)[size_ - 1]; }

  void push_back(T value) {
    if (size_ % chunk == 0) {
      if (size_ != 0 && size_ % on_page == 0) seal();
      auto fresh = std::make_shared<Chunk>();
      if (size_ != 0) fresh->reserve(chunk);
      parts_.push_back(std::move(fresh));
    }
    Chunk& last = own<Chunk>(parts_.back());
    // A copy holds no more than it needs; doubled, it would hold more than a chunk ever has.
    if (last.size() == last.capacity()) last.reserve(std::min(chunk, 2 * last.size() + 1));
    last.push_back(std::move(value));
    ++size_;
  }

  /// Takes the last element away. There must be one.
  void pop_back() {
    Chunk& last = own<Chunk>(parts_.back());
    last.pop_back();
    --size_;
    if (!last.empty()) return;
    parts_.pop_back();
    if (size_ != 0 && size_ % on_page == 0) unseal();
  }

  /// The element at `i`, for changing in this copy alone.
  T& mutate(std::size_t i) { return own_chunk(i / chunk)[i % chunk]; }

  /// Puts `value` before place `i`. Costs as many steps as there are elements behind it.
  void insert(std::size_t i, T value) {
    push_back(value);
    for (std::size_t k = size_ - 1; k > i; --k) mutate(k) = (*this)[k - 1];
    mutate(i) = std::move(value);
  }

  void clear() { *this = {}; }

  friend bool operator==(const SharedLog& a, const SharedLog& b) {
    if (a.size_ != b.size_) return false;
    const std::size_t pages = a.pages();
    for (std::size_t p = 0; p < a.parts_.size(); ++p) {
      if (a.parts_[p] == b.parts_[p]) continue;
      const bool same = p < pages ? same_page(a.page(p), b.page(p))
                                  : as<Chunk>(a.parts_[p]) == as<Chunk>(b.parts_[p]);
      if (!same) return false;
    }
    return true;
  }

  /// Calls `see(address, bytes)` for each chunk: lists that share a chunk name the same address.
  template <class See>
  void each_chunk(See see) const {
    constexpr std::size_t counters = 2 * sizeof(long);
    const auto see_chunk = [&](const Chunk& its) {
      see(static_cast<const void*>(&its), its.capacity() * sizeof(T) + sizeof(its) + counters);
    };
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      if (p >= pages()) {
        see_chunk(as<Chunk>(parts_[p]));
        continue;
      }
      const Page& its = page(p);
      see(static_cast<const void*>(&its), its.capacity() * sizeof(its[0]) + sizeof(its) + counters);
      for (const auto& part : its) see_chunk(*part);
    }
  }
  /// The bytes that this list shares with nobody.
  std::size_t own_bytes() const { return parts_.capacity() * sizeof(parts_[0]); }
  /// The bytes of its elements, shared or not.
  std::size_t content_bytes() const { return size_ * sizeof(T); }
  /// The bytes that a copy takes on as both grow: its table, and the chunk that is not full.
  std::size_t copy_bytes() const {
    return parts_.size() * sizeof(parts_[0]) + (empty() ? 0 : chunk * sizeof(T));
  }

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
  using Chunk = std::vector<T>;
  using Page = std::vector<std::shared_ptr<Chunk>>;
  using Part = std::shared_ptr<void>;
  static constexpr std::size_t on_page = chunk * fan;

  template <class Kind>
  static Kind& as(const Part& part) {
    return *static_cast<Kind*>(part.get());
  }
  /// What a part holds, for changing in this copy alone.
  template <class Kind>
  static Kind& own(Part& part) {
    if (part.use_count() > 1) part = std::make_shared<Kind>(as<Kind>(part));
    return as<Kind>(part);
  }
  static bool same_page(const Page& a, const Page& b) {
    for (std::size_t c = 0; c < a.size(); ++c)
      if (a[c] != b[c] && *a[c] != *b[c]) return false;
    return true;
  }

  /// How many parts, at the front, are pages. A full one is made when the next element comes.
  std::size_t pages() const { return size_ == 0 ? 0 : (size_ - 1) / on_page; }
  const Page& page(std::size_t p) const { return as<Page>(parts_[p]); }

  const Chunk* chunk_at(std::size_t c) const {
    const std::size_t full = pages();
    if (c < full * fan) return page(c / fan)[c % fan].get();
    return &as<Chunk>(parts_[full + c - full * fan]);
  }
  /// The same, for changing in this copy alone.
  Chunk& own_chunk(std::size_t c) {
    const std::size_t full = pages();
    if (c >= full * fan) return own<Chunk>(parts_[full + c - full * fan]);
    std::shared_ptr<Chunk>& its = own<Page>(parts_[c / fan])[c % fan];
    if (its.use_count() > 1) its = std::make_shared<Chunk>(*its);
    return *its;
  }
  /// Makes a page of the last `fan` chunks, which are full.
  void seal() {
    Page page;
    page.reserve(fan);
    const auto first = parts_.end() - static_cast<std::ptrdiff_t>(fan);
    for (auto part = first; part != parts_.end(); ++part)
      page.push_back(std::static_pointer_cast<Chunk>(*part));
    parts_.erase(first, parts_.end());
    parts_.push_back(std::make_shared<Page>(std::move(page)));
  }
  /// Makes chunks of the last page again.
  void unseal() {
    const Page page = as<Page>(parts_.back());
    parts_.pop_back();
    for (const std::shared_ptr<Chunk>& part : page) parts_.push_back(part);
  }

  std::vector<Part> parts_;  ///< Pages, and behind them chunks. One kind of list: worlds hold many.
  std::size_t size_ = 0;
};

}  // namespace synod
