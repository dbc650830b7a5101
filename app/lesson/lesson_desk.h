// Lessons in the window: the panel, the menu and the windows, wired to the rest.
#pragma once

#include "app/lesson/lesson_menu.h"
#include "app/parts/window_parts.h"

class QMainWindow;

namespace synod::app {

class Appearance;

/// Makes the panel, the menu and the windows of lessons, and wires them to the parts of the window.
class LessonDesk : public QObject {
  Q_OBJECT

 public:
  /// `window` must have its parts and its menu bar already. `progress_file` empty: nothing is
  /// remembered on the disk.
  LessonDesk(QMainWindow& window, Session& session, Player& player, const WindowParts& parts,
             const Actions& actions, Appearance& appearance, OpenCourse& course,
             const QString& progress_file);

  LessonController& lessons() { return *lessons_; }
  LessonWindows& windows() { return *windows_; }
  LessonMenu& menu() { return *menu_; }
  views::LessonPanel& panel() { return *panel_; }
  /// Keeps the panel's width for the next start.
  void remember_geometry() const;

 private:
  void put_panel_beside(QSplitter& rest);
  void set_theme(const views::Theme& theme);

  views::LessonPanel* panel_;
  QSplitter* beside_;
  LessonController* lessons_;
  LessonWindows* windows_;
  LessonMenu* menu_;
};

}  // namespace synod::app
