// Run of a lesson: predictions, goals, branches, and the ways back.
#include "tutorials/lesson_run.h"

#include "protocols/catalog.h"
#include "tutorials/lesson_parser.h"
#include "tutorials/lesson_template.h"

namespace synod {
namespace {

using Wait = LessonRun::Wait;

/// Somebody who takes the template lesson. Its blocks: step 0 has prose 0, scene 1, prose 2, ask 3,
/// run 4; step 1 has ask 0, open run 1, ask 2, run 3; step 2 scene 0, goal 1; step 3 a quiz.
struct Learner {
  explicit Learner(LessonForm form = LessonForm::worked)
      : stage(make_cluster(*find_protocol("paxos"), {})),
        run(parse_lesson(lesson_template()).lesson, form, find_protocol, stage) {}

  void play() {
    while (run.waits() == Wait::events) run.next_event();
  }
  void act(const Action& action) {
    const auto reached = stage.act(action);
    ASSERT_TRUE(reached) << reached.error().str();
    run.look();
  }
  NodeId node(std::string_view name) { return *stage.world().shape().find(name); }
  void first_step() {
    run.answer(3, {.choices = {0}, .clicked = {}, .typed = {}});
    play();
  }
  void second_step() {
    run.next();
    run.answer(0, {.choices = {}, .clicked = {"A1", "A2"}, .typed = {}});
    play();
    run.answer(2, {.choices = {}, .clicked = {}, .typed = "1.1:blue"});
    play();
  }

