// Window on a real display, with the keys and clicks of a person, and the pixels that one sees.
#pragma once

#include <QApplication>
#include <QImage>
#include <QProcess>
#include <QScreen>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "app/parts/appearance.h"
#include "app/window/main_window.h"
#include "views/canvas/canvas.h"

namespace synod::testing {

/// A main window as it opens for a newcomer, on the display that the test runs on.
class RealWindow : public ::testing::Test {
 protected:
  void SetUp() override {
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window)) << "no window manager gave it the keys";
    window.player().set_reduced_motion(true);
    settle();
  }

  /// What was sent to the display has come, and all is laid out and painted.
  static void settle(int ms = 80) { QTest::qWait(ms); }
  /// Presses keys by their names, such as "Right", "ctrl+plus" or "a".
  static void press(const QStringList& keys) { tool(QStringList{"key", "--delay", "20"} + keys); }
  static void type(const QString& text) { tool({"type", "--delay", "20", text}); }
  static void click(const QWidget& widget, QPoint point) {
    point_at(widget, point);
    tool({"click", "1"});
  }
  static void click(const QWidget& widget) { click(widget, widget.rect().center()); }
  static void point_at(const QWidget& widget, QPoint point) {
    const QPointF at = QPointF(widget.mapToGlobal(point)) * widget.devicePixelRatioF();
    tool({"mousemove", QString::number(std::lround(at.x())), QString::number(std::lround(at.y()))});
  }

  /// The pixels of the screen where `widget` stands.
  static QImage seen(const QWidget& widget) {
    settle();
    const QRect area(widget.mapToGlobal(QPoint()), widget.size());
    return widget.screen()
        ->grabWindow(0, area.x(), area.y(), area.width(), area.height())
        .toImage()
        .convertToFormat(QImage::Format_RGB32);
  }
  /// The share of the commonest colour, from 0 to 1: near 1 where nothing is to be seen.
  static double one_colour(const QImage& image) {
    std::map<QRgb, std::int64_t> counts;
    std::int64_t most = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) most = std::max(most, ++counts[image.pixel(x, y)]);
    return static_cast<double>(most) / (static_cast<double>(image.width()) * image.height());
  }
  /// The share of pixels that differ.
  static double change(const QImage& a, const QImage& b) {
    if (a.size() != b.size()) return 1;
    std::int64_t differ = 0;
    for (int y = 0; y < a.height(); ++y)
      for (int x = 0; x < a.width(); ++x) differ += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
    return static_cast<double>(differ) / (static_cast<double>(a.width()) * a.height());
  }

  void begin_a_run() {
    ASSERT_TRUE(window.player().act(actions::propose(NodeId{0}, "blue")));
    for (int i = 0; i < 8; ++i) window.player().step();
    settle();
  }
  views::Canvas& canvas() { return *window.parts().canvas; }
  EventNumber depth() {
    const History& history = window.session().history();
    return history.moment(history.present()).depth;
  }

  QTemporaryDir folder;
  app::MainWindow window{folder.filePath("autosave")};

 private:
  static void tool(const QStringList& words) {
    QProcess xdotool;
    xdotool.start("xdotool", words);
    ASSERT_TRUE(xdotool.waitForStarted()) << "xdotool is missing";
    while (xdotool.state() != QProcess::NotRunning) QTest::qWait(5);
    ASSERT_EQ(xdotool.exitCode(), 0) << words.join(' ').toStdString();
    settle();
  }
};

}  // namespace synod::testing
