// Arc above the timeline's ticks for each repetition of a livelock's cycle.
#pragma once

#include <QPainter>

#include "views/kit/theme.h"

namespace synod::views {

/// From the end of a turn up to the height `top` and back to its beginning, where the arrow is.
void draw_loop_arc(QPainter& painter, const Theme& theme, QPointF end, QPointF beginning,
                   double top);

/// What is said of arcs that reach from `left` to `right`: over their middle, or beside them where
/// that would hide them.
void draw_loop_words(QPainter& painter, const Theme& theme, QPointF left, QPointF right,
                     const QString& words);

}  // namespace synod::views
