// Bookmarks in the window: setting, listing and jumping to them.
#pragma once

#include <QList>
#include <QObject>

#include "app/parts/window_parts.h"
#include "app/play/player.h"

class QAction;
class QMenu;
class QWidget;

namespace synod::app {

class AskPopup;

/// Sets, lists, removes and goes to the bookmarks of a session, and shows them on the timeline.
class BookmarkCommands : public QObject {
  Q_OBJECT

 public:
  BookmarkCommands(QWidget& window, Session& session, Player& player, const WindowParts& parts);

  /// Asks for the note of the present moment's bookmark.
  void edit_here() { edit(session_.history().present()); }
  void edit(MomentId moment);
  void remove(MomentId moment) { session_.remove_bookmark(moment); }
  /// By its number, from 1. False where there is none.
  bool go_to(int number);

  /// The list, for the menu bar; filled when it opens.
  QMenu* menu() { return menu_; }
  /// What goes to the first nine.
  const QList<QAction*>& jumps() const { return jumps_; }
  /// The menu about one moment's bookmark.
  QMenu* menu_about(MomentId moment);
  /// Notes of what comes after the present are not told while `hidden`.
  void hide_future(bool hidden);
  /// The field that is open now, or null.
  AskPopup* popup() const { return popup_; }

 private:
  void make_jumps();
  void fill(QMenu* menu);
  void show_flags();
  QString suggestion(MomentId moment) const;
  QString told_note(const Bookmark& bookmark) const;

  QWidget& window_;
  Session& session_;
  Player& player_;
  const WindowParts& parts_;
  QMenu* menu_;
  QList<QAction*> jumps_;
  AskPopup* popup_ = nullptr;
  bool future_hidden_ = false;
};

}  // namespace synod::app
