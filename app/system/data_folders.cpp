#include "app/system/data_folders.h"

#include <QCoreApplication>
#include <QStandardPaths>

namespace synod::app {

namespace {

namespace fs = std::filesystem;

fs::path own_folder() {
  return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation).toStdString();
}

}  // namespace

fs::path data_folder(const char* name) {
  const fs::path program = QCoreApplication::applicationDirPath().toStdString();
  const fs::path places[] = {program / ".." / "share" / "synod" / name,
                             fs::path(SYNOD_TUTORIALS) / name};
  std::error_code error;
  for (const fs::path& place : places)
    if (fs::is_directory(place, error)) return fs::canonical(place, error);
  return {};
}

std::vector<fs::path> lesson_folders() {
  std::vector<fs::path> folders;
  if (fs::path shipped = data_folder("lessons"); !shipped.empty()) folders.push_back(shipped);
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
