// Chips of what can still happen, and captions, in the window.
#include <QSettings>
#include <QTest>
#include <gtest/gtest.h>

#include "app/explore/outlook_desk.h"
#include "app/lesson/lesson_controller.h"
#include "app/window/main_window.h"
#include "tests/app/shown_window.h"
#include "tests/places.h"
#include "views/canvas/canvas.h"
#include "views/canvas/outlook_chips.h"

using namespace synod;
using namespace synod::app;

namespace {

const NodeId p1{0};
const NodeId p2{1};
const NodeId a1{2};
const NodeId a2{3};

class OutlookWindowTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(synod::testing::bring_up(window)); }
  void TearDown() override { window.appearance().reduce_motion(false); }

  void act(const Action& action) { ASSERT_TRUE(window.player().act(action)); }
  void propose_both() {
    act(actions::propose(p1, "blue"));
    act(actions::propose(p2, "green"));
  }
  void deliver(NodeId from, NodeId to) {
    for (const Message& message : window.session().history().world().in_flight)
      if (message.from == from && message.to == to)
        return act(actions::on_message(Verb::deliver, message.id));
    FAIL() << "nothing is in flight there";
  }

  QStringList told() {
    QStringList list;
    for (const auto* chip : window.outlook_desk().chips().findChildren<views::OutlookChip*>())
      if (chip->isVisible()) list << chip->accessibleName();
    return list;
  }
  /// Waits as long as a busy machine needs.
  bool tells(const QString& words) {
    return QTest::qWaitFor([&] { return told().contains(words); }, 20'000);
  }
  views::OutlookChip* chip(const QString& words) {
    for (auto* chip : window.outlook_desk().chips().findChildren<views::OutlookChip*>())
      if (chip->accessibleName() == words) return chip;
    ADD_FAILURE() << "no chip says " << words.toStdString();
    return nullptr;
  }
  QAction* action(app::Command command) { return window.actions()[command]; }
  const History& history() { return window.session().history(); }

  /// The window reads them when it is made.
  struct NoSettings {
    NoSettings() { QSettings().clear(); }
  } no_settings;
  MainWindow window{""};
};

TEST_F(OutlookWindowTest, nothing_is_told_before_anybody_asked) {
  EXPECT_TRUE(told().isEmpty());
}

TEST_F(OutlookWindowTest, each_value_that_was_asked_for_has_a_chip_below_the_badge) {
  propose_both();
  EXPECT_TRUE(tells("blue: can still be chosen"));
  EXPECT_TRUE(tells("green: can still be chosen"));
  EXPECT_TRUE(tells("two values: impossible"));
  const QWidget& chips = window.outlook_desk().chips();
  const QRectF area = window.parts().canvas->area_below_badge();
  EXPECT_TRUE(area.toAlignedRect().contains(chips.geometry()));
  EXPECT_FALSE(area.intersects(window.parts().canvas->layout_shown().badge));
}

TEST_F(OutlookWindowTest, a_promise_makes_the_future_smaller) {
  propose_both();
  deliver(p2, a1);
  deliver(p2, a2);
  EXPECT_TRUE(tells("blue: only in a new ballot"));
  EXPECT_TRUE(tells("green: can still be chosen"));
}

TEST_F(OutlookWindowTest, a_kill_makes_the_future_smaller_and_undo_brings_it_back) {
  propose_both();
  ASSERT_TRUE(tells("blue: can still be chosen"));
  act(actions::on_node(Verb::crash, a1));
  act(actions::on_node(Verb::crash, a2));
  EXPECT_TRUE(tells("blue: can no longer"));
  EXPECT_TRUE(tells("green: can no longer"));
  action(app::Command::undo)->trigger();
  EXPECT_TRUE(tells("blue: can still be chosen"));
}

TEST_F(OutlookWindowTest, a_click_lays_a_run_to_it_ahead_as_a_branch_with_a_bookmark) {
  propose_both();
  ASSERT_TRUE(tells("green: can still be chosen"));
  const MomentId here = history().present();
  QTest::mouseClick(chip("green: can still be chosen"), Qt::LeftButton);
  EXPECT_EQ(history().present(), here);
  const MomentId end = history().line().back();
  ASSERT_NE(end, here);
  ASSERT_NE(window.session().bookmarks().at(end), nullptr);
  EXPECT_EQ(window.session().bookmarks().at(end)->note, "green is chosen");
  const Cluster then = history().world_at(end);
  ASSERT_EQ(then.observer.chosen().size(), 1u);
  EXPECT_EQ(then.observer.chosen()[0].vote.value, Text("green"));
}

TEST_F(OutlookWindowTest, enter_does_what_a_click_does) {
  act(actions::propose(p1, "blue"));
  ASSERT_TRUE(tells("blue: can still be chosen"));
  views::OutlookChip* wanted = chip("blue: can still be chosen");
  wanted->setFocus(Qt::TabFocusReason);
  ASSERT_TRUE(wanted->hasFocus());
  QTest::keyClick(wanted, Qt::Key_Return);
  EXPECT_GT(history().line().size(), 2u);
}

