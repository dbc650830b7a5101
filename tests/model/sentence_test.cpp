// Sentences: what stands in their places, whole and in parts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include "model/base/told_names.h"

namespace synod {
namespace {

using Kind = Sentence::Argument::Kind;

std::string as_it_is(const char* source, int /*count*/) {
  return source;
}

TEST(Sentence, has_parts_that_together_are_the_whole) {
  const Sentence inner = say("%1 and %2", "A1", "A2");
  const Sentence whole =
      say("%2 promises %1 to %3, 100%", Sentence::Argument::number("2.1", 1), "A3", inner);
  std::string joined;
  for (const auto& part : whole.parts(as_it_is)) joined += part.printed;
  EXPECT_EQ(joined, "A3 promises 2.1 to A1 and A2, 100%");
  EXPECT_EQ(joined, whole.str());
}

/// A language with a form of its own for two.
std::string dual(const char* source, int count) {
  return std::string(source) + (count == 2 ? " (a pair)" : count < 0 ? "" : " (many)");
}

TEST(Sentence, is_asked_for_in_the_form_of_its_first_count) {
  const auto many = [](std::uint64_t count) { return Sentence::Argument::count(count); };
  EXPECT_EQ(say("%1 takes %2 slots", "N1", many(2)).in(dual), "N1 takes 2 slots (a pair)");
  EXPECT_EQ(say("%1 takes %2 slots", "N1", many(5)).in(dual), "N1 takes 5 slots (many)");
  EXPECT_EQ(say("slot %1", std::to_string(2)).in(dual), "slot 2") << "a number that counts nothing";
  EXPECT_EQ(say("%1, so", say("%1 timers run", many(2))).in(dual), "2 timers run (a pair), so");
  EXPECT_EQ(say("%1", many(99'999'999'999)).count(), std::numeric_limits<int>::max());
}

TEST(Sentence, keeps_whose_a_number_is_also_inside_another_sentence) {
  const Sentence inner = say("ballot %1", Sentence::Argument::number("2.1", 1));
  const auto parts = say("at %1.", inner).parts(as_it_is);
  ASSERT_EQ(parts.size(), 4u);
  EXPECT_EQ(parts[2].printed, "2.1");
  EXPECT_EQ(parts[2].kind, Kind::number);
  EXPECT_EQ(parts[2].owner, 1u);
  EXPECT_EQ(parts[3].kind, Kind::text);
}

TEST(Told_names, are_a_list_in_words) {
  const Shape shape{.together = 3};
  EXPECT_EQ(told_names(shape, {}).str(), "nobody");
  EXPECT_EQ(told_names(shape, NodeSet{NodeId{1}}).str(), "N2");
  EXPECT_EQ(told_names(shape, NodeSet::range(0, 2)).str(), "N1 and N2");
  EXPECT_EQ(told_names(shape, NodeSet::range(0, 3)).str(), "N1, N2 and N3");
}

}  // namespace
}  // namespace synod
