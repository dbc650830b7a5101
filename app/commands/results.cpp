// Command 'lesson results': synod lesson results FOLDER --csv OUT.csv --html OUT.html
#include <algorithm>
#include <filesystem>

#include "app/commands/commands.h"
#include "app/system/output_place.h"
#include "app/system/standard_streams.h"
#include "model/files/write_file.h"
#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/hand_in_results.h"
#include "tutorials/lesson_check.h"

namespace synod::app {

namespace {

namespace fs = std::filesystem;

/// Those that are named, and those beside the hand-ins, by name.
std::vector<std::string> lesson_files_of(const ResultsOptions& options) {
  std::vector<std::string> files = options.lessons;
  std::error_code error;
  fs::directory_iterator entry(options.folder, error);
  for (const fs::directory_iterator end; !error && entry != end; entry.increment(error))
    if (entry->path().extension() == ".md") files.push_back(entry->path().string());
  std::sort(files.begin() + static_cast<std::ptrdiff_t>(options.lessons.size()), files.end());
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

bool write_result(const std::string& text, const std::string& place) {
  if (const auto written = write_file(place, text); !written) {
    print_error("synod: {}\n", refusal_to_write(place, written.error()));
    return false;
  }
  return true;
}

}  // namespace

int lesson_results(const ResultsOptions& options) {
  bool good = true;
  const std::vector<Lesson> lessons = load_lessons(lesson_files_of(options), good);
  const auto results = results_in(options.folder, lessons, find_protocol);
  if (!results) {
    print_error("synod: {}\n", results.error().str());
    return 1;
  }
  const bool printed = options.csv == "-" || (options.csv.empty() && options.page.empty());
  if (printed)
    print_out("{}", results_csv(*results));
  else if (!options.csv.empty())
    good = write_result(results_csv(*results), options.csv) && good;
  if (!options.page.empty()) good = write_result(results_page(*results), options.page) && good;
  return good ? 0 : 1;
}

}  // namespace synod::app
