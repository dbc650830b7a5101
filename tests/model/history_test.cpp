// History: time travel and branches.
#include "model/line/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocols/catalog.h"
#include "tests/effort.h"
#include "tests/model/world.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Action ask(std::uint8_t proposer, const char* value) {
  return actions::propose({proposer}, value);
}

/// What is due next, or another proposal.
Action next(const Cluster& world) {
  const auto due = next_due(world);
  return due ? *due : ask(static_cast<std::uint8_t>(world.events % 2), "blue");
}

TEST(History, begins_at_a_start_that_has_no_past) {
  History history(world_of(apart));
  EXPECT_EQ(history.size(), 1u);
  EXPECT_EQ(history.present(), 0u);
  EXPECT_FALSE(history.back());
  EXPECT_FALSE(history.forward());
  EXPECT_FALSE(history.step());
  EXPECT_FALSE(history.preview());
  EXPECT_FALSE(history.seek(1));
  EXPECT_THAT(history.line(), ElementsAre(0u));
}

TEST(History, goes_back_and_forward_through_the_same_worlds) {
  History history(world_of(apart));
  std::vector<Fingerprint> seen{fingerprint(history.world())};
  history.act(ask(0, "blue"));
  do seen.push_back(fingerprint(history.world()));
  while (history.step());
  ASSERT_EQ(seen.size(), history.size());
  for (std::size_t i = seen.size() - 1; i-- > 0;) {
    ASSERT_TRUE(history.back());
    ASSERT_EQ(fingerprint(history.world()), seen[i]);
  }
  for (std::size_t i = 1; i < seen.size(); ++i) {
    ASSERT_TRUE(history.forward());
    ASSERT_EQ(fingerprint(history.world()), seen[i]);
  }
}

