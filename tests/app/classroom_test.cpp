// Classroom mode of the window.
#include "app/classroom/classroom.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/classroom/classroom_projector.h"
#include "app/cluster/bookmarks.h"
#include "app/lesson/lesson_controller.h"
#include "app/parts/ask_popup.h"
#include "app/window/main_window.h"
#include "model/scenario/script.h"
#include "tests/places.h"
#include "views/canvas/canvas.h"
#include "views/classroom/story_line.h"
#include "views/kit/error_bar.h"
#include "views/panels/inspector.h"
#include "views/panels/keys_dialog.h"
#include "views/panels/script_view.h"
#include "views/panels/story.h"
#include "views/panels/timeline.h"
#include "views/why/why_panel.h"

using namespace synod;
using namespace synod::app;

namespace {

const NodeId p1{0};
const NodeId a1{2};
const NodeId a2{3};

class ClassroomTest : public testing::Test {
 protected:
  void SetUp() override {
    QSettings().clear();
    window.resize(1280, 720);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    QObject::connect(&window.player(), &Player::frame_changed, &window,
                     [this](const views::Frame& frame) { positions.push_back(frame.position); });
  }
  void TearDown() override { window.appearance().set_text_size(1); }

  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&window, key, modifiers);
  }
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
  /// What the views were given last.
  views::Frame staged() { return window.classroom().staged(window.player().frame()); }
  views::StoryLine& line() { return window.classroom().projector().story_line(); }
  const WindowParts& parts() { return window.parts(); }
  const History& history() { return window.session().history(); }

  std::int64_t now = 0;
  std::vector<double> positions;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

// --- the projector -----------------------------------------------------------------------------

TEST_F(ClassroomTest, leaving_the_projector_puts_everything_back) {
  propose();
  parts().across->setSizes({900, 380});
  parts().down->setSizes({400, 260});
  QTest::qWait(0);
  const QList<int> across = parts().across->sizes();
  const QList<int> down = parts().down->sizes();
  const QSize size = window.size();
  for (const Qt::Key leave : {Qt::Key_F11, Qt::Key_Escape}) {
    key(Qt::Key_F11);
    ASSERT_TRUE(window.classroom().projector().on());
    EXPECT_TRUE(window.isFullScreen());
    EXPECT_FALSE(parts().right->isVisible());
    EXPECT_FALSE(parts().tabs->isVisible());
    EXPECT_FALSE(window.menuBar()->isVisible());
    EXPECT_TRUE(line().isVisible());
    EXPECT_GT(window.appearance().theme().stroke, 1);
    key(leave);
    EXPECT_FALSE(window.classroom().projector().on());
    EXPECT_FALSE(window.isFullScreen());
    window.resize(size);
    QTest::qWait(20);
    EXPECT_TRUE(parts().right->isVisible());
    EXPECT_TRUE(parts().tabs->isVisible());
    EXPECT_TRUE(window.menuBar()->isVisible());
    EXPECT_FALSE(line().isVisible());
    EXPECT_EQ(window.appearance().theme().scale, 1);
    EXPECT_EQ(window.appearance().theme().stroke, 1);
    EXPECT_EQ(parts().across->sizes(), across);
    EXPECT_EQ(parts().down->sizes(), down);
    EXPECT_FALSE(window.actions()[app::Command::projector]->isChecked());
  }
}

TEST_F(ClassroomTest, letters_on_a_projector_are_a_fiftieth_of_its_height) {
  for (int i = 0; i < 4; ++i) i == 0 ? propose() : step();
  key(Qt::Key_F11);
  const int height = window.height();
  const double least = height / 50.0;
  EXPECT_GE(line().letters(), least);
  EXPECT_GE(QFontInfo(QApplication::font()).pixelSize() + 1, least);
  EXPECT_GE(12.5 * parts().canvas->layout_shown().scale, least) << "on the canvas";
  EXPECT_LE(line().height(), height / 5);
  for (const int other : {720, 1080}) {
    const double scale = Projector::scale_for(other, 96);
    EXPECT_GE(11 * scale + 1e-9, other / 50.0);
    EXPECT_GE(8.5 * 96 / 72 * scale, other / 50.0);
  }
}

