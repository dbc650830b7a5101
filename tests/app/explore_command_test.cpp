// Command 'explore': the checker as it is called from a shell.
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "app/system/machine.h"
#include "tests/app/synod_command.h"
#include "tests/places.h"

namespace {

using synod::testing::Outcome;

std::string all_of(const Outcome& outcome) {
  return (outcome.out + outcome.err).toStdString();
}

QString last_line_of(const Outcome& outcome) {
  return outcome.out.trimmed().section('\n', -1);
}

class ExploreCommand : public testing::Test {
 protected:
  Outcome synod(const QStringList& arguments) {
    return synod::testing::call_synod(arguments, folder.path());
  }
  /// Explores a cluster of two proposers and three acceptors, after `commands`.
  Outcome explore(const QByteArray& commands, const QStringList& options) {
    write("explored.synod",
          "proposers 2\nacceptors 3\nlearners 0\noption nack off\n" + commands + "\n");
    return synod(QStringList{"explore", "explored.synod"} + options);
  }
  void write(const QString& name, const QByteArray& text) {
    QFile file(folder.filePath(name));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
  }

  QTemporaryDir folder;
};

TEST_F(ExploreCommand, exits_with_0_where_every_invariant_holds) {
  const Outcome found = explore("", {"--max-ballots", "1", "--lossy", "--merge-quiet"});
  EXPECT_EQ(found.code, 0) << all_of(found);
  EXPECT_TRUE(found.out.contains("Every invariant holds in all ")) << all_of(found);
  EXPECT_TRUE(last_line_of(found).contains(QRegularExpression("^# \\d+ states, depth \\d+, .* s$")))
      << all_of(found);
}

TEST_F(ExploreCommand, answers_each_stage_before_the_next_and_ends_with_the_widest) {
  const Outcome found = explore("", {"--max-ballots", "1", "--drops", "1"});
  EXPECT_EQ(found.code, 0) << all_of(found);
  const qsizetype one = found.out.indexOf("# P1 asked once: every invariant holds in all ");
  const qsizetype both =
      found.out.indexOf("# Each proposer asked once: every invariant holds in all ");
  const qsizetype whole = found.out.indexOf("# Every invariant holds in all ");
  EXPECT_GE(one, 0) << all_of(found);
  EXPECT_GT(both, one) << all_of(found);
  EXPECT_GT(whole, both) << all_of(found);
}

TEST_F(ExploreCommand, tells_at_a_limit_what_is_known_and_what_was_not_finished) {
  const Outcome many = explore("", {"--max-ballots", "5", "--max-states", "20000"});
  EXPECT_EQ(many.code, 3) << all_of(many);
  EXPECT_TRUE(many.out.contains(QRegularExpression(
      "# The limit of 20000 states came first \\(--max-states\\), after \\d+ states with each "
      "proposer asked once[^;]*; nothing was found within \\d+ events\n"
      "# Known so far: every invariant holds in all \\d+ states with P1 asked once\n")))
      << all_of(many);
}

TEST_F(ExploreCommand, that_is_interrupted_tells_what_is_known_and_exits_with_130) {
  write("explored.synod", "proposers 3\nacceptors 5\nlearners 1\n");
  QProcess process;
  process.setWorkingDirectory(folder.path());
  process.start(SYNOD_BINARY, {"explore", "explored.synod", "--max-ballots", "9"});
  ASSERT_TRUE(process.waitForReadyRead(60'000)) << "no stage was answered";
  synod::testing::send_signal(process, SIGINT);
  ASSERT_TRUE(process.waitForFinished(60'000));
  const QString out = QString::fromUtf8(process.readAllStandardOutput());
  EXPECT_EQ(process.exitStatus(), QProcess::NormalExit);
  EXPECT_EQ(process.exitCode(), 130) << out.toStdString();
  EXPECT_TRUE(out.contains("# Cancelled, after ")) << out.toStdString();
  EXPECT_TRUE(out.contains("# Known so far: every invariant holds in all ")) << out.toStdString();
}

TEST_F(ExploreCommand, hints_at_the_value_that_a_goal_probably_means) {
  const Outcome wrong = explore("", {"--goal", "chosen gren"});
  EXPECT_EQ(wrong.code, 2) << all_of(wrong);
  EXPECT_TRUE(wrong.err.contains("did you mean green?")) << all_of(wrong);
  EXPECT_TRUE(wrong.out.isEmpty()) << all_of(wrong);
}

TEST_F(ExploreCommand, takes_a_quarter_of_the_machine_s_memory_for_its_limit) {
  const Outcome help = synod({"explore", "--help"});
  const auto stated = QRegularExpression("--memory UINT:[^=]*=(\\d+)").match(help.out);
  ASSERT_TRUE(stated.hasMatch()) << all_of(help);
  EXPECT_EQ(stated.captured(1).toULongLong(), synod::app::memory_budget() >> 20);
}

TEST_F(ExploreCommand, exits_with_1_and_a_shortest_counterexample_that_is_a_scenario) {
  const Outcome found =
      explore("option bug no-adopt", {"--max-ballots", "1", "--invariant", "agreement"});
  EXPECT_EQ(found.code, 1) << all_of(found);
  EXPECT_TRUE(found.out.contains("agreement is violated 14 events")) << all_of(found);

  write("found.synod", found.out.toUtf8() + "expect violated agreement\n");
  EXPECT_EQ(synod({"verify", "found.synod"}).code, 0) << all_of(found);
}

TEST_F(ExploreCommand, starts_where_the_commands_of_the_file_end) {
  const Outcome found = explore(
      "option bug no-adopt\npropose P1 blue\ndeliver prepare P1->A1\ndeliver prepare P1->A2\n"
      "deliver promise *->P1",
      {"--max-ballots", "1", "--invariant", "agreement"});
  EXPECT_EQ(found.code, 1) << all_of(found);
  EXPECT_TRUE(found.out.contains("agreement is violated 9 events")) << all_of(found);
  EXPECT_TRUE(found.out.contains("deliver prepare P1->A1")) << "the whole run is printed";
}

TEST_F(ExploreCommand, exits_with_0_where_a_goal_is_reached_and_with_1_where_it_is_not) {
  const QString majority = "A1.accepted = 1.1:blue and A2.accepted = 1.2:blue and not chosen blue";
  const Outcome there = explore("", {"--max-ballots", "1", "--goal", majority});
  EXPECT_EQ(there.code, 0) << all_of(there);
  EXPECT_TRUE(there.out.contains("The goal is reached 12 events")) << all_of(there);

  const Outcome nowhere =
      explore("", {"--max-ballots", "1", "--goal", "chosen blue and chosen green"});
  EXPECT_EQ(nowhere.code, 1) << all_of(nowhere);
  EXPECT_TRUE(nowhere.out.contains("The goal is not reached in all ")) << all_of(nowhere);
}

TEST_F(ExploreCommand, exits_with_2_and_says_what_is_wrong_and_where) {
  const QStringList shapes[] = {{"--max-ballots", "99"}, {"--goal", "chosen blue and"},
                                {"--goal", "A9 down"},   {"--invariant", "beauty"},
                                {"--merge-quiet"},       {"--nonsense"}};
  for (const QStringList& options : shapes) {
    const Outcome wrong = explore("", options);
    EXPECT_EQ(wrong.code, 2) << options.join(' ').toStdString();
    EXPECT_FALSE(wrong.err.isEmpty()) << options.join(' ').toStdString();
    EXPECT_TRUE(wrong.out.isEmpty()) << all_of(wrong);
  }
  EXPECT_EQ(synod({"explore", "missing.synod"}).code, 2);
}

TEST_F(ExploreCommand, exits_with_3_where_a_limit_comes_first_and_names_it) {
  const Outcome many = explore("", {"--max-states", "1000"});
  EXPECT_EQ(many.code, 3) << all_of(many);
  EXPECT_TRUE(many.out.contains("--max-states")) << all_of(many);
  const Outcome deep = explore("", {"--max-depth", "5"});
  EXPECT_EQ(deep.code, 3) << all_of(deep);
  EXPECT_TRUE(deep.out.contains("--max-depth")) << all_of(deep);
  const Outcome large = explore("", {"--memory", "16"});
  EXPECT_EQ(large.code, 3) << all_of(large);
  EXPECT_TRUE(large.out.contains("--memory")) << all_of(large);
}

TEST_F(ExploreCommand, prints_the_way_into_a_livelock_and_marks_where_the_loop_begins) {
  const Outcome found = explore("option retry on", {"--livelock", "--max-ballots", "1"});
  EXPECT_EQ(found.code, 1) << all_of(found);
  const QString loop = found.out.section("# From here on, again and again:\n", 1);
  EXPECT_TRUE(loop.startsWith("deliver") || loop.startsWith("fire")) << all_of(found);
  write("found.synod", found.out.toUtf8() + "expect not chosen\n");
  EXPECT_EQ(synod({"verify", "found.synod"}).code, 0) << all_of(found);

  const Outcome none = explore("option retry off\ncrash P2", {"--livelock", "--max-ballots", "1"});
  EXPECT_EQ(none.code, 0) << all_of(none);
}

TEST_F(ExploreCommand, says_the_same_with_one_thread_and_with_two) {
  const QStringList options{"--max-ballots", "1", "--lossy", "--merge-quiet", "--threads"};
  const auto counts = [](const Outcome& outcome) {
    return last_line_of(outcome).section(',', 0, 1).toStdString();
  };
  EXPECT_EQ(counts(explore("", options + QStringList{"1"})),
            counts(explore("", options + QStringList{"2"})));
}

}  // namespace
