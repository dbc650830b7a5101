// Canvas as a widget: every gesture and key becomes the action that it stands for.
#include "views/canvas/canvas.h"

#include <QMenu>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/views/canvas_scene.h"

using namespace synod;
using namespace synod::views;
using namespace synod::views::testing_stage;

namespace {

class CanvasTest : public testing::Test {
 protected:
  CanvasTest() : scene(apart(2, 3, 1)), canvas(&selection) {
    scene.propose("P1", "blue");
    canvas.resize(1280, 720);
    QObject::connect(&canvas, &Canvas::action_requested, &canvas,
                     [this](const Action& action) { asked.push_back(action); });
    QObject::connect(&canvas, &Canvas::refused, &canvas,
                     [this](const QString& why) { refusals << why; });
    canvas.show();
    show();
  }

  void show() { canvas.show_frame(scene.frame()); }
  QWidget* ground() { return canvas.viewport(); }
  MessageId message_to(const char* name) {
    for (const Message& m : scene.world.in_flight)
      if (m.to == scene.node(name)) return m.id;
    return {};
  }
  void click(QPoint at, Qt::KeyboardModifiers keys = {}, Qt::MouseButton button = Qt::LeftButton) {
    QTest::mouseClick(ground(), button, keys, at);
  }
  void drag(QPoint from, QPoint to, Qt::MouseButton button) {
    QTest::mousePress(ground(), button, {}, from);
    // Moved by hand: a plain mouseMove carries no pressed button.
    for (const QPoint at : {from + (to - from) / 2, to}) {
      QMouseEvent move(QEvent::MouseMove, at, ground()->mapToGlobal(at), Qt::NoButton, button, {});
      QCoreApplication::sendEvent(ground(), &move);
    }
    QTest::mouseRelease(ground(), button, {}, to);
  }
  void hover(QPoint at) {
    QMouseEvent move(QEvent::MouseMove, at, ground()->mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                     {});
    QCoreApplication::sendEvent(ground(), &move);
  }
  /// The one action that was asked for.
  Action only() {
    EXPECT_EQ(asked.size(), 1U);
    return asked.empty() ? Action{} : asked.front();
  }
  QAction* menu_entry(const QString& text) {
    auto* menu = canvas.findChild<QMenu*>("canvas_menu");
    if (menu == nullptr) return nullptr;
    for (QAction* entry : menu->actions())
      if (entry->text().startsWith(text)) return entry;
    return nullptr;
  }

  Selection selection;
  Scene scene;
  Canvas canvas;
  std::vector<Action> asked;
  QStringList refusals;
};

}  // namespace

TEST_F(CanvasTest, a_click_on_a_node_crashes_it_and_again_restarts_it) {
  const NodeId a2 = scene.node("A2");
  click(canvas.node_point(a2));
  EXPECT_EQ(only(), actions::on_node(Verb::crash, a2));
  scene.act(asked.front());
  show();
  asked.clear();
  click(canvas.node_point(a2));
  EXPECT_EQ(only(), actions::on_node(Verb::restart, a2));
}

TEST_F(CanvasTest, a_click_with_shift_on_a_node_wipes_its_disk) {
  click(canvas.node_point(scene.node("A2")), Qt::ShiftModifier);
  EXPECT_EQ(only(), actions::on_node(Verb::wipe, scene.node("A2")));
}

TEST_F(CanvasTest, a_click_on_a_disk_harms_nobody) {
  const QRectF card = canvas.layout_shown().node(scene.node("A2")).card;
  click(canvas.mapFromScene(card.center()));
  EXPECT_TRUE(asked.empty());
}

TEST_F(CanvasTest, a_click_on_a_link_cuts_it_and_again_heals_it) {
  const NodeId a3 = scene.node("A3");
  const NodeId l1 = scene.node("L1");
  click(canvas.link_point(a3, l1));
  EXPECT_EQ(only(), actions::on_link(Verb::cut, a3, l1, true));
  scene.act(asked.front());
  show();
  asked.clear();
  click(canvas.link_point(a3, l1));
  EXPECT_EQ(only().verb, Verb::heal);
  EXPECT_TRUE(only().both_ways);
}

