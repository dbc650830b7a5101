// Space-time diagram: the lines of the nodes, and messages as arrows.
#pragma once

#include <QToolButton>
#include <QWidget>

#include "views/diagram/diagram_pane.h"
#include "views/kit/frame.h"
#include "views/kit/line_trace.h"
#include "views/kit/reason.h"
#include "views/kit/selection.h"
#include "views/kit/theme.h"

namespace synod::views {

/// The diagram and a few small tools beside it. Which way time goes and what its scale is
/// are remembered.
class DiagramView : public QWidget {
  Q_OBJECT

 public:
  DiagramView(Selection* selection, Reason* reason, const LineTrace* line,
              QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// Leaves out what it hides, and offers its menu among the tools.
  void set_filter(TrafficFilter& filter);
  /// The line belongs to another history now.
  void line_exchanged();
  void show_frame(const Frame& frame);

  DiagramPane& pane() { return *pane_; }
  /// The tools, by what they do; the filter's is null where there is none.
  QToolButton* filter() { return filter_; }
  QToolButton& turn() { return *turn_; }
  QToolButton& by_time() { return *by_time_; }
  QToolButton& zoom_out() { return *zoom_out_; }
  QToolButton& fit() { return *fit_; }
  QToolButton& zoom_in() { return *zoom_in_; }

 signals:
  void moment_requested(synod::MomentId moment);
  /// A place on History::line(): the depth of a moment and how far the next event has come.
  void scrubbed(double position);

 private:
  QToolButton* add_tool(const QString& name, const QString& help);
  void show_tools();
  void remember() const;

  Theme theme_ = Theme::light();
  DiagramPane* pane_;
  QWidget* tools_;
  QToolButton* turn_;
  QToolButton* filter_ = nullptr;
  QToolButton* by_time_;
  QToolButton* zoom_out_;
  QToolButton* fit_;
  QToolButton* zoom_in_;
};

}  // namespace synod::views
