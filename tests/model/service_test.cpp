// Service that clients saw, in exact numbers.
#include "model/world/service.h"

#include <gtest/gtest.h>

#include "protocols/catalog.h"

namespace synod {
namespace {

const NodeId c1{3};
const NodeId c2{4};

/// A world whose observer is told by hand what clients asked and were answered.
struct Clients {
  Cluster world = make_cluster(*find_protocol("multi"),
                               {.protocol = "multi", .shape = {.together = 3, .clients = 2}});
  void asks(NodeId client, std::uint32_t id, std::int64_t at) {
    world.observer.invoked(world.shape(), client, id,
                           Text(fmt::format("C{}.{} x=1", client.index - 2, id)), SimTime{at},
                           world.events);
  }
  void is_answered(NodeId client, std::uint32_t id, std::int64_t at) {
    world.observer.answered(world.shape(), client, id, "1", SimTime{at}, 1);
  }
};

TEST(Service, nobody_waits_where_nobody_asked) {
  const Clients on;
  EXPECT_FALSE(longest_wait(on.world));
  EXPECT_FALSE(longest_gap(on.world));
  EXPECT_TRUE(answered_in_order(on.world.observer).empty());
}

TEST(Service, the_longest_wait_is_that_of_one_command_answered_or_not) {
  Clients on;
  on.asks(c1, 1, 100);
  on.is_answered(c1, 1, 400);
  on.asks(c2, 1, 300);
  on.world.now = SimTime{500};
  ASSERT_TRUE(longest_wait(on.world));
  EXPECT_EQ(longest_wait(on.world)->length.ms, 300);
  EXPECT_TRUE(longest_wait(on.world)->over());
  on.world.now = SimTime{1042};
  EXPECT_EQ(longest_wait(on.world)->length.ms, 742);
  EXPECT_EQ(longest_wait(on.world)->operation.client, c2);
  EXPECT_FALSE(longest_wait(on.world)->over());
}

TEST(Service, a_gap_ends_with_any_client_s_answer_and_begins_only_while_one_waits) {
  Clients on;
  on.asks(c1, 1, 100);
  on.is_answered(c1, 1, 200);
  // Nobody asks until 900: that is no gap.
  on.asks(c1, 2, 900);
  on.asks(c2, 1, 950);
  on.is_answered(c1, 2, 1050);
  on.asks(c1, 3, 1050);
  on.is_answered(c2, 1, 1300);
  on.world.now = SimTime{1400};
  EXPECT_EQ(longest_gap(on.world), (ServiceGap{{1050}, {1300}}));
  on.world.now = SimTime{1900};
  EXPECT_EQ(longest_gap(on.world), (ServiceGap{{1300}, {1900}}));
}

TEST(Service, counts_the_answers_of_a_window_in_the_order_in_which_they_came) {
  Clients on;
  on.asks(c1, 1, 0);
  on.asks(c2, 1, 0);
  on.is_answered(c2, 1, 100);
  on.is_answered(c1, 1, 300);
  on.asks(c2, 2, 100);
  on.is_answered(c2, 2, 1100);
  const auto answered = answered_in_order(on.world.observer);
  ASSERT_EQ(answered.size(), 3u);
  EXPECT_EQ(answered[0].client, c2);
  EXPECT_EQ(answered[1].client, c1);
  EXPECT_EQ(answered_within(answered, {99}, {1000}), 0u);
  EXPECT_EQ(answered_within(answered, {100}, {1000}), 1u);
  EXPECT_EQ(answered_within(answered, {1099}, {1000}), 2u);
  EXPECT_EQ(answered_within(answered, {1100}, {1000}), 2u);
  EXPECT_EQ(answered_within(answered, {1300}, {1000}), 1u);
}

}  // namespace
}  // namespace synod
