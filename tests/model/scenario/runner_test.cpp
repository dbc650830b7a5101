// Runner of scenarios: what commands do, and what they refuse.
#include "model/scenario/runner.h"

#include "tests/model/scenario/scenario_world.h"

namespace synod {
namespace {

using testing::done;
using testing::parsed;
using testing::Ran;
using testing::ran;
using testing::three_acceptors;

struct Refused {
  const char* text;
  const char* error;
};

class Command : public ::testing::TestWithParam<Refused> {};

TEST_P(Command, that_cannot_be_done_says_why_and_changes_nothing) {
  const Ran before = done("propose P1 blue\nhold prepare P1->A3\n");
  Ran run = before;
  ScenarioRunner runner(parsed(GetParam().text), run.history);
  const auto error = runner.run();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->str(), GetParam().error);
  EXPECT_EQ(fingerprint(run.world()), fingerprint(before.world()));
  EXPECT_EQ(run.history.size(), before.history.size());
}

INSTANTIATE_TEST_SUITE_P(
    Runner, Command,
    ::testing::Values(
        Refused{"deliver prepare P1->A3",
                "test.synod:1:1: every message that matches prepare P1->A3 is held; release it "
                "first"},
        Refused{"hold prepare P1->A3",
                "test.synod:1:1: every message that matches prepare P1->A3 is held already"},
        Refused{"release prepare P1->A1",
                "test.synod:1:1: no message that matches prepare P1->A1 is held"},
        Refused{"# then\n  deliver accept P1->A3",
                "test.synod:2:3: no message in flight matches accept P1->A3"},
        Refused{"deliver prepare 2.1 P1->A1",
                "test.synod:1:1: no message in flight matches prepare 2.1 P1->A1"},
        Refused{"drop #99", "test.synod:1:1: no message in flight matches #99"},
        Refused{"redeliver prepare P1->A1",
                "test.synod:1:1: nothing that was delivered matches prepare P1->A1"},
        Refused{"deliver commit P1->A1",
                "test.synod:1:1: there is no message 'commit'; there are prepare, promise, accept, "
                "accepted, nack"},
        Refused{"crash A7", "test.synod:1:1: there is no node A7; there are {P1 P2 A1 A2 A3 L1}"},
        Refused{"crash A1 A7",
                "test.synod:1:1: there is no node A7; there are {P1 P2 A1 A2 A3 L1}"},
        Refused{"crash A1 A1", "test.synod:1:1: A1 is down already"},
        Refused{"restart A1", "test.synod:1:1: A1 is up already"},
        Refused{"propose A1 red", "test.synod:1:1: A1 is not a proposer"},
        Refused{"propose P1 red at 1",
                "test.synod:1:1: P1 has used round 1 already; the first that it may use is 2"},
        Refused{"cut A1-A2", "test.synod:1:1: there is no link between A1 and A2"},
        Refused{"heal A1-P1", "test.synod:1:1: the link from A1 to P1 is not cut"},
        Refused{"fire P1 retry", "test.synod:1:1: no timer 'retry' is running at P1"},
        Refused{"fire P1 alarm", "test.synod:1:1: there is no timer 'alarm'; there are retry"},
        Refused{"goto 99", "test.synod:1:1: there is no moment 99; the last one is 2"},
        Refused{"seed 1\nexpect quiet\nseed 2",
                "test.synod:3:1: 'seed' must stand before the first action"},
        Refused{"expect A1.value = 3",
                "test.synod:1:1: A1 has no field 'value'; it has promised, accepted"}),
    [](const auto& test) { return testing::named(test); });

TEST(Runner, does_every_match_of_a_star_as_they_stood_before_the_first) {
  const Ran run = done("propose P1 blue\ndeliver prepare P1->*\n");
  EXPECT_EQ(run.history.size(), 1u + 4u);
  EXPECT_EQ(run.world().in_flight.size(), 3u);
  // Each delivery of an Accept sends more messages that match; they are left alone.
  const Ran all = done("propose P1 blue\ndeliver prepare P1->*\ndeliver * *->*\n");
  EXPECT_EQ(all.history.size(), 1u + 4u + 3u);
}

TEST(Runner, takes_the_oldest_match_and_passes_over_held_ones) {
  const std::string two = "propose P1 blue\nduplicate prepare P1->A1\n";
  EXPECT_EQ(done(two + "deliver prepare P1->A1\n").world().delivered.back().id.number, 1u);
  EXPECT_EQ(done(two + "hold #1\ndeliver prepare P1->A1\n").world().delivered.back().id.number, 4u);
}

TEST(Runner, duplicates_and_redelivers_as_often_as_asked) {
  const Ran run = done(
      "propose P1 blue\nduplicate prepare P1->A1 x3\nexpect in-flight prepare P1->A1 = 4\n"
      "deliver #1\nredeliver prepare P1->A1 x2\nexpect delivered prepare P1->A1 = 3\n"
      "expect A1.promised = 1.1\n");
  EXPECT_TRUE(run.failures.empty());
}

TEST(Runner, crashes_and_restarts_several_nodes_in_one_line) {
  const Ran run = done(
      "crash A1 A2\nexpect A1 down and A2 down\nrestart A2 A1\n"
      "expect A1 up and A2 up\nwipe A3\nexpect A3 wiped\n");
  EXPECT_TRUE(run.failures.empty());
}

TEST(Runner, partitions_and_heals) {
  const Ran run = done(
      "partition P1 A1 | P2 A2 A3\nexpect cut P1-A2 and not cut P2-A2\n"
      "expect not cut L1-A1\nheal P1-A2\nexpect not cut P1->A2 and cut A3->P1\n"
      "heal all\nexpect not cut A3->P1\ncut P1->A1\n"
      "expect cut P1->A1 and not cut A1->P1\n");
  EXPECT_TRUE(run.failures.empty());
}

TEST(Runner, fires_a_timer_before_it_is_due) {
  const Ran run = done(
      "option retry on\npropose P1 blue\nfire P1 retry\n"
      "expect P1.ballot = 2.1\n");
  EXPECT_TRUE(run.failures.empty());
}

TEST(Runner, notes_what_was_expected_and_goes_on) {
  const Ran run = done(
      "propose P1 blue\n  expect chosen blue\nexpect P1.own = blue\n"
      "expect A1.promised = 1.1 and A1 down\ncrash A1\n");
  ASSERT_EQ(run.failures.size(), 2u);
  EXPECT_EQ(run.failures[0].line, 7u);
  EXPECT_EQ(run.failures[0].column, 3u);
  EXPECT_EQ(run.failures[0].expected, "chosen blue");
  EXPECT_EQ(run.failures[0].actual.str(), "nothing is chosen");
  EXPECT_EQ(run.failures[1].line, 9u);
  EXPECT_EQ(run.failures[1].expected, "A1.promised = 1.1");
  EXPECT_EQ(run.failures[1].actual.str(), "A1 has nothing in 'promised'");
  EXPECT_FALSE(run.world().node({2}).up);
}

TEST(Runner, steps_by_the_clock_and_fewer_times_where_the_cluster_falls_quiet) {
  EXPECT_EQ(done("propose P1 blue\nstep 3\n").history.size(), 1u + 4u);
  const Ran all = done("propose P1 blue\nstep 1000\nexpect quiet and learned L1 blue\n");
  EXPECT_TRUE(all.failures.empty());
  EXPECT_EQ(all.history.size(), 1u + 1 + 3 + 3 + 3 + 6);
  EXPECT_EQ(ran("step 1").why(), "test.synod:1:1: nothing is due: the cluster is quiet");
}

TEST(Runner, runs_until_a_condition_and_not_further) {
  const Ran run = done("propose P1 blue\nrun until chosen within 200 steps\n");
  EXPECT_TRUE(run.history.moment(run.history.present()).chosen);
  EXPECT_EQ(done("propose P1 blue\nrun until P1.own = blue\n").history.size(), 2u);
}

TEST(Runner, says_what_is_true_instead_where_a_condition_is_not_reached) {
  EXPECT_EQ(ran(three_acceptors + "propose P1 blue\nrun until chosen within 3 steps\n").why(),
            "test.synod:7:1: 'chosen' did not come true within 3 steps: nothing is chosen");
  EXPECT_EQ(ran(three_acceptors + "propose P1 blue\nrun until chosen red\n").why(),
            "test.synod:7:1: 'chosen red' did not come true: the cluster is quiet after 15 steps, "
            "and blue (ballot 1.1) is chosen");
  EXPECT_EQ(ran("option retry on\npropose N1 blue\ncrash N2 N3\nrun until chosen\n").why(),
            "test.synod:4:1: 'chosen' did not come true within 10000 steps: nothing is chosen");
}

TEST(Runner, runs_for_simulated_time_and_starts_what_follows_then) {
  const Ran run = done("option latency 40\npropose P1 blue\nrun for 100ms\ncrash A1\n");
  EXPECT_EQ(run.world().now.ms, 100);
  EXPECT_EQ(run.history.size(), 1u + 1 + 3 + 3 + 1);
  const Ran twice = done("option latency 40\npropose P1 blue\nrun for 30ms\nrun for 30ms\n");
  EXPECT_EQ(twice.world().now.ms, 40);
}

TEST(Runner, acts_at_the_time_that_a_line_names) {
  EXPECT_EQ(done("crash A1 at 164ms\n").world().now.ms, 164);
  EXPECT_EQ(ran(three_acceptors + "crash A1 at 9ms\ncrash A2 at 8ms\n").why(),
            "test.synod:7:1: it is 9 ms already, so nothing can happen at 8 ms");
}

TEST(Runner, goes_to_other_moments_and_branches_there) {
  const Ran run = done(
      "propose P1 blue\nstep 3\ngoto 1\ncrash A1\nexpect A1 down\ngoto 4\n"
      "expect A1 up and A1.promised = 1.1\ngoto 0\nexpect quiet\n");
  EXPECT_TRUE(run.failures.empty());
  EXPECT_EQ(run.history.size(), 1u + 4 + 1);
  EXPECT_EQ(run.history.moment(5).parent, 1u);
}

TEST(Runner, advances_one_event_at_a_time) {
  Ran run = done("propose P1 blue\n");
  ScenarioRunner runner(parsed("\ndeliver prepare P1->*\nexpect chosen\nstep 2\n"), run.history);
  std::vector<std::pair<std::uint32_t, std::size_t>> seen;
  while (!runner.done()) {
    const std::uint32_t line = runner.line()->number;
    EXPECT_FALSE(runner.advance());
    seen.push_back({line, run.history.size()});
  }
  const std::vector<std::pair<std::uint32_t, std::size_t>> wanted{{2, 3}, {2, 4}, {2, 5},
                                                                  {3, 5}, {4, 6}, {4, 7}};
  EXPECT_EQ(seen, wanted);
  EXPECT_EQ(runner.failures().size(), 1u);
}

TEST(Runner, runs_one_command_at_a_time) {
  Ran run = done("propose P1 blue\n");
  ScenarioRunner runner(parsed("deliver prepare P1->*\n\nstep 2"), run.history);
  EXPECT_FALSE(runner.run_command());
  EXPECT_EQ(run.history.size(), 5u);
  EXPECT_EQ(runner.line()->number, 3u);
  EXPECT_FALSE(runner.run_command());
  EXPECT_TRUE(runner.done());
  EXPECT_FALSE(runner.run_command());
}

class Header : public ::testing::TestWithParam<Refused> {};

TEST_P(Header, that_makes_no_cluster_is_refused) {
  const auto history = start_history(parsed(GetParam().text), find_protocol);
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().str(), GetParam().error);
}

