// Basic Paxos, message by message.
#include "protocols/basic_paxos.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/model/world.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::Combine;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A world in which one message can be handed to one node out of the blue: the state before it is
/// what the test says.
struct Bench {
  Cluster world = world_of(apart);

  BasicPaxos::State& state(std::string_view name) {
    return world.nodes[node(world, name).index].state.as<BasicPaxos::State>();
  }

  template <class M>
  Event hand(const M& body, std::string_view from, std::string_view to) {
    Message message;
    message.id = {++world.last_id};
    message.from = node(world, from);
    message.to = node(world, to);
    message.kind = M::kind;
    message.body = body;
    world.in_flight.push_back(message);
    return done(world, actions::on_message(Verb::deliver, message.id));
  }

  /// The one message that the event sent, as an M.
  template <class M>
  M reply(const Event& event) {
    EXPECT_EQ(event.sent.size(), 1u);
    EXPECT_EQ(event.sent.at(0).kind, M::kind);
    return event.sent.at(0).body.as<M>();
  }
};

const Ballot ballots[] = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {3, 1}};
const auto each_ballot = ::testing::ValuesIn(ballots);
const Ballot ballots_and_none[] = {{}, {1, 1}, {1, 2}, {2, 1}, {2, 2}, {3, 1}};

// --- The acceptor, in every order of ballots ---

/// Every pair that an acceptor's disk may hold: it accepted at no ballot above its promise.
std::vector<BasicPaxos::Acceptor> disks() {
  std::vector<BasicPaxos::Acceptor> all;
  for (Ballot promised : ballots_and_none)
    for (Ballot accepted : ballots_and_none)
      if (accepted <= promised)
        all.push_back({promised, accepted.exists() ? Vote{accepted, "red"} : Vote{}});
  return all;
}

/// What the acceptor's disk holds, and the ballot of what arrives.
class Acceptor : public ::testing::TestWithParam<std::tuple<BasicPaxos::Acceptor, Ballot>> {
 protected:
  void SetUp() override {
    disk() = std::get<0>(GetParam());
    std::tie(promised, accepted) = std::tie(disk().promised, disk().accepted);
    arriving = std::get<1>(GetParam());
  }
  BasicPaxos::Acceptor& disk() { return bench.state("A1").acceptor; }

  Bench bench;
  Ballot promised;
  Vote accepted;
  Ballot arriving;
};

std::string disk_and_arriving(
    const ::testing::TestParamInfo<std::tuple<BasicPaxos::Acceptor, Ballot>>& info) {
  const auto& [disk, arriving] = info.param;
  return fmt::format("promised_{}_{}_accepted_{}_{}_arriving_{}_{}", disk.promised.round,
                     disk.promised.proposer, disk.accepted.ballot.round,
                     disk.accepted.ballot.proposer, arriving.round, arriving.proposer);
}

INSTANTIATE_TEST_SUITE_P(every_order, Acceptor, Combine(::testing::ValuesIn(disks()), each_ballot),
                         disk_and_arriving);

TEST_P(Acceptor, promises_what_is_not_below_its_promise_and_reports_what_it_accepted) {
  const Event event = bench.hand(BasicPaxos::Prepare{arriving}, "P1", "A1");
  EXPECT_EQ(disk().promised, std::max(promised, arriving));
  EXPECT_EQ(disk().accepted, accepted);
  if (arriving >= promised) {
    EXPECT_EQ(bench.reply<BasicPaxos::Promise>(event).ballot, arriving);
    EXPECT_EQ(bench.reply<BasicPaxos::Promise>(event).accepted, accepted);
  } else {
    EXPECT_EQ(bench.reply<BasicPaxos::Nack>(event).ballot, arriving);
    EXPECT_EQ(bench.reply<BasicPaxos::Nack>(event).promised, promised);
  }
  EXPECT_EQ(event.sent[0].to, node(bench.world, "P1"));
}

TEST_P(Acceptor, accepts_what_is_not_below_its_promise_whether_it_saw_prepare_or_not) {
  const Event event = bench.hand(BasicPaxos::Accept{arriving, "blue"}, "P1", "A1");
  if (arriving >= promised) {
    EXPECT_EQ(disk().promised, arriving);
    EXPECT_EQ(disk().accepted, (Vote{arriving, "blue"}));
    EXPECT_THAT(routes(bench.world, event.sent), ElementsAre("accepted A1->P1", "accepted A1->L1"));
    EXPECT_EQ(event.sent[0].body.as<BasicPaxos::Accepted>().ballot, arriving);
    EXPECT_EQ(event.sent[0].body.as<BasicPaxos::Accepted>().value, Text("blue"));
  } else {
    EXPECT_EQ(disk().promised, promised);
    EXPECT_EQ(disk().accepted, accepted);
    EXPECT_EQ(bench.reply<BasicPaxos::Nack>(event).ballot, arriving);
    EXPECT_EQ(bench.reply<BasicPaxos::Nack>(event).promised, promised);
  }
}

