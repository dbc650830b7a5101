// Resuming of a lesson where a learner left it, also after its file was changed.
#include <algorithm>

#include "tutorials/lesson_run.h"
#include "tutorials/question_id.h"

namespace synod {

namespace {

/// Whether somebody answers, watches or reaches the block, if the form has it.
bool waits_for_somebody(const Block& block) {
  return std::holds_alternative<AskBlock>(block) || std::holds_alternative<RunBlock>(block) ||
         std::holds_alternative<GoalBlock>(block);
}

}  // namespace

void LessonRun::restore(const LessonProgress& progress) {
  const std::string student = std::move(progress_.student);
  progress_ = carried_over(progress, lesson_);
  progress_.student = student;
  restoring_ = true;
  const auto at = std::find(steps_.begin(), steps_.end(), progress.step);
  const std::size_t step = at != steps_.end() ? *at : steps_.front();
  while (step_ < step) {
    while (!done()) answer_again();
    enter(step_ + 1);
  }
  enter(step);
  if (!tells()) settle();  // Nothing that was answered is asked once more.
  restoring_ = false;
}

/// Passes over what is waited for, with the answer that was given before.
void LessonRun::answer_again() {
  const auto known = progress_.answers.find(place_of(here().cursor));
  const bool asked = waits() == Wait::answer && known != progress_.answers.end();
  if (!asked || !answer(here().cursor, known->second.answer)) skip();
}

LessonPlace LessonRun::place() const {
  LessonPlace place{.step = step_, .heading = text().heading};
  for (std::size_t block = 0; block < here().cursor; ++block) {
    const BlockState& state = here().blocks[block];
    if (waits_for_somebody(block_at(block))) place.passed.push_back({state.answer, state.by_class});
  }
  if (!done()) place.played = here().blocks[here().cursor].played;
  if (!scenes_.is_behind(here().spot)) return place;
  const History& stage = scenes_.stage();
  for (MomentId at = stage.present(); at != home(); at = stage.moment(at).parent)
    place.own_way.insert(place.own_way.begin(), stage.moment(at).action);
  place.aftermath = here().aftermath && is_home();
  return place;
}

void LessonRun::restore(const LessonProgress& progress, const LessonPlace& place) {
  LessonProgress there = progress;
  const auto named = std::find_if(steps_.begin(), steps_.end(), [&](std::size_t step) {
    return lesson_.steps[step].heading == place.heading;
  });
  const std::size_t step = named != steps_.end() ? *named : std::min(place.step, steps_.back());
  there.step = static_cast<std::uint32_t>(step);
  restore(there);
  restoring_ = true;
  go_on_to(place);
  restoring_ = false;
}

void LessonRun::go_on_to(const LessonPlace& place) {
  const auto passed = [this] {
    const auto begin = text().blocks.begin();
    return static_cast<std::size_t>(std::count_if(
        begin, begin + static_cast<std::ptrdiff_t>(here().cursor), waits_for_somebody));
  };
  while (!done() && passed() < place.passed.size()) {
    const LessonPlace::Passed& what = place.passed[passed()];
    const bool given = what.answer && waits() == Wait::answer &&
                       take_answer(here().cursor, *what.answer, what.by_class);
    if (!given) skip();
  }
  for (std::uint32_t i = 0; i < place.played && waits() == Wait::events; ++i) next_event();
  for (const Action& action : place.own_way)
    if (!scenes_.stage().act(action)) return;
  if (place.aftermath) here().aftermath = scenes_.present();
}

}  // namespace synod
