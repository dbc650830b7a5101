#include "app/session/recording.h"

#include <QFileInfo>
#include <utility>

#include "views/kit/translated.h"

namespace synod::app {

namespace {

/// "run-2.synod" beside "run.synod".
QString name_beside(const QString& path, int number) {
  const QFileInfo file(path);
  const QString ending = file.suffix().isEmpty() ? QString() : '.' + file.suffix();
  return QStringLiteral("%1/%2-%3%4")
      .arg(file.path(), file.completeBaseName())
      .arg(number)
      .arg(ending);
}

bool has_something(const Recording::Run& run) {
  return run.history.size() > 1 || !run.bookmarks.list().empty();
}

}  // namespace

Recording::Recording(QThreadPool& writer) : writer_(writer) {}

void Recording::begin(const QString& path) {
  first_ = path;
  number_ = 1;
  open(path);
}

void Recording::open(const QString& path) {
  path_ = path;
  has_something_ = false;
  journal_.clear();
  file_.emplace(path.toStdString(), writer_, [this, path](const std::optional<Sentence>& problem) {
    const QString why = problem ? views::translated(*problem) : QString();
    QMetaObject::invokeMethod(
        this, [this, path, why] { tell(path, why); }, Qt::QueuedConnection);
  });
}

void Recording::record(const Run& run, const ScriptBounds& bounds) {
  if (!on()) return;
  const auto lines = journal_.more(run.history, run.bookmarks);
  if (!lines) return record_whole(run, bounds);
  if (!lines->empty()) file_->append(*lines);
  has_something_ = has_something_ || has_something(run);
}

void Recording::finish(const Run& run, const ScriptBounds& bounds) {
  if (on() && journal_.has_more()) record_whole(run, bounds);
}

void Recording::record_whole(const Run& run, const ScriptBounds& bounds) {
  std::string text = run.script.file_text(run.history, run.bookmarks);
  if (is_too_long(size_of(text), bounds))
    return tell(path_, tr("this run is longer than a file may be that opens again"));
  journal_.begin(run.history, run.bookmarks, text);
  file_->write(std::move(text));
  has_something_ = has_something_ || has_something(run);
}

void Recording::set_apart() {
  if (!on() || !has_something_) return;
  const QString done = path_;
  // Counted on, as what is still to be written is not there to be seen.
  do ++number_;
  while (QFileInfo::exists(name_beside(first_, number_)));
  open(name_beside(first_, number_));
  emit refused(
      tr("What was recorded is in %1. The run that comes now is recorded in %2.").arg(done, path_));
}

void Recording::tell(const QString& path, const QString& problem) {
  if (problem.isEmpty()) return;
  if (path == path_) journal_.clear();
  emit refused(tr("%1 can't be written: %2. Nothing is recorded.").arg(path, problem));
}

}  // namespace synod::app
