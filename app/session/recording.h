// Recording of a session: its script in a file that a person named, as it grows.
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "app/session/growing_file.h"
#include "model/scenario/script_journal.h"

namespace synod::app {

/// The file of `--record`. A thread beside the window writes it.
///  1. While a run goes on lines are added; once it is over the file is written anew, as neatly as
///     if it had been saved.
///  2. What was recorded of a run stays when another one comes: that is recorded beside it, under
///     another number.
class Recording : public QObject {
  Q_OBJECT

 public:
  /// What is recorded.
  struct Run {
    GrowingScript& script;
    const History& history;
    const Bookmarks& bookmarks;
  };

  explicit Recording(QThreadPool& writer);

  void begin(const QString& path);
  bool on() const { return file_.has_value(); }
  const QString& path() const { return path_; }
  /// Records what is new.
  void record(const Run& run, const ScriptBounds& bounds);
  /// Records the whole, as nothing comes any more.
  void finish(const Run& run, const ScriptBounds& bounds);
  /// Another history stands in the place of what was recorded.
  void exchanged() { journal_.clear(); }
  /// Another run comes, which must not replace what was recorded.
  void set_apart();
  /// What was recorded must stay, though there is little of it.
  void keep_apart() { has_something_ = true; }

 signals:
  void refused(const QString& why);

 private:
  void open(const QString& path);
  void record_whole(const Run& run, const ScriptBounds& bounds);
  void tell(const QString& path, const QString& problem);

  QThreadPool& writer_;
  QString first_;   ///< The file that was asked for,
  int number_ = 1;  ///< the number of the one that stands beside it by now,
  QString path_;    ///< and that one.
  std::optional<GrowingFile> file_;
  ScriptJournal journal_;
  bool has_something_ = false;
};

}  // namespace synod::app
