// Assignments: nothing is told before they are handed in, and each student has an own seed.
#include <gmock/gmock.h>

#include "protocols/catalog.h"
#include "tutorials/hand_in_grade.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_run.h"
#include "tutorials/question_id.h"
#include "tutorials/student_seed.h"

namespace synod {
namespace {

using Wait = LessonRun::Wait;
using How = Grade::How;

constexpr const char* text = R"(---
title: An assignment
summary: One prediction, one goal, one quiz.
protocol: paxos
level: 1
minutes: 5
objectives:
- answer without being told
assignment: true
deadline: Friday noon
---

## A step

```synod at-once
proposers 1
acceptors 3
learners 1
propose P1 blue
```

```ask
What will A1 promise?
- [x] 1.1 {A1.promised = 1.1} :: It is the first Prepare.
- [ ] 2.2 {A1.promised = 2.2} :: Nobody asked for it.
- [ ] nothing {A1.promised = none} :: It was asked.
```

```synod
deliver prepare P1->*
```

```goal
Let P1 have a quorum of Promises.
reach: P1.promises = {A1 A2}
solution:
deliver promise A1->P1
deliver promise A2->P1
```

## The end

```ask
How many are a quorum of three?
kind: quiz
id: quorum
- [x] Two :: More than half.
- [ ] One :: Half is not a majority.
- [ ] Three :: One may be down.
```
)";

Lesson lesson(const std::string& source = text) {
  ParsedLesson parsed = parse_lesson(source, "assignment.md");
  for (const auto& problem : parsed.problems) ADD_FAILURE() << problem.str();
  return std::move(parsed.lesson);
}

std::string with(std::string source, const std::string& from, const std::string& to) {
  const std::size_t at = source.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return source.replace(at, from.size(), to);
}

class Assignment : public ::testing::Test {
 protected:
  Answer choice(std::size_t i) const { return {{i}, {}, ""}; }

  /// Takes all of it, answering with `i`; the goal is passed over.
  void take(LessonRun& run, std::size_t i) {
    while (run.waits() != Wait::end) {
      switch (run.waits()) {
        case Wait::answer: run.answer(run.block(), choice(i)); break;
        case Wait::events: run.play_block(); break;
        case Wait::goal: run.leave_goal(); break;
        case Wait::next: run.next(); break;
        case Wait::end: break;
      }
    }
  }
  /// Up to where the question of the first step was answered and its events were seen.
  void predict(LessonRun& run, std::size_t i) {
    ASSERT_EQ(run.waits(), Wait::answer);
    asked = run.block();
    ASSERT_TRUE(run.answer(asked, choice(i)));
    run.play_block();
  }

