#include "tutorials/packed_lesson.h"

#include <algorithm>
#include <memory>

#include "model/base/utf8.h"
#include "model/files/picture_file.h"
#include "model/files/read_file.h"
#include "model/scenario/command.h"
#include "model/scenario/parser.h"
#include "tutorials/lesson_markdown.h"
#include "tutorials/lesson_problems.h"

namespace synod {

namespace fs = std::filesystem;

namespace {

std::string ending_of(const std::string& name) {
  return lowered(fs::path(name).extension().string());
}

bool is_scenario(const std::string& name) {
  return ending_of(name) == ".synod";
}

bool is_picture(const std::string& name) {
  const std::string ending = ending_of(name);
  return ending == ".svg" || ending == ".png" || ending == ".jpg" || ending == ".jpeg";
}

Sentence too_large(const std::string& name, std::size_t most) {
  return say(SYNOD_TEXT("'%1' in it has more than %2 bytes. Make it smaller, and pack the lesson "
                        "again"),
             quote(name), std::to_string(most));
}

/// Why a file can't stand in a packed lesson beside its text; an empty sentence where it can.
Sentence refusal_beside(const std::string& name, const std::string& bytes) {
  const std::size_t most = is_scenario(name) ? max_packed_scenario_bytes : most_picture_bytes;
  if (!is_scenario(name) && !is_picture(name))
    return say(SYNOD_TEXT("'%1' in it is no part of a lesson. Leave it out: a lesson has pictures "
                          "that end in .svg, .png or .jpg, and scenarios that end in .synod"),
               quote(name));
  return bytes.size() > most ? too_large(name, most) : Sentence{};
}

/// What is wrong with the files of a packed lesson, which are not looked at before they are shown.
void check_files(const ParsedLesson& parsed, const FilesByName& files, LessonProblems& problems) {
  for (const PictureLink& link : parsed.lesson.pictures) {
    const auto found = files.find(packed_name(link.path));
    if (found == files.end()) {
      problems.add(link.place, say(SYNOD_TEXT("there is no picture '%1' in the packed lesson"),
                                   quote(link.path)));
    } else if (const auto picture = picture_of(found->second); !picture) {
      problems.add(link.place,
                   say(SYNOD_TEXT("'%1' can't be shown: %2"), quote(link.path), picture.error()));
    }
  }
  for (const auto& [name, bytes] : files) {
    if (!is_scenario(name)) continue;
    const auto scenario = parse_scenario(bytes, name);
    if (!scenario)
      problems.add({}, say(SYNOD_TEXT("'%1', line %2: %3"), quote(name),
                           std::to_string(scenario.error().line), scenario.error().why));
  }
}

/// Where a file that is to be packed lies in the lesson's folder.
Result<std::string> name_in(const fs::path& folder, const fs::path& file) {
  std::error_code error;
  const fs::path root = fs::canonical(folder.empty() ? "." : folder, error);
  const fs::path real = error ? fs::path() : fs::canonical(file, error);
  if (error) return say(SYNOD_TEXT("there is no file '%1'"), quote(file.string()));
  const auto [end, rest] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
  if (end != root.end())
    return say(SYNOD_TEXT("'%1' is outside the lesson's folder. Put it beside the lesson"),
               quote(file.string()));
  return real.lexically_relative(root).generic_string();
}

/// Adds the scenario at `path` to what is packed.
Sentence add_scenario(const fs::path& folder, const fs::path& path, FilesByName& files) {
  const Result<std::string> name = name_in(folder, path);
  if (!name) return name.error();
  if (!is_scenario(*name))
    return say(SYNOD_TEXT("'%1' is no scenario: expected a file that ends in .synod"),
               quote(path.string()));
  const Result<std::string> text = read_text_file(path, max_packed_scenario_bytes);
  if (!text) return say(SYNOD_TEXT("'%1' can't be packed: %2"), quote(path.string()), text.error());
  files[*name] = *text;
  return {};
}

}  // namespace

bool is_packed_lesson(const fs::path& path) {
  return path.extension() == packed_lesson_ending;
}

bool is_lesson_file(const fs::path& path) {
  return path.extension() == ".md" || is_packed_lesson(path);
}

std::string packed_name(const std::string& path) {
  return fs::path(path).lexically_normal().generic_string();
}

FilesByName packed_scenarios(const Lesson& lesson) {
  FilesByName scenarios;
  if (!lesson.files) return scenarios;
  for (const auto& [name, bytes] : *lesson.files)
    if (is_scenario(name)) scenarios.emplace(name, bytes);
  return scenarios;
}

Result<PackedLesson> read_packed_lesson(std::string_view zip) {
  Result<FilesByName> files = read_zip(zip, packed_lesson_bounds);
  if (!files) return files.error();
  PackedLesson packed;
  for (auto& [name, bytes] : *files) {
    if (ending_of(name) != ".md") {
      if (auto why = refusal_beside(name, bytes); !why.empty()) return why;
      packed.files.emplace(name, std::move(bytes));
      continue;
    }
    if (name.find('/') != std::string::npos || !packed.name.empty())
      return say(SYNOD_TEXT("'%1' is a second lesson in it, or in a folder. Pack one lesson, "
                            "which stands outside all folders"),
                 quote(name));
    if (bytes.size() > max_lesson_bytes) return too_large(name, max_lesson_bytes);
    packed.name = name;
    packed.text = std::move(bytes);
  }
  if (packed.name.empty())
    return say(
        SYNOD_TEXT("it holds no lesson: expected a file that ends in .md, outside all "
                   "folders. Pack it with 'synod lesson pack'"));
  return packed;
}

ParsedLesson load_packed_lesson(const fs::path& path) {
  LessonProblems problems(path.string());
  const auto refused = [&](const Sentence& why) {
    problems.add({}, why);
    return ParsedLesson{Lesson{.file = path.string()}, problems.take(), {}};
  };
  const Result<std::string> zip = read_text_file(path, max_packed_bytes);
  if (!zip) return refused(zip.error());
  Result<PackedLesson> packed = read_packed_lesson(*zip);
  if (!packed) return refused(packed.error());
  ParsedLesson parsed = parse_lesson(packed->text, (path / packed->name).string());
  LessonProblems in_text(parsed.lesson.file);
  for (LessonProblem& problem : parsed.problems)
    in_text.add({problem.line, problem.column}, std::move(problem.why));
  check_files(parsed, packed->files, in_text);
  parsed.problems = in_text.take();
  parsed.text = std::move(packed->text);
  parsed.lesson.files = std::make_shared<const FilesByName>(std::move(packed->files));
  return parsed;
}

Result<std::string> pack_lesson(const Lesson& lesson, const std::vector<fs::path>& scenarios) {
  const fs::path path(lesson.file);
  const fs::path folder = path.parent_path();
  FilesByName files;
  const Result<std::string> text = read_text_file(path, max_lesson_bytes);
  if (!text) return text.error();
  files[path.filename().string()] = *text;
  for (const PictureLink& link : lesson.pictures) {
    if (auto why = picture_refusal(folder, link.path)) return *why;
    const Result<PictureFile> picture = read_picture_file(folder / link.path);
    if (!picture) return picture.error();
    files[packed_name(link.path)] = picture->bytes;
  }
  for (const fs::path& scenario : scenarios)
    if (auto why = add_scenario(folder, scenario, files); !why.empty()) return why;
  Result<std::string> zip = made_zip(files);
  if (!zip) return zip;
  // What can't be opened again is told now.
  if (const auto again = read_packed_lesson(*zip); !again) return again.error();
  return zip;
}

}  // namespace synod
