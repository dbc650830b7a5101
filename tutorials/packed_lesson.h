// Lesson as one file: a zip file of the lesson, its pictures and its scenarios.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/files/files_by_name.h"
#include "tutorials/lesson_parser.h"
#include "tutorials/zip_file.h"

namespace synod {

inline constexpr const char* packed_lesson_ending = ".synodlesson";
inline constexpr std::size_t max_packed_bytes = 50'000'000;  ///< Of the zip file.
inline constexpr std::size_t max_packed_scenario_bytes = 1'000'000;
inline constexpr ZipBounds packed_lesson_bounds{200, 50'000'000};

/// Whether a file's name says that it is a lesson: a text, or one that was packed.
bool is_lesson_file(const std::filesystem::path& path);
bool is_packed_lesson(const std::filesystem::path& path);

/// What a packed lesson holds.
struct PackedLesson {
  std::string name;   ///< Of the lesson's text: "05-the-heart.md".
  std::string text;   ///< The lesson.
  FilesByName files;  ///< All others, by their paths: pictures and scenarios.
};

/// What is in a packed lesson that is not trusted, or why it is refused. It holds one .md at its
/// top, and besides that .synod, .svg, .png and .jpg alone.
Result<PackedLesson> read_packed_lesson(std::string_view zip);

/// Reads a packed lesson, and looks whether its pictures are in it and its scenarios can be read.
/// Problems in its text name the file and the text in it: "heart.synodlesson/heart.md:3:1".
ParsedLesson load_packed_lesson(const std::filesystem::path& path);

/// The scenarios that came in one file with the lesson: their texts by their paths.
FilesByName packed_scenarios(const Lesson& lesson);

/// The path of a picture as names in a packed lesson have it: "./a.svg" is "a.svg".
std::string packed_name(const std::string& path);

/// Packs a lesson that passed its check, with the pictures that it shows and these scenarios. All
/// must lie in the lesson's folder. Gives the bytes of the file: always the same of the same files.
Result<std::string> pack_lesson(const Lesson& lesson,
                                const std::vector<std::filesystem::path>& scenarios);

}  // namespace synod
