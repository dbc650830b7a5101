// Recent files: those that were opened last.
#pragma once

#include <QStringList>

namespace synod::app {

/// The latest first; those that are gone, or are no files any more, are left out.
QStringList recent_files();
/// The latest first, without a look at the disk, which may not answer.
QStringList remembered_files();
/// Puts `path` first.
void remember_file(const QString& path);

}  // namespace synod::app
