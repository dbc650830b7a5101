// Exported pictures.
#include <QSvgRenderer>
#include <gtest/gtest.h>
#include <set>

#include "tests/views/canvas_scene.h"
#include "views/canvas/canvas_print.h"
#include "views/export/drawing.h"
#include "views/export/fixed_pdf.h"
#include "views/export/outlined_svg.h"
#include "views/export/strip.h"

namespace synod::views {
namespace {

using testing_stage::apart;
using testing_stage::Scene;

Scene busy_scene() {
  Scene scene(apart(2, 3, 1));
  scene.propose("P1", "blue");
  scene.deliver(0, "P1", "A1");
  scene.deliver(0, "P1", "A2");
  scene.deliver(1, "A1", "P1");
  return scene;
}

Drawing canvas_of(const Scene& scene, QSizeF size = {960, 540}) {
  return {size, "A <picture> & its title", [&scene, size](QPainter& painter) {
            paint_canvas(painter, scene.frame(), Theme::light(), size);
          }};
}

QImage rendered(const QByteArray& svg, QSize size) {
  QSvgRenderer renderer(svg);
  EXPECT_TRUE(renderer.isValid());
  QImage image(size, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  renderer.render(&painter);
  return image;
}

/// The share of pixels that differ by more than a shade.
double difference(const QImage& a, const QImage& b) {
  EXPECT_EQ(a.size(), b.size());
  int differing = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x)
      if (std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 60) ++differing;
  return differing / static_cast<double>(a.width() * a.height());
}

int colours(const QImage& image) {
  std::set<QRgb> seen;
  for (int y = 0; y < image.height(); y += 3)
    for (int x = 0; x < image.width(); x += 3) seen.insert(image.pixel(x, y));
  return static_cast<int>(seen.size());
}

TEST(PictureFile, a_png_has_the_size_that_was_asked_for_and_more_than_one_colour) {
  const Scene scene = busy_scene();
  const QImage image = QImage::fromData(png_of(canvas_of(scene)), "PNG");
  EXPECT_EQ(image.size(), QSize(960, 540));
  EXPECT_GT(colours(image), 10);
}

TEST(PictureFile, an_svg_looks_like_the_png) {
  const Scene scene = busy_scene();
  const Drawing drawing = canvas_of(scene);
  const QImage pixels = image_of(drawing);
  EXPECT_LT(difference(rendered(svg_of(drawing), pixels.size()), pixels), 0.01);
}

TEST(PictureFile, an_svg_needs_no_font_and_keeps_its_title) {
  const Scene scene = busy_scene();
  const QByteArray svg = svg_of(canvas_of(scene));
  EXPECT_FALSE(svg.contains("<text"));
  EXPECT_TRUE(svg.contains("<title>A &lt;picture&gt; &amp; its title</title>"));
}

TEST(PictureFile, an_outlined_word_stands_in_the_file_once) {
  const Drawing twice{{100, 50}, "", [](QPainter& painter) {
                        painter.setFont(Theme::light().font(10));
                        painter.drawText(QPointF(5, 20), "Paxos");
                        painter.drawText(QPointF(5, 40), "Paxos");
                      }};
  const QByteArray svg = svg_of(twice);
  EXPECT_EQ(svg.count("<path id="), 1);
  EXPECT_EQ(svg.count("<use "), 2);
}

TEST(PictureFile, a_file_that_is_no_svg_has_no_outlines) {
  EXPECT_TRUE(with_outlined_text("<svg><text>open").isEmpty());
}

TEST(PictureFile, a_pdf_has_one_page_its_font_and_no_date_of_its_own) {
  const Scene scene = busy_scene();
  const QByteArray pdf = pdf_of(canvas_of(scene));
  EXPECT_TRUE(pdf.startsWith("%PDF"));
  EXPECT_TRUE(pdf.contains("/Count 1"));
  EXPECT_TRUE(pdf.contains("/FontFile"));
  EXPECT_TRUE(pdf.contains("/CreationDate (D:20000101000000"));
}

TEST(PictureFile, a_fixed_date_keeps_the_length_of_the_file) {
  const QByteArray pdf("a /CreationDate (D:20261123052110-05'30') 123");
  EXPECT_EQ(with_fixed_date(pdf), QByteArray("a /CreationDate (D:20000101000000+00'00') 123"));
}

TEST(PictureFile, a_date_without_an_offset_gets_one_and_the_places_in_the_file_stay_right) {
  const QByteArray head("1 0 obj /CreationDate (D:20261123052110Z) endobj\n");
  const QByteArray pdf = head + "2 0 obj x endobj\nxref\n0000000000 65535 f\n0000000000 00000 n\n" +
                         QByteArray::number(head.size()).rightJustified(10, '0') +
                         " 00000 n\nstartxref\n" + QByteArray::number(head.size() + 17) +
                         "\n%%EOF\n";
  const QByteArray fixed = with_fixed_date(pdf);
  EXPECT_TRUE(fixed.contains("(D:20000101000000+00'00')"));
  const qsizetype moved = fixed.indexOf("2 0 obj");
  EXPECT_TRUE(fixed.contains(QByteArray::number(moved).rightJustified(10, '0') + " 00000 n"));
  EXPECT_TRUE(fixed.contains("0000000000 00000 n"));
  EXPECT_TRUE(fixed.contains("startxref\n" + QByteArray::number(fixed.indexOf("xref")) + '\n'));
}

TEST(PictureFile, the_same_drawing_gives_the_same_bytes) {
  const Scene scene = busy_scene();
  const Drawing drawing = canvas_of(scene);
  EXPECT_EQ(png_of(drawing), png_of(drawing));
  EXPECT_EQ(svg_of(drawing), svg_of(drawing));
  EXPECT_EQ(pdf_of(drawing), pdf_of(drawing));
}

TEST(PictureFile, a_print_shows_what_the_canvas_shows) {
  const Scene scene = busy_scene();
  Selection selection;
  Canvas canvas(&selection);
  canvas.resize(960, 540);
  canvas.show_frame(scene.frame());
  const QImage screen = canvas.viewport()->grab().toImage();
  EXPECT_LT(difference(screen, image_of(canvas_of(scene))), 0.02);
}

TEST(PictureFile, a_print_fades_what_the_canvas_fades) {
  const Scene scene = busy_scene();
  Frame frame = scene.frame();
  frame.spotlit = NodeId{0};
  Selection selection;
  Canvas canvas(&selection);
  canvas.resize(960, 540);
  canvas.show_frame(frame);
  const QImage screen = canvas.viewport()->grab().toImage();
  const Picture shown = canvas.picture_shown();
  const QSizeF size(960, 540);
  const QImage print =
      image_of({size, "Lit", [&](QPainter& painter) {
                  paint_canvas(painter, scene.frame(), Theme::light(), size, &shown);
                }});
  EXPECT_LT(difference(screen, print), 0.01);
  EXPECT_GT(difference(screen, image_of(canvas_of(scene))), 3 * difference(screen, print))
      << "without the canvas as its model nothing is faded";
}

TEST(Strip, six_moments_are_one_page_of_a4) {
  const Scene scene = busy_scene();
  const Frame frame = scene.frame();
  Strip strip;
  strip.title = "A round";
  for (int i = 0; i < 6; ++i) strip.panels.push_back({"Event", "It happened.", 0});
  int drawn = 0;
  strip.frame = [&](double) -> const Frame& {
    ++drawn;
    return frame;
  };
  const StripPage page = strip_page(strip);
  drawn = 0;
  const QSizeF upright = page.millimetres.width() < page.millimetres.height()
                             ? page.millimetres
                             : page.millimetres.transposed();
  EXPECT_NEAR(upright.width(), 210, 0.01);
  EXPECT_NEAR(upright.height(), 297, 0.01);
  const QByteArray pdf = pdf_of(page.drawing, page.millimetres);
  EXPECT_TRUE(pdf.contains("/Count 1"));
  EXPECT_EQ(drawn, 6);
}

}  // namespace
}  // namespace synod::views
