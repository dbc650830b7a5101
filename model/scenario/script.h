// Script of a history: the scenario that makes it happen again.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "model/line/history.h"
#include "model/scenario/bookmark.h"
#include "model/scenario/command.h"
#include "model/scenario/own_text.h"

namespace synod {

/// The command that does `action` in the world `before` it: what the window shows for a click.
std::string command_text(const Cluster& before, const Action& action);

/// The setup lines that ask for `setup`.
std::string setup_text(const Setup& setup);

/// The scenario that makes this history again, with every branch: the same moments with the same
/// numbers, the same worlds at them, and the same present. Each of `bookmarks` is a comment where
/// its moment is reached. Takes time in proportion to its length.
std::string script_text(const History& history, const Bookmarks& bookmarks = {});

/// How long a script may be that opens again.
struct ScriptBounds {
  std::size_t bytes = max_scenario_bytes;
  std::size_t lines = max_scenario_lines;
};

/// How long a script is.
struct ScriptSize {
  std::size_t bytes = 0;
  std::size_t lines = 0;
};
ScriptSize size_of(std::string_view script);

/// Whether little is left until `script` is longer than a scenario may be: a run should
/// grow no further then.
bool is_nearly_too_long(const ScriptSize& script, const ScriptBounds& bounds = {});
/// Whether `script` is longer than a scenario may be: it would never open again.
bool is_too_long(const ScriptSize& script, const ScriptBounds& bounds = {});

/// The same text of a history that grows: what was written once is not written again.
class GrowingScript {
 public:
  GrowingScript() = default;
  /// The history was made from `own`, which may be null: the script begins with its text.
  explicit GrowingScript(std::shared_ptr<const OwnText> own) : own_(std::move(own)) {}

  /// `script_text(history, bookmarks)`. Costs the new moments and a copy of the text; where the
  /// bookmarks are others than last time, as much as the whole.
  std::string text(const History& history, const Bookmarks& bookmarks);
  /// How long that text is. Costs the new moments alone, where the bookmarks are the same.
  ScriptSize size(const History& history, const Bookmarks& bookmarks);
  /// What a file of this history says. As `text`, but where nothing was added to the own text, it
  /// stays as it is, wherever in it the present is.
  std::string file_text(const History& history, const Bookmarks& bookmarks);
  /// Null where there is none.
  const OwnText* own() const { return own_.get(); }
  /// The bytes at the beginning of the last `text` that are of the own text.
  std::size_t own_bytes() const { return own_lines_.size(); }
  /// Stands behind any text that makes `history` and ends at its present: what comes from there is
  /// given by `more`.
  static GrowingScript behind(const History& history, const Bookmarks& bookmarks);
  /// Whole lines that make what is new since the last call, and end at the present. Empty where
  /// nothing is. Costs the new moments.
  std::string more(const History& history);
  /// Forgets everything: another history comes.
  void clear() { *this = GrowingScript(); }

 private:
  void follow(const History& history, const Bookmarks& bookmarks);
  std::string tail(const History& history) const;
  void begin(const History& history, const Bookmarks& bookmarks);
  void begin_behind(const OwnText& own, const History& history);
  void add(const History& history, MomentId id);
  void go_to(MomentId moment);
  void close();
  void mark(MomentId moment);
  void put(std::string_view line);

  std::shared_ptr<const OwnText> own_;
  std::optional<Cluster> world_;  ///< Where the text stands; nothing before it is begun.
  MomentId seen_ = 0;             ///< The last moment that the text makes.
  MomentId at_ = 0;               ///< Where whoever runs the text stands.
  bool waits_ = false;            ///< And waits, so it must be told to go to where it is.
  Bookmarks bookmarks_;
  std::string own_lines_;  ///< What is left of the own text.
  ScriptSize own_size_;
  std::string closed_;     ///< Whole lines behind it, none of which changes any more.
  std::size_t lines_ = 0;  ///< So many.
  std::string command_;    ///< The last command; empty where there is none yet.
  std::uint32_t run_ = 0;  ///< How many moments it stands for, where they are the clock's.
};

}  // namespace synod
