// Linearizability as an invariant: what the observer says of the order of operations, event by
// event, of clients' commands and of those that were asked for by hand.
#include <gtest/gtest.h>

#include "model/truth/linearizability.h"
#include "model/walk/random_walk.h"
#include "protocols/log_options.h"
#include "tests/protocols/multi_world.h"

namespace synod {
namespace {

using namespace synod::testing;

const Shape shape{.together = 3, .clients = 2};
constexpr NodeId n1{0}, n2{1}, c1{3}, c2{4};

/// An observer that is told of operations one after another; each is an event of its own.
struct Told : ::testing::Test {
  Observer observer;
  EventNumber event = 0;
  std::array<std::uint32_t, max_nodes> ids{};
  synod::Setup setup{.protocol = "multi", .shape = shape};

  void see(Deed deed) {
    ++event;
    observer.see(deed, setup, SimTime{10 * event}, event);
  }
  void ask(NodeId client, const char* body) {
    const std::uint32_t id = ++ids[client.index];
    const Text command = *client_command(setup.shape.number(client), 0, id, body);
    see({.kind = Deed::Kind::invoked, .node = client, .vote = {{}, command}, .id = id});
  }
  void answer(NodeId client, const char* result) {
    see({.kind = Deed::Kind::answered,
         .node = client,
         .vote = {{}, result},
         .id = ids[client.index]});
  }
  void by_hand(NodeId replica, const char* command) {
    see({.kind = Deed::Kind::by_hand, .node = replica, .vote = {{}, command}});
  }
  void apply(NodeId replica, std::uint32_t slot, const char* value, bool effect = true) {
    see({.kind = Deed::Kind::applied,
         .node = replica,
         .slot = {slot},
         .vote = {{}, value},
         .took_effect = effect});
  }
  bool holds() const { return observer.violation("linearizable") == nullptr; }
  std::string why() const { return holds() ? "" : observer.violation("linearizable")->why.str(); }
};

TEST_F(Told, a_stale_read_is_told_at_its_answer_with_the_operations_that_have_no_order) {
  ask(c1, "x=1");
  answer(c1, "ok");
  ask(c2, "x=2");
  answer(c2, "ok");
  ask(c1, "x?");
  EXPECT_TRUE(holds());
  answer(c1, "1");
  EXPECT_EQ(why(), "C1 read x = 1 after x=2 of C2 had been answered.");
  EXPECT_EQ(observer.violation("linearizable")->at, event);
  ASSERT_EQ(observer.without_order().size(), 3u);
  const Operation& read = observer.operation(observer.without_order()[2]);
  EXPECT_EQ(read.command, Text("C1.2 x?"));
  EXPECT_EQ(read.asked_at, 5u);
  EXPECT_EQ(read.answered_at, 6u);
}

TEST_F(Told, an_answer_in_the_same_millisecond_comes_before_or_after_as_the_events_do) {
  const auto same_time = [&](bool stale) {
    Observer fresh;
    const auto at = [&](const Deed& deed) { fresh.see(deed, setup, SimTime{5}, 1); };
    at({.kind = Deed::Kind::invoked, .node = c1, .vote = {{}, "C1.1 x=1"}, .id = 1});
    if (stale) at({.kind = Deed::Kind::answered, .node = c1, .vote = {{}, "ok"}, .id = 1});
    at({.kind = Deed::Kind::invoked, .node = c2, .vote = {{}, "C2.1 x?"}, .id = 1});
    if (!stale) at({.kind = Deed::Kind::answered, .node = c1, .vote = {{}, "ok"}, .id = 1});
    at({.kind = Deed::Kind::answered, .node = c2, .vote = {{}, "none"}, .id = 1});
    return fresh.violation("linearizable") == nullptr;
  };
  EXPECT_FALSE(same_time(true));
  EXPECT_TRUE(same_time(false));
}

TEST_F(Told, a_command_by_hand_explains_what_a_client_reads) {
  by_hand(n1, "x=1");
  apply(n1, 1, "x=1");
  ask(c1, "x?");
  answer(c1, "1");
  EXPECT_TRUE(holds());
  const Operation& hand = observer.by_hand()[0];
  EXPECT_EQ(hand.client, n1);
  EXPECT_EQ(hand.slot, Slot{1});
  EXPECT_EQ(hand.answered_at, 2u);
  EXPECT_EQ(hand.effect_at, 2u);
}

TEST_F(Told, a_command_by_hand_is_answered_when_its_own_replica_applies_it) {
  by_hand(n1, "x=1");
  apply(n2, 1, "x=1");
  EXPECT_FALSE(observer.by_hand()[0].answered);
  EXPECT_EQ(observer.by_hand()[0].effect_at, 2u);
  ask(c1, "x?");
  answer(c1, "none");  // N1's asker was told nothing yet.
  EXPECT_TRUE(holds());
  apply(n1, 1, "x=1");
  ask(c1, "x?");
  answer(c1, "none");
  EXPECT_EQ(why(), "C1 read nothing under x after x=1 of N1 had been answered.");
}

TEST_F(Told, equal_commands_by_hand_count_one_for_each_slot) {
  by_hand(n1, "x+=1");
  by_hand(n2, "x+=1");
  apply(n1, 1, "x+=1");
  apply(n2, 1, "x+=1");
  EXPECT_TRUE(observer.by_hand()[0].answered);
  EXPECT_FALSE(observer.by_hand()[1].answered);
  apply(n2, 2, "x+=1");
  EXPECT_EQ(observer.by_hand()[1].result, Text("2"));
  ask(c1, "x?");
  answer(c1, "2");
  EXPECT_TRUE(holds());
}

// A request that the network doubles puts a command without a number into two slots.
TEST_F(Told, a_command_by_hand_that_stands_in_the_log_twice_is_no_violation) {
  by_hand(n1, "x=1");
  apply(n1, 1, "x=1");
  ask(c1, "x=2");
  apply(n1, 2, "C1.1 x=2");
  answer(c1, "ok");
  apply(n1, 3, "x=1");
  ask(c2, "x?");
  answer(c2, "1");
  EXPECT_TRUE(holds()) << why();
  EXPECT_EQ(observer.by_hand().size(), 2u);
  EXPECT_FALSE(observer.by_hand()[1].answered);
}

// N1 lags: it asks for x=1 after another x=1 was chosen and overwritten.
TEST_F(Told, an_older_equal_command_is_not_taken_for_the_one_that_was_asked_for) {
  by_hand(n2, "x=1");
  apply(n2, 1, "x=1");
  by_hand(n2, "x=2");
  apply(n2, 2, "x=2");
  by_hand(n1, "x=1");
  apply(n1, 1, "x=1");
  apply(n1, 2, "x=2");
  EXPECT_FALSE(observer.by_hand()[2].answered);
  ask(c1, "x?");
  answer(c1, "2");
  EXPECT_TRUE(holds()) << why();
}

TEST_F(Told, opaque_commands_touch_no_key) {
  by_hand(n1, "blue");
  apply(n1, 1, "blue");
  by_hand(n1, "blue");
  apply(n1, 2, "blue");
  EXPECT_TRUE(holds());
  EXPECT_TRUE(observer.by_hand()[1].answered);
  EXPECT_TRUE(observer.watch().keys().empty());
}

TEST_F(Told, a_client_that_crashed_does_not_wait_any_more_but_its_write_may_still_come) {
  ask(c1, "x=1");
  see({.kind = Deed::Kind::stopped, .node = c1});
  ask(c2, "x?");
  answer(c2, "none");
  ask(c2, "x?");
  answer(c2, "1");
  EXPECT_TRUE(holds());
  ask(c2, "x?");
  answer(c2, "none");
  EXPECT_FALSE(holds());
}

TEST_F(Told, a_read_whose_client_crashed_is_forgotten) {
  ask(c1, "x?");
  see({.kind = Deed::Kind::stopped, .node = c1});
  EXPECT_TRUE(observer.watch().keys()[0].frontier.open().empty());
}

TEST_F(Told, what_is_violated_on_one_key_leaves_the_others_alone) {
  ask(c1, "x=1");
  answer(c1, "ok");
  ask(c1, "x?");
  answer(c1, "none");
  EXPECT_FALSE(holds());
  const std::string first = why();
  ask(c1, "y?");
  answer(c1, "7");
  EXPECT_EQ(why(), first);
}

// Commands that are lost for ever may each come at any time: there are more ways than are kept, and
// nothing wrong is claimed.
TEST_F(Told, hundreds_of_lost_writes_are_never_called_wrong) {
  for (int i = 0; i < 300; ++i) by_hand(n1, ("x=" + std::to_string(i)).c_str());
  for (int i = 0; i < 100; ++i) {
    ask(c1, "x=new");
    apply(n2, static_cast<std::uint32_t>(i + 1),
          ("C1." + std::to_string(2 * i + 1) + " x=new").c_str());
    answer(c1, "ok");
    ask(c1, "x?");
    answer(c1, "new");
  }
  EXPECT_TRUE(holds()) << why();
  EXPECT_EQ(observer.watch().unknown(), nullptr);
  EXPECT_FALSE(observer.watch().keys()[0].frontier.complete());
  ask(c1, "x?");
  answer(c1, "nobody wrote this");
  EXPECT_FALSE(holds()) << "what is impossible is found all the same";
}

// --- Runs of a real protocol ---

/// A set-up in which clients ask and reads may be stale.
synod::Setup stale_setup(std::uint64_t seed) {
  synod::Setup setup = random_setup(*find_protocol("multi"), seed);
  setup.shape.clients = 2;
  setup.options.own.set(log_options::reads, Reads::local);
  setup.options.load = 6;
  return setup;
}

TEST(OrderInvariant, says_after_every_event_what_a_search_of_the_whole_history_says) {
  const Protocol& multi = *find_protocol("multi");
  std::size_t violated = 0;
  std::size_t answers = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const WalkReport walk = random_walk(multi, stale_setup(seed), seed, {.steps = 400});
    Cluster world = make_cluster(multi, walk.setup);
    std::size_t looked_at = 0;
    for (const Action& action : walk.actions) {
      Event event{.detail = Detail::summary};
      ASSERT_FALSE(act(world, action, &event));
      const bool answered =
          std::any_of(event.deeds.begin(), event.deeds.end(), [](const Deed& deed) {
            return deed.kind == Deed::Kind::answered || deed.kind == Deed::Kind::applied;
          });
      if (!answered) continue;
      ++looked_at;
      const auto verdict =
          check_linearizability(world.observer.operations(), world.observer.by_hand());
      ASSERT_TRUE(verdict.decided);
      ASSERT_EQ(world.observer.violation("linearizable") == nullptr, verdict.holds)
          << "seed " << seed << " event " << event.number;
    }
    answers += looked_at;
    if (const Violation* violation = world.observer.violation("linearizable")) {
      ++violated;
      EXPECT_EQ(violation->at, world.events);
      EXPECT_GE(world.observer.without_order().size(), 1u);
    }
  }
  EXPECT_GT(violated, 5u) << "walks without a stale read compare little";
  EXPECT_GT(answers, 1'000u);
}

TEST(OrderInvariant, holds_in_walks_without_local_reads_and_is_always_known) {
  const Protocol& multi = *find_protocol("multi");
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    synod::Setup setup = stale_setup(seed);
    setup.options.own.set(log_options::reads, Reads::log);
    const WalkReport walk = random_walk(multi, setup, seed, {.steps = 400});
    ASSERT_FALSE(walk.violation) << "seed " << seed << ": " << walk.violation->why.str();
    EXPECT_EQ(walk.end.observer.watch().unknown(), nullptr) << "seed " << seed;
  }
}

TEST(RandomSetup, never_reads_locally_where_the_protocol_is_to_be_right) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed)
    EXPECT_EQ(
        random_setup(*find_protocol("multi"), seed).options.own.choice<Reads>(log_options::reads),
        Reads::log);
}

}  // namespace
}  // namespace synod
