#include "model/base/utf8.h"

#include <algorithm>
#include <fmt/format.h>

namespace synod {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// The least and the most that the second byte may be: what lies outside is too long a form, a
/// surrogate, or above U+10FFFF.
std::pair<unsigned, unsigned> second_byte(unsigned lead) {
  switch (lead) {
    case 0xe0: return {0xa0, 0xbf};
    case 0xed: return {0x80, 0x9f};
    case 0xf0: return {0x90, 0xbf};
    case 0xf4: return {0x80, 0x8f};
    default: return {0x80, 0xbf};
  }
}

/// Some systems end a line with \r\n, and some tools make \r\r\n of that.
bool is_end_of_line(std::string_view text) {
  if (text[0] != '\r') return text[0] == '\n';
  return text.size() == 1 || text[1] == '\r' || text[1] == '\n';
}

}  // namespace

std::size_t character_size(std::string_view text) {
  const unsigned lead = byte_at(text, 0);
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (text.size() < size) return 0;
  const auto [least, most] = second_byte(lead);
  if (byte_at(text, 1) < least || byte_at(text, 1) > most) return 0;
  for (std::size_t i = 2; i < size; ++i)
    if ((byte_at(text, i) & 0xc0) != 0x80) return 0;
  return size;
}

bool is_control(std::string_view text) {
  const unsigned lead = byte_at(text, 0);
  // U+0080 to U+009F are control characters too, and some terminals obey them.
  return lead < 0x20 || lead == 0x7f ||
         (lead == 0xc2 && text.size() > 1 && byte_at(text, 1) >= 0x80 && byte_at(text, 1) < 0xa0);
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::optional<TextFault> text_fault(std::string_view text) {
  TextFault place;
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (size == 0) {
      place.why = say(SYNOD_TEXT("this is not UTF-8"));
      return place;
    }
    if (is_control(text) && text[0] != '\t' && !is_end_of_line(text)) {
      place.why = say(SYNOD_TEXT("a control character can't stand here"));
      return place;
    }
    place.column = text[0] == '\n' ? 1 : place.column + 1;
    place.line += text[0] == '\n';
    text.remove_prefix(size);
  }
  return std::nullopt;
}

std::string quote(std::string_view text) {
  std::string quoted;
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == most_quoted) return quoted + "…";
    const std::size_t size = is_control(text) ? 0 : character_size(text);
    if (size == 0) {
      quoted += fmt::format("\\x{:02x}", byte_at(text, 0));
    } else {
      quoted += text.substr(0, size);
    }
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return quoted;
}

}  // namespace synod
