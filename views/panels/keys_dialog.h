// Help on keys and gestures (F1).
#pragma once

#include <QAction>
#include <QDialog>
#include <QTextBrowser>

#include "views/kit/theme.h"

namespace synod::views {

/// Lists the shortcuts of the actions themselves, so it can't fall behind them, and the gestures of
/// the canvas. Actions are grouped by their property "group" (a translated word), in the order in
/// which the groups come first; actions without a shortcut are left out. The property "keys" is
/// told instead of the shortcuts where an action has it: one row for several keys.
class KeysDialog : public QDialog {
  Q_OBJECT

 public:
  explicit KeysDialog(const QList<QAction*>& actions, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// All that it lists, as plain text.
  QString text() const;

 private:
  struct Row {
    QString keys;
    QString what;
  };
  struct Group {
    QString title;
    std::vector<Row> rows;
  };
  void list_actions(const QList<QAction*>& actions);
  void list_canvas_keys();
  void list_gestures();
  QString html() const;

  Theme theme_ = Theme::light();
  std::vector<Group> groups_;
  QTextBrowser* page_;
};

}  // namespace synod::views
