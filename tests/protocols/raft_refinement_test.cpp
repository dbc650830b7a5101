// Refinement of Raft: told term by term, each event is a step of the specification, or none.
#include "protocols/raft_refinement.h"

#include <gmock/gmock.h>
#include <map>

#include "model/walk/random_walk.h"
#include "protocols/raft_options.h"
#include "tests/effort.h"
#include "tests/protocols/commit_cluster.h"
#include "tests/protocols/raft_cluster.h"
#include "tests/protocols/run_with_bug.h"
#include "tests/protocols/watched_world.h"
#include "tests/test_name.h"

namespace synod {
namespace {

using namespace synod::testing;
using Kind = RaftRefinement::Done::Kind;

const Protocol& raft() {
  return *find_protocol("raft");
}

/// How far a run is one of the specification.
struct Followed {
  std::string why;  ///< Why it goes no further; "" where it does to its end.
  std::size_t events = 0;
  std::map<Kind, std::size_t> of;  ///< Actions taken.
  bool told_anew = false;          ///< Something of an earlier term came later.
};

Followed follow(const WalkReport& walk) {
  Cluster world = make_cluster(raft(), walk.setup);
  RaftRefinement refinement(world);
  Followed followed;
  RaftSpec::Term highest = 0;
  for (const Action& action : walk.actions) {
    Event event;
    event.detail = Detail::summary;
    EXPECT_FALSE(act(world, action, &event));
    ++followed.events;
    if (const auto why = refinement.follow(event, world)) {
      followed.why = why->str();
      return followed;
    }
    for (const Deed& deed : event.deeds)
      if (deed.kind == Deed::Kind::leads) {
        followed.told_anew = followed.told_anew || deed.number.round < highest;
        highest = std::max(highest, deed.number.round);
      }
  }
  for (const auto& one : refinement.state().done) ++followed.of[one.kind];
  return followed;
}

TEST(RaftRefinement, of_random_runs_takes_only_steps_of_the_specification) {
  constexpr std::uint64_t runs = effort(2'000);
  std::map<Kind, std::size_t> of;
  std::size_t told_anew = 0;
  for (std::uint64_t seed = 1; seed <= runs; ++seed) {
    const Followed followed =
        follow(random_walk(raft(), random_setup(raft(), seed), seed, {.steps = 400}));
    ASSERT_EQ(followed.why, "") << "seed " << seed << ", event " << followed.events;
    for (const auto& [kind, count] : followed.of) of[kind] += count;
    told_anew += followed.told_anew;
  }
  // Runs in which nothing happens would be fine too.
  EXPECT_EQ(of.size(), 5u) << "some action was never taken";
  EXPECT_GT(of[Kind::led], runs);
  EXPECT_GT(of[Kind::got], 5 * runs);
  EXPECT_GT(of[Kind::committed], runs);
  EXPECT_GT(of[Kind::removed], runs / 20);
  if (!sanitized) {  // A few in a thousand runs.
    EXPECT_GT(told_anew, 0u) << "nobody was ever elected for a term below that of another leader";
  }
}

class RaftRefinementOfWrong : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(each, RaftRefinementOfWrong, ::testing::ValuesIn([] {
                           std::vector<std::string> names;
                           for (const Variant& one : find_protocol("raft")->info().variants)
                             names.emplace_back(one.name);
                           return names;
                         }()),
                         [](const auto& one) { return test_name(one.param); });

/// A vote that a crash takes, and two changes of members under way, need one course of events that
/// none of these runs takes; raft_refinement_explore_test.cpp and raft_members_test.cpp find them.
/// Reads without a slot change no log: the specification knows nothing of them.
TEST_P(RaftRefinementOfWrong, leaves_the_specification_in_random_runs_unless_it_is_safe_or_rare) {
  const bool stays = find_variant(raft().info(), GetParam())->safe ||
                     GetParam() == "vote-not-on-disk" || GetParam() == "change-early" ||
                     GetParam().starts_with("read-");
  bool left = false;
  for (std::uint64_t seed = 1; seed <= 250 && !left; ++seed) {
    synod::Setup setup = random_setup(raft(), seed);
    setup.options.bug = GetParam();
    left = !follow(random_walk(raft(), setup, seed, {.steps = 400})).why.empty();
  }
  EXPECT_EQ(left, !stays);
}

TEST(RaftRefinement, of_the_textbooks_runs_is_whole_and_of_what_goes_wrong_there_is_not) {
  for (const char* name : {"raft/RF-01", "raft/RF-02", "raft/RF-03", "raft/RF-04", "raft/RF-04c",
                           "raft/RF-05", "raft/RF-08", "raft/RP-03", "raft/RP-06", "raft/RP-08",
                           "raft/RP-09", "raft/RP-10", "raft/RP-11", "raft/RP-12"})
    EXPECT_EQ(way_out_of(name, ""), "") << name;
  EXPECT_EQ(way_out_of("raft/RF-04", "commit-any-term"),
            "event 81: S1 commits slot 3 at term 4, whose entry is of an earlier term or on no "
            "majority: no CommitEntry");
  EXPECT_EQ(way_out_of("raft/RF-06", "vote-not-on-disk"),
            "event 8: S3 begins to lead at term 1 by the votes of S2 and S3, which are no majority "
            "that may vote so: no BecomeLeader");
  EXPECT_EQ(way_out_of("raft/RF-07", ""),
            "event 12: S2 is at term 0, where currentTerm was 1: no action does that");
}

/// A world, and what its events are in the specification.
struct Told : Watched<RaftRefinement> {
  std::string fires(const char* name, std::uint8_t kind) {
    for (const Timer& timer : world.timers)
      if (timer.node == node(world, name) && timer.kind == kind) return is(actions::fire(timer.id));
    return "no such timer";
  }
  std::size_t committed() const { return refinement.state().spec.committed.size(); }
};

TEST(RaftRefinement, of_the_vote_that_completes_a_majority_is_become_leader) {
  Told run{{raft_world(3)}};
  EXPECT_EQ(run.fires("S1", Raft::election), "none")
      << "a term that nobody leads at is passed over";
  EXPECT_EQ(run.fires("S1", Raft::election), "none");
  EXPECT_EQ(run.delivers("requestvote", "S1", "S2"), "none");
  EXPECT_EQ(run.delivers("vote", "S2", "S1"), "none") << "it is of term 1";
  EXPECT_EQ(run.delivers("requestvote", "S1", "S2"), "none");
  EXPECT_EQ(run.delivers("vote", "S2", "S1"), "step");
  EXPECT_EQ(run.refinement.state().led, (std::vector<RaftSpec::Term>{2}));
  EXPECT_EQ(run.refinement.state().spec.logs[0], (RaftSpec::Log{1})) << "its no-op, too";
}

TEST(RaftRefinement, of_the_answer_that_completes_a_majority_is_commit_entry) {
  Told run{{raft_world(3)}};
  run.fires("S1", Raft::election);
  run.delivers("requestvote", "S1", "S2");
  run.delivers("vote", "S2", "S1");
  EXPECT_EQ(run.delivers("append", "S1", "S2"), "step");
  EXPECT_EQ(run.committed(), 0u);
  EXPECT_EQ(run.delivers("appended", "S2", "S1"), "step");
  EXPECT_EQ(run.committed(), 1u);
  EXPECT_EQ(run.fires("S1", Raft::heartbeat), "none");
  EXPECT_EQ(run.delivers("append", "S1", "S2"), "none") << "to learn what is committed is no step";
}

/// With S2's answer S1 commits by two of three members, and then takes S4 in: from then on three of
/// four are needed. S4 holds the log already, as S1 went on sending when its late answer came.
TEST(RaftRefinement, of_a_commit_and_a_change_of_members_in_one_event_counts_the_members_before) {
  Told run{{raft_world(4)}};
  const auto to = [&](std::initializer_list<const char*> others, const char* kind,
                      const char* answer) {
    for (const char* other : others) run.delivers(kind, "S1", other);
    for (const char* other : others) run.delivers(answer, other, "S1");
  };
  run.fires("S1", Raft::election);
  to({"S2", "S3", "S4"}, "requestvote", "vote");
  run.delivers("append", "S1", "S4");
  to({"S2", "S3"}, "append", "appended");
  EXPECT_EQ(run.is(actions::propose({0}, "-S4")), "step");
  to({"S2", "S3"}, "append", "appended");
  run.delivers("appended", "S4", "S1");
  to({"S4"}, "append", "appended");
  EXPECT_EQ(run.committed(), 2u);
  ASSERT_EQ(server(run.world, 4).log.size(), 2u) << "S4 was sent no more";
  run.is(actions::propose({0}, "+S4"));
  EXPECT_EQ(run.is(actions::propose({0}, "blue")), "step");
  EXPECT_EQ(run.delivers("append", "S1", "S2"), "step");
  EXPECT_EQ(server(run.world, 1).log.size(), 3u) << "the change waits";
  EXPECT_EQ(run.delivers("appended", "S2", "S1"), "step");
  EXPECT_EQ(server(run.world, 1).log.size(), 4u) << "the change has not come in this event";
  EXPECT_EQ(run.committed(), 3u);
}

TEST(RaftRefinement, of_what_only_the_network_and_memory_notice_is_none) {
  Told run{{raft_world(3)}};
  run.fires("S1", Raft::election);
  run.delivers("requestvote", "S1", "S2");
  run.delivers("vote", "S2", "S1");
  EXPECT_EQ(run.is(actions::on_node(Verb::crash, {0})), "none");
  EXPECT_EQ(run.is(actions::on_node(Verb::restart, {0})), "none");
  EXPECT_EQ(run.is(actions::on_node(Verb::wipe, {2})), "none") << "nothing was on its disk";
  EXPECT_EQ(run.is(actions::on_node(Verb::wipe, {1})),
            "S2 is at term 0, where currentTerm was 1: no action does that");
}

/// The commit of RF-08: S2 is at term 2 when S3 takes the entry of term 1. At no moment do three
/// servers of term 1 hold it; told term by term they do.
TEST(RaftRefinement, of_a_commit_by_a_leader_that_is_over_comes_before_the_next_election) {
  Told run{{raft_world(3)}};
  run.fires("S1", Raft::election);
  run.delivers("requestvote", "S1", "S2");
  run.delivers("vote", "S2", "S1");
  run.delivers("append", "S1", "S2");
  run.fires("S2", Raft::election);
  run.delivers("requestvote", "S2", "S3");
  EXPECT_EQ(run.delivers("vote", "S3", "S2"), "step");
  EXPECT_EQ(run.delivers("appended", "S2", "S1"), "step");
  EXPECT_EQ(run.committed(), 1u);
  EXPECT_EQ(run.refinement.state().led, (std::vector<RaftSpec::Term>{1, 2}));
  EXPECT_EQ(run.refinement.state().done.back().term, 2u) << "what was done last is of term 2";
}

TEST(RaftRefinement, of_a_log_or_a_lead_that_nobody_gave_is_no_step) {
  const auto after = [](auto&& harm) {
    Told run{{raft_world(3)}};
    run.fires("S1", Raft::election);
    run.delivers("requestvote", "S1", "S2");
    run.delivers("vote", "S2", "S1");
    run.delivers("append", "S1", "S2");
    harm(run.world);
    return run.is(actions::on_node(Verb::crash, {2}));
  };
  EXPECT_EQ(after([](Cluster&) {}), "none");
  EXPECT_EQ(after([](Cluster& world) { server(world, 2).log = {}; }),
            "S2 holds a log of 0 entries that is not the one of 1 entries that it wrote: no action "
            "does that");
  EXPECT_EQ(after([](Cluster& world) { server(world, 2).phase = Raft::Phase::leading; }),
            "S2 leads at term 1, where nobody elected it: no action does that");
}

/// S1 leads at term 3 and ends with an entry of term 1. It removes S2's entry of term 2.
TEST(RaftRefinement, without_a_first_entry_lets_a_newer_log_give_way_to_the_leader_of_its_term) {
  synod::Setup setup = raft_setup(3);
  setup.options.own.set(raft_options::no_op, 0);
  Told run{{make_cluster(raft(), setup)}};
  const auto elect = [&](const char* name, int terms) {
    for (int i = 0; i < terms; ++i) {
      run.fires(name, Raft::election);
      run.delivers("requestvote", name, "S3");
      run.delivers("vote", "S3", name);
    }
    EXPECT_EQ(server(run.world, node(run.world, name).index + 1u).phase, Raft::Phase::leading);
  };
  const auto lose_all = [&] {
    while (!run.world.in_flight.empty())
      run.is(actions::on_message(Verb::drop, run.world.in_flight.front().id));
  };
  elect("S1", 1);
  EXPECT_EQ(run.is(actions::propose({0}, "a")), "step");
  lose_all();
  elect("S2", 2);
  EXPECT_EQ(run.is(actions::propose({1}, "b")), "step");
  lose_all();
  run.is(actions::on_node(Verb::crash, {0}));
  run.is(actions::on_node(Verb::restart, {0}));
  elect("S1", 2);
  EXPECT_EQ(run.delivers("append", "S1", "S2"), "none") << "S2 refuses";
  EXPECT_EQ(run.delivers("appended", "S2", "S1"), "none");
  EXPECT_EQ(run.delivers("append", "S1", "S2"), "step");
  EXPECT_EQ(terms_of(server(run.world, 2).log), (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(run.refinement.state().spec.logs[1], (RaftSpec::Log{1}));
}

}  // namespace
}  // namespace synod
