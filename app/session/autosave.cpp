#include "app/session/autosave.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <utility>
#include <vector>

#include "app/session/kept_session.h"
#include "model/files/read_file.h"
#include "model/files/write_file.h"
#include "model/scenario/command.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

/// How many programs that run at once have an autosave of their own.
constexpr int most_programs = 100;

QString place_in(const QString& folder, int number) {
  return QStringLiteral("%1/session-%2").arg(folder).arg(number);
}

std::unique_ptr<QLockFile> lock_of(const QString& place) {
  auto lock = std::make_unique<QLockFile>(place + ".lock");
  lock->setStaleLockTime(0);  // Held for as long as its program lives.
  return lock;
}

/// Those that have something first, the newest before all; then those that are empty.
std::vector<QString> places_in(const QString& folder) {
  std::vector<std::pair<QDateTime, QString>> kept;
  std::vector<QString> empty;
  for (int i = 1; i <= most_programs; ++i) {
    const QString place = place_in(folder, i);
    const QFileInfo file(place + ".synod");
    if (file.exists()) {
      kept.emplace_back(file.lastModified(), place);
    } else {
      empty.push_back(place);
    }
  }
  std::stable_sort(kept.begin(), kept.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<QString> places;
  for (auto& [when, place] : kept) places.push_back(std::move(place));
  places.insert(places.end(), empty.begin(), empty.end());
  return places;
}

}  // namespace

Autosave::Autosave(const QString& folder) : earlier_(folder + "/earlier") {
  writer_.setMaxThreadCount(1);
  if (folder.isEmpty()) return;
  if (QDir().mkpath(folder)) take_a_place(folder);
  if (!enabled()) {
    problem_ = tr("Nothing is kept when you leave: %1 can't be written. Save what you need.")
                   .arg(QDir::toNativeSeparators(folder));
    return;
  }
  writer_.start([this, folder] { collect_leftovers(folder); });
}

Autosave::~Autosave() {
  wait();
}

void Autosave::take_a_place(const QString& folder) {
  for (const QString& place : places_in(folder)) {
    auto lock = lock_of(place);
    if (!lock->tryLock(0)) {
      if (lock->error() == QLockFile::LockFailedError) continue;
      return;  // Not taken: nothing can be written here.
    }
    lock_ = std::move(lock);
    present_ = place + ".synod";
    take_another_file();
    return;
  }
}

/// What programs left that have ended, and what earlier versions set aside.
void Autosave::collect_leftovers(const QString& folder) {
  for (int i = 1; i <= most_programs; ++i) {
    const QString place = place_in(folder, i);
    if (const QString old = place + "-previous.synod"; QFile::exists(old)) earlier_.take_in(old);
    const QString left = place + ".synod";
    if (left == present_ || !QFile::exists(left)) continue;
    const auto lock = lock_of(place);
    if (lock->tryLock(0)) earlier_.take_in(left);
  }
  earlier_.prune();
}

void Autosave::take_another_file() {
  file_.emplace(present_.toStdString(), writer_,
                [this](const std::optional<Sentence>& problem) { tell(problem); });
}

void Autosave::write(std::string text) {
  if (enabled()) file_->write(std::move(text));
}

void Autosave::append(std::string_view lines) {
  if (enabled()) file_->append(lines);
}

void Autosave::tell(const std::optional<Sentence>& problem) {
  // Not before: what was opened from there stands in no other file until now.
  if (!problem) earlier_.prune();
  emit written(!problem
                   ? QString()
                   : tr("The session can't be kept in %1: %2. Save what you need.")
                         .arg(QDir::toNativeSeparators(present_), views::translated(*problem)));
}

std::optional<Result<std::string>> Autosave::read() {
  wait();
  if (!enabled() || !QFileInfo::exists(present_)) return std::nullopt;
  return read_text_file(present_.toStdString(), max_scenario_bytes + max_head_bytes);
}

void Autosave::set_aside() {
  if (!enabled()) return;
  writer_.start([this] {
    if (QFile::exists(present_) && !earlier_.take_in(present_)) move_apart();
  });
  // What comes now must not be written by whoever is to write what was here.
  take_another_file();
}

void Autosave::add_earlier(std::shared_ptr<const std::string> text) {
  if (!enabled()) return;
  writer_.start([this, text = std::move(text)] {
    const QString place = present_ + QStringLiteral(".beside");
    if (!write_file(place.toStdString(), *text)) return;
    if (!earlier_.take_in(place)) QFile::remove(place);
    earlier_.prune();
  });
}

QString Autosave::set_damaged_aside() {
  wait();
  return enabled() ? move_apart() : QString();
}

QString Autosave::move_apart() {
  const QString place = present_.chopped(static_cast<qsizetype>(strlen(".synod")));
  QString aside = place + ".broken.synod";
  for (int i = 2; QFileInfo::exists(aside); ++i)
    aside = QStringLiteral("%1.broken-%2.synod").arg(place).arg(i);
  return QFile::rename(present_, aside) ? aside : QString();
}

QList<EarlierSession> Autosave::earlier() {
  wait();
  return earlier_.list();
}

}  // namespace synod::app
