// A strip that says what went wrong, and goes away by itself.
#pragma once

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
  /// Shows `message` for as long as it takes to read; 0 and longer texts stay until closed.
  void show_message(const QString& message);
  QString message() const;
};

}  // namespace synod::views
