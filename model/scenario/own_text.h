// Text of a file that a run was made from: what people wrote there stays when the run is saved.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/line/history.h"
#include "model/scenario/bookmark.h"

namespace synod {

/// A line that marks a moment with a bookmark.
struct MarkLine {
  std::uint32_t line = 0;  ///< Counted from 1.
  MomentId moment = 0;

  friend bool operator==(const MarkLine&, const MarkLine&) = default;
};

/// The text of a file, with its comments, its `expect` lines and its own way of saying things, and
/// what came of it. What happened later is written behind it, so it makes the same moments with the
/// same numbers again, and every line of it stands where it stood.
struct OwnText {
  std::string text;
  std::vector<MarkLine> marks;
  Bookmarks bookmarks;   ///< Those that `marks` make.
  MomentId last = 0;     ///< The newest moment that the text makes.
  MomentId present = 0;  ///< The moment that it ends at.
  bool waits = false;  ///< It ends with `run for`: an action behind it would come later than here.

  /// The text with its bookmarks as they are in `wanted`: lines of those that are gone are left
  /// out, others say what they say now, and all else is byte for byte as it was.
  std::string with(const Bookmarks& wanted) const;
  /// Those of `wanted` at moments of the text that no line of it marks.
  std::vector<Bookmark> unmarked(const Bookmarks& wanted) const;
};

}  // namespace synod
