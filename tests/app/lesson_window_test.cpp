// Lesson in the window, taken like a person takes it.
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/lesson/lesson_desk.h"
#include "app/window/main_window.h"
#include "model/world/cluster.h"
#include "protocols/catalog.h"
#include "tests/places.h"
#include "tutorials/hand_in_grade.h"
#include "tutorials/lesson_parser.h"
#include "views/canvas/canvas.h"
#include "views/kit/error_bar.h"
#include "views/lesson/lesson_panel.h"
#include "views/panels/story.h"

using namespace synod;
using namespace synod::app;

namespace {

using Wait = LessonRun::Wait;

const NodeId p2{1};
const NodeId a1{2};
const NodeId a2{3};

const QString heart = SYNOD_SOURCE_DIR "/tutorials/lessons/05-the-heart.md";

constexpr auto short_lesson = R"(---
title: A short one
summary: For trying what a lesson can do.
protocol: paxos
level: 1
minutes: 2
objectives:
- click what is meant
---

## Click it

```synod at-once
proposers 1
acceptors 3
learners 1
propose P1 blue
```

```ask
Click the acceptor that promises.
click: node where {node}.promised = 1.1
right: The Prepare reached it.
wrong: Look which Prepare arrived.
```

```synod
deliver prepare P1->A2
```

And now by name.

```ask
Which ballot did A2 promise?
type: A2.promised
right: That is P1's ballot.
wrong: Look at its disk.
```

```synod
deliver promise A2->P1
```

```notes
Say it slowly.
```

## The end

Nothing more.
)";

/// A lesson of one question that is not told of before it is handed in.
QString assignment() {
  return R"(---
title: An assignment
summary: One prediction that is told of later.
protocol: paxos
level: 1
minutes: 2
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
)";
}

constexpr auto goal_lesson = R"(---
title: A goal and what comes of it
summary: For trying what happens where a goal is reached.
protocol: paxos
level: 1
minutes: 2
objectives:
- reach something
---

## Reach it

```synod at-once
proposers 1
acceptors 3
learners 1
```

```goal
Let all three acceptors promise.
reach: A1.promised = 1.1 and A2.promised = 1.1 and A3.promised = 1.1
solution:
propose P1 red
deliver prepare P1->*
```

All three promised.

```synod at-once
proposers 1
acceptors 5
learners 1
```
)";

class LessonWindowTest : public testing::Test {
 protected:
  void SetUp() override {
    QSettings().remove("lesson");  // The form that was taken last.
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }
  QString write(const QString& name, const QString& text) {
    QFile file(folder.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
    return file.fileName();
  }
  void pass(int ms) {
    for (int i = 0; i < ms; i += 10) {
      now += 10;
      window.player().tick();
    }
  }
  void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }
  void click_canvas(QPoint point) {
    QTest::mouseMove(canvas().viewport(), point);
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, point);
  }
  void next() {
    click(panel().next_button());
    pass(500);
    QApplication::processEvents();
  }
  void open(const QString& path) {
    ASSERT_TRUE(lessons().open(path));
    QApplication::processEvents();
  }
  void choose(int choice) { click(panel().ask_card(run().block())->rows().at(choice)); }
  /// The number of the first choice that is as right as `right` says.
  int choice_of(bool right) {
    const auto& ask = std::get<AskBlock>(run().lesson().steps[run().step()].blocks[run().block()]);
    const std::vector<std::size_t> shown = run().choices_shown(run().block());
    for (std::size_t i = 0; i < shown.size(); ++i)
      if (ask.choices[shown[i]].right == right) return static_cast<int>(i);
    return -1;
  }
  void play_block() {
    const std::size_t block = run().block();
    while (run().waits() == Wait::events && run().block() == block) next();
  }
  void deliver(const char* kind, NodeId from, NodeId to) {
    for (const Message& message : world().in_flight)
      if (describe(world(), message).str().find(kind) != std::string::npos &&
          message.from == from && message.to == to) {
        ASSERT_TRUE(window.player().act(actions::on_message(Verb::deliver, message.id)));
        return;
      }
    FAIL() << "no " << kind << " is in flight";
  }
  const views::LessonAsk& shown_ask(std::size_t block) { return panel().ask_card(block)->ask(); }
  QPushButton* button(QWidget* in, const QString& text) {
    for (QPushButton* button : in->findChildren<QPushButton*>())
      if (button->text().startsWith(text)) return button;
    return nullptr;
  }
  LessonController& lessons() { return window.lessons(); }
  const LessonRun& run() { return lessons().run(); }
  views::LessonPanel& panel() { return window.lesson_desk().panel(); }
  views::Canvas& canvas() { return *window.parts().canvas; }
  const Cluster& world() { return window.session().history().world(); }

  std::int64_t now = 0;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

