// Answers that the look of a question gives away.
#pragma once

#include <vector>

#include "tutorials/lesson.h"

namespace synod {

/// Warns of a lesson in which the right one of the choices is the longest in more than half of the
/// questions, or stands at the same place in more than half of those that keep their order. Needs
/// two questions at least.
std::vector<LessonProblem> told_answers(const Lesson& lesson);

}  // namespace synod
