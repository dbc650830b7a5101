// Words of the scenario language, which no translator changes.
#pragma once

#include <QSet>
#include <QString>

namespace synod::testing {

/// Of fields, timers, options, variants and values, and the places in papers.
QSet<QString> words_of_the_language();

}  // namespace synod::testing