TEST_F(LessonWindowTest, lesson_5_from_start_to_end_by_clicking) {
  open(heart);
  EXPECT_TRUE(panel().isVisible());
  const QPoint back_at = panel().back_button()->mapTo(&window, QPoint());
  const QPoint next_at = panel().next_button()->mapTo(&window, QPoint());
  bool was_wrong = false;
  bool was_away = false;
  int goals = 0;
  for (int guard = 0; run().waits() != Wait::end; ++guard) {
    ASSERT_LT(guard, 400) << "the lesson does not go on";
    EXPECT_EQ(panel().back_button()->mapTo(&window, QPoint()), back_at);
    EXPECT_EQ(panel().next_button()->mapTo(&window, QPoint()), next_at);
    const std::size_t block = run().block();
    switch (run().waits()) {
      case Wait::answer: {
        const bool wrong = !was_wrong && run().step() == 2;
        choose(choice_of(!wrong));
        next();
        if (!wrong) break;
        was_wrong = true;
        EXPECT_EQ(shown_ask(block).state, views::LessonAsk::State::watching);
        // On the way, something of one's own: it is a branch, and one click leads back.
        const Fingerprint stood = fingerprint(world());
        click_canvas(canvas().node_point(a2));
        EXPECT_FALSE(world().node(a2).up);
        EXPECT_TRUE(panel().page().astray);
        QTest::keyClick(&window, Qt::Key_Backspace);
        EXPECT_EQ(fingerprint(world()), stood);
        EXPECT_FALSE(panel().page().astray);
        was_away = true;
        play_block();
        EXPECT_EQ(shown_ask(block).state, views::LessonAsk::State::graded);
        EXPECT_FALSE(shown_ask(block).right);
        EXPECT_FALSE(shown_ask(block).feedback.isEmpty());
        EXPECT_FALSE(shown_ask(block).moments.empty());
        click(button(panel().ask_card(block), "Try again"));
        EXPECT_EQ(run().waits(), Wait::answer);
        EXPECT_EQ(fingerprint(world()), stood) << "the world is as it was when it was asked";
        break;
      }
      case Wait::goal: {
        // Two endings: through the acceptors that know nothing; and, once one of them has accepted
        // the new value, through the one that knows the old one.
        const auto ask = [&](std::uint32_t round, NodeId through) {
          ASSERT_TRUE(window.player().act(actions::propose(p2, "Hamilton", round)));
          for (NodeId acceptor : {through, a2}) deliver("Prepare", p2, acceptor);
          for (NodeId acceptor : {through, a2}) deliver("Promise", acceptor, p2);
          deliver("Accept", p2, through);
        };
        ASSERT_NO_FATAL_FAILURE(ask(102, a1));
        if (goals == 1) {
          while (!world().in_flight.empty())
            ASSERT_TRUE(
                window.player().act(actions::on_message(Verb::drop, world().in_flight.front().id)));
          ASSERT_NO_FATAL_FAILURE(ask(103, NodeId{4}));
        }
        deliver("Accept", p2, a2);
        ASSERT_TRUE(run().goal()->met);
        if (goals == 0) {
          EXPECT_EQ(run().goal()->actions, 7u);
        }
        ++goals;
        next();
        break;
      }
      default: next();
    }
  }
  EXPECT_TRUE(was_wrong);
  EXPECT_TRUE(was_away);
  EXPECT_EQ(goals, 2);
  EXPECT_TRUE(run().progress().done);
  EXPECT_EQ(run().progress().best.size(), 2u);
}

TEST_F(LessonWindowTest, an_event_is_told_about_only_once_it_has_landed) {
  open(heart);
  const std::size_t block = run().block();
  choose(choice_of(true));
  next();
  next();
  next();
  click(panel().next_button());
  EXPECT_TRUE(window.player().moving());
  EXPECT_EQ(shown_ask(block).state, views::LessonAsk::State::watching);
  pass(500);
  EXPECT_EQ(shown_ask(block).state, views::LessonAsk::State::graded);
}