TEST_P(Acceptor, without_nacks_refuses_in_silence) {
  Options silent;
  silent.nack = false;
  bench.world = world_of(apart, silent);
  disk() = {promised, accepted};
  const bool refuses = arriving < promised;
  EXPECT_EQ(bench.hand(BasicPaxos::Prepare{arriving}, "P1", "A1").sent.empty(), refuses);
  disk() = {promised, accepted};
  EXPECT_EQ(bench.hand(BasicPaxos::Accept{arriving, "blue"}, "P1", "A1").sent.empty(), refuses);
}

// --- The proposer ---

/// The proposer's ballot and the ballot of what arrives.
class Proposer : public ::testing::TestWithParam<std::tuple<Ballot, Ballot>> {
 protected:
  void SetUp() override {
    std::tie(present, arriving) = GetParam();
    auto& proposer = bench.state("P1").proposer;
    proposer.round = present.round;
    proposer.ballot = present;
    proposer.own = "blue";
    proposer.phase = BasicPaxos::Phase::preparing;
  }
  Bench bench;
  Ballot present;
  Ballot arriving;
};

std::string present_and_arriving(const ::testing::TestParamInfo<std::tuple<Ballot, Ballot>>& info) {
  const auto& [present, arriving] = info.param;
  return fmt::format("at_{}_{}_arriving_{}_{}", present.round, present.proposer, arriving.round,
                     arriving.proposer);
}

INSTANTIATE_TEST_SUITE_P(every_order, Proposer, Combine(each_ballot, each_ballot),
                         present_and_arriving);

TEST_P(Proposer, counts_promises_for_its_present_ballot_alone) {
  bench.hand(BasicPaxos::Promise{arriving, {}}, "A1", "P1");
  EXPECT_EQ(shown(bench.world, "P1", "promises"), arriving == present ? "{A1}" : "{}");
}

TEST_P(Proposer, counts_an_acceptor_once_however_often_its_promise_comes) {
  for (int i = 0; i < 3; ++i) bench.hand(BasicPaxos::Promise{present, {}}, "A1", "P1");
  EXPECT_EQ(shown(bench.world, "P1", "promises"), "{A1}");
  EXPECT_EQ(shown(bench.world, "P1", "phase"), "preparing");
  EXPECT_THAT(bench.world.in_flight, IsEmpty());
}

TEST_P(Proposer, proposes_the_value_of_the_highest_ballot_reported_in_whatever_order) {
  const Ballot first = present;
  const Ballot second = arriving;
  bench.state("P1").proposer.ballot = {9, 1};
  bench.hand(BasicPaxos::Promise{{9, 1}, {first, "red"}}, "A1", "P1");
  const Event event = bench.hand(
      BasicPaxos::Promise{{9, 1}, {second, second == first ? "red" : "green"}}, "A3", "P1");
  EXPECT_EQ(shown(bench.world, "P1", "value"), second > first ? "green" : "red");
  ASSERT_EQ(event.adopted.size(), 1u);
  EXPECT_EQ(event.adopted[0].from, node(bench.world, second > first ? "A3" : "A1"));
  EXPECT_EQ(event.adopted[0].vote.ballot, std::max(first, second));
  EXPECT_THAT(routes(bench.world, event.sent),
              ElementsAre("accept P1->A1", "accept P1->A2", "accept P1->A3"));
}

TEST_P(Proposer, counts_acceptances_at_its_present_ballot_alone_and_each_acceptor_once) {
  bench.state("P1").proposer.phase = BasicPaxos::Phase::accepting;
  bench.hand(BasicPaxos::Accepted{arriving, "blue"}, "A1", "P1");
  bench.hand(BasicPaxos::Accepted{arriving, "blue"}, "A1", "P1");
  const bool counts = arriving == present && arriving.proposer == 1;
  EXPECT_EQ(shown(bench.world, "P1", "accepts"), counts ? "{A1}" : "{}");
  EXPECT_EQ(shown(bench.world, "P1", "phase"), "accepting");
}

