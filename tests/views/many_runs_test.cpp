// Page "Many runs", used as people use it.
#include "model/many_runs/many_runs.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <gtest/gtest.h>

#include "protocols/catalog.h"
#include "views/charts/many_runs_panel.h"

namespace synod::views {
namespace {

constexpr int patience_ms = 60'000;

class ManyRunsPage : public testing::Test {
 protected:
  ManyRunsPage() : history(make_cluster(*find_protocol("paxos"), lossy())) {
    panel.set_run([this] { return line_of(history); });
    panel.resize(1000, 600);
    panel.show();
  }

  static synod::Setup lossy() {
    synod::Setup setup{.shape = {.proposers = 2, .acceptors = 3, .learners = 1}};
    setup.options.loss = 1'500;
    return setup;
  }

  template <class Field>
  Field* field(const char* name) {
    for (Field* found : panel.findChildren<Field*>())
      if (found->accessibleName() == name) return found;
    ADD_FAILURE() << "no field " << name;
    return nullptr;
  }
  void ask_for(int runs) { field<QSpinBox>("Runs")->setValue(runs); }
  void vary(const char* name, const char* range) {
    auto* box = field<QComboBox>("Vary");
    box->setCurrentIndex(box->findText(name));
    field<QLineEdit>("Range")->setText(range);
  }
  void press_run() { QTest::mouseClick(field<QPushButton>("Run"), Qt::LeftButton); }
  bool wait() {
    return QTest::qWaitFor([this] { return !panel.running(); }, patience_ms);
  }
  void run() {
    press_run();
    ASSERT_TRUE(wait());
  }
  QList<ManyRunsChart*> charts() { return panel.findChildren<ManyRunsChart*>(); }
  ManyRunsChart* chart(const char* title) {
    for (ManyRunsChart* found : charts())
      if (found->title().contains(title)) return found;
    ADD_FAILURE() << "no chart " << title;
    return nullptr;
  }
  std::vector<RunOutcome> core(std::size_t runs) {
    ManyRunsProgress progress;
    return *many_runs(*find_protocol("paxos"), workload_of(line_of(history)), {.runs = runs},
                      progress);
  }
  QString status() { return field<QLabel>("Result")->text(); }

