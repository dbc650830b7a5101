// Result of a lesson: what was right, what was reached, and what was passed over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tutorials/lesson.h"
#include "tutorials/progress.h"

namespace synod {

/// Result of one question or goal.
struct LessonItem {
  enum class How : std::uint8_t {
    right,         ///< Right at once, or reached.
    right_in_end,  ///< Right after another try.
    wrong,         ///< The last answer was not right.
    open           ///< Passed over, or never come to.
  };
  BlockPlace place;
  How how = How::open;
  bool goal = false;
  std::string text;                      ///< The question, or what was to be reached.
  std::optional<std::uint32_t> actions;  ///< The fewest to the goal.
  std::optional<std::uint32_t> par;

  friend bool operator==(const LessonItem&, const LessonItem&) = default;
};

/// All questions and goals of a lesson in one of its forms, in their order.
struct LessonResult {
  std::vector<LessonItem> items;

  std::size_t count(bool goals) const;
  std::size_t count(bool goals, LessonItem::How how) const;
};

/// A goal that can't be done is none of them: its proof is its end.
LessonResult result_of(const Lesson& lesson, LessonForm form, const LessonProgress& progress);

}  // namespace synod