TEST_F(CanvasTest, a_click_with_shift_cuts_the_direction_of_the_nearer_end_alone) {
  const NodeId a3 = scene.node("A3");
  const NodeId l1 = scene.node("L1");
  click(canvas.link_point(l1, a3), Qt::ShiftModifier);
  EXPECT_EQ(only(), actions::on_link(Verb::cut, l1, a3, false));
}

TEST_F(CanvasTest, a_click_on_a_message_drops_it) {
  const MessageId id = message_to("A2");
  click(canvas.message_point(id));
  EXPECT_EQ(only(), actions::on_message(Verb::drop, id));
}

TEST_F(CanvasTest, a_message_over_a_node_takes_the_click) {
  // A message that has come all the way stands over its receiver.
  const MessageId id = message_to("A2");
  Scene after = scene;
  ASSERT_TRUE(after.deliver(0, "P1", "A2"));
  Frame frame = scene.frame();
  frame.next = &*after.last;
  frame.progress = 1;
  canvas.show_frame(frame);
  const QPoint over = canvas.lane_point(scene.node("P1"), scene.node("A2"), 1) + QPoint(8, 0);
  click(over);
  EXPECT_EQ(only(), actions::on_message(Verb::drop, id));
}

TEST_F(CanvasTest, a_node_over_a_link_takes_the_click) {
  const NodeId a1 = scene.node("A1");
  const QPointF middle = canvas.layout_shown().node(a1).center;
  const QPointF towards = canvas.layout_shown().node(scene.node("L1")).center - middle;
  const double inside = canvas.layout_shown().node(a1).radius * 0.8;
  click(canvas.mapFromScene(middle + towards / std::hypot(towards.x(), towards.y()) * inside));
  EXPECT_EQ(only(), actions::on_node(Verb::crash, a1));
}

TEST_F(CanvasTest, a_message_is_held_where_it_is_let_go) {
  QObject::connect(&canvas, &Canvas::action_requested, &canvas, [this](const Action& action) {
    scene.act(action);
    show();
  });
  const MessageId id = message_to("A2");
  const QPoint from = canvas.message_point(id);
  const QPoint to = from + QPoint(40, 150);
  drag(from, to, Qt::LeftButton);
  EXPECT_EQ(only(), actions::on_message(Verb::hold, id));
  EXPECT_LT((canvas.message_point(id) - to).manhattanLength(), 8);
  show();
  EXPECT_LT((canvas.message_point(id) - to).manhattanLength(), 8);
}

TEST_F(CanvasTest, a_message_that_is_dragged_over_its_receiver_is_delivered) {
  const MessageId id = message_to("A2");
  drag(canvas.message_point(id), canvas.node_point(scene.node("A2")), Qt::LeftButton);
  EXPECT_EQ(only(), actions::on_message(Verb::deliver, id));
}

TEST_F(CanvasTest, a_message_that_is_dragged_over_another_node_is_not_delivered) {
  const MessageId id = message_to("A2");
  drag(canvas.message_point(id), canvas.node_point(scene.node("A1")), Qt::LeftButton);
  EXPECT_EQ(only(), actions::on_message(Verb::hold, id));
}

TEST_F(CanvasTest, a_near_miss_takes_the_message_and_never_moves_the_ground) {
  const MessageId id = message_to("A2");
  canvas.zoom_in();
  canvas.zoom_in();
  QPoint miss;
  for (const Envelope& e : canvas.picture_shown().envelopes)
    if (e.id == id) {
      const double half = envelope_height / 2 * canvas.layout_shown().scale;
      miss = canvas.mapFromScene(e.at + QPointF(0, half)) + QPoint(0, 5);
    }
  const QPoint node = canvas.node_point(scene.node("A2"));
  drag(miss, miss + QPoint(30, 30), Qt::LeftButton);
  EXPECT_EQ(only(), actions::on_message(Verb::hold, id));
  EXPECT_EQ(canvas.node_point(scene.node("A2")), node);
}

