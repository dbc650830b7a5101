// Last page of a lesson: how it went, and where to go from there.
#pragma once

#include "tutorials/lesson_run.h"
#include "views/lesson/lesson_page.h"

namespace synod::app {

/// What a learner sees at the end. A class was not graded: `for_class` leaves the results out.
views::LessonEnd end_of(const LessonRun& run, const QString& next_lesson, bool for_class);

/// The file that comes behind `file` in its folder; empty where it is the last.
QString lesson_behind(const QString& file);

/// "Lesson 5 · The heart", from a file whose name begins with a number.
QString lesson_title(const QString& file, const std::string& title);

}  // namespace synod::app
