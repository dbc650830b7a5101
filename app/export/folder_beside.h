// Folder beside the place of an export: what is half made stands there, and never at the place.
#pragma once

#include <QFileInfo>
#include <QTemporaryDir>

#include "app/system/leftovers.h"

namespace synod::app {

/// On the same disk as the place, so that what is whole can be moved there. Gone with all in it at
/// its end, also where Ctrl+C is pressed a second time.
class FolderBeside : public QTemporaryDir {
 public:
  explicit FolderBeside(const QString& place)
      : QTemporaryDir(QFileInfo(place).absolutePath() + "/.synod-XXXXXX"),
        leftover_(path().toStdString()) {}
  ~FolderBeside() { remove(); }
  FolderBeside(const FolderBeside&) = delete;
  FolderBeside& operator=(const FolderBeside&) = delete;

 private:
  Leftover leftover_;
};

}  // namespace synod::app
