// Values of options as scripts have them: read from words, and printed.
#pragma once

#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/base/options.h"
#include "model/base/utf8.h"
#include "model/base/whole_number.h"

namespace synod {

/// The longest delay that an option may ask for, in simulated milliseconds.
inline constexpr std::int64_t longest_delay = 1'000'000;

// Each reads a value into `target`, or says what is wrong with it and leaves the target alone.

/// "on" or "off".
std::optional<Sentence> parse_switch(std::string_view value, bool& target);
const char* on_off(bool value);
/// The size of a quorum; "majority" is 0.
std::optional<Sentence> parse_quorum(std::string_view value, std::uint32_t& target);
std::string print_quorum(std::uint32_t size);
/// "12%" or "0.5%", in hundredths of a percent.
std::optional<Sentence> parse_percent(std::string_view value, std::int64_t& target);
std::string print_percent(std::int64_t points);
/// "60" or "40..80", in simulated milliseconds.
std::optional<Sentence> parse_range(std::string_view value, Range& target);
std::string print_range(Range range);

/// A whole number from `least` to `most`.
template <class Number>
std::optional<Sentence> parse_whole(std::string_view value, std::int64_t least, std::int64_t most,
                                    Number& target) {
  const auto number = whole_number(value);
  if (!number || *number < least || *number > most)
    return say(SYNOD_TEXT("expected a whole number from %1 to %2, not '%3'"), std::to_string(least),
               std::to_string(most), quote(value));
  target = static_cast<Number>(*number);
  return std::nullopt;
}

/// A whole number from 1 to `most`, or "off" for 0.
template <class Number>
std::optional<Sentence> parse_or_off(std::string_view value, std::int64_t most, Number& target) {
  if (value != "off" && !parse_whole(value, 1, most, target)) return std::nullopt;
  target = 0;
  if (value == "off") return std::nullopt;
  return say(SYNOD_TEXT("expected off or a whole number from 1 to %1, not '%2'"),
             std::to_string(most), quote(value));
}

template <class Number>
std::string print_or_off(Number number) {
  return number == 0 ? "off" : std::to_string(number);
}

/// One of some words, by its place.
std::optional<Sentence> parse_choice(std::string_view value, std::span<const OptionChoice> choices,
                                     std::int64_t& place);
/// The same for an enumeration whose values stand in that order.
template <class Choice>
std::optional<Sentence> parse_choice(std::string_view value, std::span<const OptionChoice> choices,
                                     Choice& target) {
  std::int64_t place = 0;
  if (auto why = parse_choice(value, choices, place)) return why;
  target = static_cast<Choice>(place);
  return std::nullopt;
}

}  // namespace synod
