// Layout of the canvas: nothing overlaps, whatever the shape and the room.
#include <QLineF>
#include <gtest/gtest.h>

#include "views/canvas/layout.h"

using namespace synod;
using namespace synod::views;

namespace {

std::vector<Shape> all_shapes() {
  std::vector<Shape> shapes;
  for (int n = 3; n <= 9; ++n) shapes.push_back({.together = static_cast<std::uint8_t>(n)});
  for (int p = 1; p <= 23; ++p)
    for (int a = 1; a + p <= 25; ++a)
      for (int l = 0; l + a + p <= 25; ++l)
        if (p + a + l >= 3)
          shapes.push_back({0, static_cast<std::uint8_t>(p), static_cast<std::uint8_t>(a),
                            static_cast<std::uint8_t>(l)});
  for (int clients = 1; clients <= 8; ++clients) {
    const auto c = static_cast<std::uint8_t>(clients);
    for (int n = 1; n <= 9; ++n)
      shapes.push_back({.together = static_cast<std::uint8_t>(n), .clients = c});
    for (int a = 1; a <= 9; a += 2) shapes.push_back({0, 2, static_cast<std::uint8_t>(a), 1, c});
  }
  return shapes;
}

std::vector<QRectF> parts(const NodePlace& node) {
  std::vector<QRectF> rects{node.circle()};
  if (!node.card.isEmpty()) rects.push_back(node.card);
  if (!node.caption.isEmpty()) rects.push_back(node.caption);
  return rects;
}

/// The names of two nodes that overlap, or what else is wrong; empty where nothing is.
std::string fault_of(const Layout& layout) {
  const QRectF ground(QPointF(0, 0), layout.size);
  for (NodeId a : layout.shape.all()) {
    for (const QRectF& part : parts(layout.node(a))) {
      if (!ground.contains(part)) return layout.shape.name(a) + " stands outside";
      if (part.intersects(layout.badge)) return layout.shape.name(a) + " is under the badge";
      for (NodeId b : layout.shape.all())
        for (const QRectF& other : parts(layout.node(b)))
          if (a < b && part.intersects(other))
            return layout.shape.name(a) + " overlaps " + layout.shape.name(b);
    }
  }
  return {};
}

std::string words(const Shape& s) {
  return std::to_string(s.together) + " together, " + std::to_string(s.proposers) + "P " +
         std::to_string(s.acceptors) + "A " + std::to_string(s.learners) + "L " +
         std::to_string(s.clients) + "C";
}

class LayoutAt : public testing::TestWithParam<QSizeF> {};

}  // namespace

TEST_P(LayoutAt, never_lets_nodes_overlap_from_3_to_25) {
  for (const Shape& shape : all_shapes()) {
    const Layout layout = lay_out(shape, GetParam());
    ASSERT_EQ(layout.nodes.size(), shape.size());
    ASSERT_EQ(fault_of(layout), "") << words(shape);
  }
}

TEST_P(LayoutAt, is_the_same_for_the_same_room) {
  const Shape shape{0, 3, 7, 2};
  const Layout one = lay_out(shape, GetParam());
  const Layout two = lay_out(shape, GetParam());
  EXPECT_EQ(one.size, two.size);
  for (NodeId id : shape.all()) EXPECT_EQ(one.node(id).bounds(), two.node(id).bounds());
}

INSTANTIATE_TEST_SUITE_P(Rooms, LayoutAt,
                         testing::Values(QSizeF(1280, 720), QSizeF(1920, 1080), QSizeF(700, 440),
                                         QSizeF(360, 240), QSizeF(500, 1000)));

TEST(Layout, of_nine_nodes_keeps_promised_and_accepted_in_a_window_of_1280_by_720) {
  for (std::uint8_t nodes = 3; nodes <= 9; ++nodes)
    for (const QSizeF canvas : {QSizeF(972, 330), QSizeF(1058, 346)}) {
      const Shape shape{.together = nodes};
      const Layout layout = lay_out(shape, canvas);
      EXPECT_EQ(layout.size, canvas) << "its letters are small";
      EXPECT_LE(layout.detail, Detail::compact) << int{nodes} << " at " << canvas.height();
      EXPECT_EQ(fault_of(layout), "") << int{nodes};
    }
}

