#include "views/kit/cover.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Cover)
};

}  // namespace

void draw_cover(QPainter& painter, const Theme& theme, const QRectF& box) {
  if (box.isEmpty()) return;
  const double unit = std::min(box.width(), box.height());
  QPainterPath edge;
  edge.addRoundedRect(box, unit * 0.22, unit * 0.22);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillPath(edge, theme.soft);
  painter.setClipPath(edge, Qt::IntersectClip);
  const double gap = std::max(4.0, unit * 0.3);
  painter.setPen(QPen(theme.link, std::max(1.0, unit * 0.07)));
  for (double x = box.left() - box.height(); x < box.right(); x += gap)
    painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
  painter.restore();

  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.muted, std::max(1.0, unit * 0.07)));
  painter.drawPath(edge);
  QFont letters = theme.font(10, QFont::Bold);
  letters.setPixelSize(std::max(1, static_cast<int>(std::lround(std::min(unit, 60.0) * 0.72))));
  // On plain ground, so that the hatching does not run through it.
  const double r = letters.pixelSize() * 0.5;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.soft);
  painter.drawEllipse(box.center(), r, r * 0.95);
  painter.setFont(letters);
  painter.setPen(theme.text);
  painter.drawText(box, Qt::AlignCenter, QStringLiteral("?"));
  painter.restore();
}

QString cover_text() {
  return Texts::tr("covered");
}

}  // namespace synod::views
