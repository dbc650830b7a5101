#include "views/kit/chip_text.h"

#include <algorithm>
#include <cmath>

namespace synod::views {

ChipText::ChipText(const std::vector<SentencePart>& parts) {
  for (const SentencePart& part : parts) {
    if (part.kind == Sentence::Argument::Kind::number && part.owner != 0)
      chips_.push_back({text_.size(), part.text.size(), part.owner});
    text_ += part.text;
  }
}

ChipText ChipText::first(qsizetype letters) const {
  ChipText start;
  start.text_ = text_.left(letters);
  for (const Chip& chip : chips_)
    if (chip.from + chip.length <= letters) start.chips_.push_back(chip);
  return start;
}

QSizeF ChipText::lay_out(QTextLayout& layout, double width) {
  QTextOption option(Qt::AlignLeft);
  option.setWrapMode(QTextOption::WordWrap);
  layout.setTextOption(option);
  double height = 0;
  double widest = 0;
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(width);
    line.setPosition({0, height});
    height += line.height();
    widest = std::max(widest, line.naturalTextWidth());
  }
  layout.endLayout();
  return {std::ceil(widest), std::ceil(height)};
}

QSizeF ChipText::size(const QFont& font, double width) const {
  QTextLayout layout(text_, font);
  return lay_out(layout, width);
}

void ChipText::draw(QPainter& painter, const QRectF& box, const QFont& font, const QColor& color,
                    const Theme& theme) const {
  QTextLayout layout(text_, font, painter.device());
  QList<QTextLayout::FormatRange> formats;
  for (const Chip& chip : chips_) {
    QTextLayout::FormatRange range;
    range.start = static_cast<int>(chip.from);
    range.length = static_cast<int>(chip.length);
    range.format.setForeground(theme.ballot(chip.owner).text);
    formats << range;
  }
  layout.setFormats(formats);
  lay_out(layout, box.width());
  for (const Chip& chip : chips_) draw_chip(painter, layout, chip, box.topLeft(), theme);
  painter.setPen(color);
  layout.draw(&painter, box.topLeft());
}

void ChipText::draw_chip(QPainter& painter, const QTextLayout& layout, const Chip& chip,
                         QPointF corner, const Theme& theme) const {
  const auto from = static_cast<int>(chip.from);
  const auto end = static_cast<int>(chip.from + chip.length);
  const QTextLine line = layout.lineForTextPosition(from);
  // A number is a word: it stands in one line.
  if (!line.isValid() || end > line.textStart() + line.textLength()) return;
  const double pad = 1.5 * theme.scale;
  const QRectF around(QPointF(line.cursorToX(from) - pad, line.y() + 1),
                      QPointF(line.cursorToX(end) + pad, line.y() + line.height() - 1));
  const Ink ink = theme.ballot(chip.owner);
  painter.setPen(QPen(ink.line, theme.stroke));
  painter.setBrush(ink.fill);
  painter.drawRoundedRect(around.translated(corner), 4 * theme.scale, 4 * theme.scale);
}

}  // namespace synod::views
