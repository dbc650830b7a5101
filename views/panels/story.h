// The run as a list of sentences.
#pragma once

#include <QWidget>

#include "views/frame.h"
#include "views/selection.h"
#include "views/theme.h"

namespace synod::views {

/// One row an event of History::line(); the present one stands out, and the last row tells what is
/// next. A click or Enter goes to the event; Ctrl+C copies the chosen rows.
class Story : public QWidget {
  Q_OBJECT

 public:
  explicit Story(Selection* selection, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// `history` must outlive the story or be replaced; null shows nothing.
  void set_history(const History* history);
  void show_frame(const Frame& frame);

 signals:
  void moment_requested(synod::MomentId moment);
};

}  // namespace synod::views
