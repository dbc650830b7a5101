// Reviews of the lessons that were taken, one for each part of the course.
#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "app/lesson/lesson_keeper.h"
#include "app/lesson/open_course.h"
#include "tutorials/review.h"

namespace synod::app {

/// Part of the course in which something was missed.
struct PartToReview {
  QString heading;
  int missed = 0;  ///< Questions and goals.
};

/// A review, and the lesson and place of each of its items.
struct LessonReview {
  struct Item {
    ProgressBook::Key lesson;
    BlockPlace place;      ///< Where it stands there.
    BlockPlace in_review;  ///< Where it stands in the review.
  };
  Lesson lesson;
  std::vector<Item> items;
};

/// Finds what was missed, in the lessons of the course and what the keeper remembers of them.
/// `course` and `keeper` must outlive this.
class LessonReviews {
 public:
  LessonReviews(const OpenCourse& course, LessonKeeper& keeper)
      : course_(course), keeper_(keeper) {}

  /// In the order of the course; lessons that stand in none are a part of their own.
  std::vector<PartToReview> parts() const;
  /// The review of one part, or of all of them where `heading` is empty; nothing where nothing was
  /// missed. What is remembered of its lessons is brought to where their questions stand now.
  std::optional<LessonReview> of_part(const QString& heading);
  /// The part that ends with this lesson; nothing where it ends none, or nothing was missed in it.
  std::optional<PartToReview> part_that_ends_with(const QString& file) const;
  /// Remembers how a review went so far.
  void note(const LessonReview& review, const LessonProgress& progress);

 private:
  struct Taken;
  /// The lessons of that part that were taken; of all parts where `heading` is null.
  Taken taken_in(const QString* heading) const;

  const OpenCourse& course_;
  LessonKeeper& keeper_;
};

}  // namespace synod::app
