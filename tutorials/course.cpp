#include "tutorials/course.h"

#include <algorithm>
#include <map>
#include <optional>

#include "model/base/utf8.h"
#include "model/files/read_file.h"
#include "tutorials/lesson_problems.h"
#include "tutorials/lesson_text.h"
#include "tutorials/packed_lesson.h"

namespace synod {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_parts = 60;
constexpr std::size_t least_title = 3;
constexpr std::size_t most_title = 160;
constexpr std::size_t most_part_heading = 100;
constexpr std::string_view built_in_word = "built-in:";

/// Why a line of a course can't name that file; an empty sentence where it can.
Sentence path_refusal(const std::string& path) {
  if (path.starts_with('/') || path.find('\\') != std::string::npos)
    return say(SYNOD_TEXT("'%1' is no path inside the course's folder, such as 05-the-heart.md"),
               quote(path));
  for (const fs::path& part : fs::path(path))
    if (part == "..")
      return say(SYNOD_TEXT("'%1' leads out of the course's folder. Put the lesson beside the "
                            "course"),
                 quote(path));
  if (!is_lesson_file(path))
    return say(SYNOD_TEXT("expected a lesson that ends in .md or .synodlesson, or a built-in "
                          "one, such as 'built-in: 05-the-heart', but found '%1'"),
               quote(path));
  return {};
}

/// Reads the lines of a course.
class CourseReader {
 public:
  CourseReader(Course& course, fs::path built_in, LessonProblems& problems)
      : course_(course), built_in_(std::move(built_in)), problems_(problems) {}

  void read(const std::vector<TextLine>& lines) {
    if (lines.empty() || trimmed(lines[0].text) != "---")
      return problems_.add({1, 1},
                           say(SYNOD_TEXT("expected the head of the course, between two lines of "
                                          "'---', with its title")));
    std::size_t at = 1;
    // A head whose end is missing must not swallow the lessons.
    while (at < lines.size() && trimmed(lines[at].text) != "---" && !is_entry(lines[at].text))
      head_line(lines[at++]);
    if (at == lines.size() || is_entry(lines[at].text))
      return problems_.add({1, 1}, say(SYNOD_TEXT("the head that begins here has no end: expected "
                                                  "a line of '---'")));
    if (!has_title_) problems_.add({1, 1}, say(SYNOD_TEXT("the head has no title")));
    while (++at < lines.size()) line(lines[at]);
    if (first_lines_.empty() && problems_.empty())
      problems_.add({1, 1}, say(SYNOD_TEXT("the course has no lessons: expected lines such as "
                                           "'- 05-the-heart.md'")));
  }

 private:
  static bool is_entry(std::string_view line) {
    return line.starts_with("## ") || line.starts_with("- ");
  }

  void head_line(const TextLine& line) {
    const PlacedString all(line.text, {line.number, 1});
    const PlacedString text = all.part(0, without_comment(all.text()).size());
    if (text.empty() || text.text().starts_with('#')) return;
    const std::size_t colon = std::min(text.text().find(':'), text.text().size());
    const std::string key = text.part(0, colon).text();
    const PlacedString value = text.part(std::min(colon + 1, text.text().size()));
    if (key != "title" && key != "summary")
      return problems_.add(
          text.place(),
          say(SYNOD_TEXT("expected title or summary, but found '%1'"), quote(text.text())));
    (key == "title" ? course_.title : course_.summary) = value.text();
    has_title_ = has_title_ || key == "title";
    const std::size_t length = characters(value.text());
    if (length < least_title || length > most_title)
      problems_.add(
          value.empty() ? text.place() : value.place(),
          say(SYNOD_TEXT("expected %1 to %2 characters, but found %3"), std::to_string(least_title),
              std::to_string(most_title), std::to_string(length)));
  }

  void line(const TextLine& line) {
    const PlacedString all(line.text, {line.number, 1});
    const std::string_view plain = without_comment(all.text());
    const PlacedString text = all.part(0, plain.size());
    if (text.empty() || text.text().starts_with("# ")) return;
    if (text.text().starts_with("## ")) return part(text.part(3));
    if (text.text().starts_with("- ")) return lesson(text.part(2));
    problems_.add(text.place(),
                  say(SYNOD_TEXT("expected a lesson, such as '- 05-the-heart.md', or a part, such "
                                 "as '## Part one', but found '%1'"),
                      quote(text.text())));
  }

  void part(const PlacedString& heading) {
    if (characters(heading.text()) > most_part_heading)
      problems_.add(heading.place(), say(SYNOD_TEXT("expected a heading of 1 to %1 characters"),
                                         std::to_string(most_part_heading)));
    if (course_.parts.size() == most_parts)
      problems_.add(heading.place(),
                    say(SYNOD_TEXT("a course has at most %1 parts"), std::to_string(most_parts)));
    if (course_.parts.size() <= most_parts) course_.parts.push_back({heading.text(), {}});
  }

