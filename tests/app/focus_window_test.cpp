// Keyboard focus in the window: what it looks like, and where it goes.
#include <QComboBox>
#include <QLineEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/parts/appearance.h"
#include "app/window/main_window.h"
#include "views/canvas/canvas.h"
#include "views/panels/propose_bar.h"
#include "views/panels/timeline.h"

using namespace synod;
using namespace synod::app;

namespace {

class FocusTest : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    window.player().set_reduced_motion(true);
    ASSERT_TRUE(window.player().act(actions::propose(NodeId{0}, "blue")));
    for (int i = 0; i < 6; ++i) window.player().step();
    canvas().setFocus();
  }
  views::Canvas& canvas() { return *window.parts().canvas; }
  EventNumber depth() {
    const History& history = window.session().history();
    return history.moment(history.present()).depth;
  }
  /// The fields of the propose bar.
  QLineEdit& field() { return *window.parts().propose->findChild<QLineEdit*>(); }

  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave")};
};

/// The share of pixels that differ, from 0 to 1.
double change(const QImage& a, const QImage& b) {
  if (a.size() != b.size()) return 1;
  std::int64_t differ = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) differ += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
  return static_cast<double>(differ) / (static_cast<double>(a.width()) * a.height());
}

TEST_F(FocusTest, leaves_what_a_widget_shows_to_be_seen_in_either_theme) {
  for (const auto choice : {Appearance::Choice::light, Appearance::Choice::dark}) {
    window.appearance().choose_for_now(choice);
    for (QWidget* widget : window.findChildren<QWidget*>()) {
      if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0) continue;
      if (widget->width() < 60 || widget->height() < 20) continue;
      canvas().setFocus();
      QTest::qWait(0);
      const QImage before = widget->grab().toImage();
      widget->setFocus(Qt::TabFocusReason);
      QTest::qWait(0);
      const QImage after = widget->grab().toImage();
      EXPECT_LT(change(before, after), 0.4)
          << widget->metaObject()->className() << " " << widget->accessibleName().toStdString()
          << (window.appearance().theme().dark ? ", dark" : ", light");
    }
  }
}

TEST_F(FocusTest, goes_back_to_the_canvas_with_enter_in_a_propose_field) {
  field().setFocus();
  QTest::keyClicks(&field(), "green");
  QTest::keyClick(&field(), Qt::Key_Return);
  EXPECT_TRUE(canvas().hasFocus());
  const EventNumber before = depth();
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
  EXPECT_EQ(depth(), before + 1);
}

TEST_F(FocusTest, stays_in_a_field_whose_text_is_refused) {
  field().setFocus();
  QTest::keyClicks(&field(), "two words");
  QTest::keyClick(&field(), Qt::Key_Return);
  EXPECT_TRUE(field().hasFocus());
  EXPECT_EQ(field().text(), "two words");
}

TEST_F(FocusTest, goes_back_to_the_canvas_with_escape_from_everywhere) {
  int tried = 0;
  for (QWidget* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisible() || !widget->isEnabled()) continue;
    if ((widget->focusPolicy() & Qt::TabFocus) == 0) continue;
    widget->setFocus(Qt::TabFocusReason);
    if (!widget->hasFocus()) continue;
    ++tried;
    // What has a use of its own for it, such as a list that gives up a mark, takes it once.
    QTest::keyClick(widget, Qt::Key_Escape);
    if (!canvas().hasFocus()) QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_TRUE(canvas().hasFocus())
        << widget->metaObject()->className() << " " << widget->accessibleName().toStdString();
  }
  EXPECT_GT(tried, 10);
}

}  // namespace
