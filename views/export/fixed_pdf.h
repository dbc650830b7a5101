// PDF without a date, so that the same drawing gives the same bytes.
#pragma once

#include <QByteArray>

namespace synod::views {

/// The same document with a date that never changes, wherever and whenever it was made: as Qt
/// writes no offset where there is none, the places in the file's table move on then.
QByteArray with_fixed_date(QByteArray pdf);

}  // namespace synod::views