TEST_F(LessonWindowTest, a_question_is_answered_with_the_keyboard) {
  open(heart);
  views::AskCard* card = panel().ask_card(run().block());
  card->rows().at(0)->setFocus();
  QTest::keyClick(card->rows().at(0), Qt::Key_Space);
  EXPECT_TRUE(card->rows().at(0)->isChecked());
  QTest::keyClick(card->rows().at(0), Qt::Key_Down);
  EXPECT_TRUE(card->rows().at(1)->isChecked());
  EXPECT_FALSE(card->rows().at(0)->isChecked());
  QTest::keyClick(&window, Qt::Key_PageDown);
  EXPECT_EQ(run().waits(), Wait::events);
}

TEST_F(LessonWindowTest, a_question_can_be_passed_over_but_not_by_accident) {
  open(heart);
  const QString before = panel().page().next_help;
  next();
  EXPECT_EQ(run().waits(), Wait::answer);
  EXPECT_NE(panel().page().next_help, before);
  const std::size_t block = run().block();
  next();
  EXPECT_EQ(run().waits(), Wait::events);
  EXPECT_EQ(shown_ask(block).state, views::LessonAsk::State::passed);
  play_block();
  click(button(panel().ask_card(block), "Answer after all"));
  EXPECT_EQ(run().waits(), Wait::answer);
  EXPECT_EQ(run().block(), block);
}

TEST_F(LessonWindowTest, next_leads_to_a_question_out_of_sight_before_it_warns) {
  window.resize(1024, 640);
  open(heart);
  QApplication::processEvents();
  auto* bar = panel().findChild<QScrollArea*>()->verticalScrollBar();
  ASSERT_GT(bar->maximum(), 0) << "the question does not fit beside its text";
  bar->setValue(0);
  const QString before = panel().page().next_help;
  click(panel().next_button());
  EXPECT_GT(bar->value(), 0);
  EXPECT_EQ(panel().page().next_help, before);
  click(panel().next_button());
  EXPECT_TRUE(panel().page().next_help.contains("answered yet"));
}

TEST_F(LessonWindowTest, a_question_tried_again_shows_its_old_end_nowhere) {
  open(heart);
  const std::size_t block = run().block();
  choose(choice_of(false));
  next();
  play_block();
  const int rows = window.parts().story->model().rowCount();
  click(button(panel().ask_card(block), "Try again"));
  const History& stage = window.session().history();
  EXPECT_EQ(stage.line().back(), stage.present());
  EXPECT_EQ(stage.size(), stage.line().size());
  EXPECT_LT(window.parts().story->model().rowCount(), rows);
  choose(choice_of(true));
  next();
  play_block();
  EXPECT_EQ(window.parts().story->model().rowCount(), rows);
}

TEST_F(LessonWindowTest, a_run_stops_where_a_goal_is_reached_and_the_card_counts) {
  open(write("goal.md", goal_lesson));
  ASSERT_EQ(run().waits(), Wait::goal);
  ASSERT_TRUE(window.player().act(actions::propose(NodeId{0}, "red")));
  QTest::keyClick(&canvas(), Qt::Key_Space);
  ASSERT_TRUE(window.player().playing());
  const views::GoalCard* card = panel().goal_card();
  while (run().goal()->actions < 3 && window.player().playing()) pass(10);
  EXPECT_TRUE(window.player().playing());
  EXPECT_EQ(std::get<views::LessonGoal>(panel().page().pieces.back()).actions, 3);
  EXPECT_EQ(panel().goal_card(), card) << "a button of it may be pressed just now";
  for (int i = 0; i < 1000 && window.player().playing(); ++i) pass(10);
  EXPECT_TRUE(run().goal()->holds);
  EXPECT_TRUE(run().goal()->met);
  EXPECT_FALSE(world().in_flight.empty()) << "there was more to come";
  EXPECT_TRUE(std::get<views::LessonGoal>(panel().page().pieces.back()).met);
  const Fingerprint reached = fingerprint(world());
  next();
  EXPECT_EQ(run().waits(), Wait::events);
  EXPECT_EQ(fingerprint(world()), reached) << "the text is about this picture";
  EXPECT_FALSE(panel().page().astray);
  next();
  EXPECT_NE(fingerprint(world()), reached);
  EXPECT_EQ(run().waits(), Wait::end);
}

