// From what happened back to the text that makes it happen again.
#pragma once

#include <optional>
#include <string>

#include "model/history.h"
#include "model/scenario/bookmark.h"

namespace synod {

/// The command that does `action` in the world `before` it: what the window shows for a click.
std::string command_text(const Cluster& before, const Action& action);

/// The setup lines that ask for `setup`.
std::string setup_text(const Setup& setup);

/// The scenario that makes this history again, with every branch: the same moments with the same
/// numbers, the same worlds at them, and the same present. Each of `bookmarks` is a comment where
/// its moment is reached. Takes time in proportion to its length.
std::string script_text(const History& history, const Bookmarks& bookmarks = {});

/// Whether little is left until `script` is longer than a scenario may be: who writes it should
/// let it grow no further.
bool is_nearly_too_long(std::string_view script);
/// The same text of a history that grows: what was written once is not written again.
class GrowingScript {
 public:
  /// `script_text(history, bookmarks)`. Costs the new moments and a copy of the text; where the
  /// bookmarks are others than last time, as much as the whole.
  std::string text(const History& history, const Bookmarks& bookmarks);
  /// Forgets everything: another history comes.
  void clear() { *this = GrowingScript(); }

 private:
  void add(const History& history, MomentId id);
  void close();
  void mark(MomentId moment);

  std::optional<Cluster> world_;  ///< After the last moment that was seen.
  MomentId seen_ = 0;
  Bookmarks bookmarks_;
  std::string closed_;     ///< Whole lines, none of which changes any more.
  std::string command_;    ///< The last command; empty where there is none yet.
  std::uint32_t run_ = 0;  ///< How many moments it stands for, where they are the clock's.
};

}  // namespace synod
