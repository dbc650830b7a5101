// Short text stored in place, so that values travel in messages and states without the heap.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace synod {

/// A value that clients propose, or any other short word.
///  1. Holds at most `max_size` bytes of UTF-8. `from` refuses more.
///  2. The empty text stands for "none".
///  3. Ordered by its bytes: the same order on every machine.
class Text {
 public:
  static constexpr std::size_t max_size = 31;

  constexpr Text() = default;
  /// For words known at compile time; longer ones are cut at `max_size`.
  constexpr Text(std::string_view word) {  // NOLINT(google-explicit-constructor): a Text is a word
    size_ = static_cast<std::uint8_t>(word.size() < max_size ? word.size() : max_size);
    for (std::size_t i = 0; i < size_; ++i) bytes_[i] = word[i];
  }
  constexpr Text(const char* word) : Text(std::string_view(word)) {}  // NOLINT
  /// Nothing where `word` is longer than a Text can hold.
  static std::optional<Text> from(std::string_view word) {
    if (word.size() > max_size) return std::nullopt;
    return Text(word);
  }

  constexpr bool exists() const { return size_ != 0; }
  constexpr std::string_view view() const { return {bytes_.data(), size_}; }
  std::string str() const { return std::string(view()); }

  friend constexpr bool operator==(const Text& a, const Text& b) { return a.view() == b.view(); }
  friend constexpr auto operator<=>(const Text& a, const Text& b) { return a.view() <=> b.view(); }

 private:
  std::array<char, max_size> bytes_{};
  std::uint8_t size_ = 0;
};

}  // namespace synod
