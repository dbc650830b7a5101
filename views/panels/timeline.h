// Timeline: every event of the history as a tick, in time and in branches.
#pragma once

#include <QPixmap>
#include <QString>
#include <QToolButton>
#include <QWidget>

#include "views/kit/frame.h"
#include "views/kit/reason.h"
#include "views/kit/selection.h"
#include "views/kit/theme.h"
#include "views/kit/tick_axis.h"
#include "views/panels/branches.h"
#include "views/panels/tick_groups.h"

namespace synod::views {

/// A bookmark, as the timeline shows it.
struct TimelineFlag {
  MomentId moment = 0;
  int number = 0;
  QString note;

  friend bool operator==(const TimelineFlag&, const TimelineFlag&) = default;
};

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
  /// While `reason` is active its events are framed, and the others fade. It must outlive the
  /// timeline.
  void set_reason(const Reason* reason);

  /// Numbered flags; a click on one goes to its moment, and its tooltip is the note.
  void set_flags(std::vector<TimelineFlag> flags);
  /// The ends of a livelock's cycles, in the order of the line: an arc leads from each back to the
  /// one before it. Drawn while they stand on the line; empty for none.
  void set_loop(std::vector<MomentId> turns);
  /// Without words and with less room around the line.
  void set_thin(bool thin);
  /// Where the flag of a moment is drawn; null where it has none, or stands on a hidden branch.
  QRectF flag_rect(MomentId moment) const;

  /// Opens the list of branches; hidden where there is but one way.
  QToolButton& branches_button() { return *list_; }
  /// Where a moment on the line or on a shown branch stands, in this widget; for tests and tours.
  QPointF place_of(MomentId moment) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

 signals:
  /// A place on History::line(): the depth of a moment and how far the next event has come.
  void scrubbed(double position);
  void moment_requested(synod::MomentId moment);
  /// The list of all branches is asked for.
  void branches_requested();
  /// A menu about that moment's bookmark is asked for, at a place of the screen.
  void bookmark_menu_requested(synod::MomentId moment, const QPoint& place);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// What the next clock events are about, as long as nobody acts.
  struct Preview {
    QColor color;
    bool timer;
  };

  bool look_at_history();
  /// Whether all that is new since then stands at the line's end.
  bool only_grew() const;
  void find_previews();
  EventNumber end() const;
  TickAxis axis() const;
  double spacing() const { return axis().spacing(); }
  double x_of(double depth) const { return axis().x_of(depth); }
  double y_of(int lane) const;
  double depth_at(double x) const;
  std::optional<MomentId> moment_at(QPointF point) const;
  MomentId weightiest(const std::vector<MomentId>& moments, std::size_t index) const;
  const TimelineFlag* flag_at(QPointF point) const;
  bool is_covered(MomentId moment) const;
  QString label() const;
  QString description() const;
  QString sentence(MomentId moment) const;

  void draw_still(QPainter& painter) const;
  void draw_hovered(QPainter& painter) const;
  void draw_lit(QPainter& painter, MomentId lit) const;
  void draw_branch(QPainter& painter, const Branch& branch) const;
  void draw_line_ticks(QPainter& painter) const;
  void draw_ticks(QPainter& painter, const std::vector<MomentId>& moments, EventNumber first,
                  int lane) const;
  void draw_tick(QPainter& painter, MomentId id, int lane) const;
  int weight(MomentId id) const;
  bool is_part(MomentId id) const { return reason_ != nullptr && reason_->holds(id); }
  void draw_part(QPainter& painter, QPointF center) const;
  void draw_previews(QPainter& painter) const;
  void draw_cursor(QPainter& painter) const;
  void draw_label(QPainter& painter) const;
  void draw_flags(QPainter& painter) const;
  bool loop_is_on_line() const;
  void draw_turns(QPainter& painter) const;
  void draw_future_cover(QPainter& painter) const;

  void show_branches_button();

  Selection* selection_;
  QToolButton* list_;
  const History* history_ = nullptr;
  const Reason* reason_ = nullptr;
  Theme theme_ = Theme::light();
  double position_ = 0;
  double now_ = 0;

  // What the ticks were made for: they are drawn anew only when one of these changes.
  std::size_t known_ = 0;
  MomentId known_end_ = 0;
  MomentId known_present_ = 0;
  std::size_t known_length_ = 0;  ///< Of the line.
  Branches branches_;
  mutable TickGroups ticks_;
  std::vector<Preview> previews_;
  QPixmap still_;

  std::vector<TimelineFlag> flags_;
  std::vector<MomentId> loop_;
  bool thin_ = false;
  bool answers_hidden_ = false;

  QPointF pressed_;
  bool scrubbing_ = false;
  std::optional<MomentId> hovered_;
};

}  // namespace synod::views
