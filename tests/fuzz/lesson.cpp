// Fuzz target: lessons, from their text to a learner who does anything at all.
#include "protocols/catalog.h"
#include "tests/fuzz/fuzz_target.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_run.h"

namespace synod::fuzz {

namespace {

constexpr int most_deeds = 40;

History some_history() {
  return History(make_cluster(*find_protocol("paxos"), Setup{.shape = {.together = 3}}));
}

/// An answer that may fit.
Answer some_answer(const LessonRun& run, std::size_t block, Random& random) {
  Answer answer;
  const auto kind = random.between(0, 2);
  if (kind == 0) answer.choices = {static_cast<std::size_t>(random.between(0, 3))};
  const auto& targets = run.targets(block);
  if (kind == 1 && !targets.empty())
    answer.clicked = {targets[static_cast<std::size_t>(
        random.between(0, static_cast<std::int64_t>(targets.size()) - 1))]};
  if (kind == 2) answer.typed = "1.1";
  return answer;
}

/// The learner acts on the stage: whatever is due next, or a crash.
void act(History& stage, LessonRun& run, Random& random) {
  if (random.chance(7'000)) {
    stage.step();
  } else {
    (void)stage.act(actions::on_node(Verb::crash, NodeId{0}));
  }
  run.look();
  (void)run.goal();
}

void do_something(History& stage, LessonRun& run, Random& random) {
  const auto block = run.visible().empty() ? 0 : run.visible().back();
  switch (random.between(0, 11)) {
    case 0: run.back(); return;
    case 1: run.next(); return;
    case 2: run.skip(); return;
    case 3: run.play_block(); return;
    case 4: run.hint(); return;
    case 5: run.show_solution(); return;
    case 6: run.leave_goal(); return;
    case 7: run.retry(block); return;
    case 8: run.again(); return;
    case 9: return act(stage, run, random);
    case 10: run.answer(block, some_answer(run, block, random)); return;
    default: run.next_event(); return;
  }
}

void take(const Lesson& lesson, LessonForm form, std::uint64_t seed) {
  History stage = some_history();
  LessonRun run(lesson, form, find_protocol, stage);
  Random random(seed);
  for (int i = 0; i < most_deeds; ++i) {
    do_something(stage, run, random);
    require(run.step() < lesson.steps.size(), "a lesson stands at one of its steps");
    require(run.home() < stage.size() || !run.is_home(), "home is a moment");
  }
  LessonRun later(lesson, form, find_protocol, stage);
  later.restore(run.progress());
}

}  // namespace

void run(std::string_view input) {
  const ParsedLesson parsed = parse_lesson(input, "input.md");
  const auto problems = check_lesson(parsed, {find_protocol, {}, nullptr});
  for (const LessonProblem& problem : problems)
    require(!problem.str().empty(), "a problem says something");
  if (!problems.empty()) return;
  for (LessonForm form : parsed.lesson.head.forms) take(parsed.lesson, form, input.size());
}

}  // namespace synod::fuzz
