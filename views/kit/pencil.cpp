#include "views/kit/pencil.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <cmath>

namespace synod::views {

namespace {
constexpr double chip_padding = 7;
constexpr double chip_letters = 12.5;
}  // namespace

QFont Pencil::font(const Theme& theme, double pixels, int weight) {
  QFont font = theme.font(10, weight);
  font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
  return font;
}

double Pencil::word(double x, double y, const QString& text, const QColor& color, double room,
                    double pixels, int weight) {
  const QFont letters = font(pixels, weight);
  const QFontMetricsF metrics(letters);
  const QString shown = metrics.elidedText(text, Qt::ElideRight, room + 1);
  p_.setFont(letters);
  p_.setPen(color);
  p_.drawText(QPointF(x, y + (metrics.ascent() - metrics.descent()) / 2), shown);
  return metrics.horizontalAdvance(shown);
}

double Pencil::word_width(const QString& text, double pixels, int weight) const {
  return QFontMetricsF(font(pixels, weight)).horizontalAdvance(text);
}

double Pencil::ballot_width(const Ballot& ballot) const {
  return word_width(QString::fromStdString(ballot.str()), chip_letters, QFont::DemiBold) +
         px(2 * chip_padding);
}

double Pencil::value_width(const Text& value) const {
  return word_width(QString::fromStdString(value.str()), chip_letters, QFont::DemiBold) +
         px(2 * chip_padding);
}

double Pencil::ballot(double x, double y, const Ballot& ballot, double room) {
  return chip(x, y, QString::fromStdString(ballot.str()), theme_.ballot(ballot), room, false);
}

double Pencil::value(double x, double y, const Text& value, double room) {
  return chip(x, y, QString::fromStdString(value.str()), theme_.value(value), room, true);
}

double Pencil::chip(double x, double y, const QString& text, const Ink& ink, double room,
                    bool outlined) {
  const double natural = word_width(text, chip_letters, QFont::DemiBold) + px(2 * chip_padding);
  const double width = std::min(natural, room);
  const double height = px(chip_height);
  p_.setBrush(ink.fill);
  p_.setPen(outlined ? QPen(ink.line, px(1.4)) : QPen(Qt::NoPen));
  p_.drawRoundedRect(QRectF(x, y - height / 2, width, height), px(5), px(5));
  word(x + px(chip_padding), y, text, ink.text, width - px(2 * chip_padding), chip_letters,
       QFont::DemiBold);
  return width;
}

double Pencil::disk(double x, double y, bool broken) {
  const double w = px(11);
  const double h = px(13);
  const QRectF top(x, y - h / 2, w, px(4.5));
  QPainterPath body;
  body.addEllipse(top);
  body.moveTo(top.left(), top.center().y());
  body.lineTo(x, y + h / 2 - px(2));
  body.quadTo(x + w / 2, y + h / 2 + px(2), x + w, y + h / 2 - px(2));
  body.lineTo(top.right(), top.center().y());
  p_.setBrush(Qt::NoBrush);
  p_.setPen(QPen(broken ? theme_.bad : theme_.muted, px(1.3)));
  p_.drawPath(body);
  if (broken) {
    // A crack from top to bottom.
    p_.setPen(QPen(theme_.bad, px(1.6)));
    p_.drawPolyline(QPolygonF{QPointF(x + w * 0.65, y - h * 0.75),
                              QPointF(x + w * 0.3, y - h * 0.05), QPointF(x + w * 0.7, y + h * 0.1),
                              QPointF(x + w * 0.35, y + h * 0.8)});
  }
  return px(icon_width);
}

double Pencil::padlock(double x, double y) {
  const QRectF body(x, y - px(1), px(11), px(8));
  const QRectF bow(x + px(2.2), y - px(7), px(6.6), px(9));
  p_.setBrush(Qt::NoBrush);
  p_.setPen(QPen(theme_.text, px(1.5)));
  QPainterPath path(bow.bottomLeft() - QPointF(0, px(3)));
  path.arcTo(QRectF(bow.left(), bow.top(), bow.width(), bow.width()), 180, -180);
  path.lineTo(bow.bottomRight() - QPointF(0, px(3)));
  p_.drawPath(path);
  p_.setPen(Qt::NoPen);
  p_.setBrush(theme_.text);
  p_.drawRoundedRect(body, px(1.5), px(1.5));
  return px(icon_width);
}

double Pencil::tick(double x, double y, const QColor& color) {
  p_.setBrush(Qt::NoBrush);
  p_.setPen(QPen(color, px(2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  p_.drawPolyline(QPolygonF{QPointF(x + px(1), y), QPointF(x + px(4), y + px(4)),
                            QPointF(x + px(11), y - px(5))});
  return px(icon_width);
}

double Pencil::crown(double x, double y, const QColor& color) {
  const QPointF at(x, y);
  p_.setBrush(color);
  p_.setPen(QPen(color, px(1), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  p_.drawPolygon(QPolygonF{at + QPointF(px(1), px(5)), at + QPointF(px(0.5), px(-4)),
                           at + QPointF(px(4), px(0)), at + QPointF(px(7), px(-6)),
                           at + QPointF(px(10), px(0)), at + QPointF(px(13.5), px(-4)),
                           at + QPointF(px(13), px(5))});
  return px(icon_width);
}

void Pencil::eye(QPointF middle, const QColor& color) {
  const double w = px(9);
  QPainterPath lid(middle - QPointF(w, 0));
  lid.quadTo(middle - QPointF(0, px(9)), middle + QPointF(w, 0));
  lid.quadTo(middle + QPointF(0, px(9)), middle - QPointF(w, 0));
  p_.setBrush(Qt::NoBrush);
  p_.setPen(QPen(color, px(1.5)));
  p_.drawPath(lid);
  p_.setBrush(color);
  p_.setPen(Qt::NoPen);
  p_.drawEllipse(middle, px(2.4), px(2.4));
}

void Pencil::scissors(QPointF middle, const QColor& color) {
  p_.setPen(QPen(color, px(1.8), Qt::SolidLine, Qt::RoundCap));
  p_.setBrush(Qt::NoBrush);
  p_.drawLine(middle + QPointF(px(-3), px(2)), middle + QPointF(px(9), px(-6)));
  p_.drawLine(middle + QPointF(px(-3), px(-2)), middle + QPointF(px(9), px(6)));
  p_.drawEllipse(middle + QPointF(px(-6), px(4)), px(3), px(3));
  p_.drawEllipse(middle + QPointF(px(-6), px(-4)), px(3), px(3));
}

void Pencil::arrowhead(QPointF tip, QPointF direction, const QColor& color, double size) {
  const QPointF back = tip - direction * px(size);
  const QPointF aside = QPointF(-direction.y(), direction.x()) * px(size * 0.5);
  p_.setBrush(color);
  p_.setPen(Qt::NoPen);
  p_.drawPolygon(QPolygonF{tip, back + aside, back - aside});
}

}  // namespace synod::views
