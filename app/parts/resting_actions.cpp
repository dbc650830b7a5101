#include "app/parts/resting_actions.h"

#include <algorithm>

namespace synod::app {

void RestingActions::rest(const Actions& actions, std::span<const Command> awake) {
  for (QAction* action : actions.in_menus()) {
    const bool stays = std::any_of(awake.begin(), awake.end(),
                                   [&](Command command) { return actions[command] == action; });
    if (stays || !action->isEnabled()) continue;
    action->setEnabled(false);
    resting_ << action;
  }
}

void RestingActions::wake() {
  for (QAction* action : resting_) action->setEnabled(true);
  resting_.clear();
}

}  // namespace synod::app
