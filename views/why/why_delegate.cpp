#include "views/why/why_delegate.h"

#include <QPainter>
#include <cmath>

#include "views/kit/event_mark.h"
#include "views/kit/style.h"
#include "views/why/why_model.h"

namespace synod::views {

namespace {

// Lengths at scale 1.
constexpr double thread_x = 17;
constexpr double words_x = 34;
constexpr double right_edge = 10;
constexpr double above = 7;
constexpr double sentence_points = 9.5;

ChipText sentence_of(const QModelIndex& index) {
  const auto* model = qobject_cast<const WhyModel*>(index.model());
  return model == nullptr ? ChipText() : model->sentence(index.row());
}

}  // namespace

QRectF WhyDelegate::words_of(const QRectF& row) const {
  return row.adjusted(words_x * unit(), above * unit(), -right_edge * unit(), -above * unit());
}

double WhyDelegate::head_height() const {
  return QFontMetricsF(theme_.font(sentence_points, QFont::Bold)).height() + 1;
}

bool WhyDelegate::has_head(const QModelIndex& index) const {
  for (const int role : {WhyModel::numbers_role, WhyModel::node_role, WhyModel::rule_role})
    if (!index.data(role).toString().isEmpty()) return true;
  return false;
}

QFont WhyDelegate::sentence_font(const QModelIndex& index) const {
  const bool fact = index.data(WhyModel::fact_role).toBool();
  return theme_.font(sentence_points, fact ? QFont::DemiBold : QFont::Normal);
}

QSize WhyDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
  const double width = width_ - (words_x + right_edge) * unit();
  double height =
      sentence_of(index).size(sentence_font(index), width).height() + 2 * above * unit();
  if (has_head(index)) height += head_height();
  return {width_, static_cast<int>(std::ceil(height))};
}

void WhyDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
  const QRectF row(option.rect);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const bool fact = index.data(WhyModel::fact_role).toBool();
  const bool current = option.state.testFlag(QStyle::State_HasFocus) ||
                       option.state.testFlag(QStyle::State_MouseOver);
  const QRectF box = row.adjusted(2, 1.5, -3, -1.5);
  if (fact || current) {
    painter->setPen(fact ? QPen(theme_.accent, 1.6 * unit()) : QPen(Qt::NoPen));
    painter->setBrush(theme_.soft);
    painter->drawRoundedRect(box, 6, 6);
  }
  if (option.state.testFlag(QStyle::State_HasFocus))
    draw_focus_frame(*painter, theme_, box.adjusted(2.5, 2.5, -2.5, -2.5));
  draw_thread(*painter, row, index);
  QRectF words = words_of(row);
  if (has_head(index)) {
    draw_head(*painter, {words.left(), words.top(), words.width(), head_height()}, index);
    words.setTop(words.top() + head_height());
  }
  sentence_of(index).draw(*painter, words, sentence_font(index), theme_.text, theme_);
  painter->restore();
}

/// The line from step to step, with the sign of the event on it.
void WhyDelegate::draw_thread(QPainter& painter, const QRectF& row,
                              const QModelIndex& index) const {
  const auto* model = qobject_cast<const WhyModel*>(index.model());
  const MomentId id = index.data(WhyModel::moment_role).toUInt();
  const double x = row.left() + thread_x * unit();
  const double y = row.top() + above * unit() + head_height() / 2;
  const double gap = 10 * unit();
  painter.setPen(QPen(theme_.link, 1.3 * unit()));
  if (index.row() > 0) painter.drawLine(QPointF(x, row.top()), QPointF(x, y - gap));
  if (index.row() + 1 < index.model()->rowCount())
    painter.drawLine(QPointF(x, y + gap), QPointF(x, row.bottom() + 1));
  if (id == 0 || model == nullptr || model->history() == nullptr) {
    // What is missing: an empty place.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme_.muted, 1.4 * unit(), Qt::DotLine));
    painter.drawEllipse(QPointF(x, y), 5 * unit(), 5 * unit());
    return;
  }
  const Moment& moment = model->history()->moment(id);
  draw_mark(painter, mark_of(moment), mark_color(moment, theme_), theme_, {x, y}, 14 * unit());
}

/// "7  A1" and, at the right, the rule.
void WhyDelegate::draw_head(QPainter& painter, const QRectF& line, const QModelIndex& index) const {
  const auto write = [&](QRectF box, const QString& text, const QFont& font, const QColor& color,
                         int side) {
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(box, side | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(text, Qt::ElideRight, box.width() + 1));
    return QFontMetricsF(font).horizontalAdvance(text);
  };
  QRectF rest = line;
  const QString numbers = index.data(WhyModel::numbers_role).toString();
  const QString node = index.data(WhyModel::node_role).toString();
  if (!numbers.isEmpty())
    rest.setLeft(rest.left() + 8 * unit() +
                 write(rest, numbers, theme_.font(8.5), theme_.muted, Qt::AlignLeft));
  if (!node.isEmpty())
    rest.setLeft(
        rest.left() + 8 * unit() +
        write(rest, node, theme_.font(sentence_points, QFont::Bold), theme_.text, Qt::AlignLeft));
  write(rest, index.data(WhyModel::rule_role).toString(), theme_.font(8.5), theme_.muted,
        Qt::AlignRight);
}

}  // namespace synod::views
