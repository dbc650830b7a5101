// Every event of the history as a tick, in time and in branches.
#pragma once

#include <QWidget>

#include "views/frame.h"
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

 signals:
  /// A place on History::line(): the depth of a moment and how far the next event has come.
  void scrubbed(double position);
  void moment_requested(synod::MomentId moment);
};

}  // namespace synod::views
