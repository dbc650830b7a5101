// Marks of a replicated log's charts: hatched times, bars on lanes, and waits that end in a dot.
#pragma once

#include <QPainter>
#include <optional>

#include "views/charts/chart_frame.h"

namespace synod::views {

/// The hatching of `Look::gap`; belongs behind all lines.
void draw_gaps(QPainter& painter, const Plot& plot, const ChartFrame& frame, const Theme& theme);
/// Bars and waits; and, if `named`, what the hatched times are, which tells how long they last.
void draw_marks(QPainter& painter, const Plot& plot, const ChartFrame& frame, const Theme& theme,
                bool named);

/// The event of the dot that is nearest to `at`, no more than a few pixels away.
std::optional<EventNumber> marked_event(const Plot& plot, const ChartFrame& frame,
                                        const Theme& theme, QPointF at);

/// How a hatched time of that style looks.
QBrush gap_brush(const Theme& theme, int style);

}  // namespace synod::views
