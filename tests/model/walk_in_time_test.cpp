// Random runs on which messages and timers keep to time.
#include <algorithm>
#include <gtest/gtest.h>

#include "model/walk/random_walk.h"
#include "protocols/catalog.h"
#include "tests/effort.h"

namespace synod {
namespace {

constexpr WalkLimits in_time{.steps = 120, .synchronous = true};

WalkTotals walks(const char* protocol, const std::string& bug, std::uint64_t runs,
                 const WalkLimits& limits) {
  WalkTotals totals;
  for (std::uint64_t seed = 1; seed <= runs && !totals.failure; ++seed) {
    synod::Setup setup;
    setup.protocol = protocol;
    setup.shape = usual_shape(find_protocol(protocol)->info());
    setup.shape.clients = 1;
    setup.options.load = 2;
    setup.options.bug = bug;
    totals.add(random_walk(*find_protocol(protocol), setup, seed, limits));
  }
  return totals;
}

TEST(WalkInTime, breaks_nothing_of_a_protocol_that_trusts_in_time) {
  const WalkTotals totals = walks("3pc", "", effort(5'000), in_time);
  EXPECT_EQ(totals.violated, 0u);
  EXPECT_GT(totals.chosen, totals.runs / 2);
  for (const std::uint64_t delivered : totals.delivered) EXPECT_GT(delivered, 0u);
}

TEST(WalkInTime, breaks_it_where_messages_may_be_late) {
  EXPECT_GT(walks("3pc", "", 20'000, {.steps = 120}).violated, 0u);
}

TEST(WalkInTime, finds_the_rules_that_are_left_out) {
  for (const char* bug : {"no-precommit", "ready-aborts", "recovered-leads"})
    EXPECT_EQ(walks("3pc", bug, 20'000, in_time).violated, 1u) << bug;
}

/// What happens on a run of that kind, event by event.
class TimelyRun : public testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(some, TimelyRun, testing::Range(std::uint64_t{1}, std::uint64_t{40}));

TEST_P(TimelyRun, has_no_timer_or_restart_before_its_messages_and_no_other_losses) {
  for (const Protocol* protocol : catalog()) {
    synod::Setup setup = random_setup(*protocol, GetParam());
    setup.options.loss = setup.options.duplicate = 0;
    Cluster world = make_cluster(*protocol, setup);
    for (const Action& action : random_walk(*protocol, setup, GetParam(), in_time).actions) {
      const auto to_it = [&](const Message& message) { return message.to == action.node; };
      EXPECT_TRUE(action.verb != Verb::fire || world.in_flight.empty());
      EXPECT_TRUE(action.verb != Verb::restart ||
                  std::none_of(world.in_flight.begin(), world.in_flight.end(), to_it));
      if (action.verb == Verb::drop) {
        const Message& lost = *world.message(action.message);
        EXPECT_FALSE(world.node(lost.from).up && world.node(lost.to).up);
      }
      for (Verb never : {Verb::duplicate, Verb::redeliver, Verb::hold, Verb::cut, Verb::partition,
                         Verb::pause, Verb::wipe})
        EXPECT_NE(action.verb, never);
      ASSERT_FALSE(act(world, action));
    }
  }
}

}  // namespace
}  // namespace synod