TEST_F(LessonWindowTest, a_hastened_run_goes_back_to_where_the_goal_was_reached) {
  open(write("goal.md", goal_lesson));
  ASSERT_TRUE(window.player().act(actions::propose(NodeId{0}, "red")));
  window.player().set_speed(GlideClock::fastest);
  window.player().run_until_chosen();
  window.player().run_until_chosen();
  pass(100);
  EXPECT_TRUE(run().goal()->met);
  EXPECT_TRUE(run().goal()->holds);
  EXPECT_EQ(run().goal()->actions, run().goal()->best) << "the first moment of it, none behind";
  const History& stage = window.session().history();
  EXPECT_GT(stage.line().size(), stage.moment(stage.present()).depth + 1) << "it had gone beyond";
}

TEST_F(LessonWindowTest, the_end_tells_how_it_went_and_leads_to_what_was_passed_over) {
  write("2-next.md", QString(short_lesson).replace("A short one", "The one behind"));
  open(write("1-short.md", short_lesson));
  while (run().waits() != Wait::end) next();
  next();
  const auto* end = std::get_if<views::LessonEnd>(&panel().page().pieces.front());
  ASSERT_NE(end, nullptr);
  EXPECT_TRUE(end->results.front().contains("0 of 2"));
  ASSERT_EQ(end->left_over.size(), 2u);
  EXPECT_EQ(end->next_lesson, "Lesson 2 · The one behind");
  click(panel().back_button());
  EXPECT_EQ(panel().page().heading, "The end");
  next();
  click(button(&panel(), "Step 1"));
  EXPECT_EQ(run().step(), 0u);
  EXPECT_EQ(run().waits(), Wait::answer);
  lessons().go_to_step(1);
  next();
  next();
  EXPECT_TRUE(lessons().file().endsWith("2-next.md"));
}

TEST_F(LessonWindowTest, the_right_key_plays_the_lesson_and_steps_on_a_branch) {
  open(heart);
  choose(choice_of(true));
  next();
  const MomentId home = run().home();
  QTest::keyClick(&window, Qt::Key_Right);
  pass(500);
  EXPECT_NE(run().home(), home);
  const MomentId here = run().home();
  click_canvas(canvas().node_point(a2));
  QTest::keyClick(&window, Qt::Key_Right);
  pass(500);
  EXPECT_EQ(run().home(), here) << "what is done on a branch does not move the lesson";
  EXPECT_FALSE(run().is_home());
}

TEST_F(LessonWindowTest, a_click_on_the_canvas_answers_while_it_is_asked_for) {
  open(write("short.md", short_lesson));
  const NodeId asked{2};
  const NodeId other{1};
  const std::size_t block = run().block();
  click_canvas(canvas().node_point(asked));
  EXPECT_TRUE(world().node(asked).up) << "nothing was killed";
  EXPECT_EQ(panel().ask_card(block)->answer().clicked, QStringList("A2"));
  next();
  play_block();
  EXPECT_TRUE(shown_ask(block).right);
  const std::size_t typed = run().block();
  QTest::keyClicks(panel().ask_card(typed)->field(), "1.1");
  QTest::keyClick(panel().ask_card(typed)->field(), Qt::Key_Return);
  play_block();
  EXPECT_TRUE(shown_ask(typed).right);
  click_canvas(canvas().node_point(other));
  EXPECT_FALSE(world().node(other).up) << "the canvas acts again";
}

TEST_F(LessonWindowTest, back_shows_the_step_before_with_its_world) {
  open(heart);
  choose(choice_of(true));
  next();
  play_block();
  const Fingerprint left = fingerprint(world());
  while (run().step() == 0) next();
  choose(choice_of(true));
  next();
  play_block();
  click(panel().back_button());
  EXPECT_EQ(run().step(), 0u);
  EXPECT_EQ(fingerprint(world()), left);
}

