// Bank of the commit protocols: transfers, locks, and that no money appears or is lost.
#include "protocols/bank.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/data/field_search.h"
#include "model/line/trace.h"
#include "model/scenario/condition_parser.h"
#include "protocols/catalog.h"
#include "protocols/commit_options.h"
#include "protocols/two_phase_commit.h"
#include "tests/effort.h"
#include "tests/played.h"
#include "tests/protocols/commit_cluster.h"

namespace synod {
namespace {

using ::testing::HasSubstr;

const std::string bank = "protocol 2pc\nparticipants 3\noption accounts 100\n";

using ::synod::testing::played;
using ::synod::testing::problem_of;

const TwoPhaseCommit::Participant& participant(const History& history, const char* name) {
  const Cluster& world = history.world();
  return world.node(*world.shape().find(name)).state.as<TwoPhaseCommit::State>().participant;
}

TEST(Bank, reads_transfers_between_two_accounts_of_the_cluster_only) {
  synod::Setup setup;
  setup.shape = {.proposers = 1, .acceptors = 3};
  const auto transfer = bank::transfer_in("a-10-c", setup);
  ASSERT_TRUE(transfer);
  EXPECT_EQ(transfer->change(0), -10);
  EXPECT_EQ(transfer->change(1), 0);
  EXPECT_EQ(transfer->change(2), 10);
  for (const char* wrong : {"a-10-d", "a-10-a", "a--b", "a-0-b", "a-x-b", "10", "a-10", "",
                            "ab-1-c", "a-1000001-b", "a--5-b", "a-99999999999999999999-b", "A-1-B"})
    EXPECT_FALSE(bank::transfer_in(wrong, setup)) << wrong;
}

TEST(Bank, refuses_a_transaction_that_moves_nothing_and_says_what_it_expects) {
  EXPECT_THAT(
      problem_of(bank + "begin T1 order\n"),
      HasSubstr("expected a transfer between two of the accounts a to c, such as a-10-b, but "
                "found 'order'"));
  EXPECT_THAT(problem_of("protocol 2pc\nparticipants 1\noption accounts 5\nbegin T1 a-1-b\n"),
              HasSubstr("a transfer needs two accounts"));
  EXPECT_EQ(problem_of("protocol 2pc\nparticipants 3\nbegin T1 order\n"), "")
      << "without a bank a transaction is a word";
}

TEST(Bank, has_locks_said_of_just_those_protocols_whose_nodes_have_a_field_for_them) {
  for (const Protocol* protocol : catalog()) {
    const State state = protocol->fresh(NodeId{0}, testing::commit_setup("2pc", 2));
    EXPECT_EQ(protocol->info().locks, field_meaning(state, Means::lock) != nullptr)
        << protocol->info().name;
  }
}

TEST(Bank, moves_what_is_committed_and_nothing_else) {
  const History end =
      played(bank +
             "begin T1 a-30-b\nrun for 1000ms\nrefuse R3\nbegin T1 a-10-c\nrun for 1000ms\n"
             "expect R1.account[a] = 70 and R2.account[b] = 130\n"
             "expect R3.account[c] = 100\nexpect holds all\n");
  EXPECT_EQ(testing::money<TwoPhaseCommit>(end.world()), 300);
}

TEST(Bank, votes_no_where_too_little_is_on_the_account_and_says_how_much) {
  const History end = played(bank + "begin T1 a-101-b\ndeliver prepare T1->R1\n");
  EXPECT_EQ(participant(end, "R1").vote, Text("no"));
  EXPECT_EQ(end.event(end.present()).notes.front().text.str(),
            "R1 votes no, and aborts at once: account a holds 100, and 101 should leave it.");
}

TEST(Bank, takes_the_last_of_it) {
  EXPECT_EQ(problem_of(bank + "begin T1 a-100-b\nrun for 1000ms\nexpect R1.account[a] = 0\n"), "");
}

TEST(Bank, keeps_a_lock_through_a_crash_and_knows_how_long_it_was_held) {
  const History end =
      played(bank +
             "begin T1 a-30-b\ndeliver prepare T1->*\ncrash T1\ncrash R1\nrun for 500ms\n"
             "restart R1\nexpect R1.locked = a-30\nrestart T1\nrun for 1000ms\n"
             "expect R1.locked = none\n");
  Trace trace;
  trace.follow(end);
  ASSERT_EQ(trace.locks().size(), 2u);
  for (const TracedLock& lock : trace.locks()) {
    EXPECT_TRUE(lock.is_over());
    EXPECT_GT((lock.released - lock.taken).ms, 500);
  }
  EXPECT_EQ(trace.locks()[0].what, Text("a-30"));
}

TEST(Bank, has_its_locks_taken_back_where_the_line_goes_another_way) {
  History history = played(bank + "begin T1 a-30-b\nrun for 1000ms\n");
  Trace trace;
  trace.follow(history);
  ASSERT_EQ(trace.locks().size(), 2u);
  ASSERT_TRUE(history.seek(history.line()[trace.locks()[1].taken_by]));
  ASSERT_TRUE(history.act(actions::on_node(Verb::crash, *history.world().shape().find("T1"))));
  trace.follow(history);
  ASSERT_EQ(trace.locks().size(), 2u);
  EXPECT_FALSE(trace.locks()[0].is_over());
  EXPECT_FALSE(trace.locks()[1].is_over());
}

TEST(Bank, frees_what_an_abort_that_was_never_told_had_locked_once_the_next_one_begins) {
  played(bank +
         "option presume abort\nrefuse R3\nbegin T1 a-30-b\ndeliver prepare T1->*\n"
         "deliver vote R3->T1\ndrop decision T1->R1\nexpect R1.locked = a-30\n"
         "begin T1 a-10-c\ndeliver prepare T1->R1\nexpect R1.locked = a-10\n"
         "expect R1.account[a] = 100\n");
}

/// Every order of events with a crash, a restart and a lost message: at rest no money is lost.
TEST(Bank, loses_nothing_in_any_order_of_events) {
  SKIP_IF_SANITIZED();
  testing::expect_just_what_is_committed_moves(
      "2pc", {.ballots = 0, .drops = 1, .crashes = 1, .restarts = 1, .timers = 1}, 1'000);
}

}  // namespace
}  // namespace synod
