// Pages of paper: nothing is cut, what belongs together stays together, texts break between
// paragraphs.
#include "views/export/paper.h"

#include <QTemporaryDir>
#include <QtWidgets>
#include <gtest/gtest.h>

#include "views/export/inline_svg.h"
#include "views/export/paper_text.h"

namespace synod::views {
namespace {

Slab slab(double height, bool with_next = false, bool new_page = false) {
  return {height, 10, with_next, new_page, [](QPainter&) {}};
}

/// The numbers of the slabs, by page.
std::vector<std::vector<std::size_t>> by_page(const std::vector<Slab>& slabs) {
  std::vector<std::vector<std::size_t>> pages;
  for (const auto& page : paper_pages(slabs)) {
    pages.emplace_back();
    double bottom = 0;
    for (const PlacedSlab& placed : page) {
      EXPECT_GE(placed.y, bottom);
      bottom = placed.y + slabs[placed.slab].height * placed.scale;
      pages.back().push_back(placed.slab);
    }
    EXPECT_LE(bottom, paper_height + 0.01) << "something hangs over the edge";
  }
  return pages;
}

using Pages = std::vector<std::vector<std::size_t>>;

TEST(Paper, is_filled_from_top_to_bottom) {
  EXPECT_EQ(by_page({slab(400), slab(400), slab(400)}), (Pages{{0, 1}, {2}}));
  EXPECT_EQ(by_page({}), Pages{});
}

TEST(Paper, has_no_heading_alone_at_its_foot) {
  EXPECT_EQ(by_page({slab(800), slab(30, true), slab(300)}), (Pages{{0}, {1, 2}}));
  EXPECT_EQ(by_page({slab(500), slab(30, true), slab(200, true), slab(400)}),
            (Pages{{0}, {1, 2, 3}}));
}

TEST(Paper, parts_what_is_more_than_a_page_together) {
  EXPECT_EQ(by_page({slab(100), slab(700, true), slab(700)}), (Pages{{0}, {1}, {2}}));
}

TEST(Paper, begins_a_page_where_it_shall) {
  EXPECT_EQ(by_page({slab(100), slab(30, true, true), slab(100)}), (Pages{{0}, {1, 2}}));
  EXPECT_EQ(by_page({slab(30, false, true)}), (Pages{{0}})) << "there is no empty page before it";
}

TEST(Paper, draws_what_is_higher_than_a_page_smaller) {
  const auto pages = paper_pages({slab(100), slab(3000)});
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_NEAR(pages[1][0].scale, paper_height / 3000, 0.001);
}

TEST(Paper_text, breaks_between_its_paragraphs) {
  const PaperText text("One.\n\nTwo.\n\n- three\n- four\n\n| a | b |\n| - | - |\n| c | d |", 400,
                       {});
  const std::vector<Slab> slabs = text.slabs(0, 12);
  ASSERT_EQ(slabs.size(), 5u);
  EXPECT_EQ(slabs[0].above, 12);
  double height = 0;
  for (const Slab& each : slabs) {
    EXPECT_GT(each.height, 10);
    height += each.height + each.above;
  }
  EXPECT_NEAR(height, text.height() + 12, 12);
}

TEST(Paper_text, keeps_the_lines_of_a_fence_together) {
  const std::vector<Slab> slabs = PaperText("```text\na\nb\nc\n```\n", 400, {}).slabs(0, 0);
  ASSERT_EQ(slabs.size(), 3u);
  EXPECT_TRUE(slabs[0].with_next && slabs[1].with_next);
  EXPECT_FALSE(slabs[2].with_next);
}

TEST(Paper_text, shows_pictures_of_its_folder_and_the_words_of_others) {
  const QTemporaryDir folder;
  QImage picture(300, 200, QImage::Format_RGB32);
  picture.fill(Qt::red);
  ASSERT_TRUE(picture.save(folder.filePath("a.png")));
  QFile svg(folder.filePath("b.svg"));
  ASSERT_TRUE(svg.open(QIODevice::WriteOnly));
  svg.write("<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'></svg>");
  svg.close();
  const double line = PaperText("x", 600, {}, PicturePlace{folder.path(), nullptr}).height();
  for (const char* name : {"a.png", "b.svg"})
    EXPECT_GT(PaperText(QStringLiteral("![x](%1)").arg(name), 600, {},
                        PicturePlace{folder.path(), nullptr})
                  .height(),
              195);
  EXPECT_NEAR(PaperText("![x](../a.png)", 600, {}, PicturePlace{folder.path(), nullptr}).height(),
              line, 1);
  EXPECT_NEAR(PaperText("![x](gone.png)", 600, {}, PicturePlace{folder.path(), nullptr}).height(),
              line, 1);
}

TEST(Inline_svg, shares_no_id_with_another_one) {
  const QByteArray svg =
      "<?xml version=\"1.0\"?><svg width=\"9mm\" xmlns=\"http://www.w3.org/2000/svg\" "
      "xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\"><title>a</title><defs>"
      "<path id=\"w0\" d=\"M0 0\"/></defs><use xlink:href=\"#w0\"/><g "
      "clip-path=\"url(#w0)\"/></svg>";
  const QString html = QString::fromUtf8(inline_svg(svg, "p1-", "A \"picture\" & more"));
  EXPECT_TRUE(html.startsWith("<svg role=\"img\" aria-label=\"A &quot;picture&quot; &amp; more\""))
      << html.toStdString();
  EXPECT_TRUE(html.contains("id=\"p1-w0\""));
  EXPECT_TRUE(html.contains("href=\"#p1-w0\""));
  EXPECT_TRUE(html.contains("url(#p1-w0)"));
  EXPECT_FALSE(html.contains("title") || html.contains("9mm"));
  EXPECT_TRUE(inline_svg("<svg><g></svg>", "p", "x").isEmpty());
}

}  // namespace
}  // namespace synod::views
