// Pictures of a lesson: what is drawn, and what stands where one can't be.
#include "views/lesson/lesson_picture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "views/lesson/lesson_text.h"

using namespace synod;
using namespace synod::views;

namespace {

class LessonPictures : public testing::Test {
 protected:
  void write(const QString& name, const QByteArray& bytes) {
    QFile file(folder.filePath(name));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
  }
  /// What a lesson shows where this picture should stand.
  QString shown(const QString& name) {
    LessonText text;
    text.resize(300, 100);
    text.set_pictures({folder.path(), {}});
    text.set_markdown(QStringLiteral("Look: ![a](%1) there.").arg(name));
    EXPECT_TRUE(QTest::qWaitFor([&] { return !text.toPlainText().contains("being drawn"); }));
    return text.toPlainText();
  }
  Result<QImage> drawn(const QString& name) {
    return *LessonPicture({folder.path(), {}}, name, 300).result(std::chrono::seconds(3));
  }
  QTemporaryDir folder;
};

TEST_F(LessonPictures, pictures_of_pixels_and_drawings_are_shown) {
  QImage picture(500, 8, QImage::Format_RGB32);
  picture.fill(Qt::red);
  ASSERT_TRUE(picture.save(folder.filePath("a.png")));
  ASSERT_TRUE(picture.save(folder.filePath("a.jpg")));
  write("a.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='7'>"
        "<rect width='9' height='7' fill='#ff0000'/></svg>");
  const auto png = drawn("a.png");
  ASSERT_TRUE(png);
  EXPECT_EQ(png->width(), 300) << "no wider than its room";
  EXPECT_TRUE(drawn("a.jpg"));
  const auto svg = drawn("a.svg");
  ASSERT_TRUE(svg);
  EXPECT_EQ(svg->size(), QSize(9, 7));
  EXPECT_EQ(svg->pixelColor(4, 4), QColor(Qt::red));
  for (const char* name : {"a.png", "a.jpg", "a.svg"})
    EXPECT_FALSE(shown(name).contains("not shown")) << name;
}

TEST_F(LessonPictures, a_drawing_that_reads_other_files_is_not_shown_and_its_place_says_why) {
  QImage secret(8, 8, QImage::Format_RGB32);
  secret.fill(Qt::red);
  const QTemporaryDir elsewhere;
  ASSERT_TRUE(secret.save(elsewhere.filePath("secret.png")));
  write("a.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><image width='8' "
        "height='8' href='" +
            elsewhere.filePath("secret.png").toUtf8() + "'/></svg>");
  const QString text = shown("a.svg");
  EXPECT_TRUE(text.contains("The picture a.svg is not shown: it refers to '")) << qPrintable(text);
  EXPECT_TRUE(text.contains("its own parts alone")) << qPrintable(text);
}

TEST_F(LessonPictures, nobody_waits_for_a_pipe) {
  QElapsedTimer timer;
  timer.start();
  ASSERT_EQ(::mkfifo(folder.filePath("pipe.png").toUtf8().constData(), 0600), 0);
  write("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href='pipe.png'/></svg>");
  EXPECT_TRUE(shown("pipe.png").contains("this is not a file"));
  EXPECT_TRUE(shown("a.svg").contains("'pipe.png'"));
  EXPECT_LT(timer.elapsed(), 3000);
}

TEST_F(LessonPictures, what_is_damaged_or_missing_is_told_in_its_place) {
  write("a.png", "x");
  write("b.png", "\x89PNG\r\n\x1a\n and no more");
  EXPECT_TRUE(shown("a.png").contains("a.png is not shown: it is damaged"));
  EXPECT_TRUE(shown("b.png").contains("it is damaged"));
  EXPECT_TRUE(shown("missing.png").contains("there is no such picture"));
}

TEST_F(LessonPictures, entities_that_multiply_are_refused_at_once) {
  QByteArray laughs = "<!DOCTYPE svg [<!ENTITY a0 'aaaaaaaaaa'>";
  for (int i = 1; i < 12; ++i) {
    const QByteArray one = "&a" + QByteArray::number(i - 1) + ';';
    laughs += "<!ENTITY a" + QByteArray::number(i) + " '" + one.repeated(10) + "'>";
  }
  write("a.svg", laughs + "]><svg xmlns='http://www.w3.org/2000/svg'><text>&a11;</text></svg>");
  EXPECT_TRUE(shown("a.svg").contains("DOCTYPE"));
}

TEST_F(LessonPictures, a_drawing_as_large_as_a_wall_takes_no_more_than_its_room) {
  write("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1000000' height='100000'/>");
  const auto wide = drawn("a.svg");
  ASSERT_TRUE(wide);
  EXPECT_EQ(wide->size(), QSize(300, 30));
  write("b.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='100000000'/>");
  EXPECT_FALSE(drawn("b.svg"));
}

TEST_F(LessonPictures, the_text_is_there_before_a_picture_that_takes_its_time) {
  write("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>" +
                     QByteArray("<circle cx='9' cy='9' r='9'/>").repeated(60'000) + "</svg>");
  LessonText text;
  text.resize(300, 100);
  text.set_pictures({folder.path(), {}});
  text.set_markdown("Look: ![a](a.svg) there.");
  EXPECT_TRUE(text.toPlainText().contains("Look: [The picture a.svg is being drawn…] there."));
  const int before = text.height();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !text.toPlainText().contains("being drawn"); }));
  EXPECT_FALSE(text.toPlainText().contains("not shown")) << text.toPlainText().toStdString();
  EXPECT_GT(text.height(), before) << "it has its room";
}

TEST_F(LessonPictures, a_name_that_looks_like_html_is_told_as_it_stands) {
  EXPECT_TRUE(shown("<b>x</b>.png").contains("<b>x</b>.png") ||
              shown("%3Cb%3Ex.png").contains("<b>x.png"));
}

}  // namespace
