// Space-time diagram: layout, drawing, and what clicks and keys in it do.
#include <QApplication>
#include <QImage>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/views/panels_world.h"
#include "views/diagram/diagram_view.h"

namespace synod::views {
namespace {

Trace trace_of(const History& history) {
  Trace trace;
  trace.follow(history);
  return trace;
}

DiagramLayout laid_out(const Trace& trace, const Shape& shape,
                       TimeDirection direction = TimeDirection::right,
                       TimeScale scale = TimeScale::by_event) {
  return {trace, shape, diagram_measure(Theme::light(), direction, scale)};
}

/// The message of that kind from one node to the other that was sent first.
const TracedMessage& message_of(const Trace& trace, std::uint8_t kind, int from, int to) {
  for (const TracedMessage& message : trace.messages())
    if (message.kind == kind && message.from == node(from) && message.to == node(to))
      return message;
  ADD_FAILURE() << "no such message";
  return trace.messages().front();
}

// --- the layout ----------------------------------------------------------------------------------

TEST(DiagramLayout, an_arrow_goes_from_its_sending_to_its_arrival) {
  const History history = adopted_value_run();
  const Trace trace = trace_of(history);
  const DiagramLayout layout = laid_out(trace, apart_setup().shape);
  const TracedMessage& prepare = message_of(trace, 0, 0, 2);
  const MessageWay way = layout.way(prepare);
  EXPECT_EQ(way.end, MessageWay::End::arrow);
  EXPECT_EQ(way.from, QPointF(layout.along(EventNumber{1}), layout.line(node(0))));
  EXPECT_EQ(way.to, QPointF(layout.along(EventNumber{2}), layout.line(node(2))));
}

TEST(DiagramLayout, nodes_stand_in_their_order_with_more_space_between_roles) {
  const History history = adopted_value_run();
  const Trace trace = trace_of(history);
  const DiagramLayout layout = laid_out(trace, apart_setup().shape);
  const double within = layout.line(node(1)) - layout.line(node(0));
  EXPECT_GT(within, 0);
  EXPECT_GT(layout.line(node(2)) - layout.line(node(1)), within);
  EXPECT_DOUBLE_EQ(layout.line(node(3)) - layout.line(node(2)), within);
  EXPECT_GT(layout.line(node(5)) - layout.line(node(4)), within);
}

TEST(DiagramLayout, a_dropped_message_ends_before_its_receivers_line) {
  History history(make_cluster(*find_protocol("paxos"), apart_setup()));
  ASSERT_TRUE(history.act(actions::propose(node(0), "blue")));
  const MessageId first = history.world().in_flight.front().id;
  ASSERT_TRUE(history.act(actions::on_message(Verb::drop, first)));
  const Trace trace = trace_of(history);
  const DiagramLayout layout = laid_out(trace, apart_setup().shape);
  const MessageWay way = layout.way(*trace.message(first));
  EXPECT_EQ(way.end, MessageWay::End::cross);
  EXPECT_GT(way.to.y(), way.from.y());
  EXPECT_LT(way.to.y(), layout.line(node(2)));
  EXPECT_EQ(layout.place(2), way.to);
}

TEST(DiagramLayout, a_message_to_a_node_that_is_down_is_lost_at_its_line) {
  History history(make_cluster(*find_protocol("paxos"), apart_setup()));
  ASSERT_TRUE(history.act(actions::propose(node(0), "blue")));
  ASSERT_TRUE(history.act(actions::on_node(Verb::crash, node(2))));
  deliver(history, 0, 2);
  const Trace trace = trace_of(history);
  const DiagramLayout layout = laid_out(trace, apart_setup().shape);
  const MessageWay way = layout.way(message_of(trace, 0, 0, 2));
  EXPECT_EQ(way.end, MessageWay::End::cross);
  EXPECT_DOUBLE_EQ(way.to.y(), layout.line(node(2)));
  EXPECT_DOUBLE_EQ(way.to.x(), layout.along(EventNumber{3}));
}

TEST(DiagramLayout, a_message_in_flight_ends_open_after_the_last_event) {
  History history(make_cluster(*find_protocol("paxos"), apart_setup()));
  ASSERT_TRUE(history.act(actions::propose(node(0), "blue")));
  const Trace trace = trace_of(history);
  const DiagramLayout layout = laid_out(trace, apart_setup().shape);
  const MessageWay way = layout.way(message_of(trace, 0, 0, 3));
  EXPECT_EQ(way.end, MessageWay::End::open);
  EXPECT_GT(way.to.x(), layout.along(EventNumber{1}));
  EXPECT_LT(way.to.y(), layout.line(node(3)));
}

TEST(DiagramLayout, a_node_is_down_from_its_crash_to_its_restart) {
  History history(make_cluster(*find_protocol("paxos"), apart_setup()));
  ASSERT_TRUE(history.act(actions::on_node(Verb::crash, node(3))));
  ASSERT_TRUE(history.act(actions::propose(node(0), "blue")));
  ASSERT_TRUE(history.act(actions::on_node(Verb::restart, node(3))));
  ASSERT_TRUE(history.act(actions::on_node(Verb::wipe, node(4))));
  const Trace trace = trace_of(history);
  const DiagramLayout layout = laid_out(trace, apart_setup().shape);
  ASSERT_EQ(layout.down_times().size(), 2u);
  EXPECT_EQ(layout.down_times()[0].node, node(3));
  EXPECT_EQ(layout.down_times()[0].from, 1u);
  EXPECT_EQ(layout.down_times()[0].to, 3u);
  EXPECT_EQ(layout.down_times()[1].node, node(4));
  EXPECT_EQ(layout.down_times()[1].to, 0u);
}

TEST(DiagramLayout, a_node_is_paused_from_its_pause_to_its_resumption_or_its_crash) {
  History history(make_cluster(*find_protocol("paxos"), apart_setup()));
  for (const Action& action :
       {actions::on_node(Verb::pause, node(3)), actions::on_node(Verb::pause, node(4)),
        actions::on_node(Verb::resume, node(3)), actions::on_node(Verb::crash, node(4))})
    ASSERT_TRUE(history.act(action));
  const Trace trace = trace_of(history);
  std::vector<std::string> times;
  const DiagramLayout layout = laid_out(trace, apart_setup().shape);
  for (const DownTime& its : layout.down_times())
    times.push_back(fmt::format("{} {} {}-{}", its.node.index, its.paused ? "paused" : "down",
                                its.from, its.to));
  EXPECT_THAT(times, testing::UnorderedElementsAre("3 paused 1-3", "4 paused 2-4", "4 down 4-0"));
}

TEST(DiagramLayout, by_time_the_same_span_takes_the_same_space) {
  History history(make_cluster(*find_protocol("paxos"), apart_setup()));
  ASSERT_TRUE(history.act(actions::propose(node(0), "blue")));
  while (history.step()) {
  }
  const Trace trace = trace_of(history);
  const DiagramLayout layout =
      laid_out(trace, apart_setup().shape, TimeDirection::right, TimeScale::by_time);
  const double start = layout.along(EventNumber{0});
  const double of_ms = layout.measure().step / 20;
  for (EventNumber n = 1; n <= trace.length(); ++n)
    EXPECT_NEAR(layout.along(n) - start, of_ms * static_cast<double>(trace.events()[n].time.ms),
                1e-6);
}

TEST(DiagramLayout, places_and_positions_are_each_others_inverse) {
  const History history = adopted_value_run();
  const Trace trace = trace_of(history);
  const DiagramLayout layout = laid_out(trace, apart_setup().shape);
  for (const double position : {0.0, 0.4, 3.0, 7.25})
    EXPECT_NEAR(layout.position_at(layout.along(position)), position, 1e-9);
  EXPECT_EQ(layout.position_at(-100), 0);
  EXPECT_EQ(layout.position_at(1e9), trace.length());
}

TEST(DiagramLayout, turning_it_swaps_both_axes) {
  const History history = adopted_value_run();
  const Trace trace = trace_of(history);
  const DiagramLayout down = laid_out(trace, apart_setup().shape, TimeDirection::down);
  EXPECT_EQ(down.size(), QSizeF(down.breadth(), down.length()));
  EXPECT_EQ(down.to_page(QPointF(3, 5)), QPointF(5, 3));
}

TEST(DiagramLayout, finds_every_message_that_meets_a_stretch_of_time_and_no_other) {
  History history(make_cluster(*find_protocol("paxos"), apart_setup()));
  for (int round = 0; round < 12; ++round) {
    ASSERT_TRUE(history.act(actions::propose(node(round % 2), "blue")));
    for (int i = 0; i < 11; ++i) history.step();
  }
  const Trace trace = trace_of(history);
  ASSERT_GT(trace.messages().size(), 64u);
  const DiagramLayout layout = laid_out(trace, apart_setup().shape);
  for (double from = 0; from < layout.length(); from += 333) {
    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i < trace.messages().size(); ++i) {
      const MessageWay way = layout.way(trace.messages()[i]);
      if (way.from.x() <= from + 200 && way.to.x() >= from) expected.push_back(i);
    }
    std::vector<std::size_t> found;
    layout.messages_within(from, from + 200,
                           [&](std::size_t i, const MessageWay&) { found.push_back(i); });
    EXPECT_EQ(found, expected);
  }
}

TEST(DiagramLabels, never_lie_on_one_another) {
  const History history = adopted_value_run();
  const Trace trace = trace_of(history);
  for (const auto direction : {TimeDirection::right, TimeDirection::down}) {
    const DiagramLayout layout = laid_out(trace, apart_setup().shape, direction);
    const DiagramLabels labels(trace, layout, label_measure(history.world(), Theme::light()));
    int shown = 0;
    for (std::size_t i = 0; i < trace.messages().size(); ++i) {
      shown += !labels.box(i).isNull();
      for (std::size_t k = 0; k < i; ++k) {
        if (labels.box(i).isNull() || labels.box(k).isNull()) continue;
        EXPECT_FALSE(labels.box(i).intersects(labels.box(k))) << i << " and " << k;
      }
    }
    EXPECT_GT(shown, 5);
  }
}

// --- the picture ---------------------------------------------------------------------------------

QImage picture_of(const DiagramPainter::Scene& scene, double from, double seen, double drawn_from,
                  double drawn_to) {
  QImage image(static_cast<int>(seen), 330, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.translate(-from, 0);
  DiagramPainter(painter, scene).draw(drawn_from, drawn_to);
  return image;
}

TEST(DiagramPainter, drawing_what_is_seen_gives_the_pixels_of_drawing_all) {
  const History history = adopted_value_run();
  const Trace trace = trace_of(history);
  const Theme theme = Theme::light();
  const DiagramLayout layout = laid_out(trace, apart_setup().shape);
  const DiagramLabels labels(trace, layout, label_measure(history.world(), theme));
  const DiagramPainter::Scene scene{.trace = &trace,
                                    .world = &history.world(),
                                    .theme = &theme,
                                    .layout = &layout,
                                    .labels = &labels};
  for (const double from : {100.0, 260.0}) {
    const QImage part = picture_of(scene, from, 220, from, from + 220);
    const QImage all = picture_of(scene, from, 220, 0, layout.length());
    EXPECT_EQ(part, all) << "from " << from;
  }
}

TEST(DiagramPainter, a_whole_diagram_fills_its_own_size_and_shrinks_into_less) {
  const History history = adopted_value_run();
  const Trace trace = trace_of(history);
  const Theme theme = Theme::light();
  const QSizeF size = diagram_size(trace, history.world(), theme);
  EXPECT_GT(size.width(), 400);
  EXPECT_GT(size.height(), 200);
  QImage image(300, 200, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::red);
  QPainter painter(&image);
  draw_diagram(painter, QRectF(50, 20, 200, 150), trace, history.world(), theme);
  painter.end();
  EXPECT_EQ(image.pixelColor(49, 100), QColor(Qt::red));
  EXPECT_EQ(image.pixelColor(252, 100), QColor(Qt::red));
  EXPECT_NE(image.pixelColor(60, 140), QColor(Qt::red));
}

// --- the view ------------------------------------------------------------------------------------

struct DiagramOnScreen {
  DiagramOnScreen() : history(adopted_value_run()), view(&selection, &reason, &line) {
    QSettings().remove("diagram");
    view.turn().setChecked(false);
    view.by_time().setChecked(false);
    line.set_history(&history);
    view.resize(1000, 260);
    view.show();
    view.line_exchanged();
    show();
  }
  ~DiagramOnScreen() { QSettings().remove("diagram"); }
  void show() {
    view.show_frame(frame.at(history));
    view.grab();
  }
  void point_at(QPoint place, Qt::MouseButtons buttons = {}) {
    QMouseEvent move(QEvent::MouseMove, place, pane().viewport()->mapToGlobal(place), Qt::NoButton,
                     buttons, {});
    QApplication::sendEvent(pane().viewport(), &move);
  }
  DiagramPane& pane() { return view.pane(); }
  MomentId moment(std::size_t depth) const { return history.line()[depth]; }

  History history;
  Selection selection;
  Reason reason;
  LineTrace line;
  FrameOf frame;
  DiagramView view;
};

TEST(Diagram, a_click_on_an_event_asks_for_its_moment) {
  DiagramOnScreen on;
  QSignalSpy asked(&on.view, &DiagramView::moment_requested);
  QTest::mouseClick(on.pane().viewport(), Qt::LeftButton, {}, on.pane().place_of(on.moment(4)));
  ASSERT_EQ(asked.size(), 1);
  EXPECT_EQ(asked[0][0].value<MomentId>(), on.moment(4));
}

TEST(Diagram, dragging_the_present_scrubs) {
  DiagramOnScreen on;
  QSignalSpy scrubbed(&on.view, &DiagramView::scrubbed);
  const QPoint present = on.pane().place_of_present();
  const int step = static_cast<int>(on.pane().step());
  QTest::mousePress(on.pane().viewport(), Qt::LeftButton, {}, present);
  on.point_at(present - QPoint(3 * step, 0), Qt::LeftButton);
  QTest::mouseRelease(on.pane().viewport(), Qt::LeftButton, {}, present - QPoint(3 * step, 0));
  ASSERT_EQ(scrubbed.size(), 1);
  const double now = on.history.moment(on.history.present()).depth;
  EXPECT_NEAR(scrubbed[0][0].toDouble(), now - 3, 0.1);
}

TEST(Diagram, dragging_the_ground_moves_the_diagram_and_nothing_else) {
  DiagramOnScreen on;
  on.view.resize(420, 260);
  on.show();
  QSignalSpy scrubbed(&on.view, &DiagramView::scrubbed);
  QSignalSpy asked(&on.view, &DiagramView::moment_requested);
  QScrollBar* bar = on.pane().horizontalScrollBar();
  ASSERT_GT(bar->maximum(), 0);
  const int before = bar->value();
  const QPoint ground(150, 14);
  QTest::mousePress(on.pane().viewport(), Qt::LeftButton, {}, ground);
  on.point_at(ground + QPoint(60, 0), Qt::LeftButton);
  QTest::mouseRelease(on.pane().viewport(), Qt::LeftButton, {}, ground + QPoint(60, 0));
  EXPECT_EQ(bar->value(), before - 60);
  EXPECT_EQ(scrubbed.size() + asked.size(), 0);
}

TEST(Diagram, pointing_selects_events_messages_and_nodes_everywhere) {
  DiagramOnScreen on;
  on.point_at(on.pane().place_of(on.moment(4)));
  EXPECT_EQ(on.selection.hovered(), Target::at_event(on.moment(4)));
  on.point_at(on.pane().place_of(node(3)));
  EXPECT_EQ(on.selection.hovered(), Target::at_node(node(3)));
  const TracedMessage& last = on.line.trace().messages().front();
  on.point_at(on.pane().place_of(last.id));
  EXPECT_EQ(on.selection.hovered(), Target::at_message(last.id, on.moment(1)));
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(on.pane().viewport(), &leave);
  EXPECT_FALSE(on.selection.hovered().exists());
}

TEST(Diagram, what_is_pointed_at_elsewhere_is_lit_here) {
  DiagramOnScreen on;
  const QImage plain = on.view.grab().toImage();
  for (const Target& target : {Target::at_event(on.moment(4)), Target::at_node(node(3)),
                               Target::at_message(on.line.trace().messages().front().id)}) {
    on.selection.hover(target);
    EXPECT_NE(on.view.grab().toImage(), plain);
  }
  on.selection.hover({});
  EXPECT_EQ(on.view.grab().toImage(), plain);
}

TEST(Diagram, its_direction_and_scale_are_switched_and_remembered) {
  DiagramOnScreen on;
  const QPoint early = on.pane().place_of(on.moment(2));
  const QPoint late = on.pane().place_of(on.moment(3));
  EXPECT_GT(late.x(), early.x());
  QTest::mouseClick(&on.view.turn(), Qt::LeftButton);
  EXPECT_EQ(on.pane().direction(), TimeDirection::down);
  EXPECT_GT(on.pane().place_of(on.moment(3)).y(), on.pane().place_of(on.moment(2)).y());
  on.view.by_time().toggle();
  EXPECT_EQ(on.pane().scale(), TimeScale::by_time);
  const DiagramView again(&on.selection, &on.reason, &on.line);
  EXPECT_TRUE(QSettings().value("diagram/time-down").toBool());
  EXPECT_TRUE(const_cast<DiagramView&>(again).turn().isChecked());
  EXPECT_TRUE(const_cast<DiagramView&>(again).by_time().isChecked());
}

TEST(Diagram, leaves_out_what_a_filter_hides_and_leads_to_it_no_more) {
  DiagramOnScreen on;
  TrafficFilter filter;
  on.view.set_filter(filter);
  const QImage plain = on.view.grab().toImage();
  const TracedMessage& first = on.line.trace().messages().front();
  const QPoint at = on.pane().place_of(first.id);
  on.point_at(at);
  ASSERT_EQ(on.selection.hovered().kind, Target::Kind::message);
  const auto kind = std::find_if(
      filter.parts().begin(), filter.parts().end(),
      [](const TrafficFilter::Part& p) { return p.kinds == std::vector<std::string>{"prepare"}; });
  ASSERT_NE(kind, filter.parts().end());
  on.selection.hover({});
  filter.hide(*kind, true);
  EXPECT_NE(on.view.grab().toImage(), plain);
  EXPECT_TRUE(on.view.filter()->isChecked());
  on.point_at(at);
  EXPECT_NE(on.selection.hovered().kind, Target::Kind::message);
  on.selection.hover({});
  filter.show_all();
  EXPECT_EQ(on.view.grab().toImage(), plain);
}

TEST(TrafficFilter, is_remembered_and_shared) {
  TrafficFilter first;
  first.remember();
  const DiagramOnScreen on;
  const Cluster& world = on.history.world();
  first.set_protocol(world.protocol->info(), world.shape());
  first.hide(first.parts().back(), true);
  TrafficFilter second;
  second.remember();
  second.set_protocol(world.protocol->info(), world.shape());
  EXPECT_TRUE(second.hides(second.parts().back()));
  TrafficFilter third;
  third.set_protocol(world.protocol->info(), world.shape());
  third.share_with(first);
  EXPECT_TRUE(third.hides_any());
  third.show_all();
  EXPECT_FALSE(first.hides_any());
}

TEST(Diagram, keys_zoom_and_fit) {
  DiagramOnScreen on;
  const double usual = on.pane().step();
  QTest::keyClick(&on.pane(), Qt::Key_Plus);
  EXPECT_GT(on.pane().step(), usual);
  QTest::keyClick(&on.pane(), Qt::Key_Minus);
  EXPECT_NEAR(on.pane().step(), usual, 1e-6);
  on.view.resize(420, 260);
  QTest::mouseClick(&on.view.fit(), Qt::LeftButton);
  EXPECT_LT(on.pane().step(), usual);
  EXPECT_EQ(on.pane().horizontalScrollBar()->maximum(), 0);
}

TEST(Diagram, a_turned_wheel_with_control_zooms_at_the_pointer) {
  DiagramOnScreen on;
  const QPoint before = on.pane().place_of(on.moment(6));
  QWheelEvent wheel(before, on.pane().viewport()->mapToGlobal(before), {}, {0, 240}, Qt::NoButton,
                    Qt::ControlModifier, Qt::NoScrollPhase, false);
  QApplication::sendEvent(on.pane().viewport(), &wheel);
  EXPECT_GT(on.pane().step(), 60);
  EXPECT_NEAR(on.pane().place_of(on.moment(6)).x(), before.x(), 2);
}

TEST(Diagram, keys_go_from_event_to_event_and_along_arrows) {
  DiagramOnScreen on;
  QSignalSpy asked(&on.view, &DiagramView::moment_requested);
  const auto hovered = [&] { return on.selection.hovered(); };
  on.selection.hover(Target::at_event(on.moment(4)));
  QTest::keyClick(&on.pane(), Qt::Key_Left);
  EXPECT_EQ(hovered(), Target::at_event(on.moment(3)));
  QTest::keyClick(&on.pane(), Qt::Key_Up);
  EXPECT_EQ(hovered(), Target::at_event(on.moment(1)));
  QTest::keyClick(&on.pane(), Qt::Key_Down);
  EXPECT_EQ(hovered(), Target::at_event(on.moment(2)));
  EXPECT_EQ(asked.size(), 0);
  QTest::keyClick(&on.pane(), Qt::Key_Return);
  ASSERT_EQ(asked.size(), 1);
  EXPECT_EQ(asked[0][0].value<MomentId>(), on.moment(2));
}

TEST(Diagram, follows_the_present_no_further_than_it_must) {
  DiagramOnScreen on;
  on.view.resize(420, 260);
  on.show();
  QScrollBar* bar = on.pane().horizontalScrollBar();
  EXPECT_GT(bar->value(), 0);
  const int at_end = bar->value();
  on.history.seek(on.moment(1));
  on.show();
  const int at_begin = bar->value();
  EXPECT_LT(at_begin, at_end);
  on.history.seek(on.moment(2));
  on.show();
  EXPECT_EQ(bar->value(), at_begin);
}

TEST(Diagram, the_rest_fades_while_something_is_explained) {
  DiagramOnScreen on;
  const QImage plain = on.view.grab().toImage();
  Why why;
  why.slice = {1, 2};
  on.reason.show(why, on.history, on.history.present());
  EXPECT_NE(on.view.grab().toImage(), plain);
  on.reason.clear();
  EXPECT_EQ(on.view.grab().toImage(), plain);
}

TEST(Diagram, tells_the_present_event_to_who_can_not_see_it) {
  DiagramOnScreen on;
  on.history.seek(on.moment(2));
  on.show();
  EXPECT_TRUE(on.pane().accessibleDescription().contains("2 of"))
      << qPrintable(on.pane().accessibleDescription());
  for (QToolButton* tool : {&on.view.turn(), &on.view.by_time(), &on.view.zoom_in(),
                            &on.view.zoom_out(), &on.view.fit()}) {
    EXPECT_FALSE(tool->toolTip().isEmpty());
    EXPECT_FALSE(tool->accessibleName().isEmpty());
  }
}

TEST(Diagram, hidden_answers_hide_the_future) {
  DiagramOnScreen on;
  on.history.seek(on.moment(4));
  Frame frame = on.frame.at(on.history);
  frame.answers_hidden = true;
  on.view.show_frame(frame);
  on.point_at(on.pane().place_of(on.moment(6)));
  EXPECT_NE(on.selection.hovered(), Target::at_event(on.moment(6)));
  on.point_at(on.pane().place_of(on.moment(3)));
  EXPECT_EQ(on.selection.hovered(), Target::at_event(on.moment(3)));
}

}  // namespace
}  // namespace synod::views
