// Actions that are disabled while a page stands in front of the explorer.
#pragma once

#include <QList>
#include <span>

#include "app/parts/actions.h"

namespace synod::app {

class RestingActions {
 public:
  /// Disables every action that is enabled, but those.
  void rest(const Actions& actions, std::span<const Command> awake);
  /// Enables what was disabled.
  void wake();

 private:
  QList<QAction*> resting_;
};

}  // namespace synod::app
