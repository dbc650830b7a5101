// The charts as people use them.
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <gtest/gtest.h>

#include "tests/views/panels_world.h"
#include "views/charts/charts_view.h"

namespace synod::views {
namespace {

/// Three proposers' worth of events by the clock, so that time goes on.
History timed_run() {
  Setup setup;
  setup.shape = {.together = 3};
  History history(make_cluster(*find_protocol("paxos"), setup));
  (void)history.act(actions::propose(node(0), "blue"));
  while (history.step()) {
  }
  return history;
}

class Charts : public ::testing::Test {
 protected:
  Charts() {
    line.set_history(&history);
    view.resize(1280, 220);
    view.set_theme(Theme::light());
    view.line_exchanged();
    view.show();
    show_present();
  }
  void show_present() {
    view.show_frame(frames.at(history));
    QApplication::processEvents();
  }
  ChartCard* card(ChartKind kind) const {
    for (ChartCard* card : view.findChildren<ChartCard*>())
      if (card->kind() == kind) return card;
    return nullptr;
  }
  TimeChart* chart(ChartKind kind) const { return card(kind)->chart(); }
  void press(const QString& name) {
    for (QAbstractButton* button : view.findChildren<QAbstractButton*>())
      if (button->accessibleName() == name) QTest::mouseClick(button, Qt::LeftButton);
    QApplication::processEvents();
  }
  QPoint at(TimeChart& chart, EventNumber event) const {
    const double ms = static_cast<double>(line.trace().events()[event].time.ms);
    return {static_cast<int>(std::lround(chart.x_of(ms))), chart.height() / 2};
  }

