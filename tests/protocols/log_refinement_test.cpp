// Refinement of Multi-Paxos: in every slot each event is a step of the specification, or none.
#include "protocols/log_refinement.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <map>

#include "model/walk/random_walk.h"
#include "tests/effort.h"
#include "tests/protocols/multi_world.h"
#include "tests/protocols/run_with_bug.h"
#include "tests/protocols/watched_world.h"
#include "tests/test_name.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::StartsWith;

const Protocol& multi() {
  return *find_protocol("multi");
}

/// How far a run is one of the specification.
struct Followed {
  std::string why;  ///< Why it goes no further; "" where it does to its end.
  std::size_t events = 0;
  std::map<SpecMessage::Kind, std::size_t> of;  ///< Actions by the message that they send.
  std::size_t slots = 0;                        ///< Slots that something was put to the vote in.
};

Followed follow(Cluster world, const std::vector<Action>& actions) {
  LogRefinement refinement(world);
  Followed followed;
  for (const Action& action : actions) {
    Event event;
    event.detail = Detail::summary;
    EXPECT_FALSE(act(world, action, &event));
    ++followed.events;
    if (const auto why = refinement.follow(event, world)) {
      followed.why = why->str();
      return followed;
    }
  }
  followed.slots = refinement.state().slots.size();
  for (const auto& [slot, instance] : refinement.state().slots)
    for (const SpecMessage& message : instance.msgs) ++followed.of[message.kind];
  return followed;
}

Followed follow(const WalkReport& walk) {
  return follow(make_cluster(multi(), walk.setup), walk.actions);
}

