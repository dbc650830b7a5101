// Autosave of a session: a file of its own, written a moment after each change.
#pragma once

#include <QLockFile>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/session/earlier_sessions.h"
#include "app/session/growing_file.h"
#include "model/base/sentence.h"

namespace synod::app {

/// The autosave file of this running program, and the sessions from before it.
///  1. Written away from the thread that draws: whole or not at all, or by lines that are added.
///  2. Two programs that run at once never share one. A new program takes up the one that was
///     written last by a program that has ended; what others left becomes an earlier session.
class Autosave : public QObject {
  Q_OBJECT

 public:
  /// An empty `folder` keeps nothing.
  explicit Autosave(const QString& folder);
  ~Autosave() override;

  bool enabled() const { return !present_.isEmpty(); }
  /// Why nothing can be kept, as a whole sentence; empty where it can, or where autosave is off.
  const QString& problem() const { return problem_; }
  /// Puts `text` in the place of what was kept, soon.
  void write(std::string text);
  /// Adds `lines` to what was kept. Where that fails, `written` says so, and the next
  /// call must bring the whole.
  void append(std::string_view lines);
  /// What was kept, or why it can't be read; nothing where there is nothing.
  std::optional<Result<std::string>> read();
  /// Makes what is kept the newest of the earlier sessions. Where that can't be, it is moved as
  /// `set_damaged_aside` does.
  void set_aside();
  /// Makes `text` an earlier session; what is kept stays.
  void add_earlier(std::shared_ptr<const std::string> text);
  /// Moves what is kept to where nothing is written over it. Gives the path; empty where it stays.
  QString set_damaged_aside();
  /// Waits until everything is written.
  void wait() { writer_.waitForDone(); }
  /// The thread that writes.
  QThreadPool& writer() { return writer_; }
  /// The latest first.
  QList<EarlierSession> earlier();

 signals:
  /// Something was written, or could not be: then `problem` says why. Emitted from another thread.
  void written(const QString& problem);

 private:
  void take_a_place(const QString& folder);
  void collect_leftovers(const QString& folder);
  void tell(const std::optional<Sentence>& problem);
  /// Begins with a new GrowingFile, whose first write is whole.
  void take_another_file();
  QString move_apart();

  QString present_;
  QString problem_;
  std::unique_ptr<QLockFile> lock_;
  EarlierSessions earlier_;
  QThreadPool writer_;               ///< One thread: things happen in their order.
  std::optional<GrowingFile> file_;  ///< Of the present session; nothing where nothing is kept.
};

}  // namespace synod::app
