// The panel that tells all about the one thing that is pointed at or pinned.
#pragma once

#include <QWidget>

#include "views/frame.h"
#include "views/selection.h"
#include "views/theme.h"

namespace synod::views {

/// Shows what the pointer is on, else what is pinned, else the cluster as a whole. It is made anew
/// only when the moment or the thing changes, so it is still while the pointer and the messages
/// move.
class Inspector : public QWidget {
  Q_OBJECT

 public:
  explicit Inspector(Selection* selection, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// `history` must outlive the inspector or be replaced; null shows nothing.
  void set_history(const History* history);
  void show_frame(const Frame& frame);

 signals:
  void action_requested(const synod::Action& action);
  void propose_requested(synod::NodeId proposer);
  void moment_requested(synod::MomentId moment);
};

}  // namespace synod::views
