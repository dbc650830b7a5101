// Review of lessons: what somebody missed in them, asked once more.
#pragma once

#include <string>
#include <vector>

#include "tutorials/lesson.h"
#include "tutorials/progress.h"

namespace synod {

/// A lesson that was taken, in one form, and what is remembered of it.
struct TakenLesson {
  const Lesson* lesson = nullptr;  ///< Must have passed its check.
  LessonForm form = LessonForm::worked;
  const LessonProgress* progress = nullptr;
};

/// Question or goal of a lesson that a review asks again.
struct MissedItem {
  std::size_t taken = 0;  ///< Which of the lessons that were taken.
  BlockPlace place;       ///< Where it stands there.

  friend bool operator==(const MissedItem&, const MissedItem&) = default;
};

/// What was missed, in the order of the lessons: questions whose first answer was wrong, and, in
/// lessons that were taken to their end, questions that were passed over and goals that were not
/// reached. What was right in a review is missed no longer. Of an assignment that was not handed
/// in nothing is said.
std::vector<MissedItem> missed_in(const std::vector<TakenLesson>& taken);

/// A lesson that asks `items`, each in a step of its own, in the world in which it was asked; and
/// where in that lesson each of them stands.
struct Review {
  Lesson lesson;
  std::vector<BlockPlace> places;  ///< One for each item.
};
/// `title` is that of the lesson, `file` what it is called for errors and pictures.
Review review_of(const std::vector<TakenLesson>& taken, const std::vector<MissedItem>& items,
                 const std::string& title, const std::string& file);

/// Notes in `into`, the progress of the lesson of an item, how the item went in a review: `place`
/// is where the item stands in the lesson, `in_review` where it stands in the review.
void note_review(LessonProgress& into, BlockPlace place, const LessonProgress& review,
                 BlockPlace in_review);

}  // namespace synod
