// Time and messages as lines and arrows: the space-time diagram.
#pragma once

#include <QWidget>

#include "views/frame.h"
#include "views/line_trace.h"
#include "views/reason.h"
#include "views/selection.h"
#include "views/theme.h"

namespace synod::views {

class DiagramView : public QWidget {
  Q_OBJECT

 public:
  DiagramView(Selection* selection, Reason* reason, const LineTrace* line,
              QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// The line belongs to another history now.
  void line_exchanged();
  void show_frame(const Frame& frame);

 signals:
  void moment_requested(synod::MomentId moment);
  /// A place on History::line(): the depth of a moment and how far the next event has come.
  void scrubbed(double position);

 private:
  Selection* selection_;
  Reason* reason_;
  const LineTrace* line_;
  Theme theme_ = Theme::light();
};

}  // namespace synod::views
