// Abstract specification of Raft: it has as many states as the original, and keeps its promises.
#include "protocols/raft_spec.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "tests/effort.h"

namespace synod {
namespace {

struct Size {
  std::size_t servers;
  std::uint32_t terms;  ///< The highest term,
  std::size_t entries;  ///< and the most entries of a log.
  std::size_t states;
  std::size_t depth;  ///< States on the longest shortest way.
};

bool is_within(const RaftSpec::State& state, const Size& size) {
  const auto fits = [&](const RaftSpec::Log& log) { return log.size() <= size.entries; };
  return *std::max_element(state.terms.begin(), state.terms.end()) <= size.terms &&
         std::all_of(state.logs.begin(), state.logs.end(), fits);
}

/// Every set of servers; those that are no quorum no action takes.
std::vector<NodeSet> sets_of(const RaftSpec& spec) {
  std::vector<NodeSet> sets{{}};
  for (NodeId server : spec.servers())
    for (std::size_t i = sets.size(); i-- > 0;) {
      NodeSet with = sets[i];
      with.insert(server);
      sets.push_back(with);
    }
  return sets;
}

/// Calls `take(after)` with what each action that may be taken makes of `state`; those that are not
/// in the original only where `gives_way`.
template <class Take>
void each_step(const RaftSpec& spec, const RaftSpec::State& state, const std::vector<NodeSet>& sets,
               bool gives_way, Take take) {
  const auto try_it = [&](auto action) {
    RaftSpec::State after = state;
    if (action(after)) take(after);
  };
  for (NodeId one : spec.servers()) {
    try_it([&](auto& after) { return spec.client_request(after, one); });
    for (const NodeSet quorum : sets) {
      try_it([&](auto& after) { return spec.become_leader(after, one, quorum); });
      try_it([&](auto& after) { return spec.commit_entry(after, one, quorum); });
    }
    for (NodeId other : spec.servers()) {
      if (other == one) continue;
      try_it([&](auto& after) { return spec.get_entry(after, one, other); });
      try_it([&](auto& after) { return spec.roll_back(after, one, other); });
      if (gives_way) try_it([&](auto& after) { return spec.give_way(after, one, other); });
      try_it([&](auto& after) { return spec.update_term(after, one, other); });
    }
  }
}

/// One leader a term, and whatever is committed stands in the log of each leader of a later term.
bool is_safe(const RaftSpec::State& state) {
  for (std::size_t a = 0; a < state.logs.size(); ++a) {
    if (!state.leads[a]) continue;
    for (std::size_t b = a + 1; b < state.logs.size(); ++b)
      if (state.leads[b] && state.terms[a] == state.terms[b]) return false;
    for (const auto& [place, term] : state.committed)
      if (term < state.terms[a] &&
          (state.logs[a].size() < place || state.logs[a][place - 1] != term))
        return false;
  }
  return true;
}

struct Count {
  std::size_t states = 0;
  std::size_t depth = 0;
};

/// Looks at every state of `size`. All must be safe.
Count counted(const RaftSpec& spec, const Size& size, bool gives_way = false) {
  const std::vector<NodeSet> sets = sets_of(spec);
  std::set<RaftSpec::State> seen{spec.init()};
  std::vector<RaftSpec::State> present{spec.init()};
  std::size_t depth = 0;
  for (; !present.empty(); ++depth) {
    std::vector<RaftSpec::State> next;
    for (const RaftSpec::State& state : present)
      each_step(spec, state, sets, gives_way, [&](const RaftSpec::State& after) {
        if (is_within(after, size) && seen.insert(after).second) next.push_back(after);
      });
    EXPECT_TRUE(std::all_of(next.begin(), next.end(), is_safe));
    present = std::move(next);
  }
  return {seen.size(), depth};
}

class RaftSpecOf : public ::testing::TestWithParam<Size> {};

TEST_P(RaftSpecOf, this_size_has_as_many_states_as_the_original_and_all_are_safe) {
  const Size& size = GetParam();
  if (size.states > 20'000) SKIP_IF_SANITIZED();
  const Count count = counted(RaftSpec(size.servers), size);
  EXPECT_EQ(count.states, size.states);
  EXPECT_EQ(count.depth, size.depth);
}

// Counted by TLC 2.15 and by a second program, of MongoStaticRaft.tla in
// will62794/logless-reconfig, b270c39, where all servers are members; the last two by the second
// program alone.
INSTANTIATE_TEST_SUITE_P(Servers_terms_and_entries, RaftSpecOf,
                         ::testing::Values(Size{3, 1, 1, 67, 6}, Size{3, 2, 1, 388, 8},
                                           Size{3, 2, 2, 2'272, 12}, Size{3, 3, 2, 10'411, 15},
                                           Size{3, 3, 3, 53'881, 20}, Size{3, 4, 2, 35'014, 17},
                                           Size{4, 2, 2, 9'797, 14}));

/// The original does not say who the members are: any servers, but one at least. No action changes
/// that, so each choice is a space of its own.
class RaftSpecOfAnyMembers : public ::testing::TestWithParam<Size> {};

TEST_P(RaftSpecOfAnyMembers, has_as_many_states_as_the_original_too) {
  const Size& size = GetParam();
  if (size.states > 20'000) SKIP_IF_SANITIZED();
  Count all;
  for (const NodeSet members : sets_of(RaftSpec(size.servers))) {
    if (members.empty()) continue;
    const Count one = counted(RaftSpec(size.servers, members), size);
    all = {all.states + one.states, std::max(all.depth, one.depth)};
  }
  EXPECT_EQ(all.states, size.states);
  EXPECT_EQ(all.depth, size.depth);
}

// By the same two programs.
INSTANTIATE_TEST_SUITE_P(Servers_terms_and_entries, RaftSpecOfAnyMembers,
                         ::testing::Values(Size{3, 1, 1, 265, 8}, Size{3, 2, 1, 1'279, 9},
                                           Size{3, 2, 2, 7'897, 13}, Size{3, 3, 2, 31'084, 15}));

/// Leaders without a first entry of their own repair logs by one more action. What it removes might
/// as well never have been written, so it leads nowhere else; all is as safe as before.
class RaftSpecThatGivesWay : public ::testing::TestWithParam<Size> {};

TEST_P(RaftSpecThatGivesWay, comes_to_the_same_states) {
  const Size& size = GetParam();
  if (size.states > 20'000) SKIP_IF_SANITIZED();
  const Count count = counted(RaftSpec(size.servers), size, true);
  EXPECT_EQ(count.states, size.states);
  EXPECT_EQ(count.depth, size.depth);
}

INSTANTIATE_TEST_SUITE_P(Servers_terms_and_entries, RaftSpecThatGivesWay,
                         ::testing::Values(Size{3, 2, 2, 2'272, 12}, Size{3, 3, 2, 10'411, 15},
                                           Size{3, 4, 2, 35'014, 17}, Size{4, 2, 2, 9'797, 14}));

}  // namespace
}  // namespace synod
