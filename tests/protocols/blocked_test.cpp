// Participants that are blocked: when, why, for how long; and what presumed abort changes.
#include "model/world/blocked.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/line/trace.h"
#include "model/scenario/script.h"
#include "protocols/catalog.h"
#include "protocols/commit_options.h"
#include "tests/effort.h"
#include "tests/played.h"
#include "tests/protocols/commit_cluster.h"

namespace synod {
namespace {

using ::testing::HasSubstr;

using ::synod::testing::played;

std::string why(const History& history, const char* node) {
  const auto id = history.world().shape().find(node);
  const auto answer = why_blocked(history.world(), *id);
  return answer ? answer->str() : "";
}

const std::string votes = R"(protocol 2pc
participants 2
begin T1 a-10-b
deliver prepare T1->*
)";

TEST(Blocked, is_who_voted_yes_while_the_coordinator_is_down_and_nobody_knows) {
  const History history = played(votes +
                                 "expect not R1 blocked\ncrash T1\n"
                                 "expect R1 blocked and R2 blocked and not T1 blocked\n");
  EXPECT_EQ(why(history, "R1"),
            "R1 is blocked: it voted yes, T1 is down, and R2 does not know the decision either.");
}

TEST(Blocked, is_nobody_who_can_ask_somebody_that_knows) {
  played(votes +
         "deliver vote *->T1\ncut T1->R2\nstep 1\ncrash T1\nexpect R1.outcome = commit\n"
         "expect not R2 blocked\ncrash R1\nexpect R2 blocked\nrestart R1\nexpect not R2 blocked\n");
}

TEST(Blocked, is_nobody_who_can_ask_somebody_that_has_not_voted) {
  played(
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->R1\ncrash T1\n"
      "drop prepare T1->R2\nexpect not R1 blocked\n");
}

TEST(Blocked, names_those_that_links_keep_apart) {
  const History history = played(votes + "crash T1\ncut R1-R2\nexpect R1 blocked\n");
  EXPECT_EQ(why(history, "R1"), "R1 is blocked: it voted yes, and T1 and R2 can't be reached.");
}

TEST(Blocked, lasts_until_the_coordinator_is_back) {
  const History history = played(
      votes + "crash T1\nrun for 500ms\nexpect R1 blocked\nrestart T1\nexpect not R1 blocked\n");
  Trace trace;
  trace.follow(history);
  std::size_t events = 0;
  for (const TracedEvent& event : trace.events())
    events += event.blocked.contains(*history.world().shape().find("R1"));
  EXPECT_GT(events, 1u);
  EXPECT_TRUE(trace.events().back().blocked.empty());
}

TEST(Blocked, is_soonest_who_may_ask_the_coordinator_alone) {
  const std::string told_one =
      "deliver vote *->T1\ncut T1->R2\nstep 1\ncrash T1\nexpect R1.outcome = commit\n";
  const std::string alone = "protocol 2pc\noption ask coordinator" + votes.substr(12);
  const History history = played(alone + told_one + "expect R2 blocked\n");
  EXPECT_EQ(why(history, "R2"), "R2 is blocked: it voted yes, and T1 is down.");
  played(alone + told_one + "step 20\nexpect not delivered ask R2->R1\nexpect R2 blocked\n");
}

TEST(PresumedAbort, writes_no_record_of_an_abort_and_waits_for_no_acknowledgement) {
  played(
      "protocol 2pc\nparticipants 2\noption presume abort\nrefuse R2\nbegin T1 a-10-b\n"
      "run until quiet\nexpect T1.decision = none and T1.phase = done\n"
      "expect R1.outcome = abort and R2.outcome = abort\n"
      "expect not delivered ack R1->T1\nexpect holds all\n");
}

TEST(PresumedAbort, tells_who_asks_after_a_crash_to_abort) {
  played("protocol 2pc\noption presume abort" + votes.substr(12) +
         "crash T1\nrestart T1\nexpect R1.outcome = none\nfire R1 decision\n"
         "deliver ask R1->T1\ndeliver decision T1->R1\nexpect R1.outcome = abort\n"
         "expect T1.decision = none\nexpect holds all\n");
}

TEST(PresumedAbort, records_and_repeats_a_commit_as_ever) {
  played("protocol 2pc\noption presume abort" + votes.substr(12) +
         "deliver vote *->T1\nexpect T1.decision = commit\ncrash T1\nrestart T1\n"
         "run until quiet\nexpect R1.outcome = commit and R2.outcome = commit\n"
         "expect T1.phase = done\nexpect holds all\n");
}

TEST(PresumedAbort, keeps_every_invariant_in_every_order_with_a_crash_and_timeouts) {
  SKIP_IF_SANITIZED();
  synod::Setup setup = testing::commit_setup("2pc", 2);
  setup.options.own.set(commit_options::presume, Presumption::abort);
  const auto answer =
      testing::explored(testing::run_from(setup, {actions::propose(NodeId{2}, "no")}),
                        {.ballots = 2, .drops = 1, .crashes = 1, .restarts = 1, .timers = 1});
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
  EXPECT_GT(answer.search.states, 10'000u);
}

TEST(Requests, are_written_in_the_words_of_the_protocol) {
  const std::string text = script_text(played(
      "protocol 2pc\nparticipants 2\nvote R1 no\nrefuse R2\nvote R2 yes\npropose T1 a-10-b\n"));
  for (const char* line : {"vote R1 no\n", "vote R2 no\n", "vote R2 yes\n", "begin T1 a-10-b"})
    EXPECT_THAT(text, HasSubstr(line));
}

}  // namespace
}  // namespace synod
