// A strip that says what went wrong, and goes away by itself.
#pragma once

#include <QLabel>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include "views/theme.h"

namespace synod::views {

/// For refused actions and broken files. Hidden until there is something to say; never takes the
/// keyboard.
class ErrorBar : public QWidget {
  Q_OBJECT

 public:
  explicit ErrorBar(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// Shows `message` for about as long as it takes to read; the pointer on it keeps it. An
  /// empty one hides the bar.
  void show_message(const QString& message);
  QString message() const;
  /// From now on lies over the foot of `ground`, so that nothing moves when it comes and goes.
  void float_over(QWidget* ground);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();

  Theme theme_ = Theme::light();
  QLabel* icon_;
  QLabel* text_;
  QToolButton* close_;
  QTimer hide_;
};

}  // namespace synod::views