TEST_F(ClassroomTest, the_projector_says_the_present_event_and_the_next) {
  key(Qt::Key_F11);
  propose();
  step();
  const views::StoryModel& story = parts().story->model();
  EXPECT_TRUE(line().text().startsWith("2 "));
  EXPECT_TRUE(line().text().contains(
      story.data(story.index(1), views::StoryModel::sentence_role).toString()));
  EXPECT_EQ(line().next_text(),
            story.data(story.index(2), views::StoryModel::sentence_role).toString());
}

TEST_F(ClassroomTest, a_remote_steps_and_goes_back_on_the_projector_alone) {
  propose();
  key(Qt::Key_PageDown);
  pass(500);
  EXPECT_EQ(history().present(), 1u);
  key(Qt::Key_F11);
  key(Qt::Key_PageDown);
  pass(500);
  EXPECT_EQ(history().present(), 2u);
  key(Qt::Key_PageUp);
  pass(500);
  EXPECT_EQ(history().present(), 1u);
  key(Qt::Key_Period);
  EXPECT_TRUE(window.player().playing());
  key(Qt::Key_Period);
  EXPECT_FALSE(window.player().playing());
}

TEST_F(ClassroomTest, a_bookmark_has_the_same_key_on_the_projector) {
  propose();
  key(Qt::Key_F11);
  key(Qt::Key_B);
  EXPECT_FALSE(window.player().playing());
  EXPECT_NE(window.classroom().bookmarks().popup(), nullptr);
}

TEST_F(ClassroomTest, in_a_lesson_a_remote_turns_the_lessons_pages) {
  ASSERT_TRUE(window.lessons().open(SYNOD_SOURCE_DIR "/tests/tutorials/good_lesson.md"));
  key(Qt::Key_F11);
  EXPECT_TRUE(window.classroom().projector().on());
  const MomentId before = history().present();
  const std::size_t size = history().size();
  key(Qt::Key_PageUp);
  pass(500);
  EXPECT_EQ(history().present(), before);
  EXPECT_EQ(history().size(), size);
}

// --- the size of text --------------------------------------------------------------------------

TEST_F(ClassroomTest, keys_change_the_size_of_all_text_and_it_is_remembered) {
  const double normal = QApplication::font().pointSizeF();
  key(Qt::Key_Plus, Qt::ControlModifier);
  key(Qt::Key_Plus, Qt::ControlModifier);
  EXPECT_NEAR(QApplication::font().pointSizeF(), normal * 1.25, 0.01);
  EXPECT_EQ(window.appearance().theme().scale, 1.25);
  EXPECT_EQ(Appearance().text_size(), 1.25);
  key(Qt::Key_Minus, Qt::ControlModifier);
  EXPECT_EQ(window.appearance().theme().scale, 1.1);
  key(Qt::Key_0, Qt::ControlModifier);
  EXPECT_NEAR(QApplication::font().pointSizeF(), normal, 0.01);
}

TEST_F(ClassroomTest, the_size_of_text_has_ends) {
  for (int i = 0; i < 20; ++i) key(Qt::Key_Plus, Qt::ControlModifier);
  EXPECT_EQ(window.appearance().theme().scale, Appearance::most_text);
  for (int i = 0; i < 20; ++i) key(Qt::Key_Minus, Qt::ControlModifier);
  EXPECT_EQ(window.appearance().theme().scale, Appearance::least_text);
}

TEST_F(ClassroomTest, the_keys_for_text_work_in_other_windows_too) {
  QLineEdit other;
  other.show();
  QTest::keyClick(&other, Qt::Key_Plus, Qt::ControlModifier);
  EXPECT_EQ(window.appearance().theme().scale, 1.1);
}

// --- covered answers ---------------------------------------------------------------------------

TEST_F(ClassroomTest, exactly_what_the_next_event_changes_is_covered) {
  propose();
  key(Qt::Key_Q);
  for (int i = 0; i < 8; ++i) {
    const std::optional<Event> next = history().preview();
    ASSERT_TRUE(next);
    const views::Frame frame = staged();
    EXPECT_TRUE(frame.answers_hidden);
    ASSERT_EQ(frame.covered.size(), next->changes.size());
    for (const Change& change : next->changes)
      EXPECT_TRUE(frame.covers(change.node, change.field.name));
    step();
  }
}

