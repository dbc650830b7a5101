// Opening of long files in the window: it goes on answering meanwhile.
#include <QAbstractScrollArea>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/open/file_commands.h"
#include "app/open/open_desk.h"
#include "app/window/main_window.h"
#include "views/kit/error_bar.h"
#include "views/panels/opening_page.h"

using namespace synod;
using namespace synod::app;

namespace {

constexpr int longest_wait = 60'000;

class OpenWindow : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    ASSERT_TRUE(window.session().act(actions::propose(NodeId{0}, "mine")));
  }
  /// Goes through the same events again and again: long, and small in memory.
  QString rounds(int count) {
    QFile file(folder.filePath("rounds.synod"));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("nodes 5\npropose N1 blue\nstep 30\n");
    for (int i = 0; i < count; ++i) file.write("goto 1\nstep 30\n");
    return file.fileName();
  }
  views::OpeningPage* shown_page() {
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return window.open_desk().page() != nullptr; }, longest_wait));
    return window.open_desk().page();
  }
  bool over() {
    return QTest::qWaitFor([&] { return !window.open_desk().busy(); }, longest_wait);
  }
  const History& history() { return window.session().history(); }
  bool is_mine() { return history().size() == 2 && history().world().shape().apart(); }

  QTemporaryDir folder;
  std::int64_t now = 0;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

TEST_F(OpenWindow, a_short_file_is_there_at_once) {
  ASSERT_TRUE(window.session().save_as(folder.filePath("mine.synod")));
  window.files().open_file(rounds(1));
  ASSERT_TRUE(over());
  EXPECT_EQ(window.open_desk().page(), nullptr);
  EXPECT_FALSE(is_mine());
}

TEST_F(OpenWindow, a_file_can_be_dropped_anywhere) {
  EXPECT_TRUE(window.acceptDrops());
  for (QAbstractScrollArea* area : window.findChildren<QAbstractScrollArea*>())
    EXPECT_FALSE(area->acceptDrops() || area->viewport()->acceptDrops())
        << area->metaObject()->className() << " keeps the file for itself";
}

TEST_F(OpenWindow, an_old_error_goes_away_when_something_else_opens) {
  ASSERT_TRUE(window.session().save_as(folder.filePath("mine.synod")));
  window.parts().errors->show_message("Nothing is due.");
  window.files().open_file(rounds(1));
  ASSERT_TRUE(over());
  EXPECT_FALSE(window.parts().errors->isVisible());
}

TEST_F(OpenWindow, a_long_file_shows_how_far_it_is_and_escape_leaves_everything_as_it_was) {
  window.files().open_file(rounds(400'000));
  views::OpeningPage* page = shown_page();
  ASSERT_NE(page, nullptr);
  EXPECT_TRUE(QTest::qWaitFor([&] { return page->told().contains("events"); }, longest_wait))
      << page->told().toStdString();
  // What would change the run rests; what leaves the program does not.
  EXPECT_FALSE(window.actions()[app::Command::step]->isEnabled());
  EXPECT_TRUE(window.actions()[app::Command::quit]->isEnabled());
  QTest::keyClick(page, Qt::Key_Escape);
  ASSERT_TRUE(over());
  EXPECT_EQ(window.open_desk().page(), nullptr);
  EXPECT_TRUE(window.actions()[app::Command::step]->isEnabled());
  EXPECT_TRUE(is_mine());
  EXPECT_TRUE(window.parts().errors->message().contains("cancelled"))
      << window.parts().errors->message().toStdString();
}

TEST_F(OpenWindow, the_window_can_be_closed_while_a_file_is_opened) {
  window.files().open_file(rounds(400'000));
  ASSERT_NE(shown_page(), nullptr);
  window.actions()[app::Command::quit]->trigger();
  EXPECT_FALSE(window.isVisible());
}

TEST_F(OpenWindow, a_file_that_asks_for_too_much_says_so_and_the_run_stays) {
  QFile file(folder.filePath("copies.synod"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("nodes 9\npropose N1 blue\nduplicate * *->* x10000\n");
  file.close();
  window.files().open_file(file.fileName());
  ASSERT_TRUE(over());
  EXPECT_TRUE(window.parts().errors->message().contains("line 3"))
      << window.parts().errors->message().toStdString();
  EXPECT_TRUE(is_mine());
}

TEST_F(OpenWindow, a_run_grows_no_longer_than_it_may_and_opens_again) {
  RunBounds bounds = window.session().bounds();
  bounds.events = 3;
  window.session().set_bounds(bounds);
  EXPECT_TRUE(window.session().step());
  EXPECT_TRUE(window.session().step());
  EXPECT_FALSE(window.session().step());
  EXPECT_FALSE(window.session().act(actions::propose(NodeId{1}, "more")));
  EXPECT_TRUE(window.parts().errors->message().contains("as long as a run may be"))
      << window.parts().errors->message().toStdString();
  EXPECT_TRUE(window.session().back()) << "looking back is no growth";
  EXPECT_TRUE(window.session().step()) << "nor is going on to what has happened";
  const QString path = folder.filePath("full.synod");
  ASSERT_TRUE(window.session().save_as(path));
  EXPECT_TRUE(window.session().open(path));
  EXPECT_EQ(history().size(), 4u);
}

TEST_F(OpenWindow, playing_stops_where_a_run_may_grow_no_longer) {
  RunBounds bounds = window.session().bounds();
  bounds.events = 4;
  window.session().set_bounds(bounds);
  ASSERT_TRUE(window.session().back());
  ASSERT_TRUE(window.player().act(actions::propose(NodeId{0}, "mine")));
  window.player().toggle();
  EXPECT_TRUE(window.player().playing());
  for (int i = 0; i < 3'000 && window.player().playing(); ++i) {
    now += 10;
    window.player().tick();
  }
  EXPECT_FALSE(window.player().playing());
  EXPECT_EQ(history().size(), 5u);
  EXPECT_TRUE(window.parts().errors->message().contains("as long as a run may be"));
}

TEST_F(OpenWindow, what_the_last_run_left_and_can_not_be_taken_up_is_not_written_over) {
  window.session().flush();
  RunBounds bounds = window.session().bounds();
  bounds.events = 0;
  MainWindow other{folder.filePath("autosave-2"), [this] { return now; }};
  QFile::copy(folder.filePath("autosave/session-1.synod"),
              folder.filePath("autosave-2/session-1.synod"));
  other.session().set_bounds(bounds);
  bool restored = true;
  other.files().restore([&](bool so) { restored = so; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return !other.open_desk().busy(); }, longest_wait));
  EXPECT_FALSE(restored);
  EXPECT_TRUE(QFile::exists(folder.filePath("autosave-2/session-1.broken.synod")));
}

}  // namespace
