// Course: lessons in an order, in parts.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tutorials/lesson.h"

namespace synod {

inline constexpr const char* course_ending = ".synodcourse";
inline constexpr std::size_t max_course_bytes = 100'000;
inline constexpr std::size_t max_course_lessons = 300;

struct CourseLesson {
  Place place;                 ///< Its line in the course.
  std::filesystem::path file;  ///< Below the folder of the course, or of the built-in lessons.
};

struct CoursePart {
  std::string heading;  ///< Empty for lessons above the first heading.
  std::vector<CourseLesson> lessons;
};

struct Course {
  std::string file;
  std::string title;
  std::string summary;  ///< May be empty.
  std::vector<CoursePart> parts;
};

/// A course and what is wrong with its text. Where there is anything wrong, it must not be opened.
struct ParsedCourse {
  Course course;
  std::vector<LessonProblem> problems;
};

/// Whether a file's name says that it is a course.
bool is_course_file(const std::filesystem::path& path);

/// Reads a course: a head with title and summary between two lines of '---', then headings of parts
/// and lessons, one a line: `- 05-the-heart.md`, a file below the folder of `file`; or
/// `- built-in: 05-the-heart`, one of the lessons in `built_in`. Looks at nothing outside `text`.
ParsedCourse parse_course(std::string_view text, const std::filesystem::path& file,
                          const std::filesystem::path& built_in);

/// Reads a course's file, of at most `max_course_bytes`. A lesson whose file is a link that leads
/// out of the folder is a problem; one that is not there is none yet: see `missing_lessons`.
ParsedCourse load_course(const std::filesystem::path& path, const std::filesystem::path& built_in);

/// A problem for each lesson whose file is not there.
std::vector<LessonProblem> missing_lessons(const Course& course);

/// The files of its lessons, in their order.
std::vector<std::filesystem::path> lessons_of(const Course& course);

/// What comes behind one of the lessons in a row.
struct LessonBehind {
  bool found = false;          ///< Whether the lesson is one of them.
  std::filesystem::path file;  ///< Empty where it is the last.
};
LessonBehind lesson_behind(const std::vector<std::filesystem::path>& lessons,
                           const std::filesystem::path& lesson);

}  // namespace synod
