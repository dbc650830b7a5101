// List of lessons, as the start page and the menu show it: those of a course, then all others.
#pragma once

#include <QString>
#include <filesystem>
#include <vector>

#include "tutorials/course.h"

namespace synod::app {

struct ListedLesson {
  std::filesystem::path file;  ///< In the person's language, where it is translated.
  QString group;         ///< The part of its course, or what else it stands under. May be empty.
  bool outside = false;  ///< Is no lesson of the course that is open.
};

/// A lesson, or its translation into the language of the person, where there is one.
std::filesystem::path in_own_language(const std::filesystem::path& lesson);

/// The lessons of `course` in its order, then those in `folders` that it does not have, by name. Of
/// the built-in course these belong to it; `is_open`: of a course that was opened they do not.
std::vector<ListedLesson> listed_lessons(const Course& course, bool is_open,
                                         const std::vector<std::filesystem::path>& folders);

/// "5 · The heart", where the lesson's name begins with a number; the file's name where it has no
/// title.
QString listed_title(const Lesson& lesson);

}  // namespace synod::app
