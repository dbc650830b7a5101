// Card of a chart: its name, its buttons and the chart.
#pragma once

#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QWidget>

#include "views/charts/time_chart.h"

namespace synod::views {

/// The head of a card: what it shows, a button that opens it in a window, and a menu that saves it.
class ChartCard : public QWidget {
  Q_OBJECT

 public:
  /// `line` and `selection` must outlive the card. One that stands in a window of its own can't be
  /// torn off.
  ChartCard(ChartKind kind, const LineTrace* line, Selection* selection, bool torn,
            QWidget* parent = nullptr);

  ChartKind kind() const { return kind_; }
  TimeChart* chart() const { return chart_; }
  void set_theme(const Theme& theme);
  /// Draws the line as it is now.
  void draw_line();
  void set_moment(double now, double position) { chart_->set_moment(now, position); }
  void hide_future(bool hidden) { chart_->hide_future(hidden); }
  /// As it is saved: of one size, whatever size the window has.
  ChartFile file() const;

 signals:
  void tear_off_requested();

 private:
  ChartKind kind_;
  const LineTrace* line_;
  Theme theme_ = Theme::light();
  QLabel* title_;
  QToolButton* tear_;
  QToolButton* save_;
  QMenu* menu_;
  TimeChart* chart_;
};

}  // namespace synod::views
