// Clusters of a commit protocol and their exploration, for tests.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "model/explore/explore.h"
#include "model/scenario/condition_parser.h"
#include "protocols/catalog.h"
#include "protocols/commit_options.h"

namespace synod::testing {

inline Setup commit_setup(const char* protocol, std::uint8_t participants,
                          const std::string& bug = "") {
  Setup setup;
  setup.protocol = protocol;
  setup.shape = usual_shape(find_protocol(protocol)->info());
  setup.shape.acceptors = participants;
  setup.options.bug = bug;
  return setup;
}

/// A cluster in which `actions` happen first.
inline Run run_from(const Setup& setup, const std::vector<Action>& actions = {}) {
  return {make_cluster(*find_protocol(setup.protocol), setup), actions};
}

inline explore::Answer explored(const Run& run, const explore::Bounds& bounds,
                                const explore::Question& question = {}) {
  explore::SearchProgress progress;
  const auto answer =
      explore::explore(run, question, bounds, {.states = 4'000'000, .threads = 2}, progress);
  EXPECT_TRUE(answer) << answer.error().str();
  return answer ? *answer : explore::Answer{};
}

/// The money on all accounts.
template <class P>
std::int64_t money(const Cluster& world) {
  std::int64_t sum = 0;
  for (NodeId node : world.shape().column(Role::acceptor))
    sum += world.node(node).state.as<typename P::State>().participant.account.balance();
  return sum;
}

/// In every order of events within `bounds` two participants with 5 each move 3 where they commit,
/// and nothing else. Each search must look at more than `states`.
inline void expect_just_what_is_committed_moves(const char* protocol, const explore::Bounds& bounds,
                                                std::uint64_t states) {
  Setup setup = commit_setup(protocol, 2);
  setup.options.own.set(commit_options::accounts, 5);
  const Run run = run_from(setup, {actions::propose(NodeId{0}, "a-3-b")});
  for (const char* goal :
       {"R1.outcome = commit and R1.account[a] = 5", "R1.outcome = abort and R1.account[a] = 2",
        "R2.outcome = commit and R2.account[b] = 5", "R1.outcome = commit and R1.locked = a-3",
        "R1.vote = yes and R1.outcome = none and R1.locked = none"}) {
    const auto condition = parse_condition(goal);
    ASSERT_TRUE(condition) << goal;
    const auto answer = explored(run, bounds, {.goal = *condition});
    EXPECT_EQ(answer.search.end, explore::SearchEnd::complete) << goal;
    EXPECT_GT(answer.search.states, states) << goal;
  }
}

}  // namespace synod::testing
