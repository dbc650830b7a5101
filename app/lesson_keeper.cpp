#include "app/lesson_keeper.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "model/files/write_file.h"

namespace synod::app {

LessonKeeper::LessonKeeper(QString file) : file_(std::move(file)) {
  QFile kept(file_);
  if (file_.isEmpty() || !kept.open(QIODevice::ReadOnly)) return;
  book_ = read_progress(kept.read(static_cast<qint64>(max_progress_bytes)).toStdString()).book;
}

void LessonKeeper::set(const ProgressBook::Key& key, const LessonProgress& progress) {
  const LessonProgress* known = book_.find(key);
  if (known != nullptr && *known == progress) return;
  book_.set(key, progress);
  write();
}

void LessonKeeper::reset(const std::string& lesson) {
  book_.reset(lesson);
  write();
}

void LessonKeeper::reset_all() {
  book_.reset_all();
  write();
}

bool LessonKeeper::export_to(const QString& path) const {
  return bool(write_file(path.toStdString(), book_.text()));
}

void LessonKeeper::write() const {
  if (file_.isEmpty()) return;
  QDir().mkpath(QFileInfo(file_).path());
  write_file(file_.toStdString(), book_.text());
}

}  // namespace synod::app
