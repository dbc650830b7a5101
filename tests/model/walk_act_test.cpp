// Acts of random runs: they let in what their drawing says, and nothing else.
#include "model/walk/walk_act.h"

#include <gtest/gtest.h>

#include "model/walk/walk.h"
#include "model/world/apply.h"
#include "protocols/catalog.h"

namespace synod {
namespace {

constexpr NodeId n1{0};
constexpr NodeId n2{1};
constexpr NodeId n3{2};
constexpr std::uint8_t prepare = 0;
constexpr std::uint8_t accept = 2;

Message letter(std::uint32_t id, NodeId from, NodeId to, std::uint8_t kind = prepare) {
  Message message;
  message.id = {id};
  message.from = from;
  message.to = to;
  message.kind = kind;
  return message;
}

Act with_awake(NodeSet awake) {
  Act act;
  act.awake = awake;
  act.last_before = {10};
  return act;
}

TEST(Act, lets_in_what_goes_from_one_awake_to_another) {
  Act act = with_awake({n1, n2});
  EXPECT_TRUE(act.lets_in(letter(1, n1, n2)));
  EXPECT_FALSE(act.lets_in(letter(1, n1, n3)));
  EXPECT_FALSE(act.lets_in(letter(1, n3, n1)));
  act.from_asleep = true;
  EXPECT_TRUE(act.lets_in(letter(1, n3, n1)));
  EXPECT_FALSE(act.lets_in(letter(1, n1, n3)));
}

TEST(Act, lets_no_kind_in_to_who_is_deaf_to_it) {
  Act act = with_awake({n1, n2, n3});
  act.deaf[n2.index] = 1u << accept;
  EXPECT_FALSE(act.lets_in(letter(1, n1, n2, accept)));
  EXPECT_TRUE(act.lets_in(letter(1, n1, n2, prepare)));
  EXPECT_TRUE(act.lets_in(letter(1, n1, n3, accept)));
}

TEST(Act, lets_in_news_or_old_mail_alone) {
  Act act = with_awake({n1, n2});
  act.mail = Act::Mail::news;
  EXPECT_FALSE(act.lets_in(letter(10, n1, n2)));
  EXPECT_TRUE(act.lets_in(letter(11, n1, n2)));
  act.mail = Act::Mail::old;
  EXPECT_TRUE(act.lets_in(letter(10, n1, n2)));
  EXPECT_FALSE(act.lets_in(letter(11, n1, n2)));
}

TEST(Act, draws_among_what_it_lets_in_and_nothing_where_that_is_nothing) {
  const std::vector<Message> mail{letter(1, n1, n3), letter(2, n1, n2), letter(3, n3, n1)};
  Random random(1);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(with_awake({n1, n2}).next(mail, random), 1u);
  EXPECT_EQ(with_awake({n2, n3}).next(mail, random), std::nullopt);
  EXPECT_EQ(with_awake({n1}).next({}, random), std::nullopt);
}

TEST(Act, goes_by_the_clock_of_those_awake_alone) {
  Cluster world = make_cluster(*find_protocol("paxos"), {.shape = {.together = 3}});
  act(world, actions::propose(n1, "red"));
  const auto due = with_awake({n1, n2}).next_due(world);
  ASSERT_TRUE(due);
  EXPECT_EQ(world.message(due->message)->to, n2);
  EXPECT_FALSE(with_awake({n2, n3}).next_due(world));
}

TEST(ActHabits, begin_acts_with_a_leader_awake_and_repeat_among_news_alone) {
  const synod::Setup setup{.shape = {.together = 5}};
  const Cluster world = make_cluster(*find_protocol("paxos"), setup);
  std::size_t led = 0;
  std::size_t repeated = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    const ActHabits habits(setup, world.protocol->info(), random);
    EXPECT_GE(habits.leaders().size(), 2u);
    EXPECT_LE(habits.leaders().size(), 3u);
    const Act drawn = habits.draw(world, 7, random);
    EXPECT_FALSE(drawn.awake.empty());
    EXPECT_GT(drawn.end, 7u);
    led += drawn.leader.exists() ? 1u : 0u;
    repeated += drawn.echoes > 0 ? 1u : 0u;
    const NodeSet able = drawn.awake & habits.leaders();
    EXPECT_TRUE(!drawn.leader.exists() || able.contains(drawn.leader));
    EXPECT_TRUE(drawn.echoes == 0 || drawn.mail == Act::Mail::news);
  }
  EXPECT_GT(led, 30u);
  EXPECT_GT(repeated, 30u);
}

}  // namespace
}  // namespace synod