TEST_F(CanvasTest, escape_puts_a_message_back_as_if_it_had_not_been_touched) {
  const MessageId id = message_to("A2");
  const QPoint from = canvas.message_point(id);
  QSignalSpy carrying(&canvas, &Canvas::carrying);
  QTest::mousePress(ground(), Qt::LeftButton, {}, from);
  const QPoint to = from + QPoint(90, 60);
  QMouseEvent move(QEvent::MouseMove, to, ground()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                   {});
  QCoreApplication::sendEvent(ground(), &move);
  EXPECT_LT((canvas.message_point(id) - to).manhattanLength(), 8);
  QTest::keyClick(&canvas, Qt::Key_Escape);
  EXPECT_LT((canvas.message_point(id) - from).manhattanLength(), 8);
  QTest::mouseRelease(ground(), Qt::LeftButton, {}, to);
  EXPECT_TRUE(asked.empty());
  ASSERT_EQ(carrying.size(), 2);
  EXPECT_EQ(carrying[0][0], true);
  EXPECT_EQ(carrying[1][0], false);
}

TEST_F(CanvasTest, what_a_filter_hides_is_counted_and_can_neither_be_seen_nor_hit) {
  TrafficFilter filter;
  canvas.set_filter(&filter);
  show();
  const MessageId id = message_to("A2");
  const QPoint at = canvas.message_point(id);
  const auto part = std::find_if(
      filter.parts().begin(), filter.parts().end(),
      [](const TrafficFilter::Part& p) { return p.kinds == std::vector<std::string>{"prepare"}; });
  ASSERT_NE(part, filter.parts().end());
  filter.hide(*part, true);
  EXPECT_EQ(canvas.picture_shown().hidden, 3u);
  EXPECT_EQ(canvas.tools().filter_button()->text(), "3 hidden");
  EXPECT_EQ(canvas.message_point(id), QPoint(-1, -1));
  hover(at);
  EXPECT_NE(selection.hovered().kind, Target::Kind::message);
  canvas.mark_first_message();
  EXPECT_FALSE(canvas.focused().exists());
  // Whoever is asked for a message sees them all.
  canvas.ask_for(Target::Kind::message);
  EXPECT_EQ(canvas.message_point(id), at);
  canvas.ask_for(Target::Kind::none);
  filter.show_all();
  EXPECT_EQ(canvas.picture_shown().hidden, 0u);
  EXPECT_EQ(canvas.message_point(id), at);
}

TEST_F(CanvasTest, the_words_of_a_message_tell_what_its_letters_stand_for) {
  canvas.mark_first_message();
  EXPECT_TRUE(canvas.accessibleDescription().contains(
      "1a is Prepare: A proposer asks for promises at its ballot."))
      << canvas.accessibleDescription().toStdString();
}

TEST_F(CanvasTest, dragging_a_held_message_to_its_receiver_delivers_it) {
  const MessageId id = message_to("A2");
  scene.act(actions::on_message(Verb::hold, id));
  show();
  drag(canvas.message_point(id), canvas.node_point(scene.node("A2")), Qt::LeftButton);
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[0], actions::on_message(Verb::release, id));
  EXPECT_EQ(asked[1], actions::on_message(Verb::deliver, id));
  for (const Action& action : asked) EXPECT_TRUE(scene.act(action));
}

TEST_F(CanvasTest, a_message_is_seen_where_it_is_carried) {
  const MessageId id = message_to("A2");
  const QPoint to = canvas.lane_point(scene.node("P1"), scene.node("A2"), 0.6);
  const QPoint from = canvas.message_point(id);
  QTest::mousePress(ground(), Qt::LeftButton, {}, from);
  QMouseEvent move(QEvent::MouseMove, to, ground()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                   {});
  QCoreApplication::sendEvent(ground(), &move);
  EXPECT_LT((canvas.message_point(id) - to).manhattanLength(), 8);
  QTest::mouseRelease(ground(), Qt::LeftButton, {}, to);
}

