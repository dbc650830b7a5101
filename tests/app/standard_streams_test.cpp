// Commands whose output is closed, full, or read by nobody: as a shell brings about.
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/app/synod_command.h"
#include "tests/places.h"

namespace {

using synod::testing::Outcome;

const QString round_file = SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-05.synod";

/// Each command that prints, briefly.
QStringList printing_commands() {
  return {"run " + round_file,
          "verify " + round_file,
          "simulate " + round_file + " --runs 3",
          "simulate " + round_file + " --runs 3 --csv -",
          "walk --runs 3",
          "explore " + round_file + " --max-ballots 0",
          "lesson check " SYNOD_SOURCE_DIR "/tests/tutorials/good_lesson.md",
          "export " + round_file + " --as csv -o -",
          "--help",
          "explore --help",
          "--version"};
}

Outcome in_shell(const QString& line) {
  QProcess process;
  process.start("bash", {"-c", QString(line).replace("SYNOD", SYNOD_BINARY)});
  EXPECT_TRUE(process.waitForFinished(60'000));
  return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
          QString::fromUtf8(process.readAllStandardOutput()),
          QString::fromUtf8(process.readAllStandardError())};
}

TEST(StandardOutput, that_is_full_ends_each_command_with_1_and_a_sentence) {
  for (const QString& command : printing_commands()) {
    const Outcome outcome = in_shell("SYNOD " + command + " > /dev/full");
    EXPECT_EQ(outcome.code, 1) << qPrintable(command);
    EXPECT_TRUE(outcome.err.contains("synod: standard output can't be written: the disk is full"))
        << qPrintable(command + ": " + outcome.err);
  }
}

TEST(StandardOutput, that_is_closed_ends_each_command_with_1_and_a_sentence) {
  for (const QString& command : printing_commands()) {
    const Outcome outcome = in_shell("SYNOD " + command + " >&-");
    EXPECT_EQ(outcome.code, 1) << qPrintable(command);
    EXPECT_TRUE(outcome.err.contains("synod: standard output can't be written: it is closed"))
        << qPrintable(command + ": " + outcome.err);
  }
}

TEST(StandardOutput, that_nobody_reads_ends_each_command_quietly) {
  for (const QString& command : printing_commands())
    for (const char* before : {"", "trap '' PIPE; "}) {
      const Outcome outcome =
          in_shell(QString(before) + "SYNOD " + command + " 2>&1 > >(exec true); exit $?");
      EXPECT_TRUE(outcome.code == 0 || outcome.code == 1 || outcome.code == 141)
          << qPrintable(command) << outcome.code;
      EXPECT_FALSE(outcome.out.contains("terminate called")) << qPrintable(command);
      EXPECT_FALSE(outcome.out.contains("can't be written")) << qPrintable(command);
    }
}

TEST(StandardOutput, that_is_read_whole_is_as_it_always_was) {
  for (const QString& command : printing_commands()) {
    const Outcome outcome = in_shell("SYNOD " + command + " | cat; exit ${PIPESTATUS[0]}");
    EXPECT_NE(outcome.code, -1) << qPrintable(command);
    EXPECT_FALSE(outcome.out.isEmpty()) << qPrintable(command);
    EXPECT_FALSE(outcome.err.contains("can't be written")) << qPrintable(command);
  }
}

TEST(StandardError, that_is_closed_or_full_changes_no_exit_code) {
  for (const QString& command : printing_commands()) {
    const int code = in_shell("SYNOD " + command).code;
    EXPECT_EQ(in_shell("SYNOD " + command + " 2>&-").code, code) << qPrintable(command);
    EXPECT_EQ(in_shell("SYNOD " + command + " 2> /dev/full").code, code) << qPrintable(command);
  }
  EXPECT_EQ(in_shell("SYNOD walk --runs x 2> /dev/full").code, 2);
}

TEST(StandardOutput, that_is_closed_never_goes_into_a_file_that_is_written) {
  const QTemporaryDir folder;
  const QString out = folder.filePath("out.csv");
  in_shell("SYNOD simulate " + round_file + " --runs 3 --csv " + out + " >&- <&- 2>&-");
  const Outcome shown = in_shell("cat " + out);
  EXPECT_FALSE(shown.out.contains("undecided within")) << qPrintable(shown.out);
  EXPECT_EQ(in_shell("SYNOD simulate " + round_file + " --runs 3 --csv -").out, shown.out);
}

}  // namespace
