#include "views/panels/story_delegate.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "views/kit/cover.h"
#include "views/kit/event_mark.h"
#include "views/panels/story_heading.h"
#include "views/panels/story_model.h"

namespace synod::views {

namespace {

/// Draws words one after another in a line, each in its own look.
class Line {
 public:
  Line(QPainter& painter, const QRectF& box) : painter_(painter), box_(box) {}

  void write(const QString& text, const QFont& font, const QColor& color, int flags = 0) {
    painter_.setFont(font);
    painter_.setPen(color);
    painter_.drawText(box_, flags | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetricsF(font).elidedText(text, Qt::ElideRight, box_.width() + 1));
  }
  /// A sentence, in which numbers stand as chips in the colour of whoever they belong to.
  void write(const std::vector<SentencePart>& parts, const QFont& font, const QColor& color,
             const Theme& theme) {
    const QFontMetricsF metrics(font);
    for (std::size_t i = 0; i < parts.size() && box_.width() > 0; ++i) {
      const SentencePart& part = parts[i];
      const bool chip = part.kind == Sentence::Argument::Kind::number && part.owner != 0;
      const double width = metrics.horizontalAdvance(part.text);
      const double pad = chip ? 4 * theme.scale : 0;
      if (chip && width + 2 * pad <= box_.width()) {
        write_chip(part, font, metrics, theme, width + 2 * pad);
      } else {
        write(part.text, font, color);
      }
      skip(width + 2 * pad);
    }
  }
  void skip(double width) { box_.setLeft(box_.left() + width); }
  void keep_right(double width) { box_.setRight(box_.right() - width); }
  const QRectF& box() const { return box_; }

 private:
  void write_chip(const SentencePart& part, const QFont& font, const QFontMetricsF& metrics,
                  const Theme& theme, double width) {
    const Ink ink = theme.ballot(part.owner);
    const double height = metrics.height();
    const QRectF chip(box_.left(), box_.center().y() - height / 2 + 0.5, width, height);
    painter_.setPen(QPen(ink.line, theme.stroke));
    painter_.setBrush(ink.fill);
    painter_.drawRoundedRect(chip, 4 * theme.scale, 4 * theme.scale);
    painter_.setFont(font);
    painter_.setPen(ink.text);
    painter_.drawText(chip, Qt::AlignCenter | Qt::TextSingleLine, part.text);
  }

  QPainter& painter_;
  QRectF box_;
};

}  // namespace

double StoryDelegate::number_width(EventNumber last) const {
  const QFontMetricsF metrics(theme_.font(8.5));
  return std::max(34 * theme_.scale, std::ceil(metrics.horizontalAdvance(QString::number(last))));
}

QSize StoryDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return {100, row_height()};
}

void StoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
  const auto* model = qobject_cast<const StoryModel*>(index.model());
  if (model == nullptr) return;
  const auto when = static_cast<StoryModel::When>(index.data(StoryModel::when_role).toInt());
  const double unit = theme_.scale;
  const QRectF row = QRectF(option.rect).adjusted(24 * unit, 0, -24 * unit, 0);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  if (when == StoryModel::When::present || selected) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme_.soft);
    painter->drawRoundedRect(row.adjusted(0, 1, 0, -1), 5, 5);
  }
  const RecoveryTurn* heading = model->heading(index.row());
  const auto is_lit = [this](MomentId moment) {
    return std::find(lit_.begin(), lit_.end(), moment) != lit_.end();
  };
  if (!lit_.empty() && when != StoryModel::When::next && heading == nullptr &&
      is_lit(index.data(StoryModel::moment_role).toUInt())) {
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(theme_.accent, 1.4 * unit));
    painter->drawRoundedRect(row.adjusted(1, 2, -1, -2), 5, 5);
    painter->setPen(Qt::NoPen);
  }
  if (selected && when != StoryModel::When::present) {
    painter->setBrush(theme_.accent);
    painter->drawRoundedRect(QRectF(row.left(), row.top() + 4, 3, row.height() - 8), 1.5, 1.5);
  }
  const auto share = static_cast<StoryModel::Share>(index.data(StoryModel::share_role).toInt());
  const double strength = share == StoryModel::Share::other ? 0.35 : 1;
  painter->setOpacity(strength);
  if (share == StoryModel::Share::part) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme_.accent);
    painter->drawEllipse(QPointF(row.left() - 9 * unit, row.center().y() + 0.5), 3.6 * unit,
                         3.6 * unit);
  }
  const bool later = when == StoryModel::When::future || when == StoryModel::When::next;
  const QColor text = later ? theme_.muted : theme_.text;
  const double numbers = number_width(static_cast<EventNumber>(model->history()->line().size()));
  const QRectF rest = row.adjusted(numbers - 34 * unit, 0, 0, 0);
  Line line(*painter, rest);
  Line number(*painter, QRectF(row.left(), row.top(), numbers, row.height()));
  number.write(index.data(StoryModel::number_role).toString(), theme_.font(8.5), theme_.muted,
               Qt::AlignRight);
  line.skip(44 * unit);
  if (index.data(StoryModel::covered_role).toBool()) {
    const QRectF hidden(rest.left() + 68 * unit, row.top() + 3, row.width() * 0.45,
                        row.height() - 6);
    draw_cover(*painter, theme_, hidden);
    painter->restore();
    return;
  }
  if (when == StoryModel::When::next) {
    QFont italic = theme_.font(9.5);
    italic.setItalic(true);
    line.skip(24 * unit);
    line.keep_right(16 * unit);
    line.write(index.data(StoryModel::sentence_role).toString(), italic, text);
    painter->restore();
    return;
  }
  if (heading != nullptr) {
    draw_heading(*painter, rest, *heading, theme_, model->history()->world(), later);
    painter->restore();
    return;
  }
  const Moment& moment = model->history()->moment(index.data(StoryModel::moment_role).toUInt());
  if (later) painter->setOpacity(std::min(strength, 0.6));
  draw_mark(*painter, mark_of(moment), mark_color(moment, theme_), theme_,
            {line.box().left() + 8 * unit, row.center().y()}, 14 * unit);
  painter->setOpacity(strength);
  line.skip(24 * unit);
  line.keep_right(16 * unit);

  const QString rule = index.data(StoryModel::rule_role).toString();
  line.write(rule, theme_.font(8.5), theme_.muted, Qt::AlignRight);
  if (!rule.isEmpty())
    line.keep_right(QFontMetricsF(theme_.font(8.5)).horizontalAdvance(rule) + 14 * unit);
  if (const QString node = index.data(StoryModel::node_role).toString(); !node.isEmpty()) {
    const QFont bold = theme_.font(9.5, QFont::Bold);
    line.write(node, bold, text);
    line.skip(std::max(QFontMetricsF(bold).horizontalAdvance(node) + 8 * unit, 28 * unit));
  }
  line.write(model->parts(index.row()), theme_.font(9.5), text, theme_);
  painter->restore();
}

}  // namespace synod::views
