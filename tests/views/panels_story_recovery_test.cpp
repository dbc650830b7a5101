// Headings in the story for the stages of a change of leader.
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include "protocols/log_options.h"
#include "tests/views/panels_world.h"
#include "views/classroom/story_line.h"
#include "views/kit/cover.h"
#include "views/kit/stage_label.h"
#include "views/panels/story.h"

namespace synod::views {
namespace {

/// Three replicas and a client; N1 leads and dies while the client waits.
History fail_over() {
  Setup setup{.protocol = "multi", .shape = {.together = 3, .clients = 1}};
  setup.options.latency = {10, 10};
  setup.options.client_retry = 100;
  setup.options.own.set(log_options::detector, Detector::fixed);
  History history(make_cluster(*find_protocol("multi"), setup));
  const auto run_to = [&](std::int64_t ms) {
    for (auto next = history.preview(); next && next->time.ms <= ms; next = history.preview())
      history.step();
  };
  (void)history.act(actions::propose(node(0), "x=1", 1));
  run_to(50);
  (void)history.act(actions::propose(node(3), "x+=1"));
  (void)history.act(actions::on_node(Verb::crash, node(0)));
  run_to(800);
  return history;
}

struct RecoveryStory {
  RecoveryStory() : history(fail_over()), story(&selection) {
    story.resize(900, 500);
    story.show();
    story.set_history(&history);
    show();
  }
  void show(bool hidden = false) {
    Frame shown = frame.at(history);
    shown.answers_hidden = hidden;
    story.show_frame(shown);
  }
  const StoryModel& model() const { return story.model(); }
  QString text(int row, int role = Qt::DisplayRole) const {
    return model().index(row).data(role).toString();
  }
  std::vector<int> headings() const {
    std::vector<int> rows;
    for (int row = 0; row < model().rowCount(); ++row)
      if (model().heading(row) != nullptr) rows.push_back(row);
    return rows;
  }
  /// The first heading of that stage after N1 leads.
  int heading(RecoveryStage stage) const {
    for (int row : headings())
      if (model().heading(row)->change.stage == stage && row > headings()[1]) return row;
    ADD_FAILURE() << "no such heading";
    return -1;
  }
  EventNumber event(int row) const { return history.moment(*model().moment(row)).depth; }

