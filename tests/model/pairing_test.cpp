// Pairing of two runs, and the two side by side.
#include "model/side_by_side/pairing.h"

#include <gmock/gmock.h>

#include "model/scenario/script.h"
#include "model/side_by_side/twin.h"
#include "model/walk/random_walk.h"
#include "tests/played.h"

namespace synod {
namespace {

Run commit_with(const std::string& lines) {
  return testing::run_played("protocol 2pc\nparticipants 2\nbegin T1 a-10-b\n" + lines);
}

/// "=": both do it; "<" and ">": the left, or the right, alone.
std::string pattern(const std::vector<PairedStep>& steps) {
  std::string marks;
  for (const PairedStep& step : steps)
    marks += step.left && step.right ? '=' : step.left ? '<' : '>';
  return marks;
}

TEST(Pairing, puts_what_both_do_into_one_step_and_keeps_either_order) {
  const synod::Run left = commit_with(
      "deliver prepare T1->R1\ndeliver prepare T1->R2\ndeliver vote R1->T1\ndeliver vote R2->T1\n"
      "crash T1\n");
  const synod::Run right = commit_with("deliver prepare T1->R2\nfire T1 votes\ncrash T1\n");
  EXPECT_EQ(pattern(paired(left, right)), "=<=<<>=");
}

TEST(Pairing, knows_a_message_by_its_kind_and_its_ends) {
  const synod::Run left = commit_with("deliver prepare T1->R1\ndeliver prepare T1->R2\n");
  const synod::Run right =
      commit_with("duplicate prepare T1->R2\ndeliver prepare T1->R1\ndeliver prepare T1->R2\n");
  EXPECT_EQ(pattern(paired(left, right)), "=>==");
}

TEST(Pairing, of_a_run_with_itself_has_each_event_once) {
  const synod::Run run = commit_with("deliver prepare T1->*\ncrash T1\n");
  EXPECT_EQ(pattern(paired(run, run)), "====");
  EXPECT_EQ(pattern(paired({run.start, {}}, run)), ">>>>");
}

TEST(TwinOfRuns, has_each_run_on_its_side_whole) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Protocol& protocol = *catalog()[seed % catalog().size()];
    const synod::Setup setup = random_setup(protocol, seed);
    const WalkReport one = random_walk(protocol, setup, seed, {.steps = 60});
    const WalkReport other = random_walk(protocol, setup, seed + 1'000, {.steps = 60});
    const Cluster start = make_cluster(protocol, setup);
    const Twin twin = Twin::of_runs({start, one.actions}, {start, other.actions});
    ASSERT_EQ(fingerprint(twin.history(Side::left).world()), fingerprint(one.end)) << seed;
    ASSERT_EQ(fingerprint(twin.history(Side::right).world()), fingerprint(other.end)) << seed;
  }
}

TEST(TwinOfRuns, says_on_which_side_alone_something_happens) {
  const synod::Run left = commit_with("deliver prepare T1->R1\ndeliver prepare T1->R2\n");
  const synod::Run right = commit_with("deliver prepare T1->R2\n");
  Twin twin = Twin::of_runs(left, right);
  EXPECT_EQ(twin.parting(), 2u);
  ASSERT_TRUE(twin.step(2).still);
  EXPECT_EQ(twin.step(2).still->str(), "this happens on the left alone");
  EXPECT_FALSE(twin.step(2).acted.right);
  EXPECT_TRUE(twin.step(3).acted.left && twin.step(3).acted.right);
}

TEST(TwinOfRuns, goes_on_as_one_schedule) {
  const synod::Run left = commit_with("deliver prepare T1->R1\ndeliver prepare T1->R2\n");
  Twin twin = Twin::of_runs(left, commit_with("deliver prepare T1->R2\n"));
  const Cluster& world = twin.history(Side::left).world();
  for (const Message& message : world.in_flight) {
    if (world.name(message.from) != "R2") continue;
    ASSERT_FALSE(twin.act(Side::left, actions::on_message(Verb::deliver, message.id)));
    break;
  }
  EXPECT_TRUE(twin.step(4).acted.left && twin.step(4).acted.right);
}

}  // namespace
}  // namespace synod