TEST_F(CanvasTest, a_right_drag_partitions_the_nodes_by_its_line) {
  const QPoint a = canvas.node_point(scene.node("A2"));
  const QPoint p = canvas.node_point(scene.node("P2"));
  const int x = (a.x() + p.x()) / 2;
  drag({x, 5}, {x, canvas.height() - 5}, Qt::RightButton);
  const Action action = only();
  EXPECT_EQ(action.verb, Verb::partition);
  EXPECT_EQ(action.side[scene.node("P1").index], action.side[scene.node("P2").index]);
  EXPECT_NE(action.side[scene.node("P1").index], action.side[scene.node("A1").index]);
  EXPECT_EQ(action.side[scene.node("L1").index], action.side[scene.node("A1").index]);
}

TEST_F(CanvasTest, a_line_beside_all_nodes_is_refused_with_a_reason) {
  drag({2, 5}, {2, canvas.height() - 5}, Qt::RightButton);
  EXPECT_TRUE(asked.empty());
  EXPECT_EQ(refusals.size(), 1);
}

TEST_F(CanvasTest, the_menu_of_a_message_has_what_can_be_done_with_it) {
  const MessageId id = message_to("A2");
  click(canvas.message_point(id), {}, Qt::RightButton);
  ASSERT_NE(menu_entry("Duplicate"), nullptr);
  EXPECT_EQ(menu_entry("Release"), nullptr);
  menu_entry("Duplicate")->trigger();
  EXPECT_EQ(only(), actions::on_message(Verb::duplicate, id));
}

TEST_F(CanvasTest, the_menu_of_a_link_delivers_again_what_it_delivered) {
  const MessageId id = message_to("A3");
  ASSERT_TRUE(scene.deliver(0, "P1", "A3"));
  const auto choices = choices_at(scene.world, Target::at_link(scene.node("P1"), scene.node("A3")));
  const Action again = actions::on_message(Verb::redeliver, id);
  EXPECT_TRUE(std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) {
    return choice.actions == std::vector<Action>{again};
  }));
}

TEST_F(CanvasTest, no_menu_offers_what_would_be_refused) {
  scene.deliver(0, "P1", "A2");
  scene.act(actions::on_node(Verb::crash, scene.node("A2")));
  scene.act(actions::on_link(Verb::cut, scene.node("P1"), scene.node("A3"), false));
  scene.act(actions::on_message(Verb::hold, message_to("A1")));
  scene.act(actions::on_node(Verb::pause, scene.node("A1")));
  scene.act(actions::on_node(Verb::pause, scene.node("P2")));
  std::vector<Target> targets;
  for (NodeId id : scene.world.shape().all()) targets.push_back(Target::at_node(id));
  targets.push_back(Target::at_link(scene.node("P1"), scene.node("A3")));
  for (const Message& m : scene.world.in_flight) targets.push_back(Target::at_message(m.id));
  for (const Target& target : targets)
    for (const Choice& choice : choices_at(scene.world, target)) {
      Cluster world = scene.world;
      for (const Action& action : choice.actions)
        EXPECT_FALSE(act(world, action)) << choice.text.toStdString();
    }
}

TEST_F(CanvasTest, propose_in_the_menu_asks_for_a_value) {
  QSignalSpy proposed(&canvas, &Canvas::propose_requested);
  click(canvas.node_point(scene.node("P2")), {}, Qt::RightButton);
  ASSERT_NE(menu_entry("Propose"), nullptr);
  menu_entry("Propose")->trigger();
  EXPECT_EQ(proposed.size(), 1);
}

TEST_F(CanvasTest, pointing_at_something_shows_it_and_ctrl_click_pins_it) {
  const NodeId a1 = scene.node("A1");
  hover(canvas.node_point(a1));
  EXPECT_EQ(selection.hovered(), Target::at_node(a1));
  click(canvas.node_point(a1), Qt::ControlModifier);
  EXPECT_EQ(selection.pinned(), Target::at_node(a1));
  EXPECT_TRUE(asked.empty());
}