TEST_F(LessonWindowTest, the_place_is_kept_for_the_next_start) {
  open(heart);
  while (run().step() < 2) {
    if (run().waits() == Wait::answer) choose(choice_of(true));
    next();
  }
  MainWindow other{folder.filePath("autosave")};
  ASSERT_TRUE(other.lessons().open(heart));
  EXPECT_EQ(other.lessons().run().step(), 2u);
  EXPECT_EQ(other.lessons().run().progress().answers, run().progress().answers);
}

TEST_F(LessonWindowTest, leaving_a_lesson_brings_back_what_stood_there) {
  ASSERT_TRUE(window.player().act(actions::on_node(Verb::crash, a1)));
  const Fingerprint stood = fingerprint(world());
  open(heart);
  EXPECT_NE(fingerprint(world()), stood);
  lessons().close();
  EXPECT_EQ(fingerprint(world()), stood);
  EXPECT_FALSE(panel().isVisible());
}

TEST_F(LessonWindowTest, a_broken_lesson_says_where_and_the_present_one_stays) {
  open(heart);
  EXPECT_FALSE(lessons().open(write("broken.md", "---\ntitle: Broken\n---\n")));
  EXPECT_TRUE(window.parts().errors->message().contains("broken.md, line "))
      << window.parts().errors->message().toStdString();
  EXPECT_EQ(lessons().file(), QFileInfo(heart).absoluteFilePath());
}

TEST_F(LessonWindowTest, a_lesson_is_read_again_at_the_very_place_when_it_is_saved) {
  const QString path = write("short.md", short_lesson);
  open(path);
  lessons().go_to_step(0);
  click_canvas(canvas().node_point(NodeId{2}));
  next();
  play_block();
  const std::size_t block = run().block();
  ASSERT_EQ(run().waits(), Wait::answer);
  const Fingerprint stood = fingerprint(world());
  write("short.md", QString(short_lesson).replace("And now by name.", "Now by its name."));
  const auto text = [&](std::size_t piece) {
    const auto* prose = std::get_if<views::LessonProse>(&panel().page().pieces[piece]);
    return prose != nullptr ? prose->markdown : QString();
  };
  const auto shown = [&](const QString& words) {
    for (std::size_t i = 0; i < panel().page().pieces.size(); ++i)
      if (text(i).contains(words)) return true;
    return false;
  };
  EXPECT_TRUE(QTest::qWaitFor([&] { return shown("Now by its name."); }));
  EXPECT_EQ(run().block(), block);
  EXPECT_EQ(run().waits(), Wait::answer);
  EXPECT_EQ(fingerprint(world()), stood);
  EXPECT_EQ(shown_ask(block - 3).state, views::LessonAsk::State::graded);
}

TEST_F(LessonWindowTest, what_is_wrong_with_a_lesson_is_told_until_it_is_mended) {
  const QString path = write("short.md", short_lesson);
  open(path);
  write("short.md", "nothing of a lesson");
  EXPECT_TRUE(QTest::qWaitFor([&] { return !panel().page().error.isEmpty(); }));
  EXPECT_TRUE(panel().page().error.contains("line 1"));
  next();
  EXPECT_FALSE(panel().page().error.isEmpty()) << "it is still broken";
  // As editors save that write beside the file, and take it away first.
  ASSERT_TRUE(QFile::remove(path));
  EXPECT_TRUE(QTest::qWaitFor([&] { return panel().page().error.contains("no longer there"); }));
  write("short.md", short_lesson);
  EXPECT_TRUE(QTest::qWaitFor([&] { return panel().page().error.isEmpty(); }));
}

TEST_F(LessonWindowTest, a_class_counts_hands_and_sees_the_answer_when_asked) {
  open(heart);
  const LessonProgress before = run().progress();
  window.lesson_desk().menu().teacher()->setChecked(true);
  const std::size_t block = run().block();
  const auto counts = panel().ask_card(block)->findChildren<QSpinBox*>();
  ASSERT_EQ(counts.size(), static_cast<int>(shown_ask(block).choices.size()));
  counts[1]->setFocus();
  counts[1]->setValue(7);
  // A presenter's remote sends this, wherever the keyboard is.
  QTest::keyClick(counts[1], Qt::Key_PageDown);
  EXPECT_EQ(shown_ask(block).choices[1].hands, 7);
  play_block();
  EXPECT_EQ(shown_ask(block).state, views::LessonAsk::State::hidden);
  EXPECT_TRUE(shown_ask(block).feedback.isEmpty());
  click(button(panel().ask_card(block), "Show what is right"));
  EXPECT_EQ(shown_ask(block).state, views::LessonAsk::State::graded);
  MainWindow other{folder.filePath("autosave")};
  ASSERT_TRUE(other.lessons().open(heart));
  EXPECT_TRUE(other.lessons().run().progress().answers.empty()) << "a class is no learner";
}

