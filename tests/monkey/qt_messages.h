// Warnings of Qt while a monkey acts.
#pragma once

#include <QStringList>

namespace synod::monkey {

/// From now on Qt's warnings are gathered, but for what a platform without a display always says.
void gather_qt_messages();
/// Those that came since this was asked last.
QStringList take_qt_messages();

}  // namespace synod::monkey
