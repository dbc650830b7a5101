// Trace: it tells what happened, however it came to know it.
#include "model/line/trace.h"

#include <gmock/gmock.h>

#include "tests/model/walked.h"

namespace synod {
namespace {

std::vector<std::tuple<std::uint32_t, int, EventNumber, EventNumber>> told(const Trace& trace) {
  std::vector<std::tuple<std::uint32_t, int, EventNumber, EventNumber>> all;
  for (const TracedMessage& m : trace.messages())
    all.emplace_back(m.id.number, static_cast<int>(m.end), m.sent_by, m.ended_by);
  return all;
}

TEST(Trace, tells_of_a_message_in_flight_exactly_what_the_world_holds) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const History history = walked(seed);
    Trace trace;
    ASSERT_TRUE(trace.follow(history));
    std::vector<std::uint32_t> flying;
    for (const TracedMessage& m : trace.messages())
      if (m.end == TracedMessage::End::in_flight) flying.push_back(m.id.number);
    std::vector<std::uint32_t> really;
    for (const Message& m : history.world().in_flight) really.push_back(m.id.number);
    EXPECT_EQ(flying, really) << "seed " << seed;
  }
}

TEST(Trace, tells_of_every_vote_that_the_observer_counted) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const History history = walked(seed);
    Trace trace;
    trace.follow(history);
    VoteBook votes;
    for (const Response& response : trace.responses())
      if (response.kind == Response::Kind::accepted)
        votes.add(response.slot, {response.ballot, response.value}, response.acceptor);
    EXPECT_EQ(votes, history.world().observer.votes()) << "seed " << seed;
  }
}

TEST(Trace, that_followed_every_turn_tells_the_same_as_one_that_looks_now) {
  History history = walked(5);
  Trace patient;
  patient.follow(history);
  EXPECT_FALSE(patient.follow(history));
  history.seek(history.at_depth(40));
  EXPECT_FALSE(patient.follow(history)) << "going back changes no line";
  const bool up = history.world().nodes[0].up;
  history.act(actions::on_node(up ? Verb::crash : Verb::restart, NodeId{0}));
  for (int i = 0; i < 20; ++i) history.step();
  EXPECT_TRUE(patient.follow(history));
  Trace fresh;
  fresh.follow(history);
  EXPECT_EQ(told(patient), told(fresh));
  EXPECT_EQ(patient.length(), fresh.length());
  EXPECT_EQ(patient.length() + 1, history.line().size());
  ASSERT_EQ(patient.responses().size(), fresh.responses().size());
}

TEST(Trace, read_in_pieces_tells_the_same_as_one_read_at_once) {
  const History history = walked(7);
  const auto all = static_cast<EventNumber>(history.line().size());
  ASSERT_GT(all, 60u);
  Trace pieces;
  EXPECT_EQ(pieces.behind(history), all);
  EXPECT_TRUE(pieces.follow(history, 25));
  EXPECT_EQ(pieces.length(), 25u);
  EXPECT_EQ(pieces.behind(history), all - 26);
  while (pieces.follow(history, 25)) {
  }
  EXPECT_EQ(pieces.behind(history), 0u);
  Trace whole;
  whole.follow(history);
  EXPECT_EQ(told(pieces), told(whole));
  EXPECT_EQ(pieces.length(), whole.length());
}

TEST(Trace, knows_which_nodes_live_and_how_many_acceptors_a_proposer_reaches) {
  synod::Setup setup;
  setup.shape = {.together = 3};
  History history(make_cluster(paxos(), setup));
  history.act(actions::on_node(Verb::crash, NodeId{0}));
  history.act(actions::on_link(Verb::cut, NodeId{1}, NodeId{2}, false));
  Trace trace;
  trace.follow(history);
  ASSERT_EQ(trace.events().size(), 3u);
  EXPECT_EQ(trace.events()[0].reach, 3);
  EXPECT_EQ(trace.events()[1].reach, 2);
  EXPECT_EQ(trace.events()[2].reach, 1) << "an answer must come back too";
  EXPECT_EQ(trace.events()[2].live, (NodeSet{NodeId{1}, NodeId{2}}));
}

}  // namespace
}  // namespace synod
