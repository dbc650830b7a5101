// Check of a lesson: plays the whole of it without a display, and lists every problem.
#pragma once

#include <atomic>
#include <filesystem>
#include <iosfwd>
#include <set>
#include <string>
#include <vector>

#include "model/scenario/header.h"
#include "tutorials/lesson_parser.h"

namespace synod {

/// What a lesson is checked against.
struct LessonWorld {
  FindProtocol find_protocol;
  std::set<std::string> terms;  ///< Of the glossary; where empty, links to terms are not checked.
  /// Ends the check where it becomes true; may be null.
  const std::atomic<bool>* cancelled = nullptr;
  /// The folder of the built-in lessons, which courses may name.
  std::filesystem::path built_in = {};
};

/// All that is wrong with a lesson that was read, in the order of the file. Where its text is wrong
/// it is not played. Else it is played in the form `worked`: right answers are taken, every `synod`
/// block is run, every condition evaluated, goals reached by their solutions. What can't be played
/// ends the check, since all behind it depends on it.
std::vector<LessonProblem> check_lesson(const ParsedLesson& parsed, const LessonWorld& world);

/// What a check finds.
struct CheckedLesson {
  std::vector<LessonProblem> problems;  ///< As check_lesson says them.
  /// What a lesson without problems gives away: goals that the order of the clock reaches
  /// (easy_way), and questions whose looks tell the answer (told_answers).
  std::vector<LessonProblem> warnings;
};
/// The same check, which plays each goal by the clock as well: that takes longer.
CheckedLesson check_with_warnings(const ParsedLesson& parsed, const LessonWorld& world);

/// Checks lesson files: prints one line a problem and one for each good file to `out`, and how many
/// passed; warnings are printed too, as such. Of a course its lessons are checked. The exit code of
/// `synod lesson check`: 0, or 1 where anything is wrong. Where it is cancelled, the files that are
/// left are not checked.
int check_lesson_files(const std::vector<std::string>& files, const LessonWorld& world,
                       std::ostream& out);

}  // namespace synod
