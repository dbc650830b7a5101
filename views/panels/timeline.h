// Every event of the history as a tick, in time and in branches.
#pragma once

#include <QPixmap>
#include <QWidget>

#include "views/frame.h"
#include "views/panels/branches.h"
#include "views/selection.h"
#include "views/theme.h"

namespace synod::views {

/// Dragging scrubs both ways; a click goes to an event, on this line or on a branch. Left, Right,
/// Home and End do the same by keyboard.
class Timeline : public QWidget {
  Q_OBJECT

 public:
  explicit Timeline(Selection* selection, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// `history` must outlive the timeline or be replaced; null shows nothing.
  void set_history(const History* history);
  void show_frame(const Frame& frame);

  /// Where a moment on the line or on a shown branch stands, in this widget; for tests and tours.
  QPointF place_of(MomentId moment) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

 signals:
  /// A place on History::line(): the depth of a moment and how far the next event has come.
  void scrubbed(double position);
  void moment_requested(synod::MomentId moment);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// What the next clock events are about, as long as nobody acts.
  struct Preview {
    QColor color;
    bool timer;
  };

  bool look_at_history();
  void find_previews();
  EventNumber end() const;
  double spacing() const;
  double x_of(double depth) const;
  double y_of(int lane) const;
  double depth_at(double x) const;
  std::optional<MomentId> moment_at(QPointF point) const;
  QString label() const;
  QString sentence(MomentId moment) const;

  void draw_still(QPainter& painter) const;
  void draw_branch(QPainter& painter, const Branch& branch) const;
  void draw_ticks(QPainter& painter, const std::vector<MomentId>& moments, EventNumber first,
                  int lane) const;
  void draw_tick(QPainter& painter, MomentId id, int lane) const;
  void draw_previews(QPainter& painter) const;
  void draw_cursor(QPainter& painter) const;
  void draw_label(QPainter& painter) const;

  Selection* selection_;
  const History* history_ = nullptr;
  Theme theme_ = Theme::light();
  double position_ = 0;
  double now_ = 0;

  // What the ticks were made for: they are drawn anew only when one of these changes.
  std::size_t known_ = 0;
  MomentId known_end_ = 0;
  MomentId known_present_ = 0;
  Branches branches_;
  std::vector<Preview> previews_;
  QPixmap still_;

  QPointF pressed_;
  bool scrubbing_ = false;
  std::optional<MomentId> hovered_;
};

}  // namespace synod::views
