// Repetition of a livelock's cycle.
#include "model/explore/turns.h"

#include <gtest/gtest.h>

#include "protocols/catalog.h"

using namespace synod;
using namespace synod::explore;

namespace {

const NodeId p1{0};
const NodeId p2{1};
const NodeId a1{2};

Cluster duel() {
  Setup setup;
  setup.protocol = "paxos";
  setup.shape = {.proposers = 2, .acceptors = 1, .learners = 1};
  return make_cluster(*find_protocol("paxos"), setup);
}

/// Does `action` and keeps it.
void add(Cluster& world, std::vector<Action>& done, const Action& action) {
  ASSERT_FALSE(act(world, action));
  done.push_back(action);
}

/// Delivers the latest message from one node to the other.
void deliver(Cluster& world, std::vector<Action>& done, NodeId from, NodeId to) {
  for (auto message = world.in_flight.rbegin(); message != world.in_flight.rend(); ++message)
    if (message->from == from && message->to == to)
      return add(world, done, actions::on_message(Verb::deliver, message->id));
  FAIL() << "nothing is in flight there";
}

/// One asks for a promise, and the promise for it arrives too late.
void outbid(Cluster& world, std::vector<Action>& done, NodeId proposer) {
  add(world, done, actions::propose(proposer, "blue"));
  deliver(world, done, proposer, a1);
  for (const Message& message : std::vector<Message>(world.in_flight))
    add(world, done, actions::on_message(Verb::drop, message.id));
}

TEST(Turns, are_gone_again_by_other_messages_with_higher_ballots) {
  Cluster world = duel();
  synod::Run way{world, {}};
  outbid(world, way.actions, p1);
  std::vector<Action> turn;
  outbid(world, turn, p2);
  outbid(world, turn, p1);
  const std::vector<Action> again = next_turn(way, turn);
  ASSERT_EQ(again.size(), turn.size());
  const std::size_t before = world.in_flight.size();
  const auto promised = world.delivered.back().body;
  for (const Action& action : again) ASSERT_FALSE(act(world, action));
  EXPECT_EQ(world.in_flight.size(), before);
  EXPECT_GT(headline_ballot(world.delivered.back().body), headline_ballot(promised));
  EXPECT_EQ(world.delivered.back().from, p1);
}

TEST(Turns, that_cant_be_gone_again_are_empty) {
  Cluster world = duel();
  synod::Run way{world, {}};
  add(world, way.actions, actions::propose(p1, "blue"));
  std::vector<Action> turn;
  deliver(world, turn, p1, a1);  // There is no second one.
  EXPECT_TRUE(next_turn(way, turn).empty());
}

}  // namespace
