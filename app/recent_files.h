// The files that were opened lately.
#pragma once

#include <QStringList>

namespace synod::app {

/// The latest first; those that are gone are left out.
QStringList recent_files();
/// Puts `path` first.
void remember_file(const QString& path);

}  // namespace synod::app
