// Hand-outs: what stands on them, in which order, and that one without answers tells none.
#include "tutorials/hand_out.h"

#include <fstream>
#include <gmock/gmock.h>
#include <set>

#include "model/scenario/condition.h"
#include "protocols/catalog.h"
#include "tests/places.h"
#include "tests/tutorials/lesson_files.h"
#include "tutorials/choice_order.h"
#include "tutorials/hand_out_page.h"
#include "tutorials/lesson_check.h"
#include "tutorials/lesson_parser.h"

namespace synod {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const fs::path heart = fs::path(SYNOD_SOURCE_DIR) / "tutorials/lessons/05-the-heart.md";

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

Lesson lesson_of(const std::string& text, const std::string& file = "05-the-heart.md") {
  ParsedLesson parsed = parse_lesson(text, file);
  const auto problems = check_lesson(parsed, {find_protocol, {}});
  EXPECT_THAT(problems, IsEmpty()) << (problems.empty() ? "" : problems[0].str());
  return std::move(parsed.lesson);
}

HandOut hand_out(const Lesson& lesson, const HandOutWish& wish = {}) {
  return hand_out_of(lesson, wish, find_protocol);
}

std::string page(const HandOut& hand_out, const fs::path& folder = {}) {
  return hand_out_page(hand_out, folder, [](std::size_t number) {
    return "<svg id=\"picture-" + std::to_string(number) + "\"></svg>";
  });
}

template <class Part>
std::vector<Part> all_of(const HandOut& hand_out) {
  std::vector<Part> found;
  for (const HandOutPart& part : hand_out.parts)
    if (const auto* one = std::get_if<Part>(&part)) found.push_back(*one);
  return found;
}

std::vector<std::pair<BlockPlace, const AskBlock*>> questions_of(const Lesson& lesson) {
  std::vector<std::pair<BlockPlace, const AskBlock*>> asks;
  for (std::uint32_t s = 0; s < lesson.steps.size(); ++s)
    for (std::uint32_t b = 0; b < lesson.steps[s].blocks.size(); ++b)
      if (const auto* ask = std::get_if<AskBlock>(&lesson.steps[s].blocks[b]))
        asks.push_back({{s, b}, ask});
  return asks;
}

class EveryHandOut : public ::testing::TestWithParam<fs::path> {};

TEST_P(EveryHandOut, has_each_question_once_in_the_order_of_the_window) {
  const Lesson lesson = load_lesson(GetParam()).lesson;
  const auto printed = all_of<HandOutQuestion>(hand_out(lesson));
  const auto asked = questions_of(lesson);
  ASSERT_EQ(printed.size(), asked.size());
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto& [place, ask] = asked[i];
    EXPECT_EQ(printed[i].number, i + 1);
    EXPECT_EQ(printed[i].text, ask->question);
    std::vector<std::string> choices;
    for (std::size_t choice : choice_order(*ask, GetParam().stem().string(), place, 0))
      choices.push_back(ask->choices[choice].text);
    EXPECT_EQ(printed[i].choices, choices);
  }
}

TEST_P(EveryHandOut, has_an_answer_to_each_question_and_each_goal) {
  const Lesson lesson = load_lesson(GetParam()).lesson;
  const HandOut printed = hand_out(lesson);
  std::vector<HandOutAnswer> answers;
  std::size_t goals = 0;
  for (const HandOutAnswer& answer : printed.answers) {
    if (!answer.goal) answers.push_back(answer);
    goals += answer.goal;
  }
  EXPECT_EQ(goals, all_of<HandOutGoal>(printed).size());
  const auto asked = questions_of(lesson);
  ASSERT_EQ(answers.size(), asked.size());
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const AskBlock& ask = *asked[i].second;
    EXPECT_EQ(answers[i].number, i + 1);
    if (!ask.has_choices()) {
      EXPECT_NE(answers[i].expected, "");
      EXPECT_EQ(answers[i].feedback, ask.right);
    }
    std::set<std::string> right;
    std::set<std::string> printed_right;
    for (const Choice& choice : ask.choices)
      if (choice.right) right.insert(choice.text + " :: " + choice.feedback);
    for (const HandOutAnswer::Choice& choice : answers[i].choices)
      if (choice.right) printed_right.insert(choice.text + " :: " + choice.feedback);
    EXPECT_EQ(printed_right, right);
  }
}

