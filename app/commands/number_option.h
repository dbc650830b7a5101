// Options of the command line that take a number: each says its range, and what it got instead.
#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <type_traits>

#include "model/base/utf8.h"

namespace synod::app {

/// The number that all of `text` is; nothing where it is none, or does not fit.
template <class Number>
std::optional<Number> whole_text_as_number(const std::string& text) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  if constexpr (std::is_floating_point_v<Number>)
    if (!std::isfinite(number)) return std::nullopt;
  return number;
}

/// What the help calls such a number.
template <class Number>
constexpr const char* kind_of = std::is_floating_point_v<Number> ? "FLOAT"
                                : std::is_unsigned_v<Number>     ? "UINT"
                                                                 : "INT";

/// Declares an option that takes a number from `least` to `most`.
template <class Number>
CLI::Option* add_number(CLI::App& app, const char* name, Number& value, const char* help,
                        std::type_identity_t<Number> least, std::type_identity_t<Number> most) {
  const auto read = [name, &value, least, most](const std::string& text) {
    const auto number = whole_text_as_number<Number>(text);
    if (!number || *number < least || *number > most)
      throw CLI::ValidationError(
          name, fmt::format("expected a {}number from {} to {}, got '{}'",
                            std::is_integral_v<Number> ? "whole " : "", least, most, quote(text)));
    value = *number;
  };
  return app.add_option_function<std::string>(name, read, help)
      ->type_name(fmt::format("{}:{}..{}", kind_of<Number>, least, most));
}

/// The same, and the help tells what it is without.
template <class Number>
CLI::Option* add_number_with_default(CLI::App& app, const char* name, Number& value,
                                     const char* help, std::type_identity_t<Number> least,
                                     std::type_identity_t<Number> most) {
  return add_number(app, name, value, help, least, most)->default_str(fmt::format("{}", value));
}

struct PixelSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};

/// "1920x1080" of at least `least` and at most 7680x4320; nothing where it is none.
inline std::optional<PixelSize> picture_size(const std::string& text, PixelSize least) {
  const std::size_t cross = text.find('x');
  if (cross == std::string::npos) return std::nullopt;
  const auto width = whole_text_as_number<std::uint32_t>(text.substr(0, cross));
  const auto height = whole_text_as_number<std::uint32_t>(text.substr(cross + 1));
  if (!width || !height || *width < least.width || *height < least.height || *width > 7680 ||
      *height > 4320)
    return std::nullopt;
  return PixelSize{*width, *height};
}

/// For options that name a file: an empty name is none.
inline std::string named(const std::string& text) {
  return text.empty() ? "expected a name, got none" : "";
}

}  // namespace synod::app
