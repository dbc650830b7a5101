// Start page in the window: what its entries open.
#include "app/start/start_screen.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/window/main_window.h"
#include "tests/places.h"
#include "views/panels/inspector.h"
#include "views/panels/timeline.h"
#include "views/start/start_page.h"

using namespace synod;
using namespace synod::app;
using Kind = views::StartEntry::Kind;

namespace {

class StartScreenTest : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 800);
    window.start_screen().show();
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }
  void pass(int ms) {
    for (int i = 0; i < ms; i += 10) {
      now += 10;
      window.player().tick();
      QApplication::processEvents();
    }
  }
  void key(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
  void search(const QString& text) {
    page().search().setFocus();
    QTest::keyClicks(&page().search(), text);
  }
  views::StartPage& page() { return *window.start_screen().page(); }
  const History& history() { return window.session().history(); }

  std::int64_t now = 0;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

TEST_F(StartScreenTest, a_scenario_stands_at_its_start_with_its_run_as_its_future) {
  search("BP-04");
  key(Qt::Key_Return);
  EXPECT_FALSE(window.start_screen().shown());
  EXPECT_EQ(history().present(), 0u);
  EXPECT_GT(history().line().size(), 8u);
  EXPECT_TRUE(window.windowTitle().contains("BP-04")) << window.windowTitle().toStdString();
  const std::size_t moments = history().size();
  QTest::keyClick(&window, Qt::Key_Right);
  pass(1000);
  EXPECT_EQ(history().present(), history().line()[1]);
  EXPECT_EQ(history().size(), moments) << "stepping follows what is there";
}

TEST(Example, comes_back_in_the_next_session_where_it_was_left) {
  const QTemporaryDir kept;
  std::size_t length = 0;
  {
    Session session(kept.path());
    ASSERT_TRUE(session.open_example(SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-04.synod",
                                     "BP-04: It survives"));
    ASSERT_TRUE(session.forward());
    length = session.history().line().size();
    session.flush();
  }
  Session session(kept.path());
  ASSERT_TRUE(session.restore());
  EXPECT_EQ(session.title(), "BP-04: It survives");
  EXPECT_TRUE(session.file().isEmpty());
  EXPECT_EQ(session.history().present(), 1u);
  EXPECT_EQ(session.history().line().size(), length);
}

TEST(Example, comes_back_at_the_step_where_one_was_when_the_program_was_killed) {
  const QTemporaryDir kept;
  Session killed(kept.path());
  ASSERT_TRUE(killed.open_example(SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-04.synod",
                                  "BP-04: It survives"));
  killed.flush();
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(killed.forward());
  // It never leaves: what was written by itself is all that there is.
  ASSERT_TRUE(QTest::qWaitFor([&] {
    const QTemporaryDir copy;
    QFile::copy(kept.filePath("session-1.synod"), copy.filePath("session-1.synod"));
    Session next(copy.path());
    return next.restore() && next.history().present() == 3u;
  }));
}

TEST_F(StartScreenTest, saving_a_scenario_asks_for_another_file) {
  search("BP-04");
  key(Qt::Key_Return);
  EXPECT_TRUE(window.session().file().isEmpty());
}

TEST_F(StartScreenTest, free_play_opens_the_cluster_that_was_chosen) {
  page().open_door(Kind::free_play);
  for (views::Card* card : page().gallery().cards())
    if (card->entry().key == "nodes 5\n") QTest::mouseClick(card, Qt::LeftButton);
  EXPECT_FALSE(window.start_screen().shown());
  EXPECT_EQ(history().world().shape().together, 5);
  EXPECT_EQ(history().size(), 1u);
}

TEST_F(StartScreenTest, the_biggest_button_lets_a_message_fly_within_15_seconds) {
  key(Qt::Key_Return);
  EXPECT_FALSE(window.start_screen().shown());
  EXPECT_TRUE(window.session().in_lesson());
  // It waits until the text was read; Space does not.
  key(Qt::Key_Space);
  bool flew = false;
  for (int ms = 0; ms < 15'000 && !flew; ms += 10) {
    pass(10);
    const views::Frame& frame = window.player().frame();
    flew = frame.next != nullptr && frame.next->message && frame.progress > 0.2;
  }
  EXPECT_TRUE(flew);
}

TEST_F(StartScreenTest, letters_are_typed_and_do_nothing_to_the_run) {
  key(Qt::Key_Right);
  key(Qt::Key_K);
  key(Qt::Key_P);
  EXPECT_EQ(page().search().text(), "kp");
  EXPECT_EQ(history().size(), 1u);
}

TEST_F(StartScreenTest, a_key_leads_there_and_escape_leads_back_to_the_run) {
  window.start_screen().hide();
  ASSERT_TRUE(window.player().act(actions::propose(NodeId{0}, "blue")));
  QTest::keyClick(&window, Qt::Key_Home, Qt::ControlModifier);
  EXPECT_TRUE(window.start_screen().shown());
  key(Qt::Key_Escape);
  EXPECT_FALSE(window.start_screen().shown());
  EXPECT_EQ(history().size(), 2u);
  QTest::keyClick(&window, Qt::Key_Right);
  pass(1000);
  EXPECT_EQ(history().size(), 3u) << "the keys work again";
}

/// How light the ground of a widget is, at its lower left corner.
int lightness(QWidget& widget) {
  return widget.grab().toImage().pixelColor(3, widget.height() - 4).lightness();
}

TEST_F(StartScreenTest, the_theme_reaches_what_is_behind_the_page) {
  window.appearance().choose_for_now(Appearance::Choice::dark);
  EXPECT_LT(lightness(page()), 80);
  key(Qt::Key_Return);
  EXPECT_LT(lightness(*window.parts().inspector), 80);
  EXPECT_LT(lightness(*window.parts().timeline), 80);
  window.appearance().choose_for_now(Appearance::Choice::light);
  EXPECT_GT(lightness(*window.parts().inspector), 200);
  EXPECT_GT(lightness(*window.parts().timeline), 200);
  window.start_screen().show();
  EXPECT_GT(lightness(page()), 200);
}

TEST_F(StartScreenTest, a_broken_file_is_told_on_the_page) {
  QFile file(folder.filePath("broken.synod"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("nodes 3\nfly away\n");
  file.close();
  views::StartEntry entry;
  entry.kind = Kind::recent;
  entry.key = file.fileName();
  emit page().chosen(entry);
  EXPECT_TRUE(window.start_screen().shown());
  EXPECT_TRUE(page().errors().isVisible());
  EXPECT_TRUE(page().errors().message().contains("line 2"));
}

}  // namespace
