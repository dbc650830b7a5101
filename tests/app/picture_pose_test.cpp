// Pictures of a window in a pose: pointed at, with the keyboard somewhere, with a menu open.
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/app/synod_command.h"

namespace {

using synod::testing::Outcome;

class PicturePoses : public testing::Test {
 protected:
  void SetUp() override {
    QFile file(folder.filePath("run.synod"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("proposers 1\nacceptors 3\nlearners 1\npropose P1 blue\nrun until chosen\n");
  }
  Outcome draw(const QStringList& pose) {
    return synod::testing::call_synod(QStringList{"picture", folder.filePath("run.synod"), "-o",
                                                  folder.filePath("out.png"), "--size",
                                                  "1280x720"} +
                                      pose);
  }
  QImage picture(const QStringList& pose = {}) {
    const Outcome outcome = draw(pose);
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    return QImage(folder.filePath("out.png"));
  }
  /// The smallest box that holds all pixels in which they differ.
  static QRect change(const QImage& a, const QImage& b) {
    QRect box;
    for (int y = 0; y < a.height(); ++y)
      for (int x = 0; x < a.width(); ++x)
        if (a.pixel(x, y) != b.pixel(x, y)) box |= QRect(x, y, 1, 1);
    return box;
  }

  QTemporaryDir folder;
};

TEST_F(PicturePoses, a_node_that_is_pointed_at_is_told_by_the_inspector) {
  const QRect seen = change(picture(), picture({"--point", "a2"}));
  EXPECT_GT(seen.right(), 1'000) << "the inspector is on the right";
  EXPECT_LT(seen.left(), 1'000) << "and the canvas is not";
}

TEST_F(PicturePoses, a_link_can_be_pointed_at) {
  EXPECT_FALSE(change(picture(), picture({"--point", "P1->A1"})).isEmpty());
}

TEST_F(PicturePoses, what_has_the_keyboard_shows_it) {
  const QRect seen = change(picture(), picture({"--focus", "timeline"}));
  EXPECT_GT(seen.width(), 600);
  EXPECT_LT(seen.height(), 200);
}

TEST_F(PicturePoses, a_menu_is_open_below_its_title) {
  const QRect seen = change(picture(), picture({"--menu", "file"}));
  EXPECT_LT(seen.top(), 40);
  EXPECT_LT(seen.left(), 60);
  EXPECT_GT(seen.height(), 200) << "its entries";
}

TEST_F(PicturePoses, that_cannot_be_taken_are_told_with_those_that_can) {
  EXPECT_TRUE(draw({"--point", "A9"}).err.contains("name one of {P1 A1 A2 A3 L1}"));
  EXPECT_EQ(draw({"--point", "A9"}).code, 1);
  EXPECT_TRUE(draw({"--point", "A1->A1"}).err.contains("P1->A1"));
  EXPECT_TRUE(draw({"--focus", "nobody"}).err.contains("Timeline"));
  EXPECT_TRUE(draw({"--menu", "nothing"}).err.contains("File, "));
  EXPECT_FALSE(QFile::exists(folder.filePath("out.png"))) << "and nothing is written";
}

TEST_F(PicturePoses, each_tab_is_found_by_its_name) {
  const QImage story = picture();
  for (const char* tab : {"diagram", "votes", "charts", "script"})
    EXPECT_GT(change(story, picture({"--tab", tab})).width(), 600) << tab;
  const QImage charts = picture({"--tab", "charts"});
  const QImage script = picture({"--tab", "script"});
  EXPECT_NE(charts, script);
  const Outcome none = draw({"--tab", "clients"});
  EXPECT_EQ(none.code, 1);
  EXPECT_TRUE(none.err.contains("this run has no tab 'Clients'")) << none.err.toStdString();
}

}  // namespace
