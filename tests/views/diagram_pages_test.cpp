// Pages of a long diagram: how large they are, what stands on them, and that all of it can be read.
#include "views/diagram/diagram_pages.h"

#include <QImage>
#include <QPainter>
#include <gtest/gtest.h>

#include "tests/views/panels_world.h"
#include "views/export/drawing.h"

namespace synod::views {
namespace {

History busy(const Shape& shape, std::size_t events) {
  synod::Setup setup;
  setup.protocol = "multi";
  setup.shape = shape;
  setup.options.load = 100'000;
  History history(make_cluster(*find_protocol("multi"), setup));
  if (shape.clients == 0)
    for (int i = 0; i < 100; ++i) (void)history.act(actions::propose(node(0), "blue"));
  while (history.size() <= events && history.step()) {
  }
  return history;
}

struct Pages {
  explicit Pages(const Shape& shape, std::size_t events = 300, EventNumber from = 0)
      : history(busy(shape, events)) {
    trace.follow(history);
    world = history.world_at(0);
    theme = Theme::light();
    look = paper_for(world, theme);
    pages.emplace(trace, world, theme, look, from, trace.length());
  }
  QImage page(std::size_t number) const {
    return image_of({look.size, "A run",
                     [&](QPainter& painter) { pages->draw(painter, number, "A long run"); }});
  }

