// Random runs of Multi-Paxos: every invariant holds, linearizability among them.
#include <gtest/gtest.h>

#include "model/scenario/header.h"
#include "model/scenario/runner.h"
#include "model/truth/linearizability.h"
#include "model/walk/random_walk.h"
#include "protocols/log_options.h"
#include "tests/effort.h"
#include "tests/places.h"
#include "tests/protocols/multi_world.h"
#include "tutorials/scenario_file.h"

namespace synod {
namespace {

using namespace synod::testing;

const Protocol& multi() {
  return *find_protocol("multi");
}

TEST(MultiWalks, with_clients_crashes_cuts_and_suspicions_keep_every_invariant) {
  std::size_t applied = 0;
  std::size_t noops = 0;
  std::size_t answered = 0;
  for (std::uint64_t seed = 1; seed <= effort(2'000); ++seed) {
    const WalkReport walk = random_walk(multi(), random_setup(multi(), seed), seed, {.steps = 400});
    ASSERT_FALSE(walk.violation) << "seed " << seed << ": " << walk.violation->invariant << ": "
                                 << walk.violation->why.str();
    applied += walk.end.observer.applied().size();
    for (const Text& value : walk.end.observer.applied())
      noops += value == Text(MultiPaxos::noop) ? 1u : 0u;
    for (const Operation& operation : walk.end.observer.operations())
      answered += operation.answered ? 1u : 0u;
  }
  // Walks that get nowhere would keep every invariant too.
  EXPECT_GT(applied, effort(2'000));
  // A few in a hundred runs: too rare for the few that a sanitizer makes.
  if (!sanitized) {
    EXPECT_GT(noops, effort(10));
  }
  EXPECT_GT(answered, effort(500));
}

/// It takes three leaders, an old question that is repeated, and then an old Accept. One run of
/// some 20,000 has all that: the first from seed 1 on is this one.
TEST(MultiWalks, in_acts_come_to_what_takes_several_leaders_in_one_order) {
  synod::Setup setup = random_setup(multi(), 15'487);
  setup.options.bug = "overwrite-known";
  const WalkReport walk = random_walk(multi(), setup, 15'487);
  ASSERT_TRUE(walk.violation);
  EXPECT_STREQ(walk.violation->invariant, "knowledge");
}

/// A run by the clock into which faults break now and then, until all is healed.
class Storm {
 public:
  explicit Storm(std::uint64_t seed)
      : random_(seed), world_(multi_world(nodes(), 3, options(), seed)) {}

  /// Faults for a while, then none until every client is done. False where they never are.
  bool run() {
    for (int event = 0; event < 600; ++event) {
      if (random_.chance(300)) fault();
      if (const auto due = next_due(world_)) act(world_, *due);
    }
    act(world_, {.verb = Verb::heal_all});
    for (NodeId id : world_.shape().all())
      if (!world_.node(id).up) act(world_, actions::on_node(Verb::restart, id));
    healed_ = world_.now;
    return run_until(world_, [&](Cluster&) { return clients_are_done(); });
  }

  const Cluster& world() const { return world_; }
  SimTime waited() const { return world_.now - healed_; }

 private:
  std::uint8_t nodes() { return random_.chance(5'000) ? 3 : 5; }

  Options options() {
    Options options;
    options.own.set(log_options::detector, static_cast<Detector>(random_.between(1, 3)));
    options.own.set(log_options::lease, random_.chance(5'000) ? 600 : 0);
    options.own.set(log_options::batch, static_cast<std::uint32_t>(random_.between(1, 3)));
    options.loss = random_.chance(5'000) ? 300 : 0;
    options.duplicate = random_.chance(5'000) ? 500 : 0;
    options.load = 8;
    return options;
  }

  void fault() {
    const auto any = [&] {
      return NodeId{static_cast<std::uint8_t>(
          random_.between(0, static_cast<std::int64_t>(world_.nodes.size()) - 1))};
    };
    switch (random_.between(0, 5)) {
      case 0: act(world_, actions::on_node(Verb::crash, any())); break;
      case 1:
      case 2: act(world_, actions::on_node(Verb::restart, any())); break;
      case 3: act(world_, actions::on_link(Verb::cut, any(), any(), random_.chance(5'000))); break;
      case 4: act(world_, {.verb = Verb::heal_all}); break;
      default: {
        Action partition{.verb = Verb::partition};
        for (NodeId id : world_.shape().all())
          partition.side[id.index] = static_cast<std::uint8_t>(random_.between(1, 2));
        act(world_, partition);
      }
    }
  }

  bool clients_are_done() const {
    for (NodeId id : world_.shape().with(Role::client)) {
      const auto& client = world_.node(id).state.as<MultiPaxos::State>().client;
      if (client.command.exists() || client.id < world_.setup->options.load) return false;
    }
    return true;
  }

  Random random_;
  Cluster world_;
  SimTime healed_;
};

TEST(MultiWalks, in_2000_storms_every_client_is_served_in_the_end_and_history_is_linearizable) {
  std::size_t operations = 0;
  std::int64_t longest = 0;
  for (std::uint64_t seed = 1; seed <= effort(2'000); ++seed) {
    Storm storm(seed);
    ASSERT_TRUE(storm.run()) << "seed " << seed << " never comes to an end";
    const Observer& truth = storm.world().observer;
    ASSERT_TRUE(truth.violations().empty())
        << "seed " << seed << ": " << truth.violations().front().why.str();
    const Linearizability verdict = check_linearizability(truth.operations(), truth.by_hand());
    ASSERT_TRUE(verdict.decided) << "seed " << seed;
    ASSERT_TRUE(verdict.holds) << "seed " << seed << ", key " << verdict.key.str();
    operations += truth.operations().size();
    longest = std::max(longest, storm.waited().ms);
  }
  EXPECT_EQ(operations, effort(2'000) * 24u) << "a client counts its commands on its disk";
  EXPECT_LT(longest, 60'000) << "ms from the last fault to the last answer";
  RecordProperty("longest_ms", std::to_string(longest));
}

TEST(MultiWalks, a_stale_local_read_is_found_not_linearizable) {
  const auto scenario =
      load_scenario(std::string(SYNOD_SOURCE_DIR) + "/tutorials/scenarios/textbook/MP-07b.synod");
  ASSERT_TRUE(scenario);
  History history = *start_history(*scenario, find_protocol);
  ASSERT_FALSE(ScenarioRunner(*scenario, history).run());
  const Observer& truth = history.world().observer;
  const Linearizability verdict = check_linearizability(truth.operations(), truth.by_hand());
  EXPECT_TRUE(verdict.decided);
  EXPECT_FALSE(verdict.holds);
  EXPECT_EQ(verdict.key, Text("x"));
  ASSERT_NE(truth.violation("linearizable"), nullptr);
  EXPECT_EQ(truth.violation("linearizable")->why.str(),
            "C1 read x = 1 after x=2 of C2 had been answered.");
}

}  // namespace
}  // namespace synod
