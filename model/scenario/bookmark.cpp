#include "model/scenario/bookmark.h"

#include <algorithm>

#include "model/base/utf8.h"

namespace synod {

namespace {

constexpr std::string_view bookmark_sign = ": bookmark";

/// With a blank for each sign that can't be seen, and � for what is no text: a script with the note
/// can be read again.
std::string readable(std::string_view text) {
  std::string readable;
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (size == 0) {
      readable += "�";
    } else if (is_control(text) && text[0] != '\n') {
      readable += ' ';
    } else {
      readable += text.substr(0, size);
    }
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return readable;
}

/// Within the bound, and without signs that can't be seen or blanks at its ends.
std::string trimmed(std::string_view text) {
  const std::string seen = readable(text);
  std::string_view note(seen);
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!note.empty() && blank(note.front())) note.remove_prefix(1);
  if (note.size() > max_note_bytes) {
    std::size_t end = max_note_bytes;
    // Not within a character: its later bytes begin with 10.
    while (end > 0 && (static_cast<unsigned char>(note[end]) & 0xc0) == 0x80) --end;
    note = note.substr(0, end);
  }
  while (!note.empty() && blank(note.back())) note.remove_suffix(1);
  return std::string(note);
}

auto place_in(auto& list, MomentId moment) {
  return std::lower_bound(list.begin(), list.end(), moment,
                          [](const Bookmark& b, MomentId id) { return b.moment < id; });
}

}  // namespace

bool Bookmarks::put(MomentId moment, std::string_view note) {
  const auto place = place_in(list_, moment);
  if (place != list_.end() && place->moment == moment) {
    place->note = trimmed(note);
    return true;
  }
  if (list_.size() >= max_bookmarks) return false;
  list_.insert(place, {moment, trimmed(note)});
  return true;
}

bool Bookmarks::remove(MomentId moment) {
  return std::erase_if(list_, [&](const Bookmark& b) { return b.moment == moment; }) != 0;
}

const Bookmark* Bookmarks::at(MomentId moment) const {
  const auto place = place_in(list_, moment);
  return place != list_.end() && place->moment == moment ? &*place : nullptr;
}

std::string bookmark_line(std::string_view note) {
  std::string line = "#" + std::string(bookmark_sign);
  const std::string kept = trimmed(note);
  if (!kept.empty()) line += ' ';
  for (char c : kept) {
    if (c == '\\') {
      line += "\\\\";
    } else if (c == '\n') {
      line += "\\n";
    } else {
      line += c;
    }
  }
  return line;
}

std::optional<std::string> bookmark_note(std::string_view comment) {
  if (!comment.starts_with(bookmark_sign)) return std::nullopt;
  comment.remove_prefix(bookmark_sign.size());
  if (!comment.empty() && comment.front() != ' ') return std::nullopt;
  std::string note;
  for (std::size_t i = 0; i < comment.size(); ++i) {
    if (comment[i] != '\\') {
      note += comment[i];
      continue;
    }
    if (++i == comment.size()) return std::nullopt;
    if (comment[i] != 'n' && comment[i] != '\\') return std::nullopt;
    note += comment[i] == 'n' ? '\n' : '\\';
  }
  return trimmed(note);
}

}  // namespace synod
