// Main window, clicked like a person clicks it.
#include "app/window/main_window.h"

#include <QAbstractButton>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/cluster/branch_desk.h"
#include "app/open/file_commands.h"
#include "app/play/pause_points.h"
#include "views/canvas/canvas.h"
#include "views/kit/error_bar.h"
#include "views/panels/branch_list.h"
#include "views/panels/timeline.h"

using namespace synod;
using namespace synod::app;

namespace {

const NodeId p1{0};
const NodeId a1{2};

class MainWindowTest : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&window, key, modifiers);
  }
  void click(QPoint point, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseMove(canvas().viewport(), point);
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, modifiers, point);
  }
  /// Lets `ms` of wall-clock time pass.
  void pass(int ms) {
    for (int i = 0; i < ms; i += 10) {
      now += 10;
      window.player().tick();
    }
  }
  void propose() { ASSERT_TRUE(window.player().act(actions::propose(p1, "blue"))); }
  void step() {
    key(Qt::Key_Right);
    pass(500);
  }
  views::Canvas& canvas() { return *window.parts().canvas; }
  const History& history() { return window.session().history(); }
  const Cluster& world() { return history().world(); }

  std::int64_t now = 0;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

TEST_F(MainWindowTest, a_click_kills_a_node_and_another_restarts_it) {
  click(canvas().node_point(a1));
  EXPECT_FALSE(world().node(a1).up);
  click(canvas().node_point(a1));
  EXPECT_TRUE(world().node(a1).up);
}