TEST_F(LessonWindowTest, a_class_is_no_learner_and_votes_twice) {
  open(heart);
  window.lesson_desk().menu().teacher()->setChecked(true);
  const std::size_t block = run().block();
  const int wrong = choice_of(false);
  const auto count = [&](int choice, int hands) {
    panel().ask_card(block)->findChildren<QSpinBox*>()[choice]->setValue(hands);
  };
  EXPECT_FALSE(button(panel().ask_card(block), "Vote again")->isEnabled());
  count(wrong, 9);
  click(button(panel().ask_card(block), "Vote again"));
  EXPECT_EQ(shown_ask(block).choices[static_cast<std::size_t>(wrong)].hands_before, 9);
  EXPECT_EQ(shown_ask(block).choices[static_cast<std::size_t>(wrong)].hands, 0);
  EXPECT_EQ(button(panel().ask_card(block), "Vote again"), nullptr) << "twice is enough";
  count(wrong, 5);
  count(choice_of(true), 4);
  next();
  play_block();
  EXPECT_EQ(button(panel().ask_card(block), "Why not what most"), nullptr)
      << "not before the answer";
  click(button(panel().ask_card(block), "Show what is right"));
  click(button(panel().ask_card(block), "Why not what most"));
  EXPECT_FALSE(shown_ask(block).popular_feedback.isEmpty());
  window.lesson_desk().menu().teacher()->setChecked(false);
  EXPECT_TRUE(run().progress().answers.empty());
  EXPECT_TRUE(shown_ask(block).hands) << "it is still the class's answer";
  EXPECT_EQ(shown_ask(block).choices[static_cast<std::size_t>(wrong)].hands, 5);
}

TEST_F(LessonWindowTest, a_class_s_clicks_and_words_are_counted_too) {
  open(write("short.md", short_lesson));
  window.lesson_desk().menu().teacher()->setChecked(true);
  std::size_t block = run().block();
  const NodeId wrong{1};
  click_canvas(canvas().node_point(wrong));
  click_canvas(canvas().node_point(wrong));
  click_canvas(canvas().node_point(NodeId{2}));
  EXPECT_TRUE(world().node(wrong).up);
  ASSERT_EQ(shown_ask(block).choices.size(), 2u);
  EXPECT_EQ(shown_ask(block).choices[0].text, "A1");
  EXPECT_EQ(shown_ask(block).choices[0].hands, 2);
  next();
  play_block();
  click(button(panel().ask_card(block), "Show what is right"));
  EXPECT_TRUE(shown_ask(block).choices[1].right);
  EXPECT_EQ(shown_ask(block).popular, "A1");
  block = run().block();
  QLineEdit* field = panel().ask_card(block)->field();
  QTest::keyClicks(field, "2.1");
  QTest::keyClick(field, Qt::Key_Return);
  field = panel().ask_card(block)->field();
  ASSERT_EQ(run().waits(), Wait::answer) << "that was one hand";
  QTest::keyClicks(field, "1.1");
  QTest::keyClick(field, Qt::Key_Return);
  ASSERT_EQ(shown_ask(block).choices.size(), 2u);
  next();
  play_block();
  click(button(panel().ask_card(block), "Show what is right"));
  EXPECT_TRUE(shown_ask(block).choices[1].right);
}

TEST_F(LessonWindowTest, the_notes_window_passes_a_presenter_s_keys_on) {
  open(heart);
  choose(choice_of(true));
  LessonWindows& windows = window.lesson_desk().windows();
  windows.toggle_notes();
  windows.notes()->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(windows.notes()));
  QTest::keyClick(windows.notes(), Qt::Key_PageDown);
  EXPECT_EQ(run().waits(), Wait::events);
  const MomentId home = run().home();
  QTest::keyClick(windows.notes(), Qt::Key_Right);
  pass(500);
  EXPECT_NE(run().home(), home);
}

