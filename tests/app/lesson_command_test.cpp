// Command 'lesson', for authors of lessons, as it is called from a shell.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "model/files/write_file.h"
#include "tests/app/synod_command.h"
#include "tutorials/hand_in.h"
#include "tutorials/lesson_parser.h"

namespace {

using synod::hand_in_text;
using synod::HandIn;
using synod::Lesson;
using synod::LessonForm;
using synod::load_lesson;
using synod::write_file;
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

TEST_F(LessonCommand, a_lesson_is_packed_with_its_scenario_and_checked_as_one_file) {
  ASSERT_EQ(synod({"lesson", "new", "mine"}).code, 0);
  QFile file(folder.filePath("run.synod"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("nodes 3\n");
  file.close();
  const Outcome packed = synod({"lesson", "pack", "mine.md", "run.synod", "-o", "out.synodlesson"});
  EXPECT_EQ(packed.code, 0) << packed.err.toStdString();
  EXPECT_TRUE(packed.out.contains("out.synodlesson is written")) << packed.out.toStdString();
  const Outcome checked = synod({"lesson", "check", "out.synodlesson"});
  EXPECT_EQ(checked.code, 0) << checked.out.toStdString();
  EXPECT_TRUE(checked.out.contains("out.synodlesson: good")) << checked.out.toStdString();
}

TEST_F(LessonCommand, a_lesson_or_a_scenario_that_fails_its_check_is_not_packed) {
  ASSERT_EQ(synod({"lesson", "new", "mine"}).code, 0);
  QFile file(folder.filePath("run.synod"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("nodes 3\nexpect chosen blue\n");
  file.close();
  const Outcome packed = synod({"lesson", "pack", "mine.md", "run.synod", "-o", "out.synodlesson"});
  EXPECT_EQ(packed.code, 1);
  EXPECT_TRUE(packed.err.contains("run.synod:2:")) << packed.err.toStdString();
  EXPECT_TRUE(packed.err.contains("nothing was packed")) << packed.err.toStdString();
  EXPECT_EQ(synod({"lesson", "pack", "run.synod", "-o", "out.synodlesson"}).code, 1);
  EXPECT_EQ(synod({"lesson", "pack", "mine.md", "-o", "out.zip"}).code, 1);
  EXPECT_FALSE(QFile::exists(folder.filePath("out.synodlesson")));
  EXPECT_FALSE(QFile::exists(folder.filePath("out.zip")));
}

TEST_F(LessonCommand, a_course_is_checked_with_its_built_in_lessons) {
  QFile file(folder.filePath("c.synodcourse"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("---\ntitle: Mine\n---\n- built-in: 03-quorums\n");
  file.close();
  const Outcome checked = synod({"lesson", "check", "c.synodcourse"});
  EXPECT_EQ(checked.code, 0) << checked.out.toStdString();
  EXPECT_TRUE(checked.out.contains("2 passed, 0 failed")) << checked.out.toStdString();
}

TEST_F(LessonCommand, results_take_a_packed_lesson_that_lies_beside_the_hand_ins) {
  ASSERT_EQ(synod({"lesson", "new", "mine"}).code, 0);
  ASSERT_EQ(synod({"lesson", "pack", "mine.md", "-o", "out.synodlesson"}).code, 0);
  QFile::remove(folder.filePath("mine.md"));
  const Lesson lesson = load_lesson(folder.filePath("out.synodlesson").toStdString()).lesson;
  const HandIn done{.student = "Ada",
                    .lesson = "mine",
                    .version = lesson.version,
                    .form = LessonForm::worked,
                    .progress = {}};
  ASSERT_TRUE(write_file(folder.filePath("a.synodhandin").toStdString(), hand_in_text(done)));
  const QStringList ways[] = {{"lesson", "results", "."},
                              {"lesson", "results", "h", "--lesson", "out.synodlesson"}};
  ASSERT_TRUE(QDir(folder.path()).mkdir("h"));
  ASSERT_TRUE(QFile::copy(folder.filePath("a.synodhandin"), folder.filePath("h/a.synodhandin")));
  for (const QStringList& way : ways) {
    const Outcome results = synod(way);
    EXPECT_EQ(results.code, 0) << results.err.toStdString();
    EXPECT_GT(results.out.count("Ada"), 1) << "a row for each question";
  }
}

}  // namespace
