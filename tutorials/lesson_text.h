// Lines of a lesson's file, and pieces of them that know where they stand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tutorials/lesson.h"

namespace synod {

/// A line, without its end.
struct TextLine {
  std::uint32_t number = 0;
  std::string_view text;
};

/// Text from one or several lines, each part of which knows its place.
class PlacedString {
 public:
  PlacedString() = default;
  PlacedString(std::string_view text, Place place) { append(text, place); }

  void append(std::string_view text, Place place);
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  /// Where the character at byte `offset` stands.
  Place place(std::size_t offset = 0) const;
  /// Where the character `count` characters behind byte `offset` stands.
  Place place_behind(std::size_t offset, std::size_t count) const;
  /// A part of it, without the blanks around it.
  PlacedString part(std::size_t from, std::size_t to = std::string::npos) const;

 private:
  struct Segment {
    std::size_t offset;
    Place place;
  };
  std::string text_;
  std::vector<Segment> segments_;
};

/// The lines of `text`; a byte order mark and CR before LF are passed over.
std::vector<TextLine> lines_of(std::string_view text);
/// How many characters `text` has.
std::size_t characters(std::string_view text);
/// How many words: pieces between blanks that hold a letter or a figure. Of Chinese and Japanese,
/// which have no blanks, two characters count as a word: Synod's own choice.
std::size_t words(std::string_view text);
/// A hash of the text in 16 figures, the same on every machine.
std::string hash_of(std::string_view text);
std::string_view trimmed(std::string_view text);
bool is_blank_line(std::string_view line);
/// Without a comment, which begins with ` # `.
std::string_view without_comment(std::string_view text);

}  // namespace synod
