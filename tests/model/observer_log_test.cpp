// Observer of replicated state machines: what was applied, and how long clients waited.
#include <gtest/gtest.h>

#include "model/truth/observer.h"

namespace synod {
namespace {

const Shape shape{.together = 3, .clients = 2};
constexpr NodeId n1{0}, n2{1}, c1{3}, c2{4};

struct Applied : ::testing::Test {
  Observer observer;
  void applies(NodeId node, std::uint32_t slot, const char* value, bool effect = true) {
    observer.applied(shape, node, {slot}, value, effect, 7);
  }
  bool holds(const char* invariant) const { return observer.violation(invariant) == nullptr; }
};

TEST_F(Applied, two_nodes_may_be_at_different_places_of_one_sequence) {
  applies(n1, 1, "a");
  applies(n1, 2, "b");
  applies(n2, 1, "a");
  EXPECT_TRUE(holds("prefix"));
  EXPECT_EQ(observer.applied().size(), 2u);
  EXPECT_EQ(observer.applied_by(n1), Slot{2});
  EXPECT_EQ(observer.applied_by(n2), Slot{1});
}

TEST_F(Applied, two_values_in_one_slot_break_the_prefix) {
  applies(n1, 1, "a");
  applies(n2, 1, "b");
  ASSERT_FALSE(holds("prefix"));
  EXPECT_EQ(observer.violation("prefix")->at, 7u);
  EXPECT_EQ(observer.violation("prefix")->why.str(),
            "N2 applies b from slot 1, where another node applied a.");
}

TEST_F(Applied, a_slot_that_is_passed_over_breaks_the_prefix) {
  applies(n1, 1, "a");
  applies(n1, 3, "c");
  EXPECT_FALSE(holds("prefix"));
}

TEST_F(Applied, a_slot_that_is_applied_twice_in_one_life_breaks_the_prefix) {
  applies(n1, 1, "a");
  applies(n1, 1, "a");
  EXPECT_FALSE(holds("prefix"));
}

TEST_F(Applied, slot_0_is_no_slot_of_a_log) {
  applies(n1, 0, "a");
  EXPECT_FALSE(holds("prefix"));
}

TEST_F(Applied, a_restarted_node_applies_its_log_again_from_the_start) {
  observer.invoked(shape, c1, 1, "C1.1 x=5", {}, 1);
  applies(n1, 1, "C1.1 x=5");
  observer.stopped(shape, n1, false);
  EXPECT_EQ(observer.applied_by(n1), Slot{0});
  applies(n1, 1, "C1.1 x=5");
  EXPECT_TRUE(observer.violations().empty());
}

TEST_F(Applied, a_restarted_node_that_applies_something_else_breaks_the_prefix) {
  applies(n1, 1, "a");
  observer.stopped(shape, n1, false);
  applies(n1, 1, "b");
  EXPECT_FALSE(holds("prefix"));
}

TEST_F(Applied, a_repeated_command_that_is_left_without_effect_keeps_once) {
  observer.invoked(shape, c1, 1, "C1.1 x+=1", {}, 1);
  applies(n1, 1, "C1.1 x+=1");
  applies(n1, 2, "C1.1 x+=1", false);
  EXPECT_TRUE(observer.violations().empty());
  EXPECT_EQ(observer.operations()[0].slot, Slot{1});
}

TEST_F(Applied, a_command_that_takes_effect_twice_breaks_once) {
  observer.invoked(shape, c1, 1, "C1.1 x+=1", {}, 1);
  applies(n1, 1, "C1.1 x+=1");
  applies(n1, 2, "C1.1 x+=1");
  ASSERT_FALSE(holds("once"));
  EXPECT_EQ(observer.violation("once")->why.str(),
            "N1 applies C1.1 x+=1 from slot 2, and it took effect in slot 1 already.");
}

TEST_F(Applied, what_was_asked_for_by_hand_may_be_asked_for_again) {
  applies(n1, 1, "a");
  applies(n1, 2, "a");
  EXPECT_TRUE(observer.violations().empty());
}

TEST_F(Applied, an_operation_runs_from_its_asking_to_its_first_answer) {
  observer.invoked(shape, c1, 1, "C1.1 x?", {100}, 1);
  observer.invoked(shape, c2, 1, "C2.1 x=5", {120}, 1);
  EXPECT_FALSE(observer.operations()[0].answered);
  observer.answered(shape, c1, 1, "5", {300}, 9);
  observer.answered(shape, c1, 1, "5", {400}, 10);
  const Operation& read = observer.operations()[0];
  EXPECT_EQ(read.client, c1);
  EXPECT_EQ(read.invoked.ms, 100);
  EXPECT_EQ(read.answered->ms, 300);
  EXPECT_EQ(read.result, Text("5"));
  EXPECT_FALSE(observer.operations()[1].answered);
  EXPECT_TRUE(observer.violations().empty());
}

TEST_F(Applied, asking_again_for_the_same_command_is_one_operation) {
  observer.invoked(shape, c1, 1, "C1.1 x?", {100}, 1);
  observer.invoked(shape, c1, 1, "C1.1 x?", {600}, 1);
  EXPECT_EQ(observer.operations().size(), 1u);
  EXPECT_EQ(observer.operations()[0].invoked.ms, 100);
}

TEST_F(Applied, a_client_that_lost_its_disk_and_uses_a_name_again_breaks_once) {
  observer.invoked(shape, c1, 1, "C1.1 x=5", {}, 1);
  observer.stopped(shape, c1, false);
  observer.invoked(shape, c1, 1, "C1.1 x=5", {}, 2);
  EXPECT_TRUE(holds("once")) << "its disk was kept";
  observer.stopped(shape, c1, true);
  observer.invoked(shape, c1, 1, "C1b.1 x=5", {}, 3);
  EXPECT_TRUE(holds("once")) << "it has another name";
  observer.invoked(shape, c2, 1, "C2.1 x=5", {}, 4);
  observer.stopped(shape, c1, true);
  observer.invoked(shape, c1, 1, "C1b.1 x=5", {}, 5);
  ASSERT_FALSE(holds("once"));
  EXPECT_EQ(observer.violation("once")->why.str(),
            "C1 asks for C1b.1 x=5 by the name of its earlier command C1b.1 x=5: it may be told "
            "that one's answer.");
}

TEST_F(Applied, a_name_that_stands_for_two_commands_breaks_once) {
  observer.invoked(shape, c1, 1, "C1.1 x=5", {}, 1);
  observer.invoked(shape, c1, 1, "C1.1 x=6", {}, 2);
  EXPECT_FALSE(holds("once"));
}

TEST_F(Applied, a_mark_of_chosen_beside_what_was_not_chosen_breaks_knowledge) {
  observer.accepted(shape, n1, {3}, {{1, 1}, "a"}, 2, 1);
  observer.known(shape, n1, {3}, "a", 2);
  ASSERT_FALSE(holds("knowledge")) << "one vote of two chooses nothing";
  EXPECT_EQ(observer.violation("knowledge")->why.str(),
            "N1 says that a is chosen in slot 3, where it was never chosen.");
}

TEST_F(Applied, a_mark_of_chosen_beside_what_was_chosen_keeps_knowledge) {
  for (std::uint32_t slot : {2u, 5u, 3u})
    for (NodeId node : {n1, n2}) observer.accepted(shape, node, {slot}, {{1, 1}, "a"}, 2, 1);
  for (std::uint32_t slot : {2u, 3u, 5u}) observer.known(shape, n1, {slot}, "a", 2);
  EXPECT_TRUE(holds("knowledge"));
  observer.known(shape, n1, {4}, "a", 3);
  EXPECT_FALSE(holds("knowledge")) << "nothing was chosen in slot 4";
}

TEST_F(Applied, what_a_client_invokes_counts_as_asked_for) {
  observer.invoked(shape, c1, 1, "C1.1 x=5", {}, 1);
  observer.proposed(shape, n1, {1}, {{1, 1}, "C1.1 x=5"}, 1);
  EXPECT_TRUE(holds("validity"));
  observer.proposed(shape, n1, {2}, {{1, 1}, "C1.2 x=5"}, 2);
  EXPECT_FALSE(holds("validity"));
}

TEST_F(Applied, two_answers_that_differ_break_once) {
  observer.invoked(shape, c1, 1, "C1.1 x?", {}, 1);
  observer.answered(shape, c1, 1, "5", {1}, 9);
  observer.answered(shape, c1, 1, "6", {2}, 10);
  ASSERT_FALSE(holds("once"));
  EXPECT_EQ(observer.violation("once")->at, 10u);
  EXPECT_EQ(observer.operations()[0].result, Text("5"));
}

TEST_F(Applied, an_answer_to_what_was_never_asked_breaks_once) {
  observer.answered(shape, c1, 1, "5", {}, 9);
  EXPECT_FALSE(holds("once"));
}

}  // namespace
}  // namespace synod
