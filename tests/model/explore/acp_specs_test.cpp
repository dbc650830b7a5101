// Published counts of atomic commitment, with a simple and with a reliable broadcast.
#include "tests/model/explore/acp_specs.h"

#include <gtest/gtest.h>

namespace synod::explore::specs {
namespace {

AcpSpec acp(Broadcast broadcast, unsigned participants) {
  AcpSpec spec;
  spec.participants = participants;
  spec.broadcast = broadcast;
  return spec;
}

SearchResult search_for_ac1_broken(AcpSpec spec) {
  spec.looks_for_ac1 = true;
  return all_of(spec);
}

/// TLC counts the states to begin with among those that it generates: one for each way to vote.
TEST(AcpSpecs, have_as_many_states_and_steps_as_are_published) {
  const SearchResult simple = all_of(acp(Broadcast::simple, 3));
  EXPECT_EQ(simple.end, SearchEnd::complete);
  EXPECT_EQ(simple.states, 54'944u);
  EXPECT_EQ(simple.steps + 8, 218'352u);
  EXPECT_EQ(simple.depth, 21u);
  const SearchResult reliable = all_of(acp(Broadcast::reliable, 2));
  EXPECT_EQ(reliable.end, SearchEnd::complete);
  EXPECT_EQ(reliable.states, 4'284u);
  EXPECT_EQ(reliable.steps + 4, 23'988u);
  EXPECT_EQ(reliable.depth, 19u);
}

TEST(AcpSpecs, decide_alike_unless_somebody_decides_before_it_told_the_others) {
  EXPECT_EQ(search_for_ac1_broken(acp(Broadcast::simple, 3)).end, SearchEnd::complete);
  EXPECT_EQ(search_for_ac1_broken(acp(Broadcast::reliable, 2)).end, SearchEnd::complete);
  const SearchResult wrong = search_for_ac1_broken(acp(Broadcast::wrong, 2));
  EXPECT_EQ(wrong.end, SearchEnd::found);
  EXPECT_EQ(wrong.path.size(), 14u) << "the choice of the votes, and 13 steps";
}

}  // namespace
}  // namespace synod::explore::specs
