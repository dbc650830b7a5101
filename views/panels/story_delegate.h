// How one event looks in the story.
#pragma once

#include <QStyledItemDelegate>

#include "views/theme.h"

namespace synod::views {

class StoryDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void set_theme(const Theme& theme) { theme_ = theme; }
  int row_height() const { return static_cast<int>(26 * theme_.scale); }

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  Theme theme_ = Theme::light();
};

}  // namespace synod::views
