// Two histories that a node can't tell apart.
#include "model/explore/two_histories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "model/data/field_search.h"
#include "model/world/blocked.h"
#include "tests/played.h"

namespace synod {
namespace {

explore::TwoHistories asked(const synod::Run& run, const char* node,
                            std::uint64_t states = 500'000) {
  explore::SearchProgress progress;
  const NodeId id = *run.start.shape().find(node);
  auto both = explore::find_two_histories(run, id, 1, {.states = states, .threads = 1}, progress);
  EXPECT_TRUE(both) << both.error().str();
  return std::move(*both);
}

std::vector<FieldValue> fields_at_end(const synod::Run& run, NodeId node) {
  const Cluster end = end_of(run);
  std::vector<FieldValue> values;
  for (std::size_t i = 0; i < end.node(node).state.infos().size(); ++i)
    if (end.node(node).state.infos()[i].roles.overlaps(end.shape().roles(node)))
      values.push_back(end.node(node).state.value(i));
  return values;
}

TEST(TwoHistories, differ_in_the_decision_alone_for_whoever_is_blocked) {
  const synod::Run run = testing::run_played(
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ncrash T1\n"
      "expect R2 blocked\n");
  const NodeId node = *run.start.shape().find("R2");
  const explore::TwoHistories both = asked(run, "R2");
  ASSERT_TRUE(both.first && both.second);
  EXPECT_NE(both.first->decided, both.second->decided);
  for (const auto* history : {&*both.first, &*both.second}) {
    EXPECT_EQ(fields_at_end(history->run, node), fields_at_end(run, node));
    EXPECT_FALSE(end_of(history->run).node(NodeId{0}).up);
  }
}

TEST(TwoHistories, are_found_where_a_value_needs_quotes) {
  const synod::Run run = testing::run_played(
      "proposers 2\nacceptors 3\nlearners 1\npropose P1 \"two words\"\npropose P2 none-such\n"
      "deliver prepare P1->A1\n");
  // The first is found at once. That no second one is there would take all states to know.
  EXPECT_TRUE(asked(run, "P1", 1'000).first);
}

TEST(TwoHistories, are_found_where_accounts_are_locked) {
  const synod::Run run = testing::run_played(
      "protocol 2pc\nparticipants 2\noption accounts 100\nbegin T1 a-30-b\n"
      "deliver prepare T1->*\ncrash T1\nexpect R2 blocked and R2.locked = b+30\n");
  const explore::TwoHistories both = asked(run, "R2");
  ASSERT_TRUE(both.first && both.second);
  EXPECT_NE(both.first->decided, both.second->decided);
  const NodeId node = *run.start.shape().find("R2");
  for (const auto* history : {&*both.first, &*both.second}) {
    const State state = end_of(history->run).node(node).state;
    EXPECT_EQ(value_meaning<Text>(state, Means::lock), Text("b+30"));
    EXPECT_EQ(value_meaning<Table>(state, Means::store)->get("b"), Text("100"));
  }
}

TEST(TwoHistories, begin_with_the_transaction_that_is_in_doubt) {
  const synod::Run run = testing::run_played(
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ndeliver vote *->T1\n"
      "deliver decision T1->*\ndeliver ack *->T1\nbegin T1 b-5-c\ndeliver prepare T1->*\n"
      "crash T1\nexpect R2 blocked\n");
  const NodeId node = *run.start.shape().find("R2");
  const explore::TwoHistories both = asked(run, "R2");
  ASSERT_TRUE(both.first && both.second);
  EXPECT_EQ((std::set{both.first->decided.str(), both.second->decided.str()}),
            (std::set<std::string>{"abort", "commit"}));
  for (const auto* history : {&*both.first, &*both.second}) {
    EXPECT_EQ(fields_at_end(history->run, node), fields_at_end(run, node));
    EXPECT_EQ(end_of(history->run).observer.first_choices().size(), 2u);
  }
}

TEST(TwoHistories, leave_open_how_others_wish_to_vote) {
  const synod::Run run = testing::run_played(
      "protocol 2pc\nparticipants 2\nrefuse R1\nbegin T1 a-10-b\ndeliver prepare T1->R2\n"
      "crash T1\ncrash R1\nexpect R2 blocked\n");
  const explore::TwoHistories both = asked(run, "R2");
  ASSERT_TRUE(both.first && both.second);
  EXPECT_NE(both.first->decided, both.second->decided);
}

TEST(TwoHistories, leave_a_blocked_node_blocked_be_it_down_or_cut_off_or_paused) {
  const std::string begun =
      "protocol 2pc\nparticipants 3\nbegin T1 a-10-b\ndeliver prepare T1->*\n";
  for (const char* fault : {"crash T1\n", "partition T1 | R1 R2 R3\n", "pause T1\n",
                            "partition R2 | T1 R1 R3\n", "crash T1\ncrash R1\n"}) {
    const synod::Run run = testing::run_played(begun + fault);
    const NodeId node = *run.start.shape().find("R2");
    const explore::TwoHistories both = asked(run, "R2");
    ASSERT_TRUE(both.first && both.second) << fault;
    EXPECT_TRUE(why_blocked(end_of(both.first->run), node)) << fault;
    EXPECT_TRUE(why_blocked(end_of(both.second->run), node)) << fault;
  }
}

TEST(TwoHistories, know_that_a_node_remembers_its_crash) {
  const synod::Run run = testing::run_played(
      "protocol 3pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ncrash R1\n"
      "restart R1\ncrash T1\ncrash R2\nexpect R1.recovered = yes\n");
  const explore::TwoHistories both = asked(run, "R1");
  ASSERT_TRUE(both.first && both.second);
  EXPECT_NE(both.first->decided, both.second->decided);
}

TEST(TwoHistories, are_not_asked_of_a_node_that_is_down) {
  const synod::Run run =
      testing::run_played("protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ncrash R2\n");
  explore::SearchProgress progress;
  const auto both =
      explore::find_two_histories(run, *run.start.shape().find("R2"), 1, {.threads = 1}, progress);
  ASSERT_FALSE(both);
  EXPECT_EQ(both.error().str(), "R2 is down, and remembers nothing");
}

TEST(TwoHistories, are_not_known_where_a_limit_comes_first) {
  const synod::Run run = testing::run_played(
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ncrash T1\n");
  explore::SearchProgress progress;
  const auto both = explore::find_two_histories(run, *run.start.shape().find("R2"), 1,
                                                {.states = 5, .threads = 1}, progress);
  ASSERT_TRUE(both);
  EXPECT_FALSE(both->second);
  EXPECT_EQ(both->search, explore::SearchEnd::too_many);
}

TEST(TwoHistories, are_not_there_for_who_knows_the_decision) {
  const synod::Run run = testing::run_played(
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ndeliver vote *->T1\n"
      "deliver decision T1->R2\ncrash T1\n");
  const explore::TwoHistories both = asked(run, "R2");
  EXPECT_TRUE(both.first);
  EXPECT_FALSE(both.second);
  EXPECT_EQ(both.search, explore::SearchEnd::complete);
}

}  // namespace
}  // namespace synod
