#include "tutorials/question_id.h"

#include <fmt/format.h>
#include <set>

#include "model/scenario/printer.h"
#include "tutorials/lesson_text.h"

namespace synod {

namespace {

/// An answer names choices by their places, so another order of them is another question.
std::string id_of(const AskBlock& ask) {
  if (!ask.id.empty()) return ask.id;
  std::string text = ask.question;
  for (const Choice& choice : ask.choices) text += '\n' + choice.text;
  return hash_of(text + '\n' + ask.where.text + '\n' + ask.node + '.' + ask.field);
}

std::string id_of(const GoalBlock& goal) {
  return goal.id.empty() ? hash_of(goal.text + '\n' + print(goal.reach.condition)) : goal.id;
}

/// Where each question of a progress stands in a lesson now.
class Carrier {
 public:
  Carrier(const LessonProgress& progress, const QuestionIds& ids, const std::string& language)
      : known_(progress.ids), same_language_(progress.language == language) {
    for (const auto& [place, id] : ids) {
      places_.emplace(id, place);
      asked_.insert(place);
    }
  }

  std::optional<BlockPlace> now(BlockPlace then) const {
    const auto id = known_.find(then);
    if (id == known_.end()) return known_.empty() ? std::optional(then) : std::nullopt;
    const auto place = places_.find(id->second);
    // A translation says it in other words, at the same place.
    if (place == places_.end() && !same_language_ && asked_.contains(then)) return then;
    return place == places_.end() ? std::nullopt : std::optional(place->second);
  }

  template <class Facts>
  Facts carry(const Facts& facts) const {
    Facts carried;
    for (const auto& [then, fact] : facts)
      if (const auto place = now(then)) carried[*place] = fact;
    return carried;
  }

 private:
  const QuestionIds& known_;
  bool same_language_;
  std::map<std::string, BlockPlace> places_;
  std::set<BlockPlace> asked_;
};

}  // namespace

QuestionIds question_ids(const Lesson& lesson) {
  QuestionIds ids;
  std::map<std::string, std::size_t> seen;
  for (std::uint32_t step = 0; step < lesson.steps.size(); ++step)
    for (std::uint32_t block = 0; block < lesson.steps[step].blocks.size(); ++block) {
      const Block& what = lesson.steps[step].blocks[block];
      std::string id;
      if (const auto* ask = std::get_if<AskBlock>(&what)) id = id_of(*ask);
      if (const auto* goal = std::get_if<GoalBlock>(&what)) id = id_of(*goal);
      if (id.empty()) continue;
      const std::size_t number = ++seen[id];
      ids[{step, block}] = number == 1 ? id : fmt::format("{}-{}", id, number);
    }
  return ids;
}

LessonProgress carried_to(const LessonProgress& progress, const QuestionIds& ids,
                          const std::string& language) {
  const Carrier carrier(progress, ids, language);
  LessonProgress carried = progress;
  carried.answers = carrier.carry(progress.answers);
  carried.best = carrier.carry(progress.best);
  carried.ways = carrier.carry(progress.ways);
  carried.hints = carrier.carry(progress.hints);
  carried.seconds = carrier.carry(progress.seconds);
  carried.ids = ids;
  carried.language = language;
  return carried;
}

LessonProgress carried_over(const LessonProgress& progress, const Lesson& lesson) {
  return carried_to(progress, question_ids(lesson), lesson.head.lang);
}

std::size_t left_behind(const LessonProgress& progress, const Lesson& lesson) {
  const Carrier carrier(progress, question_ids(lesson), lesson.head.lang);
  std::set<BlockPlace> left;
  for (const auto& [place, answer] : progress.answers)
    if (!carrier.now(place)) left.insert(place);
  for (const auto& [place, way] : progress.ways)
    if (!carrier.now(place)) left.insert(place);
  return left.size();
}

}  // namespace synod
