// Journal of a script in a file: what has to be written behind what is there, or all anew.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/scenario/script.h"

namespace synod {

/// Follows what a file has of a history that grows. The file is a scenario at any time: first a
/// whole script, then lines that make what came since, each piece with whole lines only. They say
/// less neatly what a whole script would say, so all is written anew now and then.
class ScriptJournal {
 public:
  /// `written`, a script of the whole history behind a head, is what the file has.
  void begin(const History& history, const Bookmarks& bookmarks, std::string_view written);
  /// The lines to write next. Nothing where all has to be written anew: before `begin`, where
  /// bookmarks changed, and where the file would grow too long.
  std::optional<std::string> more(const History& history, const Bookmarks& bookmarks);
  /// Whether `more` was written since the whole was.
  bool has_more() const { return has_more_; }
  /// Nothing is known of the file.
  void clear() { *this = ScriptJournal(); }

 private:
  bool outgrown() const;

  std::optional<GrowingScript> next_;  ///< Stands where the file ends.
  Bookmarks bookmarks_;
  ScriptSize whole_;  ///< Of what the file began with ...
  ScriptSize added_;  ///< ... and of what came behind it.
  bool ends_line_ = true;
  bool has_more_ = false;
};

}  // namespace synod
