// The panel that tells why: the sentences of an explanation, from the first cause to the fact.
#pragma once

#include <QWidget>

#include "views/frame.h"
#include "views/reason.h"
#include "views/selection.h"
#include "views/theme.h"

namespace synod::views {

class WhyPanel : public QWidget {
  Q_OBJECT

 public:
  WhyPanel(Selection* selection, Reason* reason, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void set_history(const History* history);
  void show_frame(const Frame& frame);

 signals:
  void moment_requested(synod::MomentId moment);

 private:
  Selection* selection_;
  Reason* reason_;
  const History* history_ = nullptr;
  Theme theme_ = Theme::light();
};

}  // namespace synod::views
