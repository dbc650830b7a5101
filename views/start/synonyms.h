// Search for other names: who looks for "livelock" finds what is told about duels.
#pragma once

#include <QStringList>
#include <vector>

#include "views/start/start_entry.h"

namespace synod::views {

/// The names of things, all those of one thing together.
using Synonyms = std::vector<QStringList>;

/// The entries that are about what `search` begins to name and that do not hold all of its words:
/// some other name of the same thing stands in them. Nothing for less than three letters.
StartEntries related(const StartEntries& entries, const QString& search, const Synonyms& synonyms);

}  // namespace synod::views
