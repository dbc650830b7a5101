// Progress in lessons, as it is kept on the disk.
#pragma once

#include <QString>
#include <functional>

#include "model/base/sentence.h"
#include "tutorials/progress.h"

namespace synod::app {

/// What came of an import.
struct ImportedProgress {
  int lessons = 0;  ///< How many lessons the file knows.
  int damaged = 0;  ///< How many of its lines could not be read.
};

/// The progress in every lesson, written whole or not at all whenever it changes.
///  1. Windows that run at once share the file: each writes what it changed, and leaves the rest.
///  2. A file that can't be read to its end is copied before anything is written over it.
class LessonKeeper {
 public:
  /// Reads what `file` holds, as far as it can be read. An empty name keeps nothing on the disk.
  explicit LessonKeeper(QString file);

  const LessonProgress* find(const ProgressBook::Key& key) const { return book_.find(key); }
  void set(const ProgressBook::Key& key, const LessonProgress& progress);
  void reset(const std::string& lesson);
  void reset_all();
  /// Writes a copy to `path`. False where the disk refuses.
  bool export_to(const QString& path) const;
  /// Adds what a file that was exported remembers; of both what is further stays. Says why the file
  /// can't be read.
  Result<ImportedProgress> import_from(const QString& path);
  /// Why nothing is remembered, as a whole sentence; empty where it is.
  const QString& problem() const { return problem_; }

 private:
  using Change = std::function<void(ProgressBook& book)>;

  /// How many lines of it could not be read.
  std::size_t read();
  void change(const Change& change);

  QString file_;
  ProgressBook book_;
  QString problem_;
};

}  // namespace synod::app
