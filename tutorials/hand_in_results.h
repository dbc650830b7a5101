// Results of a class: the hand-ins of a folder, graded, as a table and as a page.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tutorials/hand_in_grade.h"

namespace synod {

/// One file of the folder.
struct HandInResult {
  std::string file;                 ///< Its name, without its folder.
  std::string student;              ///< Empty where it is no hand-in.
  std::string lesson;               ///< The stem of the lesson's file.
  std::string title;                ///< The lesson's; empty where it is not among those given.
  std::optional<Sentence> problem;  ///< Why it has no grades; nothing where it has.
  std::optional<Sentence> remark;   ///< What a teacher should know of its grades.
  std::vector<Grade> grades;
};

/// The most files that are looked at.
inline constexpr std::size_t max_hand_ins = 2'000;

/// Every file `*.synodhandin` of `folder`, by name, graded against the lessons in `lessons`. A file
/// that can't be read, is no hand-in, is one of another lesson, or of another version without the
/// ids of its questions, has a problem instead of grades. One of another version that has them has
/// a remark, and so has an assignment that was handed in again after its answers were shown. Says
/// why where the folder can't be read, or holds too many.
Result<std::vector<HandInResult>> results_in(const std::filesystem::path& folder,
                                             const std::vector<Lesson>& lessons,
                                             const FindProtocol& find_protocol);

/// A line for each student and question or goal, in the order of the files: what was right at
/// first and at last, tries, hints, seconds, and of goals their actions and script. A file without
/// grades has one line that says why.
std::string results_csv(const std::vector<HandInResult>& results);

/// A page (HTML, nothing outside it) that shows, for each lesson, how many were right at each
/// question, the hardest first, and what each student did.
std::string results_page(const std::vector<HandInResult>& results);

}  // namespace synod
