#include "tutorials/hand_in_results.h"

#include <filesystem>

#include "model/files/files_in.h"
#include "model/files/read_file.h"
#include "model/report/csv.h"
#include "tutorials/question_id.h"
#include "tutorials/translation.h"

namespace synod {

namespace {

namespace fs = std::filesystem;

constexpr const char* how_words[] = {"right", "wrong", "open"};

const char* word_of(Grade::How how) {
  return how_words[static_cast<std::size_t>(how)];
}

const Lesson* lesson_called(const std::vector<Lesson>& lessons, const std::string& stem) {
  for (const Lesson& lesson : lessons)
    if (lesson_name(lesson.file) == stem) return &lesson;
  return nullptr;
}

std::optional<Sentence> remark_on(const HandIn& hand_in, const Lesson& lesson) {
  if (lesson.version != hand_in.version)
    return say(
        SYNOD_TEXT("it is of another version of the lesson; answers to questions that are no "
                   "longer there: %1"),
        std::to_string(left_behind(hand_in.progress, lesson)));
  if (lesson.head.assignment && hand_in.progress.handed_in)
    return say(SYNOD_TEXT("it was handed in again after its answers were shown"));
  return std::nullopt;
}

void grade(HandInResult& result, const HandIn& hand_in, const std::vector<Lesson>& lessons,
           const FindProtocol& find_protocol) {
  const Lesson* lesson = lesson_called(lessons, hand_in.lesson);
  if (lesson == nullptr) {
    result.problem =
        say(SYNOD_TEXT("it is about lesson '%1', which is not among those given"), hand_in.lesson);
  } else if (lesson->version != hand_in.version && hand_in.progress.ids.empty()) {
    result.problem = say(SYNOD_TEXT("it is of another version of the lesson: %1, not %2"),
                         hand_in.version, lesson->version);
  } else {
    result.title = lesson->head.title;
    result.grades = grades_of(*lesson, hand_in, find_protocol);
    result.remark = remark_on(hand_in, *lesson);
  }
}

HandInResult result_of_file(const fs::path& file, const std::vector<Lesson>& lessons,
                            const FindProtocol& find_protocol) {
  HandInResult result{.file = file.filename().string()};
  const auto text = read_text_file(file, max_hand_in_bytes);
  if (!text) {
    result.problem = text.error();
    return result;
  }
  const auto hand_in = read_hand_in(*text);
  if (!hand_in) {
    result.problem = hand_in.error();
    return result;
  }
  result.student = hand_in->student;
  result.lesson = hand_in->lesson;
  grade(result, *hand_in, lessons, find_protocol);
  return result;
}

/// A spreadsheet would take a text that begins so for a formula.
std::string plain_cell(const std::string& text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  return formula ? "'" + text : text;
}

std::string place_text(BlockPlace place) {
  return std::to_string(place.first + 1) + "." + std::to_string(place.second + 1);
}

std::string number_or_none(const std::optional<std::uint32_t>& number) {
  return number ? std::to_string(*number) : "";
}

}  // namespace

Result<std::vector<HandInResult>> results_in(const fs::path& folder,
                                             const std::vector<Lesson>& lessons,
                                             const FindProtocol& find_protocol) {
  const auto files = files_in(folder, ".synodhandin", max_hand_ins);
  if (!files) return files.error();
  std::vector<HandInResult> results;
  for (const fs::path& file : *files)
    results.push_back(result_of_file(file, lessons, find_protocol));
  return results;
}

std::string results_csv(const std::vector<HandInResult>& results) {
  std::string csv =
      csv_line({"file", "student", "lesson", "problem", "place", "kind", "text", "first", "answer",
                "last", "tries", "hints", "seconds", "actions", "par", "script"});
  for (const HandInResult& result : results) {
    const std::vector<std::string> head{plain_cell(result.file), plain_cell(result.student),
                                        plain_cell(result.lesson)};
    if (const auto& said = result.problem ? result.problem : result.remark) {
      std::vector<std::string> line = head;
      line.push_back(said->str());
      line.resize(16);
      csv += csv_line(line);
    }
    for (const Grade& grade : result.grades) {
      std::vector<std::string> line = head;
      for (const std::string& field :
           {std::string(), place_text(grade.place), std::string(grade.goal ? "goal" : "question"),
            plain_cell(grade.text), std::string(word_of(grade.first)), plain_cell(grade.answer),
            std::string(word_of(grade.last)), std::to_string(grade.tries),
            std::to_string(grade.hints), std::to_string(grade.seconds),
            number_or_none(grade.actions), number_or_none(grade.par), plain_cell(grade.script)})
        line.push_back(field);
      csv += csv_line(line);
    }
  }
  return csv;
}

}  // namespace synod
