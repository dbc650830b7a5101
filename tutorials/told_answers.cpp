#include "tutorials/told_answers.h"

#include <algorithm>
#include <map>
#include <optional>

#include "tutorials/lesson_text.h"

namespace synod {

namespace {

/// Questions with one right choice.
std::vector<const AskBlock*> questions_of(const Lesson& lesson) {
  std::vector<const AskBlock*> list;
  for (const LessonStep& step : lesson.steps)
    for (const Block& block : step.blocks)
      if (const auto* ask = std::get_if<AskBlock>(&block);
          ask != nullptr && ask->form == AskBlock::Form::choose_one)
        list.push_back(ask);
  return list;
}

/// The place of the right choice.
std::size_t right_of(const AskBlock& ask) {
  std::size_t place = 0;
  while (place < ask.choices.size() && !ask.choices[place].right) ++place;
  return place;
}

/// Whether the right choice is longer than every other by more than an eighth: less is not seen.
bool is_told_by_length(const AskBlock& ask) {
  const std::size_t right = right_of(ask);
  std::size_t others = 0;
  for (std::size_t i = 0; i < ask.choices.size(); ++i)
    if (i != right) others = std::max(others, characters(ask.choices[i].text));
  return right < ask.choices.size() && 8 * characters(ask.choices[right].text) > 9 * others;
}

bool is_most(std::size_t part, std::size_t all) {
  return all > 1 && 2 * part > all;
}

}  // namespace

std::vector<LessonProblem> told_answers(const Lesson& lesson) {
  std::vector<LessonProblem> warnings;
  const auto warn = [&](const AskBlock& ask, const char* text, std::size_t part, std::size_t all) {
    warnings.push_back({lesson.file, ask.place.line, ask.place.column,
                        say(text, std::to_string(part), std::to_string(all))});
  };
  std::vector<const AskBlock*> questions = questions_of(lesson);
  const auto longest = [](const AskBlock* ask) { return is_told_by_length(*ask); };
  const auto told =
      static_cast<std::size_t>(std::count_if(questions.begin(), questions.end(), longest));
  if (is_most(told, questions.size()))
    warn(**std::find_if(questions.begin(), questions.end(), longest),
         SYNOD_TEXT("the right answer is the longest one in %1 of the lesson's %2 questions, which "
                    "gives it away: shorten some of them, or lengthen others"),
         told, questions.size());
  std::erase_if(questions, [](const AskBlock* ask) { return !ask->keeps_order; });
  std::map<std::size_t, std::size_t> at;
  for (const AskBlock* ask : questions) ++at[right_of(*ask)];
  for (const auto& [place, count] : at)
    if (is_most(count, questions.size()))
      warn(*questions.front(),
           SYNOD_TEXT("the right answer stands at the same place in %1 of the lesson's %2 "
                      "questions that keep their order: move some of them"),
           count, questions.size());
  return warnings;
}

}  // namespace synod
