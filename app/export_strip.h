// Which moments a strip shows, and its words.
#pragma once

#include "app/export_film.h"
#include "app/export_run.h"
#include "model/trace.h"
#include "views/export/strip.h"

namespace synod::app {

/// The moments that the order prefers, else those that matter. Draws its frames with `frames`,
/// which must outlive it.
views::Strip strip_of(const ExportOrder& order, FrameMaker& frames, const Trace& trace);

}  // namespace synod::app
