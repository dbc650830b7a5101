// Drawing of the canvas's small marks: words, chips and icons.
#pragma once

#include <QPainter>
#include <algorithm>

#include "views/kit/theme.h"

namespace synod::views {

/// Draws one kind of thing one way everywhere. Sizes are in scene units at scale `s`.
class Pencil {
 public:
  Pencil(QPainter& painter, const Theme& theme, double s) : p_(painter), theme_(theme), s_(s) {}

  /// A font of that many pixels at scale 1.
  static QFont font(const Theme& theme, double pixels, int weight);
  /// The same at this scale, and no smaller than people read.
  QFont font(double pixels, int weight = QFont::Normal) const {
    return font(theme_, s_ < thumbnail ? pixels * s_ : std::max(pixels * s_, least_letters),
                weight);
  }

  /// Each draws from `x` on, centred on `y`, in a place of at most `room`, and returns its width.
  double word(double x, double y, const QString& text, const QColor& color, double room,
              double pixels = 13, int weight = QFont::Normal);
  double ballot(double x, double y, const Ballot& ballot, double room);
  double value(double x, double y, const Text& value, double room);
  double disk(double x, double y, bool broken);
  double padlock(double x, double y);
  double tick(double x, double y, const QColor& color);
  /// Who leads.
  double crown(double x, double y, const QColor& color);

  double word_width(const QString& text, double pixels = 13, int weight = QFont::Normal) const;
  double ballot_width(const Ballot& ballot) const;
  double value_width(const Text& value) const;

  /// An eye: what only the observer sees.
  void eye(QPointF middle, const QColor& color);
  void scissors(QPointF middle, const QColor& color);
  /// A filled arrowhead at `tip`, pointing along `direction`.
  void arrowhead(QPointF tip, QPointF direction, const QColor& color, double size = 9);

  static constexpr double chip_height = 21;
  static constexpr double icon_width = 14;
  static constexpr double least_letters = 11;  ///< Pixels: 8.25 points on a usual screen.
  static constexpr double thumbnail = 0.8;  ///< What is drawn below this scale is not for reading.

 private:
  double chip(double x, double y, const QString& text, const Ink& ink, double room, bool outlined);
  double px(double size) const { return size * s_; }

  QPainter& p_;
  const Theme& theme_;
  double s_;
};

}  // namespace synod::views
