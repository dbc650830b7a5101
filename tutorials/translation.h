// Translation of a lesson, in a file beside it: `05-the-heart.zh.md` beside `05-the-heart.md`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tutorials/lesson.h"

namespace synod {

/// Whether the file is named as a translation is, and its original stands beside it.
bool is_translation(const std::filesystem::path& file);
/// The original of a translation; of any other file, the file.
std::filesystem::path original_of(const std::filesystem::path& file);
/// The name by which progress knows a lesson in all languages: "05-the-heart".
std::string lesson_name(const std::filesystem::path& file);
inline std::string lesson_name(const Lesson& lesson) {
  return lesson_name(std::filesystem::path(lesson.file));
}
/// The translation of `original` into a language ("zh_CN", or "zh" where there is none for that
/// land); the original where there is none. Looks at nothing but the files beside it.
std::filesystem::path lesson_in(const std::filesystem::path& original, const std::string& language);

/// Where a translation is not the same lesson as its original: other steps or blocks, answers,
/// conditions, commands or goals; and a `lang` that is not that of its name.
std::vector<LessonProblem> translation_problems(const Lesson& translation, const Lesson& original);

}  // namespace synod
