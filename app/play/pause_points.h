// Pause points: at what playing stops by itself, and what it says then.
#pragma once

#include <QMenu>
#include <QObject>
#include <set>

#include "app/parts/actions.h"
#include "app/play/player.h"

namespace synod::views {
class ErrorBar;
}

namespace synod::app {

/// The menu 'Pause at', in the transport bar and in the menu Play. All of it is on at first, and it
/// is remembered. A stop says why it stopped, and offers to play on.
class PausePoints : public QObject {
  Q_OBJECT

 public:
  PausePoints(Player& player, const Actions& actions, views::ErrorBar& bar, QWidget& window);

  QMenu* menu() const { return menu_; }
  std::set<Milestone> pauses() const;
  /// The entry of the menu.
  QAction* entry(Milestone milestone) const { return entries_.value(milestone); }

 signals:
  void changed(const std::set<synod::Milestone>& pauses);

 private:
  void add(Milestone milestone, const char* key, const QString& name, const QString& help);
  void take_over();
  void tell(Milestone milestone);

  Player& player_;
  views::ErrorBar& bar_;
  QMenu* menu_;
  QHash<Milestone, QAction*> entries_;
  bool told_ = false;  ///< The bar says why it stopped.
};

}  // namespace synod::app