TEST(Layout, keeps_its_letters_on_a_projector_up_to_nine_nodes) {
  // The canvas of a full screen of 1920x1080 at the text size of a projector.
  constexpr double text = 1.96;
  constexpr QSizeF canvas(1920, 702);
  for (std::uint8_t nodes = 3; nodes <= 9; ++nodes) {
    const Layout layout = lay_out({.together = nodes}, canvas, text);
    EXPECT_EQ(layout.size, canvas) << int{nodes};
    EXPECT_EQ(fault_of(layout), "") << int{nodes};
    EXPECT_GE(layout.badge.height() / 50 + 1e-9, std::min(layout.scale, 2.0)) << int{nodes};
  }
}

TEST(Layout, has_larger_letters_for_larger_text) {
  const std::vector<Shape> shapes{{0, 2, 3, 1}, {0, 3, 5, 2}, {.together = 5}, {.together = 9}};
  for (const QSizeF view : {QSizeF(990, 378), QSizeF(1076, 425), QSizeF(1630, 738)})
    for (const Shape& shape : shapes) {
      double before = 0;
      for (const double text : {1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5}) {
        const Layout layout = lay_out(shape, view, text);
        EXPECT_EQ(layout.size, view) << words(shape) << " at " << text;
        EXPECT_EQ(fault_of(layout), "") << words(shape) << " at " << text;
        EXPECT_GE(layout.scale, before) << words(shape) << " at " << text;
        before = layout.scale;
      }
      EXPECT_GT(before, lay_out(shape, view).scale) << words(shape);
    }
}

TEST(Layout, has_letters_of_eleven_pixels_for_25_nodes_on_a_large_screen) {
  const QSizeF view(1630, 738);
  const Layout layout = lay_out({0, 5, 15, 5}, view);
  EXPECT_EQ(layout.size, view);
  EXPECT_GE(layout.scale * 13, 11);
  EXPECT_NE(layout.detail, Detail::bare);
}

TEST(Layout, puts_the_first_of_a_ring_at_the_top) {
  const Layout layout = lay_out({.together = 5}, {1280, 720});
  for (NodeId id : layout.shape.all())
    EXPECT_GE(layout.node(id).center.y(), layout.node({0}).center.y());
  EXPECT_NEAR(layout.node({0}).center.x(), 640, 1);
}

TEST(Layout, puts_roles_apart_into_columns) {
  const Layout layout = lay_out({0, 2, 3, 1}, {1280, 720});
  for (NodeId p : layout.shape.with(Role::proposer))
    for (NodeId a : layout.shape.with(Role::acceptor))
      for (NodeId l : layout.shape.with(Role::learner)) {
        EXPECT_LT(layout.node(p).center.x(), layout.node(a).center.x());
        EXPECT_LT(layout.node(a).center.x(), layout.node(l).center.x());
      }
}

TEST(Layout, puts_clients_left_of_all_others) {
  for (const Shape& shape : {Shape{.together = 5, .clients = 2}, Shape{0, 2, 3, 1, 3}}) {
    const Layout layout = lay_out(shape, {1280, 720});
    for (NodeId client : shape.with(Role::client))
      for (NodeId other : shape.all() - shape.with(Role::client))
        EXPECT_LT(layout.node(client).bounds().right(), layout.node(other).bounds().left());
  }
}

TEST(Layout, fills_a_larger_room_with_larger_nodes) {
  const Shape shape{.together = 5};
  EXPECT_GT(lay_out(shape, {1920, 1080}).scale, lay_out(shape, {900, 500}).scale);
}

TEST(Layout, makes_the_scene_larger_than_a_view_with_too_little_room) {
  const QSizeF view(360, 240);
  const Layout layout = lay_out({0, 5, 15, 5}, view);
  EXPECT_GT(layout.size.height(), view.height());
  EXPECT_GE(layout.scale, 0.8);
}

