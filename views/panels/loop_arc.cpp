#include "views/panels/loop_arc.h"

#include <QFontMetricsF>
#include <QPainterPath>

namespace synod::views {

void draw_loop_arc(QPainter& painter, const Theme& theme, QPointF end, QPointF beginning,
                   double top) {
  const double unit = theme.scale;
  // A curve reaches three quarters of the way up to the points that pull it.
  const double pull = end.y() + (top - end.y()) * 4 / 3;
  const double lean = (end.x() - beginning.x()) / 6;
  QPainterPath arc(end);
  arc.cubicTo({end.x() - lean, pull}, {beginning.x() + lean, pull}, beginning);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  // Stands out from the branches that it crosses.
  painter.setPen(QPen(theme.panel, 5 * unit));
  painter.drawPath(arc);
  painter.setPen(QPen(theme.accent, 2 * unit, Qt::SolidLine, Qt::RoundCap));
  painter.drawPath(arc);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.accent);
  const QPointF tip = beginning + QPointF(0, 2 * unit);
  painter.drawPolygon(
      QPolygonF{tip, tip + QPointF(-4.5, -8) * unit, tip + QPointF(4.5, -8) * unit});
  painter.restore();
}

void draw_loop_words(QPainter& painter, const Theme& theme, QPointF left, QPointF right,
                     const QString& words) {
  const double unit = theme.scale;
  const QFont font = theme.font(8.5, QFont::DemiBold);
  const QFontMetricsF metrics(font);
  const QSizeF size(metrics.horizontalAdvance(words) + 14 * unit, metrics.height() + 2 * unit);
  QRectF box(QPointF(), size);
  box.moveCenter((left + right) / 2);
  if (size.width() > (right.x() - left.x()) / 2) box.moveLeft(right.x());
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(box, 4 * unit, 4 * unit);
  painter.setFont(font);
  painter.setPen(theme.accent);
  painter.drawText(box, Qt::AlignCenter, words);
  painter.restore();
}

}  // namespace synod::views
