// Timeline of two clusters: their steps as two rows of ticks, and where they part.
#pragma once

#include <QWidget>

#include "model/side_by_side/twin.h"
#include "views/kit/theme.h"
#include "views/kit/tick_axis.h"

namespace synod::views {

/// The left above, the right below; a step stands at the same place in both. A side that stands
/// still has a hollow dot there; between the rows a band runs wherever the two differ. A flag on
/// each row marks where they part. Dragging scrubs, a click goes to a step.
class TwinTimeline : public QWidget {
  Q_OBJECT

 public:
  explicit TwinTimeline(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// `twin` must outlive the timeline or be replaced; null shows nothing.
  void set_twin(const Twin* twin);
  /// A place among the steps, and how far the next one has come.
  void show_position(double position);

  /// Where a step stands in this widget.
  QPointF place_of(Side side, std::uint32_t step) const;
  /// Where the flag of the parting is drawn on that side; null where they never part.
  QRectF flag_rect(Side side) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

 signals:
  void scrubbed(double position);
  void step_requested(quint32 step);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  TickAxis axis() const;
  double spacing() const { return axis().spacing(); }
  double x_of(double step) const { return axis().x_of(step); }
  double y_of(Side side) const;
  double step_at(double x) const;
  QString label() const;

  void draw_row(QPainter& painter, Side side) const;
  void draw_tick(QPainter& painter, Side side, std::uint32_t step) const;
  void draw_sign(QPainter& painter, Side side, std::uint32_t step) const;
  void draw_band(QPainter& painter) const;
  void draw_flag(QPainter& painter, Side side) const;
  void draw_cursor(QPainter& painter) const;
  void draw_label(QPainter& painter) const;

  const Twin* twin_ = nullptr;
  Theme theme_ = Theme::light();
  double position_ = 0;
  QPointF pressed_;
  bool scrubbing_ = false;
};

}  // namespace synod::views
