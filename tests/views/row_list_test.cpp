// List of rows of one height, and ticks that share a few pixels.
#include "views/kit/row_list.h"

#include <QScrollBar>
#include <QStringListModel>
#include <QStyledItemDelegate>
#include <QTest>
#include <gtest/gtest.h>

#include "model/base/random.h"
#include "views/panels/tick_groups.h"

namespace synod::views {
namespace {

/// Counts what it is asked for.
class Counting : public QStyledItemDelegate {
 public:
  void paint(QPainter*, const QStyleOptionViewItem&, const QModelIndex&) const override {
    ++painted;
  }
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    ++measured;
    return {100, 20};
  }
  mutable int painted = 0;
  mutable int measured = 0;
};

class RowListTest : public testing::Test {
 protected:
  RowListTest() {
    QStringList words;
    for (int i = 0; i < 100'000; ++i) words << QString::number(i);
    model.setStringList(words);
    list.setModel(&model);
    list.setItemDelegate(&delegate);
    list.setFrameShape(QFrame::NoFrame);
    list.setSelectionMode(QAbstractItemView::ExtendedSelection);
    list.resize(300, 200);
    list.show();
    QTest::qWait(20);
  }
  QModelIndex row(int number) const { return model.index(number, 0); }

  QStringListModel model;
  Counting delegate;
  RowList list;
};

TEST_F(RowListTest, a_row_that_is_added_to_many_costs_what_is_seen) {
  list.scrollTo(row(99'999));
  QTest::qWait(20);
  delegate.painted = delegate.measured = 0;
  model.insertRow(100'000);
  list.scrollTo(row(100'000));
  QTest::qWait(20);
  EXPECT_GT(delegate.painted, 0);
  EXPECT_LE(delegate.painted, 3 * 11);
  EXPECT_LE(delegate.measured, 200);
}

TEST_F(RowListTest, a_row_is_where_it_is_seen) {
  list.scrollTo(row(500), QAbstractItemView::PositionAtTop);
  EXPECT_EQ(list.visualRect(row(500)).top(), 0);
  EXPECT_EQ(list.indexAt({10, 45}), row(502));
  EXPECT_FALSE(list.indexAt({10, -5}).isValid());
}

TEST_F(RowListTest, no_more_is_scrolled_than_has_to_be) {
  list.scrollTo(row(5));
  EXPECT_EQ(list.verticalScrollBar()->value(), 0);
  list.scrollTo(row(30));
  EXPECT_EQ(list.visualRect(row(30)).bottom(), 199);
  list.scrollTo(row(25));
  EXPECT_EQ(list.visualRect(row(30)).bottom(), 199);
  list.scrollTo(row(99'999));
  EXPECT_EQ(list.verticalScrollBar()->value(), list.verticalScrollBar()->maximum());
}

TEST_F(RowListTest, keys_move_and_choose) {
  list.setFocus();
  list.setCurrentIndex(row(10));
  QTest::keyClick(&list, Qt::Key_Down);
  EXPECT_EQ(list.currentIndex(), row(11));
  QTest::keyClick(&list, Qt::Key_PageDown);
  EXPECT_EQ(list.currentIndex(), row(21));
  QTest::keyClick(&list, Qt::Key_Down, Qt::ShiftModifier);
  QTest::keyClick(&list, Qt::Key_Down, Qt::ShiftModifier);
  EXPECT_EQ(list.selectionModel()->selectedRows().size(), 3);
  QTest::keyClick(&list, Qt::Key_End);
  EXPECT_EQ(list.currentIndex(), row(99'999));
  QTest::keyClick(&list, Qt::Key_Home);
  EXPECT_EQ(list.currentIndex(), row(0));
}

TEST_F(RowListTest, a_click_with_shift_chooses_all_between) {
  list.scrollTo(row(0));
  QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, {10, 10});
  QTest::mouseClick(list.viewport(), Qt::LeftButton, Qt::ShiftModifier, {10, 70});
  EXPECT_EQ(list.selectionModel()->selectedRows().size(), 4);
}

TEST(TickGroups, that_grew_show_what_a_look_at_the_whole_line_shows) {
  Random random(1);
  const auto weight = [](MomentId id) { return static_cast<int>(id * 2654435761U >> 28); };
  TickGroups groups;
  std::vector<MomentId> line{0};
  MomentId next = 1;
  for (int i = 0; i < 400; ++i) {
    if (random.between(0, 9) == 0)
      line.resize(
          static_cast<std::size_t>(random.between(1, static_cast<std::int64_t>(line.size()))));
    for (std::int64_t more = random.between(0, 5); more > 0; --more) line.push_back(next++);
    const std::size_t size = i < 200 ? 4 : 7;
    groups.follow(line, size, weight);
    TickGroups fresh;
    fresh.follow(line, size, weight);
    ASSERT_EQ(groups.shown(), fresh.shown());
  }
  for (std::size_t group = 0; group < groups.shown().size(); ++group)
    for (std::size_t depth = group * 7; depth < std::min(line.size(), (group + 1) * 7); ++depth)
      ASSERT_LE(weight(line[depth]), weight(groups.shown()[group]));
}

}  // namespace
}  // namespace synod::views
