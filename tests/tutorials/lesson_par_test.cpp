// Par of a goal, proved: within what its solution uses, no way is shorter.
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>

#include "model/explore/explore.h"
#include "model/line/run.h"
#include "protocols/catalog.h"
#include "tests/effort.h"
#include "tests/tutorials/lesson_files.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_run.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using Wait = LessonRun::Wait;

/// What the solution of a goal does, from the moment where it begins.
std::vector<Action> solution_of(const GoalBlock& goal, const Run& run) {
  History history = history_of(run);
  BlockPlayer player(*goal.solution, history);
  EXPECT_FALSE(player.play());
  const Run whole = run_of(history, history.present());
  const auto own = whole.actions.begin() + static_cast<std::ptrdiff_t>(run.actions.size());
  return {own, whole.actions.end()};
}

bool is_forbidden(const GoalBlock& goal, Verb verb) {
  return std::ranges::find(goal.forbid, verb) != goal.forbid.end();
}

/// All that the solution uses may happen as often as there.
explore::Bounds bounds_for(const GoalBlock& goal, const std::vector<Action>& solution) {
  const auto most = [&](Verb verb) {
    const auto uses = std::ranges::count(solution, verb, &Action::verb);
    return is_forbidden(goal, verb) ? 0 : static_cast<std::uint32_t>(uses);
  };
  explore::Bounds bounds;
  bounds.ballots = most(Verb::propose);
  bounds.drops = most(Verb::drop);
  bounds.duplicates = most(Verb::duplicate);
  bounds.crashes = most(Verb::crash);
  bounds.restarts = most(Verb::restart);
  bounds.wipes = most(Verb::wipe);
  bounds.timers = most(Verb::fire);
  for (const Action& action : solution)
    if (action.verb == Verb::propose &&
        std::ranges::find(bounds.values, action.value) == bounds.values.end())
      bounds.values.push_back(action.value);
  return bounds;
}

/// Whether the checker knows how to do all of it: it cuts no links and takes the next round.
bool can_be_explored(const std::vector<Action>& solution) {
  constexpr Verb known[] = {Verb::propose, Verb::deliver, Verb::drop, Verb::duplicate,
                            Verb::crash,   Verb::restart, Verb::wipe, Verb::fire};
  return std::ranges::all_of(solution, [&](const Action& action) {
    return std::ranges::find(known, action.verb) != std::end(known) &&
           (action.verb != Verb::propose || action.round == 0);
  });
}

/// The fewest events that reach the goal; nothing where that can't be explored, or takes more
/// states than a test should look at.
std::optional<std::size_t> fewest_events(const GoalBlock& goal, const Condition& reach,
                                         const Run& run) {
  const auto solution = solution_of(goal, run);
  const explore::Question question{reach, ""};
  const explore::Bounds bounds = bounds_for(goal, solution);
  if (!can_be_explored(solution) || explore::explore_problem(run, question, bounds))
    return std::nullopt;
  explore::SearchProgress progress;
  const auto answer =
      explore::explore(run, question, bounds, {.states = 150'000, .threads = 2}, progress);
  if (!answer || answer->search.end != explore::SearchEnd::found) return std::nullopt;
  return answer->actions.size();
}

/// Calls `each` for every goal of a lesson that has a par and a solution, at the moment where it
/// begins.
template <class Each>
void for_each_goal(const fs::path& file, Each each) {
  History stage(make_cluster(*find_protocol("paxos"), {}));
  LessonRun lesson(load_lesson(file).lesson, LessonForm::worked, find_protocol, stage);
  while (lesson.waits() != Wait::end) {
    if (lesson.waits() == Wait::next && lesson.next()) continue;
    const auto status = lesson.goal();
    if (status && status->goal != nullptr && status->par && status->goal->solution)
      each(*status->goal, *status->reach, run_of(stage, stage.present()));
    lesson.skip();
  }
}

TEST(LessonPar, is_the_fewest_events_that_reach_the_goal) {
  SKIP_IF_SANITIZED();
  std::size_t proved = 0;
  for (const fs::path& file : testing::lesson_files())
    for_each_goal(file, [&](const GoalBlock& goal, const Condition& reach, const synod::Run& run) {
      const auto fewest = fewest_events(goal, reach, run);
      if (!fewest) return;
      ++proved;
      EXPECT_EQ(*fewest, *goal.par) << file.filename() << ":" << goal.place.line;
    });
  EXPECT_GE(proved, 30u);
}

}  // namespace
}  // namespace synod
