// Series for charts, counted by hand on small runs.
#include "model/line/series.h"

#include <algorithm>
#include <gmock/gmock.h>

#include "tests/model/world.h"

namespace synod {
namespace {

using testing::node;

/// A history of P1 P2 A1 A2 A3 L1, and its trace.
struct Told {
  explicit Told(const Options& options = {})
      : history(testing::world_of(testing::apart, options)) {}

  void act(const Action& action) { ASSERT_TRUE(history.act(action)); }
  void on(Verb verb, std::string_view kind, std::string_view from, std::string_view to) {
    act(actions::on_message(verb, testing::in_flight(history.world(), kind, from, to)));
  }
  NodeId at(std::string_view name) const { return node(history.world(), name); }
  const Trace& trace() {
    told.follow(history);
    return told;
  }
  std::size_t kinds() const { return history.world().protocol->info().messages.size(); }

  History history;
  Trace told;
};

/// "event:value" of each step.
std::string shown(const Steps& steps) {
  std::string words;
  for (const Step& step : steps)
    words += fmt::format("{}{}:{}", words.empty() ? "" : " ", step.event, step.value);
  return words;
}

constexpr std::size_t prepare = 0;
constexpr std::size_t promise = 1;

TEST(Series, of_messages_in_flight_goes_up_and_down_with_them) {
  Told run;
  run.act(actions::propose(run.at("P1"), "blue"));
  run.on(Verb::deliver, "prepare", "P1", "A1");
  run.on(Verb::drop, "prepare", "P1", "A2");
  run.on(Verb::duplicate, "prepare", "P1", "A3");
  run.on(Verb::deliver, "promise", "A1", "P1");
  const auto counts = in_flight(run.trace(), run.kinds());
  EXPECT_EQ(shown(counts[prepare]), "0:0 1:3 2:2 3:1 4:2");
  EXPECT_EQ(shown(counts[promise]), "0:0 2:1 5:0");
}

TEST(Series, of_messages_sent_only_grows_and_leaves_out_copies_of_the_network) {
  Told run;
  run.act(actions::propose(run.at("P1"), "blue"));
  run.on(Verb::duplicate, "prepare", "P1", "A3");
  run.on(Verb::drop, "prepare", "P1", "A2");
  run.act(actions::propose(run.at("P2"), "green"));
  EXPECT_EQ(shown(sent_so_far(run.trace(), run.kinds())[prepare]), "0:0 1:3 4:6");
}

TEST(Series, of_messages_that_are_lost_on_sending_never_shows_them_in_flight) {
  Told run({.loss = 10'000});
  run.act(actions::propose(run.at("P1"), "blue"));
  while (run.history.step()) {
  }
  EXPECT_EQ(in_flight(run.trace(), run.kinds())[prepare].back().value, 0);
  EXPECT_EQ(sent_so_far(run.trace(), run.kinds())[prepare].back().value, 3);
}

TEST(Series, of_messages_in_flight_ends_with_what_the_world_holds) {
  Told run({.loss = 2'000, .duplicate = 2'000});
  run.act(actions::propose(run.at("P1"), "blue"));
  run.act(actions::propose(run.at("P2"), "green"));
  for (int i = 0; i < 12; ++i) run.history.step();
  std::vector<std::int32_t> really(run.kinds());
  for (const Message& message : run.history.world().in_flight) ++really[message.kind];
  const auto counts = in_flight(run.trace(), run.kinds());
  for (std::size_t kind = 0; kind < run.kinds(); ++kind)
    EXPECT_EQ(counts[kind].back().value, really[kind]) << "kind " << kind;
}

TEST(Series, of_ballots_is_kept_by_a_crash_and_forgotten_by_a_wipe) {
  Told run;
  run.act(actions::propose(run.at("P1"), "blue"));
  run.on(Verb::deliver, "prepare", "P1", "A1");
  run.on(Verb::deliver, "prepare", "P1", "A2");
  run.on(Verb::deliver, "promise", "A1", "P1");
  run.on(Verb::deliver, "promise", "A2", "P1");
  run.on(Verb::deliver, "accept", "P1", "A1");
  run.act(actions::propose(run.at("P2"), "green"));
  run.on(Verb::deliver, "prepare", "P2", "A1");
  run.act(actions::on_node(Verb::crash, run.at("A1")));
  run.act(actions::on_node(Verb::wipe, run.at("A1")));
  const std::vector<Ballot> ballots = ballots_in(run.trace());
  ASSERT_EQ(ballots.size(), 2u);
  EXPECT_EQ(ballots[0].str(), "1.1");
  EXPECT_LT(ballots[0], ballots[1]);
  const auto all =
      ballot_steps(run.trace(), run.history.world().shape().with(Role::acceptor), ballots);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(shown(all[0].promised), "0:0 2:1 8:2 10:0");
  EXPECT_EQ(shown(all[0].accepted), "0:0 6:1 10:0");
  EXPECT_EQ(shown(all[1].promised), "0:0 3:1");
  EXPECT_EQ(shown(all[2].promised), "0:0");
}

TEST(Series, of_ballots_is_not_raised_by_a_refusal) {
  Told run;
  run.act(actions::propose(run.at("P1"), "blue"));
  run.act(actions::propose(run.at("P2"), "green", 5));
  run.on(Verb::deliver, "prepare", "P2", "A1");
  run.on(Verb::deliver, "prepare", "P1", "A1");
  const auto all = ballot_steps(run.trace(), {run.at("A1")}, ballots_in(run.trace()));
  EXPECT_EQ(shown(all[0].promised), "0:0 3:2");
}

TEST(Series, of_reach_falls_below_the_quorum_in_a_partition_and_comes_back) {
  Told run;
  run.act(actions::on_node(Verb::crash, run.at("P2")));
  run.act(actions::on_link(Verb::cut, run.at("P1"), run.at("A1"), true));
  run.act(actions::on_link(Verb::cut, run.at("P1"), run.at("A2"), false));
  run.act(actions::on_link(Verb::heal, run.at("P1"), run.at("A2"), true));
  EXPECT_EQ(shown(reach(run.trace())), "0:3 2:2 3:1 4:2");
  EXPECT_EQ(shown(live_nodes(run.trace(), run.history.world().shape().all())), "0:6 1:5");
}

TEST(Series, on_top_of_one_another_add_up_at_every_event) {
  const Steps low{{0, {0}, 1}, {2, {10}, 4}};
  const Steps high{{0, {0}, 0}, {1, {5}, 2}, {2, {10}, 1}, {7, {20}, 0}};
  const auto sums = stacked({low, high});
  ASSERT_EQ(sums.size(), 2u);
  EXPECT_EQ(sums[0], low);
  EXPECT_EQ(shown(sums[1]), "0:1 1:3 2:5 7:4");
}

TEST(Series, tell_a_value_between_two_steps) {
  const Steps steps{{0, {0}, 1}, {4, {10}, 6}};
  EXPECT_EQ(value_at(steps, 3), 1);
  EXPECT_EQ(value_at(steps, 4), 6);
  EXPECT_EQ(value_at(steps, 90), 6);
  EXPECT_EQ(value_at({}, 1), 0);
}

TEST(Series, find_the_event_that_is_nearest_and_the_last_where_several_share_a_time) {
  Told run;
  run.act(actions::propose(run.at("P1"), "blue"));
  run.act(actions::propose(run.at("P2"), "green"));  // At 0 ms too.
  run.history.step();
  const auto third = static_cast<double>(run.trace().events()[3].time.ms);
  ASSERT_GT(third, 2);
  EXPECT_EQ(event_near(run.trace(), 0), 2u);
  EXPECT_EQ(event_near(run.trace(), -5), 2u);
  EXPECT_EQ(event_near(run.trace(), third / 2 - 1), 2u);
  EXPECT_EQ(event_near(run.trace(), third / 2 + 1), 3u);
  EXPECT_EQ(event_near(run.trace(), third * 10), 3u);
  EXPECT_EQ(event_near(Trace(), 7), 0u);
}

TEST(Series, that_are_thinned_keep_their_extremes) {
  Steps steps;
  for (EventNumber i = 0; i < 10'000; ++i)
    steps.push_back({i, {i}, static_cast<std::int32_t>(i % 7)});
  steps[3'333].value = 900;
  steps[6'666].value = -5;
  const Steps few = thinned(steps, {10'000}, 100);
  EXPECT_LE(few.size(), 400u);
  EXPECT_THAT(few, ::testing::Contains(steps[3'333]));
  EXPECT_THAT(few, ::testing::Contains(steps[6'666]));
  EXPECT_EQ(few.front(), steps.front());
  EXPECT_EQ(few.back(), steps.back());
  EXPECT_TRUE(std::is_sorted(few.begin(), few.end(),
                             [](const Step& a, const Step& b) { return a.event < b.event; }));
}

TEST(Series, that_are_short_are_not_thinned) {
  const Steps steps{{0, {0}, 1}, {4, {10}, 6}};
  EXPECT_EQ(thinned(steps, {10}, 3), steps);
}

}  // namespace
}  // namespace synod
