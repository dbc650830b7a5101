// Synonyms for the search: "livelock" finds what is told about duels.
#pragma once

#include <QStringList>
#include <vector>

#include "views/start/start_entry.h"

namespace synod::views {

/// The names of things, all those of one thing together.
using Synonyms = std::vector<QStringList>;

/// The entries that hold a synonym of what `search` begins to name, but not all of its words.
/// Nothing for less than three letters.
StartEntries related(const StartEntries& entries, const QString& search, const Synonyms& synonyms);

}  // namespace synod::views
