// Command 'lesson': synod lesson check FILE…, synod lesson new NAME, synod lesson pack FILE
#include <filesystem>
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/file_run.h"
#include "app/system/command_output.h"
#include "app/system/interrupt.h"
#include "app/system/shipped_folder.h"
#include "app/system/standard_streams.h"
#include "model/base/utf8.h"
#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_template.h"
#include "tutorials/packed_lesson.h"

namespace synod::app {

int check_lessons(const std::vector<std::string>& files) {
  const Interrupt interrupt;
  const LessonWorld world{find_protocol, Glossary::built_in().ids(), &interrupt.flag(),
                          shipped_folder("lessons")};
  const int code = check_lesson_files(files, world, output_stream());
  return interrupt.requested() ? interrupted_code : code;
}

int new_lesson(const std::string& name) {
  namespace fs = std::filesystem;
  fs::path path(name);
  if (path.extension() != ".md") path += ".md";
  std::error_code error;
  if (fs::exists(path, error))
    return fail(path.string() + " is there already: choose another name");
  if (const int code = write_output(lesson_template(), path.string())) return code;
  print_out("{} is written. Check it with: synod lesson check {}\n", path.string(), path.string());
  return 0;
}

namespace {

/// Says what is wrong with a lesson or a scenario that shall be packed; false where anything is.
bool passes(const PackOptions& options, const ParsedLesson& parsed) {
  const LessonWorld world{find_protocol, Glossary::built_in().ids()};
  std::vector<LessonProblem> problems = check_lesson(parsed, world);
  for (const std::string& scenario : options.scenarios) {
    const Verdict verdict = run_file(scenario).verdict;
    if (verdict.error) problems.push_back(*verdict.error);
    for (const ExpectFailure& failure : verdict.failures)
      problems.push_back(
          {scenario, failure.line, failure.column,
           say(SYNOD_TEXT("expected %1, but %2"), quote(failure.expected), failure.actual)});
  }
  for (const LessonProblem& problem : problems) print_error("{}\n", problem.str());
  return problems.empty();
}

}  // namespace

int pack_lesson_file(const PackOptions& options) {
  if (std::filesystem::path(options.lesson).extension() != ".md")
    return fail(
        fmt::format("'{}' is no lesson: name a file that ends in .md", quote(options.lesson)));
  if (!is_packed_lesson(options.output))
    return fail(fmt::format("'{}' would not be opened as a lesson: name a file that ends in {}",
                            quote(options.output), packed_lesson_ending));
  const ParsedLesson parsed = load_lesson(options.lesson);
  if (!passes(options, parsed))
    return fail("nothing was packed: mend what is said above, and pack again");
  const Result<std::string> packed =
      pack_lesson(parsed.lesson, {options.scenarios.begin(), options.scenarios.end()});
  if (!packed) return fail(packed.error().str());
  if (const int code = write_output(*packed, options.output)) return code;
  print_out("{} is written. Open it with: synod {}\n", options.output, options.output);
  return 0;
}

}  // namespace synod::app
