// Entries of the start page, as plain values.
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

namespace synod::views {

/// Something that the start page can open.
struct StartEntry {
  enum class Kind : std::uint8_t { lesson, scenario, free_play, recent };
  Kind kind = Kind::scenario;
  QString key;   ///< Names it to whoever opens it or draws it; no two entries share one.
  QString mark;  ///< A short name before the title: "1", "BP-04". May be empty.
  QString title;
  QString text;   ///< What it is about, in a sentence or two.
  QString facts;  ///< "9 min · first steps", or where it is from.
  QString group;  ///< The heading that it stands under; empty for none.
  int step = 0;   ///< Of a lesson that was begun: how many steps are behind the learner, …
  int steps = 0;  ///< … of so many.
  bool done = false;
  bool outside = false;  ///< Of a lesson: no lesson of the course that is open.

  bool begun() const { return done || step > 0; }
  /// All that can be read of it.
  QString words() const;
  /// Whether every word of `search` stands somewhere in it, in any case.
  bool holds(const QString& search) const;
};

/// All that the start page shows, in the order in which it is shown.
using StartEntries = std::vector<StartEntry>;

/// The lesson to go on with, of the course that is open: the first that was begun and not done,
/// else the first that was not done, else the first of all. Null where there is no lesson.
const StartEntry* next_lesson(const StartEntries& entries);

/// How many lessons of the course that is open are done, and how many it has.
struct LessonCount {
  int done = 0;
  int all = 0;
};
LessonCount lesson_count(const StartEntries& entries);

/// The entries of one kind.
StartEntries entries_of(const StartEntries& entries, StartEntry::Kind kind);

/// The entries in which every word of `search` stands somewhere, in any case.
StartEntries found(const StartEntries& entries, const QString& search);

}  // namespace synod::views
