// Explanations in the window, asked for like a person asks.
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/explore/why_desk.h"
#include "app/lesson/lesson_desk.h"
#include "app/window/main_window.h"
#include "tests/places.h"
#include "views/canvas/canvas.h"
#include "views/kit/error_bar.h"
#include "views/lesson/lesson_panel.h"
#include "views/panels/inspector.h"
#include "views/panels/story.h"
#include "views/why/why_panel.h"

using namespace synod;
using namespace synod::app;

namespace {

const NodeId p1{0};
const NodeId a1{2};
const NodeId a2{3};
const NodeId a3{4};

class WhyWindowTest : public testing::Test {
 protected:
  void SetUp() override {
    QSettings().remove("lesson");
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }
  void act(const Action& action) { ASSERT_TRUE(window.player().act(action)); }
  void deliver(NodeId from, NodeId to) {
    for (const Message& message : world().in_flight)
      if (message.from == from && message.to == to)
        return act(actions::on_message(Verb::deliver, message.id));
    FAIL() << "nothing is in flight there";
  }
  /// P1 asked for blue, and A1 has promised.
  void promise() {
    act(actions::propose(p1, "blue"));
    deliver(p1, a1);
  }
  void pin(NodeId node) {
    QTest::mouseMove(canvas().viewport(), canvas().node_point(node));
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, Qt::ControlModifier,
                      canvas().node_point(node));
  }
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&window, key, modifiers);
  }
  bool told() {
    return QTest::qWaitFor([this] { return reason().active() && !window.why_desk().searching(); });
  }
  bool panel_is_shown() { return window.parts().right->currentWidget() == window.parts().why; }
  QPoint step_point(int row) {
    QListView& list = panel().list();
    return list.visualRect(list.model()->index(row, 0)).center();
  }
  void pass(int ms) {
    for (int i = 0; i < ms; i += 10) {
      now += 10;
      window.player().tick();
    }
  }

  views::Canvas& canvas() { return *window.parts().canvas; }
  views::WhyPanel& panel() { return *window.parts().why; }
  views::Inspector& inspector() { return *window.parts().inspector; }
  const views::Reason& reason() { return window.shared().reason; }
  const History& history() { return window.session().history(); }
  const Cluster& world() { return history().world(); }

  std::int64_t now = 0;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

TEST_F(WhyWindowTest, the_key_explains_the_pinned_node_and_escape_brings_everything_back) {
  promise();
  act(actions::on_node(Verb::crash, a3));
  pin(a1);
  key(Qt::Key_W);
  ASSERT_TRUE(told());
  EXPECT_TRUE(panel_is_shown());
  EXPECT_EQ(reason().why()->fact, Fact::of_field(3, a1, "promised"));
  EXPECT_EQ(reason().why()->slice, (std::vector<EventNumber>{1, 2}));
  EXPECT_GE(panel().model().rowCount(), 2);
  EXPECT_TRUE(canvas().picture_shown().nodes[a3.index].faded);
  EXPECT_FALSE(canvas().picture_shown().nodes[a1.index].faded);
  key(Qt::Key_Escape);
  EXPECT_FALSE(reason().active());
  EXPECT_FALSE(panel_is_shown());
  EXPECT_FALSE(canvas().picture_shown().nodes[a3.index].faded);
}

TEST_F(WhyWindowTest, a_click_on_a_step_goes_to_its_moment_and_the_reason_stays) {
  promise();
  key(Qt::Key_W);
  ASSERT_TRUE(told());
  QApplication::processEvents();
  QTest::mouseClick(panel().list().viewport(), Qt::LeftButton, {}, step_point(0));
  EXPECT_EQ(history().present(), history().line()[1]);
  EXPECT_TRUE(reason().active());
  act(actions::on_node(Verb::crash, a2));
  EXPECT_FALSE(reason().active()) << "the line no longer leads to what was explained";
  EXPECT_FALSE(panel_is_shown());
}

TEST_F(WhyWindowTest, the_inspector_s_button_asks_and_so_does_a_row_of_a_node) {
  EXPECT_FALSE(inspector().why_button()->isVisible()) << "nothing has happened";
  promise();
  pin(a1);
  QTest::mouseMove(canvas().viewport(), {3, 3});
  ASSERT_TRUE(inspector().why_button()->isVisible());
  QTest::mouseClick(inspector().why_button(), Qt::LeftButton);
  ASSERT_TRUE(told());
  QTest::mouseClick(panel().done_button(), Qt::LeftButton);
  EXPECT_FALSE(reason().active());
  views::FieldTable& table = inspector().table();
  for (std::size_t i = 0; i < table.rows().size(); ++i)
    if (table.rows()[i].name == "promised")
      QTest::mouseClick(&table, Qt::LeftButton, {}, table.row_point(static_cast<int>(i)));
  ASSERT_TRUE(told());
  EXPECT_EQ(reason().why()->fact, Fact::of_field(2, a1, "promised"));
}

