#include "app/session/earlier_sessions.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <atomic>
#include <optional>

#include "app/session/kept_session.h"
#include "model/files/read_file.h"
#include "model/scenario/command.h"

namespace synod::app {

namespace {

constexpr std::size_t most_bytes = max_scenario_bytes + max_head_bytes;
/// More than a foot.
constexpr std::size_t end_bytes = 4'096;

std::optional<std::string> text_of(const QString& path) {
  auto text = read_text_file(path.toStdString(), most_bytes);
  return text ? std::optional(*std::move(text)) : std::nullopt;
}

KeptHead head_of(const QString& path) {
  const auto text = read_beginning(path.toStdString(), max_head_bytes);
  return text ? read_kept(*text).head : KeptHead();
}

/// Without reading all of it: a foot is at its end, or, of earlier versions, in its head.
quint64 events_of(const QString& path) {
  const auto end = read_end(path.toStdString(), end_bytes);
  if (const auto events = end ? events_at_end(*end) : std::nullopt) return *events;
  const auto beginning = read_beginning(path.toStdString(), max_head_bytes);
  return beginning ? read_kept(*beginning).events : 0;
}

/// What happened in it, wherever in it somebody stood.
std::string_view run_in(std::string_view kept) {
  std::string_view script = read_kept(kept).script;
  const std::size_t line = script.find_last_of('\n', script.size() < 2 ? 0 : script.size() - 2);
  if (line != std::string_view::npos && script.substr(line + 1).starts_with("goto "))
    script = script.substr(0, line + 1);
  return script;
}

/// Only of those that are about as long: reading all of them would take its time.
bool same_run(const QString& path, const QString& other, std::string_view text) {
  const qint64 apart = QFileInfo(path).size() - QFileInfo(other).size();
  if (qAbs(apart) > static_cast<qint64>(max_head_bytes)) return false;
  const auto found = text_of(other);
  return found && run_in(*found) == run_in(text);
}

bool has_something(const KeptSession& kept) {
  return kept.events != 0 || kept.script.find("#: bookmark") != std::string_view::npos;
}

/// In the order of their dates, and in that of their calls where these are the same; different in
/// each program and each time.
QString fresh_name(const QDateTime& when) {
  static std::atomic<int> count{0};
  return QStringLiteral("%1-%2-%3.synod")
      .arg(when.toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz")))
      .arg(QCoreApplication::applicationPid())
      .arg(++count, 6, 10, QLatin1Char('0'));
}

}  // namespace

QStringList EarlierSessions::names() const {
  return QDir(folder_).entryList({QStringLiteral("*.synod")}, QDir::Files,
                                 QDir::Name | QDir::Reversed);
}

QList<EarlierSession> EarlierSessions::list() const {
  QList<EarlierSession> found;
  for (const QString& name : names()) {
    const QString path = folder_ + '/' + name;
    const KeptHead head = head_of(path);
    found.append({path, QFileInfo(path).lastModified(), head.title, events_of(path)});
  }
  return found;
}

bool EarlierSessions::take_in(const QString& path) const {
  const auto text = text_of(path);
  if (!text) return false;
  if (const KeptSession kept = read_kept(*text); kept.head.lines > 1 && !has_something(kept))
    return QFile::remove(path);
  if (!QDir().mkpath(folder_)) return false;
  QStringList same;
  for (const QString& name : names())
    if (same_run(path, folder_ + '/' + name, *text)) same.append(folder_ + '/' + name);
  if (!QFile::rename(path, folder_ + '/' + fresh_name(QFileInfo(path).lastModified())))
    return false;
  for (const QString& older : same) QFile::remove(older);
  return true;
}

void EarlierSessions::prune() const {
  QStringList kept = names();
  // From the oldest on: first what stands in a file anyway.
  for (const bool changed : {false, true})
    for (qsizetype i = kept.size() - 1; i >= 0 && kept.size() > most; --i) {
      const QString path = folder_ + '/' + kept[i];
      if (!changed && head_of(path).changed) continue;
      QFile::remove(path);
      kept.removeAt(i);
    }
}

}  // namespace synod::app