TEST(Layout, shows_all_in_words_at_a_lecture_size) {
  EXPECT_EQ(lay_out({0, 2, 3, 1}, {1280, 720}).detail, Detail::full);
  EXPECT_EQ(lay_out({0, 2, 3, 1}, {800, 480}).detail, Detail::full);
  EXPECT_EQ(lay_out({.together = 5}, {1280, 720}).detail, Detail::full);
  EXPECT_EQ(lay_out({.together = 5, .clients = 3}, {1280, 720}).detail, Detail::full);
}

TEST(Layout, names_what_is_promised_and_accepted_on_the_smallest_screen) {
  // The canvas of a window of 1280x720 with the story below it, and of half a 1366x768 one.
  const QSizeF small(972, 330);
  const QSizeF half(530, 400);
  for (const Shape& shape :
       {Shape{0, 2, 3, 1}, Shape{0, 3, 5, 1}, Shape{.together = 3}, Shape{.together = 5}})
    EXPECT_NE(lay_out(shape, small).detail, Detail::bare);
  for (const Shape& shape : {Shape{0, 2, 3, 1}, Shape{.together = 3}})
    EXPECT_NE(lay_out(shape, half).detail, Detail::bare);
}

TEST(Lane, begins_clear_of_its_own_node_and_of_the_other_lanes_there) {
  const Layout layout = lay_out({.together = 5}, {1280, 720});
  const QSizeF envelope(envelope_width * layout.scale, envelope_height * layout.scale);
  const auto first = [&](NodeId to) {
    const QPointF at = layout.lane({0}, to).at(0);
    return QRectF(at - QPointF(envelope.width() / 2, envelope.height() / 2), envelope);
  };
  for (std::uint8_t a = 1; a < 5; ++a) {
    EXPECT_FALSE(first({a}).contains(layout.node({0}).center));
    for (std::uint8_t b = 1; b < a; ++b) EXPECT_FALSE(first({a}).intersects(first({b})));
  }
}

TEST(Lane, keeps_opposite_directions_apart) {
  const Layout layout = lay_out({0, 1, 1, 1}, {1280, 720});
  const QPointF there = layout.lane({0}, {1}).at(0.47);
  const QPointF back = layout.lane({1}, {0}).at(0.47);
  EXPECT_GT(QLineF(there, back).length(), envelope_height * layout.scale * 0.9);
}

TEST(Layout, of_many_acceptors_puts_them_in_two_columns_rather_than_shrink_letters) {
  // The canvas of a window of 1366x768.
  const QSizeF view(1075, 425);
  const Layout layout = lay_out({0, 3, 19, 3}, view);
  EXPECT_TRUE(layout.split);
  EXPECT_GE(layout.scale * 13 * view.height() / layout.size.height(), 9);
  EXPECT_EQ(layout.detail, Detail::compact);
  EXPECT_FALSE(lay_out({0, 2, 5, 1}, view).split);
  const QSizeF large(1630, 738);
  EXPECT_EQ(lay_out({0, 3, 19, 3}, large).size, large);
}

TEST(Lane, past_a_column_of_acceptors_keeps_waiting_messages_off_them) {
  const Layout layout = lay_out({0, 3, 19, 3}, {1075, 425});
  const NodeSet acceptors = layout.shape.column(Role::acceptor);
  const auto misses = [&](QPointF at, NodeId own) {
    const QRectF envelope(at.x() - 8, at.y() - 8, 16, 16);  // A drop, as in a crowd.
    for (NodeId other : acceptors)
      if (other != own && envelope.intersects(layout.node(other).circle())) return false;
    return true;
  };
  for (NodeId acceptor : acceptors)
    for (NodeId other : layout.shape.all() - acceptors) {
      if (!linked(layout.shape, acceptor, other)) continue;
      EXPECT_TRUE(misses(layout.lane(acceptor, other).begin, acceptor));
      EXPECT_TRUE(misses(layout.lane(other, acceptor).end, acceptor));
    }
}