TEST_F(WhyWindowTest, with_shift_it_says_what_is_missing_until_something_is_chosen) {
  promise();
  key(Qt::Key_W, Qt::ShiftModifier);
  ASSERT_TRUE(told());
  EXPECT_TRUE(panel_is_shown());
  EXPECT_GE(panel().model().rowCount(), 1);
}

TEST_F(WhyWindowTest, where_nothing_has_happened_it_says_so_and_changes_nothing) {
  key(Qt::Key_W);
  EXPECT_TRUE(window.parts().errors->isVisible());
  EXPECT_FALSE(panel_is_shown());
}

TEST_F(WhyWindowTest, another_session_ends_the_explanation) {
  promise();
  key(Qt::Key_W);
  ASSERT_TRUE(told());
  ASSERT_TRUE(window.session().start(Session::first_setup()));
  EXPECT_FALSE(reason().active());
  EXPECT_FALSE(panel_is_shown());
}

TEST_F(WhyWindowTest, what_is_chosen_and_what_is_violated_can_be_asked) {
  // Quorums that need not meet: two values can be chosen.
  synod::Setup setup = Session::first_setup();
  setup.options.q1 = 1;
  setup.options.q2 = 1;
  ASSERT_TRUE(window.session().start(setup));
  const NodeId p2{1};
  act(actions::propose(p1, "blue"));
  deliver(p1, a1);
  deliver(a1, p1);
  deliver(p1, a1);
  act(actions::propose(p2, "green"));
  deliver(p2, a2);
  deliver(a2, p2);
  deliver(p2, a2);
  ASSERT_FALSE(world().observer.violations().empty());
  views::FieldTable& truth = inspector().truth_table();
  QTest::mouseClick(&truth, Qt::LeftButton, {}, truth.row_point(0));
  ASSERT_TRUE(told());
  EXPECT_EQ(reason().why()->fact.kind, Fact::Kind::chosen);
  key(Qt::Key_Escape);
  for (QLabel* label : inspector().findChildren<QLabel*>())
    if (label->text().contains("'agreement'")) emit label->linkActivated("agreement");
  ASSERT_TRUE(told());
  EXPECT_EQ(reason().why()->fact.kind, Fact::Kind::violation);
  EXPECT_EQ(reason().why()->fact.field, "agreement");
}

TEST_F(WhyWindowTest, a_wrong_prediction_in_a_lesson_offers_why) {
  LessonController& lessons = window.lessons();
  ASSERT_TRUE(lessons.open(SYNOD_SOURCE_DIR "/tutorials/lessons/05-the-heart.md"));
  views::LessonPanel& lesson = window.lesson_desk().panel();
  const auto next = [&] {
    QTest::mouseClick(lesson.next_button(), Qt::LeftButton);
    pass(500);
    QApplication::processEvents();
  };
  for (int guard = 0; guard < 40 && lessons.run().waits() != LessonRun::Wait::answer; ++guard)
    next();
  ASSERT_EQ(lessons.run().waits(), LessonRun::Wait::answer);
  const std::size_t block = lessons.run().block();
  const auto& ask =
      std::get<AskBlock>(lessons.run().lesson().steps[lessons.run().step()].blocks[block]);
  for (int i = 0; i < static_cast<int>(ask.choices.size()); ++i)
    if (!ask.choices[static_cast<std::size_t>(i)].right) {
      QTest::mouseClick(lesson.ask_card(block)->rows().at(i), Qt::LeftButton);
      break;
    }
  next();
  for (int guard = 0;
       guard < 40 && lesson.ask_card(block)->ask().state != views::LessonAsk::State::graded;
       ++guard)
    next();
  ASSERT_EQ(lesson.ask_card(block)->ask().state, views::LessonAsk::State::graded);
  QPushButton* why = nullptr;
  for (QPushButton* button : lesson.ask_card(block)->findChildren<QPushButton*>())
    if (button->text() == "Why?") why = button;
  ASSERT_NE(why, nullptr);
  QTest::mouseClick(why, Qt::LeftButton);
  ASSERT_TRUE(told());
  EXPECT_TRUE(panel_is_shown());
  EXPECT_GE(panel().model().rowCount(), 1);
}

}  // namespace