TEST_F(CanvasTest, tab_goes_round_all_and_keys_act_on_what_has_the_focus) {
  canvas.setFocus();
  QTest::keyClick(&canvas, Qt::Key_Tab);
  EXPECT_EQ(canvas.focused(), Target::at_node({0}));
  QTest::keyClick(&canvas, Qt::Key_Tab);
  EXPECT_EQ(canvas.focused(), Target::at_node({1}));
  EXPECT_FALSE(canvas.accessibleDescription().isEmpty());
  canvas.do_there(PlaceCommand::kill);
  EXPECT_EQ(only(), actions::on_node(Verb::crash, {1}));
  asked.clear();
  canvas.mark_first_message();
  const MessageId first = scene.world.in_flight.front().id;
  EXPECT_EQ(canvas.focused(), Target::at_message(first));
  canvas.do_there(PlaceCommand::hold);
  EXPECT_EQ(only(), actions::on_message(Verb::hold, first));
  asked.clear();
  QTest::keyClick(&canvas, Qt::Key_Return);
  EXPECT_EQ(only(), actions::on_message(Verb::drop, first));
}

TEST_F(CanvasTest, a_click_marks_what_the_keys_act_on_and_the_pointer_takes_the_mark_along) {
  canvas.setFocus();
  QTest::keyClick(&canvas, Qt::Key_Tab);
  const NodeId a3 = scene.node("A3");
  click(canvas.node_point(a3));
  asked.clear();
  EXPECT_EQ(canvas.current(), Target::at_node(a3));
  canvas.do_there(PlaceCommand::kill);
  EXPECT_EQ(only(), actions::on_node(Verb::crash, a3));
  const NodeId a1 = scene.node("A1");
  hover(canvas.node_point(a1));
  EXPECT_EQ(canvas.current(), Target::at_node(a1));
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(&canvas, &leave);
  EXPECT_EQ(canvas.current(), Target::at_node(a3));
}

TEST_F(CanvasTest, what_is_marked_is_the_one_thing_that_is_outlined) {
  const QImage unmarked = canvas.grab().toImage();
  canvas.setFocus();
  QTest::keyClick(&canvas, Qt::Key_Tab);
  const QImage marked = canvas.grab().toImage();
  EXPECT_NE(marked, unmarked);
  canvas.clearFocus();
  EXPECT_EQ(canvas.grab().toImage(), marked) << "keys act on it still";
  QTest::keyClick(&canvas, Qt::Key_Escape);
  EXPECT_FALSE(canvas.current().exists());
  EXPECT_EQ(canvas.grab().toImage(), unmarked);
}

TEST_F(CanvasTest, a_key_that_can_do_nothing_where_the_mark_is_says_so) {
  QSignalSpy refused(&canvas, &Canvas::refused);
  canvas.do_there(PlaceCommand::drop);
  ASSERT_EQ(refused.size(), 1);
  EXPECT_TRUE(refused[0][0].toString().contains("Mark"));
  hover(canvas.node_point(scene.node("A1")));
  canvas.do_there(PlaceCommand::drop);
  ASSERT_EQ(refused.size(), 2);
  EXPECT_TRUE(refused[1][0].toString().contains("A1"));
  EXPECT_TRUE(asked.empty());
}

TEST_F(CanvasTest, z_pauses_a_node_and_resumes_it_there_and_at_a_message_that_waits_for_it) {
  const NodeId a2 = scene.node("A2");
  QAction pause("Pause");
  pause.setShortcut(Qt::Key_Z);
  canvas.set_place_actions({{PlaceCommand::pause, &pause}});
  hover(canvas.node_point(a2));
  canvas.do_there(PlaceCommand::pause);
  EXPECT_EQ(only(), actions::on_node(Verb::pause, a2));
  ASSERT_TRUE(scene.act(only()));
  show();
  asked.clear();
  canvas.do_there(PlaceCommand::pause);
  EXPECT_EQ(only(), actions::on_node(Verb::resume, a2));
  asked.clear();
  const MessageId id = message_to("A2");
  click(canvas.message_point(id), {}, Qt::RightButton);
  EXPECT_EQ(menu_entry("Deliver now"), nullptr);
  ASSERT_NE(menu_entry("Resume A2"), nullptr);
  EXPECT_TRUE(menu_entry("Resume A2")->text().endsWith("\tZ"));
  menu_entry("Resume A2")->trigger();
  EXPECT_EQ(only(), actions::on_node(Verb::resume, a2));
}

