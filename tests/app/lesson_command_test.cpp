// Command 'lesson', for authors of lessons, as it is called from a shell.
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/app/synod_command.h"

namespace {

using synod::testing::Outcome;

class LessonCommand : public testing::Test {
 protected:
  Outcome synod(const QStringList& arguments) {
    return synod::testing::call_synod(arguments, folder.path());
  }
  QTemporaryDir folder;
};

TEST_F(LessonCommand, a_new_lesson_passes_the_check) {
  EXPECT_EQ(synod({"lesson", "new", "mine"}).code, 0);
  const Outcome checked = synod({"lesson", "check", "mine.md"});
  EXPECT_EQ(checked.code, 0) << checked.out.toStdString();
  EXPECT_TRUE(checked.out.contains("1 passed, 0 failed"));
}

TEST_F(LessonCommand, a_new_lesson_never_takes_the_place_of_another) {
  QFile file(folder.filePath("mine.md"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("weeks of work");
  file.close();
  EXPECT_EQ(synod({"lesson", "new", "mine"}).code, 1);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  EXPECT_EQ(file.readAll(), "weeks of work");
}

TEST_F(LessonCommand, a_broken_lesson_is_told_with_line_and_column) {
  QFile file(folder.filePath("broken.md"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("---\nlevel: many\n---\n");
  file.close();
  const Outcome checked = synod({"lesson", "check", "broken.md"});
  EXPECT_EQ(checked.code, 1);
  EXPECT_TRUE(checked.out.contains("broken.md:2:8")) << checked.out.toStdString();
}

}  // namespace