TEST_P(Proposer, notes_a_nack_and_does_nothing_else_without_retry) {
  const Event event = bench.hand(BasicPaxos::Nack{arriving, {7, 2}}, "A1", "P1");
  EXPECT_THAT(event.sent, IsEmpty());
  EXPECT_THAT(bench.world.timers, IsEmpty());
  EXPECT_EQ(shown(bench.world, "P1", "ballot"), present.str());
  EXPECT_EQ(shown(bench.world, "P1", "phase"), "preparing");
  EXPECT_EQ(shown(bench.world, "P1", "seen"), "7");
  EXPECT_EQ(propose(bench.world, "P1", "blue").sent.at(0).body.as<BasicPaxos::Prepare>().ballot,
            (Ballot{8, 1}));
}

TEST(Proposer_of_one_round, waits_for_its_quorum_before_it_picks_a_value) {
  Cluster world = world_of(apart);
  propose(world, "P1", "blue");
  EXPECT_EQ(shown(world, "P1", "ballot"), "1.1");
  for (const char* acceptor : {"A1", "A2", "A3"}) deliver(world, "prepare", "P1", acceptor);
  EXPECT_THAT(deliver(world, "promise", "A1", "P1").sent, IsEmpty());
  EXPECT_EQ(shown(world, "P1", "value"), "none");
  const Event quorum = deliver(world, "promise", "A3", "P1");
  EXPECT_EQ(shown(world, "P1", "value"), "blue");
  EXPECT_EQ(shown(world, "P1", "phase"), "accepting");
  EXPECT_TRUE(quorum.adopted.empty());
  EXPECT_EQ(quorum.sent.size(), 3u) << "Accept goes to every acceptor";
  EXPECT_THAT(deliver(world, "promise", "A2", "P1").sent, IsEmpty());
  EXPECT_EQ(shown(world, "P1", "promises"), "{A1 A2 A3}");
}

TEST(Proposer_of_one_round, is_done_with_a_quorum_of_acceptances_and_counts_on) {
  Cluster world = world_of(apart);
  propose(world, "P1", "blue");
  run(world);
  EXPECT_EQ(shown(world, "P1", "phase"), "done");
  EXPECT_EQ(shown(world, "P1", "accepts"), "{A1 A2 A3}");
  EXPECT_EQ(shown(world, "L1", "learned"), "blue");
  EXPECT_EQ(shown(world, "L1", "heard"), "1.1:blue {A1 A2 A3}");
}

TEST(Proposer_of_one_round, when_asked_again_starts_a_higher_ballot_and_keeps_what_was_chosen) {
  Cluster world = world_of(apart);
  propose(world, "P1", "blue");
  run(world);
  propose(world, "P1", "red");
  EXPECT_EQ(shown(world, "P1", "ballot"), "2.1");
  EXPECT_EQ(shown(world, "P1", "promises"), "{}");
  EXPECT_EQ(shown(world, "P1", "value"), "none");
  run(world);
  EXPECT_EQ(shown(world, "P1", "value"), "blue");
  EXPECT_THAT(chosen(world), ElementsAre("blue@1.1", "blue@2.1"));
}

TEST(Proposer_after_a_crash, has_lost_what_it_wanted_but_never_uses_a_round_twice) {
  Cluster world = world_of(apart);
  propose(world, "P1", "blue", 4);
  on(world, Verb::crash, "P1");
  EXPECT_EQ(shown(world, "P1", "round"), "4");
  EXPECT_EQ(shown(world, "P1", "ballot"), "none");
  EXPECT_EQ(shown(world, "P1", "own"), "none");
  on(world, Verb::restart, "P1");
  propose(world, "P1", "red");
  EXPECT_EQ(shown(world, "P1", "ballot"), "5.1");
}

TEST(Proposer_after_a_crash, ignores_promises_for_the_ballot_that_it_forgot) {
  Cluster world = world_of(apart);
  propose(world, "P1", "blue");
  deliver(world, "prepare", "P1", "A1");
  deliver(world, "prepare", "P1", "A2");
  on(world, Verb::crash, "P1");
  on(world, Verb::restart, "P1");
  deliver(world, "promise", "A1", "P1");
  deliver(world, "promise", "A2", "P1");
  EXPECT_EQ(shown(world, "P1", "promises"), "{}");
  EXPECT_EQ(shown(world, "P1", "phase"), "idle");
}

