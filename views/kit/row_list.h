// List of rows of one height: it costs what is seen of it, however many rows there are.
#pragma once

#include <QListView>

namespace synod::views {

/// QListView lays out every row anew whenever one is added or looks different. Here a row's place
/// follows from its number, so nothing has to be laid out. Rows are as high as the first one says.
class RowList : public QListView {
  Q_OBJECT

 public:
  explicit RowList(QWidget* parent = nullptr);

  QRect visualRect(const QModelIndex& index) const override;
  QModelIndex indexAt(const QPoint& point) const override;
  void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
  void doItemsLayout() override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void updateGeometries() override;
  void scrollContentsBy(int dx, int dy) override;
  void rowsInserted(const QModelIndex& parent, int start, int end) override;
  void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
  void dataChanged(const QModelIndex& first, const QModelIndex& last,
                   const QList<int>& roles) override;
  QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
  void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
  QRegion visualRegionForSelection(const QItemSelection& selection) const override;
  int horizontalOffset() const override { return 0; }
  int verticalOffset() const override;

 private:
  int rows() const;
  int row_height() const;
  /// How many rows are seen as a whole.
  int page() const;
  int first_seen() const;
  /// The row at a height of the viewport; it may be one that is not there.
  int row_at(int y) const;
};

}  // namespace synod::views
