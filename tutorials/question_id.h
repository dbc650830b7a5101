// Ids of a lesson's questions and goals, by which an edited lesson keeps its answers.
#pragma once

#include "tutorials/lesson.h"
#include "tutorials/progress.h"

namespace synod {

/// The id of every question and goal: the one that the file gives it with `id:`, else a hash of
/// its text, its choices or its condition, in 16 figures. Where two say the same, the later ones
/// have their number behind it. So a question keeps its id when it moves or when another changes.
QuestionIds question_ids(const Lesson& lesson);

/// What is remembered, with each question at the place that it has in `lesson`. What is about a
/// question that `lesson` does not have is left out. Progress that names no ids is taken as it is,
/// and of a translation what has no id of its own counts by its place.
LessonProgress carried_over(const LessonProgress& progress, const Lesson& lesson);

/// The same for what `ids` name, in a lesson of that language.
LessonProgress carried_to(const LessonProgress& progress, const QuestionIds& ids,
                          const std::string& language);

/// How many answers and goals of `progress` are about what `lesson` does not have.
std::size_t left_behind(const LessonProgress& progress, const Lesson& lesson);

}  // namespace synod
