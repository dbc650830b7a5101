// Chips in a sentence: numbers stand in the colour of whoever they belong to, and words wrap.
#pragma once

#include <QPainter>
#include <QTextLayout>
#include <vector>

#include "views/kit/theme.h"
#include "views/kit/translated.h"

namespace synod::views {

/// Words of a sentence and the numbers among them that somebody owns.
class ChipText {
 public:
  ChipText() = default;
  explicit ChipText(const std::vector<SentencePart>& parts);

  const QString& text() const { return text_; }
  bool empty() const { return text_.isEmpty(); }
  std::size_t chips() const { return chips_.size(); }
  /// The first letters of it. A number that is cut through is words.
  ChipText first(qsizetype letters) const;

  /// What it takes where lines are no longer than `width`.
  QSizeF size(const QFont& font, double width) const;
  /// Draws it from the upper left corner of `box` on, in lines as wide as that.
  void draw(QPainter& painter, const QRectF& box, const QFont& font, const QColor& color,
            const Theme& theme) const;

  friend bool operator==(const ChipText&, const ChipText&) = default;

 private:
  struct Chip {
    qsizetype from = 0;
    qsizetype length = 0;
    std::uint32_t owner = 0;
    friend bool operator==(const Chip&, const Chip&) = default;
  };

  /// Sets the lines of `layout`; returns what they take.
  static QSizeF lay_out(QTextLayout& layout, double width);
  void draw_chip(QPainter& painter, const QTextLayout& layout, const Chip& chip, QPointF corner,
                 const Theme& theme) const;

  QString text_;
  std::vector<Chip> chips_;
};

}  // namespace synod::views
