// Alarm of the window: what it says where an invariant is violated, and when it is gone.
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/window/main_window.h"
#include "tests/places.h"
#include "views/panels/alarm_bar.h"

using namespace synod;
using namespace synod::app;

namespace {

class AlarmTest : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 720);
    window.show();
    window.player().set_reduced_motion(true);
    ASSERT_TRUE(window.session().open_example(
        QStringLiteral(SYNOD_SOURCE_DIR "/tutorials/scenarios/wrong/WV-01.synod"), "Wrong"));
  }
  /// The last moment of the run; something is violated there.
  void go_to_the_end() {
    const auto& line = window.session().history().line();
    window.player().go_to(line.back());
    ASSERT_FALSE(window.session().history().world().observer.violations().empty());
  }
  views::AlarmBar& alarm() { return *window.parts().alarm; }

  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave")};
};

TEST_F(AlarmTest, says_at_once_what_broke_and_is_gone_before_it_did) {
  EXPECT_FALSE(alarm().isVisible());
  go_to_the_end();
  EXPECT_TRUE(alarm().isVisible());
  EXPECT_TRUE(alarm().message().contains("Agreement is violated"))
      << alarm().message().toStdString();
  window.player().to_start();
  EXPECT_FALSE(alarm().isVisible());
}

TEST_F(AlarmTest, that_was_closed_stays_away_until_the_run_is_whole_again) {
  go_to_the_end();
  alarm().findChild<QToolButton*>()->click();
  EXPECT_FALSE(alarm().isVisible());
  window.player().step();
  EXPECT_FALSE(alarm().isVisible());
  window.player().to_start();
  go_to_the_end();
  EXPECT_TRUE(alarm().isVisible());
}

TEST_F(AlarmTest, goes_to_the_event_that_broke_it) {
  go_to_the_end();
  const Violation broken = window.session().history().world().observer.violations().front();
  for (QPushButton* button : alarm().findChildren<QPushButton*>())
    if (button->text().contains(QString::number(broken.at))) button->click();
  const History& history = window.session().history();
  EXPECT_EQ(history.moment(history.present()).depth, broken.at);
}

}  // namespace