TEST(Proposer_that_is_asked, may_use_no_round_twice_and_none_beyond_the_last) {
  Cluster world = world_of(apart);
  propose(world, "P1", "blue", 3);
  const NodeId p1 = node(world, "P1");
  EXPECT_EQ(refused(world, actions::propose(p1, "blue", 3)),
            "P1 has used round 3 already; the first that it may use is 4");
  EXPECT_EQ(refused(world, actions::propose(p1, "blue", 1)),
            "P1 has used round 1 already; the first that it may use is 4");
  EXPECT_EQ(refused(world, actions::propose(p1, "blue", 4)), "");
  EXPECT_EQ(refused(world, actions::propose(p1, "blue", 4'000'000'000)),
            "round 4000000000 is too high; the last that may be asked for is 1000000000");
}

// --- Retry ---

Options retrying() {
  Options options;
  options.retry = true;
  return options;
}

TEST(Retry, starts_a_higher_ballot_when_the_timer_goes_off) {
  Cluster world = world_of(apart, retrying());
  propose(world, "P1", "blue");
  ASSERT_EQ(world.timers.size(), 1u);
  const Event event = done(world, actions::fire(world.timers[0].id));
  EXPECT_EQ(event.cause, 1u) << "the proposal set the timer";
  EXPECT_EQ(shown(world, "P1", "ballot"), "2.1");
  EXPECT_EQ(world.timers.size(), 1u) << "one timer of a kind";
}

TEST(Retry, waits_within_the_bounds_of_the_option) {
  Options options = retrying();
  options.retry_delay = {300, 310};
  Cluster world = world_of(apart, options);
  propose(world, "P1", "blue");
  const SimTime wait = world.timers.at(0).due - world.timers.at(0).set;
  EXPECT_GE(wait.ms, 300);
  EXPECT_LE(wait.ms, 310);
}

TEST(Retry, after_a_nack_outbids_what_it_was_told_of) {
  Cluster world = world_of(apart, retrying());
  propose(world, "P2", "red", 6);
  deliver(world, "prepare", "P2", "A1");
  propose(world, "P1", "blue");
  const MessageId first = world.timers.back().id;
  deliver(world, "prepare", "P1", "A1");
  deliver(world, "nack", "A1", "P1");
  EXPECT_EQ(world.timer(first), nullptr) << "the wait starts anew";
  done(world, actions::fire(world.timers.back().id));
  EXPECT_EQ(shown(world, "P1", "ballot"), "7.1");
}

TEST(Retry, ends_with_success) {
  Cluster world = world_of(apart, retrying());
  propose(world, "P1", "blue");
  run(world);
  EXPECT_THAT(world.timers, IsEmpty());
  EXPECT_THAT(chosen(world), ElementsAre("blue@1.1"));
}

TEST(Retry, gets_through_a_network_that_loses_much) {
  Options options = retrying();
  options.loss = 3'000;
  options.duplicate = 1'000;
  Cluster world = world_of({.together = 5}, options);
  propose(world, "N1", "blue");
  propose(world, "N2", "red");
  run(world);
  ASSERT_FALSE(world.observer.chosen().empty());
  EXPECT_TRUE(world.observer.violations().empty());
}

TEST(Retry, is_forgotten_in_a_crash) {
  Cluster world = world_of(apart, retrying());
  propose(world, "P1", "blue");
  on(world, Verb::crash, "P1");
  EXPECT_THAT(world.timers, IsEmpty());
}

// --- Quorums ---

TEST(Quorums, of_unequal_size_are_each_used_in_their_own_phase) {
  Options options;
  options.q1 = 4;
  options.q2 = 2;
  Cluster world = world_of({.proposers = 1, .acceptors = 5, .learners = 1}, options);
  propose(world, "P1", "blue");
  for (const char* acceptor : {"A1", "A2", "A3", "A4"}) {
    EXPECT_EQ(shown(world, "P1", "value"), "none");
    deliver(world, "prepare", "P1", acceptor);
    deliver(world, "promise", acceptor, "P1");
  }
  EXPECT_EQ(shown(world, "P1", "value"), "blue");
  deliver(world, "accept", "P1", "A1");
  EXPECT_THAT(chosen(world), IsEmpty());
  deliver(world, "accept", "P1", "A5");
  EXPECT_THAT(chosen(world), ElementsAre("blue@1.1"));
  deliver(world, "accepted", "A1", "L1");
  EXPECT_EQ(shown(world, "L1", "learned"), "none");
  deliver(world, "accepted", "A5", "L1");
  EXPECT_EQ(shown(world, "L1", "learned"), "blue");
}

TEST(Quorums, of_the_acceptors_alone_are_a_majority) {
  Cluster world = world_of({.proposers = 3, .acceptors = 4, .learners = 5});
  EXPECT_EQ(world.setup->q1(), 3u);
  EXPECT_EQ(world.setup->q2(), 3u);
}

// --- The learner ---

TEST(Learner, does_not_add_up_acceptances_of_different_ballots) {
  Bench bench;
  bench.hand(BasicPaxos::Accepted{{1, 1}, "blue"}, "A1", "L1");
  bench.hand(BasicPaxos::Accepted{{2, 2}, "blue"}, "A2", "L1");
  EXPECT_EQ(shown(bench.world, "L1", "learned"), "none");
}

TEST(Learner, counts_an_acceptor_once) {
  Bench bench;
  for (int i = 0; i < 3; ++i) bench.hand(BasicPaxos::Accepted{{1, 1}, "blue"}, "A1", "L1");
  EXPECT_EQ(shown(bench.world, "L1", "learned"), "none");
  EXPECT_EQ(shown(bench.world, "L1", "heard"), "1.1:blue {A1}");
}

TEST(Learner, forgets_in_a_crash_and_learns_again) {
  Cluster world = world_of(apart);
  propose(world, "P1", "blue");
  run(world);
  on(world, Verb::crash, "L1");
  EXPECT_EQ(shown(world, "L1", "learned"), "none");
  on(world, Verb::restart, "L1");
  propose(world, "P2", "red");
  run(world);
  EXPECT_EQ(shown(world, "L1", "learned"), "blue");
  EXPECT_TRUE(world.observer.violations().empty());
}

// --- Nodes that play every role ---

TEST(Nodes_together, answer_themselves_within_one_event_and_without_a_message) {
  Cluster world = world_of({.together = 3});
  const Event event = propose(world, "N1", "blue");
  EXPECT_EQ(shown(world, "N1", "promised"), "1.1");
  EXPECT_EQ(shown(world, "N1", "promises"), "{N1}");
  EXPECT_THAT(routes(world, event.sent), ElementsAre("prepare N1->N2", "prepare N1->N3"));
  for (const Message& message : event.sent) EXPECT_EQ(message.sent_by, event.number);
}

TEST(Nodes_together, do_promise_quorum_and_own_acceptance_in_the_event_of_one_promise) {
  Cluster world = world_of({.together = 3});
  propose(world, "N1", "blue");
  deliver(world, "prepare", "N1", "N2");
  const EventNumber sender = world.events;
  const Event event = deliver(world, "promise", "N2", "N1");
  EXPECT_EQ(event.cause, sender);
  EXPECT_EQ(shown(world, "N1", "accepted"), "1.1:blue");
  EXPECT_EQ(shown(world, "N1", "accepts"), "{N1}");
  EXPECT_EQ(shown(world, "N1", "heard"), "1.1:blue {N1}");
  EXPECT_THAT(routes(world, event.sent),
              ElementsAre("accept N1->N2", "accept N1->N3", "accepted N1->N2", "accepted N1->N3"));
  for (const Message& message : event.sent) EXPECT_EQ(message.sent_by, event.number);
}

TEST(Nodes_together, one_alone_decides_in_one_event) {
  Cluster world = world_of({.together = 1});
  const Event event = propose(world, "N1", "blue");
  EXPECT_THAT(event.sent, IsEmpty());
  EXPECT_EQ(event.chosen.size(), 1u);
  EXPECT_EQ(shown(world, "N1", "learned"), "blue");
  EXPECT_EQ(shown(world, "N1", "phase"), "done");
}

TEST(Nodes_together, outbid_what_their_own_acceptor_promised) {
  Cluster world = world_of({.together = 3});
  propose(world, "N2", "red", 5);
  deliver(world, "prepare", "N2", "N1");
  propose(world, "N1", "blue");
  EXPECT_EQ(shown(world, "N1", "ballot"), "6.1");
}

TEST(Nodes_together, read_promised_and_accepted_back_after_a_crash) {
  Cluster world = world_of({.together = 3});
  propose(world, "N1", "blue");
  run(world);
  on(world, Verb::crash, "N2");
  EXPECT_EQ(shown(world, "N2", "promised"), "1.1");
  EXPECT_EQ(shown(world, "N2", "accepted"), "1.1:blue");
  EXPECT_EQ(shown(world, "N2", "learned"), "none");
  EXPECT_EQ(shown(world, "N2", "heard"), "none");
}

TEST(Every_message, gets_a_sentence_even_where_it_changes_nothing) {
  Cluster world = world_of(apart);
  propose(world, "P1", "blue");
  run(world);
  const std::size_t handled = world.delivered.size();
  for (std::size_t i = 0; i < handled; ++i) {
    const Event event = done(world, actions::on_message(Verb::redeliver, world.delivered[i].id));
    EXPECT_FALSE(event.notes.empty()) << describe(world, *event.message).str();
  }
}

}  // namespace
}  // namespace synod
