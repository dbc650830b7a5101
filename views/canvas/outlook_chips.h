// Chips below the chosen badge: what can still become chosen.
#pragma once

#include <QAbstractButton>
#include <vector>

#include "model/explore/outlook.h"
#include "views/canvas/badge_row.h"
#include "views/kit/theme.h"

namespace synod::views {

/// One answer: a sign, the value and words. A click asks for a run to it, where there is one.
class OutlookChip : public QAbstractButton {
  Q_OBJECT

 public:
  using QAbstractButton::QAbstractButton;

  void set_theme(const Theme& theme);
  /// Tells `forecast` of `value`; of two values where it is none. Nothing where it is looked for.
  void tell(const Text& value, const std::optional<explore::Forecast>& forecast);
  /// Tells by its sign and the value alone, where there is no room for words.
  void set_short(bool is_short);
  /// The least width for all that it tells, at a height.
  double needed_width(double height) const;
  /// "can still be chosen"
  QString words() const;

 protected:
  void paintEvent(QPaintEvent*) override;
  void keyPressEvent(QKeyEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  QString help() const;
  QString meaning() const;
  QColor color() const;
  void draw_sign(QPainter& painter, QPointF middle, double size) const;

  Theme theme_ = Theme::light();
  Text value_;
  std::optional<explore::Forecast> forecast_;
  bool short_ = false;
};

/// One chip for each value that was asked for, and one for two values being chosen.
///  1. While the answer is looked for, the one before stays for a moment, so that nothing flickers.
///  2. Of many values the first four are told.
///  3. Where there is room for one row only, they stand side by side, and words are in the
///     tooltips.
class OutlookChips : public QWidget {
  Q_OBJECT

 public:
  explicit OutlookChips(QWidget* ground);

  void set_theme(const Theme& theme);
  /// Where the chips have room, in coordinates of the ground: rows of `row_height` at a scale.
  void set_place(const QRectF& place);
  void show_outlook(const explore::Outlook& outlook);
  /// The answer for these values is looked for.
  void show_searching(const std::vector<Text>& values);
  void show_nothing();

  /// How much room below such a badge is enough for so many values.
  static double height_for(std::size_t values) {
    return row_below_badge * static_cast<double>(std::min(values, most_rows - 1) + 1);
  }

 signals:
  /// A run to `forecast` is wanted; `value` is none where it is about two.
  void way_requested(const synod::Text& value, const synod::explore::Forecast& forecast);

 protected:
  void timerEvent(QTimerEvent* event) override;

 private:
  static constexpr std::size_t most_rows = 5;

  using Row = std::pair<Text, std::optional<explore::Forecast>>;
  void tell(const std::vector<Row>& rows);
  void arrange();
  void arrange_rows(int height);
  void arrange_in_a_row(double height);

  Theme theme_ = Theme::light();
  QRectF place_;
  std::vector<OutlookChip*> chips_;
  std::vector<Row> rows_;
  std::vector<Row> searching_;  ///< What is shown once the patience is over.
  int patience_ = 0;            ///< A timer; 0 while none runs.
};

}  // namespace synod::views
