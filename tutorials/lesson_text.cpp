#include "tutorials/lesson_text.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace synod {

namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

}  // namespace

void PlacedString::append(std::string_view text, Place place) {
  if (!text_.empty()) text_ += ' ';
  segments_.push_back({text_.size(), place});
  text_ += text;
}

Place PlacedString::place(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  for (auto segment = segments_.rbegin(); segment != segments_.rend(); ++segment) {
    if (segment->offset > offset) continue;
    const std::string_view before =
        std::string_view(text_).substr(segment->offset, offset - segment->offset);
    return {segment->place.line,
            segment->place.column + static_cast<std::uint32_t>(characters(before))};
  }
  return {};
}

Place PlacedString::place_behind(std::size_t offset, std::size_t count) const {
  while (count > 0 && offset < text_.size()) {
    ++offset;
    while (offset < text_.size() && is_continuation(text_[offset])) ++offset;
    --count;
  }
  return place(offset);
}

PlacedString PlacedString::part(std::size_t from, std::size_t to) const {
  to = std::min(to, text_.size());
  from = std::min(from, to);
  const std::string_view rough = std::string_view(text_).substr(from, to - from);
  const std::string_view fine = trimmed(rough);
  PlacedString part;
  if (fine.empty()) {
    part.segments_.push_back({0, place(from)});
    return part;
  }
  from += static_cast<std::size_t>(fine.data() - rough.data());
  part.text_ = fine;
  part.segments_.push_back({0, place(from)});
  for (const Segment& segment : segments_)
    if (segment.offset > from && segment.offset < from + fine.size())
      part.segments_.push_back({segment.offset - from, segment.place});
  return part;
}

std::vector<TextLine> lines_of(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  std::vector<TextLine> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back({static_cast<std::uint32_t>(lines.size() + 1), line});
  }
  return lines;
}

std::size_t characters(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

namespace {

/// Whether a character of a script without blanks between words begins with these bytes: kana and
/// Chinese characters, U+3040 to U+30FF, U+3400 to U+9FFF and U+20000 on.
bool is_unspaced(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  if (byte(0) == 0xe3) return byte(1) >= 0x81 && (byte(1) <= 0x83 || byte(1) >= 0x90);
  return (byte(0) >= 0xe4 && byte(0) <= 0xe9) || (byte(0) == 0xf0 && byte(1) >= 0xa0);
}

}  // namespace

std::size_t words(std::string_view text) {
  std::size_t count = 0;
  std::size_t unspaced = 0;
  bool counted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) == 0x80) continue;  // It goes on with a character.
    if (is_unspaced(text.substr(i))) {
      ++unspaced;
      counted = false;
    } else if (text[i] == ' ' || text[i] == '\t' || text[i] == '\n') {
      counted = false;
    } else if (!counted && (byte >= 0xc0 || std::isalnum(byte) != 0)) {
      // Between them are signs, and behind them the punctuation of these scripts.
      counted = byte < 0xe2 || (byte >= 0xea && byte <= 0xed);
      count += counted ? 1u : 0u;
    }
  }
  return count + (unspaced + 1) / 2;
}

std::string hash_of(std::string_view text) {
  return fmt::format("{:016x}", XXH64(text.data(), text.size(), 0));
}

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

bool is_blank_line(std::string_view line) {
  return trimmed(line).empty();
}

std::string_view without_comment(std::string_view text) {
  const std::size_t hash = text.find(" # ");
  return trimmed(text.substr(0, hash));
}

}  // namespace synod
