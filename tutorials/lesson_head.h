// Front matter of a lesson.
#pragma once

#include <span>

#include "tutorials/lesson_problems.h"
#include "tutorials/lesson_text.h"

namespace synod {

/// Reads the front matter and returns how many lines it takes. Where there is none,
/// or where it has no end, says so and takes no line.
std::size_t read_head(std::span<const TextLine> lines, LessonHead& head, LessonProblems& problems);

}  // namespace synod
