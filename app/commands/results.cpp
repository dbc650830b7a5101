// Command 'lesson results': synod lesson results FOLDER --csv OUT.csv --html OUT.html
#include <filesystem>

#include "app/commands/commands.h"
#include "app/system/command_output.h"
#include "app/system/standard_streams.h"
#include "model/files/files_in.h"
#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/hand_in_results.h"
#include "tutorials/lesson_check.h"
#include "tutorials/packed_lesson.h"

namespace synod::app {

namespace {

namespace fs = std::filesystem;

/// Those that are named, and those beside the hand-ins, by name.
std::vector<std::string> lesson_files_of(const ResultsOptions& options) {
  std::vector<std::string> files = options.lessons;
  // Where the folder can't be read, its hand-ins say so.
  for (const char* ending : {".md", packed_lesson_ending})
    if (const auto beside = files_in(options.folder, ending, max_hand_ins))
      for (const fs::path& file : *beside) files.push_back(file.string());
  return files;
}

/// The lessons that pass their check; of others their problems are said, and false is left in
/// `good`.
std::vector<Lesson> load_lessons(const std::vector<std::string>& files, bool& good) {
  const LessonWorld world{find_protocol, Glossary::built_in().ids()};
  std::vector<Lesson> lessons;
  for (const std::string& file : files) {
    ParsedLesson parsed = load_lesson(file);
    const std::vector<LessonProblem> problems = check_lesson(parsed, world);
    for (const LessonProblem& problem : problems) print_error("{}\n", problem.str());
    good = good && problems.empty();
    if (problems.empty()) lessons.push_back(std::move(parsed.lesson));
  }
  return lessons;
}

}  // namespace

int lesson_results(const ResultsOptions& options) {
  bool good = true;
  const std::vector<Lesson> lessons = load_lessons(lesson_files_of(options), good);
  const auto results = results_in(options.folder, lessons, find_protocol);
  if (!results) return fail(results.error().str());
  const bool nowhere = options.csv.empty() && options.page.empty();
  int code = good ? 0 : 1;
  if (nowhere || !options.csv.empty())
    code |= write_output(results_csv(*results), nowhere ? "-" : options.csv);
  if (!options.page.empty()) code |= write_output(results_page(*results), options.page);
  return code;
}

}  // namespace synod::app
