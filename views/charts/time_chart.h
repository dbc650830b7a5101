// Chart over simulated time, with the present moment as a cursor.
#pragma once

#include <QChartView>
#include <QPixmap>
#include <optional>

#include "views/charts/chart_frame.h"
#include "views/kit/line_trace.h"
#include "views/kit/selection.h"
#include "views/kit/theme.h"

namespace synod::views {

/// The chart is drawn once and kept as a picture; the cursor glides over it. A drag scrubs, a click
/// goes to the event that is nearest, or to that of a dot, and pointing lights it everywhere. Left
/// and Right go by one event.
class TimeChart : public QChartView {
  Q_OBJECT

 public:
  /// `line` and `selection` must outlive the chart; without a selection nothing can be pointed at.
  explicit TimeChart(const LineTrace* line, Selection* selection = nullptr,
                     QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void set_plot(Plot plot);
  const Plot& plot() const { return plot_; }
  const ChartFrame& frame() const { return frame_; }
  /// `now` in simulated milliseconds, `position` on the line.
  void set_moment(double now, double position);
  /// Covers all that comes after the present moment, and tells nothing of it.
  void hide_future(bool hidden);

  /// Where a time stands, and the time at a place, in this widget.
  double x_of(double ms) const;
  double time_at(double x) const;
  /// How often the whole chart was drawn; a moving cursor must not count.
  int pictures() const { return pictures_; }

 signals:
  void moment_requested(synod::MomentId moment);
  void scrubbed(double position);

 protected:
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override { mousePressEvent(event); }
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
  void keyPressEvent(QKeyEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  void rebuild();
  void draw_anew();
  void draw_cursor(QPainter& painter);
  void draw_pointed(QPainter& painter);
  std::optional<EventNumber> pointed_event() const;
  /// The event at a place: that of a dot where there is one, else the nearest in time.
  EventNumber event_at(QPointF at) const;
  void point_at(QPointF at);
  void tell();
  QString values_at(EventNumber event) const;

  const LineTrace* line_;
  Selection* selection_;
  Theme theme_ = Theme::light();
  Plot plot_;
  ChartFrame frame_;
  QPixmap picture_;
  int pictures_ = 0;
  double now_ = 0;
  double position_ = 0;
  bool future_hidden_ = false;
  bool scrubbing_ = false;
  QPointF pressed_;
};

}  // namespace synod::views
