// Numbers of the command line: each option says its range, and takes nothing else.
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/app/synod_command.h"
#include "tests/places.h"

namespace {

using synod::testing::call_synod;
using synod::testing::Outcome;

const QString round_file = SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-05.synod";

struct Numbered {
  QStringList command;
  QString option;
};

QList<Numbered> numbered_options() {
  const QStringList explore{"explore", round_file};
  const QStringList simulate{"simulate", round_file, "--runs", "2"};
  const QStringList walk{"walk", "--runs", "1"};
  const QStringList taken{"export", round_file, "--as", "diagram-svg", "-o", "out.svg"};
  const QStringList film{"export", round_file, "--as", "frames", "-o", "out"};
  const QStringList picture{"picture", round_file, "-o", "out.png"};
  QList<Numbered> all{{{"walk"}, "--runs"},
                      {walk, "--seed"},
                      {walk, "--steps"},
                      {walk, "--nodes"},
                      {walk, "--seconds"},
                      {walk + QStringList{"--variants"}, "--seeds"},
                      {{"simulate", round_file}, "--runs"},
                      {simulate, "--seed"},
                      {simulate, "--threads"},
                      {simulate, "--limit"},
                      {taken, "--at"},
                      {taken, "--from"},
                      {taken, "--to"},
                      {taken, "--size"},
                      {film, "--fps"},
                      {film, "--speed"},
                      {picture, "--at"},
                      {picture, "--size"},
                      {picture, "--scale"}};
  for (const char* option : {"--max-ballots", "--drops", "--duplicates", "--crashes", "--restarts",
                             "--wipes", "--pauses", "--timers", "--fingerprint", "--threads",
                             "--max-states", "--max-depth", "--memory"})
    all.append({explore, option});
  return all;
}

TEST(CommandNumbers, what_is_no_number_in_range_is_refused_with_a_sentence) {
  const QTemporaryDir folder;
  for (const auto& [command, option] : numbered_options())
    for (const char* wrong : {"-1", "nan", "inf", "-inf", "", "99999999999999999999999", "1x", "x",
                              " 1", "1 ", "0x10", "+1", "1,5", "1e400"}) {
      const Outcome outcome = call_synod(command + QStringList{option, wrong}, folder.path());
      const std::string which = qPrintable(command.join(' ') + ' ' + option + " '" + wrong + "'");
      EXPECT_EQ(outcome.code, 2) << which;
      EXPECT_TRUE(outcome.err.startsWith("synod: " + option)) << which << outcome.err.toStdString();
      EXPECT_EQ(outcome.err.count('\n'), 1) << which;
    }
}

TEST(CommandNumbers, each_sentence_names_the_range) {
  const Outcome seed = call_synod({"walk", "--seed", "-1"});
  EXPECT_TRUE(
      seed.err.contains("--seed: expected a whole number from 0 to 18446744073709551615, "
                        "got '-1'"))
      << seed.err.toStdString();
  EXPECT_TRUE(call_synod({"walk", "--nodes", "10"}).err.contains("from 1 to 9, got '10'"));
  EXPECT_TRUE(call_synod({"explore", round_file, "--max-depth", "0"}).err.contains("from 1 to"));
  EXPECT_TRUE(call_synod({"picture", round_file, "-o", "x.png", "--at", "nan"})
                  .err.contains("--at: expected a number from 0 to 10000000, got 'nan'"));
}

TEST(CommandNumbers, the_ends_of_ranges_are_taken) {
  EXPECT_EQ(call_synod({"walk", "--runs", "1", "--nodes", "9", "--steps", "1"}).code, 0);
  EXPECT_EQ(call_synod({"walk", "--runs", "1", "--seed", "18446744073709551615"}).code, 0);
  EXPECT_EQ(call_synod({"simulate", round_file, "--runs", "1", "--seed=0", "--limit=1ms"}).code, 0);
}

TEST(CommandNumbers, an_argument_without_end_is_quoted_briefly) {
  const QString endless(100'000, 'x');
  for (const QStringList& arguments :
       {QStringList{"walk", "--seed", endless}, QStringList{"walk", "--seed=" + endless},
        QStringList{"walk", "--protocol", endless}, QStringList{endless},
        QStringList{"--" + endless}, QStringList{"run", round_file, endless},
        QStringList{"explore", round_file, "--goal", endless},
        QStringList{"explore", round_file, "--values", endless},
        QStringList{"explore", round_file, "--invariant", endless},
        QStringList{"simulate", round_file, "--vary", "loss=" + endless},
        QStringList{"simulate", round_file, "--limit", endless},
        QStringList{"picture", round_file, "-o", "x.png", "--size", endless},
        QStringList{"picture", round_file, "-o", "x.png", "--beside", "option bug " + endless},
        QStringList{"export", round_file, "--as", endless, "-o", "x"}}) {
    const Outcome outcome = call_synod(arguments);
    EXPECT_NE(outcome.code, 0);
    EXPECT_LT(outcome.err.size(), 1000) << qPrintable(arguments.join(' ').left(60));
    EXPECT_FALSE(outcome.err.contains(QString(61, 'x'))) << qPrintable(outcome.err.left(200));
  }
}

TEST(Fonts, where_none_is_installed_a_sentence_names_a_package) {
  QTemporaryDir folder;
  QFile settings(folder.filePath("fonts.conf"));
  ASSERT_TRUE(settings.open(QIODevice::WriteOnly));
  settings.write("<?xml version=\"1.0\"?><fontconfig></fontconfig>");
  settings.close();
  qputenv("FONTCONFIG_FILE", settings.fileName().toUtf8());
  const Outcome drawn = call_synod({"picture", round_file, "-o", folder.filePath("x.png")});
  const Outcome taken =
      call_synod({"export", round_file, "--as", "png", "-o", folder.filePath("y.png")});
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const Outcome window = call_synod({"--startup-time"});
  qunsetenv("FONTCONFIG_FILE");
  for (const Outcome& outcome : {drawn, taken, window}) {
    EXPECT_NE(outcome.code, 0);
    EXPECT_TRUE(outcome.err.contains("synod: no font is installed")) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("'fonts-inter'"));
  }
}

TEST(Exports, are_the_same_bytes_wherever_and_whenever_they_are_made) {
  QTemporaryDir folder;
  const auto made = [&](const char* format, const char* language, const char* zone, int number) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LC_ALL", language);
    environment.insert("LANG", language);
    environment.insert("TZ", zone);
    process.setProcessEnvironment(environment);
    const QString out = folder.filePath(QString("%1-%2").arg(format).arg(number));
    process.start(SYNOD_BINARY, {"export", round_file, "--as", format, "-o", out});
    EXPECT_TRUE(process.waitForFinished(60'000));
    QFile file(out);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
  };
  for (const char* format : {"png", "svg", "pdf", "diagram-png", "diagram-svg", "diagram-pdf",
                             "strip", "csv", "markdown", "shiviz", "synod"}) {
    const QByteArray first = made(format, "C", "UTC", 1);
    EXPECT_FALSE(first.isEmpty());
    EXPECT_EQ(made(format, "ar_EG.UTF-8", "Asia/Kolkata", 2), first) << format;
    EXPECT_EQ(made(format, "de_DE.UTF-8", "America/New_York", 3), first) << format;
  }
}

}  // namespace