TEST_F(ClassroomTest, a_cover_lies_over_the_disk_until_the_event_has_arrived) {
  propose();
  key(Qt::Key_Q);
  const auto covered = [&](NodeId node) {
    const auto& disk = parts().canvas->picture_shown().nodes[node.index].disk;
    return std::any_of(disk.begin(), disk.end(), [](const views::DiskRow& r) { return r.covered; });
  };
  const NodeId next = history().preview()->node;
  const NodeId other = next == a1 ? a2 : a1;
  EXPECT_TRUE(covered(next));
  EXPECT_FALSE(covered(other));
  key(Qt::Key_Right);
  pass(200);
  EXPECT_TRUE(covered(next)) << "in mid-glide";
  pass(400);
  EXPECT_FALSE(covered(next)) << "it has happened";
}

TEST_F(ClassroomTest, a_key_reveals_and_the_next_moment_is_covered_again) {
  propose();
  key(Qt::Key_R);
  EXPECT_FALSE(staged().answers_hidden);
  key(Qt::Key_Q);
  EXPECT_TRUE(staged().answers_hidden);
  key(Qt::Key_R);
  EXPECT_FALSE(staged().answers_hidden);
  EXPECT_TRUE(staged().covered.empty());
  step();
  EXPECT_TRUE(staged().answers_hidden);
  key(Qt::Key_Q);
  EXPECT_FALSE(staged().answers_hidden);
}

TEST_F(ClassroomTest, neither_the_inspector_nor_the_story_tells_a_covered_answer) {
  propose();
  step();
  key(Qt::Key_Left);
  pass(500);  // What comes next is recorded now.
  const NodeId next = history().event(2).node;
  window.activateWindow();
  key(Qt::Key_Q);
  QTest::mouseMove(parts().canvas->viewport(), parts().canvas->node_point(next));
  const auto covers = [&] {
    int count = 0;
    for (const views::FieldRow& row : parts().inspector->page().rows)
      for (const views::LinePiece& piece : row.value)
        count += piece.kind == views::LinePiece::Kind::cover ? 1 : 0;
    return count;
  };
  EXPECT_EQ(covers(), static_cast<int>(history().event(2).changes.size()));
  const views::StoryModel& story = parts().story->model();
  EXPECT_TRUE(story.data(story.index(1), views::StoryModel::covered_role).toBool());
  EXPECT_FALSE(story.data(story.index(1), Qt::ToolTipRole).toString().contains("promise"));
  EXPECT_FALSE(story.data(story.index(0), views::StoryModel::covered_role).toBool());
  key(Qt::Key_R);
  EXPECT_EQ(covers(), 0);
  EXPECT_FALSE(story.data(story.index(1), views::StoryModel::covered_role).toBool());
}

TEST_F(ClassroomTest, no_tab_and_no_bookmark_tells_a_covered_future) {
  propose();
  step();
  step();
  window.session().put_bookmark(history().present(), "A2 promises too");
  key(Qt::Key_Left);
  pass(500);
  auto* copy = parts().script->findChild<QPushButton*>();
  auto* script = parts().script->findChild<QPlainTextEdit*>();
  const auto told_in_menu = [&] {
    QMenu* menu = window.classroom().bookmarks().menu();
    emit menu->aboutToShow();
    return menu->actions().front()->text() + menu->actions().front()->toolTip();
  };
  EXPECT_TRUE(told_in_menu().contains("promises"));
  window.activateWindow();
  key(Qt::Key_Q);
  EXPECT_TRUE(script->isHidden());
  EXPECT_TRUE(copy->isHidden());
  EXPECT_FALSE(told_in_menu().contains("promises"));
  key(Qt::Key_R);
  EXPECT_FALSE(script->isHidden());
  EXPECT_TRUE(told_in_menu().contains("promises"));
  key(Qt::Key_R);
  while (history().moment(history().present()).preferred != 0) step();
  EXPECT_FALSE(script->isHidden()) << "nothing more is recorded";
}

