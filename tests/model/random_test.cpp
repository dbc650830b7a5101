// Random numbers of the world: SplitMix64.
#include "model/base/random.h"

#include <gtest/gtest.h>

namespace synod {
namespace {

// The reference values of SplitMix64 for seed 0 (Vigna, splitmix64.c).
TEST(Random, gives_the_published_numbers_of_splitmix64) {
  Random random(0);
  EXPECT_EQ(random.next(), 0xe220a8397b1dcdafu);
  EXPECT_EQ(random.next(), 0x6e789e6aa1b965f4u);
  EXPECT_EQ(random.next(), 0x06c45d188009454fu);
}

TEST(Random, stays_between_both_ends_and_reaches_them) {
  Random random(7);
  bool low = false;
  bool high = false;
  for (int i = 0; i < 1000; ++i) {
    const std::int64_t number = random.between(40, 44);
    ASSERT_GE(number, 40);
    ASSERT_LE(number, 44);
    low = low || number == 40;
    high = high || number == 44;
  }
  EXPECT_TRUE(low);
  EXPECT_TRUE(high);
}

TEST(Random, of_a_range_of_one_is_that_one) {
  Random random(7);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(random.between(60, 60), 60);
}

TEST(Random, chance_is_never_at_0_and_always_at_10000) {
  Random random(7);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(random.chance(0));
    EXPECT_TRUE(random.chance(10'000));
  }
}

TEST(Random, chance_of_10_percent_comes_about_one_time_in_ten) {
  Random random(7);
  int hits = 0;
  for (int i = 0; i < 10'000; ++i) hits += random.chance(1'000) ? 1 : 0;
  EXPECT_GT(hits, 900);
  EXPECT_LT(hits, 1'100);
}

TEST(Random, copies_go_on_with_the_same_numbers) {
  Random one(3);
  one.next();
  Random other = one;
  EXPECT_EQ(one, other);
  EXPECT_EQ(one.next(), other.next());
  one.next();
  EXPECT_FALSE(one == other);
}

}  // namespace
}  // namespace synod