TEST_F(LessonWindowTest, letters_in_the_notes_window_act_on_what_is_marked_in_the_main_one) {
  open(heart);
  LessonWindows& windows = window.lesson_desk().windows();
  window.parts().canvas->mark_first_node();
  const views::Target marked = window.parts().canvas->current();
  ASSERT_EQ(marked.kind, views::Target::Kind::node);
  windows.toggle_notes();
  windows.notes()->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(windows.notes()));
  const auto node = [&]() -> const Node& {
    return window.player().frame().world->node(marked.node);
  };
  QTest::keyClick(windows.notes(), Qt::Key_K);
  EXPECT_FALSE(node().up);
  QTest::keyClick(windows.notes(), Qt::Key_K);
  EXPECT_TRUE(node().up);
  QTest::keyClick(windows.notes(), Qt::Key_Z);
  EXPECT_TRUE(node().paused);
}

TEST_F(LessonWindowTest, notes_summary_and_glossary_are_there) {
  open(write("short.md", short_lesson));
  LessonWindows& windows = window.lesson_desk().windows();
  windows.toggle_notes();
  EXPECT_TRUE(windows.notes()->text().contains("Say it slowly."));
  QTest::keyClick(&window, Qt::Key_F2);
  ASSERT_NE(windows.summary(), nullptr);
  EXPECT_TRUE(windows.summary()->text().contains("Prepare"));
  emit panel().term_clicked("quorum");
  ASSERT_NE(windows.glossary(), nullptr);
  EXPECT_TRUE(windows.glossary()->text().contains("Quorum"));
  EXPECT_FALSE(windows.glossary()->text().contains("No-op"));
}

TEST_F(LessonWindowTest, a_recording_goes_on_in_a_lesson_with_the_lessons_run) {
  const QString record = folder.filePath("record.synod");
  window.session().record_to(record);
  open(write("short.md", short_lesson));
  next();
  EXPECT_TRUE(QTest::qWaitFor(
      [&] {
        QFile file(record);
        return file.open(QIODevice::ReadOnly) && file.readAll().contains("propose P1 blue");
      },
      5000));
}

TEST_F(LessonWindowTest, the_summary_is_that_of_the_lessons_protocol) {
  open(heart);
  QTest::keyClick(&window, Qt::Key_F2);
  LessonWindows& windows = window.lesson_desk().windows();
  ASSERT_NE(windows.summary(), nullptr);
  EXPECT_FALSE(windows.summary()->text().contains("heartbeats"));
  windows.summary()->hide();
  open(SYNOD_SOURCE_DIR "/tutorials/lessons/14-from-one-decision-to-a-log.md");
  windows.toggle_summary();
  EXPECT_TRUE(windows.summary()->text().contains("heartbeats"));
}

TEST_F(LessonWindowTest, only_goals_and_the_quiz_are_left_in_the_last_form) {
  open(heart);
  lessons().choose_form(LessonForm::goal);
  EXPECT_EQ(panel().page().steps, 2);
  ASSERT_NE(panel().goal_card(), nullptr);
  click(button(panel().goal_card(), "Hint"));
  EXPECT_EQ(run().goal()->hints, 1u);
  click(button(panel().goal_card(), "Show solution"));
  EXPECT_TRUE(run().plays_solution());
  for (int guard = 0; run().plays_solution() && guard < 20; ++guard) next();
  EXPECT_TRUE(run().goal()->holds);
  EXPECT_FALSE(run().goal()->met) << "the solution is not the learner's own";
  click(button(panel().goal_card(), "Try again"));
  EXPECT_FALSE(run().goal()->holds);
  EXPECT_TRUE(run().is_home());
}

TEST_F(LessonWindowTest, no_key_of_a_lesson_is_taken_twice) {
  QList<QKeySequence> seen;
  for (const QAction* action : window.actions().all())
    for (const QKeySequence& key : action->shortcuts()) {
      EXPECT_FALSE(seen.contains(key)) << key.toString().toStdString();
      seen.append(key);
    }
}

