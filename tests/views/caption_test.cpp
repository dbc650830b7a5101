// Captions on the canvas: what they say, and that they hide nothing of a node.
#include "views/canvas/caption.h"

#include <QImage>
#include <QPainter>
#include <gtest/gtest.h>

#include "tests/views/blocked_word.h"
#include "tests/views/canvas_scene.h"
#include "views/canvas/outlook_chips.h"

using namespace synod;
using namespace synod::views;
using testing_stage::apart;
using testing_stage::extent_of_blocked;
using testing_stage::Scene;
using testing_stage::together;

namespace {

TEST(Caption, says_what_the_story_says_of_the_last_event) {
  Scene scene(apart(2, 3, 1));
  EXPECT_TRUE(caption_of(scene.frame()).text.empty());
  ASSERT_TRUE(scene.propose("P1", "blue"));
  const Caption caption = caption_of(scene.frame());
  EXPECT_EQ(caption.text.text().toStdString(),
            "P1 wants blue. It starts ballot 1.1 and asks every acceptor for a promise.");
  EXPECT_EQ(caption.node, scene.node("P1"));
}

TEST(Caption, shows_a_ballot_as_a_chip_in_its_colour) {
  Scene scene(apart(2, 3, 1));
  ASSERT_TRUE(scene.propose("P1", "blue"));
  const ChipText text = caption_of(scene.frame()).text;
  EXPECT_EQ(text.chips(), 1u);
  const Theme theme = Theme::light();
  const QColor fill = theme.ballot(Ballot{1, 1}).fill;
  const auto drawn = [&](const ChipText& words) {
    QImage image(500, 120, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    words.draw(painter, {10, 10, 200, 100}, theme.font(12), theme.text, theme);
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y) == fill ? 1 : 0;
    return count;
  };
  EXPECT_GT(drawn(text), 40);
  const auto cut = static_cast<qsizetype>(text.text().indexOf("1.1") + 1);
  EXPECT_EQ(text.first(cut).chips(), 0u) << "a number cut through";
  EXPECT_EQ(drawn(text.first(cut)), 0);
}

TEST(Caption, of_a_long_story_keeps_whole_sentences) {
  Scene scene(apart(2, 3, 1));
  ASSERT_TRUE(scene.propose("P1", "blue"));
  for (const char* acceptor : {"A1", "A2"}) {
    ASSERT_TRUE(scene.deliver(0, "P1", acceptor));
    ASSERT_TRUE(scene.deliver(1, acceptor, "P1"));
  }
  const QString text = caption_of(scene.frame()).text.text();
  EXPECT_LE(text.size(), 150);
  EXPECT_TRUE(text.endsWith('.')) << text.toStdString();
}

TEST(Caption, gives_way_to_the_next_one_only_as_that_arrives) {
  Scene before(apart(2, 3, 1));
  ASSERT_TRUE(before.propose("P1", "blue"));
  Scene after = before;
  ASSERT_TRUE(after.deliver(0, "P1", "A1"));
  Frame frame = before.frame();
  frame.next = &*after.last;
  frame.progress = 0.5;
  EXPECT_EQ(caption_of(frame).node, before.node("P1"));
  frame.progress = 0.9;
  EXPECT_EQ(caption_of(frame).node, before.node("A1"));
  frame.answers_hidden = true;
  EXPECT_NE(caption_of(frame).node, before.node("A1"));
}

TEST(Caption, stays_where_the_one_before_stood_as_long_as_that_is_free) {
  Scene scene(apart(2, 3, 1));
  const Layout layout = lay_out(scene.frame().world->shape(), {990, 378});
  QImage image(990, 378, QImage::Format_ARGB32);
  QPainter painter(&image);
  CaptionPainter captions;
  ASSERT_TRUE(scene.propose("P1", "blue"));
  captions.draw(painter, scene.frame(), layout, Theme::light(), {});
  const QRectF first = captions.place();
  ASSERT_FALSE(first.isEmpty());
  int moved = 0;
  for (const char* acceptor : {"A1", "A2", "A3"}) {
    ASSERT_TRUE(scene.deliver(0, "P1", acceptor));
    captions.draw(painter, scene.frame(), layout, Theme::light(), {});
    const QRectF& place = captions.place();
    const bool same_corner =
        place.topLeft() == first.topLeft() || place.topRight() == first.topRight() ||
        place.bottomLeft() == first.bottomLeft() || place.bottomRight() == first.bottomRight();
    if (!same_corner) ++moved;
  }
  EXPECT_EQ(moved, 0);
  // What comes to lie there makes it move.
  captions.draw(painter, scene.frame(), layout, Theme::light(), captions.place());
  EXPECT_FALSE(captions.place().intersects(first.adjusted(4, 4, -4, -4)));
}

TEST(Caption, hides_no_node_and_nothing_that_a_node_holds) {
  for (const synod::Setup& setup : {apart(2, 3, 1), apart(3, 5, 2), together(3), together(5)})
    for (const QSizeF view : {QSizeF(640, 400), QSizeF(960, 520), QSizeF(1600, 800)}) {
      const Layout layout = lay_out(setup.shape, view, 1, {OutlookChips::height_for(2)});
      for (const NodeId node : setup.shape.all()) {
        const QRectF place = caption_place(QSizeF(230, 48), node, layout);
        // Better none than one that hides 'promised' and 'accepted'.
        const bool crowded = setup.shape.size() > 6 && view.width() < 900;
        EXPECT_TRUE(!place.isEmpty() || crowded);
        if (place.isEmpty()) continue;
        EXPECT_TRUE(QRectF(QPointF(), layout.size).contains(place));
        for (const NodePlace& other : layout.nodes)
          for (const QRectF& held : {other.circle(), other.card, other.caption})
            EXPECT_FALSE(place.intersects(held))
                << setup.shape.name(node) << " at " << view.width() << "x" << view.height();
        for (const QRectF& held : {layout.badge, layout.outlook})
          EXPECT_FALSE(place.intersects(held));
      }
    }
}

TEST(Caption, hides_no_word_on_the_edge_of_a_node) {
  for (const QSizeF view : {QSizeF(640, 400), QSizeF(960, 378), QSizeF(1600, 800)}) {
    const Layout layout = lay_out(apart(1, 3, 0).shape, view);
    for (const NodeId node : layout.shape.with(Role::acceptor)) {
      const QRectF place = caption_place(QSizeF(230, 48), node, layout);
      ASSERT_FALSE(place.isEmpty());
      for (const NodeId other : layout.shape.with(Role::acceptor)) {
        const QRect word = extent_of_blocked(layout.node(other), layout);
        ASSERT_GT(word.width(), 20);
        EXPECT_FALSE(place.intersects(QRectF(word))) << view.width() << ", " << int{node.index};
      }
    }
  }
}

TEST(Caption, of_an_adoption_names_the_value_that_must_be_proposed) {
  Scene scene(apart(2, 3, 1));
  ASSERT_TRUE(scene.propose("P1", "blue"));
  for (const char* acceptor : {"A1", "A2"}) {
    ASSERT_TRUE(scene.deliver(0, "P1", acceptor));
    ASSERT_TRUE(scene.deliver(1, acceptor, "P1"));
  }
  ASSERT_TRUE(scene.deliver(2, "P1", "A1"));
  ASSERT_TRUE(scene.propose("P2", "green"));
  for (const char* acceptor : {"A1", "A3"}) {
    ASSERT_TRUE(scene.deliver(0, "P2", acceptor));
    ASSERT_TRUE(scene.deliver(1, acceptor, "P2"));
  }
  EXPECT_TRUE(caption_of(scene.frame()).text.text().contains("must propose blue"))
      << caption_of(scene.frame()).text.text().toStdString();
}

TEST(Caption, gives_way_to_what_stands_over_the_canvas) {
  const synod::Setup setup = apart(2, 3, 1);
  const Layout layout = lay_out(setup.shape, {640, 330}, 1);
  for (const NodeId node : setup.shape.all()) {
    const QRectF free = caption_place(QSizeF(150, 30), node, layout);
    ASSERT_FALSE(free.isEmpty());
    const QRectF other = caption_place(QSizeF(150, 30), node, layout, free);
    EXPECT_FALSE(other.isEmpty());
    EXPECT_FALSE(other.intersects(free));
  }
}

TEST(Caption, leaves_the_way_of_messages_free_where_there_is_room_elsewhere) {
  const synod::Setup setup = apart(2, 1, 1);
  const Layout layout = lay_out(setup.shape, {635, 330}, 1);
  for (const NodeId node : setup.shape.all()) {
    const QRectF place = caption_place(QSizeF(300, 58), node, layout);
    ASSERT_FALSE(place.isEmpty());
    for (const NodeId from : setup.shape.all())
      for (const NodeId to : setup.shape.all()) {
        if (!linked(setup.shape, from, to)) continue;
        for (const double along : {0.0, 0.25, 0.5, 0.75, 0.94})
          EXPECT_FALSE(place.contains(layout.lane(from, to).at(along)))
              << setup.shape.name(node) << ": " << setup.shape.name(from) << "-"
              << setup.shape.name(to);
      }
  }
}

TEST(OutlookRoom, is_below_the_badge_and_free_of_nodes_or_is_not_given) {
  for (const synod::Setup& setup : {apart(2, 3, 1), apart(2, 5, 1), apart(5, 5, 3), together(5)})
    for (const QSizeF view : {QSizeF(640, 330), QSizeF(960, 520), QSizeF(1600, 800)}) {
      const Layout without = lay_out(setup.shape, view);
      const Layout layout = lay_out(setup.shape, view, 1, {OutlookChips::height_for(3)});
      EXPECT_EQ(layout.detail, without.detail);
      if (layout.outlook.isEmpty()) continue;
      EXPECT_GE(layout.outlook.top(), layout.badge.bottom());
      for (const NodePlace& node : layout.nodes)
        EXPECT_FALSE(node.bounds().intersects(layout.outlook));
    }
  EXPECT_FALSE(lay_out(apart(2, 3, 1).shape, {900, 480}, 1, {OutlookChips::height_for(2)})
                   .outlook.isEmpty());
}

}  // namespace
