#include "views/kit/tick_axis.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "views/kit/event_mark.h"
#include "views/kit/icons.h"

namespace synod::views {

namespace {

// Lengths at scale 1.
constexpr double widest_spacing = 38;
constexpr double end_room = 12;  ///< Behind the last tick, without the side.
constexpr double sign_size = 14;
// Pixels.
constexpr double group_width = 3;
constexpr double least_diamond = 5;  ///< Where ticks stand closer, a diamond is drawn as a bar.

}  // namespace

TickAxis::TickAxis(double width, double start_room, double last, double scale)
    : start_((timeline_side + start_room) * scale), spacing_(widest_spacing * scale) {
  const double room = width - (2 * timeline_side + start_room + end_room) * scale;
  while (spacing_ * last > room && spacing_ > 1e-6) spacing_ /= 2;
}

std::size_t TickAxis::group_size() const {
  return static_cast<std::size_t>(std::max(1.0, std::ceil(group_width / spacing_)));
}

void draw_tick_line(QPainter& painter, const Theme& theme, QPointF from, QPointF to) {
  painter.setPen(QPen(theme.divider, 2.4 * theme.scale, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(from, to);
}

void draw_tick_mark(QPainter& painter, const Theme& theme, const Moment& moment, bool at_start,
                    const TickPlace& place) {
  const QColor color = mark_color(moment, theme);
  Mark mark = mark_of(moment, at_start);
  if (place.spacing < least_diamond && mark == Mark::propose) mark = Mark::message;
  if (mark != Mark::message || place.spacing >= place.size * 0.6)
    return draw_mark(painter, mark, color, theme, place.center, place.size);
  const double wide = std::max(1.0, place.spacing * 0.6);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawRect(QRectF(place.center - QPointF(wide, place.size) / 2, QSizeF(wide, place.size)));
}

void draw_tick_sign(QPainter& painter, const Theme& theme, QPointF center, bool violated) {
  QRectF place({}, QSizeF(sign_size, sign_size) * theme.scale);
  place.moveCenter(center);
  draw_icon(painter, violated ? QStringLiteral("warning") : QStringLiteral("check"),
            violated ? theme.bad : theme.good, place);
}

void draw_time_cursor(QPainter& painter, const Theme& theme, double x, double top, double bottom) {
  const double half = 5.5 * theme.scale;
  painter.setPen(QPen(theme.text, 1.6 * theme.scale));
  painter.drawLine(QPointF(x, top), QPointF(x, bottom));
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.text);
  painter.drawPolygon(
      QPolygonF{QPointF(x - half, top), QPointF(x + half, top), QPointF(x, top + 7 * theme.scale)});
}

void draw_pennant(QPainter& painter, const Theme& theme, const QRectF& box) {
  QPainterPath pennant(box.topLeft());
  pennant.lineTo(box.topRight());
  pennant.lineTo(box.right() - 3 * theme.scale, box.center().y());
  pennant.lineTo(box.bottomRight());
  pennant.lineTo(box.bottomLeft());
  pennant.closeSubpath();
  painter.fillPath(pennant, theme.accent);
}

}  // namespace synod::views