TEST_F(ClassroomTest, a_covered_future_is_not_explained) {
  propose();
  step();
  step();
  const MomentId later = history().present();
  key(Qt::Key_Left);
  pass(500);
  const MomentId now_shown = history().present();
  window.activateWindow();
  key(Qt::Key_Q);
  const auto explained = [&] {
    return parts().right->currentWidget() == static_cast<QWidget*>(parts().why);
  };
  const auto ask = [&](MomentId moment) {
    emit parts().story->why_requested(views::Target::at_event(moment));
  };
  ask(later);
  EXPECT_TRUE(parts().errors->isVisible()) << "refused at once";
  ask(now_shown);
  EXPECT_TRUE(QTest::qWaitFor(explained));
  key(Qt::Key_Escape);
  EXPECT_FALSE(explained());
  key(Qt::Key_R);
  ask(later);
  EXPECT_TRUE(QTest::qWaitFor(explained));
  key(Qt::Key_R);
  EXPECT_FALSE(explained()) << "covered again, with what was explained of it";
  key(Qt::Key_R);
  ask(later);
  key(Qt::Key_R);
  EXPECT_FALSE(QTest::qWaitFor(explained, 300)) << "covered while its cause was looked for";
}

TEST_F(ClassroomTest, the_list_of_keys_names_each_thing_to_do_once) {
  const views::KeysDialog dialog(window.actions().all() + window.classroom().keyed());
  QStringList done;
  QStringList keys;
  for (const QString& line : dialog.text().split('\n')) {
    const QStringList cells = line.split('\t');
    if (cells.size() < 2) continue;
    keys << cells[0];
    done << cells[1];
  }
  EXPECT_EQ(done.removeDuplicates(), 0);
  for (const char* key : {"S", "R", "F11", "Ctrl+1 to Ctrl+9", "PgDown"})
    EXPECT_EQ(keys.count(key), 1) << key;
  // What the window does everywhere is not told of the canvas once more.
  for (const views::CanvasKey& own : views::canvas_keys())
    for (const char* key : {"K", "W", "P", "Shift+K"}) EXPECT_NE(own.keys.toStdString(), key);
}

TEST_F(ClassroomTest, the_full_stop_of_a_remote_reveals_before_it_plays) {
  propose();
  key(Qt::Key_Q);
  key(Qt::Key_F11);
  EXPECT_TRUE(line().next_text().isEmpty());
  key(Qt::Key_Period);
  EXPECT_FALSE(staged().answers_hidden);
  EXPECT_FALSE(line().next_text().isEmpty());
  EXPECT_FALSE(window.player().playing());
  key(Qt::Key_Period);
  EXPECT_TRUE(window.player().playing());
}

// --- the spotlight -----------------------------------------------------------------------------

TEST_F(ClassroomTest, the_spotlight_goes_out_with_the_projector) {
  const auto switch_projector = [&] { window.actions()[app::Command::projector]->trigger(); };
  switch_projector();
  QTest::qWait(100);  // The window is laid out anew.
  QTest::mouseMove(parts().canvas->viewport(), {1, 1});
  QTest::mouseMove(parts().canvas->viewport(), parts().canvas->node_point(a1));
  window.actions()[app::Command::spotlight]->trigger();
  ASSERT_TRUE(window.classroom().staged(window.player().frame()).spotlit.exists());
  switch_projector();
  EXPECT_FALSE(window.classroom().staged(window.player().frame()).spotlit.exists());
}

TEST_F(ClassroomTest, the_spotlight_falls_on_a_node_moves_and_goes_out) {
  const auto lit = [&] {
    QStringList names;
    for (const views::NodeLook& look : parts().canvas->picture_shown().nodes)
      if (!look.faded) names << look.name;
    return names.join(' ');
  };
  const QString all = lit();
  QTest::mouseMove(parts().canvas->viewport(), parts().canvas->node_point(a1));
  key(Qt::Key_S);
  EXPECT_EQ(lit(), "A1");
  QTest::mouseMove(parts().canvas->viewport(), parts().canvas->node_point(a2));
  key(Qt::Key_S);
  EXPECT_EQ(lit(), "A2");
  key(Qt::Key_S);
  EXPECT_EQ(lit(), all);
}

// --- bookmarks ---------------------------------------------------------------------------------

