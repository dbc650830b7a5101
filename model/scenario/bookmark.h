// Bookmarks: moments that a person wants to come back to, each with a note.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/line/history.h"

namespace synod {

/// A moment and why it is worth a visit.
struct Bookmark {
  MomentId moment = 0;
  std::string note;

  friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

/// A note has at most this many bytes; what is beyond is cut off between two characters.
inline constexpr std::size_t max_note_bytes = 400;
inline constexpr std::size_t max_bookmarks = 200;

/// The bookmarks of a history, at most one a moment, ordered by moment. Their numbers count from 1
/// in that order.
class Bookmarks {
 public:
  /// Adds one, or gives the one that stands there another note. False where there are
  /// `max_bookmarks` already; then nothing changes.
  bool put(MomentId moment, std::string_view note);
  /// False where none stands there.
  bool remove(MomentId moment);
  void clear() { list_.clear(); }

  const std::vector<Bookmark>& list() const { return list_; }
  /// Null where none stands there.
  const Bookmark* at(MomentId moment) const;

  friend bool operator==(const Bookmarks&, const Bookmarks&) = default;

 private:
  std::vector<Bookmark> list_;
};

/// The line of a script that marks the moment it stands at: a comment, so that whoever knows no
/// bookmarks passes over it.
std::string bookmark_line(std::string_view note);

/// The note in a comment (what stands behind its `#`); nothing where it is any other comment.
std::optional<std::string> bookmark_note(std::string_view comment);

}  // namespace synod
