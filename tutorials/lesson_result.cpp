#include "tutorials/lesson_result.h"

#include <algorithm>

namespace synod {

namespace {

using How = LessonItem::How;

How how_of(const AnswerRecord& record) {
  if (!record.right) return How::wrong;
  return record.right_first ? How::right : How::right_in_end;
}

LessonItem item_of(const AskBlock& ask, BlockPlace place, const LessonProgress& progress) {
  LessonItem item{.place = place, .text = ask.question};
  const auto known = progress.answers.find(place);
  if (known != progress.answers.end() && known->second.answer != Answer{})
    item.how = how_of(known->second);
  return item;
}

LessonItem item_of(const GoalBlock& goal, BlockPlace place, const LessonProgress& progress) {
  LessonItem item{.place = place, .goal = true, .text = goal.text, .par = goal.par};
  const auto best = progress.best.find(place);
  if (best == progress.best.end()) return item;
  item.how = How::right;
  item.actions = best->second;
  return item;
}

}  // namespace

std::size_t LessonResult::count(bool goals) const {
  return static_cast<std::size_t>(std::count_if(
      items.begin(), items.end(), [&](const LessonItem& item) { return item.goal == goals; }));
}

std::size_t LessonResult::count(bool goals, LessonItem::How how) const {
  return static_cast<std::size_t>(
      std::count_if(items.begin(), items.end(),
                    [&](const LessonItem& item) { return item.goal == goals && item.how == how; }));
}

LessonResult result_of(const Lesson& lesson, LessonForm form, const LessonProgress& progress) {
  LessonResult result;
  for (std::uint32_t step = 0; step < lesson.steps.size(); ++step) {
    const auto& blocks = lesson.steps[step].blocks;
    for (std::uint32_t block = 0; block < blocks.size(); ++block) {
      const auto* ask = std::get_if<AskBlock>(&blocks[block]);
      const auto* goal = std::get_if<GoalBlock>(&blocks[block]);
      // The form `goal` asks nothing but its quiz.
      if (ask != nullptr && (form != LessonForm::goal || ask->quiz))
        result.items.push_back(item_of(*ask, {step, block}, progress));
      if (goal != nullptr && !goal->impossible)
        result.items.push_back(item_of(*goal, {step, block}, progress));
    }
  }
  return result;
}

}  // namespace synod
