// Panel about a scenario, beside its run.
#include "app/cluster/scenario_desk.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

#include "app/window/main_window.h"
#include "tests/places.h"
#include "views/canvas/canvas.h"
#include "views/panels/scenario_panel.h"

using namespace synod;
using namespace synod::app;

namespace {

class ScenarioDeskTest : public testing::Test {
 protected:
  void SetUp() override {
    QSettings().remove("window/about_scenario");
    window.resize(1280, 720);
    window.show();
  }
  void TearDown() override { QSettings().remove("window/about_scenario"); }
  void open_scenario() {
    ASSERT_TRUE(window.session().open_example(
        SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-04.synod", "BP-04"));
  }
  const views::ScenarioPanel& panel() { return *window.parts().about; }
  QAction& fold() { return *window.actions()[app::Command::about_scenario]; }

  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave")};
};

TEST_F(ScenarioDeskTest, a_scenario_opens_with_title_text_and_source) {
  EXPECT_FALSE(panel().isVisible());
  open_scenario();
  EXPECT_TRUE(panel().isVisible());
  for (const char* words : {"BP-04: A value that one acceptor holds survives",
                            "P1 reaches A1 alone and dies.", "Source: Wikipedia"})
    EXPECT_TRUE(panel().words().contains(words)) << panel().words().toStdString();
}

TEST_F(ScenarioDeskTest, an_own_run_has_nothing_to_tell) {
  open_scenario();
  ASSERT_TRUE(window.session().start(Session::first_setup()));
  EXPECT_FALSE(panel().isVisible());
  EXPECT_FALSE(fold().isEnabled());
}

TEST_F(ScenarioDeskTest, a_session_that_comes_back_tells_it_again) {
  const QTemporaryDir kept;
  {
    Session session(kept.path());
    ASSERT_TRUE(session.open_example(SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-04.synod",
                                     "BP-04"));
    ASSERT_TRUE(session.forward());
    session.flush();
  }
  MainWindow next(kept.path());
  ASSERT_TRUE(next.session().restore());
  EXPECT_TRUE(next.parts().about->words().contains("P1 reaches A1 alone"));
}

TEST_F(ScenarioDeskTest, what_was_folded_stays_folded_and_gives_its_room_to_the_canvas) {
  open_scenario();
  QApplication::processEvents();
  const int narrow = window.parts().canvas->width();
  QTest::mouseClick(panel().findChild<QToolButton*>(), Qt::LeftButton);
  QApplication::processEvents();
  EXPECT_TRUE(panel().folded());
  EXPECT_GT(window.parts().canvas->width(), narrow + 100);
  MainWindow next({});
  EXPECT_TRUE(next.parts().about->folded());
  fold().trigger();
  EXPECT_FALSE(panel().folded());
}

TEST_F(ScenarioDeskTest, large_tabs_take_its_place_too) {
  open_scenario();
  window.actions()[app::Command::large_tab]->trigger();
  EXPECT_FALSE(panel().isVisible());
  window.actions()[app::Command::large_tab]->trigger();
  EXPECT_TRUE(panel().isVisible());
}

}  // namespace
