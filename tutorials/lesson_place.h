// Place of a learner in a lesson, so that a changed lesson can be taken up at the very place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/world/action.h"
#include "tutorials/lesson_grade.h"

namespace synod {

/// A place within a step, told by what was done there rather than by numbers of blocks, so that a
/// paragraph more or less moves nothing.
struct LessonPlace {
  /// Outcome of one block that waits for the learner.
  struct Passed {
    std::optional<Answer> answer;  ///< Nothing where it was no question, or was passed over.
    bool by_class = false;
  };
  std::size_t step = 0;
  std::string heading;          ///< Of that step: it is looked for first.
  std::vector<Passed> passed;   ///< Of those blocks of the step that are over, in order.
  std::uint32_t played = 0;     ///< Events of the present block.
  std::vector<Action> own_way;  ///< What was done on the stage since the lesson stood there.
  bool aftermath = false;       ///< That is what a goal left, and the text is about it.
};

}  // namespace synod
