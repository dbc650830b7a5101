// Spelling suggestions: slips of the pen, and words that are others altogether.
#include "model/base/spelling.h"

#include <gtest/gtest.h>

namespace synod {
namespace {

TEST(Spelling, counts_letters_left_out_put_in_changed_and_swapped) {
  EXPECT_EQ(spelling_distance("green", "green"), 0u);
  EXPECT_EQ(spelling_distance("gren", "green"), 1u);
  EXPECT_EQ(spelling_distance("greeen", "green"), 1u);
  EXPECT_EQ(spelling_distance("greem", "green"), 1u);
  EXPECT_EQ(spelling_distance("grene", "green"), 1u);
  EXPECT_EQ(spelling_distance("blue", "green"), 4u);
  EXPECT_EQ(spelling_distance("", "green"), 5u);
}

TEST(Spelling, takes_capitals_for_small_letters) {
  EXPECT_EQ(spelling_distance("Green", "gREEN"), 0u);
  EXPECT_EQ(likely_meant("Blue", {"green", "blue"}), "blue");
}

TEST(Spelling, finds_the_nearest_of_the_known_words) {
  EXPECT_EQ(likely_meant("gren", {"blue", "grey", "green"}), "grey");
  EXPECT_EQ(likely_meant("yelow", {"blue", "green", "yellow"}), "yellow");
}

TEST(Spelling, takes_no_other_word_for_a_slip) {
  EXPECT_EQ(likely_meant("red", {"blue", "green"}), std::nullopt);
  EXPECT_EQ(likely_meant("b", {"a"}), std::nullopt);
  EXPECT_EQ(likely_meant("green", {}), std::nullopt);
}

}  // namespace
}  // namespace synod