TEST_P(EveryHandOut, has_all_text_of_the_lesson_and_no_picture_twice) {
  const Lesson lesson = load_lesson(GetParam()).lesson;
  const HandOut printed = hand_out(lesson);
  std::multiset<std::string> text;
  for (const HandOutText& part : all_of<HandOutText>(printed)) text.insert(part.markdown);
  for (const HandOutAnswer& answer : printed.answers)
    text.insert(answer.outcome.begin(), answer.outcome.end());
  std::multiset<std::string> written;
  for (const LessonStep& step : lesson.steps)
    for (const Block& block : step.blocks)
      if (const auto* prose = std::get_if<Prose>(&block)) written.insert(prose->markdown);
  EXPECT_EQ(text, written);
  EXPECT_FALSE(printed.pictures.empty());
  EXPECT_EQ(all_of<HandOutPicture>(printed).size(), printed.pictures.size());
  std::set<std::string> worlds;
  for (const synod::Run& run : printed.pictures)
    EXPECT_TRUE(worlds.insert(fingerprint(end_of(run)).str()).second) << "drawn twice";
}

TEST_P(EveryHandOut, without_answers_has_none_of_the_feedback) {
  const Lesson lesson = load_lesson(GetParam()).lesson;
  const HandOut printed = hand_out(lesson, {.answers = false});
  EXPECT_THAT(printed.answers, IsEmpty());
  const std::string html = page(printed);
  const std::string whole = page(hand_out(lesson));
  for (const auto& [place, ask] : questions_of(lesson))
    for (const std::string& feedback : {ask->right, ask->wrong}) {
      if (feedback.empty()) continue;
      EXPECT_THAT(html, Not(HasSubstr(feedback.substr(0, 30))));
    }
  for (const HandOutAnswer& answer : hand_out(lesson).answers)
    for (const HandOutAnswer::Choice& choice : answer.choices) {
      const std::string said =
          choice.feedback.substr(0, choice.feedback.find_first_of("`*'\"&<>\\["));
      if (said.size() < 12) continue;
      EXPECT_THAT(html, Not(HasSubstr(said)));
      EXPECT_THAT(whole, HasSubstr(said)) << "the test has lost sight of the feedback";
    }
}

