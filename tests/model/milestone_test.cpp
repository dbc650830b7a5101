// Milestones in runs of every kind.
#include "model/world/milestone.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "protocols/catalog.h"
#include "tutorials/scenario_file.h"

namespace synod {
namespace {

std::vector<std::vector<Milestone>> milestones_in(const char* script) {
  const Verdict verdict = verify_text(script, "test", find_protocol);
  EXPECT_FALSE(verdict.error);
  std::vector<std::vector<Milestone>> all;
  verdict.history->replay(1, Detail::full, [&](const Event& event, const Cluster& after) {
    all.push_back(milestones_of(event, after));
  });
  return all;
}

std::size_t count_of(const std::vector<std::vector<Milestone>>& all, Milestone wanted) {
  std::size_t count = 0;
  for (const auto& each : all)
    count += static_cast<std::size_t>(std::count(each.begin(), each.end(), wanted));
  return count;
}

TEST(Milestones, ARoundReachesAQuorumInEachPhaseAndChoosesOnce) {
  const auto all =
      milestones_in("acceptors 3\nproposers 2\nlearners 1\npropose P1 blue\nrun for 5000ms\n");
  EXPECT_EQ(count_of(all, Milestone::quorum), 2u);
  EXPECT_EQ(count_of(all, Milestone::chosen), 1u);
  EXPECT_EQ(count_of(all, Milestone::adoption), 0u);
}

TEST(Milestones, AReportedValueMustBeAdopted) {
  const auto all = milestones_in(
      "acceptors 3\nproposers 2\nlearners 1\npropose P1 blue\ndeliver prepare P1->*\n"
      "deliver promise *->P1\ndeliver accept P1->A1\ncrash P1\npropose P2 green\n"
      "deliver prepare P2->A1\ndeliver prepare P2->A2\ndeliver promise *->P2\n");
  EXPECT_EQ(count_of(all, Milestone::adoption), 1u);
}

TEST(Milestones, InALogOnlyTheFirstChosenValueIsNews) {
  const auto all = milestones_in(
      "protocol multi\nnodes 3\npropose N1 a\nrun for 5000ms\npropose N1 b\n"
      "run for 5000ms\n");
  EXPECT_EQ(count_of(all, Milestone::chosen), 1u);
}

}  // namespace
}  // namespace synod
