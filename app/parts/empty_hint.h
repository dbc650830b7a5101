// Hint in an empty part of the window: what to do there.
#pragma once

#include <QLabel>

#include "views/kit/theme.h"

namespace synod::app {

/// Stands in the middle of a part of the window that is empty as long; the pointer goes through it.
class EmptyHint : public QLabel {
  Q_OBJECT

 public:
  explicit EmptyHint(QWidget* ground);

  void set_theme(const views::Theme& theme);
  /// Says what one key makes happen, such as "P1 proposes blue".
  void set_offer(const QString& request);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();
};

}  // namespace synod::app
