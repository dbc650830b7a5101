// Token ring in the model: language, story, why, checker, walks and export.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/explore.h"
#include "model/explore/outlook.h"
#include "model/report/event_csv.h"
#include "model/report/key_moments.h"
#include "model/report/shiviz.h"
#include "model/report/story_markdown.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "model/scenario/runner.h"
#include "model/scenario/script.h"
#include "model/side_by_side/twin.h"
#include "model/walk/random_setup.h"
#include "model/walk/random_walk.h"
#include "model/why/why.h"
#include "model/world/quorum.h"
#include "model/world/recovery_stage.h"
#include "protocols/catalog.h"
#include "tests/played.h"

namespace synod {
namespace {

using ::synod::testing::played;
using ::synod::testing::problem_of;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* both_enter = R"(protocol ring
stations 4
enter S2 print
run until S2.phase = inside within 20 steps
enter S4 scan
run until S4.phase = inside within 40 steps
expect S2.phase = idle
expect holds all
)";

Run start_with(const char* bug = "") {
  synod::Setup setup;
  setup.protocol = "ring";
  setup.shape = usual_shape(find_protocol("ring")->info());
  setup.shape.together = 3;
  setup.options.bug = bug;
  return {make_cluster(*find_protocol("ring"), setup),
          {actions::propose(NodeId{1}, "print"), actions::propose(NodeId{2}, "scan")}};
}

TEST(TokenRing, lets_one_station_after_the_other_enter) {
  EXPECT_EQ(problem_of(both_enter), "");
}

TEST(TokenRing, has_random_set_ups_of_its_own_roles_and_walks_in_them) {
  const Protocol& ring = *find_protocol("ring");
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const synod::Setup setup = random_setup(ring, seed);
    ASSERT_EQ(setup_problem(ring.info(), setup), std::nullopt) << seed;
    ASSERT_GE(setup.shape.together, 2) << seed;
    const WalkReport report = random_walk(ring, setup, seed, {.steps = 60});
    // Its guard believes in time, so a walk that lets timers go off at will may break it.
    ASSERT_TRUE(report.violation || report.actions.size() == 60) << seed;
  }
}

TEST(TokenRing, is_written_down_in_its_own_words) {
  const History history = played(both_enter);
  const std::string script = script_text(history);
  EXPECT_THAT(script, HasSubstr("stations 4\n"));
  EXPECT_THAT(script, HasSubstr("enter S2 print"));
  const auto again = start_history(*parse_scenario(script), find_protocol);
  ASSERT_TRUE(again);
}

TEST(TokenRing, stands_still_where_the_token_is_lost) {
  EXPECT_EQ(problem_of("protocol ring\nstations 3\nstep 1\ndrop token S1->S2\nenter S3 scan\n"
                       "step 1\nexpect S3.phase = waiting and quiet\nexpect holds all\n"),
            "");
}

TEST(TokenRing, has_one_holder_in_every_order_of_events) {
  explore::SearchProgress progress;
  const auto answer =
      explore::explore(start_with(), {}, {.drops = 1, .crashes = 1, .restarts = 1, .timers = 6},
                       {.states = 200'000, .threads = 1}, progress);
  ASSERT_TRUE(answer) << answer.error().str();
  EXPECT_EQ(answer->search.end, explore::SearchEnd::complete);
  EXPECT_GT(answer->search.states, 100u);
}

TEST(TokenRing, is_found_broken_where_a_station_makes_a_second_token) {
  explore::SearchProgress progress;
  const auto answer = explore::explore(start_with("impatient"), {}, {.timers = 6},
                                       {.states = 200'000, .threads = 1}, progress);
  ASSERT_TRUE(answer) << answer.error().str();
  EXPECT_EQ(answer->broken, "exclusive");
}

TEST(TokenRing, is_asked_why) {
  const History history = played(both_enter);
  const auto answer =
      why(run_of(history, history.present()), Fact::of_event(history.world().events));
  ASSERT_TRUE(answer) << answer.error().str();
  EXPECT_FALSE(answer->steps.empty());
}

TEST(TokenRing, has_no_votes_no_leader_and_no_outlook) {
  const History history = played(both_enter);
  const Cluster& world = history.world();
  EXPECT_FALSE(is_chosen_by_votes(world));
  EXPECT_TRUE(explore::outlook_problem(world));
  EXPECT_EQ(leader_change_in(world), LeaderChange());
  for (NodeId node : world.shape().all()) EXPECT_FALSE(quorum_of(world, node).exists());
  EXPECT_FALSE(why_not_chosen(run_of(history, history.present()), {}));
}

TEST(TokenRing, is_exported) {
  const History history = played(both_enter);
  EXPECT_THAT(event_csv(history), HasSubstr("critical section"));
  for (const std::string& text : {story_markdown(history), shiviz_log(history)}) {
    EXPECT_THAT(text, HasSubstr("S2"));
    EXPECT_THAT(text, Not(HasSubstr("ballot")));
  }
}

}  // namespace
}  // namespace synod
