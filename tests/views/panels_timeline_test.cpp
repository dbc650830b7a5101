// Timeline: its ticks, branches and signs, and what clicks and keys on it do.
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/views/panels_world.h"
#include "views/panels/timeline.h"

namespace synod::views {
namespace {

struct TimelineOnScreen {
  TimelineOnScreen() : history(adopted_value_run()), timeline(&selection) {
    timeline.resize(1000, timeline.height());
    timeline.show();
    timeline.set_history(&history);
    timeline.show_frame(frame.at(history));
  }
  QPoint place(MomentId moment) const { return timeline.place_of(moment).toPoint(); }

  History history;
  Selection selection;
  Timeline timeline;
  FrameOf frame;
};

TEST(Timeline, a_click_on_a_tick_asks_for_its_moment) {
  TimelineOnScreen on;
  QSignalSpy asked(&on.timeline, &Timeline::moment_requested);
  const MomentId third = on.history.line()[3];
  QTest::mouseClick(&on.timeline, Qt::LeftButton, {}, on.place(third));
  ASSERT_EQ(asked.size(), 1);
  EXPECT_EQ(asked[0][0].value<MomentId>(), third);
}

TEST(Timeline, a_click_on_a_branch_asks_for_the_future_that_was_left) {
  TimelineOnScreen on;
  const MomentId left = on.history.line()[7];
  on.history.seek(on.history.line()[5]);
  ASSERT_TRUE(on.history.act(actions::on_node(Verb::crash, node(4))));
  on.timeline.show_frame(on.frame.at(on.history));
  EXPECT_LT(on.place(left).y(), on.place(on.history.line()[1]).y());
  QSignalSpy asked(&on.timeline, &Timeline::moment_requested);
  QTest::mouseClick(&on.timeline, Qt::LeftButton, {}, on.place(left));
  ASSERT_EQ(asked.size(), 1);
  EXPECT_EQ(asked[0][0].value<MomentId>(), left);
}

TEST(Timeline, signs_of_what_was_chosen_never_overlap) {
  TimelineOnScreen on;
  synod::Setup setup;
  setup.shape = {.together = 3};
  History log(make_cluster(*find_protocol("multi"), setup));
  for (int command = 0; command < 12; ++command)
    (void)log.act(actions::propose(node(0), Text("x=" + std::to_string(command))));
  while (!log.world().in_flight.empty() && log.size() < 400)
    (void)log.act(actions::on_message(Verb::deliver, log.world().in_flight.front().id));
  const auto chosen = std::count_if(log.line().begin(), log.line().end(),
                                    [&](MomentId id) { return log.moment(id).chosen; });
  ASSERT_GE(chosen, 10) << "many in a row are what this is about";
  on.timeline.set_history(&log);
  on.timeline.show_frame(on.frame.at(log));
  const QImage seen = on.timeline.grab().toImage();
  const QColor good = Theme::light().good;
  const int line = on.place(log.line()[1]).y();
  const auto coloured = [&](int x) {
    for (int y = line + 11; y < line + 23; ++y)
      if (seen.pixelColor(x, y) == good) return true;
    return false;
  };
  int longest = 0;
  int signs = 0;
  int length = 0;
  for (int x = 0; x < seen.width(); ++x) {
    length = coloured(x) ? length + 1 : 0;
    signs += length == 1 ? 1 : 0;
    longest = std::max(longest, length);
  }
  EXPECT_GE(signs, 1);
  EXPECT_LE(longest, 14);
}

TEST(Timeline, dragging_scrubs_both_ways_and_ends_without_a_jump) {
  TimelineOnScreen on;
  QSignalSpy scrubbed(&on.timeline, &Timeline::scrubbed);
  QSignalSpy asked(&on.timeline, &Timeline::moment_requested);
  const auto& line = on.history.line();
  const auto drag_to = [&](QPointF place) {
    QMouseEvent move(QEvent::MouseMove, place, on.timeline.mapToGlobal(place), Qt::NoButton,
                     Qt::LeftButton, {});
    QApplication::sendEvent(&on.timeline, &move);
  };
  QTest::mousePress(&on.timeline, Qt::LeftButton, {}, on.place(line[9]));
  drag_to((on.timeline.place_of(line[4]) + on.timeline.place_of(line[5])) / 2);
  drag_to(on.timeline.place_of(line[6]));
  drag_to({-500, 40});
  QTest::mouseRelease(&on.timeline, Qt::LeftButton, {}, on.place(line[0]));
  ASSERT_EQ(scrubbed.size(), 3);
  EXPECT_NEAR(scrubbed[0][0].toDouble(), 4.5, 0.01);
  EXPECT_NEAR(scrubbed[1][0].toDouble(), 6, 0.01);
  EXPECT_EQ(scrubbed[2][0].toDouble(), 0);
  EXPECT_EQ(asked.size(), 0);
}

TEST(Timeline, keys_move_by_one_event_and_to_both_ends) {
  TimelineOnScreen on;
  QSignalSpy asked(&on.timeline, &Timeline::moment_requested);
  const auto& line = on.history.line();
  QTest::keyClick(&on.timeline, Qt::Key_Left);
  QTest::keyClick(&on.timeline, Qt::Key_Home);
  QTest::keyClick(&on.timeline, Qt::Key_End);
  ASSERT_EQ(asked.size(), 3);
  EXPECT_EQ(asked[0][0].value<MomentId>(), line[line.size() - 2]);
  EXPECT_EQ(asked[1][0].value<MomentId>(), 0u);
  EXPECT_EQ(asked[2][0].value<MomentId>(), line.back());
}

TEST(Timeline, pointing_at_a_tick_points_at_its_event_everywhere) {
  TimelineOnScreen on;
  const MomentId third = on.history.line()[3];
  QTest::mouseMove(&on.timeline, on.place(third));
  QApplication::processEvents();
  QMouseEvent move(QEvent::MouseMove, on.timeline.place_of(third), QPointF(), Qt::NoButton, {}, {});
  QApplication::sendEvent(&on.timeline, &move);
  EXPECT_EQ(on.selection.hovered(), Target::at_event(third));
}

TEST(Timeline, a_long_history_still_fits_its_width) {
  TimelineOnScreen on;
  for (int i = 0; i < 3000; ++i)
    ASSERT_TRUE(
        on.history.act(actions::on_node(i % 2 == 0 ? Verb::crash : Verb::restart, node(5))));
  on.timeline.show_frame(on.frame.at(on.history));
  EXPECT_LT(on.timeline.place_of(on.history.line().back()).x(), on.timeline.width());
  EXPECT_GT(on.timeline.place_of(on.history.line().back()).x(), on.timeline.width() / 3);
}

TEST(Branches, two_that_overlap_get_different_lanes) {
  History history = adopted_value_run();
  const auto line = history.line();
  history.seek(line[5]);
  (void)history.act(actions::on_node(Verb::crash, node(4)));
  history.seek(line[7]);
  (void)history.act(actions::on_node(Verb::crash, node(5)));
  history.seek(line.back());
  const Branches branches = branches_of(history, 2);
  ASSERT_EQ(branches.shown.size(), 2u);
  EXPECT_NE(branches.shown[0].lane, branches.shown[1].lane);
  EXPECT_EQ(branches_of(history, 1).hidden, 1u);
}

}  // namespace
}  // namespace synod::views
