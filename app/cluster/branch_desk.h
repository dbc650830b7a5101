// List of branches in the window: opened, kept up to date, and what its buttons do.
#pragma once

#include <QObject>
#include <QTimer>

#include "app/play/player.h"

class QMainWindow;

namespace synod::views {
class BranchList;
}

namespace synod::app {

class Appearance;

class BranchDesk : public QObject {
  Q_OBJECT

 public:
  BranchDesk(Session& session, Player& player, Appearance& appearance, QMainWindow& window);

  void show();
  /// Null until it was shown once.
  views::BranchList* list() const { return list_; }

 private:
  void make_list();
  void refresh();

  Session& session_;
  Player& player_;
  Appearance& appearance_;
  QMainWindow& window_;
  views::BranchList* list_ = nullptr;
  QTimer soon_;  ///< A run that plays is not listed anew at each event.
};

}  // namespace synod::app
