// Clients along time: what the lanes show, and what clicks and keys on them do.
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <gmock/gmock.h>

#include "protocols/log_options.h"
#include "tests/places.h"
#include "tests/views/panels_world.h"
#include "tutorials/scenario_file.h"
#include "views/clients/clients_view.h"
#include "views/why/question.h"

namespace synod::views {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

History scenario(const std::string& name) {
  Verdict verdict =
      verify(std::filesystem::path(SYNOD_SOURCE_DIR) / "tutorials/scenarios" / (name + ".synod"),
             find_protocol);
  EXPECT_TRUE(verdict.passed()) << name;
  return std::move(*verdict.history);
}

History textbook(const std::string& name) {
  return scenario("textbook/" + name);
}

History multi(Shape shape, Options options = {}) {
  Setup setup;
  setup.protocol = "multi";
  setup.shape = shape;
  setup.options = options;
  return History(make_cluster(*find_protocol("multi"), setup));
}

Options detecting(Options options) {
  options.own.set(log_options::detector, Detector::fixed);
  return options;
}

/// Three replicas and two clients that ask again and again.
History busy(int events) {
  History history = multi({.together = 3, .clients = 2}, detecting({.load = 40}));
  while (events-- > 0 && history.step()) {
  }
  return history;
}

struct Desk {
  explicit Desk(History run, QSize size = {900, 200}) : history(std::move(run)) {
    line.set_history(&history);
    view.resize(size);
    view.show();
    show();
  }
  void show(bool hidden = false) {
    Frame frame = frame_of.at(history);
    frame.answers_hidden = hidden;
    view.show_frame(frame);
    QCoreApplication::processEvents();
  }
  void go_to(EventNumber number) {
    history.seek(history.line()[number]);
    show();
  }
  ClientsPane& pane() { return view.pane(); }
  const Observer& truth() const { return history.world().observer; }
  QPoint middle(OperationRef name) { return pane().box_of(name).center().toPoint(); }
  void point(QPoint at) { QTest::mouseMove(pane().viewport(), at); }
  EventNumber event_of(MomentId moment) const { return history.moment(moment).depth; }
  /// How many pixels of about that colour a box of the picture has.
  int pixels(const QRectF& box, const QColor& color) {
    const QImage image = pane().viewport()->grab().toImage();
    int count = 0;
    for (int y = static_cast<int>(box.top()); y < box.bottom(); ++y)
      for (int x = static_cast<int>(box.left()); x < box.right(); ++x) {
        if (!image.rect().contains(x, y)) continue;
        const QColor seen = image.pixelColor(x, y);
        count += std::abs(seen.red() - color.red()) + std::abs(seen.green() - color.green()) +
                     std::abs(seen.blue() - color.blue()) <
                 40;
      }
    return count;
  }

