// Shared log: a list whose copies share what they have in common.
#include "model/data/shared_log.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace synod {
namespace {

using Log = SharedLog<int, 4, 2>;  // Small, so that pages fill too.

std::vector<int> content(const Log& log) {
  return {log.begin(), log.end()};
}

Log log_of(const std::vector<int>& numbers) {
  Log log;
  for (int number : numbers) log.push_back(number);
  return log;
}

/// Does one thing to a log and to the vector that it should be equal to.
void change(Log& log, std::vector<int>& model, std::uint8_t what, std::size_t where, int value) {
  if (what % 5 == 4 && !model.empty()) {
    log.pop_back();
    model.pop_back();
    return;
  }
  if (what % 3 == 0 || model.empty()) {
    log.push_back(value);
    model.push_back(value);
  } else if (what % 3 == 1) {
    log.mutate(where % model.size()) = value;
    model[where % model.size()] = value;
  } else {
    const std::size_t place = where % (model.size() + 1);
    log.insert(place, value);
    model.insert(model.begin() + static_cast<std::ptrdiff_t>(place), value);
  }
}

RC_GTEST_PROP(SharedLog, copies_are_independent_whatever_is_done_to_them, ()) {
  std::vector<std::pair<Log, std::vector<int>>> copies(1);
  const int steps = *rc::gen::inRange(1, 60);
  for (int i = 0; i < steps; ++i) {
    const auto chosen = *rc::gen::inRange<std::size_t>(0, copies.size());
    if (copies.size() < 6 && *rc::gen::inRange(0, 4) == 0) copies.push_back(copies[chosen]);
    change(copies[chosen].first, copies[chosen].second, *rc::gen::arbitrary<std::uint8_t>(),
           *rc::gen::inRange<std::size_t>(0, 1000), *rc::gen::arbitrary<int>());
  }
  for (const auto& [log, model] : copies) {
    RC_ASSERT(log.size() == model.size());
    RC_ASSERT(content(log) == model);
    for (std::size_t k = 0; k < model.size(); ++k) RC_ASSERT(log[k] == model[k]);
  }
}

RC_GTEST_PROP(SharedLog, equal_content_is_equal_however_it_came_about,
              (const std::vector<int>& one, const std::vector<int>& other)) {
  RC_ASSERT((log_of(one) == log_of(other)) == (one == other));
  const Log copy = log_of(one);
  RC_ASSERT(copy == log_of(one));
}

TEST(SharedLog, of_nothing_is_empty) {
  Log log;
  EXPECT_TRUE(log.empty());
  EXPECT_EQ(log.begin(), log.end());
  log.push_back(1);
  EXPECT_FALSE(log.empty());
  EXPECT_EQ(log.back(), 1);
  log.clear();
  EXPECT_TRUE(log.empty());
}

TEST(SharedLog, grows_and_shrinks_over_its_pages_and_leaves_its_copies_alone) {
  SharedLog<int, 2, 2> log;
  for (int i = 0; i < 9; ++i) log.push_back(i);
  const SharedLog<int, 2, 2> copy = log;
  for (int i = 9; i > 0; --i) {
    EXPECT_EQ(log.back(), i - 1);
    log.pop_back();
  }
  EXPECT_TRUE(log.empty());
  for (int i = 0; i < 5; ++i) log.push_back(10 * i);
  EXPECT_EQ(log[4], 40);
  ASSERT_EQ(copy.size(), 9u);
  for (int i = 0; i < 9; ++i) EXPECT_EQ(copy[static_cast<std::size_t>(i)], i);
}

TEST(SharedLog, copies_share_their_chunks_until_one_changes) {
  const Log one = log_of({1, 2, 3, 4, 5, 6, 7, 8, 9});
  Log other = one;
  const auto addresses = [](const Log& log) {
    std::set<const void*> all;
    log.each_chunk([&](const void* address, std::size_t bytes) {
      EXPECT_GE(bytes, sizeof(int));
      all.insert(address);
    });
    return all;
  };
  EXPECT_EQ(addresses(one), addresses(other));
  other.push_back(10);
  auto both = addresses(one);
  both.merge(addresses(other));
  EXPECT_EQ(both.size(), 5u) << "a page and its full chunks are shared, the last is there twice";
}

}  // namespace
}  // namespace synod
