// Published state counts of three independent checkers, which this search must reproduce.
#include "tests/model/explore/specs.h"

#include <gtest/gtest.h>

#include "tests/effort.h"

namespace synod::explore::specs {
namespace {

struct Count {
  std::uint64_t states;
  std::uint32_t depth;
  friend bool operator==(const Count&, const Count&) = default;
};
void PrintTo(const Count& count, std::ostream* out) {
  *out << count.states << " states, depth " << count.depth;
}

Count count_of(const SearchResult& result) {
  EXPECT_EQ(result.end, SearchEnd::complete);
  return {result.states, result.depth};
}

PaxosSpec paxos(unsigned acceptors, unsigned values, unsigned ballots) {
  PaxosSpec spec;
  spec.acceptors = acceptors;
  spec.values = values;
  spec.ballots = ballots;
  return spec;
}

TwoPhaseSpec two_phase(unsigned managers) {
  TwoPhaseSpec spec;
  spec.managers = managers;
  return spec;
}

TEST(PaxosSpec, has_as_many_states_as_other_checkers_count) {
  EXPECT_EQ(count_of(all_of(paxos(1, 1, 2))), (Count{25, 9}));
  EXPECT_EQ(count_of(all_of(paxos(3, 2, 2))), (Count{3'921, 17}));
  EXPECT_EQ(count_of(all_of(paxos(3, 2, 3))), (Count{185'369, 25}));
  EXPECT_EQ(count_of(all_of(paxos(5, 2, 2))), (Count{701'505, 25}));
}

TEST(PaxosSpec, with_four_ballots_has_eight_million_states) {
  SKIP_IF_SANITIZED();
  EXPECT_EQ(count_of(all_of(paxos(3, 2, 4), 2)), (Count{8'220'065, 33}));
}

TEST(VotingSpec, has_as_many_states_as_other_checkers_count) {
  EXPECT_EQ(count_of(all_of(VotingSpec{})), (Count{6'752, 16}));
}

TEST(CommitSpecs, have_as_many_states_as_other_checkers_count) {
  EXPECT_EQ(count_of(all_of(CommitSpec{})), (Count{34, 7}));
  EXPECT_EQ(count_of(all_of(two_phase(3))), (Count{288, 11}));
  EXPECT_EQ(all_of(two_phase(7)).states, 296'448u);
}

TEST(BreadthFirst, counts_the_same_with_any_number_of_threads) {
  const SearchResult one = all_of(paxos(3, 2, 3), 1);
  for (unsigned threads : {2u, 3u, 5u}) {
    const SearchResult more = all_of(paxos(3, 2, 3), threads);
    EXPECT_EQ(count_of(more), count_of(one));
    EXPECT_EQ(more.steps, one.steps);
  }
}

/// A counter from 1, one step up at a time, that stands still at `last`; 40 is looked for.
struct Counter : SpecModel {
  std::uint64_t last = 100;

  class Worker : public SpecWorker {
   public:
    explicit Worker(const Counter& counter) : last_(counter.last) {}
    template <class Emit>
    void start(Emit& emit) {
      emit(Key64{1}, 1);
    }
    template <class Emit>
    void expand(std::uint64_t state, Emit& emit) {
      emit.skip();
      if (state < last_) emit(Key64{state + 1}, state + 1, state + 1 == 40);
      emit(Key64{1}, 1);
    }

   private:
    std::uint64_t last_;
  };
};

SearchResult count_up(std::uint64_t last, const SearchLimits& limits) {
  Counter counter;
  counter.last = last;
  SearchProgress progress;
  return search_breadth_first(counter, limits, progress);
}

TEST(BreadthFirst, tells_the_shortest_way_to_what_it_looks_for) {
  for (unsigned threads : {1u, 2u}) {
    const SearchResult found = count_up(100, {.threads = threads});
    EXPECT_EQ(found.end, SearchEnd::found);
    ASSERT_EQ(found.path.size(), 40u);  // the choice of the start, and 39 steps
    EXPECT_EQ(found.path.front(), 0u);
    for (std::size_t i = 1; i < found.path.size(); ++i) EXPECT_EQ(found.path[i], 1u);
  }
}

TEST(BreadthFirst, says_which_limit_came_first) {
  EXPECT_EQ(count_up(30, {.threads = 1}).end, SearchEnd::complete);
  EXPECT_EQ(count_up(30, {.states = 20, .threads = 1}).end, SearchEnd::too_many);
  EXPECT_EQ(count_up(30, {.bytes = 1'000, .threads = 1}).end, SearchEnd::too_large);
  const SearchResult shallow = count_up(30, {.depth = 10, .threads = 1});
  EXPECT_EQ(shallow.end, SearchEnd::too_deep);
  EXPECT_EQ(shallow.states, 10u);
}

TEST(BreadthFirst, stops_when_it_is_told_to) {
  SearchProgress progress;
  progress.cancelled = true;
  EXPECT_EQ(search_breadth_first(paxos(3, 2, 4), {.threads = 1}, progress).end,
            SearchEnd::cancelled);
}

TEST(SeenSet, knows_each_of_many_keys_once) {
  SeenSet<Key128> seen;
  for (std::uint64_t i = 1; i <= 100'000; ++i) EXPECT_TRUE(seen.insert({i, i * i}));
  for (std::uint64_t i = 1; i <= 100'000; ++i) EXPECT_FALSE(seen.insert({i, i * i}));
  EXPECT_EQ(seen.size(), 100'000u);
}

}  // namespace
}  // namespace synod::explore::specs
