#include "tutorials/lesson_parser.h"

#include <algorithm>
#include <span>

#include "model/base/utf8.h"
#include "tutorials/lesson_block.h"
#include "tutorials/lesson_head.h"
#include "tutorials/lesson_markdown.h"
#include "tutorials/lesson_problems.h"
#include "tutorials/packed_lesson.h"
#include "tutorials/scenario_file.h"

namespace synod {

namespace {

constexpr std::size_t max_steps = 40;
constexpr std::size_t max_blocks = 300;
constexpr std::size_t max_heading = 100;

bool is_fence(std::string_view line) {
  line = trimmed(line);
  return line.starts_with("```") || line.starts_with("~~~");
}

std::size_t fence_size(std::string_view line) {
  return std::min(line.find_first_not_of(line[0]), line.size());
}

bool is_blank(const TextLine& line) {
  return is_blank_line(line.text);
}

/// Reads what follows the head.
class BodyReader {
 public:
  BodyReader(std::span<const TextLine> lines, Lesson& lesson, LessonProblems& problems)
      : lines_(lines), lesson_(lesson), problems_(problems) {}

  void run() {
    while (at_ < lines_.size()) next();
    end_step();
    if (lesson_.steps.empty())
      problems_.add({1, 1},
                    say(SYNOD_TEXT("the lesson has no steps: expected a heading, such as '## "
                                   "The first round'")));
    if (lesson_.steps.size() > max_steps)
      problems_.add(lesson_.steps[max_steps].place,
                    say(SYNOD_TEXT("a lesson has at most %1 steps"), std::to_string(max_steps)));
  }

 private:
  void next() {
    const TextLine& line = lines_[at_];
    if (line.text.starts_with("## ")) return heading();
    if (is_fence(line.text)) return fence();
    if (line.text.starts_with("# ") && !in_step())
      problems_.add({line.number, 1},
                    say(SYNOD_TEXT("the title stands in the head; expected a step, "
                                   "such as '## The first round'")));
    else if (!is_blank_line(line.text) && !in_step() && !stray_) {
      stray_ = true;
      problems_.add({line.number, 1},
                    say(SYNOD_TEXT("expected a step, such as '## The first round', "
                                   "but found text")));
    }
    prose_.push_back(line);
    ++at_;
  }

  bool in_step() const { return !lesson_.steps.empty(); }

  void heading() {
    end_step();
    const PlacedString text = PlacedString(lines_[at_].text, {lines_[at_].number, 1}).part(2);
    if (text.empty() || characters(text.text()) > max_heading)
      problems_.add(text.place(), say(SYNOD_TEXT("expected a heading of 1 to %1 characters"),
                                      std::to_string(max_heading)));
    lesson_.steps.push_back({{lines_[at_].number, 1}, text.text(), {}});
    ++at_;
  }

  void end_step() {
    end_prose();
    if (in_step()) {
      const LessonStep& step = lesson_.steps.back();
      if (words_ > max_words_of_step)
        problems_.add(step.place,
                      say(SYNOD_TEXT("this step has %1 words of text; it may have at most %2. Make "
                                     "two steps of it"),
                          std::to_string(words_), std::to_string(max_words_of_step)));
      if (step.blocks.empty() && !broken_block_)
        problems_.add(step.place, say(SYNOD_TEXT("this step is empty")));
    }
    words_ = 0;
    broken_block_ = false;
  }

  void end_prose() {
    const auto begin = std::find_if_not(prose_.begin(), prose_.end(), is_blank);
    prose_.erase(prose_.begin(), begin);
    while (!prose_.empty() && is_blank(prose_.back())) prose_.pop_back();
    if (!prose_.empty() && in_step()) {
      check_markdown(prose_, lesson_, problems_);
      Prose prose{{prose_.front().number, 1}, joined_lines(prose_)};
      const std::size_t count = words(prose.markdown);
      words_ += count;
      if (count > max_words_of_prose)
        problems_.add(prose.place,
                      say(SYNOD_TEXT("this text has %1 words; between two blocks there may be at "
                                     "most %2"),
                          std::to_string(count), std::to_string(max_words_of_prose)));
      lesson_.steps.back().blocks.emplace_back(std::move(prose));
    }
    prose_.clear();
  }

  void fence() {
    const TextLine& open = lines_[at_];
    const PlacedString text = PlacedString(open.text, {open.number, 1}).part(0);
    const std::size_t size = fence_size(text.text());
    const std::size_t end = closing(at_ + 1, text.text()[0], size);
    const Place place = text.place();
    if (end == lines_.size()) {
      problems_.add(place,
                    say(SYNOD_TEXT("the block that begins here has no end: expected a line of "
                                   "'%1'"),
                        quote(text.text().substr(0, size))));
      broken_block_ = true;
      at_ = end;
      return;
    }
    const PlacedString info = text.part(size);
    if (info.empty() || info.text() == "text") {
      prose_.insert(prose_.end(), lines_.begin() + static_cast<std::ptrdiff_t>(at_),
                    lines_.begin() + static_cast<std::ptrdiff_t>(end + 1));
    } else if (!in_step()) {
      problems_.add(place,
                    say(SYNOD_TEXT("a block stands inside a step: expected a heading, such as "
                                   "'## The first round', above it")));
    } else {
      end_prose();
      count_block(place);
      auto block = read_block({info, lines_.subspan(at_ + 1, end - at_ - 1)}, lesson_, problems_);
      broken_block_ = broken_block_ || !block;
      if (block) lesson_.steps.back().blocks.push_back(*std::move(block));
    }
    at_ = end + 1;
  }

