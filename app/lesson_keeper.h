// What is remembered of lessons, on the disk.
#pragma once

#include <QString>

#include "tutorials/progress.h"

namespace synod::app {

/// The progress in every lesson, written whole or not at all whenever it changes.
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

 private:
  void write() const;

  QString file_;
  ProgressBook book_;
};

}  // namespace synod::app
