#include "app/recent_files.h"

#include <QFile>
#include <QSettings>

namespace synod::app {

namespace {

constexpr auto setting = "files/recent";
constexpr qsizetype most = 8;

}  // namespace

QStringList recent_files() {
  QStringList files = QSettings().value(setting).toStringList();
  files.removeIf([](const QString& path) { return !QFile::exists(path); });
  return files;
}

void remember_file(const QString& path) {
  QStringList files = recent_files();
  files.removeAll(path);
  files.prepend(path);
  QSettings().setValue(setting, QStringList(files.mid(0, most)));
}

}  // namespace synod::app