constexpr std::uint64_t runs_a_batch = effort(2'000);

/// Batches, so that cores can share them. `synod walk --refines` follows as many as one likes.
class LogRefinementInRandomRuns : public ::testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(batch, LogRefinementInRandomRuns, ::testing::Range<std::uint64_t>(0, 5));

TEST_P(LogRefinementInRandomRuns, take_only_steps_of_the_specification_in_every_slot) {
  std::size_t slots = 0;
  std::map<SpecMessage::Kind, std::size_t> of;
  for (std::uint64_t run = 0; run < runs_a_batch; ++run) {
    const std::uint64_t seed = GetParam() * runs_a_batch + run + 1;
    const Followed followed = follow(random_walk(multi(), random_setup(multi(), seed), seed));
    ASSERT_EQ(followed.why, "") << "seed " << seed << ", event " << followed.events;
    slots += followed.slots;
    for (const auto& [kind, count] : followed.of) of[kind] += count;
  }
  // Runs in which nothing happens would be fine too.
  EXPECT_GT(slots, runs_a_batch);
  EXPECT_EQ(of.size(), 5u) << "some action was never taken";
  for (const auto& [kind, count] : of) EXPECT_GT(count, runs_a_batch) << static_cast<int>(kind);
}

TEST(LogRefinement, of_the_scenarios_of_leaders_that_follow_one_another_is_whole) {
  for (const char* name : {"textbook/MP-01", "textbook/MP-02", "textbook/MP-03", "textbook/MP-04",
                           "textbook/MP-05", "textbook/MP-06", "multi-leader/ML-01",
                           "multi-leader/ML-04", "multi-leader/ML-07", "multi-leader/ML-12"})
    EXPECT_EQ(way_out_of(name, ""), "") << name;
}

/// Where each wrong variant leaves the specification, and why; "" where it never does, for it goes
/// wrong in the state machine alone.
struct WayOut {
  const char* bug;
  const char* scenario;
  const char* why;
};
std::ostream& operator<<(std::ostream& out, const WayOut& way_out) {
  return out << way_out.bug;
}

const std::vector<WayOut> ways_out{
    {"skip-first-unchosen", "wrong/WV-05",
     "event 18: Slot 1: N5 learns a, which no quorum accepted at one ballot: no Learn"},
    {"reuse-slot", "wrong/WV-08",
     "event 10: Slot 1: 2.3:c is proposed though 2.3:a was: no Phase2a, which sends one value a "
     "ballot"},
    {"apply-out-of-order", "wrong/WV-09", ""},
    {"overwrite-known", "wrong/WV-10",
     "event 36: Slot 2: N2 learns y, which no quorum accepted at one ballot: no Learn"},
    {"trust-first-unchosen", "wrong/WV-11",
     "event 53: Slot 3: N2 learns v, which no quorum accepted at one ballot: no Learn"},
    {"lease-from-arrival", "wrong/WV-12", ""},
    {"no-holes", "wrong/WV-06", ""},
    {"stale-reads", "wrong/WV-07", ""},
};

class LogRefinementOfWrong : public ::testing::TestWithParam<WayOut> {};
INSTANTIATE_TEST_SUITE_P(each, LogRefinementOfWrong, ::testing::ValuesIn(ways_out),
                         [](const auto& one) { return test_name(one.param.bug); });

TEST_P(LogRefinementOfWrong, ends_where_the_rule_is_broken) {
  EXPECT_EQ(way_out_of(GetParam().scenario, GetParam().bug), GetParam().why);
  EXPECT_EQ(way_out_of(GetParam().scenario, ""), "") << "with the right rules";
}

TEST(LogRefinementOfVariants, are_all_looked_at) {
  std::vector<std::string> looked_at;
  for (const WayOut& way_out : ways_out) looked_at.emplace_back(way_out.bug);
  for (const Variant& variant : multi().info().variants)
    EXPECT_THAT(looked_at, ::testing::Contains(variant.name));
}

/// A world, and what its events are in the specification.
struct Told : Watched<LogRefinement> {
  std::size_t slots() const { return refinement.state().slots.size(); }
  Ballot max_bal(const char* name, Slot slot) const {
    return refinement.state().slots.at(slot).acceptors[node(world, name).index].max_bal;
  }
};

TEST(LogRefinement, of_one_prepare_and_one_promise_is_a_step_in_every_slot) {
  Told run{{multi_world(3)}};
  EXPECT_EQ(run.is(actions::propose({0}, "a")), "step");
  EXPECT_EQ(run.delivers("prepare", "N1", "N2"), "step");
  EXPECT_EQ(run.slots(), 0u) << "one instance stands for all slots";
  EXPECT_EQ(run.delivers("promise", "N2", "N1"), "step") << "a is put to the vote in slot 1";
  EXPECT_EQ(run.slots(), 1u);
  EXPECT_EQ(run.max_bal("N2", {1}), (Ballot{1, 1}));
  EXPECT_EQ(run.refinement.state().untouched.msgs.size(), 3u) << "1a, and 1b of N1 and N2";
}

TEST(LogRefinement, of_an_accept_without_a_promise_before_is_a_promise_in_every_other_slot) {
  Told run{{multi_world(3)}};
  run.is(actions::propose({0}, "a"));
  run.delivers("prepare", "N1", "N2");
  run.delivers("promise", "N2", "N1");
  run.is(actions::propose({0}, "b"));
  EXPECT_EQ(run.slots(), 2u);
  EXPECT_EQ(run.delivers("accept", "N1", "N3"), "step");
  EXPECT_EQ(run.max_bal("N3", {1}), (Ballot{1, 1}));
  EXPECT_EQ(run.max_bal("N3", {2}), (Ballot{1, 1})) << "it accepted nothing there yet";
  EXPECT_EQ(run.delivers("accept", "N1", "N3"), "step");
}

TEST(LogRefinement, of_what_only_the_network_and_memory_notice_is_none) {
  Told run{{multi_world(3)}};
  run.is(actions::propose({0}, "a"));
  run.delivers("prepare", "N1", "N2");
  EXPECT_EQ(run.is(actions::on_node(Verb::crash, {1})), "none");
  EXPECT_EQ(run.is(actions::on_node(Verb::restart, {1})), "none");
  EXPECT_EQ(run.is(actions::on_link(Verb::cut, {0}, {2}, true)), "none");
  EXPECT_EQ(run.is(actions::on_node(Verb::wipe, {2})), "none") << "nothing was on its disk";
  EXPECT_EQ(run.is(actions::on_node(Verb::wipe, {1})),
            "N2 has promised none, where maxBal is 1.1: no action does that");
}

TEST(LogRefinement, of_a_log_that_lost_a_vote_or_a_mark_that_nobody_earned_is_no_step) {
  const auto after = [](auto&& harm) {
    Told run{{multi_world(3)}};
    run.is(actions::propose({0}, "a"));
    run.delivers("prepare", "N1", "N2");
    run.delivers("promise", "N2", "N1");
    run.delivers("accept", "N1", "N2");
    harm(state_of(run.world, "N2").acceptor);
    return run.is(actions::on_node(Verb::crash, {1}));
  };
  EXPECT_EQ(after([](MultiPaxos::Acceptor&) {}), "none");
  EXPECT_EQ(
      after([](MultiPaxos::Acceptor& acceptor) { acceptor.log = {}; }),
      "Slot 1: N2 has accepted none, where maxVBal and maxVal are 1.1:a: no action does that");
  EXPECT_EQ(after([](MultiPaxos::Acceptor& acceptor) {
              acceptor.promised = {2, 2};
            }),
            "N2 promises 2.2, for which nobody asked: no Phase1b");
  EXPECT_EQ(after([](MultiPaxos::Acceptor& acceptor) {
              acceptor.log = {};
              acceptor.log.set({1}, {{1, 1}, "b"});
              acceptor.log.mark_chosen({1});
            }),
            "Slot 1: N2 learns b, which no quorum accepted at one ballot: no Learn");
}

TEST(LogRefinement, of_a_promise_that_leaves_a_vote_out_is_no_step) {
  Told run{{multi_world(3)}};
  run.is(actions::propose({0}, "a"));
  run.delivers("prepare", "N1", "N2");
  run.delivers("promise", "N2", "N1");
  run.delivers("accept", "N1", "N2");
  run.is(actions::propose({2}, "c", 2));
  // N3 asks about slot 1 as well. What the message says N2 says, so its log is what is changed, and
  // put right before anyone looks.
  const SlotLog log = state_of(run.world, "N2").acceptor.log;
  state_of(run.world, "N2").acceptor.log = {};
  const auto prepare =
      std::find_if(run.world.in_flight.begin(), run.world.in_flight.end(), [&](const Message& m) {
        return m.kind == MultiPaxos::Prepare::kind && m.from == NodeId{2} && m.to == NodeId{1};
      });
  ASSERT_NE(prepare, run.world.in_flight.end());
  Event event;
  ASSERT_FALSE(act(run.world, actions::on_message(Verb::deliver, prepare->id), &event));
  state_of(run.world, "N2").acceptor.log = log;
  const auto why = run.refinement.follow(event, run.world);
  ASSERT_TRUE(why);
  EXPECT_EQ(why->str(),
            "Slot 1: N2 promises 2.3 and reports none, but accepted 1.1:a last: no Phase1b");
}

}  // namespace
}  // namespace synod
