// Ballots that are nobody's: what is told of a run in which proposers draw the same numbers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/line/vote_grid.h"
#include "model/report/key_moments.h"
#include "model/walk/random_walk.h"
#include "model/why/fact_text.h"
#include "tests/model/why_script.h"
#include "tests/model/world.h"

namespace synod {
namespace {

using namespace synod::testing;
using ::testing::HasSubstr;

const std::string random_numbers =
    "protocol paxos\nproposers 2\nacceptors 3\nlearners 1\noption bug random\n";

std::string missing_after(const std::string& text) {
  const auto why = why_not_chosen(run_of_script(random_numbers + text));
  EXPECT_TRUE(why);
  std::string told;
  for (const WhyStep& step : why->steps) told += step.text.str() + '\n';
  return told;
}

TEST(Nobodys_ballot, belongs_to_no_proposer) {
  EXPECT_EQ(apart.proposer(0), std::nullopt);
  EXPECT_EQ(apart.proposer(3), std::nullopt);
  EXPECT_EQ(apart.proposer(2), apart.find("P2"));
  EXPECT_EQ(Shape{.together = 3}.proposer(4), std::nullopt);
}

TEST(Nobodys_ballot, that_waits_for_promises_is_told_at_the_proposer_that_prepares_with_it) {
  const std::string told = missing_after("propose P1 blue at 7\ndeliver prepare P1->A1\n");
  EXPECT_THAT(told, HasSubstr("Ballot 7.0 has 0 of the 2 promises"));
  EXPECT_THAT(told, HasSubstr("The Prepare 7.0 from P1 to A2 is on its way"));
  EXPECT_THAT(told, HasSubstr("The Promise 7.0 from A1 to P1 is on its way"));
}

TEST(Nobodys_ballot, of_two_proposers_is_told_at_both) {
  const std::string told = missing_after("propose P1 blue at 7\npropose P2 green at 7\n");
  EXPECT_THAT(told, HasSubstr("The Prepare 7.0 from P1 to A1 is on its way"));
  EXPECT_THAT(told, HasSubstr("The Prepare 7.0 from P2 to A1 is on its way"));
}

TEST(Nobodys_ballot, that_waits_for_votes_is_told_at_whoever_proposes_at_it) {
  const std::string told = missing_after(
      "propose P1 blue\ndeliver prepare P1->*\ndeliver promise *->P1\ndrop accept P1->A3\n");
  EXPECT_THAT(told, HasSubstr("At ballot 1.0 nobody has accepted blue yet, and 2 acceptors must."));
  EXPECT_THAT(told, HasSubstr("The Accept 1.0 blue from P1 to A1 is on its way: it must arrive."));
  EXPECT_THAT(told, HasSubstr("The Accept 1.0 blue from P1 to A3 was lost"));
}

TEST(Nobodys_ballot, that_carries_two_values_is_told_for_both) {
  const std::string told = missing_after(
      "propose P1 blue at 7\npropose P2 green at 7\ndeliver prepare *->*\ndeliver promise *->*\n");
  EXPECT_THAT(told, HasSubstr("At ballot 7.0 nobody has accepted blue yet"));
  EXPECT_THAT(told, HasSubstr("At ballot 7.0 nobody has accepted green yet"));
  EXPECT_THAT(told, HasSubstr("The Accept 7.0 green from P2 to A1 is on its way"));
}

TEST(Nobodys_ballot, that_its_proposers_have_left_is_told_too) {
  const std::string told = missing_after("propose P1 blue at 7\ndrop prepare P1->*\ncrash P1\n");
  EXPECT_THAT(told, HasSubstr("Ballot 7.0 is nobody's, and no proposer is busy with it any more."));
}

class NobodysBallots : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(, NobodysBallots, ::testing::Values("random", "strict"),
                         [](const auto& each) { return std::string(each.param); });

/// Everything that turns a ballot into its owner, at many moments: the sanitizers watch the memory.
TEST_P(NobodysBallots, are_read_by_everything_that_tells_of_a_run) {
  const Protocol& paxos = *find_protocol("paxos");
  std::size_t rows = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    synod::Setup setup = random_setup(paxos, seed);
    setup.options.bug = GetParam();
    const WalkReport walk = random_walk(paxos, setup, seed, {.steps = 60});
    History history(make_cluster(paxos, setup));
    for (const Action& action : walk.actions) {
      const auto moment = history.act(action);
      ASSERT_TRUE(moment);
      const Event& event = history.event(*moment);
      for (const Response& response : event.responses) response_note(event, response);
      if (history.world().events % 10 != 0) continue;
      const synod::Run run = run_of(history, *moment);
      const auto missing = why_not_chosen(run);
      EXPECT_EQ(static_cast<bool>(missing), history.world().observer.chosen().empty());
      EXPECT_FALSE(missing && missing->steps.empty());
      EXPECT_TRUE(why(run, Fact::of_event(length(run))));
    }
    Trace trace;
    trace.follow(history);
    const VoteGrid grid(trace, setup);
    rows += grid.rows().size();
    key_moments(trace, 9);
  }
  EXPECT_GT(rows, 40u);
}

}  // namespace
}  // namespace synod
