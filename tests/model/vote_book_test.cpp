// Book of votes: every acceptance that ever happened.
#include "model/data/vote_book.h"

#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>

namespace synod {
namespace {

TEST(VoteBook, counts_an_acceptor_once) {
  VoteBook book;
  book.add({}, {{1, 1}, "blue"}, {0});
  EXPECT_EQ(book.add({}, {{1, 1}, "blue"}, {0}).acceptors.size(), 1u);
  EXPECT_EQ(book.add({}, {{1, 1}, "blue"}, {2}).acceptors, (NodeSet{{0}, {2}}));
  EXPECT_EQ(book.counts().size(), 1u);
}

TEST(VoteBook, keeps_ballots_values_and_slots_apart) {
  VoteBook book;
  book.add({}, {{1, 1}, "blue"}, {0});
  book.add({}, {{2, 2}, "blue"}, {0});
  book.add({}, {{1, 1}, "red"}, {0});
  book.add({3}, {{1, 1}, "blue"}, {0});
  EXPECT_EQ(book.counts().size(), 4u);
  EXPECT_NE(book.find({3}, {{1, 1}, "blue"}), nullptr);
  EXPECT_EQ(book.find({3}, {{1, 1}, "red"}), nullptr);
}

TEST(VoteBook, takes_an_acceptor_out_from_a_slot_on) {
  VoteBook book;
  for (std::uint32_t slot : {1u, 2u, 3u}) book.add({slot}, {{1, 1}, "blue"}, {0});
  book.add({2}, {{1, 1}, "blue"}, {1});
  book.add({2}, {{2, 1}, "red"}, {0});
  book.remove({2}, {0});
  ASSERT_EQ(book.counts().size(), 2u) << "a count of nobody is none";
  EXPECT_EQ(book.find({1}, {{1, 1}, "blue"})->acceptors, (NodeSet{{0}}));
  EXPECT_EQ(book.find({2}, {{1, 1}, "blue"})->acceptors, (NodeSet{{1}}));
}

TEST(VoteBook, forgets_all_up_to_a_slot) {
  VoteBook book;
  for (std::uint32_t slot : {1u, 2u, 3u}) book.add({slot}, {{1, 1}, "blue"}, {0});
  book.forget_up_to({2});
  ASSERT_EQ(book.counts().size(), 1u);
  EXPECT_EQ(book.counts()[0].slot, Slot{3});
  book.forget_up_to({3});
  EXPECT_TRUE(book.empty());
}

TEST(VoteBook, names_who_accepted_at_the_highest_ballot) {
  VoteBook book;
  EXPECT_TRUE(book.at_highest_ballot().empty());
  book.add({}, {{2, 2}, "blue"}, {1});
  book.add({}, {{1, 1}, "red"}, {0});
  book.add({}, {{2, 2}, "blue"}, {2});
  book.add({7}, {{9, 9}, "red"}, {4});
  EXPECT_EQ(book.at_highest_ballot(), (NodeSet{{1}, {2}}));
  EXPECT_EQ(book.at_highest_ballot({7}), (NodeSet{{4}}));
}

RC_GTEST_PROP(VoteBook, stays_in_order_and_forgets_nothing_in_whatever_order_votes_come, ()) {
  VoteBook book;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, int>, NodeSet> model;
  const Text values[] = {"blue", "red"};
  const int votes = *rc::gen::inRange(0, 200);
  for (int i = 0; i < votes; ++i) {
    const auto slot = *rc::gen::inRange(0u, 3u);
    const auto round = *rc::gen::inRange(1u, 8u);
    const auto proposer = *rc::gen::inRange(1u, 4u);
    const int value = *rc::gen::inRange(0, 2);
    const NodeId acceptor{*rc::gen::inRange<std::uint8_t>(0, 5)};
    book.add({slot}, {{round, proposer}, values[value]}, acceptor);
    model[{slot, round, proposer, value}].insert(acceptor);
  }
  RC_ASSERT(book.counts().size() == model.size());
  std::size_t at = 0;
  for (const auto& [key, acceptors] : model) {
    const VoteCount& count = book.counts()[at++];
    const auto& [slot, round, proposer, value] = key;
    RC_ASSERT(count.slot.number == slot);
    RC_ASSERT((count.vote == Vote{{round, proposer}, values[value]}));
    RC_ASSERT(count.acceptors == acceptors);
    RC_ASSERT(book.find(count.slot, count.vote) == &count);
  }
}

}  // namespace
}  // namespace synod
