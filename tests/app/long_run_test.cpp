// Limits of runs from files, and Ctrl+C for what takes long.
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/app/synod_command.h"
#include "tests/places.h"

namespace {

using synod::testing::Outcome;

class LongRun : public testing::Test {
 protected:
  QString write(const char* name, const QByteArray& text) {
    QFile file(folder.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
    return file.fileName();
  }
  QString endless() { return write("endless.synod", synod::testing::endless_script()); }
  /// The first Ctrl+C comes after a while; so does a second, where the first has done nothing.
  Outcome interrupted(const QStringList& arguments) {
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(SYNOD_BINARY, arguments);
    EXPECT_TRUE(process.waitForStarted());
    EXPECT_FALSE(process.waitForFinished(1'500)) << "the command was over before Ctrl+C";
    synod::testing::send_signal(process, SIGINT);
    EXPECT_TRUE(process.waitForFinished(60'000));
    EXPECT_EQ(process.exitStatus(), QProcess::NormalExit) << "killed instead of told";
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
  }

  QTemporaryDir folder;
};

TEST_F(LongRun, a_script_that_would_fill_the_memory_is_refused_with_line_and_bound) {
  const QString file =
      write("copies.synod",
            "nodes 9\npropose N1 blue\nduplicate * *->* x10000\nduplicate * *->* x10000\n");
  const Outcome outcome = synod::testing::call_synod({"verify", file});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(
      outcome.out.contains(":3:1: after 19994 events 20001 messages are in flight, and at "
                           "most 20000 may be"))
      << outcome.out.toStdString();
}

TEST_F(LongRun, ctrl_c_ends_verify_and_says_how_far_it_came) {
  const Outcome outcome = interrupted({"verify", endless()});
  EXPECT_EQ(outcome.code, 130);
  EXPECT_TRUE(outcome.out.contains("cancelled")) << outcome.out.toStdString();
}

TEST_F(LongRun, ctrl_c_ends_run_picture_export_explore_and_simulate_before_they_begin) {
  const QString file = endless();
  const QList<QStringList> commands{{"run", file},
                                    {"picture", file, "-o", "out.png"},
                                    {"export", file, "--as", "csv", "-o", "out.csv"},
                                    {"explore", file},
                                    {"simulate", file}};
  for (const QStringList& command : commands) {
    EXPECT_EQ(interrupted(command).code, 130) << command.front().toStdString();
    EXPECT_FALSE(QFile::exists(folder.filePath("out.png")));
    EXPECT_FALSE(QFile::exists(folder.filePath("out.csv")));
  }
}

TEST_F(LongRun, ctrl_c_ends_many_runs) {
  const QString runs = write("runs.synod",
                             "proposers 2\nacceptors 3\nlearners 1\noption retry on\n"
                             "propose P1 a\npropose P2 b\ncrash A1 A2\n");
  const Outcome outcome = interrupted(
      {"simulate", runs, "--runs", "100000", "--limit", "100000s", "--vary", "loss=0..50%:1%"});
  EXPECT_EQ(outcome.code, 130);
  EXPECT_TRUE(outcome.err.contains("interrupted after")) << outcome.err.toStdString();
}

TEST_F(LongRun, ctrl_c_ends_the_check_of_lessons) {
  QStringList arguments{"lesson", "check"};
  const QString lesson = SYNOD_SOURCE_DIR "/tutorials/lessons/06-chosen-accepted-learned.md";
  for (int i = 0; i < 20'000; ++i) arguments << lesson;
  const Outcome outcome = interrupted(arguments);
  EXPECT_EQ(outcome.code, 130);
  EXPECT_TRUE(outcome.out.contains(" passed, 0 failed")) << outcome.out.right(200).toStdString();
}

}  // namespace