  History stage{make_cluster(*find_protocol("paxos"), {})};
  std::size_t asked = 0;
};

TEST_F(Assignment, tells_nothing_of_an_answer_before_it_is_handed_in) {
  LessonRun run(lesson(), LessonForm::worked, find_protocol, stage, "Ada");
  predict(run, 0);
  EXPECT_EQ(run.outcome(asked), nullptr);
  EXPECT_FALSE(run.tells());
  run.hand_in();
  ASSERT_NE(run.outcome(asked), nullptr);
  EXPECT_TRUE(run.outcome(asked)->right);
}

TEST_F(Assignment, shows_no_solution_before_it_is_handed_in) {
  LessonRun run(lesson(), LessonForm::worked, find_protocol, stage, "Ada");
  predict(run, 0);
  ASSERT_EQ(run.waits(), Wait::goal);
  EXPECT_FALSE(run.show_solution());
  run.hand_in();
  EXPECT_TRUE(run.show_solution());
}

TEST_F(Assignment, keeps_the_first_answer_whatever_is_tried) {
  LessonRun run(lesson(), LessonForm::worked, find_protocol, stage, "Ada");
  predict(run, 1);
  EXPECT_FALSE(run.retry(asked));
  EXPECT_FALSE(run.take_up({0, static_cast<std::uint32_t>(asked)}));
  run.again();
  EXPECT_NE(run.waits(), Wait::answer) << "it is not asked once more";
  ASSERT_NE(run.answered(asked), nullptr);
  EXPECT_EQ(*run.answered(asked), choice(1));
  EXPECT_EQ(run.progress().answers.begin()->second.answer, choice(1));
  EXPECT_EQ(run.progress().answers.begin()->second.tries, 1u);
}

TEST_F(Assignment, asks_nothing_after_all_that_was_passed_over) {
  LessonRun run(lesson(), LessonForm::worked, find_protocol, stage, "Ada");
  asked = run.block();
  run.skip();
  run.play_block();
  EXPECT_FALSE(run.retry(asked));
  run.again();
  EXPECT_NE(run.waits(), Wait::answer);
  EXPECT_EQ(run.result().items.front().how, LessonItem::How::open);
}

TEST_F(Assignment, does_not_lead_to_a_step_before_those_on_the_way_are_done) {
  LessonRun run(lesson(), LessonForm::worked, find_protocol, stage, "Ada");
  EXPECT_FALSE(run.go_to(1));
  predict(run, 0);
  run.leave_goal();
  EXPECT_TRUE(run.go_to(1));
  EXPECT_TRUE(run.go_to(0));
}

TEST_F(Assignment, that_was_left_goes_on_with_the_answers_that_were_given) {
  LessonProgress kept;
  {
    LessonRun run(lesson(), LessonForm::worked, find_protocol, stage, "Ada");
    predict(run, 1);
    kept = run.progress();
  }
  History again{make_cluster(*find_protocol("paxos"), {})};
  LessonRun run(lesson(), LessonForm::worked, find_protocol, again, "Ada");
  run.restore(kept);
  EXPECT_EQ(run.waits(), Wait::events);
  EXPECT_EQ(*run.answered(asked), choice(1));
  EXPECT_EQ(run.progress().student, "Ada");
}

TEST_F(Assignment, is_graded_though_nothing_was_told) {
  LessonRun run(lesson(), LessonForm::worked, find_protocol, stage, "Ada");
  take(run, 0);
  const HandIn hand_in{"Ada", "assignment", lesson().version, LessonForm::worked, run.progress()};
  const auto grades = grades_of(lesson(), hand_in, find_protocol);
  ASSERT_EQ(grades.size(), 3u);
  EXPECT_EQ(grades[0].last, How::right);
  EXPECT_EQ(grades[1].last, How::open);
  EXPECT_EQ(grades[2].last, How::right);
}

TEST_F(Assignment, has_a_seed_for_each_student_where_its_scene_names_none) {
  Scenario scenario;
  const auto add = [&](const char* key, const char* value) {
    ScenarioLine line;
    line.command = SetupCommand{key, "", value};
    scenario.lines.push_back(line);
  };
  add("acceptors", "3");
  const auto seed = [&](const char* student) {
    const Scenario own = for_student(scenario, student);
    return own.lines.size() == 1 ? std::string()
                                 : std::get<SetupCommand>(own.lines[0].command).value;
  };
  EXPECT_EQ(seed(""), "");
  EXPECT_EQ(seed("Ada"), seed("Ada"));
  EXPECT_NE(seed("Ada"), seed("Bob"));
  add("seed", "7");
  EXPECT_EQ(for_student(scenario, "Ada").lines.size(), 2u);
}

TEST_F(Assignment, shows_choices_in_another_order_to_another_student) {
  std::set<std::vector<std::size_t>> orders;
  for (const char* student : {"Ada", "Bob", "Cy", "Dan", "Eve", "Flo"}) {
    History own{make_cluster(*find_protocol("paxos"), {})};
    LessonRun run(lesson(), LessonForm::worked, find_protocol, own, student);
    orders.insert(run.choices_shown(run.block()));
  }
  EXPECT_GT(orders.size(), 1u);
}

TEST_F(Assignment, whose_answer_hangs_on_the_seed_is_refused_by_the_check) {
  const LessonWorld world{find_protocol, {}};
  EXPECT_TRUE(check_lesson(parse_lesson(text, "a.md"), world).empty());
  // A message is under way for 40 to 80 ms: whether it has come by then hangs on the seed.
  const std::string lottery = with(text, "deliver prepare P1->*", "run for 70ms");
  ASSERT_THAT(
      check_lesson(
          parse_lesson(with(lottery, "assignment: true\ndeadline: Friday noon\n", ""), "a.md"),
          world),
      ::testing::IsEmpty())
      << "by the seed of all it is right";
  const auto problems = check_lesson(parse_lesson(lottery, "a.md"), world);
  ASSERT_FALSE(problems.empty());
  EXPECT_THAT(problems.front().str(), ::testing::HasSubstr("for a student named"));
}

TEST(Deadline, of_what_is_no_assignment_is_refused) {
  const auto parsed = parse_lesson(with(text, "assignment: true\n", ""), "a.md");
  ASSERT_FALSE(parsed.problems.empty());
  EXPECT_THAT(parsed.problems.front().str(), ::testing::HasSubstr("only an assignment"));
}

TEST(QuestionId, stays_when_a_question_moves_and_another_is_put_before_it) {
  const Lesson before = lesson();
  const Lesson after = lesson(with(text, "## A step\n", R"(## New

```ask
What comes first?
kind: quiz
- [x] This :: It does.
- [ ] That :: It does not.
```

## A step
)"));
  LessonProgress progress;
  progress.ids = question_ids(before);
  for (const auto& [place, id] : progress.ids) progress.answers[place].tries = 1 + place.second;
  const LessonProgress carried = carried_over(progress, after);
  ASSERT_EQ(carried.answers.size(), progress.answers.size());
  for (const auto& [place, record] : progress.answers)
    EXPECT_EQ(carried.answers.at({place.first + 1, place.second}), record);
  EXPECT_EQ(left_behind(progress, after), 0u);
}

TEST(QuestionId, that_the_file_gives_stays_when_the_question_is_said_in_other_words) {
  LessonProgress progress;
  progress.ids = question_ids(lesson());
  for (const auto& [place, id] : progress.ids) progress.answers[place].tries = 1;
  const Lesson reworded = lesson(with(text, "How many are a quorum of three?", "A quorum of 3?"));
  EXPECT_EQ(carried_over(progress, reworded).answers.size(), 3u);
  const Lesson other = lesson(with(text, "What will A1 promise?", "What does A1 promise?"));
  EXPECT_EQ(carried_over(progress, other).answers.size(), 2u) << "without an id it is another one";
  EXPECT_EQ(left_behind(progress, other), 1u);
}

TEST(QuestionId, that_stands_twice_is_refused) {
  const auto parsed = parse_lesson(with(text, "Let P1 have a quorum of Promises.\n",
                                        "Let P1 have a quorum of Promises.\nid: quorum\n"),
                                   "a.md");
  ASSERT_FALSE(parsed.problems.empty());
  EXPECT_THAT(parsed.problems.front().str(), ::testing::HasSubstr("has the id 'quorum'"));
}

TEST(QuestionId, of_progress_without_ids_is_its_place) {
  LessonProgress old;
  old.answers[{0, 1}].tries = 3;
  EXPECT_EQ(carried_over(old, lesson()).answers.at({0, 1}).tries, 3u);
}

}  // namespace
}  // namespace synod
