// Log strip on a node's card: its last slots, as many as can be read there.
#pragma once

#include <QRectF>
#include <vector>

#include "views/canvas/node_look.h"

namespace synod::views {

/// One slot and where it stands.
struct StripCell {
  Slot slot;
  const SlotLook* look;
  QRectF box;
};

/// The last slots of `row` whose commands fit whole into `area`, in their order; at least one. What
/// is before them is told by a dotted gap at the left.
std::vector<StripCell> strip_cells(const DiskRow& row, const QRectF& area, double scale);

/// Draws them, or that the log is empty.
void paint_strip(QPainter& painter, const Theme& theme, const DiskRow& row, const QRectF& area,
                 double scale);

}  // namespace synod::views
