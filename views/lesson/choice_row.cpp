#include "views/lesson/choice_row.h"

#include <QEnterEvent>
#include <QPainter>

#include "views/kit/icons.h"
#include "views/kit/plain_text.h"

namespace synod::views {

namespace {

constexpr double points = 9.6;
constexpr int side = 12;    ///< Between the border and the sign.
constexpr int sign = 18;    ///< Of the ring, the box, the tick.
constexpr int behind = 10;  ///< Between the sign and the text.
constexpr int above = 7;
constexpr double radius = 8;

}  // namespace

ChoiceRow::ChoiceRow(const QString& text, bool exclusive, QWidget* parent)
    : QAbstractButton(parent), exclusive_(exclusive) {
  setText(text);
  setAccessibleName(text);
  setToolTip(
      plain_tip(exclusive ? tr("Choose this answer (Space)") : tr("Choose or leave this (Space)")));
  setCheckable(true);
  setAutoExclusive(exclusive);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChoiceRow::set_theme(const Theme& theme) {
  theme_ = theme;
  fit();
  update();
}

void ChoiceRow::set_mark(ChoiceMark mark) {
  mark_ = mark;
  setEnabled(false);
  setToolTip({});
  switch (mark) {
    case ChoiceMark::right: setAccessibleName(tr("%1, right").arg(text())); break;
    case ChoiceMark::wrong: setAccessibleName(tr("%1, not right").arg(text())); break;
    case ChoiceMark::missed: setAccessibleName(tr("%1, this would be right").arg(text())); break;
    default: break;
  }
  unsetCursor();
  update();
}

void ChoiceRow::set_share(double share) {
  share_ = share;
  update();
}

QFont ChoiceRow::text_font() const {
  const bool strong = mark_ == ChoiceMark::right || mark_ == ChoiceMark::missed ||
                      (isChecked() && mark_ != ChoiceMark::wrong);
  return theme_.font(points, strong ? QFont::DemiBold : QFont::Normal);
}

QRect ChoiceRow::text_rect(int width) const {
  const int left = static_cast<int>((side + sign + behind) * theme_.scale);
  const int top = static_cast<int>(above * theme_.scale);
  const int room = std::max(width - left - static_cast<int>(side * theme_.scale), 40);
  // As if bold, so that choosing never moves anything.
  const QRect text = QFontMetrics(theme_.font(points, QFont::DemiBold))
                         .boundingRect(QRect(0, 0, room, 10'000), Qt::TextWordWrap, this->text());
  return {left, top, room, std::max(text.height(), static_cast<int>(sign * theme_.scale))};
}

QSize ChoiceRow::sizeHint() const {
  return {260, height_at(std::max(width(), 200))};
}

int ChoiceRow::height_at(int width) const {
  return text_rect(width).height() + static_cast<int>(2 * above * theme_.scale);
}

void ChoiceRow::draw_sign(QPainter& painter, const QRectF& box) const {
  if (mark_ == ChoiceMark::right || mark_ == ChoiceMark::missed)
    return draw_icon(painter, "check", theme_.good, box.adjusted(-1, -1, 1, 1));
  if (mark_ == ChoiceMark::wrong) return draw_icon(painter, "close", theme_.bad, box);
  const bool on = isChecked();
  painter.setPen(QPen(on ? theme_.accent : theme_.muted, 1.8));
  painter.setBrush(Qt::NoBrush);
  const QRectF shape = box.adjusted(2, 2, -2, -2);
  if (exclusive_) {
    painter.drawEllipse(shape);
    if (!on) return;
    painter.setBrush(theme_.accent);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(shape.adjusted(3.4, 3.4, -3.4, -3.4));
  } else {
    painter.setBrush(on ? QBrush(theme_.accent) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(shape, 3, 3);
    if (on) draw_icon(painter, "check", theme_.on_accent, shape.adjusted(1, 1, -1, -1));
  }
}

void ChoiceRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double s = theme_.scale;
  const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
  QColor line = theme_.dark ? theme_.divider : theme_.link;
  double weight = 1;
  if (isChecked() && mark_ == ChoiceMark::open) line = theme_.accent;
  if (mark_ == ChoiceMark::right || mark_ == ChoiceMark::missed) line = theme_.good;
  if (mark_ == ChoiceMark::wrong) line = theme_.bad;
  if (hasFocus() || (isEnabled() && underMouse())) line = theme_.accent;
  if (hasFocus() || mark_ == ChoiceMark::right || mark_ == ChoiceMark::wrong ||
      (isChecked() && mark_ == ChoiceMark::open))
    weight = 1.7;
  QPen pen(line, weight);
  if (mark_ == ChoiceMark::missed) pen.setStyle(Qt::DashLine);
  painter.setPen(pen);
  painter.setBrush(theme_.dark ? theme_.panel : theme_.raised);
  painter.drawRoundedRect(frame, radius * s, radius * s);
  if (share_ >= 0) {
    QColor bar = theme_.accent;
    bar.setAlphaF(0.22F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(bar);
    const double width = (frame.width() - 4) * share_;
    if (width > 1)
      painter.drawRoundedRect(QRectF(frame.left() + 2, frame.top() + 2, width, frame.height() - 4),
                              6 * s, 6 * s);
  }
  const QRect text = text_rect(width());
  draw_sign(painter, {side * s, text.top() + 0.5, sign * s, sign * s});
  painter.setFont(text_font());
  const bool quiet = mark_ == ChoiceMark::faded || (mark_ == ChoiceMark::open && !isChecked());
  painter.setPen(quiet ? (mark_ == ChoiceMark::faded ? theme_.muted : theme_.text) : theme_.text);
  painter.drawText(text, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignVCenter, this->text());
}

void ChoiceRow::resizeEvent(QResizeEvent* event) {
  QAbstractButton::resizeEvent(event);
  fit();
}

void ChoiceRow::fit() {
  setFixedHeight(height_at(width()));
}

void ChoiceRow::enterEvent(QEnterEvent* event) {
  update();
  QAbstractButton::enterEvent(event);
}

void ChoiceRow::leaveEvent(QEvent* event) {
  update();
  QAbstractButton::leaveEvent(event);
}

}  // namespace synod::views
