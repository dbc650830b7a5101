// Stages of changes of leader along a line, counted by hand: every message takes 10 ms.
#include "model/line/recovery_course.h"

#include <gtest/gtest.h>

#include "model/base/random.h"
#include "protocols/log_options.h"
#include "tests/model/world.h"

namespace synod {
namespace {

constexpr NodeId n1{0};
constexpr NodeId c1{3};
constexpr NodeId c2{4};

/// C1 asks N1, the leader, at 80 ms, which dies at once; the others notice at 360 ms.
struct FailOver {
  History history{make_cluster(*find_protocol("multi"), setup())};

  static Setup setup() {
    Setup setup{.protocol = "multi", .shape = {.together = 3, .clients = 2}};
    setup.options.latency = {10, 10};
    setup.options.client_retry = 100;
    setup.options.own.set(log_options::detector, Detector::fixed);
    return setup;
  }
  FailOver() {
    act(actions::propose(n1, "x=1", 1));
    run_to(50);
    act(actions::propose(c1, "x+=1"));
    run_to(90);
    act(actions::propose(c1, "x+=2"));
    act(actions::on_node(Verb::crash, n1));
    run_to(600);
  }
  void act(const Action& action) { ASSERT_TRUE(history.act(action)); }
  void run_to(std::int64_t ms) {
    for (auto next = history.preview(); next && next->time.ms <= ms; next = history.preview())
      history.step();
  }
  std::vector<RecoveryTurn> turns() const {
    RecoveryCourse course;
    course.follow(history);
    return course.turns();
  }
  /// "ms:stage node waited", with "!" where it is over and "?" where suspicion came with it.
  std::string words() const {
    static constexpr const char* stages[] = {"none",   "unnoticed", "suspected",
                                             "asking", "filling",   "resuming"};
    std::string all;
    for (const RecoveryTurn& turn : turns())
      all += fmt::format("{}:{} {} {}{}{}\n", history.moment(history.line()[turn.event]).time.ms,
                         stages[static_cast<int>(turn.change.stage)],
                         turn.change.node.exists() ? history.world().name(turn.change.node) : "-",
                         turn.change.waited.ms, turn.over ? "!" : "", turn.suspected ? "?" : "");
    return all;
  }
};

TEST(RecoveryCourse, of_a_fail_over_has_each_stage_once_and_the_wait_from_asking_to_answer) {
  const FailOver run;
  EXPECT_EQ(run.words(),
            "0:asking N1 0\n"
            "20:resuming N1 0!\n"
            "80:unnoticed - 0\n"
            "360:asking N2 280?\n"
            "360:asking N3 280\n"
            "380:filling N3 300\n"
            "400:resuming N3 320\n"
            "560:none N3 480!\n");
  const Operation& waited = run.history.world().observer.operations()[1];
  EXPECT_EQ((*waited.answered - waited.invoked).ms, 480);
}

TEST(RecoveryCourse, is_unnoticed_again_when_the_next_leader_dies_too) {
  FailOver run;
  run.act(actions::on_node(Verb::restart, n1));
  run.run_to(800);
  run.act(actions::on_node(Verb::crash, NodeId{2}));
  ASSERT_EQ(run.turns().size(), 9u) << run.words();
  // N2 holds N1 for dead still, from which it heard nothing since; but N3 led.
  EXPECT_EQ(run.turns().back().change.stage, RecoveryStage::unnoticed);
}

TEST(RecoveryCourse, holds_a_client_that_asked_after_commands_went_on_for_none_that_waited) {
  FailOver run;
  ASSERT_TRUE(run.history.seek(run.history.line()[run.turns()[6].event]));
  run.act(actions::propose(c2, "y=1"));
  run.act(actions::on_node(Verb::crash, NodeId{4}));
  run.run_to(600);
  EXPECT_FALSE(run.history.world().observer.operations()[2].answered);
  EXPECT_TRUE(run.words().ends_with("560:none N3 480!\n")) << run.words();
}

TEST(RecoveryCourse, is_not_over_while_one_who_waited_has_no_answer) {
  FailOver run;
  ASSERT_TRUE(run.history.seek(run.history.line()[run.turns()[6].event]));
  run.act(actions::on_node(Verb::crash, c1));
  run.run_to(900);
  ASSERT_EQ(run.turns().size(), 7u) << run.words();
  EXPECT_FALSE(run.turns().back().over);
}

TEST(RecoveryCourse, is_the_same_event_by_event_and_after_going_to_another_branch) {
  FailOver run;
  RecoveryCourse course;
  const std::vector<MomentId> line = run.history.line();
  const std::vector<RecoveryTurn> turns = run.turns();
  for (const RecoveryTurn& turn : turns) {
    ASSERT_TRUE(run.history.seek(line.back()));
    course.follow(run.history);
    ASSERT_EQ(course.turns(), turns);
    ASSERT_TRUE(run.history.seek(line[turn.event]));
    run.act(actions::on_node(Verb::crash, NodeId{2}));
    course.follow(run.history);
    EXPECT_EQ(course.turns(), run.turns()) << "at event " << turn.event;
    for (int step = 0; step < 40 && run.history.step(); ++step) course.follow(run.history);
    EXPECT_EQ(course.turns(), run.turns()) << "on from event " << turn.event;
  }
}

TEST(RecoveryCourse, is_the_same_in_pieces_and_whatever_happens_between_them) {
  FailOver run;
  RecoveryCourse course;
  int calls = 1;
  while (!course.follow(run.history, 3)) ++calls;
  EXPECT_GT(calls, 20);
  EXPECT_EQ(course.turns(), run.turns());
  run.run_to(700);
  EXPECT_FALSE(course.follow(run.history, 1));
  ASSERT_TRUE(run.history.seek(run.history.line()[run.turns()[4].event]));
  run.act(actions::on_node(Verb::crash, NodeId{2}));
  run.run_to(900);
  EXPECT_FALSE(course.follow(run.history, 1));
  while (!course.follow(run.history, 3)) {
  }
  EXPECT_EQ(course.turns(), run.turns());
}

TEST(RecoveryCourse, misses_no_stage_that_a_look_at_each_world_finds) {
  const auto replaces = [](RecoveryStage stage) {
    return stage != RecoveryStage::none && stage != RecoveryStage::resuming;
  };
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Random random(seed);
    synod::Setup setup = FailOver::setup();
    setup.shape = {.together = 5, .clients = 2};
    setup.options.load = 200;
    setup.seed = seed;
    History history(make_cluster(*find_protocol("multi"), setup));
    for (int i = 0; i < 1'500; ++i) {
      const NodeId node{static_cast<std::uint8_t>(random.between(0, 4))};
      const auto dice = random.between(0, 199);
      const Node& its = history.world().node(node);
      if (dice == 0)
        (void)history.act(actions::on_node(its.up ? Verb::crash : Verb::restart, node));
      else if (dice == 1)
        (void)history.act(actions::on_node(its.paused ? Verb::resume : Verb::pause, node));
      else
        history.step();
    }
    RecoveryCourse course;
    course.follow(history);
    std::size_t turn = 0;
    bool under_way = false;
    history.replay(1, Detail::summary, [&](const Event& event, const Cluster& after) {
      const auto& turns = course.turns();
      while (turn < turns.size() && turns[turn].event <= event.number)
        under_way = replaces(turns[turn++].change.stage);
      const LeaderChange change = leader_change_in(after);
      // Where a candidate is gone before anybody leads, its stage is the last one still.
      if (!replaces(change.stage) && !change.node.exists()) return;
      ASSERT_EQ(under_way, replaces(change.stage)) << "seed " << seed << " event " << event.number;
      if (!under_way || turn == 0) return;
      EXPECT_EQ(turns[turn - 1].change.stage, change.stage) << event.number;
      EXPECT_EQ(turns[turn - 1].change.ballot, change.ballot) << event.number;
    });
    EXPECT_GE(course.turns().size(), 3u);
  }
}

TEST(RecoveryCourse, of_a_protocol_without_a_log_is_empty) {
  History history(make_cluster(*find_protocol("paxos"), {.shape = {.together = 3}}));
  ASSERT_TRUE(history.act(actions::propose(n1, "blue")));
  while (history.step())
    ;
  RecoveryCourse course;
  course.follow(history);
  EXPECT_TRUE(course.turns().empty());
}

}  // namespace
}  // namespace synod
