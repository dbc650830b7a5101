// Commands of the File menu.
#pragma once

#include <QObject>
#include <functional>
#include <string>

#include "app/open/open_job.h"
#include "app/session/session.h"

class QMenu;
class QMainWindow;

namespace synod::app {

class Appearance;
class OpenDesk;

/// New, open, save: with the dialogs that ask, and nothing else.
class FileCommands : public QObject {
  Q_OBJECT

 public:
  FileCommands(Session& session, const Appearance& appearance, OpenDesk& desk, QMainWindow& window);

  void new_cluster();
  /// Asks for a file. Lessons and courses are left to whoever listens to `other_wanted`.
  void open();
  /// Opens `path` once it is clear that nothing is lost by it, then tells whether it did.
  void open_file(const QString& path, const std::function<void(bool opened)>& done = {});
  /// Opens a scenario to step through, under a title of its own.
  void open_example(const QString& path, const QString& title);
  /// The same of a text.
  void open_example_text(const std::string& text, const QString& title);
  /// Opens a run that was made elsewhere.
  void open_run(History history, const QString& title);
  /// Begins a new session.
  void start(const Setup& setup);
  void open_previous();
  /// Opens one of the sessions from before, as a session without a file.
  void open_earlier(const QString& path);
  /// Takes up what the last run of the program left, then tells whether there was anything.
  void restore(const std::function<void(bool restored)>& done);
  /// False where it was cancelled or could not be written. Asks where somebody else wrote the file
  /// meanwhile.
  bool save();
  bool save_as();
  void copy_script();
  /// Whether a run that is in no file was left without a question; told once.
  bool take_left_behind() { return std::exchange(left_behind_, false); }
  /// Fills `menu` with the files that were opened lately, whenever it is about to show.
  void fill_recent(QMenu* menu);
  /// The same with the sessions from before.
  void fill_earlier(QMenu* menu);

 signals:
  /// A lesson or a course was chosen to be opened.
  void other_wanted(const QString& path);

 private:
  /// Asks where a file of that name is there.
  bool may_replace(const QString& path);
  /// Says what is the matter with the last session, and offers what can be read of it.
  void tell_damage(const QString& why, const std::string& text);
  /// Asks what shall become of what is not saved. False where the person would rather stay.
  bool may_leave();
  QString folder() const;

  Session& session_;
  const Appearance& appearance_;
  OpenDesk& desk_;
  QMainWindow& window_;
  bool left_behind_ = false;
};

}  // namespace synod::app
