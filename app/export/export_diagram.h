// Export of the space-time diagram: as one picture, or as pages where the run is long.
#pragma once

#include "app/export/export_run.h"
#include "views/diagram/diagram_pages.h"

namespace synod::app {

/// Writes the diagram of the part that `order` asks for. A whole run that is short enough is one
/// picture; else pages: those of a document, or numbered files beside one another. Refused where
/// there would be more than `most_diagram_pages`.
ExportOutcome run_diagram(const ExportOrder& order, const QString& output,
                          const ExportProgress& progress);

/// How many pages that takes; 1 for one picture, 0 where the pages are too small.
std::size_t diagram_pages(const ExportOrder& order);

/// Where page `number`, counted from 1, of several is written: "run-007.png" for "run.png".
QString page_file(const QString& output, std::size_t number);

/// More pages than this nobody looks through.
inline constexpr std::size_t most_diagram_pages = 500;

}  // namespace synod::app