INSTANTIATE_TEST_SUITE_P(
    Runner, Header,
    ::testing::Values(
        Refused{"# x\nprotocol gossip", "test.synod:2:1: there is no protocol 'gossip'"},
        Refused{"nodes 3\nacceptors 3",
                "test.synod:2:1: a cluster is either 'nodes' or 'proposers', 'acceptors' and "
                "'learners', not both"},
        Refused{"nodes 3\nnodes 4", "test.synod:2:1: 'nodes' stands here for the second time"},
        Refused{"option nack on\noption nack off",
                "test.synod:2:1: 'nack' stands here for the second time"},
        Refused{"acceptors 3\nlearners 1", "test.synod:2:1: Proposers: at least 1, not 0"},
        Refused{"nodes 12", "test.synod:1:1: nodes that play every role are N1 to N9, not 12"},
        Refused{"acceptors 20\nproposers 6",
                "test.synod:2:1: a cluster has at most 25 nodes, not 26"},
        Refused{"nodes 3\noption q1 4",
                "test.synod:2:1: a quorum of 4 does not fit: there are 3 acceptors"},
        Refused{"protocol multi\noption bug no-adopt",
                "test.synod:2:1: Multi-Paxos has no bug 'no-adopt'; it knows skip-first-unchosen, "
                "reuse-slot, apply-out-of-order, overwrite-known, trust-first-unchosen, "
                "lease-from-arrival, no-holes, stale-reads"}),
    [](const auto& test) { return testing::named(test); });