  History stage;
  LessonRun run;
};

Answer choice(std::size_t number) {
  return {.choices = {number}, .clicked = {}, .typed = {}};
}

TEST(LessonRun, sets_the_scene_and_waits_for_the_first_prediction) {
  Learner learner;
  EXPECT_EQ(learner.run.waits(), Wait::answer);
  EXPECT_EQ(learner.run.block(), 3u);
  EXPECT_EQ(learner.stage.world().in_flight.size(), 3u);
  EXPECT_THAT(learner.run.visible(), ::testing::ElementsAre(0, 1, 2, 3));
  EXPECT_TRUE(learner.run.is_home());
}

TEST(LessonRun, plays_one_event_at_a_time_once_the_prediction_is_made) {
  Learner learner;
  EXPECT_FALSE(learner.run.next_event());
  ASSERT_TRUE(learner.run.answer(3, choice(0)));
  EXPECT_EQ(learner.run.waits(), Wait::events);
  const std::size_t before = learner.stage.size();
  ASSERT_TRUE(learner.run.next_event());
  EXPECT_EQ(learner.stage.size(), before + 1);
  EXPECT_EQ(learner.run.outcome(3), nullptr);
}

TEST(LessonRun, tells_a_right_prediction_its_feedback_and_the_rule_after_playing) {
  Learner learner;
  learner.first_step();
  const Outcome* outcome = learner.run.outcome(3);
  ASSERT_NE(outcome, nullptr);
  EXPECT_TRUE(outcome->right);
  EXPECT_THAT(outcome->feedback, ::testing::ElementsAre(::testing::HasSubstr("welcome")));
  EXPECT_EQ(outcome->rule, "Phase 1b");
  EXPECT_FALSE(outcome->actual);
  EXPECT_EQ(learner.run.waits(), Wait::next);
}

TEST(LessonRun, meets_a_wrong_prediction_with_what_happened_and_the_events_that_made_it) {
  Learner learner;
  learner.run.answer(3, choice(2));
  learner.play();
  const Outcome* outcome = learner.run.outcome(3);
  ASSERT_NE(outcome, nullptr);
  EXPECT_FALSE(outcome->right);
  EXPECT_THAT(outcome->feedback, ::testing::ElementsAre(::testing::HasSubstr("carries no value")));
  ASSERT_TRUE(outcome->actual);
  EXPECT_EQ(outcome->actual->str(), "A1 has nothing in 'accepted'");
  EXPECT_EQ(outcome->expected, choice(0));
  // A1's and A3's promises: the deliveries of two Prepares.
  ASSERT_EQ(outcome->moments.size(), 2u);
  for (MomentId moment : outcome->moments) EXPECT_EQ(learner.stage.moment(moment).message_kind, 0);
  learner.run.show(3, outcome->moments[0]);
  EXPECT_EQ(learner.stage.present(), outcome->moments[0]);
  EXPECT_FALSE(learner.run.is_home());
}

TEST(LessonRun, lets_a_prediction_be_tried_again_from_the_same_world) {
  Learner learner;
  const Fingerprint asked = fingerprint(learner.stage.world());
  learner.run.answer(3, choice(1));
  learner.play();
  const Fingerprint played = fingerprint(learner.stage.world());
  ASSERT_TRUE(learner.run.retry(3));
  EXPECT_EQ(fingerprint(learner.stage.world()), asked);
  EXPECT_EQ(learner.run.waits(), Wait::answer);
  EXPECT_EQ(learner.run.outcome(3), nullptr);
  learner.first_step();
  EXPECT_TRUE(learner.run.outcome(3)->right);
  EXPECT_EQ(fingerprint(learner.stage.world()), played);
  const AnswerRecord& record = learner.run.progress().answers.at({0, 3});
  EXPECT_EQ(record.tries, 2u);
  EXPECT_TRUE(record.right);
  EXPECT_FALSE(record.right_first);
}

TEST(LessonRun, refuses_answers_that_cannot_be_given) {
  Learner learner;
  EXPECT_FALSE(learner.run.answer(3, choice(7)));
  EXPECT_FALSE(learner.run.answer(3, {}));
  EXPECT_FALSE(learner.run.answer(3, {.choices = {0, 1}, .clicked = {}, .typed = {}}));
  EXPECT_FALSE(learner.run.answer(0, choice(0)));
  EXPECT_FALSE(learner.run.answer(99, choice(0)));
  EXPECT_EQ(learner.run.waits(), Wait::answer);
}

TEST(LessonRun, grades_clicked_nodes_and_typed_fields_by_the_world) {
  Learner learner;
  learner.first_step();
  learner.run.next();
  EXPECT_THAT(learner.run.targets(0), ::testing::Contains("L1"));
  learner.run.answer(0, {.choices = {}, .clicked = {"A3", "A1"}, .typed = {}});
  learner.play();
  ASSERT_NE(learner.run.outcome(0), nullptr);
  EXPECT_FALSE(learner.run.outcome(0)->right);
  EXPECT_THAT(learner.run.outcome(0)->expected.clicked, ::testing::ElementsAre("A1", "A2"));
  EXPECT_EQ(learner.run.outcome(0)->moments.size(), 2u);
  learner.run.answer(2, {.choices = {}, .clicked = {}, .typed = " 1.1 : blue"});
  learner.play();
  ASSERT_NE(learner.run.outcome(2), nullptr);
  EXPECT_TRUE(learner.run.outcome(2)->right);
}

TEST(LessonRun, takes_no_condition_for_a_typed_answer) {
  Learner learner;
  learner.first_step();
  learner.run.next();
  learner.run.answer(0, {.choices = {}, .clicked = {"A1"}, .typed = {}});
  learner.play();
  learner.run.answer(2, {.choices = {}, .clicked = {}, .typed = "1.1:blue and quiet"});
  learner.play();
  ASSERT_NE(learner.run.outcome(2), nullptr);
  EXPECT_FALSE(learner.run.outcome(2)->right);
  EXPECT_EQ(learner.run.outcome(2)->actual->str(), "A2 has 1.1:blue in 'accepted'");
}

TEST(LessonRun, leads_home_from_a_branch_and_plays_on_from_there) {
  Learner learner;
  learner.run.answer(3, choice(0));
  learner.run.next_event();
  const Fingerprint home = fingerprint(learner.stage.world());
  learner.act(actions::on_node(Verb::crash, learner.node("A2")));
  EXPECT_FALSE(learner.run.is_home());
  learner.run.go_home();
  EXPECT_TRUE(learner.run.is_home());
  EXPECT_EQ(fingerprint(learner.stage.world()), home);
  learner.act(actions::on_node(Verb::crash, learner.node("A3")));
  learner.play();
  EXPECT_FALSE(learner.run.problem());
  EXPECT_TRUE(learner.run.outcome(3)->right);
  EXPECT_TRUE(learner.stage.world().node(learner.node("A3")).up);
}

TEST(LessonRun, restores_the_world_exactly_on_the_way_back_and_forth) {
  Learner learner;
  learner.first_step();
  const Fingerprint first = fingerprint(learner.stage.world());
  learner.second_step();
  const Fingerprint second = fingerprint(learner.stage.world());
  ASSERT_TRUE(learner.run.next());
  const Fingerprint third = fingerprint(learner.stage.world());
  learner.act(actions::on_node(Verb::crash, learner.node("A1")));
  ASSERT_TRUE(learner.run.back());
  EXPECT_EQ(fingerprint(learner.stage.world()), second);
  ASSERT_TRUE(learner.run.back());
  EXPECT_EQ(fingerprint(learner.stage.world()), first);
  EXPECT_TRUE(learner.run.outcome(3)->right);
  EXPECT_FALSE(learner.run.back());
  ASSERT_TRUE(learner.run.next());
  EXPECT_EQ(fingerprint(learner.stage.world()), second);
  ASSERT_TRUE(learner.run.next());
  EXPECT_EQ(fingerprint(learner.stage.world()), third);
  EXPECT_EQ(learner.run.waits(), Wait::goal);
}

TEST(LessonRun, takes_up_a_block_that_was_left_in_its_midst) {
  Learner learner;
  learner.first_step();
  learner.run.next();
  learner.run.answer(0, {.choices = {}, .clicked = {"A1", "A2"}, .typed = {}});
  learner.run.next_event();
  const Fingerprint left = fingerprint(learner.stage.world());
  learner.run.back();
  learner.run.next();
  EXPECT_EQ(fingerprint(learner.stage.world()), left);
  EXPECT_EQ(learner.run.waits(), Wait::events);
  learner.play();
  EXPECT_TRUE(learner.run.outcome(0)->right);
}

TEST(LessonRun, does_not_go_on_before_the_step_is_done) {
  Learner learner;
  EXPECT_FALSE(learner.run.next());
  learner.run.answer(3, choice(0));
  EXPECT_FALSE(learner.run.next());
  EXPECT_EQ(learner.run.step(), 0u);
}

TEST(LessonRun, sees_a_goal_reached_in_another_way_than_its_solution) {
  Learner learner;
  learner.first_step();
  learner.second_step();
  learner.run.next();
  ASSERT_EQ(learner.run.waits(), Wait::goal);
  EXPECT_EQ(learner.run.goal()->actions, 0u);
  learner.act(actions::propose(learner.node("P1"), "red"));
  while (!learner.run.goal()->met && learner.stage.world().events < 40) {
    learner.stage.step();
    learner.run.look();
    if (learner.stage.world().observer.chosen().size() != 0 &&
        learner.stage.world().node(learner.node("A3")).up)
      learner.act(actions::on_node(Verb::crash, learner.node("A3")));
  }
  const GoalStatus status = *learner.run.goal();
  EXPECT_TRUE(status.met);
  EXPECT_TRUE(status.holds);
  EXPECT_EQ(status.actions, learner.stage.world().events);
  EXPECT_EQ(status.best, status.actions);
  EXPECT_EQ(status.par, 8u);
  // A step back takes an action off, and the goal stays reached.
  learner.stage.back();
  EXPECT_EQ(learner.run.goal()->actions, status.actions - 1);
  EXPECT_TRUE(learner.run.goal()->met);
  learner.run.leave_goal();
  EXPECT_EQ(learner.run.waits(), Wait::next);
  EXPECT_EQ(learner.stage.world().events, status.actions) << "the text behind it is about this";
  EXPECT_TRUE(learner.run.is_home());
}

TEST(LessonRun, sees_a_goal_reached_on_the_way_to_where_the_stage_is_now) {
  Learner learner;
  learner.run.go_to(2);
  learner.stage.act(actions::propose(learner.node("P1"), "red"));
  while (learner.stage.step()) {
  }
  learner.stage.act(actions::on_node(Verb::crash, learner.node("A3")));
  const MomentId reached_at = learner.stage.present();
  for (const char* name : {"A1", "A2"})
    learner.stage.act(actions::on_node(Verb::crash, learner.node(name)));
  // Nobody looked in between: a clock that hastens makes several events at once.
  const auto reached = learner.run.look();
  ASSERT_TRUE(reached);
  EXPECT_EQ(*reached, reached_at);
  EXPECT_TRUE(learner.run.goal()->met);
  EXPECT_FALSE(learner.run.look()) << "it is told once";
  learner.stage.seek(reached_at);
  EXPECT_FALSE(learner.run.look());
}

TEST(LessonRun, shows_the_solution_s_end_behind_a_goal_that_was_passed_over) {
  Learner learner;
  learner.run.go_to(2);
  learner.run.leave_goal();
  EXPECT_EQ(learner.stage.world().events, 8u) << "its par";
  EXPECT_TRUE(learner.run.is_home());
  EXPECT_EQ(learner.run.waits(), Wait::next);
  EXPECT_TRUE(learner.run.progress().best.empty());
}

TEST(LessonRun, goes_back_to_a_world_that_knows_of_no_future) {
  Learner learner;
  learner.run.answer(3, choice(1));
  learner.play();
  const std::size_t played = learner.stage.line().size();
  learner.run.retry(3);
  EXPECT_EQ(learner.stage.line().back(), learner.stage.present());
  EXPECT_EQ(learner.stage.size(), learner.stage.line().size()) << "no branch shows it either";
  learner.first_step();
  EXPECT_EQ(learner.stage.line().size(), played);
  learner.run.again();
  EXPECT_EQ(learner.stage.size(), learner.stage.line().size());
}

TEST(LessonRun, shows_nothing_of_the_steps_behind_after_going_back) {
  Learner learner;
  learner.first_step();
  learner.second_step();
  learner.run.back();
  EXPECT_EQ(learner.stage.line().back(), learner.stage.present());
  EXPECT_EQ(learner.stage.size(), learner.stage.line().size());
  // What its question was told is still to be seen.
  const Outcome& outcome = *learner.run.outcome(3);
  ASSERT_FALSE(outcome.moments.empty());
  learner.run.show(3, outcome.moments.front());
  EXPECT_EQ(learner.stage.present(), outcome.moments.front());
  EXPECT_EQ(learner.run.history_of(3).moment(outcome.moments.front()).message_kind, 0);
  learner.run.go_home();
  learner.run.next();
  EXPECT_EQ(learner.run.waits(), Wait::next);
  EXPECT_TRUE(learner.run.outcome(0)->right);
}

TEST(LessonRun, takes_up_a_question_that_was_passed_over) {
  Learner learner;
  learner.run.skip();
  learner.play();
  EXPECT_EQ(learner.run.outcome(3), nullptr);
  learner.run.next();
  ASSERT_TRUE(learner.run.take_up({0, 3}));
  EXPECT_EQ(learner.run.step(), 0u);
  EXPECT_EQ(learner.run.waits(), Wait::answer);
  learner.first_step();
  EXPECT_TRUE(learner.run.outcome(3)->right);
  EXPECT_FALSE(learner.run.take_up({70, 3}));
}

TEST(LessonRun, keeps_what_a_class_answers_apart) {
  Learner learner;
  ASSERT_TRUE(learner.run.class_answers(3, choice(1)));
  learner.play();
  ASSERT_NE(learner.run.outcome(3), nullptr);
  EXPECT_FALSE(learner.run.outcome(3)->right);
  EXPECT_TRUE(learner.run.answered_by_class(3));
  EXPECT_TRUE(learner.run.progress().answers.empty());
  learner.run.retry(3);
  ASSERT_TRUE(learner.run.class_answers(3, {})) << "nobody was counted";
  learner.play();
  ASSERT_NE(learner.run.outcome(3), nullptr);
  EXPECT_EQ(learner.run.outcome(3)->expected, choice(0));
}

TEST(LessonRun, is_taken_up_at_the_very_place_in_a_changed_lesson) {
  Learner learner;
  learner.first_step();
  learner.run.next();
  learner.run.answer(0, {.choices = {}, .clicked = {"A1"}, .typed = {}});
  learner.run.next_event();
  learner.act(actions::on_node(Verb::crash, learner.node("A2")));
  const Fingerprint left = fingerprint(learner.stage.world());

  // One more step in front, and one more paragraph in the step.
  Lesson changed = learner.run.lesson();
  changed.steps.insert(changed.steps.begin() + 1,
                       LessonStep{.place = {}, .heading = "New", .blocks = {Prose{}}});
  auto& blocks = changed.steps[2].blocks;
  blocks.insert(blocks.begin(), Prose{.place = {}, .markdown = "More."});
  History stage(make_cluster(*find_protocol("paxos"), {}));
  LessonRun run(changed, LessonForm::worked, find_protocol, stage);
  run.restore(learner.run.progress(), learner.run.place());
  EXPECT_EQ(run.step(), 2u);
  EXPECT_EQ(run.waits(), Wait::events);
  EXPECT_EQ(run.block(), learner.run.block() + 1);
  EXPECT_EQ(run.answered(1)->clicked, std::vector<std::string>{"A1"});
  EXPECT_EQ(fingerprint(stage.world()), left);
  EXPECT_FALSE(run.is_home());
}

TEST(LessonResult, tells_right_answers_from_those_passed_over) {
  Learner learner;
  learner.run.answer(3, choice(1));
  learner.play();
  learner.run.retry(3);
  learner.first_step();
  learner.run.go_to(3);
  learner.run.answer(0, choice(0));
  const LessonResult result = learner.run.result();
  using How = LessonItem::How;
  EXPECT_EQ(result.count(false), 4u);
  EXPECT_EQ(result.count(true), 1u);
  EXPECT_EQ(result.items.front().how, How::right_in_end);
  EXPECT_EQ(result.count(false, How::open), 2u);
  EXPECT_EQ(result.count(true, How::open), 1u);
  EXPECT_EQ(result.items.back().how, How::wrong);
}

TEST(LessonRun, does_not_count_a_goal_that_was_reached_by_a_forbidden_verb) {
  Learner learner;
  learner.run.go_to(2);
  learner.act(actions::propose(learner.node("P1"), "red"));
  learner.act(actions::on_node(Verb::wipe, learner.node("A3")));
  while (learner.stage.world().observer.chosen().size() == 0) {
    learner.stage.step();
    learner.run.look();
  }
  EXPECT_TRUE(learner.run.goal()->holds);
  EXPECT_EQ(learner.run.goal()->forbidden, Verb::wipe);
  EXPECT_FALSE(learner.run.goal()->met);
}

TEST(LessonRun, shows_hints_one_by_one_and_the_solution_on_a_branch) {
  Learner learner;
  learner.run.go_to(2);
  EXPECT_TRUE(learner.run.hint());
  EXPECT_EQ(learner.run.goal()->hints, 1u);
  EXPECT_TRUE(learner.run.hint());
  EXPECT_FALSE(learner.run.hint());
  ASSERT_TRUE(learner.run.show_solution());
  int events = 0;
  while (learner.run.waits() == Wait::events && learner.run.next_event()) ++events;
  EXPECT_EQ(events, 8);
  learner.run.look();
  EXPECT_TRUE(learner.run.goal()->holds);
  EXPECT_TRUE(learner.run.goal()->solution_shown);
  EXPECT_FALSE(learner.run.goal()->met) << "the solution's end is not the learner's own";
  learner.stage.step();
  learner.run.look();
  ASSERT_TRUE(learner.run.goal()->holds);
  EXPECT_FALSE(learner.run.goal()->met) << "nor is what comes behind it";
  EXPECT_FALSE(learner.run.is_home());
  learner.run.leave_goal();
  EXPECT_TRUE(learner.run.is_home());
}

TEST(LessonRun, grades_a_quiz_at_once_and_again) {
  Learner learner;
  learner.run.go_to(3);
  ASSERT_EQ(learner.run.waits(), Wait::answer);
  learner.run.answer(0, choice(0));
  ASSERT_NE(learner.run.outcome(0), nullptr);
  EXPECT_FALSE(learner.run.outcome(0)->right);
  EXPECT_EQ(learner.run.waits(), Wait::end);
  EXPECT_TRUE(learner.run.retry(0));
  EXPECT_TRUE(learner.run.answer(0, choice(1)));
  EXPECT_TRUE(learner.run.outcome(0)->right);
  EXPECT_TRUE(learner.run.progress().done);
}

TEST(LessonRun, leaves_the_open_block_to_the_learner_and_then_plays_it) {
  Learner learner(LessonForm::last_open);
  learner.first_step();
  learner.run.next();
  learner.run.answer(0, {.choices = {}, .clicked = {"A1", "A2"}, .typed = {}});
  ASSERT_EQ(learner.run.waits(), Wait::goal);
  EXPECT_EQ(learner.run.goal()->goal, nullptr);
  while (!learner.run.goal()->met) {
    ASSERT_TRUE(learner.stage.step());
    learner.run.look();
  }
  learner.run.leave_goal();
  EXPECT_EQ(learner.run.waits(), Wait::events);
  learner.play();
  EXPECT_TRUE(learner.run.outcome(0)->right);
}

TEST(LessonRun, shows_goals_and_quiz_only_in_the_form_goal) {
  Learner learner(LessonForm::goal);
  EXPECT_THAT(learner.run.steps(), ::testing::ElementsAre(2, 3));
  EXPECT_EQ(learner.run.step(), 2u);
  EXPECT_EQ(learner.run.waits(), Wait::goal);
  EXPECT_THAT(learner.run.visible(), ::testing::ElementsAre(1));
  learner.run.leave_goal();
  EXPECT_THAT(learner.run.visible(), ::testing::ElementsAre(1, 2));
  EXPECT_TRUE(learner.run.next());
  EXPECT_FALSE(learner.run.next());
}

TEST(LessonRun, takes_progress_up_again_with_its_answers) {
  Learner learner;
  learner.first_step();
  learner.second_step();
  learner.run.next();
  learner.run.hint();
  const LessonProgress progress = learner.run.progress();
  const Fingerprint left = fingerprint(learner.stage.world());
  Learner later;
  later.run.restore(progress);
  EXPECT_EQ(later.run.progress(), progress);
  EXPECT_EQ(later.run.step(), 2u);
  EXPECT_EQ(fingerprint(later.stage.world()), left);
  EXPECT_EQ(later.run.goal()->hints, 1u);
  later.run.back();
  later.run.back();
  ASSERT_NE(later.run.outcome(3), nullptr);
  EXPECT_TRUE(later.run.outcome(3)->right);
}

TEST(LessonRun, takes_up_progress_that_fits_no_longer) {
  LessonProgress progress;
  progress.step = 77;
  progress.answers[{0, 3}] = {.answer = choice(40), .right = true, .right_first = true, .tries = 1};
  progress.best[{500, 500}] = 1;
  Learner learner;
  learner.run.restore(progress);
  EXPECT_EQ(learner.run.step(), 0u);
  progress.step = 3;
  learner.run.restore(progress);
  EXPECT_EQ(learner.run.step(), 3u);
}

}  // namespace
}  // namespace synod
