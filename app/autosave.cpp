#include "app/autosave.h"

#include <QDir>
#include <QFile>

#include "model/files/write_file.h"

namespace synod::app {

namespace {

/// How many programs that run at once have an autosave of their own.
constexpr int most_programs = 9;

}  // namespace

Autosave::Autosave(const QString& folder) {
  writer_.setMaxThreadCount(1);
  if (folder.isEmpty() || !QDir().mkpath(folder)) return;
  for (int i = 1; i <= most_programs; ++i) {
    const QString place = QStringLiteral("%1/session-%2").arg(folder).arg(i);
    auto lock = std::make_unique<QLockFile>(place + ".lock");
    lock->setStaleLockTime(0);  // Held for as long as its program lives.
    if (!lock->tryLock(0)) continue;
    lock_ = std::move(lock);
    present_ = place + ".synod";
    previous_ = place + "-previous.synod";
    return;
  }
}

Autosave::~Autosave() {
  writer_.waitForDone();
}

void Autosave::write(const QByteArray& text) {
  if (!enabled()) return;
  writer_.start(
      [path = present_.toStdString(), text = text.toStdString()] { write_file(path, text); });
}

std::optional<QByteArray> Autosave::read() {
  writer_.waitForDone();
  QFile file(present_);
  if (!enabled() || !file.open(QIODevice::ReadOnly)) return std::nullopt;
  return file.readAll();
}

std::optional<std::string> Autosave::read_text() {
  const std::optional<QByteArray> text = read();
  return text ? std::optional(text->toStdString()) : std::nullopt;
}

void Autosave::set_aside() {
  writer_.waitForDone();
  if (!enabled() || !QFile::exists(present_)) return;
  QFile::remove(previous_);
  QFile::rename(present_, previous_);
}

}  // namespace synod::app