TEST_F(OutlookWindowTest, a_search_is_abandoned_when_the_next_step_comes) {
  window.session().start([] {
    synod::Setup setup = Session::first_setup();
    setup.shape = {.proposers = 3, .acceptors = 7, .learners = 1};
    setup.options.bug = "most-common";
    return setup;
  }());
  act(actions::propose(p1, "blue"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return window.outlook_desk().searching(); }, 20'000));
  act(actions::propose(p2, "green"));
  EXPECT_FALSE(window.outlook_desk().searching());
  // What is told in the end is about the moment that is shown.
  EXPECT_TRUE(
      QTest::qWaitFor([&] { return told().size() == 3 && told()[1].startsWith("green"); }, 20'000));
}

TEST_F(OutlookWindowTest, nothing_is_searched_while_the_run_plays) {
  window.appearance().reduce_motion(false);
  window.player().set_pauses({});
  act(actions::propose(p1, "blue"));
  ASSERT_TRUE(tells("blue: can still be chosen"));
  action(app::Command::play)->trigger();
  ASSERT_TRUE(window.player().playing());
  while (window.player().playing()) {
    EXPECT_FALSE(window.outlook_desk().searching());
    window.player().tick();
    QTest::qWait(10);
  }
  EXPECT_TRUE(tells("blue: is chosen"));
}

TEST_F(OutlookWindowTest, the_switch_hides_the_chips_and_is_remembered) {
  act(actions::propose(p1, "blue"));
  ASSERT_TRUE(tells("blue: can still be chosen"));
  action(app::Command::outlook)->trigger();
  EXPECT_TRUE(told().isEmpty());
  EXPECT_FALSE(window.outlook_desk().searching());
  EXPECT_FALSE(MainWindow("").actions()[app::Command::outlook]->isChecked());
}

TEST_F(OutlookWindowTest, a_switch_set_by_the_program_hides_the_chips_and_is_not_remembered) {
  act(actions::propose(p1, "blue"));
  ASSERT_TRUE(tells("blue: can still be chosen"));
  action(app::Command::outlook)->setChecked(false);
  EXPECT_TRUE(told().isEmpty());
  EXPECT_FALSE(window.outlook_desk().searching());
  EXPECT_TRUE(MainWindow("").actions()[app::Command::outlook]->isChecked());
}

TEST_F(OutlookWindowTest, a_log_has_no_chips_and_the_menu_says_why) {
  synod::Setup setup = Session::first_setup();
  setup.protocol = "multi";
  setup.shape = {.together = 3};
  ASSERT_TRUE(window.session().start(setup));
  EXPECT_FALSE(action(app::Command::outlook)->isEnabled());
  EXPECT_TRUE(action(app::Command::outlook)->toolTip().contains("not in a log"));
  ASSERT_TRUE(window.session().start(Session::first_setup()));
  EXPECT_TRUE(action(app::Command::outlook)->isEnabled());
  EXPECT_TRUE(action(app::Command::outlook)->isChecked());
}

TEST_F(OutlookWindowTest, hidden_answers_hide_the_chips) {
  act(actions::propose(p1, "blue"));
  ASSERT_TRUE(tells("blue: can still be chosen"));
  action(app::Command::hide_answers)->trigger();
  EXPECT_TRUE(told().isEmpty());
  action(app::Command::hide_answers)->trigger();
  EXPECT_TRUE(tells("blue: can still be chosen"));
}

TEST_F(OutlookWindowTest, a_lesson_begins_without_chips) {
  act(actions::propose(p1, "blue"));
  ASSERT_TRUE(window.lessons().open(SYNOD_SOURCE_DIR "/tutorials/lessons/01-agreeing-is-hard.md"));
  EXPECT_FALSE(action(app::Command::outlook)->isChecked());
  EXPECT_TRUE(told().isEmpty());
  window.lessons().close();
  EXPECT_TRUE(action(app::Command::outlook)->isChecked());
  EXPECT_TRUE(tells("blue: can still be chosen"));
}

// ---- captions

TEST_F(OutlookWindowTest, a_step_is_told_beside_its_node) {
  act(actions::propose(p1, "blue"));
  const views::Canvas& canvas = *window.parts().canvas;
  window.grab();
  const QRectF place = canvas.caption_shown();
  ASSERT_FALSE(place.isEmpty());
  for (const views::NodePlace& node : canvas.layout_shown().nodes)
    for (const QRectF& held : {node.card, node.caption, node.circle()})
      EXPECT_FALSE(place.intersects(held));
}

TEST_F(OutlookWindowTest, no_caption_lies_under_the_buttons_of_the_canvas) {
  views::Canvas& canvas = *window.parts().canvas;
  for (const QSize size : {QSize(1264, 690), QSize(1350, 736), QSize(1900, 1050)}) {
    window.resize(size);
    ASSERT_TRUE(window.session().open_example(
        QStringLiteral(SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-05.synod"), "BP-05"));
    const std::size_t steps = window.session().history().line().size();
    for (std::size_t step = 1; step < steps; ++step) {
      window.player().scrub(static_cast<double>(step));
      window.grab();
      const QPolygon caption = canvas.mapFromScene(canvas.caption_shown());
      EXPECT_FALSE(canvas.caption_shown().isEmpty()) << "step " << step;
      EXPECT_FALSE(canvas.tools().geometry().intersects(caption.boundingRect())) << "step " << step;
    }
  }
}

TEST_F(OutlookWindowTest, captions_are_switched_off_in_the_view_menu) {
  act(actions::propose(p1, "blue"));
  const QImage with = window.parts().canvas->grab().toImage();
  action(app::Command::captions)->trigger();
  const QImage without = window.parts().canvas->grab().toImage();
  EXPECT_NE(with, without);
  EXPECT_FALSE(MainWindow("").actions()[app::Command::captions]->isChecked());
  action(app::Command::captions)->trigger();
  EXPECT_EQ(window.parts().canvas->grab().toImage(), with);
}

}  // namespace
