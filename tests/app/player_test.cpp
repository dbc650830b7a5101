// Play clock, driven by a clock of the test.
#include "app/play/player.h"

#include <gtest/gtest.h>

#include "protocols/log_options.h"

using namespace synod;
using namespace synod::app;

namespace {

/// A session of two proposers, three acceptors and a learner, and a clock that stands still.
class PlayerTest : public testing::Test {
 protected:
  void SetUp() override {
    QObject::connect(&player, &Player::frame_changed, &player,
                     [this](const views::Frame& f) { progress.push_back(f.position); });
  }
  /// Lets `ms` of wall-clock time pass in ticks of 10.
  void pass(int ms) {
    for (int i = 0; i < ms; i += 10) {
      now += 10;
      player.tick();
    }
  }
  void propose() { ASSERT_TRUE(player.act(actions::propose(NodeId{0}, "blue"))); }
  const History& history() const { return session.history(); }
  EventNumber depth() const { return history().moment(history().present()).depth; }

  std::int64_t now = 0;
  Session session{QString()};
  Player player{session, [this] { return now; }};
  std::vector<double> progress;
};

TEST_F(PlayerTest, a_step_glides_and_then_rests_on_the_next_moment) {
  propose();
  player.step();
  pass(200);
  EXPECT_TRUE(player.moving());
  EXPECT_EQ(depth(), 1u);
  EXPECT_GT(player.frame().progress, 0.2);
  EXPECT_LT(player.frame().progress, 0.8);
  ASSERT_NE(player.frame().next, nullptr);
  pass(300);
  EXPECT_FALSE(player.moving());
  EXPECT_EQ(depth(), 2u);
  EXPECT_EQ(player.frame().progress, 0);
  EXPECT_EQ(player.frame().next, nullptr);
}

TEST_F(PlayerTest, what_glides_in_is_not_in_the_history_before_it_is_there) {
  propose();
  player.step();
  pass(390);
  EXPECT_EQ(history().size(), 2u);
  pass(20);
  EXPECT_EQ(history().size(), 3u);
}

TEST_F(PlayerTest, a_second_key_press_finishes_the_glide_and_starts_the_next) {
  propose();
  player.step();
  pass(50);
  player.step();
  EXPECT_EQ(depth(), 2u);
  EXPECT_TRUE(player.moving());
  pass(410);
  EXPECT_EQ(depth(), 3u);
  EXPECT_FALSE(player.moving());
}

TEST_F(PlayerTest, going_back_glides_backwards) {
  propose();
  player.step();
  pass(500);
  progress.clear();
  player.back();
  pass(500);
  EXPECT_EQ(depth(), 1u);
  ASSERT_GT(progress.size(), 10u);
  for (std::size_t i = 1; i < progress.size(); ++i) EXPECT_LE(progress[i], progress[i - 1]);
  EXPECT_NEAR(progress.front(), 2, 0.1);
  EXPECT_EQ(progress.back(), 1);
  EXPECT_EQ(history().size(), 3u) << "the future stays";
}

TEST_F(PlayerTest, a_step_after_going_back_plays_the_recorded_future_again) {
  propose();
  player.step();
  pass(500);
  const MomentId there = history().present();
  player.back();
  pass(500);
  player.step();
  pass(500);
  EXPECT_EQ(history().present(), there);
  EXPECT_EQ(history().size(), 3u);
}

TEST_F(PlayerTest, playing_goes_on_until_the_cluster_is_quiet) {
  propose();
  player.play();
  EXPECT_TRUE(player.playing());
  pass(60'000);
  EXPECT_FALSE(player.playing());
  EXPECT_EQ(history().preview(), std::nullopt);
  EXPECT_EQ(history().world().observer.chosen().size(), 1u);
}

TEST_F(PlayerTest, playing_runs_simulated_time_evenly) {
  propose();
  player.play();
  pass(200);
  const double before = player.frame().now;
  EXPECT_EQ(depth(), 1u) << "the first delivery is due no sooner than 40 ms";
  pass(150);
  EXPECT_NEAR(player.frame().now - before, 9, 1) << "60 simulated ms in a second of the wall's";
}

TEST_F(PlayerTest, twice_the_speed_takes_half_the_time) {
  propose();
  player.set_speed(2);
  player.step();
  pass(190);
  EXPECT_EQ(depth(), 1u);
  pass(20);
  EXPECT_EQ(depth(), 2u);
}

TEST_F(PlayerTest, speed_stays_between_a_sixteenth_and_sixteen) {
  player.set_speed(1000);
  EXPECT_EQ(player.speed(), 16);
  player.set_speed(0);
  EXPECT_EQ(player.speed(), 1.0 / 16);
}

TEST_F(PlayerTest, pausing_keeps_a_message_where_it_is) {
  propose();
  player.play();
  pass(150);
  player.pause();
  const double here = player.position();
  EXPECT_GT(here, 1);
  pass(1000);
  EXPECT_EQ(player.position(), here);
  player.play();
  pass(10);
  EXPECT_GT(player.position(), here);
  EXPECT_LT(player.position(), here + 0.1);
}

TEST_F(PlayerTest, a_click_in_mid_glide_acts_at_the_time_that_is_shown) {
  propose();
  player.play();
  pass(150);
  const double shown = player.frame().now;
  ASSERT_GT(shown, 5);
  ASSERT_TRUE(player.act(actions::on_node(Verb::crash, NodeId{2})));
  EXPECT_EQ(history().world().now.ms, static_cast<std::int64_t>(shown));
  EXPECT_EQ(depth(), 2u) << "the message that was gliding has not arrived";
  EXPECT_TRUE(player.playing());
  EXPECT_LT(std::abs(player.frame().now - shown), 1) << "nothing jumps";
}

TEST_F(PlayerTest, a_refused_action_changes_nothing_and_says_why) {
  QString why;
  QObject::connect(&session, &Session::refused, &session, [&](const QString& w) { why = w; });
  EXPECT_FALSE(player.act(actions::on_node(Verb::restart, NodeId{2})));
  EXPECT_EQ(why, "A1 is up already");
  EXPECT_EQ(history().size(), 1u);
}

TEST_F(PlayerTest, a_phase_ends_where_the_kinds_in_flight_change) {
  propose();
  player.step_phase();  // The first Prepare arrives: a Promise is under way too.
  pass(5000);
  EXPECT_EQ(depth(), 2u);
  player.step_phase();  // The last Prepare arrives: only Promises are left.
  pass(5000);
  const EventNumber there = depth();
  for (const Message& message : history().world().in_flight) EXPECT_EQ(message.kind, 1);
  EXPECT_GT(there, 2u);
  player.back_phase();
  pass(5000);
  EXPECT_EQ(depth(), 2u);
}

TEST_F(PlayerTest, a_second_press_ends_a_phase_at_once) {
  propose();
  player.step_phase();
  player.step_phase();
  EXPECT_EQ(depth(), 2u);
  player.pause();
  EXPECT_FALSE(player.moving());
}

TEST_F(PlayerTest, it_runs_until_something_is_chosen) {
  propose();
  player.run_until_chosen();
  pass(60'000);
  EXPECT_TRUE(history().moment(history().present()).chosen);
  EXPECT_FALSE(player.moving());
}

/// Runs that wait for a value that never comes.
void crash_a_majority(Session& session, Player& player) {
  synod::Setup setup;
  setup.protocol = "multi";
  setup.shape = {.together = 5};
  setup.options.own.set(log_options::detector, Detector::fixed);
  ASSERT_TRUE(session.start(setup));
  for (std::uint8_t node = 0; node < 3; ++node)
    ASSERT_TRUE(player.act(actions::on_node(Verb::crash, NodeId{node})));
}

TEST_F(PlayerTest, running_until_something_is_chosen_gives_up_with_a_word) {
  crash_a_majority(session, player);
  QString told;
  QObject::connect(&player, &Player::notice, &player, [&](const QString& text) { told = text; });
  player.set_speed(GlideClock::fastest);
  player.run_until_chosen();
  for (int i = 0; i < 20'000 && player.moving(); ++i) {
    now += 200;
    player.tick();
  }
  EXPECT_FALSE(player.moving());
  EXPECT_TRUE(told.contains("20000")) << told.toStdString();
  EXPECT_EQ(depth(), 20'003u);
}

TEST_F(PlayerTest, a_second_press_on_a_long_run_hastens_it_and_leaves_the_window_its_time) {
  crash_a_majority(session, player);
  player.run_until_chosen();
  player.run_until_chosen();
  EXPECT_TRUE(player.moving()) << "all 20,000 events were done in the key's own frame";
  const EventNumber at_once = depth();
  EXPECT_GT(at_once, 3u);
  now += 16;
  player.tick();
  EXPECT_GT(depth(), at_once + 1) << "no faster than a glide";
  for (int i = 0; i < 20'000 && player.moving(); ++i) {
    now += 16;
    player.tick();
  }
  EXPECT_EQ(depth(), 20'003u);
}

TEST_F(PlayerTest, an_action_ends_a_long_run_where_it_is) {
  crash_a_majority(session, player);
  player.run_until_chosen();
  player.run_until_chosen();
  ASSERT_TRUE(player.act(actions::on_node(Verb::restart, NodeId{0})));
  EXPECT_FALSE(player.moving());
  EXPECT_LT(depth(), 20'000u);
}

TEST_F(PlayerTest, scrubbing_shows_any_place_and_the_same_one_the_same_way) {
  propose();
  for (int i = 0; i < 4; ++i) {
    player.step();
    pass(500);
  }
  player.scrub(2.5);
  const double shown = player.frame().now;
  EXPECT_EQ(player.position(), 2.5);
  EXPECT_EQ(depth(), 2u);
  player.scrub(0);
  EXPECT_EQ(history().present(), 0u);
  player.scrub(2.5);
  EXPECT_EQ(player.frame().now, shown);
  player.scrub(99);
  EXPECT_EQ(player.position(), 5);
}

TEST_F(PlayerTest, acting_in_the_past_starts_a_branch_and_keeps_the_future) {
  propose();
  player.step();
  pass(500);
  player.go_to(1);
  ASSERT_TRUE(player.act(actions::on_node(Verb::crash, NodeId{2})));
  EXPECT_EQ(history().size(), 4u);
  EXPECT_EQ(history().moment(3).parent, 1u);
  player.go_to(2);
  EXPECT_TRUE(history().world().node(NodeId{2}).up);
}

TEST_F(PlayerTest, undo_and_redo_jump) {
  propose();
  player.undo();
  EXPECT_EQ(history().present(), 0u);
  EXPECT_FALSE(player.moving());
  player.redo();
  EXPECT_EQ(history().present(), 1u);
}

TEST_F(PlayerTest, undo_in_mid_event_takes_back_what_was_seen_of_it) {
  propose();
  player.play();
  pass(150);
  player.undo();
  EXPECT_EQ(player.position(), 1);
}

TEST_F(PlayerTest, with_nothing_due_it_says_so_and_stays) {
  QString notice;
  QObject::connect(&player, &Player::notice, &player, [&](const QString& n) { notice = n; });
  player.step();
  EXPECT_FALSE(player.moving());
  EXPECT_FALSE(notice.isEmpty());
  EXPECT_EQ(history().size(), 1u);
}

TEST_F(PlayerTest, a_dropped_message_is_seen_as_lost_for_as_long_as_it_would_have_flown) {
  propose();
  const Message message = history().world().in_flight.back();
  ASSERT_TRUE(player.act(actions::on_message(Verb::drop, message.id)));
  ASSERT_EQ(player.frame().losses.size(), 1u);
  EXPECT_EQ(player.frame().losses.front().message.id, message.id);
  for (int i = 0; i < 8; ++i) {
    player.step();
    pass(500);
  }
  EXPECT_GT(player.frame().now, static_cast<double>(message.due.ms));
  EXPECT_TRUE(player.frame().losses.empty());
}

}  // namespace
