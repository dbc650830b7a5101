#include "views/clients/client_painter.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "views/kit/icons.h"
#include "views/kit/pencil.h"

namespace synod::views {

namespace {

/// The next of 1, 2, 5, 10, 20, 50, … that is at least `least`.
double round_step(double least) {
  double ten = 1;
  while (ten * 10 <= least) ten *= 10;
  for (const double factor : {1.0, 2.0, 5.0})
    if (ten * factor >= least) return ten * factor;
  return ten * 10;
}

struct Names {
  Q_DECLARE_TR_FUNCTIONS(synod::views::ClientsView)

 public:
  static QString of(const ClientRow& row, const Shape& shape) {
    const QString name = QString::fromStdString(shape.name(row.node));
    return row.by_hand ? tr("%1 by hand").arg(name) : name;
  }
  static QString time(double ms) { return tr("%1 ms").arg(ms, 0, 'f', 0); }
};

}  // namespace

void ClientPainter::paint() {
  p_.setRenderHint(QPainter::Antialiasing);
  p_.save();
  p_.setClipRect(s_.layout.field());
  rows();
  words_beside(true);
  cursor();
  words_beside(false);
  p_.restore();
  names();
  axis();
}

void ClientPainter::rows() {
  const double bottom = s_.layout.field().bottom();
  for (std::size_t i = 0; i < s_.lanes->rows().size(); ++i) {
    const double top = s_.layout.y(i);
    if (top > bottom || top + s_.layout.row_height() < 0) continue;
    if (s_.lanes->rows()[i].first) {
      p_.setPen(QPen(s_.theme->divider, 1));
      p_.drawLine(QPointF(0, top), QPointF(s_.layout.size.width(), top));
    }
    row(i);
  }
}

/// Where many bars share a pixel, one of them is drawn.
void ClientPainter::row(std::size_t row) {
  const QRectF field = s_.layout.field();
  const double last =
      s_.hidden ? std::min(s_.layout.time(field.right()), s_.now) : s_.layout.time(field.right());
  const auto& operations = s_.lanes->rows()[row].operations;
  const auto from = static_cast<std::int64_t>(std::floor(s_.layout.time(field.left())));
  for (std::size_t i = s_.lanes->first_after(row, {from}); i < operations.size();) {
    const ClientBar next = s_.lanes->bar(row, i);
    if (static_cast<double>(next.from.ms) > last) return;
    const bool told = !s_.hidden || s_.lanes->operation(next.operation).asked_at <= s_.present;
    if (told) bar(row, i, next);
    const double seen = s_.layout.x(static_cast<double>(next.to.ms)) + 1;
    const auto skipped = static_cast<std::int64_t>(std::floor(s_.layout.time(seen)));
    i = std::max(i + 1, s_.layout.step < 0.5 ? s_.lanes->first_after(row, {skipped}) : 0);
  }
}

bool ClientPainter::answered(const Operation& operation) const {
  return operation.answered && (!s_.hidden || operation.answered_at <= s_.present);
}

void ClientPainter::bar(std::size_t row, std::size_t place, const ClientBar& bar) {
  const Operation& operation = s_.lanes->operation(bar.operation);
  const bool over = answered(operation);
  ClientBar seen = bar;
  if (s_.hidden && !over) seen.to = {static_cast<std::int64_t>(s_.now)};
  const QRectF box = s_.layout.box(seen, row);
  const bool wrong = has_no_order(bar.operation);
  const Text value = bar_value(operation, over);
  const Ink ink =
      value.exists() ? s_.theme->value(value) : Ink{s_.theme->soft, s_.theme->link, s_.theme->text};
  p_.setOpacity(strength(operation));
  QPen pen(wrong ? s_.theme->bad : ink.line, px(wrong ? 2.6 : 1.2) * s_.theme->stroke);
  if (!over) pen.setStyle(Qt::DashLine);
  p_.setPen(pen);
  p_.setBrush(over ? ink.fill : QColor(Qt::transparent));
  const double round = std::min(px(5), box.width() / 2);
  p_.drawRoundedRect(box.adjusted(px(0.8), px(0.8), -px(0.8), -px(0.8)), round, round);
  label(box, operation, wrong, over ? ink.text : s_.theme->text, end_of_room(row, place));
  effect(box, operation);
  p_.setOpacity(1);
  const bool focused = s_.focused == bar.operation;
  if (!focused && s_.pointed != bar.operation && !is_lit(operation)) return;
  p_.setBrush(Qt::NoBrush);
  p_.setPen(QPen(s_.theme->accent, px(focused ? 2.4 : 1.6)));
  p_.drawRoundedRect(box.adjusted(-px(1.5), -px(1.5), px(1.5), px(1.5)), px(6), px(6));
}

/// Where the next bar of the row begins, as far as it is told.
double ClientPainter::end_of_room(std::size_t row, std::size_t place) const {
  const double right = s_.layout.field().right();
  const auto& operations = s_.lanes->rows()[row].operations;
  if (place + 1 >= operations.size()) return right;
  const Operation& next = s_.lanes->operation(operations[place + 1]);
  if (s_.hidden && next.asked_at > s_.present) return right;
  return std::min(right, s_.layout.x(static_cast<double>(next.invoked.ms)));
}

/// On the bar; beside a bar that is too short for it, where there is room until `end`.
void ClientPainter::label(const QRectF& box, const Operation& operation, bool wrong,
                          const QColor& ink, double end) {
  if (std::max(box.right(), end) - box.left() < px(20)) return;
  const double left = std::max(box.left(), s_.layout.field().left()) + px(6);
  const double room = box.right() - left - px(5);
  const bool sign = wrong && room > px(11);
  const double side = px(14);
  if (sign)
    draw_icon(p_, QStringLiteral("warning"), s_.theme->bad,
              {left, box.center().y() - side / 2, side, side});
  const double taken = sign ? side + px(4) : 0;
  const QString words = bar_text(operation, answered(operation));
  Pencil pencil(p_, *s_.theme, s_.theme->scale);
  const double wide = pencil.word_width(words, 12, QFont::Medium);
  if (wide > room - taken && box.right() + wide + px(14) < end) {
    beside_.push_back({{box.right() + px(9), box.center().y()},
                       words,
                       p_.opacity(),
                       operation.asked_at > s_.present});
  } else if (room - taken >= px(10)) {
    pencil.word(left + taken, box.center().y(), words, ink, room - taken, 12, QFont::Medium);
  }
}

/// What came before the present moment lies above the veil, however far its words reach.
void ClientPainter::words_beside(bool still_to_come) {
  Pencil pencil(p_, *s_.theme, s_.theme->scale);
  for (const Beside& one : beside_) {
    if (one.still_to_come != still_to_come) continue;
    p_.setOpacity(one.opacity);
    pencil.word(one.at.x(), one.at.y(), one.words, s_.theme->text, s_.layout.size.width(), 12,
                QFont::Medium);
  }
  p_.setOpacity(1);
}

/// A tick through the bar, with a foot: there the first node applied it.
void ClientPainter::effect(const QRectF& box, const Operation& operation) {
  if (operation.effect_at == 0 || (s_.hidden && operation.effect_at > s_.present)) return;
  if (box.width() < px(8)) return;
  const MomentId at = moment(operation.effect_at);
  const double x = s_.layout.x(static_cast<double>(s_.history->moment(at).time.ms));
  p_.setPen(QPen(s_.theme->panel, px(4)));
  p_.drawLine(QPointF(x, box.top() + px(1)), QPointF(x, box.bottom() + px(2)));
  p_.setPen(QPen(s_.theme->text, px(1.8)));
  p_.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom() + px(2)));
  p_.setPen(Qt::NoPen);
  p_.setBrush(s_.theme->text);
  const double foot = px(3.6);
  p_.drawPolygon(QPolygonF{{x, box.bottom() - px(2.5)},
                           {x - foot, box.bottom() + px(2.5)},
                           {x + foot, box.bottom() + px(2.5)}});
}