  History history;
  Trace trace;
  Cluster world;
  Theme theme;
  PageLook look;
  std::optional<DiagramPages> pages;
};

bool has_ink(const QImage& page, const QRect& box, const Theme& theme) {
  for (int y = box.top(); y <= box.bottom(); ++y)
    for (int x = box.left(); x <= box.right(); ++x)
      if (page.pixelColor(x, y) != theme.panel) return true;
  return false;
}

TEST(DiagramPages, are_of_a4_and_each_of_their_strips_has_readable_rows) {
  const Pages run({.together = 5, .clients = 2});
  EXPECT_NEAR(run.look.size.width() * 25.4 / 96, 297, 0.1);
  EXPECT_NEAR(run.look.size.height() * 25.4 / 96, 210, 0.1);
  EXPECT_GE(run.pages->grid().gap * run.look.zoom, 28 * 1.2);
  EXPECT_GE(run.pages->grid().strips, 2);
}

TEST(DiagramPages, have_no_letters_below_eight_points_or_eleven_pixels) {
  const Pages run({.together = 5});
  // The smallest letters of a diagram are those of the words beside a loss.
  const QFont smallest = run.theme.font(7);
  EXPECT_GE(smallest.pointSizeF() * run.look.zoom, 8);
  EXPECT_GE(smallest.pointSizeF() * 96 / 72 * run.look.zoom, 11);
  EXPECT_GE(label_font(run.theme).pointSizeF() * 96 / 72 * run.look.zoom, 11);
}

TEST(DiagramPages, of_twenty_five_nodes_are_larger) {
  const Pages run({.together = 25}, 100);
  EXPECT_NEAR(run.look.size.width() * 25.4 / 96, 420, 0.2);
  EXPECT_GE(run.pages->grid().gap * run.look.zoom, 20 * 1.2);
}

TEST(DiagramPages, are_as_many_as_the_events_take) {
  const Pages run({.together = 5, .clients = 2});
  const PageGrid& grid = run.pages->grid();
  const std::size_t on_page = static_cast<std::size_t>(grid.strips) * grid.in_strip;
  EXPECT_GE(on_page, 40u);
  EXPECT_EQ(run.pages->count(), (run.trace.length() + on_page) / on_page);
  const Pages part({.together = 5, .clients = 2}, 300, 290);
  EXPECT_EQ(part.pages->count(), 1u);
}

TEST(DiagramPages, too_small_for_a_strip_are_impossible) {
  const Pages run({.together = 5}, 50);
  EXPECT_FALSE(page_grid({{160, 120}}, run.world, run.theme).possible());
  EXPECT_EQ(page_grid({{160, 1200}}, run.world, run.theme).possible(), false);
}

TEST(DiagramPages, have_a_head_names_and_a_free_margin) {
  const Pages run({.together = 5, .clients = 2});
  const QSize size = run.look.size.toSize();
  const int margin = static_cast<int>(30 * run.look.zoom);
  for (const std::size_t number :
       {std::size_t{0}, run.pages->count() / 2, run.pages->count() - 1}) {
    const QImage page = run.page(number);
    const int top = margin;
    EXPECT_TRUE(has_ink(page, {margin, top, size.width() / 2, 20}, run.theme)) << "its title";
    EXPECT_TRUE(has_ink(page, {size.width() - 3 * margin, top, 2 * margin, 20}, run.theme))
        << "its number";
    EXPECT_TRUE(has_ink(page, {margin, top + 60, 64, 200}, run.theme)) << "names of lines";
    EXPECT_FALSE(has_ink(page, {0, 0, margin - 4, size.height()}, run.theme)) << "left";
    EXPECT_FALSE(
        has_ink(page, {0, size.height() - margin + 12, size.width(), margin - 14}, run.theme))
        << "bottom";
    EXPECT_FALSE(
        has_ink(page, {size.width() - margin + 6, 0, margin - 8, size.height()}, run.theme))
        << "right";
  }
  EXPECT_NE(run.page(0), run.page(1));
}

/// Formats of files that know no clip show the same.
TEST(DiagramPages, draw_nothing_that_a_clip_would_have_to_hide) {
  const Pages run({.together = 5, .clients = 2});
  const QByteArray svg = svg_of({run.look.size, "A run", [&](QPainter& painter) {
                                   run.pages->draw(painter, 1, "A long run");
                                 }});
  EXPECT_LT(svg.size(), 1'000'000);
  EXPECT_GT(svg.count("<use "), 20) << "words";
}

/// As it is built at once and event by event.
TEST(DiagramLayout, that_grew_is_the_same_as_a_new_one) {
  synod::Setup setup;
  setup.protocol = "multi";
  setup.shape = {.together = 5, .clients = 2};
  setup.options.load = 1'000;
  setup.options.loss = 500;
  for (const TimeScale scale : {TimeScale::by_event, TimeScale::by_time}) {
    History history(make_cluster(*find_protocol("multi"), setup));
    Trace trace;
    history.step();
    trace.follow(history);
    const Theme theme = Theme::light();
    const DiagramMeasure measure = diagram_measure(theme, TimeDirection::right, scale);
    const LabelMeasure letters = label_measure(history.world(), theme);
    DiagramLayout layout(trace, setup.shape, measure);
    DiagramLabels labels(trace, layout, letters);
    for (int i = 0; i < 60; ++i) {
      if (i % 20 == 10) {
        const bool up = history.world().node(node(1)).up;
        (void)history.act(actions::on_node(up ? Verb::crash : Verb::restart, node(1)));
      }
      for (int k = 0; k < 7; ++k) history.step();
      ASSERT_TRUE(trace.follow(history));
      ASSERT_TRUE(layout.follow());
      labels.follow();
      const DiagramLayout fresh(trace, setup.shape, measure);
      const DiagramLabels at_once(trace, fresh, letters);
      DiagramLabels in_pieces(trace, fresh, letters, {}, 10);
      while (in_pieces.unfinished()) in_pieces.follow(10);
      ASSERT_EQ(layout.length(), fresh.length());
      ASSERT_EQ(layout.chosen(), fresh.chosen());
      ASSERT_EQ(layout.down_times().size(), fresh.down_times().size());
      std::vector<std::size_t> seen;
      std::vector<std::size_t> all;
      const double from = layout.length() / 3;
      layout.messages_within(from, from + 200, [&](std::size_t m, auto&&) { seen.push_back(m); });
      fresh.messages_within(from, from + 200, [&](std::size_t m, auto&&) { all.push_back(m); });
      ASSERT_EQ(seen, all);
      for (std::size_t message = 0; message < trace.messages().size(); ++message)
        ASSERT_EQ(labels.box(message), at_once.box(message)) << message << " of " << i;
      for (std::size_t message = 0; message < trace.messages().size(); ++message)
        ASSERT_EQ(in_pieces.box(message), at_once.box(message)) << message << " of " << i;
    }
    EXPECT_GT(trace.messages().size(), 200u);
    history.seek(history.line()[20]);
    (void)history.act(actions::on_node(Verb::crash, node(2)));
    trace.follow(history);
    EXPECT_FALSE(layout.follow()) << "what was told is taken back";
  }
}

}  // namespace
}  // namespace synod::views
