// Heading in the story for a stage of a change of leader.
#pragma once

#include <QPainter>

#include "model/line/recovery_course.h"
#include "views/kit/theme.h"

namespace synod::views {

/// The stage in the words of the canvas, and how long clients wait, or waited in the end:
/// "N2 leads: commands go on · clients wait: 560 ms".
QString told(const RecoveryTurn& turn, const Cluster& world);

/// Draws it into `row`, which is `theme.scale` times as large as usual, with the dots of the
/// canvas. `later`: it is yet to come.
void draw_heading(QPainter& painter, const QRectF& row, const RecoveryTurn& turn,
                  const Theme& theme, const Cluster& world, bool later);

}  // namespace synod::views