  History history = timed_run();
  LineTrace line;
  FrameOf frames;
  Selection selection;
  Reason reason;
  ChartsView view{&selection, &reason, &line};
};

TEST_F(Charts, go_to_the_event_that_was_clicked) {
  TimeChart& ballots = *chart(ChartKind::ballots);
  QSignalSpy asked(&view, &ChartsView::moment_requested);
  QTest::mouseClick(ballots.viewport(), Qt::LeftButton, {}, at(ballots, 4));
  ASSERT_EQ(asked.size(), 1);
  const auto moment = asked[0][0].value<MomentId>();
  EXPECT_EQ(line.trace().events()[moment].time, line.trace().events()[4].time);
}

TEST_F(Charts, light_the_event_that_is_pointed_at_and_forget_it_with_the_pointer) {
  TimeChart& ballots = *chart(ChartKind::ballots);
  QTest::mouseMove(ballots.viewport(), at(ballots, 4));
  ASSERT_EQ(selection.hovered().kind, Target::Kind::event);
  const EventNumber lit = history.moment(selection.hovered().moment).depth;
  EXPECT_EQ(line.trace().events()[lit].time, line.trace().events()[4].time);
  QTest::mouseMove(ballots.viewport(), QPoint(ballots.width() - 2, ballots.height() / 2));
  EXPECT_FALSE(selection.hovered().exists()) << "beside the plot nothing is pointed at";
}

TEST_F(Charts, mark_an_event_that_is_pointed_at_elsewhere) {
  TimeChart& ballots = *chart(ChartKind::ballots);
  const QImage before = ballots.viewport()->grab().toImage();
  selection.hover(Target::at_event(line.trace().events()[4].moment));
  const QPoint place = at(ballots, 4);
  const QImage marked = ballots.viewport()->grab().toImage();
  bool differs = false;
  for (int y = 0; y < marked.height(); ++y)
    differs = differs || marked.pixel(place.x(), y) != before.pixel(place.x(), y);
  EXPECT_TRUE(differs);
}

TEST_F(Charts, scrub_along_with_a_cursor_that_is_dragged) {
  TimeChart& ballots = *chart(ChartKind::ballots);
  QSignalSpy scrubbed(&view, &ChartsView::scrubbed);
  QSignalSpy asked(&view, &ChartsView::moment_requested);
  const EventNumber last = line.trace().length();
  QTest::mousePress(ballots.viewport(), Qt::LeftButton, {}, at(ballots, last));
  QTest::mouseMove(ballots.viewport(), at(ballots, 3));
  QTest::mouseMove(ballots.viewport(), at(ballots, 0) - QPoint(40, 0));
  QTest::mouseRelease(ballots.viewport(), Qt::LeftButton, {}, at(ballots, 0));
  ASSERT_GE(scrubbed.size(), 2);
  const auto middle = static_cast<EventNumber>(scrubbed[0][0].toDouble());
  EXPECT_EQ(line.trace().events()[middle].time, line.trace().events()[3].time);
  EXPECT_EQ(scrubbed.back()[0].toDouble(), event_near(line.trace(), 0));
  EXPECT_EQ(asked.size(), 0) << "a drag is no click";
}

TEST_F(Charts, are_walked_along_by_keys) {
  TimeChart& ballots = *chart(ChartKind::ballots);
  const EventNumber last = line.trace().length();
  QSignalSpy asked(&view, &ChartsView::moment_requested);
  QTest::keyClick(&ballots, Qt::Key_Left);
  QTest::keyClick(&ballots, Qt::Key_Home);
  history.seek(history.at_depth(2));
  show_present();
  QTest::keyClick(&ballots, Qt::Key_Right);
  QTest::keyClick(&ballots, Qt::Key_End);
  ASSERT_EQ(asked.size(), 4);
  EXPECT_EQ(asked[0][0].value<MomentId>(), line.trace().events()[last - 1].moment);
  EXPECT_EQ(asked[1][0].value<MomentId>(), 0u);
  EXPECT_EQ(asked[2][0].value<MomentId>(), line.trace().events()[3].moment);
  EXPECT_EQ(asked[3][0].value<MomentId>(), line.trace().events()[last].moment);
}

TEST_F(Charts, are_changed_by_their_buttons_and_stand_side_by_side_where_there_is_room) {
  EXPECT_TRUE(card(ChartKind::ballots)->isVisible());
  EXPECT_TRUE(card(ChartKind::in_flight)->isVisible());
  EXPECT_FALSE(card(ChartKind::reach)->isVisible());
  press("Quorum reach");
  EXPECT_TRUE(card(ChartKind::reach)->isVisible());
  EXPECT_FALSE(card(ChartKind::ballots)->isVisible());
  view.resize(600, 220);
  QApplication::processEvents();
  EXPECT_TRUE(card(ChartKind::reach)->isVisible());
  EXPECT_FALSE(card(ChartKind::sent)->isVisible());
  view.resize(1280, 600);
  QApplication::processEvents();
  for (ChartKind kind : all_charts) EXPECT_TRUE(card(kind)->isVisible());
}

TEST_F(Charts, give_way_to_a_page_and_come_back) {
  auto* page = new QLabel("a page");
  view.add_page("Many runs", page);
  press("Many runs");
  EXPECT_TRUE(page->isVisible());
  EXPECT_FALSE(card(ChartKind::ballots)->isVisible());
  press("Ballots");
  EXPECT_FALSE(page->isVisible());
  EXPECT_TRUE(card(ChartKind::ballots)->isVisible());
}

TEST_F(Charts, are_not_drawn_anew_while_only_the_cursor_moves) {
  TimeChart& ballots = *chart(ChartKind::ballots);
  for (int i = 0; i < 3; ++i) {  // Until everything stands where it will stand.
    ballots.repaint();
    QApplication::processEvents();
  }
  const int before = ballots.pictures();
  ASSERT_GT(before, 0);
  for (EventNumber depth = 0; depth <= line.trace().length(); ++depth) {
    history.seek(history.line()[depth]);
    show_present();
    ballots.repaint();
  }
  EXPECT_EQ(ballots.pictures(), before);
}

TEST_F(Charts, show_a_line_that_has_grown) {
  const double end = chart(ChartKind::ballots)->plot().end;
  (void)history.act(actions::propose(node(1), "green"));
  while (history.step()) {
  }
  view.show_frame(frames.at(history));
  EXPECT_TRUE(QTest::qWaitFor([&] { return chart(ChartKind::ballots)->plot().end > end; }));
  EXPECT_TRUE(chart(ChartKind::ballots)->plot().levels.contains("2.2"));
}

TEST_F(Charts, tell_their_latest_values_in_words) {
  const QString words = chart(ChartKind::ballots)->accessibleDescription();
  EXPECT_TRUE(words.contains("N2 accepted: 1.1")) << words.toStdString();
  press("Sent");
  history.seek(0);
  show_present();
  const QString sent = chart(ChartKind::sent)->accessibleDescription();
  EXPECT_TRUE(sent.contains("1a Prepare: 0")) << sent.toStdString();
}

TEST_F(Charts, show_nothing_of_a_future_that_is_covered) {
  history.seek(history.line()[3]);
  Frame frame = frames.at(history);
  frame.answers_hidden = true;
  view.show_frame(frame);
  TimeChart& shown = *chart(ChartKind::ballots);
  const auto image = [&] { return shown.grab().toImage(); };
  const QImage covered = image();
  const double cursor = shown.x_of(frame.now);
  const double end = shown.x_of(shown.plot().end);
  // What is covered looks the same with a recorded future and without one.
  Plot cut = shown.plot();
  const auto is_later = [](const Step& step) { return step.event > 3; };
  for (PlotLine& known : cut.lines) {
    std::erase_if(known.steps, is_later);
    std::erase_if(known.drawn, is_later);
  }
  shown.set_plot(cut);
  const QImage without = image();
  const QRect future(QPoint(static_cast<int>(cursor) + 8, 0),
                     QPoint(static_cast<int>(end), covered.height() * 3 / 4));
  EXPECT_EQ(covered.copy(future), without.copy(future));
  frame.answers_hidden = false;
  view.show_frame(frame);
  EXPECT_NE(image().copy(future), without.copy(future));
}

TEST_F(Charts, that_are_torn_off_follow_the_moment_and_the_line_and_close_with_escape) {
  press("Ballots: own window");
  QPointer<QWidget> window;
  for (QWidget* top : QApplication::topLevelWidgets())
    if (top != &view && top->findChild<ChartCard*>() != nullptr) window = top;
  ASSERT_NE(window, nullptr);
  auto* torn = window->findChild<TimeChart*>();
  view.hide();
  (void)history.act(actions::propose(node(1), "green"));
  while (history.step()) {
  }
  view.show_frame(frames.at(history));
  EXPECT_TRUE(QTest::qWaitFor([&] { return torn->plot().levels.contains("2.2"); }));
  EXPECT_TRUE(QTest::qWaitFor([&] { return torn->accessibleDescription().contains("2.2"); }));
  QSignalSpy asked(&view, &ChartsView::moment_requested);
  QTest::keyClick(torn, Qt::Key_Home);
  EXPECT_EQ(asked.size(), 1);
  window->activateWindow();
  QTest::keyClick(torn, Qt::Key_Escape);
  EXPECT_TRUE(QTest::qWaitFor([&] { return window == nullptr; }));
}

/// Whether a picture shows more than its ground.
bool has_content(const QImage& image) {
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (image.pixel(x, y) != image.pixel(0, 0)) return true;
  return false;
}

TEST_F(Charts, are_saved_as_files_that_open_again) {
  QTemporaryDir folder;
  view.resize(1280, 600);
  QApplication::processEvents();
  for (ChartKind kind : all_charts) {
    const ChartFile file = card(kind)->file();
    const QString base = folder.filePath(file.name);
    for (const char* ending : {".png", ".svg", ".csv"})
      ASSERT_EQ(write_chart(base + ending, file).toStdString(), "");
    QImage image;
    ASSERT_TRUE(image.load(base + ".png"));
    EXPECT_TRUE(has_content(image));
    QSvgRenderer drawing(base + ".svg");
    ASSERT_TRUE(drawing.isValid());
    QImage drawn(1000, 480, QImage::Format_RGB32);
    drawn.fill(Qt::black);
    QPainter painter(&drawn);
    drawing.render(&painter);
    painter.end();
    EXPECT_TRUE(has_content(drawn));
    QFile numbers(base + ".csv");
    ASSERT_TRUE(numbers.open(QIODevice::ReadOnly));
    const QList<QByteArray> rows = numbers.readAll().split('\n');
    ASSERT_EQ(rows.size(), line.trace().length() + 3)
        << "a head, the start, and what ends the last";
    for (qsizetype i = 0; i + 1 < rows.size(); ++i)
      EXPECT_EQ(rows[i].count(','), rows[0].count(','));
    EXPECT_TRUE(rows[0].startsWith("event,time_ms,"));
  }
}

TEST_F(Charts, give_the_same_bytes_whatever_the_size_of_the_window) {
  const ChartFile before = card(ChartKind::ballots)->file();
  const QByteArray svg = svg_of(before);
  const QImage image = image_of(before);
  view.resize(900, 300);
  QApplication::processEvents();
  const ChartFile after = card(ChartKind::ballots)->file();
  EXPECT_EQ(svg_of(after), svg);
  EXPECT_EQ(image_of(after), image);
}

TEST_F(Charts, have_a_menu_that_saves) {
  auto* menu = card(ChartKind::ballots)->findChild<QMenu*>();
  ASSERT_NE(menu, nullptr);
  EXPECT_EQ(menu->actions().size(), 3);
}

TEST(ChartExport, quotes_what_would_break_a_row) {
  const Table table{{"a", "b,c"}, {{"1", "say \"x\""}}};
  EXPECT_EQ(csv_of(table), "a,\"b,c\"\r\n1,\"say \"\"x\"\"\"\r\n");
}

TEST(ChartExport, writes_numbers_the_same_everywhere) {
  EXPECT_EQ(cell(12), "12");
  EXPECT_EQ(cell(0.25), "0.25");
  EXPECT_EQ(cell(-0.0), "0");
  EXPECT_EQ(cell(std::nan("")), "");
}

TEST(ChartExport, says_why_a_file_could_not_be_written) {
  EXPECT_TRUE(write_file("/no/such/folder/x.csv", "1").contains("/no/such/folder/x.csv"));
  EXPECT_TRUE(write_chart("x.doc", {}).contains(".svg"));
}

/// No two entries lie on one another, and none is outside.
void expect_legible(const ChartFrame& frame, QSizeF size) {
  for (const LegendEntry& a : frame.legend) {
    EXPECT_GE(a.at, frame.plot.top());
    EXPECT_LE(a.at, size.height());
    const double x = frame.plot.right() + (a.column + 1) * frame.column_width;
    EXPECT_LE(x, size.width() + 1) << a.text.toStdString();
    for (const LegendEntry& b : frame.legend) {
      if (&a != &b && a.column == b.column) {
        EXPECT_GT(std::abs(a.at - b.at), 8) << a.text.toStdString() << b.text.toStdString();
      }
    }
  }
}

TEST(ChartFrame, has_room_for_every_name_in_low_and_high_charts) {
  synod::Setup setup;
  setup.shape = {.together = 9};
  History history(make_cluster(*find_protocol("paxos"), setup));
  (void)history.act(actions::propose(node(0), "blue"));
  while (history.step()) {
  }
  LineTrace line;
  line.set_history(&history);
  for (const ChartKind kind : all_charts)
    for (const QSizeF size : {QSizeF(620, 75), QSizeF(620, 120), QSizeF(1000, 480)}) {
      SCOPED_TRACE(chart_title(kind).toStdString() + ' ' + std::to_string(size.height()));
      const Plot plot = plot_of(kind, line.trace(), history.world());
      expect_legible(frame_of(plot, Theme::light(), size), size);
    }
}

TEST(ChartFrame, names_the_acceptors_at_the_ends_of_their_lines_and_tells_dashed_from_solid) {
  const History history = timed_run();
  LineTrace line;
  line.set_history(&history);
  const Plot plot = plot_of(ChartKind::ballots, line.trace(), history.world());
  const ChartFrame frame = frame_of(plot, Theme::light(), {1000, 480});
  QStringList names;
  QStringList at_lines;
  for (const LegendEntry& entry : frame.legend) {
    names << entry.text;
    if (entry.from >= 0) at_lines << entry.text;
  }
  EXPECT_EQ(names, (QStringList{"N1", "N2", "N3", "promised", "accepted"}));
  EXPECT_EQ(at_lines, (QStringList{"N1", "N2", "N3"}));
}

TEST(ChartPlot, has_an_alarm_only_while_a_quorum_is_out_of_reach) {
  History history(make_cluster(*find_protocol("paxos"), apart_setup()));
  (void)history.act(actions::on_node(Verb::crash, node(2)));
  (void)history.act(actions::on_node(Verb::crash, node(3)));
  (void)history.act(actions::on_node(Verb::restart, node(3)));
  Trace trace;
  trace.follow(history);
  const Plot plot = plot_of(ChartKind::reach, trace, history.world());
  const Steps& alarm = plot.lines[1].steps;
  EXPECT_EQ(value_at(alarm, 1), 0);
  EXPECT_EQ(value_at(alarm, 2), 2);
  EXPECT_EQ(value_at(alarm, 3), 0);
  EXPECT_TRUE(plot.told_at(2).contains("quorum out of reach"));
}

}  // namespace
}  // namespace synod::views
