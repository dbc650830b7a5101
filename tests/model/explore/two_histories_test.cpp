// Two histories that a node can't tell apart.
#include "model/explore/two_histories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "protocols/catalog.h"

namespace synod {
namespace {

synod::Run played(const std::string& text) {
  const auto scenario = parse_scenario(text);
  auto history = start_history(*scenario, find_protocol);
  ScenarioRunner runner(*scenario, *history);
  EXPECT_FALSE(runner.run());
  EXPECT_TRUE(runner.failures().empty());
  return run_of(*history, history->present());
}

explore::TwoHistories asked(const synod::Run& run, const char* node) {
  explore::SearchProgress progress;
  const NodeId id = *run.start.shape().find(node);
  auto both = explore::find_two_histories(run, id, 1, {.states = 500'000, .threads = 1}, progress);
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
  const synod::Run run = played(
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
  const synod::Run run = played(
      "proposers 2\nacceptors 3\nlearners 1\npropose P1 \"two words\"\npropose P2 none-such\n"
      "deliver prepare P1->A1\n");
  EXPECT_TRUE(asked(run, "P1").first);
}

TEST(TwoHistories, are_not_there_for_who_knows_the_decision) {
  const synod::Run run = played(
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ndeliver vote *->T1\n"
      "deliver decision T1->R2\ncrash T1\n");
  const explore::TwoHistories both = asked(run, "R2");
  EXPECT_TRUE(both.first);
  EXPECT_FALSE(both.second);
  EXPECT_EQ(both.search, explore::SearchEnd::complete);
}

}  // namespace
}  // namespace synod
