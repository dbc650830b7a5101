// Clients of commit protocols: what they ask for happens once, whatever fails.
#include "protocols/commit_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/explore.h"
#include "model/scenario/condition_parser.h"
#include "model/walk/random_walk.h"
#include "protocols/catalog.h"
#include "protocols/commit_options.h"
#include "protocols/three_phase_commit.h"
#include "protocols/two_phase_commit.h"
#include "tests/effort.h"
#include "tests/played.h"
#include "tests/protocols/commit_cluster.h"

namespace synod {
namespace {

using ::synod::testing::played;
using ::synod::testing::problem_of;
using ::testing::HasSubstr;

class CommitClient : public ::testing::TestWithParam<const char*> {
 protected:
  std::string head() const { return std::string("protocol ") + GetParam() + "\n"; }
};
INSTANTIATE_TEST_SUITE_P(protocol, CommitClient, ::testing::Values("2pc", "3pc"),
                         [](const auto& of) { return std::string("of_") + of.param; });

TEST_P(CommitClient, is_told_the_outcome_of_its_transaction) {
  played(head() +
         "participants 3\nclients 1\nbegin C1 order\nrun for 2000ms\n"
         "expect C1.result = commit and C1.command = none and T1.served[C1] = \"1 commit\"\n"
         "refuse R2\nbegin C1 order\nrun for 2000ms\n"
         "expect C1.result = abort and T1.served[C1] = \"2 abort\" and holds all\n");
}

TEST_P(CommitClient, waits_in_turn_while_another_transaction_is_under_way) {
  played(head() +
         "participants 2\nclients 2\nbegin C1 one\nbegin C2 two\ndeliver begin C1->T1\n"
         "deliver begin C2->T1\nexpect T1.transaction = 1 and T1.waiting size 1\nrun for 3000ms\n"
         "expect T1.transaction = 2 and C1.result = commit and C2.result = commit\n");
}

TEST_P(CommitClient, that_asks_twice_has_its_transaction_carried_out_once) {
  played(head() +
         "participants 2\nclients 1\nbegin C1 one\nduplicate begin C1->T1\nrun for 3000ms\n"
         "expect T1.transaction = 1 and C1.result = commit\n");
  played(head() +
         "participants 2\nclients 1\nbegin C1 one\ndrop begin C1->T1\nrun for 3000ms\n"
         "expect T1.transaction = 1 and C1.result = commit\n");
}

TEST_P(CommitClient, sends_its_load_by_itself) {
  const History end = played(head() +
                             "participants 2\nclients 2\noption load 5\noption accounts 20\n"
                             "run for 30000ms\nexpect holds all\n");
  const auto& operations = end.world().observer.operations();
  EXPECT_EQ(operations.size(), 10u);
  for (const Operation& operation : operations) EXPECT_TRUE(operation.answered);
}

TEST_P(CommitClient, is_refused_what_is_no_transaction_with_a_way_out) {
  const std::string one = head() + "participants 2\nclients 1\n";
  EXPECT_THAT(problem_of(one + "begin C1 one\nbegin C1 two\n"),
              HasSubstr("C1 still waits for the outcome of C1.1 one"));
  EXPECT_THAT(problem_of(one + "begin C1 x=1\n"), HasSubstr("'x=1' is a command for a store"));
  EXPECT_THAT(problem_of(one + "option accounts 9\nbegin C1 one\n"),
              HasSubstr("expected a transfer between two of the accounts a to b"));
  EXPECT_THAT(problem_of(head() + "participants 2\nbegin C1 one\n"), HasSubstr("C1"));
}

/// The coordinator knows from its disk what it carried out for whom.
TEST_P(CommitClient, is_answered_after_a_crash_of_the_coordinator) {
  played(head() +
         "participants 2\nclients 1\nbegin C1 one\ndeliver begin C1->T1\ndeliver prepare T1->*\n"
         "crash T1\nrun for 100ms\nrestart T1\nrun for 8000ms\n"
         "expect C1.command = none and T1.transaction = 1 and holds all\n");
}

/// Who decides, what is locked, and who is in doubt must be over before money can be counted.
bool is_settled(const Cluster& world) {
  for (NodeId node : world.shape().column(Role::acceptor)) {
    const auto& participant = world.node(node).state.as<ThreePhaseCommit::State>().participant;
    if (participant.account.lock.exists() || participant.in_doubt()) return false;
  }
  return true;
}

/// A participant keeps what it has not heard of one transaction while the next ones come.
TEST(BankOf3pc, loses_no_money_where_messages_keep_to_time_and_nodes_crash) {
  std::size_t settled = 0;
  std::size_t moved = 0;
  for (std::uint64_t seed = 1; seed <= effort(400); ++seed) {
    Random random(seed);
    std::string script =
        "seed " + std::to_string(seed) +
        "\nprotocol 3pc\nparticipants 3\nclients 2\noption load 6\noption accounts 20\n"
        "option latency 10\noption timeout 100\n";
    for (int fault = 0; fault < 4; ++fault) {
      const std::string node =
          random.chance(3'000) ? "T1" : "R" + std::to_string(random.between(1, 3));
      script += "run for " + std::to_string(random.between(5, 300)) + "ms\ncrash " + node +
                "\nrun for " + std::to_string(random.between(150, 400)) + "ms\nrestart " + node +
                "\n";
    }
    const History end = played(script + "run for 20000ms\n");
    ASSERT_TRUE(end.world().observer.violations().empty())
        << script << end.world().observer.violations().front().why.str();
    if (!is_settled(end.world())) continue;
    ++settled;
    ASSERT_EQ(testing::money<ThreePhaseCommit>(end.world()), 60) << script;
    for (NodeId node : end.world().shape().column(Role::acceptor)) {
      const auto& state = end.world().node(node).state.as<ThreePhaseCommit::State>();
      moved += state.participant.account.balance() != 20 ? 1u : 0u;
    }
  }
  EXPECT_GT(settled, effort(400) * 9 / 10);
  EXPECT_GT(moved, effort(400));
}

/// Every order with a crash and a restart, in which timers go off only when nothing is under way.
TEST(BankOf3pc, moves_what_is_committed_and_nothing_else) {
  SKIP_IF_SANITIZED();
  testing::expect_just_what_is_committed_moves(
      "3pc", {.ballots = 0, .drops = 1, .crashes = 1, .restarts = 1}, 500);
}

}  // namespace
}  // namespace synod
