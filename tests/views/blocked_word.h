// Word "blocked" on the edge of a node, by its pixels.
#pragma once

#include <QImage>
#include <cstdlib>

#include "views/canvas/node_painter.h"

namespace synod::views::testing_stage {

/// All that has the colour of what is bad in the picture of a blocked acceptor at `place`.
inline QRect extent_of_blocked(const NodePlace& place, const Layout& layout) {
  NodeLook look;
  look.name = QStringLiteral("R1");
  look.roles = Roles(Role::acceptor);
  look.blocked = true;
  QImage image(layout.size.toSize(), QImage::Format_RGB32);
  image.fill(Theme::light().canvas);
  QPainter painter(&image);
  painter.setClipRect(painted_area(place));
  paint_node(painter, look, place, layout, Theme::light());
  const QColor bad = Theme::light().bad;
  QRect extent;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      const QColor at = image.pixelColor(x, y);
      if (std::abs(at.red() - bad.red()) + std::abs(at.green() - bad.green()) > 90) continue;
      extent |= QRect(x, y, 1, 1);
    }
  return extent;
}

}  // namespace synod::views::testing_stage
