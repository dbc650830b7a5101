#include "app/session/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace synod::app {

namespace {

constexpr auto setting = "files/recent";
constexpr qsizetype most = 8;

}  // namespace

QStringList remembered_files() {
  return QSettings().value(setting).toStringList();
}

QStringList recent_files() {
  QStringList files = remembered_files();
  // Nothing else is a file to open: reading a pipe waits for whoever writes into it.
  files.removeIf([](const QString& path) { return !QFileInfo(path).isFile(); });
  return files;
}

void remember_file(const QString& path) {
  QStringList files = remembered_files();
  files.removeAll(path);
  files.prepend(path);
  QSettings().setValue(setting, QStringList(files.mid(0, most)));
}

}  // namespace synod::app
