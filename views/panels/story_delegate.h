// Painter of one event in the story.
#pragma once

#include <QStyledItemDelegate>
#include <utility>
#include <vector>

#include "model/line/history.h"
#include "views/kit/theme.h"

namespace synod::views {

class StoryDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void set_theme(const Theme& theme) { theme_ = theme; }
  /// The moment that is pointed at, here or elsewhere; 0 for none.
  void set_lit(std::vector<MomentId> moments) { lit_ = std::move(moments); }
  const std::vector<MomentId>& lit() const { return lit_; }
  /// Room for the numbers of events up to `last`.
  double number_width(EventNumber last) const;
  int row_height() const { return static_cast<int>(26 * theme_.scale); }

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  Theme theme_ = Theme::light();
  std::vector<MomentId> lit_;
};

}  // namespace synod::views
