// Places of exports: regular files and new names, and nothing half done.
#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <csignal>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "app/export/export_ffmpeg.h"
#include "app/export/export_run.h"
#include "app/export/folder_beside.h"
#include "app/system/interrupt.h"
#include "app/system/leftovers.h"
#include "tests/app/synod_command.h"
#include "tests/full_disk.h"
#include "tests/places.h"
#include "tests/views/panels_world.h"

namespace synod::app {
namespace {

using testing::Outcome;

const QString round_file = SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-05.synod";

class ExportPlace : public ::testing::Test {
 protected:
  ~ExportPlace() override { qputenv("PATH", search_path); }

  QString path(const QString& name) const { return folder.filePath(name); }
  QByteArray read(const QString& name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  void write(const QString& name, const QByteArray& bytes) const {
    QFile file(path(name));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
  }
  QStringList left() const {
    return QDir(folder.path())
        .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
  }
  Outcome synod(const QStringList& arguments) const {
    return testing::call_synod(arguments, folder.path());
  }
  /// A program of that name in place of ffmpeg's, which need not be installed.
  void be_ffmpeg(const QByteArray& script) {
    ASSERT_TRUE(QDir(tools.path()).exists());
    QFile file(tools.filePath("ffmpeg"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\nfor last; do :; done\n" + script + "\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("PATH", tools.path().toUtf8() + ':' + search_path);
  }
  ExportOrder order(ExportFormat format) const {
    ExportOrder order;
    order.format = format;
    order.run = line_of(history);
    order.size = {160, 120};
    order.fps = 2;
    order.speed = 16;
    return order;
  }
  /// Every way to write a file from the command line to `out`.
  static QList<QStringList> writers(const QString& out) {
    return {{"picture", round_file, "-o", out, "--size", "320x240"},
            {"export", round_file, "--as", "png", "-o", out},
            {"export", round_file, "--as", "svg", "-o", out},
            {"export", round_file, "--as", "diagram-pdf", "-o", out},
            {"export", round_file, "--as", "strip", "-o", out},
            {"export", round_file, "--as", "csv", "-o", out},
            {"export", round_file, "--as", "mp4", "-o", out},
            {"export", round_file, "--as", "gif", "-o", out},
            {"simulate", round_file, "--runs", "2", "--csv", out}};
  }

  const QByteArray search_path = qgetenv("PATH");
  QTemporaryDir folder;
  QTemporaryDir tools;
  History history = views::adopted_value_run();
};

TEST_F(ExportPlace, nothing_but_a_file_is_written_or_replaced) {
  be_ffmpeg("cat > /dev/null; echo film > \"$last\"");
  write("read-only", "mine");
  ASSERT_EQ(::chmod(path("read-only").toUtf8().constData(), 0400), 0);
  ASSERT_EQ(::mkfifo(path("pipe").toUtf8().constData(), 0600), 0);
  ASSERT_TRUE(QFile::link("/dev/null", path("device")));
  ASSERT_TRUE(QDir(folder.path()).mkdir("folder"));
  const QStringList before = left();
  for (const char* place : {"read-only", "pipe", "device", "folder", "no/such/place"})
    for (const QStringList& arguments : writers(place)) {
      const Outcome outcome = synod(arguments);
      EXPECT_EQ(outcome.code, 1) << qPrintable(arguments.join(' '));
      EXPECT_TRUE(outcome.err.contains(QString(place) + " can't be written: "))
          << qPrintable(outcome.err);
      EXPECT_TRUE(outcome.err.contains("Name another file.")) << qPrintable(outcome.err);
    }
  EXPECT_EQ(left(), before);
  EXPECT_EQ(read("read-only"), "mine");
  EXPECT_TRUE(QFileInfo(path("device")).isSymLink());
}

TEST_F(ExportPlace, a_link_to_a_file_stays_one_and_the_file_is_written) {
  be_ffmpeg("cat > /dev/null; echo film > \"$last\"");
  for (const QStringList& arguments : writers("link")) {
    write("file", "old");
    ASSERT_TRUE(QFile::link("file", path("link")));
    EXPECT_EQ(synod(arguments).code, 0) << qPrintable(arguments.join(' '));
    EXPECT_TRUE(QFileInfo(path("link")).isSymLink());
    EXPECT_NE(read("file"), "old") << qPrintable(arguments.join(' '));
    QFile::remove(path("link"));
  }
  EXPECT_EQ(left(), QStringList{"file"});
}

TEST_F(ExportPlace, no_name_is_no_place) {
  for (const QStringList& arguments :
       writers("") + QList<QStringList>{{"export", round_file, "--as", "frames", "-o", ""}}) {
    const Outcome outcome = synod(arguments);
    EXPECT_EQ(outcome.code, 2) << qPrintable(arguments.join(' '));
    EXPECT_TRUE(outcome.err.contains("expected a name, got none")) << qPrintable(outcome.err);
  }
  EXPECT_EQ(left(), QStringList());
  EXPECT_EQ(run_export(order(ExportFormat::frames), "").end, ExportEnd::failed);
}

TEST_F(ExportPlace, a_film_that_ffmpeg_could_not_write_is_no_film) {
  be_ffmpeg("cat > /dev/null; echo cut > \"$last\"; echo 'No space left on device' >&2; exit 0");
  write("film.mp4", "old");
  const ExportOutcome outcome = run_export(order(ExportFormat::mp4), path("film.mp4"));
  EXPECT_EQ(outcome.end, ExportEnd::failed);
  EXPECT_TRUE(outcome.why.contains("No space left on device")) << qPrintable(outcome.why);
  EXPECT_EQ(read("film.mp4"), "old");
  EXPECT_EQ(left(), QStringList{"film.mp4"});
}

TEST_F(ExportPlace, a_film_goes_into_a_folder_with_whatever_name) {
  // As ffmpeg does, for which %d is a number.
  be_ffmpeg("cat > /dev/null; case \"$last\" in *%*|-*|*:*) exit 1;; esac; echo film > \"$last\"");
  for (const char* name : {"a%d", "a:b", "-y"}) {
    ASSERT_TRUE(QDir(folder.path()).mkdir(name));
    const QString film = path(QString(name) + "/film.gif");
    const ExportOutcome outcome = run_export(order(ExportFormat::gif), film);
    EXPECT_EQ(outcome.end, ExportEnd::done) << qPrintable(outcome.why);
    EXPECT_TRUE(QFileInfo(film).isFile());
  }
}

TEST_F(ExportPlace, a_full_disk_leaves_what_was_there_and_nothing_else) {
  be_ffmpeg("cat > /dev/null; printf '%0100000d' 0 > \"$last\" || echo 'File too large' >&2");
  for (const ExportFormat format :
       {ExportFormat::png, ExportFormat::pdf, ExportFormat::csv, ExportFormat::diagram_png,
        ExportFormat::mp4, ExportFormat::frames}) {
    const QString name = format == ExportFormat::frames ? "frames" : "file";
    if (format != ExportFormat::frames) write("file", "old");
    {
      const testing::FullDisk full(64);
      EXPECT_EQ(run_export(order(format), path(name)).end, ExportEnd::failed)
          << info_of(format).name;
    }
    EXPECT_EQ(left(), QStringList{"file"}) << info_of(format).name;
    EXPECT_EQ(read("file"), "old") << info_of(format).name;
  }
}

TEST_F(ExportPlace, frames_come_into_an_empty_folder_or_a_new_one_all_at_once) {
  ASSERT_TRUE(QDir(folder.path()).mkdir("empty"));
  for (const char* name : {"new", "empty", "new2/"}) {
    EXPECT_EQ(run_export(order(ExportFormat::frames), path(name)).end, ExportEnd::done) << name;
    EXPECT_FALSE(QImage(path(QString(name) + "/frame-00001.png")).isNull()) << name;
  }
  EXPECT_EQ(left(), (QStringList{"empty", "new", "new2"}));
}

/// Calls the program and presses Ctrl+C after a moment.
int interrupted(const QStringList& arguments, const QString& folder, int signal, int ms) {
  QProcess process;
  process.setWorkingDirectory(folder);
  process.start(SYNOD_BINARY, arguments);
  process.waitForStarted();
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  testing::send_signal(process, signal);
  EXPECT_TRUE(process.waitForFinished(20'000));
  return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

TEST_F(ExportPlace, ctrl_c_leaves_nothing_behind) {
  be_ffmpeg("exec sleep 60");
  const QStringList film{"export", round_file, "--fps", "60", "--speed", "0.0625", "-o", "out"};
  for (const int signal : {SIGINT, SIGTERM})
    for (const char* format : {"frames", "mp4", "gif"}) {
      EXPECT_EQ(interrupted(film + QStringList{"--as", format}, folder.path(), signal, 1500), 130)
          << format;
      EXPECT_EQ(left(), QStringList()) << format;
    }
}

TEST_F(ExportPlace, ASecondCtrlCLeavesAtOnceAndNothingBehind) {
  const auto two_wishes = [this] {
    const FolderBeside half(path("out"));
    const Leftover held((folder.path() + "/held").toStdString(), Leftover::With::nothing_in_it);
    QDir(folder.path()).mkdir("held");
    QFile file(half.filePath("frame.png"));
    if (!file.open(QIODevice::WriteOnly)) return;
    // It never looks at the flag.
    const Interrupt interrupt;
    std::raise(SIGINT);
    if (left().size() != 2) return;
    std::raise(SIGINT);
    std::this_thread::sleep_for(std::chrono::seconds(60));
  };
  GTEST_FLAG_SET(death_test_style, "fast");
  EXPECT_EXIT(two_wishes(), ::testing::ExitedWithCode(interrupted_code), "");
  EXPECT_EQ(left(), QStringList());
}

TEST_F(ExportPlace, AFolderThatSomebodyFilledMeanwhileOutlivesASecondCtrlC) {
  write("theirs", "kept");
  const auto two_wishes = [this] {
    const Leftover held(folder.path().toStdString(), Leftover::With::nothing_in_it);
    const Interrupt interrupt;
    std::raise(SIGTERM);
    std::raise(SIGINT);
    std::this_thread::sleep_for(std::chrono::seconds(60));
  };
  GTEST_FLAG_SET(death_test_style, "fast");
  EXPECT_EXIT(two_wishes(), ::testing::ExitedWithCode(interrupted_code), "");
  EXPECT_EQ(read("theirs"), "kept");
}

TEST_F(ExportPlace, TwoCtrlCInARowEndEachCommandWith130AndLeaveNothing) {
  QTemporaryDir elsewhere;
  const QString script = elsewhere.filePath("endless.synod");
  QFile file(script);
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(testing::endless_script());
  file.close();
  be_ffmpeg("exec sleep 60");
  const QStringList film{"export", round_file, "--fps", "60", "--speed", "0.0625", "-o", "out"};
  const QList<QStringList> commands{{"run", script},
                                    {"walk", "--runs", "100000000"},
                                    {"explore", script},
                                    film + QStringList{"--as", "frames"},
                                    film + QStringList{"--as", "mp4"}};
  for (const QStringList& command : commands) {
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(SYNOD_BINARY, command);
    ASSERT_TRUE(process.waitForStarted());
    EXPECT_FALSE(process.waitForFinished(1'500)) << "it was over before Ctrl+C";
    for (int i = 0; i < 2; ++i) testing::send_signal(process, SIGINT);
    EXPECT_TRUE(process.waitForFinished(20'000)) << command.front().toStdString();
    EXPECT_EQ(process.exitStatus(), QProcess::NormalExit) << command.front().toStdString();
    EXPECT_EQ(process.exitCode(), 130) << command.front().toStdString();
    EXPECT_EQ(left(), QStringList()) << command.front().toStdString();
  }
}

}  // namespace
}  // namespace synod::app
