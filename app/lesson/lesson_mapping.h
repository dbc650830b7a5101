// Page of a lesson for the panel, made from a lesson that is being taken.
#pragma once

#include <map>
#include <set>

#include "app/lesson/show_of_hands.h"
#include "tutorials/lesson_run.h"
#include "views/lesson/lesson_page.h"

namespace synod::app {

/// How a lesson is given to a class. What a class answers is kept apart from the answers of whoever
/// takes the lesson.
struct Teaching {
  bool on = false;
  std::map<BlockPlace, ShowOfHands> hands;
  std::set<BlockPlace> revealed;  ///< Whose answers were shown.
  std::set<BlockPlace> popular;   ///< Where it was shown what is said of what most hands were for.

  void forget(BlockPlace place) {
    hands.erase(place);
    revealed.erase(place);
    popular.erase(place);
  }
};

/// What a page needs besides the run.
struct PageContext {
  const Teaching& teaching;
  /// Next was pressed once where something is still open.
  bool warned = false;
  /// It plays by itself once the text was read.
  bool reading = false;
  /// What was played last can be seen again.
  bool can_replay = false;
  /// What is wrong with the file as it is now; empty where nothing is.
  QString error = {};
  /// The last page is shown, and this is what it says.
  std::optional<views::LessonEnd> end = {};
};

/// The present step of `run`, as it stands on `stage`.
views::LessonPage page_of(const LessonRun& run, const History& stage, const PageContext& context);

/// The notes for the teacher in the present step, as Markdown; empty where there are none.
QString notes_of(const LessonRun& run);

/// "#a-proposer-asks-first" of a heading, as links within a lesson name it.
QString anchor_of(const std::string& heading);

}  // namespace synod::app
