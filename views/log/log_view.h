// Logs of all nodes under one another, aligned by slot.
#pragma once

#include <QAbstractScrollArea>

#include "views/kit/line_trace.h"
#include "views/kit/reason.h"
#include "views/kit/selection.h"
#include "views/log/log_events.h"
#include "views/log/log_rows.h"

namespace synod::views {

/// The observer's row first, then a row for each node that keeps a log. Only the slots in sight are
/// drawn, so it is as quick with ten thousand. Pointing at a slot points at the event that filled
/// it, a click goes there. Arrows move, Home and End go to the first and the last slot, Enter does
/// as a click.
class LogView : public QAbstractScrollArea {
  Q_OBJECT

 public:
  LogView(Selection* selection, Reason* reason, const LineTrace* line, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// The line belongs to another history now.
  void line_exchanged();
  void show_frame(const Frame& frame);

  const LogRows& logs() const { return logs_; }
  /// Where a slot of a row stands in the viewport, in sight or not.
  QRectF cell(int row, Slot slot) const;
  /// The event that filled that slot last, or chose it; 0 where nothing did.
  EventNumber event_of(int row, Slot slot) const;

 signals:
  void moment_requested(synod::MomentId moment);
  void why_requested(const synod::views::Target& target);
  /// Whether the nodes of the cluster keep logs, so that there is something to show.
  void available(bool logs);

 protected:
  bool event(QEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  /// A slot of a row; row -1 for none.
  struct Place {
    int row = -1;
    Slot slot;

    bool exists() const { return row >= 0 && slot.number > 0; }
    friend bool operator==(const Place&, const Place&) = default;
  };
  double px(double size) const { return size * theme_.scale; }
  double names_width() const { return px(158); }
  double head_height() const { return px(18); }
  double cell_width() const { return px(92); }
  double row_height() const;
  int row_count() const { return static_cast<int>(logs_.rows().size()); }
  Place place_at(QPointF point) const;
  void refresh(const Frame& frame);
  void lay_out();
  void bring_into_sight(Slot slot);
  void follow(bool was_at_end);
  /// The slot of that node, and the event that filled it.
  Target target_at(const Place& place) const;
  void point_at(const Place& place);
  void go_to(const Place& place);
  void move_to(Place place);
  bool is_lit(int row, Slot slot) const;
  void find_lit();

  void paint_head(QPainter& painter, Slot first, Slot last) const;
  void paint_row(QPainter& painter, int row, Slot first, Slot last) const;
  double strength(int row, Slot slot) const;
  void paint_progress(QPainter& painter, int row) const;
  void paint_name(QPainter& painter, int row) const;
  void paint_outline(QPainter& painter, const QRectF& box, double width) const;

  Selection* selection_;
  const Reason* reason_;
  const LineTrace* line_;
  LogEvents events_;
  Theme theme_ = Theme::light();
  LogRows logs_;
  std::vector<CoveredField> covered_;  ///< As it was shown last.
  EventNumber at_ = 0;
  MomentId moment_ = 0;
  Place hovered_;
  Place focused_;
  std::vector<Place> lit_;  ///< What the event that is selected elsewhere filled.
  bool exchanged_ = true;
  bool told_ = false;  ///< Whether this cluster keeps logs was said.
  bool stale_ = true;
};

}  // namespace synod::views
