// Hand-in of a lesson: who did what, in one file that is graded by playing it.
#pragma once

#include <string>
#include <string_view>

#include "model/base/sentence.h"
#include "tutorials/progress.h"

namespace synod {

/// What somebody did in one form of one lesson.
struct HandIn {
  std::string student;
  std::string lesson;   ///< The stem of its file: "05-the-heart".
  std::string version;  ///< That of the lesson's file, as `Lesson::version`.
  LessonForm form = LessonForm::worked;
  LessonProgress progress;

  friend bool operator==(const HandIn&, const HandIn&) = default;
};

/// The most that a hand-in may hold.
inline constexpr std::size_t max_hand_in_bytes = 1'000'000;
/// The most bytes of a student's name.
inline constexpr std::size_t max_student_bytes = 200;

/// The whole file; `read_hand_in` gives the same again.
std::string hand_in_text(const HandIn& hand_in);

/// Reads a file that is not trusted. Says what is wrong where it is no hand-in, or where a line of
/// it can't be read.
Result<HandIn> read_hand_in(std::string_view text);

}  // namespace synod
