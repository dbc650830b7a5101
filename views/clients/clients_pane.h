// Pane of the clients' lanes: the part that is seen, which scrolls, zooms, and is pointed at.
#pragma once

#include <QAbstractScrollArea>

#include "views/clients/client_painter.h"
#include "views/kit/frame.h"
#include "views/kit/line_trace.h"
#include "views/kit/selection.h"

namespace synod::views {

/// A lane a client, an operation a bar from its asking to its answer. Draws only what is in sight.
/// Pointing at a bar points at its events: at the asking near its begin, at the effect near its
/// tick, else at the answer. A click goes there. Left and Right go from one operation of a row to
/// the next, Up and Down to another row, + - 0 zoom.
class ClientsPane : public QAbstractScrollArea {
  Q_OBJECT

 public:
  static constexpr double zoom_step = 1.25;  ///< By a press of a key or a button.

  ClientsPane(Selection* selection, Reason* reason, const LineTrace* line,
              QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void line_exchanged();
  void show_frame(const Frame& frame);

  const ClientLanes& lanes() const { return lanes_; }
  const ClientLayout& layout_shown() const { return layout_; }
  /// Where an operation stands in the viewport, in sight or not.
  QRectF box_of(OperationRef operation) const;
  void bring_into_sight(OperationRef operation);
  void zoom_by(double factor);
  /// Shows the whole run.
  void fit();
  /// The picture as it is seen, at that size.
  void paint_as(QPainter& painter, QSizeF size) const;
  QSize minimumSizeHint() const override { return {160, 60}; }

 signals:
  void moment_requested(synod::MomentId moment);
  void why_requested(const synod::views::Target& target);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void showEvent(QShowEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  enum class Zoom : std::uint8_t { by_itself, whole_run, chosen };

  double px(double length) const { return layout_.px(length); }
  const History* history() const { return line_->history(); }
  ClientScene scene() const;
  void look_at_line();
  void lay_out();
  void follow();
  void zoom_at(double factor, double x);
  double fitting_step() const;
  double step() const;
  std::optional<OperationRef> operation_at(QPointF point) const;
  MomentId moment(EventNumber number) const;
  /// The event of an operation that stands nearest to `x`, and its others.
  Target target_of(OperationRef name, double x) const;
  Target target_of(OperationRef name) const;
  bool is_covered(EventNumber number) const { return hidden_ && number > present_; }
  void point_at(std::optional<OperationRef> name, const Target& target);
  void focus_on(OperationRef name);
  std::optional<OperationRef> newest() const;
  std::optional<OperationRef> neighbour(int key) const;
  void go_to(const Target& target);
  void see_selection();
  QMenu* menu_for(OperationRef name);

  Selection* selection_;
  Reason* reason_;
  const LineTrace* line_;
  Theme theme_ = Theme::light();
  ClientLanes lanes_;
  ClientLayout layout_;
  MomentId end_ = 0;     ///< The end of the line that was looked at.
  bool looked_ = false;  ///< Whether any was.
  Zoom zoom_ = Zoom::by_itself;
  double chosen_step_ = 0;  ///< Pixels of one simulated millisecond, at scale 1.
  double now_ = 0;
  EventNumber present_ = 0;
  bool hidden_ = false;
  std::vector<OperationRef> without_order_;
  std::optional<OperationRef> pointed_;
  std::optional<OperationRef> focused_;
  std::vector<MomentId> lit_;
};

}  // namespace synod::views