TEST_F(ClassroomTest, a_key_sets_a_bookmark_with_a_note_and_its_number_goes_there) {
  propose();
  step();
  key(Qt::Key_B);
  AskPopup* popup = window.classroom().bookmarks().popup();
  ASSERT_NE(popup, nullptr);
  auto* field = popup->findChild<QLineEdit*>();
  QTest::keyClicks(field, "the first promise");
  QTest::keyClick(field, Qt::Key_Return);
  ASSERT_NE(window.session().bookmarks().at(2), nullptr);
  EXPECT_EQ(window.session().bookmarks().at(2)->note, "the first promise");
  EXPECT_TRUE(window.session().modified());
  step();
  window.session().put_bookmark(1, "asked");
  key(Qt::Key_2, Qt::ControlModifier);
  EXPECT_EQ(history().present(), 2u);
  key(Qt::Key_1, Qt::ControlModifier);
  EXPECT_EQ(history().present(), 1u);
  key(Qt::Key_9, Qt::ControlModifier);
  EXPECT_EQ(history().present(), 1u);
}

TEST_F(ClassroomTest, a_click_on_a_flag_goes_to_its_moment) {
  propose();
  step();
  step();
  window.session().put_bookmark(1, "asked");
  const QRectF flag = parts().timeline->flag_rect(1);
  ASSERT_FALSE(flag.isEmpty());
  EXPECT_TRUE(QRectF(parts().timeline->rect()).contains(flag));
  QTest::mouseClick(parts().timeline, Qt::LeftButton, {}, flag.center().toPoint());
  EXPECT_EQ(history().present(), 1u);
  window.session().remove_bookmark(1);
  EXPECT_TRUE(parts().timeline->flag_rect(1).isEmpty());
}

TEST_F(ClassroomTest, bookmarks_are_saved_restored_and_kept_aside_in_a_lesson) {
  propose();
  step();
  window.session().put_bookmark(2, "here");
  window.session().put_bookmark(0, "the start");
  const Bookmarks bookmarks = window.session().bookmarks();
  const QString file = folder.filePath("a.synod");
  ASSERT_TRUE(window.session().save_as(file));
  Session other{QString()};
  ASSERT_TRUE(other.open(file));
  EXPECT_EQ(other.bookmarks(), bookmarks);
  ASSERT_TRUE(window.lessons().open(SYNOD_SOURCE_DIR "/tests/tutorials/good_lesson.md"));
  EXPECT_TRUE(window.session().bookmarks().list().empty());
  window.lessons().close();
  EXPECT_EQ(window.session().bookmarks(), bookmarks);
  ASSERT_TRUE(window.session().start(Session::first_setup()));
  EXPECT_TRUE(window.session().bookmarks().list().empty());
}

TEST(SessionBookmarks, come_back_from_the_autosave) {
  const QTemporaryDir folder;
  {
    Session session(folder.path());
    ASSERT_TRUE(session.act(actions::propose(p1, "blue")));
    ASSERT_TRUE(session.put_bookmark(1, "kept"));
    session.flush();
  }
  Session again(folder.path());
  ASSERT_TRUE(again.restore());
  ASSERT_NE(again.bookmarks().at(1), nullptr);
  EXPECT_EQ(again.bookmarks().at(1)->note, "kept");
}

// --- reduced motion ----------------------------------------------------------------------------

TEST_F(ClassroomTest, with_reduced_motion_no_frame_shows_a_glide) {
  propose();
  window.actions()[app::Command::reduced_motion]->trigger();
  positions.clear();
  key(Qt::Key_Right);
  EXPECT_EQ(history().present(), 2u) << "at once";
  key(Qt::Key_Left);
  EXPECT_EQ(history().present(), 1u);
  key(Qt::Key_Space);
  pass(3000);
  EXPECT_GT(history().present(), 3u) << "plays on by itself";
  EXPECT_LT(positions.size(), 3000u / 60) << "a frame for each event, not for each tick";
  for (const double position : positions) EXPECT_EQ(position, std::floor(position));
  window.actions()[app::Command::reduced_motion]->trigger();
  EXPECT_FALSE(window.appearance().reduced_motion());
}

TEST_F(ClassroomTest, reduced_motion_is_remembered_and_nothing_blinks) {
  const int flash = QApplication::cursorFlashTime();
  window.actions()[app::Command::reduced_motion]->trigger();
  EXPECT_EQ(QApplication::cursorFlashTime(), 0);
  {
    const Appearance again;
    EXPECT_TRUE(again.reduced_motion());
  }
  window.actions()[app::Command::reduced_motion]->trigger();
  EXPECT_EQ(QApplication::cursorFlashTime(), flash);
}

}  // namespace
