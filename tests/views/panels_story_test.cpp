#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/views/panels_world.h"
#include "views/panels/story.h"

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

}  // namespace
}  // namespace synod::views
