#include "model/base/option_values.h"

#include <algorithm>

#include "model/base/word_list.h"

namespace synod {

namespace {

/// "12%" or "0.5%" in hundredths of a percent; at most two decimals.
std::optional<std::int64_t> basis_points(std::string_view value) {
  if (value.empty() || value.back() != '%') return std::nullopt;
  value.remove_suffix(1);
  const std::size_t dot = value.find('.');
  const auto whole = whole_number(value.substr(0, dot));
  std::int64_t fraction = 0;
  if (dot != std::string_view::npos) {
    std::string digits(value.substr(dot + 1));
    if (digits.empty() || digits.size() > 2) return std::nullopt;
    digits.resize(2, '0');
    const auto parsed = whole_number(digits);
    if (!parsed || *parsed < 0) return std::nullopt;
    fraction = *parsed;
  }
  if (!whole || *whole < 0 || *whole > 100) return std::nullopt;
  return *whole * 100 + fraction;
}

}  // namespace

std::optional<Sentence> parse_switch(std::string_view value, bool& target) {
  if (value != "on" && value != "off")
    return say(SYNOD_TEXT("expected on or off, not '%1'"), quote(value));
  target = value == "on";
  return std::nullopt;
}

std::optional<Sentence> parse_quorum(std::string_view value, std::uint32_t& target) {
  const auto size = value == "majority" ? 0 : whole_number(value);
  if (!size || *size < 0 || (*size == 0 && value != "majority"))
    return say(SYNOD_TEXT("expected the size of a quorum or 'majority', not '%1'"), quote(value));
  target = static_cast<std::uint32_t>(std::min<std::int64_t>(*size, 1000));
  return std::nullopt;
}

std::optional<Sentence> parse_percent(std::string_view value, std::int64_t& target) {
  const auto points = basis_points(value);
  if (!points || *points > 10'000)
    return say(SYNOD_TEXT("expected a share from 0% to 100%, such as 10%, not '%1'"), quote(value));
  target = *points;
  return std::nullopt;
}

std::string print_percent(std::int64_t points) {
  if (points % 100 == 0) return fmt::format("{}%", points / 100);
  if (points % 10 == 0) return fmt::format("{}.{}%", points / 100, points % 100 / 10);
  return fmt::format("{}.{:02}%", points / 100, points % 100);
}

std::optional<Sentence> parse_range(std::string_view value, Range& target) {
  const std::size_t dots = value.find("..");
  const auto low = whole_number(value.substr(0, dots));
  const auto high = dots == std::string_view::npos ? low : whole_number(value.substr(dots + 2));
  if (!low || !high || *low < 1 || *high < *low || *high > longest_delay)
    return say(
        SYNOD_TEXT("expected milliseconds from 1 to 1000000, such as 60 or 40..80, not '%1'"),
        quote(value));
  target = {*low, *high};
  return std::nullopt;
}

std::string print_range(Range range) {
  return range.low == range.high ? fmt::format("{}", range.low)
                                 : fmt::format("{}..{}", range.low, range.high);
}

std::string print_quorum(std::uint32_t size) {
  return size == 0 ? "majority" : std::to_string(size);
}

const char* on_off(bool value) {
  return value ? "on" : "off";
}

std::optional<Sentence> parse_choice(std::string_view value, std::span<const OptionChoice> choices,
                                     std::int64_t& place) {
  std::vector<std::string_view> words;
  for (const OptionChoice& choice : choices) {
    if (choice.word == value) {
      place = static_cast<std::int64_t>(words.size());
      return std::nullopt;
    }
    words.emplace_back(choice.word);
  }
  return say(SYNOD_TEXT("expected one of %1, not '%2'"), fmt::format("{}", fmt::join(words, ", ")),
             quote(value));
}

}  // namespace synod
