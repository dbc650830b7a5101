// Start page in the window: when it is shown, and what its entries open.
#pragma once

#include <QObject>
#include <QTimer>
#include <future>

#include "app/parts/resting_actions.h"
#include "views/start/start_entry.h"

class QMainWindow;
class QStackedWidget;

namespace synod::views {
class StartPage;
}

namespace synod::app {

class Actions;
class Appearance;
class FileCommands;
class OpenCourse;
class Session;

/// Shows the start page in front of the explorer, and hides it once something is opened.
class StartScreen : public QObject {
  Q_OBJECT

 public:
  /// `window` must have its central widget already.
  StartScreen(QMainWindow& window, Session& session, FileCommands& files, const Actions& actions,
              const Appearance& appearance, OpenCourse& course);

  void show();
  /// The same, with the lessons of the course that is open.
  void show_course();
  /// Shows what the window holds again.
  void hide();
  bool shown() const;
  /// Says why something could not be opened, where the page is there to say it.
  void tell(const QString& why);
  /// Null until it was shown once.
  views::StartPage* page() const { return page_; }

 signals:
  /// A lesson shall begin: `path` is its file. The page goes once the session holds it.
  void lesson_requested(const QString& path);
  void hidden();

 private:
  void make_page();
  void load_entries();
  void look_for_recent();
  void show_recent();
  void open(const views::StartEntry& entry);
  void start_cluster(const QString& setup);

  QMainWindow& window_;
  Session& session_;
  FileCommands& files_;
  const Actions& actions_;
  const Appearance& appearance_;
  OpenCourse& course_;
  QStackedWidget* stack_;
  views::StartPage* page_ = nullptr;
  views::StartEntries entries_;              ///< All but the recent files.
  std::future<views::StartEntries> recent_;  ///< These, once the disk has answered.
  QTimer recent_watch_;
  RestingActions resting_;
};

}  // namespace synod::app
