// Story: a row for each event, and what clicks and keys in it do.
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <gtest/gtest.h>

#include "protocols/catalog.h"
#include "protocols/log_options.h"
#include "tests/views/panels_world.h"
#include "views/kit/row_list.h"
#include "views/panels/story.h"
#include "views/panels/story_delegate.h"

namespace synod::views {
namespace {

QPoint middle_of(Story& story, int row) {
  return story.list().visualRect(story.model().index(row)).center();
}

struct StoryOnScreen {
  StoryOnScreen() : history(adopted_value_run()), story(&selection) {
    story.resize(900, 500);
    story.show();
    story.set_history(&history);
    story.show_frame(frame.at(history));
  }
  History history;
  Selection selection;
  Story story;
  FrameOf frame;
};

TEST(Story, has_a_row_for_each_event_and_one_for_what_is_next) {
  StoryOnScreen on;
  const auto& line = on.history.line();
  ASSERT_EQ(on.story.model().rowCount(), static_cast<int>(line.size()));
  for (std::size_t i = 1; i < line.size(); ++i) {
    const std::string sentence = on.history.event(line[i]).notes.front().text.str();
    const QString row =
        on.story.model().index(static_cast<int>(i) - 1).data(Qt::DisplayRole).toString();
    EXPECT_TRUE(row.contains(QString::fromStdString(sentence))) << row.toStdString();
  }
  const QModelIndex next = on.story.model().index(on.story.model().rowCount() - 1);
  EXPECT_TRUE(next.data().toString().contains(QStringLiteral("next: ")));
}

TEST(StoryRow, NumbersOfSixFiguresHaveTheirRoom) {
  StoryDelegate row;
  for (const double scale : {1.0, 1.5}) {
    Theme theme = Theme::light();
    theme.scale = scale;
    row.set_theme(theme);
    EXPECT_GE(row.number_width(999'999),
              QFontMetricsF(theme.font(8.5)).horizontalAdvance("999999"));
    EXPECT_EQ(row.number_width(9), row.number_width(999)) << "rows stand still in short runs";
  }
}

TEST(Story, names_the_paused_node_that_all_is_waiting_for) {
  StoryOnScreen on;
  for (Verb verb : {Verb::restart, Verb::pause})  // Most are up already.
    for (NodeId id : on.history.world().shape().all())
      (void)on.history.act(actions::on_node(verb, id));
  on.story.show_frame(on.frame.at(on.history));
  const int rows = on.story.model().rowCount();
  const auto row = [&](int i) { return on.story.model().index(i).data().toString(); };
  EXPECT_TRUE(row(rows - 1).contains(QStringLiteral("next: nothing before")))
      << row(rows - 1).toStdString();
  EXPECT_TRUE(row(rows - 2).contains(QStringLiteral("is paused and does not notice")));
}

TEST(Story, keeps_the_present_in_sight_when_it_gets_smaller) {
  StoryOnScreen on;
  on.story.resize(900, 90);
  QApplication::processEvents();
  const int present = on.story.model().rowCount() - 2;
  EXPECT_TRUE(on.story.list().viewport()->rect().contains(middle_of(on.story, present)));
}

TEST(Story, a_click_asks_for_the_moment_of_that_row) {
  StoryOnScreen on;
  QSignalSpy asked(&on.story, &Story::moment_requested);
  QTest::mouseClick(on.story.list().viewport(), Qt::LeftButton, {}, middle_of(on.story, 4));
  ASSERT_EQ(asked.size(), 1);
  EXPECT_EQ(asked[0][0].value<MomentId>(), on.history.line()[5]);
}

TEST(Story, has_no_next_row_in_the_past_and_dims_the_future) {
  StoryOnScreen on;
  on.history.seek(on.history.line()[3]);
  on.story.show_frame(on.frame.at(on.history));
  EXPECT_EQ(on.story.model().rowCount(), static_cast<int>(on.history.line().size()) - 1);
  const auto when = [&](int row) {
    return static_cast<StoryModel::When>(
        on.story.model().index(row).data(StoryModel::when_role).toInt());
  };
  EXPECT_EQ(when(1), StoryModel::When::past);
  EXPECT_EQ(when(2), StoryModel::When::present);
  EXPECT_EQ(when(3), StoryModel::When::future);
}

TEST(Story, tells_the_other_branch_after_going_there) {
  StoryOnScreen on;
  on.history.seek(on.history.line()[2]);
  ASSERT_TRUE(on.history.act(actions::on_node(Verb::crash, node(2))));
  on.story.show_frame(on.frame.at(on.history));
  EXPECT_TRUE(on.story.model().index(2).data().toString().contains(QStringLiteral("A1 crashes")));
}

TEST(Story, copies_the_chosen_rows) {
  StoryOnScreen on;
  on.story.list().selectAll();
  QTest::keyClick(&on.story.list(), Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(QApplication::clipboard()->text().count(u'\n') + 1, on.story.model().rowCount());
}

/// Five replicas of which the leader dies after some thousand events.
History long_run_with_a_fail_over() {
  Setup setup;
  setup.protocol = "multi";
  setup.shape = {.together = 5, .clients = 2};
  setup.options.load = 10'000;
  setup.options.own.set(log_options::detector, Detector::fixed);
  History history(make_cluster(*find_protocol("multi"), setup));
  while (history.size() < 9'000 && history.step()) {
  }
  const LeaderChange now = leader_change_in(history.world());
  EXPECT_TRUE(now.node.exists());
  (void)history.act(actions::on_node(Verb::crash, now.node));
  for (int i = 0; i < 1'000 && history.step(); ++i) {
  }
  return history;
}

TEST(Story, of_a_long_run_is_there_at_once_and_its_headings_come_while_the_window_goes_on) {
  const History history = long_run_with_a_fail_over();
  RecoveryCourse course;
  course.follow(history);
  const std::size_t all = course.turns().size();
  ASSERT_GT(course.turns().back().event, 9'000u);
  Selection selection;
  Story story(&selection);
  story.resize(900, 500);
  story.show();
  story.set_history(&history);
  FrameOf frame;
  story.show_frame(frame.at(history));
  const auto headings = [&] {
    std::size_t count = 0;
    for (int row = 0; row < story.model().rowCount(); ++row)
      count += story.model().heading(row) != nullptr ? 1u : 0u;
    return count;
  };
  const auto events = static_cast<int>(history.line().size());  // With the row that is next.
  EXPECT_LT(headings(), all);
  EXPECT_EQ(story.model().rowCount(), events + static_cast<int>(headings()));
  ASSERT_TRUE(QTest::qWaitFor([&] { return headings() == all; }, 60'000));
  EXPECT_EQ(story.model().rowCount(), events + static_cast<int>(all));
  for (const RecoveryTurn& turn : course.turns()) {
    const int row = story.model().row_of(turn.event);
    ASSERT_NE(story.model().heading(row - 1), nullptr);
    EXPECT_EQ(*story.model().heading(row - 1), turn);
    EXPECT_EQ(story.model().moment(row), history.line()[turn.event]);
  }
  EXPECT_TRUE(
      story.list().viewport()->rect().contains(middle_of(story, story.model().present_row())));
}

/// Counts how many rows are looked at.
class CountingList : public RowList {
 public:
  using RowList::RowList;
  QRect visualRect(const QModelIndex& index) const override {
    ++looks;
    return RowList::visualRect(index);
  }
  mutable int looks = 0;
};

TEST(RowList, looks_at_no_more_rows_than_are_seen_when_all_look_different) {
  QStandardItemModel model;
  for (int i = 0; i < 5'000; ++i) model.appendRow(new QStandardItem(QString::number(i)));
  CountingList list;
  list.setModel(&model);
  list.resize(300, 200);
  list.show();
  QApplication::processEvents();
  list.looks = 0;
  emit model.dataChanged(model.index(0, 0), model.index(4'999, 0));
  QApplication::processEvents();
  EXPECT_LT(list.looks, 100);
}

}  // namespace
}  // namespace synod::views
