// Log of slots, as one node holds it.
#include "model/data/slot_log.h"

#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>

namespace synod {
namespace {

Vote vote(std::uint32_t round, const char* value) {
  return {{round, 1}, value};
}

TEST(SlotLog, is_empty_and_waits_for_slot_1_at_first) {
  const SlotLog log;
  EXPECT_TRUE(log.empty());
  EXPECT_EQ(log.find({1}), nullptr);
  EXPECT_EQ(log.last(), Slot{0});
  EXPECT_EQ(log.first_unchosen(), Slot{1});
}

TEST(SlotLog, keeps_what_was_accepted_last_in_a_slot) {
  SlotLog log;
  log.set({1}, vote(1, "a"));
  log.set({1}, vote(2, "b"));
  ASSERT_NE(log.find({1}), nullptr);
  EXPECT_EQ(log.find({1})->vote, vote(2, "b"));
  EXPECT_EQ(log.size(), 1u);
}

TEST(SlotLog, cut_loses_the_end_known_chosen_or_not) {
  SlotLog log;
  for (std::uint32_t slot : {1u, 2u, 3u, 4u}) log.set({slot}, vote(slot, "a"));
  log.mark_chosen({1});
  log.mark_chosen({2});
  log.cut({4});
  EXPECT_EQ(log.last(), Slot{3});
  EXPECT_EQ(log.first_unchosen(), Slot{3});
  log.cut({2});
  EXPECT_EQ(log.last(), Slot{1});
  EXPECT_EQ(log.first_unchosen(), Slot{2});
  EXPECT_EQ(log.highest_known(), vote(1, "a").ballot);
  std::size_t fresh = 0;
  log.each_fresh_known([&](const LogEntry&) { ++fresh; });
  EXPECT_EQ(fresh, 1u);
  log.cut({1});
  EXPECT_EQ(log, SlotLog());
  log.set({1}, vote(5, "b"));
  log.mark_chosen({1});
  EXPECT_EQ(log.first_unchosen(), Slot{2});
}

TEST(SlotLog, forgets_what_is_chosen_and_keeps_what_it_holds) {
  SlotLog log;
  for (std::uint32_t slot : {1u, 2u}) log.set({slot}, vote(slot, "a"));
  SlotLog marked = log;
  marked.mark_chosen({1});
  EXPECT_FALSE(marked == log);
  marked.forget_chosen();
  EXPECT_EQ(marked, log);
  EXPECT_EQ(marked.first_unchosen(), Slot{1});
  EXPECT_EQ(marked.highest_known(), Ballot{});
}

TEST(SlotLog, finds_entries_around_a_hole) {
  SlotLog log;
  for (std::uint32_t slot : {4u, 1u, 7u}) log.set({slot}, vote(slot, "a"));
  EXPECT_EQ(log.find({4})->vote, vote(4, "a"));
  EXPECT_EQ(log.find({7})->vote, vote(7, "a"));
  EXPECT_EQ(log.find({2}), nullptr);
  EXPECT_EQ(log.find({8}), nullptr);
  EXPECT_EQ(log.last(), Slot{7});
}

TEST(SlotLog, passes_over_all_that_is_known_chosen_once_a_gap_closes) {
  SlotLog log;
  for (std::uint32_t slot : {1u, 2u, 3u, 5u}) log.set({slot}, vote(1, "a"));
  log.mark_chosen({2});
  log.mark_chosen({3});
  EXPECT_EQ(log.first_unchosen(), Slot{1});
  log.mark_chosen({1});
  EXPECT_EQ(log.first_unchosen(), Slot{4}) << "slot 4 is a hole";
  log.mark_chosen({5});
  EXPECT_EQ(log.first_unchosen(), Slot{4});
  log.set({4}, vote(2, "no-op"));
  log.mark_chosen({4});
  EXPECT_EQ(log.first_unchosen(), Slot{6});
}

TEST(SlotLog, marks_nothing_in_a_hole) {
  SlotLog log;
  log.mark_chosen({1});
  EXPECT_TRUE(log.empty());
  EXPECT_EQ(log.first_unchosen(), Slot{1});
}

TEST(SlotLog, remembers_that_a_slot_is_known_when_it_is_accepted_at_a_higher_ballot) {
  SlotLog log;
  log.set({1}, vote(1, "a"));
  log.mark_chosen({1});
  log.set({1}, vote(2, "a"));
  EXPECT_TRUE(log.find({1})->chosen);
  EXPECT_EQ(log.find({1})->vote, vote(2, "a"));
  EXPECT_EQ(log.first_unchosen(), Slot{2});
}

TEST(SlotLog, a_known_slot_takes_no_other_value) {
  SlotLog log;
  log.set({1}, vote(2, "x"));
  log.mark_chosen({1});
  EXPECT_FALSE(log.set({1}, vote(1, "y")));
  EXPECT_FALSE(log.set({1}, vote(3, "y")));
  EXPECT_EQ(log.find({1})->vote, vote(2, "x"));
  EXPECT_TRUE(log.set({1}, vote(1, "x")));
  EXPECT_EQ(log.find({1})->vote, vote(2, "x")) << "the higher ballot stays";
}

std::vector<std::uint32_t> fresh(const SlotLog& log) {
  std::vector<std::uint32_t> slots;
  log.each_fresh_known([&](const LogEntry& entry) { slots.push_back(entry.slot.number); });
  return slots;
}

TEST(SlotLog, tells_what_was_written_under_a_mark_since_it_was_looked_at) {
  using Slots = std::vector<std::uint32_t>;
  SlotLog log;
  for (std::uint32_t slot : {1u, 2u, 3u, 4u}) log.set({slot}, vote(1, "a"));
  EXPECT_EQ(fresh(log), Slots{}) << "nothing is known";
  log.mark_chosen({2});
  log.mark_chosen({3});
  EXPECT_EQ(fresh(log), (Slots{2, 3}));
  log.settle();
  EXPECT_EQ(fresh(log), Slots{});
  log.overwrite({2}, vote(1, "b"));
  EXPECT_EQ(fresh(log), Slots{2});
}

TEST(SlotLog, keeps_the_highest_ballot_of_what_is_known) {
  SlotLog log;
  log.set({1}, vote(7, "a"));
  EXPECT_EQ(log.highest_known(), Ballot{}) << "nothing is known";
  log.set({2}, vote(3, "b"));
  log.mark_chosen({2});
  EXPECT_EQ(log.highest_known(), (Ballot{3, 1}));
  log.set({2}, vote(5, "b"));
  EXPECT_EQ(log.highest_known(), (Ballot{5, 1}));
  EXPECT_EQ(log.from({2}).highest_known(), (Ballot{5, 1}));
  EXPECT_EQ(log.from({3}).highest_known(), Ballot{});
}

TEST(SlotLog, a_copy_goes_its_own_way) {
  SlotLog log;
  log.set({1}, vote(1, "a"));
  SlotLog copy = log;
  copy.mark_chosen({1});
  copy.set({2}, vote(1, "b"));
  EXPECT_FALSE(log.find({1})->chosen);
  EXPECT_EQ(log.size(), 1u);
  EXPECT_EQ(log.first_unchosen(), Slot{1});
  EXPECT_NE(log, copy);
}

TEST(SlotLog, hands_out_what_stands_from_a_slot_on) {
  SlotLog log;
  for (std::uint32_t slot : {1u, 2u, 4u, 6u}) log.set({slot}, vote(slot, "a"));
  log.mark_chosen({4});
  const SlotLog rest = log.from({3});
  ASSERT_EQ(rest.size(), 2u);
  EXPECT_EQ(*rest.find({4}), *log.find({4}));
  EXPECT_EQ(*rest.find({6}), *log.find({6}));
  EXPECT_EQ(rest.find({2}), nullptr);
  EXPECT_EQ(log.from({1}), log);
  EXPECT_TRUE(log.from({7}).empty());
}

TEST(SlotLog, holds_ten_thousand_slots_and_knows_its_first_open_one_at_each) {
  SlotLog log;
  for (std::uint32_t slot = 1; slot <= 10'000; ++slot) {
    log.set({slot}, vote(1, "a"));
    log.mark_chosen({slot});
    ASSERT_EQ(log.first_unchosen(), Slot{slot + 1});
    ASSERT_EQ(log.find({(slot + 1) / 2})->slot, Slot{(slot + 1) / 2});
  }
  const SlotLog copy = log;
  EXPECT_EQ(copy, log);
}

RC_GTEST_PROP(SlotLog, says_the_same_as_a_map_in_whatever_order_slots_come, ()) {
  SlotLog log;
  std::map<std::uint32_t, LogEntry> wanted;
  const auto steps = *rc::gen::container<std::vector<std::pair<std::uint32_t, bool>>>(
      rc::gen::pair(rc::gen::inRange<std::uint32_t>(1, 30), rc::gen::arbitrary<bool>()));
  std::uint32_t round = 0;
  for (const auto& [slot, mark] : steps) {
    if (mark) {
      log.mark_chosen({slot});
      if (wanted.contains(slot)) wanted[slot].chosen = true;
    } else {
      log.set({slot}, vote(++round, "a"));
      wanted[slot].slot = {slot};
      wanted[slot].vote = vote(round, "a");
    }
  }
  RC_ASSERT(log.size() == wanted.size());
  std::size_t at = 0;
  for (const auto& [slot, entry] : wanted) {
    RC_ASSERT(log.entries()[at++] == entry);
    RC_ASSERT(*log.find({slot}) == entry);
  }
  std::uint32_t open = 1;
  while (wanted.contains(open) && wanted[open].chosen) ++open;
  RC_ASSERT(log.first_unchosen() == Slot{open});
}

}  // namespace
}  // namespace synod
