// Merge of progress in lessons: two machines, or two people at one.
#pragma once

#include "tutorials/progress.h"

namespace synod {

/// Takes what `from` knows into `into`, lesson by lesson. Of each question and goal that stays
/// which is further: a right answer, the fewer actions with the way that they took, more hints and
/// seconds. Where both are as far, `into` stays. Nothing that is in only one of them is lost.
void merge_progress(ProgressBook& into, const ProgressBook& from);

/// The same of one lesson. Where it was edited between the two, each fact of `other` goes to where
/// its question stands in `into`; what `into` does not ask is left out.
LessonProgress merged(LessonProgress into, const LessonProgress& other);

}  // namespace synod
