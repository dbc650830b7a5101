// Last page of a lesson: how it went, and where to go from there.
#pragma once

#include "tutorials/lesson_run.h"
#include "views/lesson/lesson_page.h"

namespace synod::app {

/// What a learner sees at the end. A class was not graded: `for_class` leaves the results out.
views::LessonEnd end_of(const LessonRun& run, const QString& next_lesson, bool for_class);

/// "Lesson 5 · The heart", where the lesson's name begins with a number.
QString lesson_title(const Lesson& lesson);

}  // namespace synod::app
