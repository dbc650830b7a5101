// Words for the stage of a change of leader.
#pragma once

#include <QPainter>

#include "model/world/recovery_stage.h"
#include "views/kit/theme.h"

namespace synod::views {

/// "N2 asks for promises at 2.2: 2 of 3"; empty where no change is under way.
QString told(const LeaderChange& change, const Cluster& world);
/// "Clients wait: 350 ms"; empty where none does.
QString waited(const LeaderChange& change);

/// A dot for each stage, from `from` on: full for those reached, a ring for those to come. Returns
/// how wide they are.
double draw_stage_dots(QPainter& painter, QPointF from, RecoveryStage reached, const Theme& theme,
                       double scale);

/// Draws both into `rect`, with a dot for each stage, those that are over filled. Nothing where no
/// change is under way, or where there is no room for it.
void draw_stage(QPainter& painter, const QRectF& rect, const LeaderChange& change,
                const Theme& theme, const Cluster& world);

}  // namespace synod::views
