// Whole numbers in texts.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace synod {

/// The whole number that all of `text` is, in decimal digits, with a minus where `Number` has one;
/// nothing where it is none, or does not fit.
template <class Number = std::int64_t>
std::optional<Number> whole_number(std::string_view text) {
  Number number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

}  // namespace synod
