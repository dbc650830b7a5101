// Bank of the commit protocols: transfers, locks, and that no money appears or is lost.
#include "protocols/bank.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>

#include "model/explore/explore.h"
#include "model/line/trace.h"
#include "model/scenario/condition_parser.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "model/walk/random_walk.h"
#include "protocols/catalog.h"
#include "protocols/two_phase_commit.h"
#include "tests/effort.h"

namespace synod {
namespace {

using ::testing::HasSubstr;

const std::string bank = "protocol 2pc\nparticipants 3\noption accounts 100\n";

struct Played {
  std::string error;  ///< Empty where the scenario ran to its end.
  std::optional<History> history;

  const TwoPhaseCommit::Participant& participant(const char* name) const {
    const Cluster& world = history->world();
    return world.node(*world.shape().find(name)).state.as<TwoPhaseCommit::State>().participant;
  }
};

Played played(const std::string& text) {
  Played result;
  const auto scenario = parse_scenario(text);
  EXPECT_TRUE(scenario) << scenario.error().str();
  auto history = start_history(*scenario, find_protocol);
  if (!history) return {history.error().str(), {}};
  result.history = std::move(*history);
  ScenarioRunner runner(*scenario, *result.history);
  if (const auto error = runner.run()) result.error = error->str();
  for (const ExpectFailure& failure : runner.failures())
    ADD_FAILURE() << failure.line << ": " << failure.actual.str();
  return result;
}

std::int64_t money(const Cluster& world) {
  std::int64_t sum = 0;
  for (NodeId node : world.shape().column(Role::acceptor))
    sum += world.node(node).state.as<TwoPhaseCommit::State>().participant.account.balance();
  return sum;
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
      played(bank + "begin T1 order\n").error,
      HasSubstr("expected a transfer between two of the accounts a to c, such as a-10-b, but "
                "found 'order'"));
  EXPECT_THAT(played("protocol 2pc\nparticipants 1\noption accounts 5\nbegin T1 a-1-b\n").error,
              HasSubstr("a transfer needs two accounts"));
  EXPECT_EQ(played("protocol 2pc\nparticipants 3\nbegin T1 order\n").error, "")
      << "without a bank a transaction is a word";
}

TEST(Bank, is_known_to_two_phase_commit_alone) {
  EXPECT_THAT(played("protocol 3pc\noption accounts 5\n").error, HasSubstr("accounts"));
}

TEST(Bank, moves_what_is_committed_and_nothing_else) {
  const Played end =
      played(bank +
             "begin T1 a-30-b\nrun for 1000ms\nrefuse R3\nbegin T1 a-10-c\nrun for 1000ms\n"
             "expect R1.account[a] = 70 and R2.account[b] = 130\n"
             "expect R3.account[c] = 100\nexpect holds all\n");
  EXPECT_EQ(end.error, "");
  EXPECT_EQ(money(end.history->world()), 300);
}

TEST(Bank, votes_no_where_too_little_is_on_the_account_and_says_how_much) {
  const Played end = played(bank + "begin T1 a-101-b\ndeliver prepare T1->R1\n");
  EXPECT_EQ(end.participant("R1").vote, Text("no"));
  EXPECT_EQ(end.history->event(end.history->present()).notes.front().text.str(),
            "R1 votes no, and aborts at once: account a holds 100, and 101 should leave it.");
}

TEST(Bank, takes_the_last_of_it) {
  EXPECT_EQ(played(bank + "begin T1 a-100-b\nrun for 1000ms\nexpect R1.account[a] = 0\n").error,
            "");
}

TEST(Bank, keeps_a_lock_through_a_crash_and_knows_how_long_it_was_held) {
  const Played end =
      played(bank +
             "begin T1 a-30-b\ndeliver prepare T1->*\ncrash T1\ncrash R1\nrun for 500ms\n"
             "restart R1\nexpect R1.locked = a-30\nrestart T1\nrun for 1000ms\n"
             "expect R1.locked = none\n");
  EXPECT_EQ(end.error, "");
  Trace trace;
  trace.follow(*end.history);
  ASSERT_EQ(trace.locks().size(), 2u);
  for (const TracedLock& lock : trace.locks()) {
    EXPECT_TRUE(lock.is_over());
    EXPECT_GT((lock.released - lock.taken).ms, 500);
  }
  EXPECT_EQ(trace.locks()[0].what, Text("a-30"));
}

TEST(Bank, has_its_locks_taken_back_where_the_line_goes_another_way) {
  Played end = played(bank + "begin T1 a-30-b\nrun for 1000ms\n");
  History& history = *end.history;
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
  const Played end =
      played(bank +
             "option presume abort\nrefuse R3\nbegin T1 a-30-b\ndeliver prepare T1->*\n"
             "deliver vote R3->T1\ndrop decision T1->R1\nexpect R1.locked = a-30\n"
             "begin T1 a-10-c\ndeliver prepare T1->R1\nexpect R1.locked = a-10\n"
             "expect R1.account[a] = 100\n");
  EXPECT_EQ(end.error, "");
}

/// Every order of events with a crash, a restart and a lost message: at rest no money is lost.
TEST(Bank, loses_nothing_in_any_order_of_events) {
  SKIP_IF_SANITIZED();
  synod::Setup setup;
  setup.protocol = "2pc";
  setup.shape = usual_shape(find_protocol("2pc")->info());
  setup.shape.acceptors = 2;
  setup.options.accounts = 5;
  const synod::Run run{make_cluster(*find_protocol("2pc"), setup),
                       {actions::propose(NodeId{0}, "a-3-b")}};
  for (const char* goal :
       {"R1.outcome = commit and R1.account[a] = 5", "R1.outcome = abort and R1.account[a] = 2",
        "R2.outcome = commit and R2.account[b] = 5", "R1.outcome = commit and R1.locked = a-3",
        "R1.vote = yes and R1.outcome = none and R1.locked = none"}) {
    explore::SearchProgress progress;
    const auto condition = parse_condition(goal);
    ASSERT_TRUE(condition) << goal;
    const auto answer =
        explore::explore(run, {.goal = *condition},
                         {.ballots = 0, .drops = 1, .crashes = 1, .restarts = 1, .timers = 1},
                         {.states = 4'000'000, .threads = 2}, progress);
    ASSERT_TRUE(answer) << answer.error().str();
    EXPECT_EQ(answer->search.end, explore::SearchEnd::complete) << goal;
    EXPECT_GT(answer->search.states, 1'000u) << goal;
  }
}

}  // namespace
}  // namespace synod
