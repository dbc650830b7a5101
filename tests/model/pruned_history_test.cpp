// Removal of a branch from a history.
#include "model/line/pruned_history.h"

#include <gtest/gtest.h>

#include "model/world/cluster.h"
#include "tests/model/world.h"

namespace synod {
namespace {

/// Two ways from event 1: P1 alone, and P1 dead after its question.
struct Forked {
  Forked() {
    history.act(actions::propose(NodeId{0}, "blue"));
    while (history.step()) {
    }
    first_end = history.present();
    history.seek(1);
    second = *history.act(actions::on_node(Verb::crash, NodeId{0}));
    while (history.step()) {
    }
    second_end = history.present();
  }
  History history{testing::world_of({.proposers = 2, .acceptors = 3, .learners = 1})};
  MomentId first_end = 0;
  MomentId second = 0;
  MomentId second_end = 0;
};

TEST(PrunedHistory, LacksTheBranchAndKeepsTheOther) {
  Forked forked;
  const PrunedHistory pruned = without_branch(forked.history, forked.second);
  EXPECT_EQ(pruned.history.size(), std::size_t{forked.second});
  EXPECT_FALSE(pruned.moved[forked.second_end].has_value());
  ASSERT_TRUE(pruned.moved[forked.first_end].has_value());
  EXPECT_EQ(fingerprint(pruned.history.world_at(*pruned.moved[forked.first_end])),
            fingerprint(forked.history.world_at(forked.first_end)));
  EXPECT_EQ(pruned.history.present(), 1u) << "what came before the branch";
}

TEST(PrunedHistory, KeepsThePresentAndItsFutureWhereAnotherBranchGoes) {
  Forked forked;
  const MomentId beyond = 2;  // What followed first.
  forked.history.seek(forked.second);
  const PrunedHistory pruned = without_branch(forked.history, beyond);
  ASSERT_TRUE(pruned.moved[forked.second].has_value());
  EXPECT_EQ(pruned.history.present(), *pruned.moved[forked.second]);
  EXPECT_EQ(pruned.history.line().size(), forked.history.line().size());
}

}  // namespace
}  // namespace synod
