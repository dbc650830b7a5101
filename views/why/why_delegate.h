// Painter of one step of an explanation.
#pragma once

#include <QStyledItemDelegate>

#include "views/kit/theme.h"

namespace synod::views {

/// A line beside the steps leads from the first cause down to the fact; the fact itself stands in a
/// frame.
class WhyDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void set_theme(const Theme& theme) { theme_ = theme; }
  /// Rows are as high as their words need at this width.
  void set_width(int width) { width_ = width; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  double unit() const { return theme_.scale; }
  QRectF words_of(const QRectF& row) const;
  double head_height() const;
  QFont sentence_font(const QModelIndex& index) const;
  bool has_head(const QModelIndex& index) const;
  void draw_thread(QPainter& painter, const QRectF& row, const QModelIndex& index) const;
  void draw_head(QPainter& painter, const QRectF& line, const QModelIndex& index) const;

  Theme theme_ = Theme::light();
  int width_ = 270;
};

}  // namespace synod::views
