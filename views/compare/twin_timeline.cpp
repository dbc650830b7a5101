#include "views/compare/twin_timeline.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

// Lengths at scale 1.
constexpr double names_room = 62;  ///< For the names of the rows.
constexpr double left_y = 33;
constexpr double right_y = 87;
constexpr double whole_height = 122;
constexpr QSizeF flag_size(18, 13);

}  // namespace

TwinTimeline::TwinTimeline(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Timeline of both clusters"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  set_theme(theme_);
}

void TwinTimeline::set_theme(const Theme& theme) {
  theme_ = theme;
  paint_ground(*this, theme, theme.panel);
  setFixedHeight(sizeHint().height());
  update();
}

void TwinTimeline::set_twin(const Twin* twin) {
  twin_ = twin;
  show_position(0);
}

void TwinTimeline::show_position(double position) {
  position_ = position;
  setAccessibleDescription(label());
  update();
}

QSize TwinTimeline::sizeHint() const {
  return {static_cast<int>(800 * theme_.scale), static_cast<int>(whole_height * theme_.scale)};
}

QString TwinTimeline::label() const {
  if (twin_ == nullptr) return {};
  return tr("step %1 of %2").arg(static_cast<quint32>(position_ + 1e-9)).arg(twin_->size());
}

// ---- places

TickAxis TwinTimeline::axis() const {
  const double last = twin_ == nullptr ? 0 : twin_->size() + 1.0;
  return {static_cast<double>(width()), names_room, last, theme_.scale};
}

double TwinTimeline::y_of(Side side) const {
  return (side == Side::left ? left_y : right_y) * theme_.scale;
}

double TwinTimeline::step_at(double x) const {
  return std::clamp(axis().place_at(x), 0.0, static_cast<double>(twin_->size()));
}

QPointF TwinTimeline::place_of(Side side, std::uint32_t step) const {
  return {x_of(step), y_of(side)};
}

QRectF TwinTimeline::flag_rect(Side side) const {
  if (twin_ == nullptr || twin_->parting() == 0) return {};
  const QPointF place = place_of(side, twin_->parting());
  const double out = 15 * theme_.scale;
  const double y =
      side == Side::left ? place.y() - out - flag_size.height() * theme_.scale : place.y() + out;
  return {QPointF(place.x(), y), flag_size * theme_.scale};
}

// ---- pictures

void TwinTimeline::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(theme_.divider);
  painter.drawLine(0, 0, width(), 0);
  if (twin_ == nullptr) return;
  painter.setRenderHint(QPainter::Antialiasing);
  draw_band(painter);
  for (Side side : both_sides) draw_row(painter, side);
  for (Side side : both_sides) draw_flag(painter, side);
  draw_cursor(painter);
  draw_label(painter);
}

/// Wherever the two differ, so that it is seen where they are the same again.
void TwinTimeline::draw_band(QPainter& painter) const {
  const double unit = theme_.scale;
  const double middle = (y_of(Side::left) + y_of(Side::right)) / 2;
  const double half = 2.5 * unit;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.accent);
  for (std::uint32_t from = 1; from <= twin_->size(); ++from) {
    if (twin_->step(from).differing == 0) continue;
    std::uint32_t to = from;
    while (to < twin_->size() && twin_->step(to + 1).differing > 0) ++to;
    const double reach = std::min(spacing() / 2, 8 * unit);
    painter.drawRoundedRect(QRectF(QPointF(x_of(from) - reach, middle - half),
                                   QPointF(x_of(to) + reach, middle + half)),
                            half, half);
    from = to;
  }
}

void TwinTimeline::draw_row(QPainter& painter, Side side) const {
  const double unit = theme_.scale;
  painter.setFont(theme_.font(8.5, QFont::DemiBold));
  painter.setPen(theme_.text);
  painter.drawText(QRectF(timeline_side * unit * 0.6, y_of(side) - 12 * unit,
                          (names_room + timeline_side * 0.4 - 16) * unit, 24 * unit),
                   Qt::AlignLeft | Qt::AlignVCenter, side == Side::left ? tr("Left") : tr("Right"));
  draw_tick_line(painter, theme_, {x_of(0), y_of(side)},
                 {width() - timeline_side * unit, y_of(side)});
  const auto pace = static_cast<std::uint32_t>(axis().group_size());
  for (std::uint32_t step = 0; step <= twin_->size(); step += pace) draw_tick(painter, side, step);
  for (std::uint32_t step = 1; step <= twin_->size(); ++step) draw_sign(painter, side, step);
}

