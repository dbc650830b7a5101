// Two-phase commit in every order of events, and where it must wait.
#include "protocols/two_phase_commit.h"

#include <gtest/gtest.h>
#include <map>

#include "model/explore/explore.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "model/scenario/script.h"
#include "protocols/catalog.h"
#include "tests/effort.h"
#include "tests/protocols/commit_cluster.h"

namespace synod {
namespace {

using ::synod::testing::explored;
using ::synod::testing::run_from;

synod::Setup two_participants(const std::string& bug = "") {
  return testing::commit_setup("2pc", 2, bug);
}

TEST(TwoPhaseCommit, keeps_every_invariant_in_every_order_with_a_crash_and_timeouts) {
  SKIP_IF_SANITIZED();
  const auto answer =
      explored(run_from(two_participants()),
               {.ballots = 1, .drops = 1, .crashes = 1, .restarts = 1, .timers = 2});
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
  EXPECT_GT(answer.search.states, 10'000u);
}

TEST(TwoPhaseCommit, keeps_them_where_a_participant_may_refuse) {
  SKIP_IF_SANITIZED();
  const Action no = actions::propose(NodeId{2}, "no");
  const auto answer = explored(run_from(two_participants(), {no}),
                               {.ballots = 2, .crashes = 1, .restarts = 1, .timers = 1});
  EXPECT_EQ(answer.search.end, explore::SearchEnd::complete);
}

struct Found {
  const char* broken;
  std::size_t events;
};

/// How short the shortest way is on which each rule that is left out does harm.
TEST(TwoPhaseCommit, breaks_in_so_many_events_where_a_rule_is_left_out) {
  SKIP_IF_SANITIZED();
  const std::map<std::string, Found> known{{"absent-yes", {"unanimous", 2}},
                                           {"forget-vote", {"atomic", 9}},
                                           {"forget-decision", {"final", 7}},
                                           {"abort-in-doubt", {"atomic", 6}}};
  for (const auto& [bug, found] : known) {
    const auto answer = explored(run_from(two_participants(bug)),
                                 {.ballots = 1, .crashes = 1, .restarts = 1, .timers = 1});
    EXPECT_EQ(answer.search.end, explore::SearchEnd::found) << bug;
    EXPECT_EQ(answer.broken, found.broken) << bug;
    EXPECT_EQ(answer.actions.size(), found.events) << bug;
  }
}

std::string first_error(const char* text) {
  const auto scenario = parse_scenario(text);
  if (!scenario) return scenario.error().str();
  const auto history = start_history(*scenario, find_protocol);
  return history ? "" : history.error().str();
}

TEST(RolesOfAProtocol, are_asked_for_by_its_own_words_wherever_the_protocol_is_named) {
  EXPECT_EQ(first_error("protocol 2pc\nparticipants 4\n"), "");
  EXPECT_EQ(first_error("participants 4\nprotocol 2pc\n"), "");
  const auto scenario = parse_scenario("protocol 2pc\nparticipants 4\n");
  const History history = *start_history(*scenario, find_protocol);
  EXPECT_EQ(history.world().shape().names(history.world().shape().all()), "{T1 R1 R2 R3 R4}");
  EXPECT_EQ(parse_scenario(script_text(history))->lines.empty(), false);
  EXPECT_EQ(first_error(script_text(history).c_str()), "");
}

TEST(RolesOfAProtocol, are_those_of_the_lines_before_the_first_action) {
  const auto scenario = parse_scenario("expect holds all\nprotocol 2pc\nparticipants 2\n");
  ASSERT_TRUE(scenario);
  const auto history = start_history(*scenario, find_protocol);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->world().shape().names(history->world().shape().all()), "{N1 N2 N3}");
  synod::Setup mixed = two_participants();
  mixed.protocol = "paxos";
  EXPECT_TRUE(setup_problem(find_protocol("paxos")->info(), mixed));
}

TEST(RolesOfAProtocol, have_nodes_whose_names_can_be_written) {
  for (const Protocol* protocol : catalog()) {
    const Shape shape = usual_shape(protocol->info());
    std::string text = "protocol " + std::string(protocol->info().name) + "\n";
    for (NodeId node : shape.all()) text += "crash " + shape.name(node) + "\n";
    EXPECT_TRUE(parse_scenario(text)) << text;
  }
}

TEST(RolesOfAProtocol, that_it_does_not_have_are_told_with_those_that_it_has) {
  EXPECT_NE(first_error("protocol 2pc\nacceptors 3\n")
                .find("Two-phase commit has coordinators, "
                      "participants"),
            std::string::npos);
  EXPECT_NE(
      first_error("protocol paxos\nparticipants 3\n").find("there are no 'participants' here"),
      std::string::npos);
  EXPECT_NE(first_error("protocol 2pc\ncoordinators 2\nparticipants 3\n")
                .find("Coordinators: at most 1, not 2"),
            std::string::npos);
  EXPECT_NE(first_error("protocol 2pc\nparticipants 0\n").find("Participants: at least 1, not 0"),
            std::string::npos);
}

}  // namespace
}  // namespace synod
