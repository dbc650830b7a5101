// Dialogs and menus that stand before the window: a monkey plays with them, and in the end they go.
#pragma once

#include <QPointer>
#include <QTimer>
#include <functional>

#include "tests/monkey/hand.h"

namespace synod::monkey {

/// While a menu or a modal dialog is open, whoever opened it may wait for it. A timer goes on in
/// its stead: a few actions in it, then it is closed.
class Dialogs : public QObject {
 public:
  using Told = std::function<void(const QString& what)>;

  /// Files that a dialog asks for are taken from `folder`, and written there.
  Dialogs(Hand& hand, QString folder, Told told);

  /// Closes all windows but `window`, as a person would.
  void close_all(const QWidget& window);

 private:
  void look();
  void close(QWidget& open);
  void choose_file(QWidget& open);

  Hand& hand_;
  QString folder_;
  Told told_;
  QTimer timer_;
  QPointer<QWidget> seen_;
  int left_ = 0;  ///< So many actions are still tried in it.
};

}  // namespace synod::monkey
