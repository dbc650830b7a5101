// Parser of a lesson: its parts, and every problem in its text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "tutorials/lesson.h"

namespace synod {

/// A lesson and what is wrong with it, in the order of the file. Where there is anything wrong the
/// lesson holds what could be read, and must not be taken.
struct ParsedLesson {
  Lesson lesson;
  std::vector<LessonProblem> problems;
  std::string text;  ///< The text that was read, where it is a file's.
};

/// Reads a lesson. `file` names it in problems. Never fails: whatever `text` is, it says what is
/// wrong with it. Looks at nothing outside `text`.
ParsedLesson parse_lesson(std::string_view text, std::string file = "lesson.md");

/// Reads a lesson's file, of at most `max_lesson_bytes`, and looks whether its pictures are there
/// and in its own folder. Of a packed lesson: whether they are in the same file.
ParsedLesson load_lesson(const std::filesystem::path& path);

}  // namespace synod
