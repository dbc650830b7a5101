// Linearizability: known histories, and random ones beside a second implementation.
#include "model/truth/linearizability.h"

#include <gtest/gtest.h>

#include "model/truth/order_conflict.h"
#include "tests/effort.h"
#include "tests/model/client_past.h"

namespace synod {
namespace {

using namespace synod::testing;

// --- Known histories ---

struct Known {
  const char* name;
  ClientPast past;
  bool holds;
};

void PrintTo(const Known& known, std::ostream* out) {
  *out << known.name;
}

const Known known_histories[] = {
    {"nothing", ClientPast(), true},
    {"a_read_after_a_write", ClientPast().add("x=1", 0, 10, "ok").add("x?", 20, 30, "1"), true},
    {"a_read_before_any_write", ClientPast().add("x?", 0, 10, "none").add("x=1", 20, 30, "ok"),
     true},
    {"a_read_of_what_nobody_wrote", ClientPast().add("x?", 0, 10, "7"), false},
    {"a_stale_read",
     ClientPast().add("x=1", 0, 10, "ok").add("x=2", 20, 30, "ok").add("x?", 40, 50, "1"), false},
    {"a_read_of_nothing_after_a_write",
     ClientPast().add("x=1", 0, 10, "ok").add("x?", 20, 30, "none"), false},
    {"a_read_from_the_future", ClientPast().add("x?", 0, 5, "1").add("x=1", 10, -1, ""), false},
    // The register of an exam of MIT 6.824, 2017, quiz 2, section VII, which is also the first
    // test of the checker Porcupine: both reads go on during the write; the one that ends later
    // sees it.
    {"two_reads_during_a_write_where_the_first_sees_the_old_value",
     ClientPast().add("x=100", 0, 100, "ok").add("x?", 25, 75, "100").add("x?", 30, 60, "none"),
     true},
    {"two_reads_during_a_write_where_the_later_sees_the_old_value",
     ClientPast().add("x=200", 0, 100, "ok").add("x?", 10, 30, "200").add("x?", 40, 90, "none"),
     false},
    // Lamport, "On interprocess communication", 1986: a regular register allows it, an atomic one
    // does not.
    {"a_new_old_inversion",
     ClientPast()
         .add("x=1", 0, 10, "ok")
         .add("x=2", 20, 100, "ok")
         .add("x?", 30, 40, "2")
         .add("x?", 50, 60, "1"),
     false},
    {"two_readers_that_see_two_writes_in_different_orders",
     ClientPast()
         .add("x=1", 0, 100, "ok")
         .add("x=2", 0, 100, "ok")
         .add("x?", 10, 20, "1")
         .add("x?", 30, 40, "2")
         .add("x?", 50, 60, "1"),
     false},
    {"either_of_two_writes_at_once_may_be_the_last",
     ClientPast()
         .add("x=1", 0, 50, "ok")
         .add("x=2", 10, 40, "ok")
         .add("x?", 60, 70, "1")
         .add("x?", 80, 90, "1"),
     true},
    {"but_not_both",
     ClientPast()
         .add("x=1", 0, 50, "ok")
         .add("x=2", 10, 40, "ok")
         .add("x?", 60, 70, "1")
         .add("x?", 80, 90, "2"),
     false},
    // Herlihy and Wing, section 2.2: what was asked for and has no answer may be completed or left
    // out.
    {"a_write_without_an_answer_that_never_happens",
     ClientPast().add("x=1", 0, -1, "").add("x?", 10, 20, "none"), true},
    {"a_write_without_an_answer_that_happens_late",
     ClientPast().add("x=1", 0, -1, "").add("x?", 10, 20, "none").add("x?", 30, 40, "1"), true},
    {"a_write_without_an_answer_that_comes_and_goes",
     ClientPast().add("x=1", 0, -1, "").add("x?", 10, 20, "1").add("x?", 30, 40, "none"), false},
    {"a_write_without_an_answer_that_happens_twice",
     ClientPast()
         .add("x=1", 0, -1, "")
         .add("x?", 10, 20, "1")
         .add("x=2", 30, 40, "ok")
         .add("x?", 50, 60, "1"),
     false},
    {"two_writes_without_an_answer_that_come_one_by_one",
     ClientPast()
         .add("x=1", 0, -1, "")
         .add("x=1", 5, -1, "")
         .add("x?", 10, 20, "1")
         .add("x=2", 30, 40, "ok")
         .add("x?", 50, 60, "1"),
     true},
    {"a_read_without_an_answer_tells_nothing",
     ClientPast().add("x?", 0, -1, "").add("x=1", 10, 20, "ok").add("x?", 30, 40, "1"), true},
    {"each_key_is_a_store_of_its_own",
     ClientPast().add("x=1", 0, 10, "ok").add("y?", 20, 30, "none"), true},
    {"what_touches_no_key_has_no_order", ClientPast().add("blue", 0, 10, "ok"), true},
    {"a_counter_that_two_add_to", ClientPast().add("x+=1", 0, 50, "2").add("x+=1", 0, 50, "1"),
     true},
    {"a_counter_that_loses_one", ClientPast().add("x+=1", 0, 50, "1").add("x+=1", 0, 50, "1"),
     false},
    {"a_counter_that_runs_backwards", ClientPast().add("x+=1", 0, 10, "2").add("x+=1", 20, 30, "1"),
     false},
    {"a_counter_with_an_addition_that_was_never_answered",
     ClientPast().add("x+=5", 0, -1, "").add("x+=1", 10, 20, "1").add("x?", 30, 40, "6"), true},
    {"an_addition_to_what_is_no_number",
     ClientPast().add("x=red", 0, 10, "ok").add("x+=1", 20, 30, "not a number"), true},
    {"an_addition_that_fails_without_a_reason",
     ClientPast().add("x=4", 0, 10, "ok").add("x+=1", 20, 30, "not a number"), false},
    {"a_long_read_that_saw_a_value_come_and_go",
     ClientPast()
         .add("x?", 0, 100, "1")
         .add("x=1", 10, 20, "ok")
         .add("x=2", 30, 40, "ok")
         .add("x=3", 50, 60, "ok"),
     true},
    {"two_long_reads_that_saw_different_values",
     ClientPast()
         .add("x?", 0, 100, "1")
         .add("x?", 0, 90, "2")
         .add("x=1", 10, 20, "ok")
         .add("x=2", 30, 40, "ok")
         .add("x=3", 50, 60, "ok"),
     true},
};

class KnownHistory : public ::testing::TestWithParam<Known> {};
INSTANTIATE_TEST_SUITE_P(table, KnownHistory, ::testing::ValuesIn(known_histories),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(KnownHistory, is_judged_rightly_as_a_whole_and_answer_by_answer) {
  const Known& known = GetParam();
  const SharedLog<Operation> operations = known.past.operations();
  const Linearizability verdict = check_linearizability(operations);
  EXPECT_TRUE(verdict.decided);
  EXPECT_EQ(verdict.holds, known.holds);
  EXPECT_EQ(watched(operations), known.holds ? Order::found : Order::none);
  EXPECT_EQ(can_be_ordered(operations), known.holds) << "by trying every order";
}

TEST(Linearizability, names_the_key_that_has_no_order) {
  const auto past =
      ClientPast().add("y=1", 0, 10, "ok").add("x=1", 20, 30, "ok").add("x?", 40, 50, "none");
  EXPECT_EQ(check_linearizability(past.operations()).key, Text("x"));
}

TEST(Linearizability, gives_up_and_says_so_when_the_search_grows_too_large) {
  ClientPast past;
  for (int i = 0; i < 20; ++i) past.add("x+=1", 0, 100, i == 0 ? "21" : "1");
  const Linearizability verdict = check_linearizability(past.operations(), {}, 5);
  EXPECT_FALSE(verdict.decided);
}

// Lowe's improvement: ten equal writes at once have 10! orders, and 2^10 sets that matter; a read
// that nobody can explain is found out without trying them all.
TEST(Linearizability, does_not_try_the_same_set_and_state_twice) {
  ClientPast past;
  for (int i = 0; i < 10; ++i) past.add("x=1", 0, 100, "ok");
  past.add("x?", 0, 100, "7");
  const Linearizability verdict = check_linearizability(past.operations());
  EXPECT_FALSE(verdict.holds);
  EXPECT_LT(verdict.steps, 20'000u);  // 10! orders would be millions.
}

// --- Random histories, beside a search through every order ---

TEST(RandomHistories, are_judged_as_by_trying_every_order) {
  std::size_t right = 0;
  std::size_t unknown = 0;
  for (std::uint64_t seed = 1; seed <= effort(4'000); ++seed) {
    const SharedLog<Operation> operations = random_past(seed, 6);
    const bool holds = can_be_ordered(operations);
    ASSERT_EQ(check_linearizability(operations).holds, holds) << printed(operations);
    // Nothing is known of the log here, so that a few are left undecided, never wrong.
    const Order order = watched(operations);
    ASSERT_NE(order, holds ? Order::none : Order::found) << printed(operations);
    unknown += order == Order::unknown ? 1u : 0u;
    right += holds ? 1u : 0u;
  }
  // Neither verdict is rare, or little would be compared.
  EXPECT_GE(right, effort(800));
  EXPECT_LE(right, effort(3'200));
  EXPECT_LT(unknown, 40u);
}

TEST(RandomHistories, without_an_order_hold_a_set_that_has_none_and_from_which_nothing_can_go) {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= effort(4'000); ++seed) {
    const SharedLog<Operation> operations = random_past(seed, 6);
    const std::vector<KeyCall> calls = calls_on("x", operations, {});
    const auto conflict = smallest_conflict(calls);
    ASSERT_EQ(conflict.has_value(), !can_be_ordered(operations)) << printed(operations);
    if (!conflict) continue;
    ++found;
    SharedLog<Operation> set;
    for (std::size_t place : *conflict) set.push_back(operations[calls[place].operation.place]);
    ASSERT_FALSE(can_be_ordered(set)) << printed(operations) << "of which\n" << printed(set);
    for (std::size_t left_out = 0; left_out < set.size(); ++left_out) {
      SharedLog<Operation> rest;
      for (std::size_t i = 0; i < set.size(); ++i)
        if (i != left_out) rest.push_back(set[i]);
      // What is left may lack a write that explains a read: then the read must stay unexplained.
      const bool source = std::any_of(set.begin(), set.end(), [&](const Operation& other) {
        return may_have_seen(other, set[left_out]);
      });
      EXPECT_TRUE(source || can_be_ordered(rest)) << printed(set) << "without " << left_out;
    }
    const Sentence why = conflict_in_words(to_vector(set), Shape{.together = 1, .clients = 8});
    EXPECT_FALSE(why.str().empty());
  }
  EXPECT_GT(found, effort(500));
}

/// Eight clients on one store that is right by construction: each operation takes effect at a
/// moment between its asking and its answer, drawn at random; one in `lost` has no answer.
TEST(RandomHistories, of_a_right_store_are_found_right_however_long) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const SharedLog<Operation> operations = right_past(seed, {.operations = 2'000});
    ASSERT_EQ(watched(operations), Order::found) << "seed " << seed;
  }
}

TEST(RandomHistories, of_a_right_store_with_many_lost_answers_are_never_called_wrong) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const SharedLog<Operation> operations =
        right_past(seed, {.operations = 1'000, .clients = 12, .lost = 5});
    ASSERT_NE(watched(operations), Order::none) << "seed " << seed;
  }
}

TEST(RandomHistories, of_a_store_with_one_stale_read_are_found_wrong_at_that_read) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SharedLog<Operation> operations = right_past(seed, {.operations = 500});
    const auto stale = append_stale_read(operations);
    ASSERT_NE(watched(operations), Order::found) << "seed " << seed;
    const std::vector<KeyCall> calls = calls_on("x", operations, {});
    const auto conflict = smallest_conflict(calls);
    ASSERT_TRUE(conflict);
    EXPECT_LE(conflict->size(), 4u);
    EXPECT_EQ(calls[conflict->back()].operation.place, stale);
  }
}

// --- In words ---

std::string words(const ClientPast& past) {
  const SharedLog<Operation> operations = past.operations();
  const std::vector<KeyCall> calls = calls_on("x", operations, {});
  const auto conflict = smallest_conflict(calls);
  if (!conflict) return "";
  std::vector<Operation> told;
  for (std::size_t place : *conflict) told.push_back(operations[calls[place].operation.place]);
  return std::to_string(told.size()) + ": " +
         conflict_in_words(told, Shape{.together = 1, .clients = 8}).str();
}

TEST(OrderConflict, says_what_is_wrong_with_a_stale_read) {
  EXPECT_EQ(words(ClientPast()
                      .add("x=0", 0, 1, "ok")
                      .add("x=1", 2, 10, "ok")
                      .add("x=2", 20, 30, "ok")
                      .add("x?", 40, 50, "1")),
            "3: C4 read x = 1 after x=2 of C3 had been answered.");
  EXPECT_EQ(words(ClientPast().add("x=1", 0, 10, "ok").add("x?", 20, 30, "none")),
            "2: C2 read nothing under x after x=1 of C1 had been answered.");
  EXPECT_EQ(words(ClientPast().add("x=1", 0, 10, "ok").add("x?", 20, 30, "7")),
            "1: C2 read x = 7, and nobody had written that.");
}

TEST(OrderConflict, says_what_is_wrong_with_an_inversion) {
  EXPECT_EQ(words(ClientPast()
                      .add("x=1", 0, 10, "ok")
                      .add("x=2", 20, 100, "ok")
                      .add("x?", 30, 40, "2")
                      .add("x?", 50, 60, "1")),
            "4: C4 read x = 1 after C3 had read x = 2, which is newer.");
}

TEST(OrderConflict, lists_what_no_short_sentence_fits) {
  EXPECT_EQ(words(ClientPast().add("x+=1", 0, 50, "1").add("x+=1", 0, 50, "1")),
            "2: No order of these operations on x gives these answers: C1 x+=1 → 1; C2 x+=1 → 1.");
}

// A stale read at the end of a long history: the set is looked for from the end.
TEST(OrderConflict, is_found_in_a_long_history_without_looking_at_all_of_it) {
  ClientPast past;
  for (int i = 0; i < 3'000; ++i) past.add("x=" + std::to_string(i), 10 * i, 10 * i + 5, "ok");
  past.add("x?", 40'000, 40'010, "17");
  EXPECT_TRUE(words(past).starts_with("3: "));
}

TEST(KeyCommand, is_read_from_its_text) {
  using Kind = KeyCommand::Kind;
  EXPECT_EQ(parse_key_command("x=5").kind, Kind::put);
  EXPECT_EQ(parse_key_command("C2.13 x+=-4").amount, -4);
  EXPECT_EQ(parse_key_command("C2.13 x+=-4").client, 2u);
  EXPECT_EQ(parse_key_command("C2.13 x+=-4").id, 13u);
  EXPECT_EQ(parse_key_command("C1.4 key?").key, Text("key"));
  for (const char* opaque : {"a", "no-op", "=", "=1", "x=", "?", "x+=a", "x+=", "C1.x y", "C0.1 y"})
    EXPECT_EQ(parse_key_command(opaque).kind, Kind::opaque) << opaque;
}

TEST(KeyCommand, acts_on_the_value_under_its_key) {
  Text value;
  EXPECT_EQ(execute(parse_key_command("x?"), value), Text("none"));
  EXPECT_EQ(execute(parse_key_command("x+=2"), value), Text("2"));
  EXPECT_EQ(execute(parse_key_command("x=9223372036854775807"), value), Text("ok"));
  EXPECT_EQ(execute(parse_key_command("x+=1"), value), Text("too large"));
  EXPECT_EQ(value, Text("9223372036854775807"));
  EXPECT_EQ(execute(parse_key_command("x=red"), value), Text("ok"));
  EXPECT_EQ(execute(parse_key_command("x+=1"), value), Text("not a number"));
  EXPECT_EQ(value, Text("red"));
}

}  // namespace
}  // namespace synod
