// Popup with one text field, shown where it is needed.
#pragma once

#include <QFrame>
#include <QLineEdit>

namespace synod::app {

/// One question with an answer suggested. Enter answers, Escape or a click elsewhere does not;
/// either way it is gone.
class AskPopup : public QFrame {
  Q_OBJECT

 public:
  AskPopup(const QString& question, const QString& suggestion, QWidget* parent);

  /// Shows it just below `point`, within the screen.
  void ask_at(const QPoint& point);

 signals:
  void answered(const QString& answer);

 private:
  QLineEdit* field_;
};

}  // namespace synod::app
