#include "tutorials/translation.h"

#include <algorithm>

#include "model/scenario/printer.h"
#include "tutorials/lesson_problems.h"

namespace synod {

namespace {

namespace fs = std::filesystem;

bool all_of(std::string_view text, char low, char high) {
  return std::all_of(text.begin(), text.end(), [&](char c) { return c >= low && c <= high; });
}

/// "zh", "deu" or "zh_CN".
bool is_language(std::string_view code) {
  const std::size_t land = std::min(code.find('_'), code.size());
  const std::string_view language = code.substr(0, land);
  const bool named = (language.size() == 2 || language.size() == 3) && all_of(language, 'a', 'z');
  return named && (land == code.size() ||
                   (code.size() == land + 3 && all_of(code.substr(land + 1), 'A', 'Z')));
}

/// "zh" of "05-the-heart.zh.md"; empty where no language stands there.
std::string language_in_name(const fs::path& file) {
  const std::string code = fs::path(file.stem()).extension().string();
  return code.size() > 1 && is_language(code.substr(1)) ? code.substr(1) : std::string();
}

/// The commands of a scenario as they are written, without what only its author reads.
std::vector<std::string> commands_of(const Scenario& scenario) {
  std::vector<std::string> commands;
  for (const ScenarioLine& line : scenario.lines)
    if (!std::holds_alternative<BlankLine>(line.command)) commands.push_back(print(line.command));
  return commands;
}

std::string written_in(const std::optional<PlacedCondition>& condition) {
  return condition ? print(condition->condition) : std::string();
}

/// Compares a translation with its original, block by block.
class Comparison {
 public:
  explicit Comparison(LessonProblems& problems) : problems_(problems) {}

  void of_steps(const LessonStep& step, const LessonStep& original) {
    const auto acts = [](const Block& block) {
      return !std::holds_alternative<Prose>(block) && !std::holds_alternative<NotesBlock>(block);
    };
    const auto next = [&](const std::vector<Block>& blocks, std::size_t& at) -> const Block* {
      while (at < blocks.size() && !acts(blocks[at])) ++at;
      return at < blocks.size() ? &blocks[at++] : nullptr;
    };
    std::size_t here = 0;
    std::size_t there = 0;
    while (true) {
      const Block* mine = next(step.blocks, here);
      const Block* its = next(original.blocks, there);
      if (mine == nullptr && its == nullptr) return;
      if (mine == nullptr || its == nullptr || mine->index() != its->index())
        return problems_.add(
            mine == nullptr ? step.place : place_of(*mine),
            say(SYNOD_TEXT("the original has other blocks in this step: see its line %1"),
                std::to_string((its == nullptr ? original.place : place_of(*its)).line)));
      std::visit(
          [&](const auto& block) { same(block, std::get<std::decay_t<decltype(block)>>(*its)); },
          *mine);
    }
  }

 private:
  static Place place_of(const Block& block) {
    return std::visit([](const auto& what) { return what.place; }, block);
  }

  void expect(bool as_in_original, Place place, const Place& original) {
    if (!as_in_original)
      problems_.add(place, say(SYNOD_TEXT("only words are translated, but this does something else "
                                          "than line %1 of the original"),
                               std::to_string(original.line)));
  }

  void same(const Prose&, const Prose&) {}
  void same(const NotesBlock&, const NotesBlock&) {}
  void same(const RunBlock& mine, const RunBlock& its) {
    expect(commands_of(mine.scenario) == commands_of(its.scenario) && mine.at_once == its.at_once &&
               mine.hidden == its.hidden && written_in(mine.open) == written_in(its.open),
           mine.place, its.place);
  }
  void same(const ExpectBlock& mine, const ExpectBlock& its) {
    const auto equal = [](const PlacedCondition& a, const PlacedCondition& b) {
      return a.condition == b.condition;
    };
    expect(std::equal(mine.conditions.begin(), mine.conditions.end(), its.conditions.begin(),
                      its.conditions.end(), equal),
           mine.place, its.place);
  }
  void same(const AskBlock& mine, const AskBlock& its) {
    const auto equal = [](const Choice& a, const Choice& b) {
      return a.right == b.right && written_in(a.condition) == written_in(b.condition);
    };
    expect(mine.form == its.form && mine.quiz == its.quiz && mine.id == its.id &&
               mine.keeps_order == its.keeps_order && mine.where.text == its.where.text &&
               mine.node == its.node && mine.field == its.field &&
               std::equal(mine.choices.begin(), mine.choices.end(), its.choices.begin(),
                          its.choices.end(), equal),
           mine.place, its.place);
  }
  void same(const GoalBlock& mine, const GoalBlock& its) {
    const auto solution = [](const GoalBlock& goal) {
      return goal.solution ? commands_of(*goal.solution) : std::vector<std::string>();
    };
    expect(mine.reach.condition == its.reach.condition && mine.par == its.par &&
               mine.within == its.within && mine.forbid == its.forbid && mine.most == its.most &&
               mine.impossible == its.impossible && mine.after == its.after && mine.id == its.id &&
               mine.hints.size() == its.hints.size() && solution(mine) == solution(its),
           mine.place, its.place);
  }

  LessonProblems& problems_;
};

}  // namespace

fs::path original_of(const fs::path& file) {
  const std::string language = language_in_name(file);
  if (language.empty()) return file;
  fs::path original = file;
  original.replace_filename(file.stem().stem().string() + file.extension().string());
  std::error_code error;
  return fs::exists(original, error) ? original : file;
}

bool is_translation(const fs::path& file) {
  return original_of(file) != file;
}

std::string lesson_name(const fs::path& file) {
  return original_of(file).stem().string();
}

fs::path lesson_in(const fs::path& original, const std::string& language) {
  std::error_code error;
  for (const std::string& code : {language, language.substr(0, language.find('_'))}) {
    if (!is_language(code)) continue;
    fs::path file = original;
    file.replace_filename(original.stem().string() + "." + code + original.extension().string());
    if (fs::is_regular_file(file, error)) return file;
  }
  return original;
}

std::vector<LessonProblem> translation_problems(const Lesson& translation, const Lesson& original) {
  LessonProblems problems(translation.file);
  const std::string language = language_in_name(translation.file);
  if (translation.head.lang != language)
    problems.add({1, 1}, say(SYNOD_TEXT("the name of this file says that it is a translation: "
                                        "expected 'lang: %1' in its head"),
                             language));
  const std::size_t steps = translation.steps.size();
  if (steps != original.steps.size())
    problems.add({1, 1}, say(SYNOD_TEXT("the original has %1 steps, but this has %2"),
                             std::to_string(original.steps.size()), std::to_string(steps)));
  Comparison comparison(problems);
  for (std::size_t i = 0; i < std::min(steps, original.steps.size()); ++i)
    comparison.of_steps(translation.steps[i], original.steps[i]);
  return problems.take();
}

}  // namespace synod
