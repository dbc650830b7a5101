// Pane of a diagram: the part that is seen, which scrolls, zooms, and is pointed at.
#pragma once

#include <QAbstractScrollArea>
#include <QPixmap>
#include <QTimer>

#include "views/diagram/diagram_painter.h"
#include "views/kit/frame.h"
#include "views/kit/line_trace.h"
#include "views/kit/traffic_filter.h"

namespace synod::views {

/// Draws only what is seen, and keeps the picture until something of it changes: a frame of a
/// playing run moves the present moment over it.
class DiagramPane : public QAbstractScrollArea {
  Q_OBJECT

 public:
  static constexpr double zoom_step = 1.25;  ///< By a press of a key or a button.

  DiagramPane(Selection* selection, Reason* reason, const LineTrace* line,
              QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// What it hides is left out here too. It must outlive the pane.
  void set_filter(TrafficFilter* filter);
  void line_exchanged();
  void show_frame(const Frame& frame);

  void set_direction(TimeDirection direction);
  void set_scale(TimeScale scale);
  TimeDirection direction() const { return direction_; }
  TimeScale scale() const { return scale_; }

  void zoom_by(double factor);
  /// Shows the whole line.
  void fit();
  /// Gives every message its label now, for pictures. Else a long run gets them piece by piece.
  void finish();
  /// The space of an event, in pixels.
  double step() const { return layout_.measure().step; }

  /// Where things are seen, in the viewport, for tests and tours.
  QPoint place_of(MomentId moment);
  /// The middle of a message's way.
  QPoint place_of(MessageId message);
  QPoint place_of(NodeId node);
  QPoint place_of_present();

  /// What the diagram knows now; brought up to date first.
  const DiagramLayout& diagram();
  QSize minimumSizeHint() const override { return {160, 60}; }

 signals:
  void moment_requested(synod::MomentId moment);
  void scrubbed(double position);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  enum class Grip : std::uint8_t { none, pressed, panning, scrubbing };

  bool right() const { return direction_ == TimeDirection::right; }
  double px(double size) const { return size * theme_.scale; }
  const Trace& trace() const { return line_->trace(); }
  bool shown() const { return line_->history() != nullptr; }

  // Places.
  bool look_at_line();
  void lay_out();
  DiagramMeasure measure() const;
  DiagramLayout::Hides hidden() const;
  void place_labels_later();
  void place_more_labels();
  double fitting_step() const;
  /// Whether the line, which was to be seen as a whole, has grown out of sight.
  bool outgrown() const;
  void set_ranges();
  QRectF field() const;
  double along_offset() const;
  double across_offset() const;
  QScrollBar* along_bar() const;
  QPointF field_place(QPointF along_across) const;
  QPointF diagram_place(QPointF point) const;
  void zoom_at(double factor, double along_seen);
  void follow();
  void redraw();

  // Pictures.
  DiagramPainter::Scene scene() const;
  void draw_still(QPainter& painter);

  // Hands, in diagram_hands.cpp.
  Target target_at(QPointF point);
  bool on_present(QPointF point) const;
  /// Whether that event is an answer that the class is still asked for.
  bool covered(EventNumber number) const;
  void scrub_to(QPointF point);
  void click(const Target& target);
  bool handles(const QKeyEvent& event) const;
  std::optional<EventNumber> neighbour(int key) const;
  EventNumber selected() const;
  void select(EventNumber number);
  void bring_into_view(EventNumber number);
  QString told(const Target& target) const;
  QString sentence(EventNumber number) const;

  Selection* selection_;
  Reason* reason_;
  const LineTrace* line_;
  TrafficFilter* filter_ = nullptr;
  Theme theme_ = Theme::light();
  TimeDirection direction_ = TimeDirection::right;
  TimeScale scale_ = TimeScale::by_event;
  double zoom_ = 1;
  bool fitted_ = false;
  double room_to_grow_ = 1;  ///< How much longer the line may get, where it is seen as a whole.

  DiagramLayout layout_;
  DiagramLabels labels_;
  QTimer label_pump_;
  std::size_t version_ = 0;
  bool stale_ = true;  ///< The layout was made for something else.
  double names_ = 0;
  double axis_ = 0;
  QPixmap still_;

  double position_ = 0;
  bool answers_hidden_ = false;
  MomentId present_ = 0;
  Grip grip_ = Grip::none;
  QPointF pressed_;
  QPointF last_;
};

}  // namespace synod::views