INSTANTIATE_TEST_SUITE_P(Lessons, EveryHandOut, ::testing::ValuesIn(testing::lesson_files()),
                         [](const auto& lesson) {
                           std::string name = lesson.param.stem().string();
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

/// The lesson as if each wrong choice were right and each right one wrong, and all that is said of
/// answers were something else.
std::string with_other_answers(std::string text) {
  for (std::size_t at = 0; (at = text.find("- [", at)) != std::string::npos; ++at) {
    text[at + 3] = text[at + 3] == 'x' ? ' ' : 'x';
    const std::size_t feedback = text.find(" :: ", at);
    text.insert(feedback + 4, "Something else. ");
  }
  return text;
}

TEST(HandOut, without_answers_is_the_same_whichever_choice_is_right) {
  constexpr const char* lesson = R"(---
title: One of two
summary: Whichever is right, the sheet is the same.
protocol: paxos
level: 1
minutes: 5
objectives:
- answer a question
---

## A round

```synod at-once
proposers 2
acceptors 3
learners 1
propose P1 blue
```

```ask
Who promises?
- [x] All :: Nobody promised anything before.
- [ ] None :: An empty disk refuses nothing.
```

```synod
deliver prepare P1->*
```

It is as we thought.

## Quiz

```ask
What is a quorum?
kind: quiz
- [ ] Two nodes :: Of three.
- [x] A majority :: Any two share a node.
```
)";
  const Lesson one = lesson_of(lesson);
  const Lesson other = lesson_of(with_other_answers(lesson));
  const HandOutWish bare{.answers = false};
  EXPECT_EQ(page(hand_out(one, bare)), page(hand_out(other, bare)));
  EXPECT_EQ(hand_out(one, bare).parts, hand_out(other, bare).parts);
  EXPECT_NE(page(hand_out(one)), page(hand_out(other))) << "with answers there is a difference";
  EXPECT_THAT(page(hand_out(one, bare)), Not(HasSubstr("It is as we thought")));
  EXPECT_THAT(page(hand_out(one)), HasSubstr("It is as we thought"));
}

TEST(HandOut, without_answers_tells_no_way_to_a_goal) {
  const Lesson lesson = load_lesson(heart).lesson;
  const std::string html = page(hand_out(lesson, {.answers = false}));
  EXPECT_THAT(html, HasSubstr("Get the seat for Hamilton"));
  EXPECT_THAT(html, Not(HasSubstr("deliver prepare")));
  EXPECT_THAT(html, Not(HasSubstr("✓")));
  EXPECT_THAT(html, Not(HasSubstr("Answers")));
  EXPECT_THAT(page(hand_out(lesson)), HasSubstr("deliver prepare P2-&gt;A1\n"));
}

TEST(HandOut, leaves_hints_and_expectations_and_scripts_out) {
  for (const bool answers : {true, false}) {
    const std::string html = page(hand_out(load_lesson(heart).lesson, {.answers = answers}));
    EXPECT_THAT(html, Not(HasSubstr("P2 is free if no acceptor in its quorum reports")));
    EXPECT_THAT(html, Not(HasSubstr("holds all")));
    EXPECT_THAT(html, Not(HasSubstr("acceptors 3")));
    EXPECT_THAT(html, Not(HasSubstr("drop accept P1")));
  }
}

TEST(HandOut, has_the_notes_for_the_teacher_only_where_they_are_wanted) {
  const Lesson lesson = load_lesson(heart).lesson;
  EXPECT_THAT(page(hand_out(lesson)), Not(HasSubstr("Say it before the class does")));
  EXPECT_THAT(page(hand_out(lesson, {.notes = true})), HasSubstr("Say it before the class does"));
}

TEST(HandOut, shows_a_goal_where_it_begins_and_never_where_it_is_reached) {
  const Lesson lesson = load_lesson(heart).lesson;
  std::size_t goals = 0;
  for (const Block& block : lesson.steps[6].blocks) {
    const auto* goal = std::get_if<GoalBlock>(&block);
    if (goal == nullptr) continue;
    ++goals;
    for (const synod::Run& run : hand_out(lesson).pictures) {
      const Result<bool> reached = is_true(end_of(run), goal->reach.condition);
      EXPECT_FALSE(reached && *reached);
    }
  }
  EXPECT_EQ(goals, 2u) << "the test has lost sight of the goals";
}

TEST(HandOut, shows_the_text_of_a_hostile_lesson_as_text) {
  std::string text = text_of(fs::path(SYNOD_SOURCE_DIR) / "tests/tutorials/good_lesson.md");
  const auto put = [&](const std::string& mark, const std::string& by) {
    const std::size_t at = text.find(mark);
    ASSERT_NE(at, std::string::npos) << mark;
    text.replace(at, mark.size(), by);
  };
  put("title: A lesson", "title: `<script>x</script>` \"a\"");
  put("see a round", "see `<img src=x onerror=y>`");
  put("Some text.", "Some `<script>x</script>` text, 1 < 2 & \"so\".");
  put("Who promises?", "Who `<b onclick=x>` promises?");
  put("] All {", "] `<i>` All {");
  put(":: Nobody", ":: `<u>` Nobody");
  put("Get blue chosen.", "Get `<a href=x>` blue chosen.");
  const std::string html = page(hand_out(lesson_of(text), {.notes = true}));
  for (const char* tag : {"<script", "<img", "<b ", "<i>", "<u>", "<a "})
    EXPECT_THAT(html, Not(HasSubstr(tag)));
  EXPECT_THAT(html, HasSubstr("<title>`&lt;script&gt;x&lt;/script&gt;` &quot;a&quot;</title>"));
  EXPECT_THAT(html, HasSubstr("1 &lt; 2 &amp; &quot;so&quot;."));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
}

TEST(HandOut, takes_the_lessons_own_pictures_into_the_page) {
  const fs::path folder = fs::path(::testing::TempDir()) / "hand-out-pictures";
  fs::create_directories(folder);
  std::ofstream(folder / "votes.svg")
      << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"/>";
  std::string text = text_of(fs::path(SYNOD_SOURCE_DIR) / "tests/tutorials/good_lesson.md");
  const std::size_t at = text.find("Some text.");
  text.replace(at, 10, "![Votes \"here\"](votes.svg) and ![Gone](gone.png)");
  const std::string html = page(hand_out(parse_lesson(text).lesson), folder);
  EXPECT_THAT(html, HasSubstr("<img alt=\"Votes &quot;here&quot;\" src=\"data:image/svg+xml;base64,"
                              "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI0IiBo"
                              "ZWlnaHQ9IjQiLz4=\">"));
  EXPECT_THAT(html, HasSubstr("and Gone")) << "its words stand where it can't be shown";
  EXPECT_THAT(html, Not(HasSubstr("gone.png")));
  fs::remove_all(folder);
}

}  // namespace
}  // namespace synod
