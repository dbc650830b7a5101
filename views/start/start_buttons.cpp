#include "views/start/start_buttons.h"

#include <QPainter>

#include "views/kit/icons.h"
#include "views/kit/plain_text.h"

namespace synod::views {

namespace {

constexpr double big_points = 13;
constexpr double detail_points = 9.5;
constexpr double door_points = 10.5;

/// A ring around what has the keyboard's focus, clear of its edge.
void draw_focus(QPainter& painter, const QRectF& box, const QColor& color, double corner) {
  painter.setPen(QPen(color, 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(box, corner, corner);
}

}  // namespace

BigButton::BigButton(QWidget* parent) : QAbstractButton(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setCursor(Qt::PointingHandCursor);
}

void BigButton::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

void BigButton::set_words(const QString& what, const QString& detail) {
  setText(what);
  detail_ = detail;
  setAccessibleName(what);
  setAccessibleDescription(detail);
  update();
}

QSize BigButton::sizeHint() const {
  return {static_cast<int>(240 * theme_.scale), static_cast<int>(76 * theme_.scale)};
}

void BigButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double s = theme_.scale;
  const QRectF box = QRectF(rect()).adjusted(3, 3, -3, -3);
  painter.setPen(Qt::NoPen);
  painter.setBrush(isDown()       ? theme_.accent.darker(115)
                   : underMouse() ? theme_.accent.lighter(108)
                                  : theme_.accent);
  painter.drawRoundedRect(box, 9 * s, 9 * s);
  const double icon = 22 * s;
  draw_icon(painter, QStringLiteral("play"), theme_.on_accent,
            {box.left() + 14 * s, box.center().y() - icon / 2, icon, icon});
  const QRectF words = box.adjusted(48 * s, 0, -10 * s, 0);
  const QFont what = theme_.font(big_points, QFont::DemiBold);
  const QFont detail = theme_.font(detail_points);
  const double high = QFontMetricsF(what).height();
  const double low = QFontMetricsF(detail).height();
  const double top = box.center().y() - (high + low + 2 * s) / 2;
  const auto write = [&](const QFont& font, const QString& text, double y, double height) {
    painter.setFont(font);
    painter.setPen(theme_.on_accent);
    painter.drawText(QRectF(words.left(), y, words.width(), height), Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(text, Qt::ElideRight, words.width()));
  };
  write(what, text(), top, high);
  write(detail, detail_, top + high + 2 * s, low);
  if (hasFocus()) draw_focus(painter, QRectF(rect()).adjusted(1, 1, -1, -1), theme_.text, 11 * s);
}

DoorButton::DoorButton(const QString& name, const QString& help, QWidget* parent)
    : QAbstractButton(parent) {
  setText(name);
  setCheckable(true);
  setAutoExclusive(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setCursor(Qt::PointingHandCursor);
  setToolTip(plain_tip(help));
  setAccessibleName(name);
}

void DoorButton::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

void DoorButton::set_count(const QString& count) {
  count_ = count;
  setAccessibleDescription(count);
  update();
}

QSize DoorButton::sizeHint() const {
  return {static_cast<int>(240 * theme_.scale), static_cast<int>(40 * theme_.scale)};
}

void DoorButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double s = theme_.scale;
  const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
  if (isChecked() || underMouse()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? theme_.soft : theme_.canvas);
    painter.drawRoundedRect(box, 7 * s, 7 * s);
  }
  if (isChecked()) {
    painter.setBrush(theme_.accent);
    painter.drawRoundedRect(QRectF(box.left(), box.top() + 9 * s, 3 * s, box.height() - 18 * s),
                            1.5 * s, 1.5 * s);
  }
  const QRectF words = box.adjusted(14 * s, 0, -12 * s, 0);
  painter.setFont(theme_.font(door_points, isChecked() ? QFont::DemiBold : QFont::Normal));
  painter.setPen(theme_.text);
  painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, text());
  painter.setFont(theme_.font(detail_points));
  painter.setPen(theme_.muted);
  painter.drawText(words, Qt::AlignVCenter | Qt::AlignRight, count_);
  if (hasFocus()) draw_focus(painter, box, theme_.accent, 7 * s);
}

}  // namespace synod::views