  /// A lesson that is opened is played once to check it, so all of it has bounds.
  void count_block(Place place) {
    if (++blocks_ == max_blocks + 1)
      problems_.add(place,
                    say(SYNOD_TEXT("a lesson has at most %1 blocks"), std::to_string(max_blocks)));
  }

  std::size_t closing(std::size_t from, char sign, std::size_t size) const {
    while (from < lines_.size()) {
      const std::string_view line = trimmed(lines_[from].text);
      if (line.size() >= size && line.find_first_not_of(sign) == std::string_view::npos) break;
      ++from;
    }
    return from;
  }

  std::span<const TextLine> lines_;
  Lesson& lesson_;
  LessonProblems& problems_;
  std::size_t at_ = 0;
  std::vector<TextLine> prose_;
  std::size_t words_ = 0;
  std::size_t blocks_ = 0;
  bool broken_block_ = false;
  bool stray_ = false;
};

/// Why the text can't be a lesson at all.
bool is_unreadable(std::string_view text, LessonProblems& problems) {
  if (text.size() > max_lesson_bytes) {
    problems.add({1, 1}, say(SYNOD_TEXT("the file has %1 bytes; a lesson has at most %2"),
                             std::to_string(text.size()), std::to_string(max_lesson_bytes)));
    return true;
  }
  const auto fault = text_fault(text);
  if (!fault) return false;
  problems.add({fault->line, fault->column},
               say(SYNOD_TEXT("this is not a lesson: expected text in UTF-8")));
  return true;
}

/// Every block that says nothing of its protocol has the lesson's.
void name_protocol(Lesson& lesson) {
  if (lesson.head.protocol.empty()) return;
  for (LessonStep& step : lesson.steps)
    for (Block& block : step.blocks) {
      auto* run = std::get_if<RunBlock>(&block);
      if (run == nullptr || !run->fresh) continue;
      auto& lines = run->scenario.lines;
      const bool named = std::any_of(lines.begin(), lines.end(), [](const ScenarioLine& line) {
        const auto* setup = std::get_if<SetupCommand>(&line.command);
        return setup != nullptr && setup->key == "protocol";
      });
      if (named) continue;
      ScenarioLine line{.number = lines.front().number};
      line.command = SetupCommand{"protocol", "", lesson.head.protocol};
      lines.insert(lines.begin(), std::move(line));
    }
}

template <class Wanted>
bool any_block(const Lesson& lesson, Wanted wanted) {
  for (const LessonStep& step : lesson.steps)
    if (std::any_of(step.blocks.begin(), step.blocks.end(), wanted)) return true;
  return false;
}

/// The forms that the blocks allow; says where the head asks for another.
void settle_forms(Lesson& lesson, LessonProblems& problems) {
  const bool open = any_block(lesson, [](const Block& block) {
    const auto* run = std::get_if<RunBlock>(&block);
    return run != nullptr && run->open;
  });
  const bool goal = any_block(
      lesson, [](const Block& block) { return std::holds_alternative<GoalBlock>(block); });
  auto& forms = lesson.head.forms;
  if (forms.empty()) {
    forms.push_back(LessonForm::worked);
    if (open) forms.push_back(LessonForm::last_open);
    if (goal) forms.push_back(LessonForm::goal);
    return;
  }
  for (LessonForm form : forms) {
    if (form == LessonForm::last_open && !open)
      problems.add({1, 1},
                   say(SYNOD_TEXT("the form last-open needs a block of 'synod open reach: …'")));
    if (form == LessonForm::goal && !goal)
      problems.add({1, 1}, say(SYNOD_TEXT("the form goal needs a goal")));
  }
}

}  // namespace

std::vector<LessonProblem> LessonProblems::take() {
  std::stable_sort(list_.begin(), list_.end(), [](const LessonProblem& a, const LessonProblem& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return std::move(list_);
}

ParsedLesson parse_lesson(std::string_view text, std::string file) {
  LessonProblems problems(std::move(file));
  Lesson lesson;
  lesson.file = problems.file();
  lesson.version = hash_of(text);
  if (!is_unreadable(text, problems)) {
    const std::vector<TextLine> lines = lines_of(text);
    const std::size_t head = read_head(lines, lesson.head, problems);
    if (head > 0) {
      BodyReader(std::span(lines).subspan(head), lesson, problems).run();
      name_protocol(lesson);
      if (problems.empty()) settle_forms(lesson, problems);
    }
  }
  return {std::move(lesson), problems.take(), {}};
}

ParsedLesson load_lesson(const std::filesystem::path& path) {
  if (is_packed_lesson(path)) return load_packed_lesson(path);
  LessonProblems problems(path.string());
  const Result<std::string> text = read_text_file(path, max_lesson_bytes);
  if (!text) {
    problems.add({}, text.error());
    return {Lesson{.file = path.string()}, problems.take(), {}};
  }
  ParsedLesson parsed = parse_lesson(*text, path.string());
  for (LessonProblem& problem : parsed.problems)
    problems.add({problem.line, problem.column}, std::move(problem.why));
  for (const PictureLink& picture : parsed.lesson.pictures)
    if (auto why = picture_refusal(path.parent_path(), picture.path))
      problems.add(picture.place, *why);
  return {std::move(parsed.lesson), problems.take(), *text};
}

}  // namespace synod
