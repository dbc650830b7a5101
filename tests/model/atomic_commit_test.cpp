// Judge of atomic commitment: it objects at the very deed that breaks a property.
#include "model/truth/atomic_commit.h"

#include <gtest/gtest.h>

#include "model/truth/observer.h"

namespace synod {
namespace {

constexpr Cast cast{.proposer = {.word = "coordinators", .letter = 'T', .traits = Role::proposer},
                    .acceptor = {.word = "participants", .letter = 'R', .traits = Role::acceptor}};

class AtomicCommitJudge : public ::testing::Test {
 protected:
  void hear(Deed::Kind kind, NodeId node, const char* value) {
    observer.see({.kind = kind, .node = node, .slot = {1}, .vote = {{}, value}}, setup, {}, ++at);
  }
  void vote(NodeId node, const char* value) { hear(Deed::Kind::voted, node, value); }
  void decide(NodeId node, const char* value) { hear(Deed::Kind::decided, node, value); }
  std::string broken() const {
    std::string names;
    for (const Violation& violation : observer.violations())
      names += std::string(violation.invariant) + " ";
    return names;
  }

  const NodeId t1{0};
  const NodeId r1{1};
  const NodeId r2{2};
  const synod::Setup setup{.protocol = "",
                           .shape = {.proposers = 1, .acceptors = 2, .cast = &cast}};
  Observer observer{&JudgeType::of<AtomicCommit>()};
  EventNumber at = 0;
};

TEST_F(AtomicCommitJudge, has_nothing_against_a_commit_that_all_voted_for) {
  vote(r1, "yes");
  vote(r2, "yes");
  for (NodeId node : {t1, r1, r2}) decide(node, "commit");
  EXPECT_EQ(broken(), "");
  ASSERT_EQ(observer.chosen().size(), 1u);
  EXPECT_EQ(observer.chosen()[0].vote.value, Text("commit"));
  EXPECT_EQ(observer.chosen()[0].at, 3u) << "decided by whoever was first";
}

TEST_F(AtomicCommitJudge, objects_to_a_commit_without_every_yes) {
  vote(r1, "yes");
  decide(t1, "commit");
  EXPECT_EQ(broken(), "unanimous ");
  EXPECT_EQ(observer.violations()[0].why.str(), "T1 decides to commit, but R2 did not vote yes.");
}

TEST_F(AtomicCommitJudge, objects_to_two_that_decide_differently) {
  vote(r1, "yes");
  vote(r2, "yes");
  decide(t1, "commit");
  hear(Deed::Kind::gave_up, r1, "");
  decide(r1, "abort");
  EXPECT_EQ(broken(), "atomic ");
  EXPECT_EQ(observer.chosen().size(), 2u) << "both are shown";
}

TEST_F(AtomicCommitJudge, objects_to_one_that_goes_back_on_its_decision) {
  vote(r1, "no");
  decide(r1, "abort");
  decide(r1, "commit");
  EXPECT_NE(observer.violation("final"), nullptr);
}

TEST_F(AtomicCommitJudge, objects_to_an_abort_for_which_there_was_no_reason) {
  vote(r1, "yes");
  vote(r2, "yes");
  decide(t1, "abort");
  EXPECT_EQ(broken(), "willing ");
}

TEST_F(AtomicCommitJudge, takes_a_crash_for_a_reason) {
  vote(r1, "yes");
  vote(r2, "yes");
  hear(Deed::Kind::stopped, t1, "");
  decide(t1, "abort");
  EXPECT_EQ(broken(), "");
}

}  // namespace
}  // namespace synod
