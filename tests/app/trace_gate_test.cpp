// Gate in front of the views of a long run: the window goes on while the run is read.
#include "views/kit/trace_gate.h"

#include <QLabel>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/window/main_window.h"
#include "protocols/catalog.h"
#include "views/diagram/diagram_view.h"
#include "views/panels/story.h"
#include "views/votes/votes_view.h"

namespace synod::app {
namespace {

constexpr std::size_t long_events = 40'000;

History run_of(std::size_t events) {
  Setup setup;
  setup.protocol = "multi";
  setup.shape = {.together = 3, .clients = 1};
  setup.options.load = 1'000'000;
  History history(make_cluster(*find_protocol("multi"), setup));
  while (history.size() <= events && history.step()) {
  }
  return history;
}

class TraceGateWindow : public ::testing::Test {
 protected:
  TraceGateWindow() {
    window.resize(1280, 720);
    window.show();
  }
  void open(std::size_t events) { window.session().open_run(run_of(events), "Long"); }
  void show(QWidget* view) { window.parts().tabs->setCurrentWidget(views::page_of(view)); }
  views::TraceGate& gate_of(QWidget* view) {
    return *qobject_cast<views::TraceGate*>(views::page_of(view));
  }
  QString words(QWidget* view) { return gate_of(view).findChild<QLabel*>("reading")->text(); }

  std::int64_t now = 0;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

TEST_F(TraceGateWindow, a_tab_of_a_long_run_says_how_far_it_is_read_and_then_shows_it) {
  open(long_events);
  QWidget* diagram = window.parts().diagram;
  show(diagram);
  EXPECT_FALSE(diagram->isVisible()) << "it would read everything at once";
  EXPECT_EQ(words(diagram), "Reading the run: 0 %");
  EXPECT_TRUE(QTest::qWaitFor([&] { return words(diagram) != "Reading the run: 0 %"; }));
  EXPECT_GT(window.shared().line.behind(), 0u) << "it was read in one piece";
  EXPECT_TRUE(QTest::qWaitFor([&] { return diagram->isVisible(); }, 60'000));
  EXPECT_EQ(window.shared().line.behind(), 0u);
}

TEST_F(TraceGateWindow, another_tab_goes_on_where_the_first_was_left) {
  open(long_events);
  show(window.parts().diagram);
  const views::LineTrace& line = window.shared().line;
  EXPECT_TRUE(QTest::qWaitFor([&] { return line.behind() < long_events; }));
  show(window.parts().story);
  QCoreApplication::processEvents();
  const EventNumber left = line.behind();
  EXPECT_GT(left, 0u);
  QTest::qWait(50);
  EXPECT_EQ(line.behind(), left) << "nobody looks at it";
  show(window.parts().votes);
  EXPECT_NE(words(window.parts().votes), "Reading the run: 0 %");
  EXPECT_TRUE(QTest::qWaitFor([&] { return window.parts().votes->isVisible(); }, 60'000));
}

TEST_F(TraceGateWindow, a_short_run_is_shown_at_once) {
  open(500);
  show(window.parts().diagram);
  EXPECT_TRUE(window.parts().diagram->isVisible());
}

TEST_F(TraceGateWindow, a_run_that_grows_by_much_at_once_gives_the_keyboard_back) {
  open(500);
  show(window.parts().diagram);
  window.activateWindow();
  window.parts().diagram->setFocus();
  QWidget* had = window.focusWidget();
  open(long_events);
  EXPECT_FALSE(window.parts().diagram->isVisible());
  EXPECT_TRUE(QTest::qWaitFor([&] { return window.parts().diagram->isVisible(); }, 60'000));
  EXPECT_EQ(window.focusWidget(), had);
}

}  // namespace
}  // namespace synod::app