MomentId ClientPainter::moment(EventNumber number) const {
  const auto& line = s_.history->line();
  return number != 0 && number < line.size() ? line[number] : 0;
}

/// What is none of an explanation that is shown fades.
double ClientPainter::strength(const Operation& operation) const {
  if (s_.reason == nullptr || !s_.reason->active()) return 1;
  for (const EventNumber number : {operation.asked_at, operation.effect_at, operation.answered_at})
    if (const MomentId at = moment(number); at != 0 && s_.reason->holds(at)) return 1;
  return 0.25;
}

bool ClientPainter::is_lit(const Operation& operation) const {
  for (const EventNumber number : {operation.asked_at, operation.effect_at, operation.answered_at})
    if (const MomentId at = moment(number);
        at != 0 && std::find(s_.lit.begin(), s_.lit.end(), at) != s_.lit.end())
      return true;
  return false;
}

bool ClientPainter::has_no_order(OperationRef name) const {
  return std::find(s_.without_order.begin(), s_.without_order.end(), name) !=
         s_.without_order.end();
}

/// What is still to come lies under a veil.
void ClientPainter::cursor() {
  const QRectF field = s_.layout.field();
  const double x = s_.layout.x(s_.now);
  if (!s_.hidden && x < field.right()) {
    QColor veil = s_.theme->panel;
    veil.setAlphaF(0.6F);
    p_.fillRect(QRectF(std::max(x, field.left()), field.top(), field.right() - x, field.height()),
                veil);
  }
  p_.setPen(QPen(s_.theme->text, px(1.6)));
  p_.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()));
  p_.setPen(Qt::NoPen);
  p_.setBrush(s_.theme->text);
  const double half = px(5);
  p_.drawPolygon(
      QPolygonF{{x - half, field.top()}, {x + half, field.top()}, {x, field.top() + px(7)}});
}