  void lesson(const PlacedString& text) {
    const bool built_in = text.text().starts_with(built_in_word);
    const PlacedString name = built_in ? text.part(built_in_word.size()) : text;
    if (built_in && name.text().find_first_of("/\\.") != std::string::npos)
      return problems_.add(name.place(),
                           say(SYNOD_TEXT("'%1' is no name of a built-in lesson, such as "
                                          "05-the-heart"),
                               quote(name.text())));
    if (auto why = built_in ? Sentence{} : path_refusal(name.text()); !why.empty())
      return problems_.add(name.place(), why);
    const fs::path folder = built_in ? built_in_ : fs::path(course_.file).parent_path();
    add({name.place(), folder / (built_in ? name.text() + ".md" : packed_name(name.text()))});
  }

  /// What is remembered of a lesson goes by its name, so that must be its own.
  void add(CourseLesson lesson) {
    const auto [first, is_first] =
        first_lines_.try_emplace(lesson.file.stem().string(), lesson.place.line);
    if (!is_first)
      return problems_.add(lesson.place,
                           say(SYNOD_TEXT("a lesson called '%1' stands in line %2 already. Leave "
                                          "this one out, or give it another name"),
                               quote(first->first), std::to_string(first->second)));
    if (first_lines_.size() == max_course_lessons + 1)
      return problems_.add(lesson.place, say(SYNOD_TEXT("a course has at most %1 lessons"),
                                             std::to_string(max_course_lessons)));
    if (course_.parts.empty()) course_.parts.emplace_back();
    if (first_lines_.size() <= max_course_lessons)
      course_.parts.back().lessons.push_back(std::move(lesson));
  }

  Course& course_;
  fs::path built_in_;
  LessonProblems& problems_;
  bool has_title_ = false;
  std::map<std::string, std::uint32_t> first_lines_;
};

/// Whether a file that is there lies, whatever links it goes over, in `folder`.
bool leads_out(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  const fs::path real = fs::canonical(file, error);
  if (error) return false;
  const fs::path root = fs::canonical(folder.empty() ? "." : folder, error);
  const auto [end, rest] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
  return error || end != root.end();
}

}  // namespace

bool is_course_file(const fs::path& path) {
  return path.extension() == course_ending;
}

ParsedCourse parse_course(std::string_view text, const fs::path& file, const fs::path& built_in) {
  LessonProblems problems(file.string());
  Course course{.file = file.string()};
  if (const auto fault = text_fault(text))
    problems.add({fault->line, fault->column},
                 say(SYNOD_TEXT("this is not a course: expected text in UTF-8")));
  else
    CourseReader(course, built_in, problems).read(lines_of(text));
  return {std::move(course), problems.take()};
}

ParsedCourse load_course(const fs::path& path, const fs::path& built_in) {
  LessonProblems problems(path.string());
  const Result<std::string> text = read_text_file(path, max_course_bytes);
  if (!text) {
    problems.add({}, text.error());
    return {Course{.file = path.string()}, problems.take()};
  }
  ParsedCourse parsed = parse_course(*text, path, built_in);
  for (const CoursePart& part : parsed.course.parts)
    for (const CourseLesson& lesson : part.lessons)
      if (leads_out(lesson.file, path.parent_path()) && leads_out(lesson.file, built_in))
        parsed.problems.push_back(
            {path.string(), lesson.place.line, lesson.place.column,
             say(SYNOD_TEXT("'%1' is a link that leads out of the course's folder. Put the lesson "
                            "itself there"),
                 quote(lesson.file.filename().string()))});
  return parsed;
}

std::vector<LessonProblem> missing_lessons(const Course& course) {
  std::vector<LessonProblem> problems;
  for (const CoursePart& part : course.parts)
    for (const CourseLesson& lesson : part.lessons) {
      std::error_code error;
      if (fs::exists(lesson.file, error)) continue;
      problems.push_back({course.file, lesson.place.line, lesson.place.column,
                          say(SYNOD_TEXT("there is no lesson '%1'. Put it there, or mend its name"),
                              quote(lesson.file.string()))});
    }
  return problems;
}

std::vector<fs::path> lessons_of(const Course& course) {
  std::vector<fs::path> files;
  for (const CoursePart& part : course.parts)
    for (const CourseLesson& lesson : part.lessons) files.push_back(lesson.file);
  return files;
}

LessonBehind lesson_behind(const std::vector<fs::path>& lessons, const fs::path& lesson) {
  const auto real = [](const fs::path& path) {
    std::error_code error;
    const fs::path found = fs::weakly_canonical(path, error);
    return error ? path : found;
  };
  const auto at = std::find_if(
      lessons.begin(), lessons.end(),
      [&, wanted = real(lesson)](const fs::path& each) { return real(each) == wanted; });
  if (at == lessons.end()) return {};
  return {true, at + 1 == lessons.end() ? fs::path() : *(at + 1)};
}

}  // namespace synod
