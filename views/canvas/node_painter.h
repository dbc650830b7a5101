// Painter of one node, its disk and its memory.
#pragma once

#include <QPainter>
#include <QPainterPath>

#include "views/canvas/node_look.h"
#include "views/kit/theme.h"

namespace synod::views {

/// The outline of a node's shape: a rounded square proposes, a circle accepts, a diamond learns, a
/// hexagon does all three.
QPainterPath shape_of(const NodePlace& place, Roles roles);

/// The frame of one field on a node's card, by its place in `NodeLook::disk`.
QRectF disk_row(const NodePlace& place, const Layout& layout, std::size_t row);

/// The slot under `point` of a log on a node's card; none (0) elsewhere, and where it is covered.
Slot slot_on_card(const NodeLook& look, const NodePlace& place, const Layout& layout,
                  QPointF point);

/// All that a node's picture covers, in the scene.
QRectF painted_area(const NodePlace& place);

void paint_node(QPainter& painter, const NodeLook& look, const NodePlace& place,
                const Layout& layout, const Theme& theme);

}  // namespace synod::views
