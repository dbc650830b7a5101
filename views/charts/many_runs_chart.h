// Chart of many runs: bars, or a line with a band around it.
#pragma once

#include <QtCharts/QChartView>
#include <vector>

#include "model/many_runs/many_runs.h"
#include "views/kit/theme.h"

class QAbstractAxis;
class QAbstractSeries;
class QValueAxis;
class QXYSeries;

namespace synod::views {

/// A bar, or a point of a line: where it stands, and what is told of it.
struct ChartItem {
  QString tip;         ///< The whole of it, in words.
  bool usable = true;  ///< There is a run to open.
};

/// Draws one figure of many runs. Its items are picked by a click, or with the arrow keys and
/// Enter.
class ManyRunsChart : public QChartView {
  Q_OBJECT

 public:
  explicit ManyRunsChart(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void clear();
  /// Bars over their bins. `unit` stands behind numbers; empty for counts.
  void show_histogram(const QString& title, const Histogram& histogram, const QString& unit);
  /// How many were decided, and how many were not.
  void show_shares(std::size_t decided, std::size_t undecided);
  /// The median over the values of the option, with a band from the first to the third quartile.
  void show_band(const QString& title, const Vary& vary, const std::vector<VariedStep>& steps,
                 Measure measure, const QString& unit);
  /// The share of runs that were not decided, over the values of the option.
  void show_undecided(const Vary& vary, const std::vector<VariedStep>& steps);
  /// The same of the runs in which somebody was blocked.
  void show_blocked(const Vary& vary, const std::vector<VariedStep>& steps);

  const std::vector<ChartItem>& items() const { return items_; }
  /// The heights of the bars, or the medians.
  const std::vector<double>& values() const { return values_; }
  QString title() const { return chart()->title(); }
  /// Where on the view item `index` can be clicked.
  QPoint point_of(std::size_t index) const;

 signals:
  void picked(std::size_t index);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  void begin(const QString& title);
  /// `width`: how much of its place a bar takes, 0 to 1.
  void show_bars(const QString& title, double width);
  /// `tip` has places for the option's value and for the share.
  void show_share(const QString& tip, const Vary& vary, const std::vector<VariedStep>& steps,
                  std::int64_t (RunStatistics::*share)() const);
  void show_line(const QString& unit, const Vary& vary, const std::vector<double>& low,
                 const std::vector<double>& high);
  QValueAxis* add_axis(Qt::Alignment side, double low, double high, const QString& unit);
  void style(QAbstractAxis* axis, bool grid) const;
  /// The item at that point of the view; -1 for none.
  int item_at(QPointF point) const;
  void mark(int index);
  void pick(int index);

  Theme theme_ = Theme::light();
  std::vector<ChartItem> items_;
  std::vector<double> values_;
  std::vector<double> places_;  ///< Of the items along the bottom.
  double reach_ = 0.5;          ///< How far an item reaches to each side.
  QXYSeries* mark_ = nullptr;   ///< Around the item that the keyboard stands on.
  QAbstractSeries* main_ = nullptr;
  int marked_ = -1;
};

}  // namespace synod::views