  History history;
  Selection selection;
  Story story;
  FrameOf frame;
};

TEST(StoryOfARecovery, has_a_heading_with_the_words_of_the_canvas_where_the_stage_changes) {
  RecoveryStory on;
  const auto& line = on.history.line();
  std::vector<int> expected;
  LeaderChange before;
  for (EventNumber event = 1; event < line.size(); ++event) {
    const Cluster world = on.history.world_at(line[event]);
    const LeaderChange now = leader_change_in(world);
    const bool other =
        now.stage != before.stage || now.node != before.node || now.ballot != before.ballot;
    before = now;
    if (!other || now.stage == RecoveryStage::none) continue;
    const int row = on.model().row_of(event) - 1;
    ASSERT_NE(on.model().heading(row), nullptr) << "above event " << event;
    EXPECT_TRUE(on.text(row).contains(told(now, world))) << on.text(row).toStdString();
    EXPECT_TRUE(on.text(row).contains(waited(now))) << on.text(row).toStdString();
    EXPECT_EQ(on.event(row), event) << "it stands above its event";
  }
  std::set<RecoveryStage> named;
  for (int row : on.headings()) named.insert(on.model().heading(row)->change.stage);
  for (RecoveryStage stage : {RecoveryStage::unnoticed, RecoveryStage::asking,
                              RecoveryStage::filling, RecoveryStage::resuming})
    EXPECT_TRUE(named.contains(stage)) << static_cast<int>(stage);
  EXPECT_TRUE(on.text(on.heading(RecoveryStage::asking)).contains("it is suspected"));
}

TEST(StoryOfARecovery, measures_the_wait_where_commands_go_on_and_where_the_last_is_answered) {
  RecoveryStory on;
  EXPECT_TRUE(on.text(on.heading(RecoveryStage::resuming)).contains("clients wait: "));
  const Operation& last = on.history.world().observer.operations()[0];
  ASSERT_TRUE(last.answered);
  const int over = on.heading(RecoveryStage::none);
  EXPECT_TRUE(on.text(over).contains(
      QStringLiteral("clients waited: %1 ms").arg((*last.answered - last.invoked).ms)))
      << on.text(over).toStdString();
  EXPECT_EQ(on.history.moment(*on.model().moment(over)).time, *last.answered);
}

TEST(StoryOfARecovery, leaves_the_numbers_of_events_and_every_sentence_as_they_are) {
  RecoveryStory on;
  const auto& line = on.history.line();
  ASSERT_EQ(on.model().rowCount(),
            static_cast<int>(line.size() + on.headings().size()));  // With the row of what is next.
  for (EventNumber event = 1; event < line.size(); ++event) {
    const int row = on.model().row_of(event);
    EXPECT_EQ(on.model().heading(row), nullptr);
    EXPECT_EQ(on.text(row, StoryModel::number_role), QString::number(event));
    EXPECT_TRUE(on.text(row).contains(
        QString::fromStdString(on.history.event(line[event]).notes.front().text.str())));
  }
  EXPECT_TRUE(on.text(on.model().rowCount() - 1).contains("next: "));
}

TEST(StoryOfARecovery, arrows_reach_a_heading_and_enter_goes_to_its_event) {
  RecoveryStory on;
  const int row = on.heading(RecoveryStage::filling);
  on.story.list().setFocus();
  on.story.list().setCurrentIndex(on.model().index(row - 1));
  QTest::keyClick(&on.story.list(), Qt::Key_Down);
  ASSERT_EQ(on.story.list().currentIndex().row(), row);
  EXPECT_TRUE(on.text(row, Qt::AccessibleTextRole).startsWith("Change of leader: "));
  QSignalSpy asked(&on.story, &Story::moment_requested);
  QTest::keyClick(&on.story.list(), Qt::Key_Return);
  ASSERT_EQ(asked.size(), 1);
  EXPECT_EQ(on.history.moment(asked[0][0].value<MomentId>()).depth, on.event(row));
}

TEST(StoryOfARecovery, stays_when_one_steps_back_with_the_heading_of_the_present_in_sight) {
  RecoveryStory on;
  on.story.resize(900, 120);
  const std::vector<int> before = on.headings();
  const int row = on.heading(RecoveryStage::unnoticed);
  while (on.history.moment(on.history.present()).depth > on.event(row)) {
    ASSERT_TRUE(on.history.back());
    on.show();
  }
  EXPECT_EQ(on.headings(), before);
  EXPECT_EQ(on.model().present_row(), row + 1);
  const auto seen = [&](int at) {
    return on.story.list().viewport()->rect().contains(
        on.story.list().visualRect(on.model().index(at)));
  };
  EXPECT_TRUE(seen(row) && seen(row + 1));
}

TEST(StoryOfARecovery, tells_the_stages_of_the_branch_that_is_shown) {
  RecoveryStory on;
  const MomentId end = on.history.present();
  const std::size_t all = on.headings().size();
  const EventNumber crash = on.event(on.heading(RecoveryStage::unnoticed));
  ASSERT_TRUE(on.history.seek(on.history.line()[crash]));
  ASSERT_TRUE(on.history.act(actions::on_node(Verb::crash, node(1))));
  on.show();
  EXPECT_EQ(on.headings().size(), 3u) << "up to the death of N1";
  while (on.history.world().now.ms < 800) {
    ASSERT_TRUE(on.history.step());
    on.show();
  }
  EXPECT_FALSE(on.text(on.headings().back()).contains("leads")) << "one of three is no quorum";
  ASSERT_TRUE(on.history.seek(end));
  on.show();
  EXPECT_EQ(on.headings().size(), all);
}

TEST(StoryOfARecovery, is_covered_while_the_future_is) {
  RecoveryStory on;
  const int row = on.heading(RecoveryStage::filling);
  ASSERT_TRUE(on.history.seek(*on.model().moment(row - 1)));
  on.show(true);
  EXPECT_EQ(on.text(row), cover_text());
  EXPECT_EQ(on.text(row, StoryModel::sentence_role), cover_text());
  ASSERT_TRUE(on.history.forward());
  on.show(true);
  EXPECT_TRUE(on.text(row).contains("to settle")) << on.text(row).toStdString();
}

TEST(StoryOfARecovery, the_line_for_a_class_names_the_event_below_the_heading_as_next) {
  RecoveryStory on;
  const int row = on.heading(RecoveryStage::filling);
  ASSERT_TRUE(on.history.seek(*on.model().moment(row - 1)));
  on.show();
  StoryLine line(&on.model());
  line.show_frame(on.frame.at(on.history));
  EXPECT_TRUE(line.next_text().contains(on.text(row + 1, StoryModel::sentence_role)))
      << line.next_text().toStdString();
}

}  // namespace
}  // namespace synod::views
