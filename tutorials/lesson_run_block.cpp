// Parser of ```synod blocks: commands to play.
#include <algorithm>

#include "model/base/utf8.h"
#include "tutorials/lesson_block.h"

namespace synod {

namespace {

/// Reads `at-once hidden open reach: P2.value = blue`.
class RunWords {
 public:
  RunWords(const PlacedString& words, RunBlock& block, LessonProblems& problems)
      : words_(words), block_(block), problems_(problems) {}

  void run() {
    while (at_ < words_.text().size() && !reach_) next();
    if (open_ && !reach_)
      problems_.add(words_.place(at_), say(SYNOD_TEXT("expected 'reach:' and a condition behind "
                                                      "'open'")));
  }

 private:
  void next() {
    const std::size_t end = std::min(words_.text().find(' ', at_), words_.text().size());
    const PlacedString word = words_.part(at_, end);
    at_ = end + 1;
    if (word.empty()) return;
    if (word.text() == "at-once") {
      block_.at_once = true;
    } else if (word.text() == "hidden") {
      block_.hidden = true;
    } else if (word.text() == "open") {
      open_ = true;
    } else if (open_ && word.text() == "reach:") {
      reach_ = true;
      block_.open = read_placed_condition(words_.part(at_), problems_);
    } else {
      problems_.add(word.place(), say(SYNOD_TEXT("expected at-once, hidden or open, but found "
                                                 "'%1'"),
                                      quote(word.text())));
    }
  }

  const PlacedString& words_;
  RunBlock& block_;
  LessonProblems& problems_;
  std::size_t at_ = 0;
  bool open_ = false;
  bool reach_ = false;
};

bool is_setup(const ScenarioLine& line) {
  return std::holds_alternative<SetupCommand>(line.command);
}

bool is_blank(const ScenarioLine& line) {
  return std::holds_alternative<BlankLine>(line.command);
}

}  // namespace

RunBlock read_run_block(const Fence& fence, const PlacedString& words, LessonProblems& problems) {
  RunBlock block{.place = fence.place(), .text = joined_lines(fence.lines)};
  RunWords(words, block, problems).run();
  const auto any_text =
      std::any_of(fence.lines.begin(), fence.lines.end(), [](const TextLine& line) {
        const std::string_view text = trimmed(line.text);
        return !text.empty() && !text.starts_with('#');
      });
  if (!any_text)
    problems.add(fence.place(), say(SYNOD_TEXT("expected a command, such as 'propose P1 blue', but "
                                               "the block is empty")));
  block.scenario = read_scenario_lines(fence.lines, problems);
  bool acted = false;
  for (const ScenarioLine& line : block.scenario.lines) {
    if (is_setup(line) && acted)
      problems.add({line.number, line.column},
                   say(SYNOD_TEXT("'%1' must stand before the first action of its block"),
                       std::get<SetupCommand>(line.command).key));
    block.fresh = block.fresh || (is_setup(line) && !acted);
    acted = acted || !(is_setup(line) || is_blank(line));
  }
  return block;
}

}  // namespace synod