  History history;
  ManyRunsPanel panel;
};

TEST_F(ManyRunsPage, shows_what_the_core_counts) {
  ask_for(200);
  run();
  ASSERT_TRUE(panel.result());
  const auto runs = core(200);
  EXPECT_EQ(panel.result()->outcomes, runs);
  const RunStatistics statistics = statistics_of(runs);
  ASSERT_GT(statistics.undecided, 0u);
  ASSERT_LT(statistics.undecided, 200u);
  const Histogram times = histogram_of(measured(runs, Measure::time), 24);
  EXPECT_EQ(chart("Time to a decision")->values(),
            std::vector<double>(times.counts.begin(), times.counts.end()));
  EXPECT_TRUE(chart("Time to a decision")
                  ->title()
                  .contains(QString::number(statistics.time.median) + " ms"));
  EXPECT_EQ(chart("undecided")->values(),
            (std::vector<double>{static_cast<double>(200 - statistics.undecided),
                                 static_cast<double>(statistics.undecided)}));
}

TEST_F(ManyRunsPage, a_clicked_bar_asks_for_a_run_of_that_bar) {
  ask_for(200);
  run();
  ManyRunsChart* times = chart("Time to a decision");
  const auto& values = times->values();
  const auto highest =
      static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
  QSignalSpy requested(&panel, &ManyRunsPanel::run_requested);
  QTest::mouseClick(times->viewport(), Qt::LeftButton, {}, times->point_of(highest));
  ASSERT_EQ(requested.size(), 1);
  const auto workload = requested[0][0].value<Workload>();
  const RunOutcome again =
      run_once(*find_protocol("paxos"), workload, requested[0][1].toULongLong());
  const Histogram bins = histogram_of(measured(core(200), Measure::time), 24);
  EXPECT_TRUE(again.decided);
  EXPECT_EQ(bins.bin(again.time_ms), highest);
}

TEST_F(ManyRunsPage, the_bar_of_undecided_runs_opens_an_undecided_one) {
  ask_for(200);
  run();
  ManyRunsChart* shares = chart("undecided");
  QSignalSpy requested(&panel, &ManyRunsPanel::run_requested);
  QTest::mouseClick(shares->viewport(), Qt::LeftButton, {}, shares->point_of(1));
  ASSERT_EQ(requested.size(), 1);
  EXPECT_FALSE(run_once(*find_protocol("paxos"), requested[0][0].value<Workload>(),
                        requested[0][1].toULongLong())
                   .decided);
}

TEST_F(ManyRunsPage, bars_are_picked_by_the_keyboard_too) {
  ask_for(200);
  run();
  ManyRunsChart* shares = chart("undecided");
  QSignalSpy requested(&panel, &ManyRunsPanel::run_requested);
  shares->setFocus();
  QTest::keyClick(shares, Qt::Key_Right);
  QTest::keyClick(shares, Qt::Key_Right);
  EXPECT_TRUE(shares->accessibleDescription().contains("undecided"));
  QTest::keyClick(shares, Qt::Key_Return);
  EXPECT_EQ(requested.size(), 1);
}

TEST_F(ManyRunsPage, is_cancelled_half_way_and_keeps_what_it_showed) {
  ask_for(50);
  run();
  ASSERT_TRUE(panel.result());
  ask_for(static_cast<int>(most_runs));
  vary("Loss", "0..50%:0.5%");  // Ten million runs.
  press_run();
  EXPECT_TRUE(panel.running());
  EXPECT_EQ(field<QPushButton>("Run")->text(), "&Cancel");
  press_run();
  ASSERT_TRUE(wait());
  EXPECT_EQ(panel.result()->outcomes.size(), 50u);
  EXPECT_TRUE(status().contains("Cancelled"));
  EXPECT_EQ(field<QPushButton>("Run")->text(), "&Run");
}

TEST_F(ManyRunsPage, varies_an_option_and_opens_a_run_at_a_point) {
  ask_for(60);
  vary("Loss", "0..100%:25%");
  run();
  ASSERT_EQ(panel.result()->steps.size(), 5u);
  const std::vector<double> undecided = chart("Undecided")->values();
  EXPECT_EQ(undecided.front(), 0);
  EXPECT_EQ(undecided.back(), 100);
  ManyRunsChart* times = chart("Time to a decision");
  EXPECT_EQ(times->values()[0],
            static_cast<double>(panel.result()->steps[0].statistics.time.median));
  QSignalSpy requested(&panel, &ManyRunsPanel::run_requested);
  QTest::mouseClick(times->viewport(), Qt::LeftButton, {}, times->point_of(1));
  ASSERT_EQ(requested.size(), 1);
  EXPECT_EQ(requested[0][0].value<Workload>().setup.options.loss, 2'500);
  EXPECT_EQ(requested[0][1].toULongLong(), panel.result()->steps[1].statistics.typical_seed);
}

/// A coordinator that crashes while the votes are on their way, and comes back.
History crash_of_a_coordinator() {
  synod::Setup setup;
  setup.protocol = "2pc";
  setup.shape = usual_shape(find_protocol("2pc")->info());
  History history(make_cluster(*find_protocol("2pc"), setup));
  history.act(actions::propose({0}, "a-10-b"));
  for (int vote = 0; vote < 3; ++vote) history.step();
  history.act(actions::on_node(Verb::crash, {0}));
  for (int event = 0; event < 9; ++event) history.step();
  history.act(actions::on_node(Verb::restart, {0}));
  return history;
}

TEST_F(ManyRunsPage, shows_who_was_blocked_in_place_of_ballots_where_a_protocol_blocks) {
  history = crash_of_a_coordinator();
  ask_for(30);
  run();
  ManyRunsChart* blocked = chart("Blocked in 100%");
  ASSERT_NE(blocked, nullptr);
  QSignalSpy asked(&panel, &ManyRunsPanel::run_requested);
  QTest::mouseClick(blocked->viewport(), Qt::LeftButton, {}, blocked->point_of(0));
  EXPECT_EQ(asked.count(), 1);
  vary("Crash", "0..400ms:200ms");
  run();
  ManyRunsChart* shares = chart("Blocked runs");
  ASSERT_NE(shares, nullptr);
  EXPECT_EQ(shares->values().front(), 100);
  EXPECT_EQ(shares->values().back(), 0);
}

TEST_F(ManyRunsPage, says_what_is_wrong_with_a_range_and_runs_nothing) {
  vary("Loss", "0..x");
  press_run();
  EXPECT_FALSE(panel.running());
  EXPECT_TRUE(status().contains("expected loss=FIRST..LAST:STEP")) << status().toStdString();
  vary("Nodes", "3..25:1");
  run();  // Twenty-five acceptors and three others are more than a cluster has.
  EXPECT_FALSE(panel.result());
  EXPECT_TRUE(status().startsWith("nodes=23:")) << status().toStdString();
}

TEST_F(ManyRunsPage, saves_pictures_and_the_table) {
  ask_for(50);
  run();
  const QTemporaryDir folder;
  QTest::qWait(100);  // Charts place their axes when the events before this are done.
  for (const char* name : {"a.png", "a.svg", "a.csv"})
    EXPECT_EQ(write_chart(folder.filePath(name), panel.file()), "") << name;
  EXPECT_FALSE(QImage(folder.filePath("a.png")).isNull());
  QFile drawing(folder.filePath("a.svg"));
  ASSERT_TRUE(drawing.open(QIODevice::ReadOnly));
  EXPECT_GT(drawing.readAll().count("<text"), 10) << "titles and numbers along the axes";
  QFile table(folder.filePath("a.csv"));
  ASSERT_TRUE(table.open(QIODevice::ReadOnly));
  const QList<QByteArray> lines = table.readAll().trimmed().split('\n');
  EXPECT_EQ(lines.size(), 51);
  EXPECT_EQ(lines[0].trimmed(),
            "seed,decided,time_ms,messages,ballots,events,violated,linearizable");
}

TEST_F(ManyRunsPage, is_gone_at_once_when_its_window_closes_while_it_runs) {
  auto* other = new ManyRunsPanel;
  other->set_run([this] { return line_of(history); });
  for (QSpinBox* box : other->findChildren<QSpinBox*>())
    if (box->accessibleName() == "Runs") box->setValue(static_cast<int>(most_runs));
  for (QPushButton* button : other->findChildren<QPushButton*>()) button->click();
  EXPECT_TRUE(other->running());
  delete other;
  QTest::qWait(20);
}

}  // namespace
}  // namespace synod::views
