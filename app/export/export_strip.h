// Hand-out of a run: the moments that it shows, and its words.
#pragma once

#include "app/export/export_film.h"
#include "app/export/export_run.h"
#include "model/line/trace.h"
#include "model/scenario/bookmark.h"
#include "views/export/strip.h"

namespace synod::app {

/// The moments that the order prefers; where they are few, also those that matter. Draws its frames
/// with `frames`, which must outlive it.
views::Strip strip_of(const ExportOrder& order, FrameMaker& frames, const Trace& trace);

/// The bookmarks on the present line, as events: a person's own choice for a hand-out.
std::vector<EventNumber> bookmarked_events(const History& history, const Bookmarks& bookmarks);

}  // namespace synod::app
