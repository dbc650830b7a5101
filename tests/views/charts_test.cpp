// Charts tab, as people use it.
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
  void show_present() {
    view.show_frame(frames.at(history));
    QApplication::processEvents();
  }
  ChartCard* card(ChartKind kind) const {
    for (ChartCard* card : view.findChildren<ChartCard*>())
      if (card->kind() == kind) return card;
    return nullptr;
  }
  /// The charts that have a button.
  std::vector<ChartKind> offered() const {
    std::vector<ChartKind> kinds;
    for (ChartKind kind : all_charts)
      for (QAbstractButton* button : view.findChildren<QAbstractButton*>())
        if (button->accessibleName() == chart_title(kind) && button->isVisible())
          kinds.push_back(kind);
    return kinds;
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

  explicit Charts(History run) : history(std::move(run)) { show(); }
  Charts() : Charts(timed_run()) {}
  void show() {
    line.set_history(&history);
    view.resize(1280, 220);
    view.set_theme(Theme::light());
    view.line_exchanged();
    view.show();
    show_present();
  }

  History history;
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
  for (ChartKind kind : offered()) EXPECT_TRUE(card(kind)->isVisible());
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
  for (ChartKind kind : offered()) {
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

/// Three replicas and a client, 10 ms a message. N1 leads from 20 ms to 80 ms and N2 from 340 ms
/// on. C1 is answered at 80 ms, after 40 ms, and waits from then on until N2 has answered.
History fail_over_run() {
  Setup setup{.protocol = "multi", .shape = {.together = 3, .clients = 1}};
  setup.options.latency = {10, 10};
  setup.options.client_retry = 245;
  History history(make_cluster(*find_protocol("multi"), setup));
  const auto run_to = [&](std::int64_t ms) {
    for (auto next = history.preview(); next && next->time.ms <= ms; next = history.preview())
      history.step();
  };
  (void)history.act(actions::propose(node(0), "x=1", 1));
  run_to(50);
  (void)history.act(actions::propose(node(3), "x+=1"));
  run_to(90);
  (void)history.act(actions::propose(node(3), "x+=2"));
  (void)history.act(actions::on_node(Verb::crash, node(0)));
  Action election = actions::propose(node(1), "y=1", 2);
  election.at = SimTime{320};
  (void)history.act(election);
  run_to(700);
  return history;
}

class LogCharts : public Charts {
 protected:
  LogCharts() : Charts(fail_over_run()) {}
  const PlotLine& line_named(ChartKind kind, const QString& name) const {
    for (const PlotLine& each : chart(kind)->plot().lines)
      if (each.name == name) return each;
    ADD_FAILURE() << "no line " << name.toStdString();
    return chart(kind)->plot().lines.front();
  }
  /// Where the dot of the client's `place`th command stands.
  QPoint dot(std::size_t place) const {
    const TimeChart& waits = *chart(ChartKind::waits);
    const PlotWait& wait = line_named(ChartKind::waits, "C1").waits.at(place);
    return {
        static_cast<int>(std::lround(waits.x_of(static_cast<double>(wait.to.ms)))),
        static_cast<int>(std::lround(waits.frame().y_of(static_cast<double>(wait.length().ms))))};
  }
};

TEST_F(Charts, of_clients_and_logs_are_not_offered_where_there_are_none) {
  EXPECT_EQ(offered(), (std::vector{ChartKind::ballots, ChartKind::in_flight, ChartKind::sent,
                                    ChartKind::reach}));
  for (ChartKind kind : {ChartKind::waits, ChartKind::leaders, ChartKind::answers, ChartKind::log})
    EXPECT_FALSE(card(kind)->isVisible());
}

TEST_F(Charts, of_clients_are_not_offered_without_clients_and_those_of_logs_are) {
  history = History(
      make_cluster(*find_protocol("multi"), {.protocol = "multi", .shape = {.together = 3}}));
  view.line_exchanged();
  show_present();
  const auto kinds = offered();
  EXPECT_EQ(kinds.size(), 6u);
  EXPECT_EQ(kinds[0], ChartKind::leaders);
  EXPECT_EQ(kinds[1], ChartKind::log);
}

TEST_F(LogCharts, are_all_offered_with_those_of_clients_first) {
  // All but those of blocked nodes and of locks, of which a log has none.
  EXPECT_EQ(offered().size(), all_charts.size() - 2);
  EXPECT_TRUE(card(ChartKind::waits)->isVisible());
  EXPECT_TRUE(card(ChartKind::leaders)->isVisible());
  press("Slots");
  EXPECT_TRUE(card(ChartKind::log)->isVisible());
}

TEST_F(LogCharts, of_waits_go_to_the_answer_whose_dot_was_clicked) {
  QSignalSpy asked(&view, &ChartsView::moment_requested);
  QTest::mouseClick(chart(ChartKind::waits)->viewport(), Qt::LeftButton, {}, dot(0));
  ASSERT_EQ(asked.size(), 1);
  const TracedCommand& command = line.trace().commands()[0];
  EXPECT_EQ(asked[0][0].value<MomentId>(), line.trace().events()[command.answered_by].moment);
  // Three events share that time; away from the dot a click goes to the last of them.
  const QPoint below(dot(0).x(), dot(0).y() - 40);
  QTest::mouseClick(chart(ChartKind::waits)->viewport(), Qt::LeftButton, {}, below);
  ASSERT_EQ(asked.size(), 2);
  EXPECT_NE(asked[1][0].value<MomentId>(), asked[0][0].value<MomentId>());
}

TEST_F(LogCharts, of_waits_name_the_fail_over_and_how_long_clients_waited_because_of_it) {
  const TracedCommand& waited = line.trace().commands()[1];
  const auto longest = (waited.answered - waited.asked).ms;
  ASSERT_EQ(waited.asked.ms, 80);
  const QString words = line_named(ChartKind::waits, "no leader").words.at(1);
  EXPECT_EQ(words, QString("no leader: 260 ms\nclients waited up to %1 ms").arg(longest));
  const EventNumber within = event_near(line.trace(), 200);
  EXPECT_TRUE(chart(ChartKind::waits)->plot().told_at(within).join(' ').contains("260 ms"));
  EXPECT_FALSE(chart(ChartKind::waits)->plot().told_at(within, true).join(' ').contains("260"))
      << "how long it will last is not told where the future is covered";
}

TEST_F(LogCharts, of_leaders_have_a_bar_in_the_lane_of_each_with_its_ballot) {
  const Plot& plot = chart(ChartKind::leaders)->plot();
  EXPECT_EQ(plot.levels, (QStringList{"N3", "N2", "N1"}));
  EXPECT_TRUE(plot.told_at(event_near(line.trace(), 50)).contains("N1: 1.1"));
  EXPECT_TRUE(plot.told_at(event_near(line.trace(), 200)).contains("N1: does not lead"));
  EXPECT_TRUE(plot.told_at(line.trace().length()).contains("N2: 2.2"));
  // The bars are there to be seen, in their owner's colour.
  TimeChart& leaders = *chart(ChartKind::leaders);
  const QImage image = leaders.viewport()->grab().toImage();
  const auto color = [&](double ms, double lane) {
    return image.pixelColor(static_cast<int>(leaders.x_of(ms)),
                            static_cast<int>(leaders.frame().y_of(lane) + 4));
  };
  EXPECT_EQ(color(76, 2).rgb(), Theme::light().ballot(1).fill.rgb());
  EXPECT_EQ(color(360, 1).rgb(), Theme::light().ballot(2).fill.rgb());
  EXPECT_NE(color(200, 2).rgb(), Theme::light().ballot(1).fill.rgb());
}

TEST_F(LogCharts, of_two_leaders_at_once_say_so) {
  history = fail_over_run();
  (void)history.seek(history.line()[10]);
  for (int other : {1, 2})
    (void)history.act(actions::on_link(Verb::cut, node(0), node(other), true));
  (void)history.act(actions::propose(node(1), "y=1", 2));
  for (int i = 0; i < 12; ++i) history.step();
  view.line_exchanged();
  show_present();
  const QStringList words = line_named(ChartKind::leaders, "several leaders").words;
  ASSERT_EQ(words.size(), 2);
  EXPECT_EQ(words[1], "2 leaders at once");
}

TEST_F(LogCharts, of_answers_and_slots_tell_their_numbers) {
  press("Commands a second");
  const Plot& rate = chart(ChartKind::answers)->plot();
  EXPECT_TRUE(rate.told_at(event_near(line.trace(), 200)).contains("commands a second: 2"));
  const Plot& log = chart(ChartKind::log)->plot();
  const QStringList told = log.told_at(event_near(line.trace(), 70));
  EXPECT_EQ(told,
            (QStringList{"chosen: 2", "applied by the foremost: 2", "applied by the slowest: 1"}));
}

TEST_F(LogCharts, count_servers_as_live_nodes_and_no_clients) {
  const Plot plot = plot_of(ChartKind::reach, line.trace(), history.world());
  EXPECT_TRUE(plot.told_at(1).contains("live nodes: 3"));
  EXPECT_TRUE(plot.told_at(line.trace().length()).contains("live nodes: 2"));
  EXPECT_EQ(plot.top, 3);
}

TEST_F(LogCharts, are_saved_as_files_that_open_again) {
  for (ChartKind kind : offered()) {
    card(kind)->draw_line();
    const ChartFile file = card(kind)->file();
    EXPECT_TRUE(has_content(image_of(file)));
    const QList<QByteArray> rows = csv_of(file.table).split('\n');
    ASSERT_EQ(rows.size(), line.trace().length() + 3);
    for (qsizetype i = 0; i + 1 < rows.size(); ++i)
      EXPECT_EQ(rows[i].count(','), rows[0].count(','));
  }
}

TEST_F(LogCharts, of_waits_have_a_picture_that_differs_in_the_gap) {
  TimeChart& waits = *chart(ChartKind::waits);
  const QImage shown = waits.viewport()->grab().toImage();
  Plot plain = waits.plot();
  plain.lines.front().steps = {{}};
  waits.set_plot(plain);
  const QImage without = waits.viewport()->grab().toImage();
  const QRect gap(QPoint(static_cast<int>(waits.x_of(90)), 30),
                  QPoint(static_cast<int>(waits.x_of(330)), waits.height() / 2));
  EXPECT_NE(shown.copy(gap), without.copy(gap));
}

}  // namespace
}  // namespace synod::views
