// Main window: makes the parts and wires them to each other, no more.
#pragma once

#include <QMainWindow>
#include <QTimer>
#include <functional>

#include "app/lesson/open_course.h"
#include "app/parts/actions.h"
#include "app/parts/appearance.h"
#include "app/parts/window_parts.h"
#include "app/play/player.h"
#include "app/session/session.h"
#include "views/kit/selection.h"

class QLabel;

namespace synod::app {

class BranchDesk;
class Classroom;
class ClusterCommands;
class CompareDesk;
class DetailMenu;
class ExploreDesk;
class FileCommands;
class HistoriesDesk;
class LessonController;
class LessonDesk;
class OpenDesk;
class OutlookDesk;
class PausePoints;
class StartScreen;
class WhyDesk;

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  /// `autosave_folder` empty: nothing is written by itself. Without a `clock` the machine's own.
  explicit MainWindow(const QString& autosave_folder, Player::Clock clock = {});
  ~MainWindow() override;

  Session& session() { return session_; }
  Player& player() { return player_; }
  Appearance& appearance() { return appearance_; }
  const Actions& actions() const { return actions_; }
  const WindowParts& parts() const { return parts_; }
  const Shared& shared() const { return shared_; }
  OpenDesk& open_desk() { return *opening_; }
  FileCommands& files() { return *files_; }
  LessonDesk& lesson_desk() { return *desk_; }
  WhyDesk& why_desk() { return *why_; }
  BranchDesk& branches() { return *branches_; }
  PausePoints& pauses() { return *pauses_; }
  views::TrafficFilter& traffic() { return shared_.traffic; }
  Classroom& classroom() { return *classroom_; }
  CompareDesk& compare_desk() { return *compare_; }
  ExploreDesk& explore_desk() { return *explore_; }
  OutlookDesk& outlook_desk() { return *outlook_; }
  HistoriesDesk& histories_desk() { return *histories_; }
  LessonController& lessons();
  StartScreen& start_screen() { return *start_; }
  OpenCourse& course() { return course_; }
  /// Opens whatever stands in that file: a lesson, a course, a session or a scenario.
  void open_any(const QString& path);
  /// Opens a course and shows its lessons; the built-in one where `path` is empty.
  void open_course(const QString& path);
  /// Says that nothing is kept, where that is so; else it is hidden.
  const QLabel& keeping() const { return *keeping_; }

 protected:
  bool event(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  /// Escape, where nothing else has a use for it, gives the keys back to the canvas.
  void keyPressEvent(QKeyEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void accept_dropped_files();
  void wire_actions();
  void wire_place_actions();
  void wire_views();
  void wire_session();
  void wire_heights();
  void wire_detail(DetailMenu& detail);
  void take_history();
  void show_session();
  void show_frame(const views::Frame& player_frame);
  bool question_waits();
  void show_title();
  void show_keeping();
  void show_script();
  /// False where the tab is left out at the present level of detail, and says so.
  bool show_tab(QWidget* tab);
  void set_click_selects(bool selects);
  /// Plays or steps; where nothing happened yet, lets the first client or proposer ask first.
  void begin(const std::function<void()>& move);
  /// Opens a lesson; its first events play by themselves.
  void begin_lesson(const QString& path);
  void remember_geometry();
  void restore_geometry();

  Session session_;
  Player player_;
  Appearance appearance_;
  Shared shared_;
  Actions actions_;
  OpenCourse course_;
  WindowParts parts_;
  ClusterCommands* cluster_;
  OpenDesk* opening_;
  FileCommands* files_;
  LessonDesk* desk_ = nullptr;
  Classroom* classroom_ = nullptr;
  PausePoints* pauses_ = nullptr;
  BranchDesk* branches_ = nullptr;
  StartScreen* start_;
  WhyDesk* why_;
  CompareDesk* compare_;
  ExploreDesk* explore_;
  OutlookDesk* outlook_;
  HistoriesDesk* histories_;
  QLabel* keeping_;
  QTimer script_pause_;  ///< The script is written anew at most this often.
};

}  // namespace synod::app
