// Covers and the large line of classroom mode, as they look.
#include <QImage>
#include <QPainter>
#include <gtest/gtest.h>

#include "views/classroom/story_line.h"
#include "views/kit/cover.h"

using namespace synod::views;

namespace {

QImage covered(const Theme& theme, QSize size) {
  QImage image(size, QImage::Format_RGB32);
  image.fill(theme.raised);
  QPainter painter(&image);
  draw_cover(painter, theme, QRectF(image.rect()).adjusted(4, 4, -4, -4));
  return image;
}

TEST(Cover, leaves_nothing_of_what_lies_below_to_be_read) {
  for (const Theme& theme : {Theme::light(), Theme::night()}) {
    QImage below(80, 40, QImage::Format_RGB32);
    below.fill(theme.raised);
    QImage other = below;
    QPainter first(&below);
    first.setPen(theme.text);
    first.drawText(below.rect(), Qt::AlignCenter, "1.1 blue");
    draw_cover(first, theme, QRectF(below.rect()).adjusted(-9, -9, 9, 9));
    QPainter second(&other);
    draw_cover(second, theme, QRectF(other.rect()).adjusted(-9, -9, 9, 9));
    EXPECT_EQ(below, other);
  }
}

TEST(Cover, is_seen_without_colour_in_both_themes) {
  for (const Theme& theme : {Theme::light(), Theme::night()}) {
    const QImage grey = covered(theme, {80, 40}).convertToFormat(QImage::Format_Grayscale8);
    int darkest = 255;
    int brightest = 0;
    for (int y = 0; y < grey.height(); ++y)
      for (int x = 0; x < grey.width(); ++x) {
        const int level = qGray(grey.pixel(x, y));
        darkest = std::min(darkest, level);
        brightest = std::max(brightest, level);
      }
    EXPECT_GT(brightest - darkest, 100);
  }
}

TEST(Cover, stays_within_its_box) {
  const Theme theme = Theme::light();
  const QImage image = covered(theme, {80, 40});
  for (int x = 0; x < image.width(); ++x) {
    EXPECT_EQ(image.pixelColor(x, 1), theme.raised);
    EXPECT_EQ(image.pixelColor(x, image.height() - 2), theme.raised);
  }
}

TEST(StoryLine, keeps_its_height_whatever_it_says_and_grows_with_the_text) {
  const StoryModel story;
  StoryLine line(&story);
  Theme theme = Theme::light();
  line.set_theme(theme);
  const int small = line.height();
  theme.scale = 2;
  line.set_theme(theme);
  EXPECT_NEAR(line.height(), 2 * small, 4);
}

}  // namespace
