#include "views/kit/row_list.h"

#include <QPainter>
#include <QScrollBar>
#include <algorithm>

namespace synod::views {

RowList::RowList(QWidget* parent) : QListView(parent) {
  setUniformItemSizes(true);
  setVerticalScrollMode(ScrollPerItem);
}

// --- places ------------------------------------------------------------------------------------

int RowList::rows() const {
  return model() == nullptr ? 0 : model()->rowCount(rootIndex());
}

int RowList::row_height() const {
  return rows() == 0 ? 1 : std::max(1, sizeHintForIndex(model()->index(0, 0)).height());
}

int RowList::page() const {
  return std::max(1, viewport()->height() / row_height());
}

int RowList::first_seen() const {
  return verticalScrollBar()->value();
}

int RowList::row_at(int y) const {
  return first_seen() + (y >= 0 ? y / row_height() : -1);
}

int RowList::verticalOffset() const {
  return first_seen() * row_height();
}

QRect RowList::visualRect(const QModelIndex& index) const {
  if (!index.isValid()) return {};
  const int height = row_height();
  return {0, (index.row() - first_seen()) * height, viewport()->width(), height};
}

QModelIndex RowList::indexAt(const QPoint& point) const {
  const int row = row_at(point.y());
  const bool inside = row >= 0 && row < rows() && viewport()->rect().contains(point);
  return inside ? model()->index(row, 0, rootIndex()) : QModelIndex();
}

void RowList::scrollTo(const QModelIndex& index, ScrollHint hint) {
  if (!index.isValid()) return;
  updateGeometries();
  const int row = index.row();
  int first = first_seen();
  switch (hint) {
    case EnsureVisible: first = std::clamp(first, row - page() + 1, row); break;
    case PositionAtTop: first = row; break;
    case PositionAtBottom: first = row - page() + 1; break;
    case PositionAtCenter: first = row - page() / 2; break;
  }
  verticalScrollBar()->setValue(first);
}

void RowList::doItemsLayout() {
  QAbstractItemView::doItemsLayout();
}

void RowList::updateGeometries() {
  QScrollBar* bar = verticalScrollBar();
  bar->setPageStep(page());
  bar->setSingleStep(1);
  bar->setRange(0, std::max(0, rows() - page()));
  horizontalScrollBar()->setRange(0, 0);
  QAbstractItemView::updateGeometries();
}

void RowList::scrollContentsBy(int, int) {
  viewport()->update();
}

// --- what changes ------------------------------------------------------------------------------

void RowList::rowsInserted(const QModelIndex& parent, int start, int end) {
  QAbstractItemView::rowsInserted(parent, start, end);
  scheduleDelayedItemsLayout();
}

void RowList::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) {
  QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
  scheduleDelayedItemsLayout();
}

void RowList::dataChanged(const QModelIndex& first, const QModelIndex& last,
                          const QList<int>& roles) {
  // Of several it would look at each, however few are seen.
  QAbstractItemView::dataChanged(first, first == last ? last : first, roles);
  viewport()->update();
}

// --- pictures ----------------------------------------------------------------------------------

void RowList::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  QStyleOptionViewItem option;
  initViewItemOption(&option);
  const QStyle::State usual = option.state;
  const int last = std::min(rows() - 1, row_at(event->rect().bottom()));
  for (int row = std::max(0, row_at(event->rect().top())); row <= last; ++row) {
    const QModelIndex index = model()->index(row, 0, rootIndex());
    option.rect = visualRect(index);
    option.state = usual;
    option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
    option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
    itemDelegateForIndex(index)->paint(&painter, option, index);
  }
}

// --- hands -------------------------------------------------------------------------------------

QModelIndex RowList::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
  if (rows() == 0) return {};
  const QModelIndex current = currentIndex();
  int row = current.isValid() ? current.row() : -1;
  switch (action) {
    case MoveUp:
    case MovePrevious:
    case MoveLeft: row = std::max(row, 1) - 1; break;
    case MoveDown:
    case MoveNext:
    case MoveRight: ++row; break;
    case MoveHome: row = 0; break;
    case MoveEnd: row = rows() - 1; break;
    case MovePageUp: row -= page(); break;
    case MovePageDown: row += page(); break;
  }
  return model()->index(std::clamp(row, 0, rows() - 1), 0, rootIndex());
}

void RowList::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) {
  const QRect box = rect.normalized();
  const int height = row_height();
  // A row above what is seen may be one end.
  const auto row_of = [&](int y) {
    return first_seen() + (y >= 0 ? y / height : -((-y + height - 1) / height));
  };
  const int first = std::clamp(row_of(box.top()), 0, std::max(0, rows() - 1));
  const int last = std::min(row_of(box.bottom()), rows() - 1);
  QItemSelection selection;
  if (first <= last)
    selection.select(model()->index(first, 0, rootIndex()), model()->index(last, 0, rootIndex()));
  selectionModel()->select(selection, command);
}

QRegion RowList::visualRegionForSelection(const QItemSelection& selection) const {
  QRegion region;
  const int last_seen = row_at(viewport()->height());
  for (const QItemSelectionRange& range : selection) {
    const int first = std::max(range.top(), first_seen());
    const int last = std::min(range.bottom(), last_seen);
    if (first > last) continue;
    region += visualRect(model()->index(first, 0, rootIndex()))
                  .united(visualRect(model()->index(last, 0, rootIndex())));
  }
  return region;
}

}  // namespace synod::views