TEST(Header, sets_what_a_run_starts_from) {
  const auto setup = setup_of(parsed("protocol PAXOS\nproposers 2\nacceptors 5\nlearners 1\n"
                                     "seed 18446744073709551615\noption q1 4\noption q2 2\n"
                                     "option bug none\n\ncrash A1\n"),
                              find_protocol);
  ASSERT_TRUE(setup);
  EXPECT_EQ(setup->shape, (Shape{.proposers = 2, .acceptors = 5, .learners = 1}));
  EXPECT_EQ(setup->seed, ~std::uint64_t{0});
  EXPECT_EQ(setup->q1(), 4u);
  EXPECT_EQ(setup->q2(), 2u);
  EXPECT_EQ(*setup_of(parsed(""), find_protocol), synod::Setup{});
}

TEST(Runner, gives_the_same_run_every_time) {
  const std::string text = three_acceptors +
                           "option loss 10%\noption duplicate 10%\noption retry on\n"
                           "propose P1 blue\npropose P2 red\nrun until learned within 5000 steps\n";
  const Ran once = ran(text);
  const Ran again = ran(text);
  EXPECT_FALSE(once.error) << once.why();
  EXPECT_EQ(fingerprint(once.world()), fingerprint(again.world()));
  EXPECT_NE(fingerprint(once.world()), fingerprint(done("propose P1 blue\n").world()));
}

}  // namespace
}  // namespace synod
