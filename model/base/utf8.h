// UTF-8, checked strictly: which bytes are text, and how much of a text an error quotes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/base/sentence.h"

namespace synod {

/// How many bytes the character at the front of `text`, which is not empty, has; 0 where there is
/// none. As RFC 3629 asks: no longer form than needed, no surrogates, nothing above U+10FFFF.
std::size_t character_size(std::string_view text);
/// Whether a control character stands at the front of `text`: tabs and ends of lines too.
bool is_control(std::string_view text);
/// Whether all of `text` is UTF-8.
bool is_utf8(std::string_view text);

/// What can't stand in a file, and where: line and column from 1, the column in characters.
struct TextFault {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  Sentence why;
};
/// The first that is no UTF-8, or a control character other than a tab or the end of a line.
std::optional<TextFault> text_fault(std::string_view text);

/// As many characters of a text as an error quotes.
inline constexpr std::size_t most_quoted = 60;
/// `text` as an error quotes it: `most_quoted` characters and … where it is longer. What can't be
/// shown, such as a control character, is written as \x1b.
std::string quote(std::string_view text);

}  // namespace synod
