#include "app/system/data_folders.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include "app/system/shipped_folder.h"

namespace synod::app {

namespace {

namespace fs = std::filesystem;

fs::path own_folder() {
  return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation).toStdString();
}

}  // namespace

std::vector<fs::path> lesson_folders() {
  std::vector<fs::path> folders;
  if (fs::path shipped = shipped_folder("lessons"); !shipped.empty()) folders.push_back(shipped);
  folders.push_back(own_folder() / "lessons");
  return folders;
}

std::vector<fs::path> translation_folders() {
  const fs::path program = QCoreApplication::applicationDirPath().toStdString();
  return {program / "translations", program / ".." / "share" / "synod" / "translations",
          own_folder() / "translations"};
}

fs::path progress_file() {
  return own_folder() / "progress.txt";
}

}  // namespace synod::app