TEST_F(CanvasTest, a_paused_node_looks_and_is_told_like_no_other) {
  const NodeId a2 = scene.node("A2");
  const QImage running = canvas.grab().toImage();
  scene.act(actions::on_node(Verb::pause, a2));
  show();
  const QImage paused = canvas.grab().toImage();
  EXPECT_NE(paused, running);
  canvas.setFocus();
  canvas.mark_first_node();
  for (int i = 0; i < 3; ++i) QTest::keyClick(&canvas, Qt::Key_Tab);
  EXPECT_EQ(canvas.focused(), Target::at_node(a2));
  EXPECT_TRUE(canvas.accessibleDescription().startsWith(
      "A2 is paused: messages wait for it, its timers go off late. Z: resume."));
}

TEST_F(CanvasTest, a_message_that_is_carried_to_a_paused_node_says_why_it_waits) {
  scene.act(actions::on_node(Verb::pause, scene.node("A2")));
  show();
  const MessageId id = message_to("A2");
  canvas.setFocus();
  canvas.mark_first_message();
  while (canvas.focused() != Target::at_message(id)) QTest::keyClick(&canvas, Qt::Key_Tab);
  EXPECT_TRUE(canvas.accessibleDescription().contains(
      "It waits at the door of A2, which is paused. Z: resume A2."));
}

TEST_F(CanvasTest, the_focus_leaves_the_canvas_after_the_last_stop) {
  canvas.setFocus();
  for (std::size_t i = 0; i < 6 + 9 + 3; ++i) QTest::keyClick(&canvas, Qt::Key_Tab);
  EXPECT_EQ(canvas.focused().kind, Target::Kind::message);
  QTest::keyClick(&canvas, Qt::Key_Tab);
  EXPECT_FALSE(canvas.focused().exists());
}

TEST_F(CanvasTest, zoom_keeps_clicks_where_things_are) {
  canvas.zoom_in();
  canvas.zoom_in();
  const NodeId a2 = scene.node("A2");
  click(canvas.node_point(a2));
  EXPECT_EQ(only(), actions::on_node(Verb::crash, a2));
  canvas.zoom_reset();
  EXPECT_EQ(canvas.transform().m11(), 1);
}

TEST_F(CanvasTest, the_same_frame_gives_the_same_pixels) {
  const QImage one = canvas.grab().toImage();
  canvas.show_frame(scene.frame());
  EXPECT_EQ(canvas.grab().toImage(), one);
  Canvas other(&selection);
  other.resize(canvas.size());
  other.show();
  other.show_frame(scene.frame());
  EXPECT_EQ(other.grab().toImage(), one);
}

TEST_F(CanvasTest, a_moment_looks_the_same_reached_forward_or_backward) {
  const QImage before = canvas.grab().toImage();
  const Scene earlier = scene;
  scene.deliver(0, "P1", "A2");
  Frame glide = earlier.frame();
  glide.next = &*scene.last;
  const double from = static_cast<double>(earlier.world.now.ms);
  const double to = static_cast<double>(scene.last->time.ms);
  std::vector<QImage> forward;
  const auto at = [&](double progress) {
    glide.progress = progress;
    glide.now = from + (to - from) * progress;
    canvas.show_frame(glide);
    return canvas.grab().toImage();
  };
  for (const double progress : {0.25, 0.5, 0.9}) forward.push_back(at(progress));
  show();
  EXPECT_NE(canvas.grab().toImage(), before);
  EXPECT_EQ(at(0.9), forward[2]);
  EXPECT_EQ(at(0.5), forward[1]);
  EXPECT_EQ(at(0.25), forward[0]);
  EXPECT_NE(forward[0], forward[1]);
  canvas.show_frame(earlier.frame());
  EXPECT_EQ(canvas.grab().toImage(), before);
}

TEST(CanvasWithoutWorld, can_be_touched_without_harm) {
  Selection selection;
  Canvas canvas(&selection);
  canvas.resize(400, 300);
  canvas.show();
  QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, {100, 100});
  canvas.do_there(PlaceCommand::kill);
  canvas.zoom_in();
  EXPECT_FALSE(canvas.grab().isNull());
}
