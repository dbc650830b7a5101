// Menu bar, made from the table of actions.
#pragma once

class QMenu;
class QMenuBar;

namespace synod::views {
class TrafficFilter;
}

namespace synod::app {

class Actions;
class Appearance;
class DetailMenu;
class LanguageMenu;

/// The menus whose entries change; they are returned empty.
struct FilledMenus {
  QMenu* recent;   ///< Files that were opened lately.
  QMenu* earlier;  ///< Sessions that stood here before.
  DetailMenu* detail;
  /// The languages, which it holds by itself; null where there is none but English.
  LanguageMenu* languages;
};

/// Every action in the menu of its group, and the menus that are lists: these two, the themes, and
/// the kinds of messages.
FilledMenus fill_menus(QMenuBar& bar, const Actions& actions, Appearance& appearance,
                       views::TrafficFilter& traffic);

}  // namespace synod::app