TEST(History, says_why_something_cannot_be_done_and_stays_as_it_is) {
  History history(world_of(apart));
  history.act(ask(0, "blue"));
  const Fingerprint before = fingerprint(history.world());
  const auto refused = history.act(actions::on_message(Verb::deliver, {99}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().str(), "message #99 is not in flight");
  EXPECT_EQ(history.size(), 2u);
  EXPECT_EQ(history.present(), 1u);
  EXPECT_EQ(fingerprint(history.world()), before);
}

TEST(History, keeps_the_old_future_when_something_else_is_done_in_the_past) {
  History history(world_of(apart));
  history.act(ask(0, "blue"));
  for (int i = 0; i < 5; ++i) history.step();
  const MomentId old_end = history.present();
  const Fingerprint old_world = fingerprint(history.world());
  history.seek(2);
  const MomentId branch = *history.act(ask(1, "red"));
  EXPECT_EQ(history.moment(branch).parent, 2u);
  EXPECT_EQ(history.moment(branch).depth, 3u);
  EXPECT_THAT(history.line(), ElementsAre(0u, 1u, 2u, branch));
  ASSERT_TRUE(history.seek(old_end));
  EXPECT_EQ(fingerprint(history.world()), old_world);
  EXPECT_THAT(history.line(), ElementsAre(0u, 1u, 2u, 3u, 4u, 5u, 6u));
}

TEST(History, goes_forward_to_the_child_that_was_visited_last) {
  History history(world_of(apart));
  history.act(ask(0, "blue"));
  const MomentId first = *history.act(ask(1, "red"));
  history.back();
  const MomentId second = *history.act(ask(1, "green"));
  history.back();
  EXPECT_EQ(history.present(), 1u);
  history.forward();
  EXPECT_EQ(history.present(), second);
  history.seek(first);
  history.seek(0);
  history.forward();
  history.forward();
  EXPECT_EQ(history.present(), first);
}

TEST(History, keeps_the_future_of_where_it_goes_back_to) {
  History history(world_of(apart));
  history.act(ask(0, "blue"));
  for (int i = 0; i < 5; ++i) history.step();
  history.seek(3);
  const MomentId branch = *history.act(ask(1, "red"));
  const MomentId leaf = *history.step();
  history.seek(4);
  EXPECT_THAT(history.line(), ElementsAre(0u, 1u, 2u, 3u, 4u, 5u, 6u));
  EXPECT_EQ(history.at_depth(2), 2u);
  EXPECT_EQ(history.at_depth(99), 4u) << "the present is the deepest";
  history.seek(branch);
  EXPECT_THAT(history.line(), ElementsAre(0u, 1u, 2u, 3u, branch, leaf));
  EXPECT_THAT(history.path(leaf), ElementsAre(0u, 1u, 2u, 3u, branch, leaf));
}

TEST(History, does_not_make_a_twin_of_what_was_done_before) {
  History history(world_of(apart));
  const MomentId first = *history.act(ask(0, "blue"));
  history.back();
  EXPECT_EQ(*history.act(ask(0, "blue")), first);
  EXPECT_EQ(history.size(), 2u);
  history.step();
  history.back();
  history.step();
  EXPECT_EQ(history.size(), 3u);
}

TEST(History, marks_what_happened_by_the_clock) {
  History history(world_of(apart));
  history.act(ask(0, "blue"));
  const MomentId stepped = *history.step();
  const MomentId by_hand =
      *history.act(actions::on_message(Verb::deliver, enabled(history.world()).back().message));
  const MomentId clicked = *history.act(*next_due(history.world()));
  EXPECT_FALSE(history.moment(1).by_clock);
  EXPECT_TRUE(history.moment(stepped).by_clock);
  EXPECT_FALSE(history.moment(by_hand).by_clock);
  EXPECT_TRUE(history.moment(clicked).by_clock) << "delivering what was due next is a step";
}

TEST(History, tells_enough_of_each_moment_for_a_tick_on_the_timeline) {
  History history(world_of(apart));
  history.act(ask(0, "blue"));
  EXPECT_EQ(history.moment(1).ballot, (Ballot{1, 1}));
  EXPECT_EQ(history.moment(1).message_kind, -1);
  EXPECT_EQ(history.moment(1).node, NodeId{0});
  while (history.step()) {
  }
  std::vector<MomentId> chosen_at;
  std::vector<MomentId> learned_at;
  for (MomentId id = 1; id < history.size(); ++id) {
    const Moment& moment = history.moment(id);
    const Event& event = history.event(id);
    EXPECT_EQ(moment.depth, event.number);
    EXPECT_EQ(moment.time, event.time);
    EXPECT_EQ(moment.node, event.node);
    EXPECT_EQ(moment.message_kind, event.message ? event.message->kind : -1);
    EXPECT_EQ(moment.chosen, !event.chosen.empty());
    EXPECT_EQ(moment.learned, !event.learned.empty());
    EXPECT_FALSE(moment.violated);
    if (moment.chosen) chosen_at.push_back(id);
    if (moment.learned) learned_at.push_back(id);
  }
  EXPECT_EQ(chosen_at.size(), 1u);
  EXPECT_EQ(learned_at.size(), 1u);
  history.act(actions::on_node(Verb::crash, node(history.world(), "A1")));
  history.act(ask(0, "blue"));
  history.act(
      actions::on_message(Verb::deliver, in_flight(history.world(), "prepare", "P1", "A1")));
  EXPECT_TRUE(history.moment(history.present()).lost);
}

TEST(History, marks_the_moment_at_which_an_invariant_failed) {
  Options options;
  options.q1 = options.q2 = 1;
  History history(world_of(apart, options));
  history.act(ask(0, "blue"));
  history.act(ask(1, "red"));
  const auto pass = [&](const char* kind, const char* from, const char* to) {
    const MessageId id = in_flight(history.world(), kind, from, to);
    ASSERT_TRUE(history.act(actions::on_message(Verb::deliver, id)));
  };
  // Quorums of one do not meet: each proposer hears an acceptor of its own.
  for (const auto& [proposer, acceptor] : {std::pair{"P1", "A1"}, std::pair{"P2", "A2"}}) {
    pass("prepare", proposer, acceptor);
    pass("promise", acceptor, proposer);
    pass("accept", proposer, acceptor);
  }
  const Violation* violation = history.world().observer.violation("agreement");
  ASSERT_NE(violation, nullptr);
  for (MomentId id = 1; id < history.size(); ++id)
    EXPECT_EQ(history.moment(id).violated, history.moment(id).depth == violation->at);
}

std::string told(const Event& event) {
  std::string text =
      fmt::format("{} {} {} {}|", event.number, event.cause, event.time.ms, event.sent.size());
  for (const Note& note : event.notes) text += note.text.str() + note.rule;
  for (const Change& change : event.changes) text += change.field.name;
  return text;
}

TEST(History, tells_of_any_event_what_acting_told_in_whatever_order_it_is_asked) {
  History history(world_of({.together = 5}));
  Cluster world = history.world();
  std::vector<std::string> stories{""};
  while (history.size() <= 1'500) {
    const Action action = next(history.world());
    history.act(action);
    stories.push_back(told(done(world, action)));
  }
  Random random(5);
  for (int i = 0; i < 2'000; ++i) {
    const auto id = static_cast<MomentId>(random.between(1, 1'500));
    ASSERT_EQ(told(history.event(id)), stories[id]) << id;
  }
}

TEST(History, previews_what_is_due_without_its_happening) {
  History history(world_of(apart));
  history.act(ask(0, "blue"));
  const Fingerprint before = fingerprint(history.world());
  const auto preview = history.preview();
  ASSERT_TRUE(preview);
  EXPECT_EQ(fingerprint(history.world()), before);
  EXPECT_EQ(told(*preview), told(history.event(*history.step())));
}

/// Random branches, then every moment reached from every other way.
TEST(History, reaches_every_moment_of_a_bushy_tree_as_a_replay_does) {
  History history(world_of({.together = 3}));
  Random random(11);
  const auto any = [&] {
    return static_cast<MomentId>(random.between(0, static_cast<std::int64_t>(history.size()) - 1));
  };
  for (int branch = 0; branch < 40; ++branch) {
    history.seek(any());
    history.act(ask(static_cast<std::uint8_t>(random.between(0, 2)), "blue"));
    for (int i = 0; i < 50; ++i) history.act(next(history.world()));
  }
  const auto replayed = [&](MomentId id) {
    Cluster world = world_of({.together = 3});
    for (MomentId step : history.path(id))
      if (step != 0) act(world, history.moment(step).action);
    return fingerprint(world);
  };
  for (int i = 0; i < 400; ++i) {
    const MomentId id = any();
    ASSERT_TRUE(history.seek(id));
    ASSERT_EQ(fingerprint(history.world()), replayed(id)) << id;
    ASSERT_EQ(fingerprint(history.world_at(id)), replayed(id)) << id;
    // The line goes through the present and along preferred children to an end.
    const auto& line = history.line();
    ASSERT_EQ(line[history.moment(id).depth], id);
    for (std::size_t d = 1; d < line.size(); ++d) {
      ASSERT_EQ(history.moment(line[d]).parent, line[d - 1]);
      ASSERT_EQ(history.moment(line[d - 1]).preferred, line[d]);
    }
    ASSERT_EQ(history.moment(line.back()).preferred, 0u);
  }
}

TEST(History, of_100000_events_fits_in_100_megabytes_and_every_moment_is_a_short_replay_away) {
  History history(world_of({.together = 5}));
  while (history.size() <= 100'000) history.act(next(history.world()));
  EXPECT_LT(history.bytes(), 100'000'000u);
  EXPECT_GT(history.bytes(), history.size() * sizeof(Moment)) << "no honest estimate";
  // Replayed from the start alone, apart from the history.
  Cluster world = world_of({.together = 5});
  for (MomentId id = 1; id <= 100'000; ++id) {
    act(world, history.moment(id).action);
    if (id % 9'973 == 0) {
      ASSERT_EQ(fingerprint(history.world_at(id)), fingerprint(world)) << id;
    }
  }
}

/// Five replicas whose two clients always ask for more.
History busy_log(std::size_t events) {
  synod::Setup setup;
  setup.protocol = "multi";
  setup.shape = {.together = 5, .clients = 2};
  setup.options.load = 1'000'000;
  History history(make_cluster(*find_protocol("multi"), setup));
  while (history.size() <= events && history.step()) {
  }
  return history;
}

TEST(History, of_a_log_takes_at_most_512_bytes_an_event) {
  SKIP_IF_SANITIZED();
  const History history = busy_log(300'000);
  const std::size_t start = busy_log(0).bytes();
  EXPECT_LT(history.bytes() - start, 512u * history.size());
  EXPECT_LT(history.grown_bytes() - start, 512u * history.size());
}

TEST(History, of_events_long_ago_reads_one_after_another_and_out_of_turn) {
  const History history = busy_log(20'000);  // Most of the worlds of its start were given up.
  Cluster world = history.world_at(0);
  std::vector<std::string> told{""};
  for (MomentId id = 1; id <= 3'000; ++id) {
    Event event;
    act(world, history.moment(id).action, &event);
    told.push_back(event.notes.empty() ? "" : event.notes.front().text.str());
  }
  const auto read = [&](MomentId id) {
    const Event& event = history.event(id);
    EXPECT_EQ(event.number, id);
    return event.notes.empty() ? "" : event.notes.front().text.str();
  };
  for (MomentId id = 1; id <= 3'000; ++id) ASSERT_EQ(read(id), told[id]) << id;
  for (MomentId id = 3'000; id >= 1; id -= 1 + id / 7) ASSERT_EQ(read(id), told[id]) << id;
}

TEST(History, weighs_more_with_every_event_and_counts_what_is_shared_once) {
  History history(world_of({.together = 5}));
  for (int i = 0; i < 1'000; ++i) history.act(next(history.world()));
  const std::size_t small = history.bytes();
  for (int i = 0; i < 9'000; ++i) history.act(next(history.world()));
  const std::size_t large = history.bytes();
  EXPECT_GT(large, small);
  EXPECT_LT(large, 11 * small) << "every kept world was weighed whole";
}

}  // namespace
}  // namespace synod
