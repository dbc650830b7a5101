// Page "Many runs": what to run, how far it is, and what came of it.
#pragma once

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>
#include <QToolButton>
#include <array>
#include <functional>
#include <optional>

#include "views/charts/many_runs_chart.h"
#include "views/charts/many_runs_job.h"
#include "views/kit/chart_export.h"

namespace synod::views {

/// Runs the present set-up, and what people did in it, with seed after seed, and draws how the runs
/// are spread, or how they change with an option.
class ManyRunsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ManyRunsPanel(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// Where the present run is asked for, each time that it is needed.
  void set_run(std::function<Run()> run) { run_ = std::move(run); }

  /// What it needs where the form stands beside the charts: the tab may be low.
  QSize minimumSizeHint() const override;

  bool running() const { return job_.running(); }
  /// What is shown; nothing before the first run.
  const std::optional<ManyRunsResult>& result() const { return result_; }
  /// The charts and the figures behind them, to be saved.
  ChartFile file() const;

 signals:
  /// A bar or a point was picked: this run shall be opened.
  void run_requested(const synod::Workload& workload, quint64 seed, const synod::RunLimits& limits);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build_form();
  void begin();
  void offer_range();
  /// The request in the fields; says what is wrong with them where something is.
  std::optional<ManyRunsRequest> request();
  void show_progress();
  void finish(const ManyRunsResult& result);
  void show_result();
  void show_spread();
  void show_steps();
  void tell(const QString& text, bool bad = false);
  void place();
  void pick(std::size_t chart, std::size_t index);
  void pick_step(std::size_t index);
  QString summary() const;

  Theme theme_ = Theme::light();
  std::function<Run()> run_;
  ManyRunsJob job_;
  QTimer poll_;
  std::optional<ManyRunsResult> result_;
  std::array<Histogram, 3> histograms_;
  QGridLayout* layout_;
  QWidget* form_;
  QSpinBox* runs_;
  QLineEdit* seed_;
  QSpinBox* limit_;
  QComboBox* vary_;
  QLineEdit* range_;
  QPushButton* start_;
  QToolButton* save_;
  QProgressBar* progress_;
  QLabel* status_;
  QWidget* charts_;
  QGridLayout* grid_;
  std::array<ManyRunsChart*, 4> chart_;  ///< Time, messages, ballots; and what stayed undecided.
};

}  // namespace synod::views
