#include "model/scenario/own_text.h"

#include <algorithm>
#include <string_view>

namespace synod {

namespace {

/// The line that `at` is the beginning of, with its end.
std::string_view line_at(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return text.substr(at, end == std::string_view::npos ? end : end - at + 1);
}

std::string_view line_end(std::string_view line) {
  if (line.ends_with("\r\n")) return "\r\n";
  return line.ends_with('\n') ? "\n" : "";
}

}  // namespace

std::string OwnText::with(const Bookmarks& wanted) const {
  std::string out;
  std::size_t at = 0;
  std::uint32_t number = 1;
  auto mark = marks.begin();
  for (; mark != marks.end() && at < text.size(); ++number) {
    const std::string_view line = line_at(text, at);
    at += line.size();
    if (mark->line != number) {
      out += line;
      continue;
    }
    const MomentId moment = mark++->moment;
    const Bookmark* now = wanted.at(moment);
    const Bookmark* then = bookmarks.at(moment);
    if (now == nullptr) continue;
    if (then != nullptr && *then == *now) {
      out += line;
    } else {
      out += bookmark_line(now->note);
      out += line_end(line);
    }
  }
  return out.append(text, at);
}

std::vector<Bookmark> OwnText::unmarked(const Bookmarks& wanted) const {
  std::vector<Bookmark> found;
  for (const Bookmark& bookmark : wanted.list())
    if (bookmark.moment <= last && bookmarks.at(bookmark.moment) == nullptr)
      found.push_back(bookmark);
  return found;
}

}  // namespace synod
