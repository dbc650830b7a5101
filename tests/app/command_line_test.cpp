// Command line: the program as it is called from a shell.
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/app/synod_command.h"

namespace {

using synod::testing::Outcome;

Outcome synod(const QStringList& arguments) {
  return synod::testing::call_synod(arguments);
}

class CommandLine : public testing::Test {
 protected:
  QString write(const char* name, const QByteArray& text) {
    QFile file(folder.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
    return file.fileName();
  }
  static constexpr const char* good =
      "proposers 1\nacceptors 3\nlearners 1\npropose P1 blue\nrun until chosen\n"
      "expect chosen blue\n";
  static constexpr const char* wrong =
      "proposers 1\nacceptors 3\nlearners 1\npropose P1 blue\nrun until chosen\n"
      "expect chosen green\n";

  QTemporaryDir folder;
};

/// A cluster under load for two minutes: some twenty thousand events.
constexpr const char* two_minutes =
    "protocol multi\nnodes 5\nclients 2\noption detector fixed\noption load 300\n"
    "run for 120000ms\nexpect C1.done = 300\n";

TEST_F(CommandLine, export_makes_pages_of_a_long_diagram) {
  const QString file = write("long.synod", two_minutes);
  const QString out = folder.filePath("long.pdf");
  const Outcome outcome = synod({"export", file, "--as", "diagram-pdf", "-o", out});
  EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
  EXPECT_TRUE(outcome.out.contains("pages: ")) << outcome.out.toStdString();
  QFile pdf(out);
  ASSERT_TRUE(pdf.open(QIODevice::ReadOnly));
  const QByteArray bytes = pdf.readAll();
  EXPECT_GT(bytes.count("/Type /Page\n"), 100);
  // A4 on its side, in points.
  EXPECT_TRUE(bytes.contains("/MediaBox [0 0 842") || bytes.contains("/MediaBox [0 0 841"));
}

TEST_F(CommandLine, export_takes_a_part_of_a_long_diagram) {
  const QString file = write("long.synod", two_minutes);
  const Outcome part = synod({"export", file, "--as", "diagram-png", "--from", "1000", "--to",
                              "1020", "-o", folder.filePath("part.png")});
  EXPECT_EQ(part.code, 0) << part.err.toStdString();
  EXPECT_FALSE(QImage(folder.filePath("part-001.png")).isNull());
  const Outcome beyond = synod({"export", file, "--as", "diagram-svg", "--to", "9000000", "-o",
                                folder.filePath("part.svg")});
  EXPECT_EQ(beyond.code, 1);
  EXPECT_TRUE(beyond.err.contains("ends before event 9000000")) << beyond.err.toStdString();
  const Outcome whole =
      synod({"export", file, "--as", "markdown", "--from", "3", "-o", folder.filePath("x.md")});
  EXPECT_EQ(whole.code, 2);
  EXPECT_TRUE(whole.err.contains("takes the whole run")) << whole.err.toStdString();
}

TEST_F(CommandLine, verify_says_ok_for_what_holds) {
  const QString file = write("good.synod", good);
  const Outcome outcome = synod({"verify", file});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, "ok   " + file + "\n1 passed, 0 failed\n");
}

TEST_F(CommandLine, verify_says_the_line_what_was_expected_and_what_was_there) {
  const QString file = write("wrong.synod", wrong);
  const Outcome outcome = synod({"verify", write("good.synod", good), file});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(outcome.out.contains(file + ":6: expected chosen green, got "))
      << outcome.out.toStdString();
  EXPECT_TRUE(outcome.out.endsWith("\n1 passed, 1 failed\n")) << outcome.out.toStdString();
}

TEST_F(CommandLine, verify_counts_what_it_can_not_read_as_failed) {
  const Outcome outcome =
      synod({"verify", folder.filePath("nowhere.synod"), write("broken.synod", "nodes 3\nfly\n"),
             write("big.synod", QByteArray(32'000'001, '#'))});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(outcome.out.contains("nowhere.synod"));
  EXPECT_TRUE(outcome.out.contains("broken.synod:2:1: "));
  EXPECT_TRUE(outcome.out.contains(
      "big.synod: this file is too large: it may have at most 32000000 bytes"));
  EXPECT_TRUE(outcome.out.endsWith("\n0 passed, 3 failed\n"));
}

TEST_F(CommandLine, more_lines_or_nodes_than_the_bound_are_refused_by_name) {
  const QString lines = write("lines.synod", QByteArray(2'000'001, '\n'));
  const QString nodes = write("nodes.synod", "nodes 26\npropose N1 blue\n");
  const Outcome outcome = synod({"verify", lines, nodes});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(outcome.out.contains("lines.synod"));
  EXPECT_TRUE(outcome.out.contains("nodes.synod:1"));
  EXPECT_TRUE(outcome.out.endsWith("\n0 passed, 2 failed\n")) << outcome.out.toStdString();
}

TEST_F(CommandLine, run_prints_the_story) {
  const Outcome outcome = synod({"run", write("good.synod", good)});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(outcome.out.contains("P1 wants blue"));
  EXPECT_FALSE(outcome.out.contains("A1.promised"));
}

TEST_F(CommandLine, run_with_trace_prints_causes_messages_changes_and_the_state) {
  const Outcome outcome = synod({"run", "--trace", write("good.synod", good)});
  EXPECT_EQ(outcome.code, 0);
  for (const char* part :
       {"command  propose P1 blue", "cause  event 1", "sends  P1->A1 Prepare 1.1",
        "A1.promised: none -> 1.1", "State after", "chosen  1.1:blue"})
    EXPECT_TRUE(outcome.out.contains(part)) << part << '\n' << outcome.out.toStdString();
}

TEST_F(CommandLine, simulate_writes_one_row_a_run_and_says_the_median) {
  const QString csv = folder.filePath("runs.csv");
  const QString file = write("good.synod", good);
  const Outcome outcome = synod({"simulate", file, "--runs", "20", "--seed", "7", "--csv", csv});
  ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
  EXPECT_TRUE(outcome.out.startsWith("20 runs, seeds 7 to 26: 0% undecided within 60000 ms\n"))
      << outcome.out.toStdString();
  EXPECT_TRUE(outcome.out.contains("time to chosen  median "));
  QFile table(csv);
  ASSERT_TRUE(table.open(QIODevice::ReadOnly));
  const QList<QByteArray> lines = table.readAll().trimmed().split('\n');
  ASSERT_EQ(lines.size(), 21);
  EXPECT_EQ(lines[0], "seed,decided,time_ms,messages,ballots,events,violated,linearizable");
  EXPECT_TRUE(lines[1].startsWith("7,1,"));
}

TEST_F(CommandLine, simulate_varies_an_option_and_puts_the_table_on_standard_output) {
  const QStringList arguments{"simulate", write("good.synod", good),
                              "--runs",   "30",
                              "--vary",   "loss=0..100%:50%",
                              "--csv",    "-",
                              "--limit",  "10s"};
  const Outcome one = synod(arguments + QStringList{"--threads", "1"});
  ASSERT_EQ(one.code, 0) << one.err.toStdString();
  const QStringList lines = one.out.trimmed().split('\n');
  ASSERT_EQ(lines.size(), 4) << one.out.toStdString();
  EXPECT_TRUE(lines[0].startsWith("loss_percent,runs,undecided,"));
  EXPECT_TRUE(lines[1].startsWith("0,30,0,"));
  EXPECT_EQ(lines[3], "100,30,1,0,,,,,,,,,");
  EXPECT_TRUE(one.err.contains("medians of 30 runs each"));
  EXPECT_EQ(synod(arguments + QStringList{"--threads", "2"}).out, one.out);
}

TEST_F(CommandLine, simulate_says_what_was_wrong) {
  const QString file = write("good.synod", good);
  Outcome outcome = synod({"simulate", file, "--vary", "speed=1..2:1"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(outcome.err.contains("expected one of loss, latency, nodes"))
      << outcome.err.toStdString();
  EXPECT_EQ(synod({"simulate", file, "--limit", "soon"}).code, 2);
  EXPECT_EQ(synod({"simulate", file, "--runs", "100001"}).code, 2);
  EXPECT_EQ(synod({"simulate", folder.filePath("nowhere.synod")}).code, 1);
  outcome = synod({"simulate", file, "--runs", "1", "--csv", "/nowhere/at/all.csv"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(outcome.err.contains("/nowhere/at/all.csv"));
  outcome = synod({"simulate", write("broken.synod", "nodes 3\nfly\n")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(outcome.err.contains("broken.synod:2:1: "));
}

TEST_F(CommandLine, picture_draws_the_window_at_the_size_that_was_asked_for) {
  const QString file = write("good.synod", good);
  const QString png = folder.filePath("out.png");
  Outcome outcome = synod({"picture", file, "-o", png, "--size", "1280x720", "--at", "2.5"});
  ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
  EXPECT_EQ(outcome.err, "");
  const QImage light(png);
  EXPECT_EQ(light.size(), QSize(1280, 720));
  outcome =
      synod({"picture", file, "-o", png, "--size", "800x600", "--scale", "2", "--theme", "dark"});
  ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
  const QImage dark(png);
  EXPECT_EQ(dark.size(), QSize(1600, 1200));
  EXPECT_LT(dark.pixelColor(dark.rect().center()).lightness(),
            light.pixelColor(light.rect().center()).lightness());
}

TEST_F(CommandLine, a_picture_of_a_broken_file_names_the_line) {
  const Outcome outcome =
      synod({"picture", write("broken.synod", "nodes 3\nfly\n"), "-o", folder.filePath("o.png")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(outcome.err.contains("broken.synod, line 2")) << outcome.err.toStdString();
}

TEST_F(CommandLine, walk_reports_what_random_runs_came_to) {
  const Outcome outcome = synod({"walk", "--runs", "20", "--seed", "3", "--nodes", "3"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(outcome.out.contains("Basic Paxos: 20 runs")) << outcome.out.toStdString();
  EXPECT_TRUE(outcome.out.contains(" 0 broke an invariant"));
  EXPECT_EQ(synod({"walk", "--runs", "20", "--seed", "3", "--nodes", "3"}).out, outcome.out);
}

TEST_F(CommandLine, walk_keeps_messages_to_time_where_that_is_asked_for) {
  const QStringList call{"walk", "--protocol", "3pc", "--runs", "3000"};
  EXPECT_EQ(synod(call).code, 1);
  const Outcome outcome = synod(QStringList(call) << "--synchronous");
  EXPECT_EQ(outcome.code, 0) << outcome.out.toStdString();
  EXPECT_TRUE(outcome.out.startsWith("Three-phase commit, in time: 3000 runs"))
      << outcome.out.toStdString();
}

TEST_F(CommandLine, walk_follows_the_specification_where_that_is_asked_for) {
  const Outcome outcome = synod({"walk", "--refines", "--runs", "20"});
  EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
  EXPECT_EQ(outcome.out,
            "Basic Paxos: 20 runs, 4000 events, each a step of Paxos.tla or none\n"
            "Multi-Paxos: 20 runs, 4000 events, each a step of Paxos.tla in its slot or none\n"
            "Raft: 20 runs, 4000 events, each a step of MongoStaticRaft.tla in the order of terms "
            "or none\n"
            "Two-phase commit: 20 runs, 4000 events, each a step of TCommit.tla or none\n");
}

TEST_F(CommandLine, walk_finds_what_a_variant_breaks_and_says_the_same_again) {
  const QStringList call{"walk", "--variant", "no-adopt", "--until-found", "--runs", "5000"};
  const Outcome outcome = synod(call);
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(outcome.out.startsWith("Basic Paxos, no-adopt: ")) << outcome.out.toStdString();
  EXPECT_TRUE(outcome.out.contains(" 1 broke an invariant\n\n# seed "));
  EXPECT_FALSE(outcome.out.contains("Multi-Paxos"));
  EXPECT_EQ(synod(call).out, outcome.out);
  // What it printed is a scenario that shows the same.
  const QByteArray script = outcome.out.mid(outcome.out.indexOf("# seed")).toUtf8();
  const Outcome again =
      synod({"verify", write("found.synod", script + "expect violated agreement\n")});
  EXPECT_EQ(again.code, 0) << again.out.toStdString();
}

TEST_F(CommandLine, walk_leaves_at_its_time_limit_with_what_is_known) {
  const Outcome outcome = synod({"walk", "--protocol", "paxos", "--seconds", "0.2"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(outcome.out.startsWith("Basic Paxos: ")) << outcome.out.toStdString();
  EXPECT_TRUE(outcome.out.contains(" 0 broke an invariant"));
}

TEST_F(CommandLine, walk_makes_a_table_of_how_long_a_variant_takes) {
  const Outcome outcome = synod({"walk", "--variants", "--variant", "no-phase1", "--seeds", "3"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(outcome.out.contains("\n| no-phase1 | ")) << outcome.out.toStdString();
  EXPECT_TRUE(outcome.out.endsWith(" | 3 of 3 |\n")) << outcome.out.toStdString();
  EXPECT_EQ(outcome.out.count('\n'), 3);
}

TEST_F(CommandLine, a_window_that_can_not_open_says_why_in_one_line) {
  Outcome outcome = synod({"frobnicate"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err,
            "synod: 'frobnicate' is neither a file nor a command (try 'synod --help')\n");
  const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
  qunsetenv("QT_QPA_PLATFORM");
  outcome = synod({write("good.synod", good)});
  qputenv("QT_QPA_PLATFORM", platform);
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err,
            "synod: there is no display; the commands need none (try 'synod --help')\n");
}

TEST_F(CommandLine, help_and_version_are_everywhere) {
  for (const QStringList& command : {QStringList{}, {"verify"}, {"run"}, {"walk"}, {"picture"}}) {
    const Outcome help = synod(command + QStringList{"--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_TRUE(help.out.contains("Usage: synod"));
    const Outcome version = synod(command + QStringList{"--version"});
    EXPECT_EQ(version.code, 0);
    EXPECT_TRUE(version.out.startsWith("synod "));
  }
}

class WrongUsage : public testing::TestWithParam<QStringList> {};

TEST_P(WrongUsage, exits_2_with_one_clear_line) {
  const Outcome outcome = synod(GetParam());
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(outcome.err.startsWith("synod: ")) << outcome.err.toStdString();
  EXPECT_EQ(outcome.err.count('\n'), 1) << outcome.err.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    CommandLine, WrongUsage,
    testing::Values(QStringList{"verify"}, QStringList{"run"}, QStringList{"run", "a", "b"},
                    QStringList{"--fly"}, QStringList{"picture", "a.synod"},
                    QStringList{"picture", "a.synod", "-o", "b.png", "--size", "big"},
                    QStringList{"picture", "a.synod", "-o", "b.png", "--theme", "pink"},
                    QStringList{"walk", "--runs", "0"}, QStringList{"walk", "--nodes", "26"},
                    QStringList{"walk", "--refines", "--live"},
                    QStringList{"walk", "--variant", "none-such"},
                    QStringList{"walk", "--protocol", "multi", "--variant", "no-adopt"},
                    QStringList{"walk", "--seeds", "3"}));

}  // namespace