void TwinTimeline::draw_tick(QPainter& painter, Side side, std::uint32_t number) const {
  const TwinStep& step = twin_->step(number);
  const QPointF place = place_of(side, number);
  if (number != 0 && !step.acted[side]) {
    painter.setPen(QPen(theme_.muted, 1.4 * theme_.scale));
    painter.setBrush(theme_.panel);
    const double radius = std::min(3.2 * theme_.scale, spacing() * 0.3);
    painter.drawEllipse(place, radius, radius);
    return;
  }
  const Moment& moment = twin_->history(side).moment(step.moment[side]);
  draw_tick_mark(painter, theme_, moment, number == 0,
                 {place, timeline_tick * theme_.scale, spacing()});
}

/// What became chosen or was violated, between the rows: the flags stand outside them.
void TwinTimeline::draw_sign(QPainter& painter, Side side, std::uint32_t number) const {
  const TwinStep& step = twin_->step(number);
  if (!step.acted[side]) return;
  const Moment& moment = twin_->history(side).moment(step.moment[side]);
  if (!moment.chosen && !moment.violated) return;
  const double below = (side == Side::left ? 16 : -16) * theme_.scale;
  draw_tick_sign(painter, theme_, place_of(side, number) + QPointF(0, below), moment.violated);
}

void TwinTimeline::draw_flag(QPainter& painter, Side side) const {
  const QRectF box = flag_rect(side);
  if (box.isEmpty()) return;
  const double unit = theme_.scale;
  const bool above = side == Side::left;
  painter.setPen(QPen(theme_.accent, 1.6 * unit));
  painter.drawLine(above ? box.topLeft() : box.bottomLeft(),
                   QPointF(box.left(), y_of(side) + (above ? -1 : 1) * timeline_tick / 2 * unit));
  draw_pennant(painter, theme_, box);
  painter.setPen(theme_.on_accent);
  painter.setFont(theme_.font(8.5, QFont::Bold));
  painter.drawText(box.adjusted(0, 0, -3 * unit, 0), Qt::AlignCenter, QStringLiteral("≠"));
}

void TwinTimeline::draw_cursor(QPainter& painter) const {
  const double reach = 13 * theme_.scale;
  draw_time_cursor(painter, theme_, x_of(position_), y_of(Side::left) - reach,
                   y_of(Side::right) + reach);
}

void TwinTimeline::draw_label(QPainter& painter) const {
  const double unit = theme_.scale;
  painter.setFont(theme_.font(8.5));
  painter.setPen(theme_.muted);
  painter.drawText(QRectF(0, height() - 19 * unit, width() - timeline_side * unit, 18 * unit),
                   Qt::AlignRight | Qt::AlignVCenter, label());
}

// ---- hands

void TwinTimeline::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || twin_ == nullptr) return;
  pressed_ = event->position();
  scrubbing_ = false;
}

void TwinTimeline::mouseMoveEvent(QMouseEvent* event) {
  if (twin_ == nullptr || !event->buttons().testFlag(Qt::LeftButton)) return;
  const double way = (event->position() - pressed_).manhattanLength();
  scrubbing_ = scrubbing_ || way >= QApplication::startDragDistance();
  if (scrubbing_) emit scrubbed(step_at(event->position().x()));
}

void TwinTimeline::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || twin_ == nullptr) return;
  if (std::exchange(scrubbing_, false)) return;
  emit step_requested(static_cast<quint32>(std::lround(step_at(event->position().x()))));
}

bool TwinTimeline::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || twin_ == nullptr) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  bool at_flag = false;
  for (Side side : both_sides) at_flag = at_flag || flag_rect(side).contains(help->pos());
  QToolTip::showText(
      help->globalPos(),
      plain_tip(at_flag ? tr("Here the two part")
                        : tr("Each tick is a step; a hollow dot is a side that does nothing, "
                             "the band between the rows is where they differ. Click or drag.")),
      this);
  return true;
}

}  // namespace synod::views
