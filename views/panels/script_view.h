// Script tab: the session's script as it grows.
#pragma once

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QWidget>

#include "views/kit/theme.h"

namespace synod::views {

/// The commands that the clicks were, one a line; follows the end and can be copied.
class ScriptView : public QWidget {
  Q_OBJECT

 public:
  explicit ScriptView(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void set_text(const QString& script);
  QString text() const;
  /// While it tells what the class is still asked for, a sentence stands in its place.
  void cover(bool covered);

 private:
  void mark_last_line();

  QString text_;
  Theme theme_ = Theme::light();
  QPlainTextEdit* edit_;
  QPushButton* copy_;
  QLabel* cover_;
};

}  // namespace synod::views