TEST_F(MainWindowTest, a_key_pauses_the_node_that_is_pinned_and_undo_takes_that_back) {
  propose();
  click(canvas().node_point(a1), Qt::ControlModifier);
  key(Qt::Key_Z);
  EXPECT_TRUE(world().node(a1).paused);
  EXPECT_TRUE(world().node(a1).up);
  key(Qt::Key_Z);
  EXPECT_FALSE(world().node(a1).paused);
  key(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_TRUE(world().node(a1).paused);
  key(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_FALSE(world().node(a1).paused);
}

TEST_F(MainWindowTest, a_click_with_shift_wipes_a_disk) {
  propose();
  for (int i = 0; i < 3; ++i) step();
  click(canvas().node_point(a1), Qt::ShiftModifier);
  EXPECT_FALSE(world().node(a1).up);
  EXPECT_TRUE(world().node(a1).wiped);
}

TEST_F(MainWindowTest, a_click_cuts_a_link_and_another_heals_it) {
  click(canvas().link_point(p1, a1));
  EXPECT_TRUE(world().is_cut(p1, a1));
  EXPECT_TRUE(world().is_cut(a1, p1));
  click(canvas().link_point(p1, a1));
  EXPECT_FALSE(world().is_cut(p1, a1));
}

TEST_F(MainWindowTest, a_click_drops_a_message) {
  propose();
  window.player().play();
  pass(150);
  window.player().pause();
  const MessageId message = world().in_flight.front().id;
  const double shown = window.player().frame().now;
  click(canvas().message_point(message));
  EXPECT_EQ(world().message(message), nullptr);
  EXPECT_EQ(world().now.ms, static_cast<std::int64_t>(shown));
}

TEST_F(MainWindowTest, dragging_a_message_holds_it) {
  propose();
  window.player().play();
  pass(150);
  window.player().pause();
  const Message message = world().in_flight.front();
  const QPoint from = canvas().message_point(message.id);
  const QPoint to = canvas().lane_point(message.from, message.to, 0.6);
  QWidget* viewport = canvas().viewport();
  QTest::mousePress(viewport, Qt::LeftButton, {}, from);
  for (int i = 1; i <= 8; ++i) QTest::mouseMove(viewport, from + (to - from) * i / 8);
  QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);
  ASSERT_NE(world().message(message.id), nullptr);
  EXPECT_TRUE(world().message(message.id)->held);
}

TEST_F(MainWindowTest, one_key_lets_a_newcomer_see_a_message_fly) {
  key(Qt::Key_Space);
  EXPECT_TRUE(window.player().playing());
  EXPECT_EQ(world().in_flight.size(), 3u);
  pass(100);
  EXPECT_GT(window.player().frame().progress, 0);
}

TEST_F(MainWindowTest, the_keys_step_go_back_and_take_back) {
  propose();
  step();
  EXPECT_EQ(history().present(), 2u);
  key(Qt::Key_Left);
  pass(500);
  EXPECT_EQ(history().present(), 1u);
  key(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(history().present(), 0u);
  key(Qt::Key_Y, Qt::ControlModifier);
  EXPECT_EQ(history().present(), 1u);
  key(Qt::Key_End);
  pass(60'000);
  EXPECT_TRUE(history().moment(history().present()).chosen);
  key(Qt::Key_Home);
  EXPECT_EQ(history().present(), 0u);
}

TEST_F(MainWindowTest, a_click_in_the_past_starts_a_branch) {
  propose();
  step();
  key(Qt::Key_Z, Qt::ControlModifier);
  click(canvas().node_point(a1));
  EXPECT_EQ(history().size(), 4u);
  EXPECT_EQ(history().moment(3).parent, 1u);
}

TEST_F(MainWindowTest, dragging_on_the_timeline_scrubs_both_ways) {
  propose();
  for (int i = 0; i < 4; ++i) step();
  views::Timeline* timeline = window.parts().timeline;
  const auto place = [&](double depth) {
    const QPointF low = timeline->place_of(static_cast<MomentId>(depth));
    const QPointF high = timeline->place_of(static_cast<MomentId>(depth) + 1);
    return (low + (high - low) * (depth - static_cast<int>(depth))).toPoint();
  };
  QTest::mousePress(timeline, Qt::LeftButton, {}, place(4));
  for (double at : {3.5, 2.5, 1.5}) QTest::mouseMove(timeline, place(at));
  EXPECT_NEAR(window.player().position(), 1.5, 0.1);
  QTest::mouseMove(timeline, place(2.5));
  EXPECT_NEAR(window.player().position(), 2.5, 0.1);
  QTest::mouseRelease(timeline, Qt::LeftButton, {}, place(2.5));
  EXPECT_EQ(history().size(), 6u) << "scrubbing adds nothing";
}

TEST_F(MainWindowTest, a_session_is_saved_and_comes_back_in_the_next_window) {
  propose();
  step();
  click(canvas().node_point(a1));
  ASSERT_TRUE(window.session().save_as(folder.filePath("kept.synod")));
  MainWindow other{QString()};
  ASSERT_TRUE(other.session().open(folder.filePath("kept.synod")));
  EXPECT_EQ(fingerprint(other.session().history().world()), fingerprint(world()));
  EXPECT_TRUE(other.windowTitle().contains("kept.synod"));
}

TEST_F(MainWindowTest, a_broken_file_shows_its_line_and_the_session_stays) {
  propose();
  QFile file(folder.filePath("broken.synod"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("nodes 3\nfly away\n");
  file.close();
  window.files().open_file(file.fileName());
  EXPECT_TRUE(window.parts().errors->message().contains("line 2"))
      << window.parts().errors->message().toStdString();
  EXPECT_TRUE(window.parts().errors->isVisible());
  EXPECT_EQ(history().size(), 2u);
}

TEST_F(MainWindowTest, a_refused_action_says_why_without_stopping_anybody) {
  key(Qt::Key_K);
  EXPECT_TRUE(window.parts().errors->isVisible());
  EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
  EXPECT_EQ(history().size(), 1u);
}

TEST_F(MainWindowTest, every_action_has_a_tooltip) {
  for (const QAction* action : window.actions().all())
    EXPECT_FALSE(action->toolTip().isEmpty()) << action->text().toStdString();
}

TEST_F(MainWindowTest, no_key_has_two_meanings_in_the_window_or_on_any_of_its_pages) {
  propose();
  window.actions()[app::Command::compare]->trigger();
  QMap<QKeySequence, QString> meanings;
  for (const QAction* action : window.actions().all() + window.findChildren<QAction*>())
    for (const QKeySequence& key : action->shortcuts()) {
      const QString meaning = meanings.value(key, action->text());
      EXPECT_EQ(meaning, action->text()) << key.toString().toStdString();
      meanings[key] = meaning;
    }
  for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
    EXPECT_FALSE(meanings.contains(button->shortcut())) << button->text().toStdString();
  EXPECT_GT(meanings.size(), 50);
}

TEST_F(MainWindowTest, a_letter_acts_on_the_node_that_was_clicked_whatever_has_the_keyboard) {
  click(canvas().node_point(a1));
  window.parts().timeline->setFocus();
  EXPECT_FALSE(history().world().node(a1).up);
  key(Qt::Key_K);
  EXPECT_TRUE(history().world().node(a1).up);
  key(Qt::Key_C);
  EXPECT_TRUE(history().world().is_cut(a1, NodeId{0}));
  key(Qt::Key_H, Qt::ShiftModifier);
  EXPECT_FALSE(history().world().is_cut(a1, NodeId{0}));
  EXPECT_FALSE(window.actions()[app::Command::hide_answers]->isChecked());
}

TEST_F(MainWindowTest, light_and_dark_change_at_once) {
  window.appearance().choose_for_now(Appearance::Choice::dark);
  const QImage dark = window.grab().toImage();
  window.appearance().choose_for_now(Appearance::Choice::light);
  const QImage light = window.grab().toImage();
  const QPoint corner(dark.width() / 2, dark.height() - 4);
  EXPECT_LT(dark.pixelColor(corner).lightness(), 80);
  EXPECT_GT(light.pixelColor(corner).lightness(), 200);
}

TEST_F(MainWindowTest, following_the_desktop_comes_to_rest) {
  int looks = 0;
  QObject::connect(&window.appearance(), &Appearance::changed, &window, [&] { ++looks; });
  QEvent desktop(QEvent::ThemeChange);
  QApplication::sendEvent(&window, &desktop);
  for (int i = 0; i < 20; ++i) QApplication::processEvents();
  EXPECT_EQ(looks, 0) << "the desktop is as light as before";
}

// Stopping at what matters

TEST_F(MainWindowTest, playing_stops_at_a_quorum_says_so_and_plays_on) {
  propose();
  key(Qt::Key_Space);
  pass(60'000);
  EXPECT_FALSE(window.player().playing());
  EXPECT_TRUE(world().observer.chosen().empty()) << "it stopped before that";
  views::ErrorBar& bar = *window.parts().errors;
  EXPECT_TRUE(bar.message().startsWith("Paused: a quorum is reached."))
      << bar.message().toStdString();
  EXPECT_LT(bar.width(), window.parts().canvas->width() * 3 / 4) << "it lies over the nodes";
  ASSERT_TRUE(bar.offer()->isVisible());
  QTest::mouseClick(bar.offer(), Qt::LeftButton);
  EXPECT_TRUE(window.player().playing());
  EXPECT_TRUE(bar.message().isEmpty());
  pass(60'000);
  EXPECT_EQ(world().observer.chosen().size(), 1u);
  EXPECT_TRUE(bar.message().startsWith("Paused: something is decided."));
}

TEST_F(MainWindowTest, what_playing_stops_at_is_chosen_in_a_menu_and_remembered) {
  for (QAction* entry : window.pauses().menu()->actions()) {
    EXPECT_TRUE(entry->isChecked()) << entry->text().toStdString();
    entry->setChecked(false);
  }
  propose();
  key(Qt::Key_Space);
  pass(60'000);
  EXPECT_EQ(history().preview(), std::nullopt) << "it played to the end";
  MainWindow next{QString()};
  EXPECT_FALSE(next.pauses().entry(Milestone::chosen)->isChecked());
  for (QAction* entry : window.pauses().menu()->actions()) entry->setChecked(true);
}

// Clicks that do harm

TEST_F(MainWindowTest, the_first_click_that_kills_says_so_and_can_be_undone) {
  QSettings().remove("hints");
  click(canvas().node_point(a1));
  views::ErrorBar& bar = *window.parts().errors;
  EXPECT_TRUE(bar.message().contains("crashed A1")) << bar.message().toStdString();
  QTest::mouseClick(bar.offer(), Qt::LeftButton);
  EXPECT_TRUE(world().node(a1).up);
  click(canvas().node_point(a1));
  EXPECT_FALSE(world().node(a1).up);
  EXPECT_TRUE(bar.message().isEmpty()) << "it is known now";
}

TEST_F(MainWindowTest, where_clicks_select_nothing_dies_of_them_but_by_key) {
  window.actions()[app::Command::click_selects]->trigger();
  click(canvas().node_point(a1));
  EXPECT_TRUE(world().node(a1).up);
  EXPECT_EQ(window.shared().selection.pinned(), views::Target::at_node(a1));
  key(Qt::Key_K);
  EXPECT_FALSE(world().node(a1).up);
  window.actions()[app::Command::click_selects]->trigger();
  click(canvas().node_point(a1));
  EXPECT_TRUE(world().node(a1).up);
}

// Branches

TEST_F(MainWindowTest, every_branch_is_listed_reached_named_and_removed_with_an_undo) {
  propose();
  for (NodeId node : {a1, NodeId{3}, NodeId{4}, NodeId{1}}) {
    window.player().go_to(1);
    ASSERT_TRUE(window.player().act(actions::on_node(Verb::crash, node)));
  }
  EXPECT_TRUE(window.parts().timeline->branches_button().isVisible());
  QTest::mouseClick(&window.parts().timeline->branches_button(), Qt::LeftButton);
  views::BranchList& list = *window.branches().list();
  ASSERT_EQ(list.list().topLevelItemCount(), 4);
  EXPECT_EQ(list.list().topLevelItem(0)->text(1), "nothing is chosen");
  emit list.list().itemClicked(list.list().topLevelItem(0), 0);
  EXPECT_FALSE(world().node(a1).up);
  list.list().setCurrentItem(list.list().topLevelItem(1));
  list.list().topLevelItem(1)->setText(0, "A2 dies");
  EXPECT_EQ(list.list().topLevelItem(1)->text(0), "A2 dies");
  EXPECT_EQ(window.session().bookmarks().list().size(), 1u);
  list.list().setCurrentItem(list.list().topLevelItem(0));
  const QString script = window.session().script();
  QTest::mouseClick(&list.remove_button(), Qt::LeftButton);
  EXPECT_EQ(list.list().topLevelItemCount(), 3);
  EXPECT_EQ(list.list().topLevelItem(0)->text(0), "A2 dies");
  EXPECT_TRUE(world().node(a1).up);
  QTest::mouseClick(&list.undo_button(), Qt::LeftButton);
  EXPECT_EQ(window.session().script(), script);
}

TEST_F(MainWindowTest, an_ordinary_run_is_left_without_a_question_and_is_one_click_away) {
  propose();
  const std::size_t size = history().size();
  window.files().start(Session::first_setup());
  EXPECT_EQ(history().size(), 1u);
  views::ErrorBar& bar = *window.parts().errors;
  ASSERT_TRUE(bar.offer()->isVisible()) << bar.message().toStdString();
  QTest::mouseClick(bar.offer(), Qt::LeftButton);
  ASSERT_TRUE(QTest::qWaitFor([&] { return history().size() == size; }));
}

}  // namespace