TEST_F(LessonWindowTest, what_was_done_is_handed_in_and_graded_by_playing_it) {
  open(heart);
  choose(choice_of(true));
  next();
  play_block();
  const HandIn done = lessons().hand_in("Ada");
  EXPECT_EQ(done.lesson, "05-the-heart");
  const auto read = read_hand_in(hand_in_text(done));
  ASSERT_TRUE(read) << read.error().str();
  const auto grades = grades_of(load_lesson(heart.toStdString()).lesson, *read, find_protocol);
  EXPECT_EQ(grades.front().first, Grade::How::right);
  EXPECT_EQ(grades.back().last, Grade::How::open);
}

/// Some students never give a name.
TEST_F(LessonWindowTest, an_assignment_without_a_name_is_not_opened) {
  lessons().set_name_asker([] { return QString(); });
  EXPECT_FALSE(lessons().open(write("assignment.md", assignment())));
  EXPECT_FALSE(lessons().is_open());
}

TEST_F(LessonWindowTest, an_assignment_tells_nothing_before_it_is_handed_in) {
  lessons().set_name_asker([] { return QString("Ada"); });
  open(write("assignment.md", assignment()));
  EXPECT_EQ(run().progress().student, "Ada");
  const std::size_t asked = run().block();
  choose(choice_of(false));
  next();
  play_block();
  EXPECT_EQ(shown_ask(asked).state, views::LessonAsk::State::kept);
  EXPECT_EQ(button(&panel(), "Try again"), nullptr);
  EXPECT_FALSE(shown_ask(asked).feedback.size());
  lessons().handed_in();
  QApplication::processEvents();
  EXPECT_EQ(shown_ask(asked).state, views::LessonAsk::State::graded);
  EXPECT_FALSE(shown_ask(asked).right);
}

TEST_F(LessonWindowTest, an_assignment_ends_with_handing_in) {
  lessons().set_name_asker([] { return QString("Ada"); });
  open(write("assignment.md", assignment()));
  bool wanted = false;
  // The menu would open a dialog.
  QObject::disconnect(&lessons(), &LessonController::hand_in_wanted, nullptr, nullptr);
  QObject::connect(&lessons(), &LessonController::hand_in_wanted, [&] { wanted = true; });
  choose(choice_of(true));
  next();
  play_block();
  next();
  EXPECT_TRUE(panel().next_button()->text().startsWith("Hand in"));
  next();
  EXPECT_TRUE(wanted);
  lessons().handed_in();
  QApplication::processEvents();
  EXPECT_FALSE(panel().next_button()->text().startsWith("Hand in"));
}

TEST_F(LessonWindowTest, what_was_missed_is_asked_again_in_a_review_until_it_is_right) {
  open(heart);
  choose(choice_of(false));
  next();
  play_block();
  const auto parts = lessons().reviews().parts();
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].heading, "Basic Paxos");
  EXPECT_EQ(parts[0].missed, 1);
  auto review = lessons().reviews().of_part(parts[0].heading);
  ASSERT_TRUE(review);
  lessons().open_review(*std::move(review));
  QApplication::processEvents();
  EXPECT_TRUE(lessons().in_review());
  EXPECT_EQ(run().lesson().head.title, "Review: Basic Paxos");
  ASSERT_EQ(run().waits(), Wait::answer);
  EXPECT_EQ(world().nodes.size(), 6u) << "the cluster of lesson 5 is there";
  choose(choice_of(true));
  next();
  play_block();
  EXPECT_TRUE(lessons().reviews().parts().empty());
  const auto* kept = lessons().keeper().find({"05-the-heart", LessonForm::worked});
  ASSERT_NE(kept, nullptr);
  EXPECT_FALSE(kept->answers.begin()->second.right_first) << "the first answer stays";
}

TEST_F(LessonWindowTest, a_review_leaves_what_is_remembered_of_other_lessons_alone) {
  open(heart);
  choose(choice_of(false));
  next();
  play_block();
  auto review = lessons().reviews().of_part({});
  ASSERT_TRUE(review);
  lessons().open_review(*std::move(review));
  EXPECT_EQ(lessons().keeper().find({"review", LessonForm::worked}), nullptr);
  const LessonProgress before = *lessons().keeper().find({"05-the-heart", LessonForm::worked});
  open(heart);
  EXPECT_FALSE(lessons().in_review());
  EXPECT_EQ(lessons().keeper().find({"05-the-heart", LessonForm::worked})->answers, before.answers);
  EXPECT_EQ(lessons().keeper().find({"review", LessonForm::worked}), nullptr);
}

}  // namespace