void ClientPainter::names() {
  const ClientLayout& layout = s_.layout;
  p_.fillRect(QRectF(0, 0, layout.names(), layout.size.height()), s_.theme->panel);
  p_.save();
  p_.setClipRect(QRectF(0, 0, layout.names(), layout.field().bottom()));
  Pencil pencil(p_, *s_.theme, s_.theme->scale);
  for (std::size_t i = 0; i < s_.lanes->rows().size(); ++i) {
    const ClientRow& row = s_.lanes->rows()[i];
    if (!row.first) continue;
    const double y = layout.y(i) + layout.row_height() / 2;
    pencil.word(px(24), y, Names::of(row, *s_.shape), s_.theme->text, layout.names() - px(28), 13,
                row.by_hand ? QFont::Normal : QFont::Bold);
  }
  p_.restore();
}

void ClientPainter::axis() {
  const ClientLayout& layout = s_.layout;
  const QRectF field = layout.field();
  p_.fillRect(QRectF(0, field.bottom(), layout.size.width(), layout.axis()), s_.theme->panel);
  p_.setPen(QPen(s_.theme->divider, 1));
  p_.drawLine(QPointF(layout.names(), field.bottom()), QPointF(field.right(), field.bottom()));
  Pencil pencil(p_, *s_.theme, s_.theme->scale);
  const double between = round_step(px(90) / layout.step);
  const double first = std::ceil(std::max(0.0, layout.from) / between) * between;
  for (double ms = first; layout.x(ms) < field.right(); ms += between) {
    const double x = layout.x(ms);
    p_.setPen(QPen(s_.theme->muted, 1));
    p_.drawLine(QPointF(x, field.bottom()), QPointF(x, field.bottom() + px(4)));
    pencil.word(x + px(3), field.bottom() + px(11), Names::time(ms), s_.theme->muted, px(84), 11);
  }
}

}  // namespace synod::views
