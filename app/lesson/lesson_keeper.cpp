#include "app/lesson/lesson_keeper.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <set>

#include "model/files/read_file.h"
#include "model/files/write_file.h"
#include "tutorials/progress_merge.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

/// Another window holds the file no longer than it takes to write it.
constexpr int patience_ms = 1000;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(LessonKeeper)
};

/// "progress.broken.txt", or the next that is free.
void keep_copy(const QString& file) {
  const QString stem = QFileInfo(file).path() + '/' + QFileInfo(file).completeBaseName();
  QString copy = stem + ".broken.txt";
  for (int i = 2; QFileInfo::exists(copy); ++i)
    copy = QStringLiteral("%1.broken-%2.txt").arg(stem).arg(i);
  QFile::copy(file, copy);
}

}  // namespace

LessonKeeper::LessonKeeper(QString file) : file_(std::move(file)) {
  read();
}

void LessonKeeper::set(const ProgressBook::Key& key, const LessonProgress& progress) {
  const LessonProgress* known = book_.find(key);
  if (known != nullptr && *known == progress) return;
  change([&](ProgressBook& book) { book.set(key, progress); });
}

void LessonKeeper::reset(const std::string& lesson) {
  change([&](ProgressBook& book) { book.reset(lesson); });
}

void LessonKeeper::reset_all() {
  change([](ProgressBook& book) { book.reset_all(); });
}

bool LessonKeeper::export_to(const QString& path) const {
  return bool(write_file(path.toStdString(), book_.text()));
}

Result<ImportedProgress> LessonKeeper::import_from(const QString& path) {
  const Result<std::string> text = read_text_file(path.toStdString(), max_progress_bytes);
  if (!text) return text.error();
  const ReadProgress found = read_progress(*text);
  if (found.book.lessons().empty())
    return say(
        SYNOD_TEXT("it knows of no lesson. Choose a file that Lesson > Export progress "
                   "wrote"));
  change([&](ProgressBook& book) { merge_progress(book, found.book); });
  std::set<std::string> lessons;
  for (const auto& [key, progress] : found.book.lessons()) lessons.insert(key.first);
  return ImportedProgress{static_cast<int>(lessons.size()), static_cast<int>(found.damaged)};
}

/// Where there is no file, what is known stays.
std::size_t LessonKeeper::read() {
  if (file_.isEmpty() || !QFileInfo(file_).isFile()) return 0;
  const auto text = read_beginning(file_.toStdString(), max_progress_bytes + 1);
  if (!text) return 0;
  ReadProgress found = read_progress(*text);
  book_ = std::move(found.book);
  return found.damaged;
}

void LessonKeeper::change(const Change& change) {
  if (file_.isEmpty()) return change(book_);
  QDir().mkpath(QFileInfo(file_).path());
  QLockFile lock(file_ + ".lock");
  // Where it can't be had, a write that is whole is still better than none.
  (void)lock.tryLock(patience_ms);
  if (read() != 0) keep_copy(file_);
  change(book_);
  const std::string text = book_.text();
  const Result<std::filesystem::path> written =
      text.size() > max_progress_bytes
          ? say(SYNOD_TEXT("it may have at most %1 bytes"), std::to_string(max_progress_bytes))
          : write_file(file_.toStdString(), text);
  problem_ = written
                 ? QString()
                 : Texts::tr("What you do in lessons can't be kept in %1: %2.")
                       .arg(QDir::toNativeSeparators(file_), views::translated(written.error()));
}

}  // namespace synod::app
