// The menu bar, made from the table of actions.
#pragma once

class QMenu;
class QMenuBar;

namespace synod::app {

class Actions;
class Appearance;

/// Every action in the menu of its group, and the two menus that are lists: the recent files, which
/// is returned empty, and the themes.
QMenu* fill_menus(QMenuBar& bar, const Actions& actions, Appearance& appearance);

}  // namespace synod::app
