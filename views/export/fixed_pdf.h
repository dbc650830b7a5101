// PDF without the hour of its making.
#pragma once

#include <QByteArray>

namespace synod::views {

/// The same document with a date that never changes, in place: the offsets in the file stay right.
QByteArray with_fixed_date(QByteArray pdf);

}  // namespace synod::views
