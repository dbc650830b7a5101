// Canvas without a widget, for paper, files and films.
#pragma once

#include <QPainter>

#include "views/canvas/picture.h"
#include "views/kit/theme.h"

namespace synod::views {

/// How the canvas is arranged in a picture of `size`: a large picture is a sharper one, not an
/// emptier one.
Layout print_layout(const Cluster& world, QSizeF size);

/// Draws the frame as the canvas shows it where nothing is pointed at, into (0, 0) to `size`, as
/// vectors. Where there is a `model`, what stands out in it stands out here. May be called from any
/// thread.
void paint_canvas(QPainter& painter, const Frame& frame, const Theme& theme, QSizeF size,
                  const Picture* model = nullptr);

}  // namespace synod::views