  History history;
  FrameOf frame_of;
  Selection selection;
  Reason reason;
  LineTrace line;
  ClientsView view{&selection, &reason, &line};
};

constexpr OperationRef client_operation(std::uint32_t place) {
  return {false, place};
}

// --- Lanes -------------------------------------------------------------------------------------

std::vector<std::string> names_of(const ClientLanes& lanes, const Shape& shape) {
  std::vector<std::string> names;
  for (const ClientRow& row : lanes.rows())
    names.push_back(shape.name(row.node) + (row.by_hand ? " by hand" : "") +
                    (row.first ? "" : " again"));
  return names;
}

TEST(ClientLanes, have_a_row_for_each_client_and_one_for_each_replica_asked_by_hand) {
  const History history = textbook("MP-07b");
  ClientLanes lanes;
  lanes.take(history.world(), false);
  EXPECT_THAT(names_of(lanes, history.world().shape()),
              ElementsAre("C1", "C2", "N1 by hand", "N2 by hand"));
}

TEST(ClientLanes, put_what_is_asked_at_the_same_time_below_one_another) {
  History history = multi({.together = 3, .clients = 1});
  for (int i = 0; i < 6; ++i)
    ASSERT_TRUE(history.act(actions::propose(node(1), Text("x=" + std::to_string(i)))));
  ClientLanes lanes;
  lanes.take(history.world(), false);
  EXPECT_THAT(
      names_of(lanes, history.world().shape()),
      ElementsAre("C1", "N2 by hand", "N2 by hand again", "N2 by hand again", "N2 by hand again"));
}

TEST(ClientLanes, that_grow_with_a_run_are_those_of_the_whole_run) {
  History history = busy(1'500);
  ASSERT_TRUE(history.act(actions::propose(node(2), "x=7")));
  ASSERT_TRUE(history.act(actions::propose(node(0), "x=8")));
  ClientLanes grown;
  for (MomentId id : history.line()) grown.take(history.world_at(id), id != 0);
  ClientLanes whole;
  whole.take(history.world(), false);
  ASSERT_EQ(grown.rows().size(), whole.rows().size());
  EXPECT_GT(whole.size(), 20u);
  for (std::size_t row = 0; row < whole.rows().size(); ++row) {
    EXPECT_EQ(grown.rows()[row].operations, whole.rows()[row].operations);
    for (std::size_t i = 0; i < whole.rows()[row].operations.size(); ++i) {
      EXPECT_EQ(grown.bar(row, i).from, whole.bar(row, i).from);
      EXPECT_EQ(grown.bar(row, i).to, whole.bar(row, i).to);
    }
  }
}

TEST(ClientLanes, let_an_operation_without_an_answer_run_on_to_the_end) {
  History history = multi({.together = 3, .clients = 1});
  ASSERT_TRUE(history.act(actions::propose(node(3), "x=1")));
  ASSERT_TRUE(history.act({.verb = Verb::heal_all, .at = SimTime{500}}));
  ClientLanes lanes;
  lanes.take(history.world(), false);
  EXPECT_TRUE(lanes.bar(0, 0).open);
  EXPECT_EQ(lanes.bar(0, 0).to.ms, 500);
}

TEST(ClientLanes, find_each_operation_and_the_first_bar_after_a_time) {
  const History history = busy(1'500);
  ClientLanes lanes;
  lanes.take(history.world(), false);
  for (std::uint32_t i = 0; i < history.world().observer.operations().size(); ++i) {
    const auto place = lanes.find(client_operation(i));
    ASSERT_TRUE(place);
    EXPECT_EQ(lanes.rows()[place->first].operations[place->second], client_operation(i));
  }
  EXPECT_FALSE(lanes.find(client_operation(100'000)));
  for (std::int64_t time = 0; time < lanes.end().ms; time += 77) {
    const std::size_t first = lanes.first_after(0, {time});
    if (first > 0) {
      EXPECT_LT(lanes.bar(0, first - 1).to.ms, time);
    }
    if (first < lanes.rows()[0].operations.size()) {
      EXPECT_GE(lanes.bar(0, first).to.ms, time);
    }
  }
}

TEST(ClientBars, say_what_was_read_or_written) {
  Operation operation;
  operation.command = "C1.4 x=5";
  operation.result = "ok";
  EXPECT_EQ(bar_text(operation, true), "x = 5");
  operation.command = "C1.4 x?";
  operation.result = "5";
  EXPECT_EQ(bar_text(operation, true), "x? → 5");
  EXPECT_EQ(bar_text(operation, false), "x?");
  operation.command = "x+=2";
  EXPECT_EQ(bar_text(operation, true), "x += 2 → 5");
  operation.command = "C1.4 blue sky";
  EXPECT_EQ(bar_text(operation, true), "blue sky");
}

// --- The view ----------------------------------------------------------------------------------

TEST(ClientsView, is_there_only_where_a_protocol_has_clients) {
  for (const bool any : {false, true}) {
    Selection selection;
    Reason reason;
    LineTrace line;
    ClientsView view(&selection, &reason, &line);
    QSignalSpy told(&view, &ClientsView::available);
    History history = any ? multi({.together = 3}) : adopted_value_run();
    line.set_history(&history);
    FrameOf frame_of;
    view.show_frame(frame_of.at(history));
    view.show_frame(frame_of.at(history));
    ASSERT_EQ(told.size(), 1) << "it is said once";
    EXPECT_EQ(told[0][0].toBool(), any);
  }
}

TEST(ClientsView, marks_what_has_no_order_and_says_why_from_the_violation_on) {
  Desk desk(textbook("MP-07b"));
  const Violation* violation = desk.truth().violation("linearizable");
  ASSERT_NE(violation, nullptr);
  const EventNumber at = violation->at;
  const OperationRef read = desk.truth().without_order().back();
  EXPECT_TRUE(desk.view.verdict().isVisible());
  EXPECT_EQ(desk.view.verdict().text(),
            "Not linearizable: C1 read x = 1 after x=2 of C2 had been answered.");
  EXPECT_TRUE(desk.view.why_button().isVisible());
  const QColor bad = Theme::light().bad;
  EXPECT_GT(desk.pixels(desk.pane().box_of(read), bad), 60) << "a frame and a sign";
  desk.go_to(at - 1);
  EXPECT_FALSE(desk.view.verdict().isVisible());
  EXPECT_LT(desk.pixels(desk.pane().box_of(read), bad), 20);
}

TEST(ClientsView, says_nothing_where_all_is_in_order) {
  Desk desk(busy(1'000));
  EXPECT_FALSE(desk.view.verdict().isVisible());
  EXPECT_FALSE(desk.view.why_button().isVisible());
}

TEST(ClientsView, asks_why_by_its_button) {
  Desk desk(textbook("MP-07b"));
  QSignalSpy asked(&desk.view, &ClientsView::violation_asked);
  QTest::mouseClick(&desk.view.why_button(), Qt::LeftButton);
  EXPECT_EQ(asked.size(), 1);
}

TEST(ClientsPane, points_at_the_answer_and_lights_all_events_of_an_operation) {
  Desk desk(busy(800));
  const Operation& operation = desk.truth().operations()[2];
  ASSERT_TRUE(operation.answered && operation.effect_at != 0);
  desk.pane().bring_into_sight(client_operation(2));
  const QRectF box = desk.pane().box_of(client_operation(2));
  desk.point((box.topRight() + QPointF(-1, box.height() / 2)).toPoint());
  const Target target = desk.selection.hovered();
  ASSERT_TRUE(target.operation);
  EXPECT_EQ(desk.event_of(target.moment), operation.answered_at);
  std::vector<EventNumber> events;
  for (MomentId moment : moments_of(target, desk.history)) events.push_back(desk.event_of(moment));
  EXPECT_THAT(events, ::testing::UnorderedElementsAre(operation.asked_at, operation.effect_at,
                                                      operation.answered_at));
  desk.point((box.topLeft() + QPointF(1, box.height() / 2)).toPoint());
  EXPECT_EQ(desk.event_of(desk.selection.hovered().moment), operation.asked_at);
  desk.point({5, 5});
  EXPECT_FALSE(desk.selection.hovered().exists());
}

TEST(ClientsPane, a_click_goes_to_the_event_and_with_ctrl_it_is_pinned) {
  Desk desk(busy(800));
  QSignalSpy asked(&desk.view, &ClientsView::moment_requested);
  desk.pane().bring_into_sight(client_operation(1));
  QTest::mouseClick(desk.pane().viewport(), Qt::LeftButton, {}, desk.middle(client_operation(1)));
  ASSERT_EQ(asked.size(), 1);
  QTest::mouseClick(desk.pane().viewport(), Qt::LeftButton, Qt::ControlModifier,
                    desk.middle(client_operation(1)));
  EXPECT_EQ(asked.size(), 1);
  EXPECT_EQ(desk.selection.pinned().operation, client_operation(1));
}

TEST(ClientsPane, goes_from_operation_to_operation_by_keys) {
  Desk desk(busy(1'000));
  QSignalSpy asked(&desk.view, &ClientsView::moment_requested);
  desk.pane().setFocus(Qt::TabFocusReason);
  QTest::keyClick(&desk.pane(), Qt::Key_Home);
  const auto focused = [&] { return desk.selection.hovered().operation; };
  EXPECT_EQ(focused(), desk.pane().lanes().rows()[0].operations.front());
  QTest::keyClick(&desk.pane(), Qt::Key_Right);
  EXPECT_EQ(focused(), desk.pane().lanes().rows()[0].operations[1]);
  QTest::keyClick(&desk.pane(), Qt::Key_Down);
  ASSERT_TRUE(focused());
  EXPECT_EQ(desk.truth().operation(*focused()).client, node(4));
  QTest::keyClick(&desk.pane(), Qt::Key_Return);
  EXPECT_EQ(asked.size(), 1);
  EXPECT_THAT(desk.pane().accessibleDescription().toStdString(), HasSubstr("C2"));
}

TEST(ClientsPane, hides_what_is_still_to_come_while_a_class_is_asked) {
  Desk desk(textbook("MP-07b"), {1'600, 260});
  const OperationRef read = desk.truth().without_order().back();
  const Operation operation = desk.truth().operation(read);
  desk.history.seek(desk.history.line()[operation.answered_at - 1]);
  desk.show(true);
  EXPECT_FALSE(desk.view.verdict().isVisible());
  desk.point(desk.middle(read));
  const Target target = desk.selection.hovered();
  EXPECT_NE(desk.event_of(target.moment), operation.answered_at);
  for (MomentId other : target.others) EXPECT_NE(desk.event_of(other), operation.answered_at);
  desk.history.seek(desk.history.line()[operation.asked_at - 1]);
  desk.show(true);
  desk.point({5, 5});
  desk.point(desk.middle(read));
  EXPECT_FALSE(desk.selection.hovered().exists());
}

TEST(ClientsPane, stands_a_short_run_along_the_whole_lanes) {
  Desk desk(scenario("wrong/WV-12"));
  const auto& layout = desk.pane().layout_shown();
  EXPECT_EQ(desk.pane().horizontalScrollBar()->maximum(), 0);
  const double end = layout.x(static_cast<double>(desk.history.world().now.ms));
  EXPECT_GT(end, layout.field().left() + layout.field().width() * 0.8);
}

TEST(ClientsPane, says_beside_a_short_bar_what_has_no_room_on_it) {
  Desk desk(scenario("wrong/WV-12"), {1'200, 200});
  const QRectF read = desk.pane().box_of(client_operation(0));
  ASSERT_LT(read.width(), 50) << "too short for a sign and x? = 1";
  const QRectF beside(read.right() + 8, read.top() + 4, 80, read.height() - 8);
  EXPECT_GT(desk.pixels(beside, Theme::light().text), 20);
}

TEST(ClientsPane, zooms_and_fits_and_keeps_the_present_in_sight) {
  Desk desk(busy(3'000));
  const auto& layout = desk.pane().layout_shown();
  const auto present = [&] { return layout.x(static_cast<double>(desk.history.world().now.ms)); };
  EXPECT_GT(present(), layout.field().left());
  EXPECT_LT(present(), layout.field().right())
      << desk.pane().horizontalScrollBar()->value() << " of "
      << desk.pane().horizontalScrollBar()->maximum();
  const double before = layout.step;
  desk.view.zoom_in().click();
  EXPECT_GT(layout.step, before);
  desk.view.fit().click();
  EXPECT_EQ(desk.pane().horizontalScrollBar()->maximum(), 0);
  desk.view.zoom_in().click();
  EXPECT_GT(desk.pane().horizontalScrollBar()->maximum(), 0);
  desk.go_to(1);
  EXPECT_GE(present(), layout.field().left());
}

TEST(ClientsPane, draws_the_same_picture_of_the_same_moment_however_it_was_reached) {
  Desk played(busy(600));
  Desk jumped(busy(600));
  jumped.go_to(5);
  jumped.go_to(600);
  const auto picture = [](Desk& desk) {
    QImage image(900, 180, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    desk.pane().horizontalScrollBar()->setValue(0);
    desk.pane().paint_as(painter, image.size());
    return image;
  };
  EXPECT_EQ(picture(played), picture(jumped));
}

// --- Why ---------------------------------------------------------------------------------------

TEST(WhyOfOperations, without_an_order_is_that_of_the_violation) {
  Desk desk(textbook("MP-07b"));
  const OperationRef read = desk.truth().without_order().back();
  const auto question =
      question_about(Target::at_operation(read, desk.history.present(), {}), desk.line);
  ASSERT_TRUE(question);
  EXPECT_EQ(question->fact,
            Fact::of_violation(desk.truth().operation(read).answered_at, "linearizable"));
  const auto why = answer_to(*question, run_of(desk.history, question->moment), nullptr);
  ASSERT_TRUE(why) << why.error().str();
  EXPECT_EQ(why->answer.str(), "C1 read x = 1 after x=2 of C2 had been answered.");
  EXPECT_LT(why->slice.size(), desk.history.line().size() - 1) << "not everything is needed";
}

TEST(WhyOfOperations, that_wait_is_why_their_client_has_no_answer) {
  Desk desk(textbook("MP-07"));
  const auto question = question_about(
      Target::at_operation(client_operation(0), desk.history.line()[1], {}), desk.line);
  ASSERT_TRUE(question);
  EXPECT_FALSE(question->fact);
  EXPECT_EQ(question->client, desk.truth().operations()[0].client);
}

}  // namespace
}  // namespace synod::views
