// Ways to a goal: verbs that do not count, or only so often.
#include "tutorials/goal_way.h"

#include <gmock/gmock.h>

#include "protocols/catalog.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_parser.h"
#include "tutorials/lesson_run.h"

namespace synod {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A goal that one crash reaches, and in which so many count.
ParsedLesson with_most(const std::string& most, const std::string& solution) {
  return parse_lesson(
      "---\ntitle: A lesson\nsummary: What a lesson is like.\nprotocol: paxos\nlevel: 1\n"
      "minutes: 5\nobjectives:\n- see it\n---\n\n## Your turn\n\n```synod at-once\nproposers 1\n"
      "acceptors 3\nlearners 1\n```\n\n```goal\nLet A2 be down.\nreach: A2 down\nmost: " +
          most + "\nsolution:\n" + solution + "```\n",
      "lesson.md");
}

std::vector<std::string> problems(const ParsedLesson& lesson) {
  std::vector<std::string> found;
  for (const LessonProblem& problem : check_lesson(lesson, {find_protocol, {}}))
    found.push_back(problem.str());
  return found;
}

TEST(GoalWay, has_the_first_verb_that_is_forbidden_or_comes_too_often) {
  GoalBlock goal;
  goal.forbid = {Verb::wipe};
  goal.most = {{Verb::crash, 1}};
  EXPECT_EQ(forbidden_on(goal, {Verb::crash, Verb::wipe}), Verb::wipe);
  EXPECT_EQ(forbidden_on(goal, {Verb::crash}), std::nullopt);
  EXPECT_EQ(too_often_on(goal, {Verb::crash, Verb::wipe}), std::nullopt);
  EXPECT_EQ(too_often_on(goal, {Verb::crash, Verb::wipe, Verb::crash}), Verb::crash);
}

TEST(GoalWay, of_a_solution_may_use_a_verb_as_often_as_it_counts) {
  EXPECT_THAT(problems(with_most("crash 1", "crash A2\n")), IsEmpty());
  EXPECT_THAT(problems(with_most("crash 1", "crash A1 A2\n")),
              ElementsAre(HasSubstr("uses 'crash' more often than 'most' allows")));
}

TEST(GoalWay, with_a_word_that_is_no_verb_or_without_a_number_is_told) {
  EXPECT_THAT(problems(with_most("crashes 1", "crash A2\n")),
              ElementsAre(HasSubstr("expected a verb of the language and a number")));
  EXPECT_THAT(problems(with_most("crash", "crash A2\n")),
              ElementsAre(HasSubstr("expected a number from 1")));
}

TEST(GoalWay, of_a_learner_that_uses_a_verb_too_often_does_not_count) {
  const auto met = [](std::initializer_list<const char*> crashed) {
    History stage(make_cluster(*find_protocol("paxos"), {}));
    LessonRun run(with_most("crash 1", "crash A2\n").lesson, LessonForm::worked, find_protocol,
                  stage);
    run.play_block();
    EXPECT_EQ(run.waits(), LessonRun::Wait::goal);
    for (const char* name : crashed) {
      EXPECT_TRUE(stage.act(actions::on_node(Verb::crash, *stage.world().shape().find(name))));
      run.look();
    }
    EXPECT_TRUE(run.goal()->holds);
    return run.goal()->met;
  };
  EXPECT_TRUE(met({"A2"}));
  EXPECT_FALSE(met({"A1", "A2"}));
}

}  // namespace
}  // namespace synod
