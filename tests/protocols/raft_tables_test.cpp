// Tables of a production system, etcd-io/raft (raft_paper_test.go and raft_test.go): what a server
// answers and what its log becomes. The cases are facts; the handlers are ours.
#include <gtest/gtest.h>

#include "protocols/raft_options.h"
#include "tests/protocols/raft_cluster.h"

namespace synod {
namespace {

using namespace synod::testing;
using Terms = std::vector<std::uint32_t>;

/// The server's time runs out.
void stand(Cluster& world, std::uint8_t number) {
  for (const Timer& timer : world.timers)
    if (timer.node.index + 1 == number) {
      done(world, actions::fire(timer.id));
      return;
    }
  ADD_FAILURE() << "no timer";
}

/// Delivers whatever is under way, until nothing is.
void deliver_all(Cluster& world) {
  while (!world.in_flight.empty())
    done(world, actions::on_message(Verb::deliver, world.in_flight.front().id));
}

// --- TestVoter: whether a voter with that log denies its vote to a candidate with that last entry.

struct VoterCase {
  Terms log;
  std::uint32_t last_term;
  std::uint32_t last;
  bool denied;
};

class Voter : public ::testing::TestWithParam<VoterCase> {};
INSTANTIATE_TEST_SUITE_P(etcd, Voter,
                         ::testing::Values(VoterCase{{1}, 1, 1, false}, VoterCase{{1}, 1, 2, false},
                                           VoterCase{{1, 1}, 1, 1, true},
                                           VoterCase{{1}, 2, 1, false}, VoterCase{{1}, 2, 2, false},
                                           VoterCase{{1, 1}, 2, 1, false},
                                           VoterCase{{2}, 1, 1, true}, VoterCase{{2}, 1, 2, true},
                                           VoterCase{{2, 2}, 1, 1, true}));

TEST_P(Voter, denies_its_vote_where_its_own_log_is_more_up_to_date) {
  const VoterCase& row = GetParam();
  Cluster world = raft_world(3);
  server(world, 1).log = log_of(row.log);
  server(world, 1).term = Ballot::term(2);
  const auto sent = told(
      world, 2, 1, Raft::RequestVote{Ballot::term(3, 2), {row.last}, Ballot::term(row.last_term)});
  EXPECT_EQ(answer<Raft::Vote>(sent).granted, !row.denied);
  EXPECT_EQ(answer<Raft::Vote>(sent).term.round, 3u);
}

// --- TestRecvMsgVote: the voter's log is 2 2.

struct ReceiverCase {
  Raft::Phase phase;
  std::uint32_t last;
  std::uint32_t last_term;
  std::uint32_t voted_for;  ///< A server; 0 for none.
  bool denied;
};

std::vector<ReceiverCase> receiver_cases() {
  using enum Raft::Phase;
  std::vector<ReceiverCase> rows;
  for (std::uint32_t last : {0u, 1u})
    for (std::uint32_t term : {0u, 1u, 2u, 3u}) rows.push_back({follower, last, term, 0, term < 3});
  for (std::uint32_t last : {2u, 3u})
    for (std::uint32_t term : {0u, 1u, 2u, 3u}) rows.push_back({follower, last, term, 0, term < 2});
  rows.push_back({follower, 3, 2, 2, false});
  rows.push_back({follower, 3, 2, 1, true});
  rows.push_back({leading, 3, 3, 1, true});
  rows.push_back({candidate, 3, 3, 1, true});
  return rows;
}

class Receiver : public ::testing::TestWithParam<ReceiverCase> {};
INSTANTIATE_TEST_SUITE_P(etcd, Receiver, ::testing::ValuesIn(receiver_cases()));

TEST_P(Receiver, of_a_request_votes_as_its_log_its_vote_and_its_phase_allow) {
  const ReceiverCase& row = GetParam();
  Cluster world = raft_world(3);
  Raft::Server& voter = server(world, 1);
  voter.log = log_of({2, 2});
  voter.phase = row.phase;
  const std::uint32_t term = std::max(2u, row.last_term);
  voter.term = Ballot::term(term);
  if (row.voted_for != 0) voter.voted_for = {static_cast<std::uint8_t>(row.voted_for - 1)};
  const auto sent =
      told(world, 2, 1,
           Raft::RequestVote{Ballot::term(term, 2), {row.last}, Ballot::term(row.last_term)});
  EXPECT_EQ(answer<Raft::Vote>(sent).granted, !row.denied);
}

// --- TestFollowerVote: whom it voted for at this term, who asks, and whether it denies its vote.

struct FollowerVoteCase {
  std::uint8_t voted_for;  ///< A server; 0 for none.
  std::uint8_t asks;
  bool denied;
};

class FollowerVote : public ::testing::TestWithParam<FollowerVoteCase> {};
INSTANTIATE_TEST_SUITE_P(
    etcd, FollowerVote,
    ::testing::Values(FollowerVoteCase{0, 2, false}, FollowerVoteCase{0, 3, false},
                      FollowerVoteCase{2, 2, false}, FollowerVoteCase{3, 3, false},
                      FollowerVoteCase{2, 3, true}, FollowerVoteCase{3, 2, true}));

TEST_P(FollowerVote, is_one_a_term_and_given_again_to_the_same_candidate) {
  const FollowerVoteCase& row = GetParam();
  Cluster world = raft_world(3);
  server(world, 1).term = Ballot::term(1);
  if (row.voted_for != 0)
    server(world, 1).voted_for = {static_cast<std::uint8_t>(row.voted_for - 1)};
  const auto sent = told(world, row.asks, 1, Raft::RequestVote{Ballot::term(1, row.asks), {}, {}});
  EXPECT_EQ(answer<Raft::Vote>(sent).granted, !row.denied);
}

// --- TestLeaderElectionInOneRoundRPC: who votes for S1 and who denies it, and whether S1 leads. In
// the original a candidate that a majority denies follows at once; here it stands on.

struct ElectionCase {
  std::uint8_t servers;
  std::vector<std::uint8_t> yes;
  std::vector<std::uint8_t> no;
  bool leads;
};

class Election : public ::testing::TestWithParam<ElectionCase> {};
INSTANTIATE_TEST_SUITE_P(
    etcd, Election,
    ::testing::Values(ElectionCase{1, {}, {}, true}, ElectionCase{3, {2, 3}, {}, true},
                      ElectionCase{3, {2}, {}, true}, ElectionCase{5, {2, 3, 4, 5}, {}, true},
                      ElectionCase{5, {2, 3, 4}, {}, true}, ElectionCase{5, {2, 3}, {}, true},
                      ElectionCase{3, {}, {2, 3}, false}, ElectionCase{5, {}, {2, 3, 4, 5}, false},
                      ElectionCase{5, {2}, {3, 4, 5}, false}, ElectionCase{3, {}, {}, false},
                      ElectionCase{5, {2}, {}, false}, ElectionCase{5, {}, {2, 3}, false},
                      ElectionCase{5, {}, {}, false}));

TEST_P(Election, is_won_with_the_votes_of_a_majority_in_one_round_trip) {
  const ElectionCase& row = GetParam();
  Cluster world = raft_world(row.servers);
  stand(world, 1);
  for (std::uint8_t voter : row.no) told(world, voter, 1, Raft::Vote{Ballot::term(1), false});
  for (std::uint8_t voter : row.yes) told(world, voter, 1, Raft::Vote{Ballot::term(1), true});
  EXPECT_EQ(server(world, 1).phase, row.leads ? Raft::Phase::leading : Raft::Phase::candidate);
  EXPECT_EQ(server(world, 1).term.round, 1u);
}

// --- TestCandidateFallback: a candidate of term 1 hears of a leader.

TEST(CandidateFallback, follows_whoever_leads_at_its_term_or_above) {
  for (std::uint32_t term : {1u, 2u}) {
    Cluster world = raft_world(3);
    stand(world, 1);
    ASSERT_EQ(server(world, 1).phase, Raft::Phase::candidate);
    told(world, 2, 1, Raft::Append{Ballot::term(term, 2), {}, {}, {}, 0, {}});
    EXPECT_EQ(server(world, 1).phase, Raft::Phase::follower);
    EXPECT_EQ(server(world, 1).term.round, term);
  }
}

// --- TestCommit: what a leader at that term commits, its own match index among those of all.

struct CommitCase {
  Terms match;
  Terms log;
  std::uint32_t term;
  std::uint32_t commit;
};

class Commit : public ::testing::TestWithParam<CommitCase> {};
INSTANTIATE_TEST_SUITE_P(etcd, Commit,
                         ::testing::Values(CommitCase{{2, 1, 1}, {1, 2}, 1, 1},
                                           CommitCase{{2, 1, 1}, {1, 1}, 2, 0},
                                           CommitCase{{2, 1, 2}, {1, 2}, 2, 2},
                                           CommitCase{{2, 1, 2}, {1, 1}, 2, 0},
                                           CommitCase{{2, 1, 1, 1}, {1, 2}, 1, 1},
                                           CommitCase{{2, 1, 1, 1}, {1, 1}, 2, 0},
                                           CommitCase{{2, 1, 1, 2}, {1, 2}, 1, 1},
                                           CommitCase{{2, 1, 1, 2}, {1, 1}, 2, 0},
                                           CommitCase{{2, 1, 2, 2}, {1, 2}, 2, 2},
                                           CommitCase{{2, 1, 2, 2}, {1, 1}, 2, 0}));

/// The last answer comes last: by then all the others are counted.
TEST_P(Commit, is_what_a_majority_holds_of_the_own_term_and_all_before) {
  const CommitCase& row = GetParam();
  const auto servers = static_cast<std::uint8_t>(row.match.size());
  Cluster world = raft_world(servers);
  Raft::Server& leader = server(world, 1);
  leader.log = log_of(row.log);
  leader.term = Ballot::term(row.term, 1);
  leader.phase = Raft::Phase::leading;
  for (std::uint8_t other = 2; other <= servers; ++other) {
    leader.next.set({static_cast<std::uint8_t>(other - 1)}, {1});
    leader.match.set({static_cast<std::uint8_t>(other - 1)}, {0});
  }
  for (std::uint8_t other = 2; other <= servers; ++other)
    told(world, other, 1, Raft::Appended{Ballot::term(row.term, 1), true, {row.match[other - 1]}});
  EXPECT_EQ(server(world, 1).commit.number, row.commit);
}

// --- TestLeaderAcknowledgeCommit: a command is committed with the answers of these servers, or
// not.

struct AnswerCase {
  std::uint8_t servers;
  std::vector<std::uint8_t> answer;
  bool committed;
};

class Answers : public ::testing::TestWithParam<AnswerCase> {};
INSTANTIATE_TEST_SUITE_P(etcd, Answers,
                         ::testing::Values(AnswerCase{1, {}, true}, AnswerCase{3, {}, false},
                                           AnswerCase{3, {2}, true}, AnswerCase{3, {2, 3}, true},
                                           AnswerCase{5, {}, false}, AnswerCase{5, {2}, false},
                                           AnswerCase{5, {2, 3}, true},
                                           AnswerCase{5, {2, 3, 4}, true},
                                           AnswerCase{5, {2, 3, 4, 5}, true}));

/// All have answered for the leader's first entry. Nothing is lost; who does not answer is slow.
TEST_P(Answers, of_a_majority_commit_a_command_and_fewer_do_not) {
  const AnswerCase& row = GetParam();
  Cluster world = raft_world(row.servers);
  stand(world, 1);
  deliver_all(world);
  ASSERT_EQ(server(world, 1).commit, Slot{1});
  done(world, actions::propose({0}, "x=1"));
  const std::vector<Message> sent = world.in_flight;
  for (const Message& message : sent)
    if (std::find(row.answer.begin(), row.answer.end(), message.to.index + 1) != row.answer.end())
      done(world, actions::on_message(Verb::deliver, message.id));
  const std::vector<Message> answers = world.in_flight;
  for (const Message& message : answers)
    if (message.kind == Raft::Appended::kind)
      done(world, actions::on_message(Verb::deliver, message.id));
  EXPECT_EQ(server(world, 1).commit, Slot{row.committed ? 2u : 1u});
}

// --- TestLeaderCommitPrecedingEntries: a leader with that log, all of earlier terms, commits it
// whole once its own entry is on a majority.

class Preceding : public ::testing::TestWithParam<Terms> {};
INSTANTIATE_TEST_SUITE_P(etcd, Preceding,
                         ::testing::Values(Terms{}, Terms{2}, Terms{1, 2}, Terms{1}));

TEST_P(Preceding, entries_are_committed_with_the_leaders_own) {
  Cluster world = raft_world(3);
  server(world, 1).log = log_of(GetParam());
  for (std::size_t number : {1u, 2u, 3u}) server(world, number).term = Ballot::term(2);
  stand(world, 1);
  deliver_all(world);
  Terms all = GetParam();
  all.push_back(3);
  EXPECT_EQ(server(world, 1).commit.number, all.size());
  EXPECT_EQ(terms_of(server(world, 2).log), all);
}

// --- TestFollowerCommitEntry: a follower with an empty log gets these entries and that commit
// index.

struct FollowerCommitCase {
  Terms entries;
  std::uint32_t commit;
};

class FollowerCommit : public ::testing::TestWithParam<FollowerCommitCase> {};
INSTANTIATE_TEST_SUITE_P(etcd, FollowerCommit,
                         ::testing::Values(FollowerCommitCase{{1}, 1},
                                           FollowerCommitCase{{1, 1}, 2},
                                           FollowerCommitCase{{1, 1}, 1}));

TEST_P(FollowerCommit, is_what_the_leader_says_and_is_applied) {
  Cluster world = raft_world(3);
  server(world, 1).term = Ballot::term(1);
  told(
      world, 2, 1,
      Raft::Append{Ballot::term(1, 2), {}, {}, {GetParam().commit}, 0, log_of(GetParam().entries)});
  EXPECT_EQ(server(world, 1).commit.number, GetParam().commit);
  EXPECT_EQ(world.nodes[0].state.as<Raft::State>().machine.applied.number, GetParam().commit);
}

TEST(Commit, of_a_single_server_is_its_own_log_once_an_entry_of_its_term_is_there) {
  Cluster world = raft_world(1);
  server(world, 1).log = log_of({1});
  server(world, 1).term = Ballot::term(1);
  done(world, actions::fire(world.timers.front().id));
  EXPECT_EQ(terms_of(server(world, 1).log), (Terms{1, 2}));
  EXPECT_EQ(server(world, 1).commit, Slot{2});
}

// --- TestFollowerAppendEntries and TestFollowerCheckMsgApp: the follower's log is 1 2.

struct EntriesCase {
  std::uint32_t previous_term;
  std::uint32_t previous;
  Terms entries;
  Terms log;
};

class FollowersLog : public ::testing::TestWithParam<EntriesCase> {};
INSTANTIATE_TEST_SUITE_P(etcd, FollowersLog,
                         ::testing::Values(EntriesCase{2, 2, {3}, {1, 2, 3}},
                                           EntriesCase{1, 1, {3, 4}, {1, 3, 4}},
                                           EntriesCase{0, 0, {1}, {1, 2}},
                                           EntriesCase{0, 0, {3}, {3}}));

TEST_P(FollowersLog, is_cut_where_an_entry_conflicts_and_nowhere_else) {
  const EntriesCase& row = GetParam();
  Cluster world = raft_world(3);
  server(world, 1).log = log_of({1, 2});
  server(world, 1).term = Ballot::term(2);
  told(world, 2, 1,
       Raft::Append{Ballot::term(4, 2),
                    {row.previous},
                    Ballot::term(row.previous_term),
                    {},
                    0,
                    log_of(row.entries, row.previous + 1)});
  EXPECT_EQ(terms_of(server(world, 1).log), row.log);
}

struct CheckCase {
  std::uint32_t previous_term;
  std::uint32_t previous;
  bool refused;
};

class ConsistencyCheck : public ::testing::TestWithParam<CheckCase> {};
INSTANTIATE_TEST_SUITE_P(etcd, ConsistencyCheck,
                         ::testing::Values(CheckCase{0, 0, false}, CheckCase{1, 1, false},
                                           CheckCase{2, 2, false}, CheckCase{1, 2, true},
                                           CheckCase{3, 3, true}));

TEST_P(ConsistencyCheck, takes_only_what_follows_an_entry_that_is_there) {
  const CheckCase& row = GetParam();
  Cluster world = raft_world(3);
  server(world, 1).log = log_of({1, 2});
  server(world, 1).term = Ballot::term(2);
  const auto sent = told(
      world, 2, 1,
      Raft::Append{Ballot::term(3, 2), {row.previous}, Ballot::term(row.previous_term), {}, 0, {}});
  EXPECT_EQ(answer<Raft::Appended>(sent).success, !row.refused);
  EXPECT_EQ(answer<Raft::Appended>(sent).slot.number, row.previous);
  EXPECT_EQ(terms_of(server(world, 1).log), (Terms{1, 2}));
}

// --- TestHandleMsgApp: the follower's log is 1 2, and it knows nothing committed.

struct AppendCase {
  std::uint32_t previous_term;
  std::uint32_t previous;
  std::uint32_t commit;
  Terms entries;
  bool refused;
  std::uint32_t last;
  std::uint32_t known;
};

class Append : public ::testing::TestWithParam<AppendCase> {};
INSTANTIATE_TEST_SUITE_P(
    etcd, Append,
    ::testing::Values(AppendCase{3, 2, 3, {}, true, 2, 0}, AppendCase{3, 3, 3, {}, true, 2, 0},
                      AppendCase{1, 1, 1, {}, false, 2, 1}, AppendCase{0, 0, 1, {2}, false, 1, 1},
                      AppendCase{2, 2, 3, {2, 2}, false, 4, 3},
                      AppendCase{2, 2, 4, {2}, false, 3, 3}, AppendCase{1, 1, 4, {2}, false, 2, 2},
                      AppendCase{1, 1, 3, {}, false, 2, 1}, AppendCase{1, 1, 3, {2}, false, 2, 2},
                      AppendCase{2, 2, 3, {}, false, 2, 2}, AppendCase{2, 2, 4, {}, false, 2, 2}));

TEST_P(Append, commits_no_more_than_it_vouches_for) {
  const AppendCase& row = GetParam();
  Cluster world = raft_world(3);
  server(world, 1).log = log_of({1, 2});
  server(world, 1).term = Ballot::term(2);
  const auto sent = told(world, 2, 1,
                         Raft::Append{Ballot::term(2, 2),
                                      {row.previous},
                                      Ballot::term(row.previous_term),
                                      {row.commit},
                                      0,
                                      log_of(row.entries, row.previous + 1)});
  EXPECT_EQ(answer<Raft::Appended>(sent).success, !row.refused);
  EXPECT_EQ(server(world, 1).log.last().number, row.last);
  EXPECT_EQ(server(world, 1).commit.number, row.known);
}

struct HintCase {
  Terms leader;
  Terms follower;
  std::uint32_t hint_term;
  std::uint32_t hint;
  std::uint32_t next_term;  ///< What the leader asks about next: the term of the entry
  std::uint32_t next;       ///< in this slot.
};

class FastLogRejection : public ::testing::TestWithParam<HintCase> {};

/// etcd's TestFastLogRejection, without its last row: there a follower refuses what is in its
/// snapshot. Here that counts as held, as only what is committed is compacted.
INSTANTIATE_TEST_SUITE_P(
    etcd, FastLogRejection,
    ::testing::Values(
        HintCase{{1, 2, 2, 4, 4, 4, 4}, {1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3}, 3, 7, 2, 3},
        HintCase{{1, 2, 2, 3, 4, 4, 4, 5}, {1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3}, 3, 8, 3, 4},
        HintCase{{1, 1, 1, 1}, {1, 2, 2, 4}, 1, 1, 1, 1},
        HintCase{{1, 1, 1, 1, 1, 1}, {1, 2, 2, 4}, 1, 1, 1, 1},
        HintCase{{1, 1, 1, 1}, {1, 2, 2, 4, 4, 4}, 1, 1, 1, 1},
        HintCase{{1, 1, 1, 4, 5}, {1, 1, 1, 4}, 4, 4, 4, 4},
        HintCase{{2, 5, 5, 5, 5, 5, 5, 5, 5}, {2, 4, 4, 4, 4, 4}, 4, 6, 2, 1},
        HintCase{{2, 2, 2, 2, 2}, {2, 4, 4, 4, 4, 4, 4, 4}, 2, 1, 2, 1}));

TEST_P(FastLogRejection, goes_back_as_far_as_the_refusal_hints_and_repairs_the_log) {
  const HintCase& row = GetParam();
  synod::Setup setup = raft_setup(3);
  setup.options.own.set(raft_options::hints, 1);
  Cluster world = make_cluster(*find_protocol("raft"), setup);
  const std::uint32_t term = std::max(row.leader.back(), row.follower.back());
  server(world, 1).log = server(world, 3).log = log_of(row.leader);
  server(world, 2).log = log_of(row.follower);
  for (std::size_t number : {1u, 2u, 3u}) server(world, number).term = Ballot::term(term);
  fire(world, "S1", Raft::election);
  deliver(world, "requestvote", "S1", "S3");
  deliver(world, "vote", "S3", "S1");
  const auto refusal = answer<Raft::Appended>(deliver(world, "append", "S1", "S2").sent);
  EXPECT_FALSE(refusal.success);
  EXPECT_EQ(refusal.hint_term.round, row.hint_term);
  EXPECT_EQ(refusal.hint.number, row.hint);
  const auto next = answer<Raft::Append>(deliver(world, "appended", "S2", "S1").sent);
  EXPECT_EQ(next.previous_term.round, row.next_term);
  EXPECT_EQ(next.previous.number, row.next);
  settle(world);
  EXPECT_EQ(terms_of(server(world, 2).log), terms_of(server(world, 1).log));
}

/// A follower without an entry hints at the beginning.
TEST(Hints, of_an_empty_log_send_all_at_once) {
  synod::Setup setup = raft_setup(3);
  setup.options.own.set(raft_options::hints, 1);
  Cluster world = make_cluster(*find_protocol("raft"), setup);
  server(world, 1).log = server(world, 3).log = log_of({1, 1, 1, 1});
  for (std::size_t number : {1u, 2u, 3u}) server(world, number).term = Ballot::term(1);
  fire(world, "S1", Raft::election);
  deliver(world, "requestvote", "S1", "S3");
  deliver(world, "vote", "S3", "S1");
  deliver(world, "append", "S1", "S2");
  deliver(world, "appended", "S2", "S1");
  EXPECT_EQ(server(world, 1).next[NodeId{1}], Slot{1});
}

}  // namespace
}  // namespace synod
