// Protocols, explored: what holds in every order of events, and what does not.
#include "model/explore/explore.h"

#include <algorithm>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/explore/minimise.h"
#include "model/scenario/condition_parser.h"
#include "protocols/log_options.h"
#include "tests/effort.h"
#include "tests/model/why_script.h"
#include "tests/model/world.h"
#include "tests/places.h"
#include "tests/test_name.h"
#include "tutorials/scenario_file.h"

namespace synod::explore {
namespace {

using synod::testing::apart;
using synod::testing::run_of_script;

Run fresh(const Shape& shape, const Options& options = {}, const char* protocol = "paxos") {
  Setup setup;
  setup.protocol = protocol;
  setup.shape = shape;
  setup.options = options;
  return {make_cluster(*find_protocol(protocol), setup), {}};
}

Options with_bug(const char* bug) {
  Options options;
  options.bug = bug;
  return options;
}

Answer answer_to(const Run& run, const Bounds& bounds, const SearchLimits& limits = {.threads = 1},
                 const Question& question = {}) {
  SearchProgress progress;
  const Result<Answer> answer = explore(run, question, bounds, limits, progress);
  EXPECT_TRUE(answer) << (answer ? "" : answer.error().str());
  return answer ? *answer : Answer{};
}

Question goal(const char* condition) {
  const auto parsed = parse_condition(condition);
  EXPECT_TRUE(parsed);
  return {*parsed};
}

Cluster after(const Run& run, const std::vector<Action>& actions) {
  Cluster world = run.start;
  for (const Action& action : run.actions) EXPECT_FALSE(act(world, action));
  for (const Action& action : actions) EXPECT_FALSE(act(world, action));
  return world;
}

/// Two proposers with one ballot each, refusals silent: small enough for any test.
const Shape small{.proposers = 2, .acceptors = 3, .learners = 1};
const Shape no_learner{.proposers = 2, .acceptors = 3, .learners = 0};
Options silent(const char* bug = "") {
  Options options = with_bug(bug);
  options.nack = false;
  return options;
}

/// Every loss and every repetition, at a size that any test can pay.
constexpr Bounds lossy{.ballots = 1, .lossy = true, .symmetry = true, .merge_quiet = true};

TEST(Explore, finds_that_paxos_holds_in_every_order) {
  SKIP_IF_SANITIZED();
  const Answer answer =
      answer_to(fresh(small, silent()), {.ballots = 1, .symmetry = true}, {.threads = 2});
  EXPECT_EQ(answer.search.end, SearchEnd::complete);
  EXPECT_EQ(answer.search.states, 801'936u);
  EXPECT_LT(answer.collision, 1e-20);
}

TEST(Explore, finds_that_paxos_holds_with_every_loss_and_repetition_and_a_crash) {
  Bounds bounds = lossy;
  EXPECT_EQ(answer_to(fresh(small, silent()), bounds).search.states, 5'040u);
  bounds.crashes = bounds.restarts = 1;
  const Answer answer = answer_to(fresh(small, silent()), bounds);
  EXPECT_EQ(answer.search.end, SearchEnd::complete);
  EXPECT_EQ(answer.search.states, 7'396u);
}

TEST(Explore, counts_the_same_with_one_thread_and_with_two) {
  Shape few = small;
  few.learners = 0;
  const synod::Run run = fresh(few, silent());
  const Bounds narrow{.ballots = 1, .fingerprint = 64};
  Bounds merged = lossy;
  merged.symmetry = false;
  for (const Bounds& bounds : {Bounds{.ballots = 1}, narrow, lossy, merged}) {
    const Answer one = answer_to(run, bounds, {.threads = 1});
    const Answer two = answer_to(run, bounds, {.threads = 2});
    EXPECT_EQ(one.search.end, SearchEnd::complete);
    EXPECT_EQ(two.search.end, one.search.end);
    EXPECT_EQ(two.search.states, one.search.states);
    EXPECT_EQ(two.search.steps, one.search.steps);
    EXPECT_EQ(two.search.depth, one.search.depth);
  }
}

TEST(Explore, by_symmetry_has_fewer_states_and_the_same_verdict) {
  const Bounds all{.ballots = 1};
  const Bounds fewer{.ballots = 1, .symmetry = true};
  Shape few = small;
  few.learners = 0;
  const synod::Run right = fresh(few, silent());
  EXPECT_LT(5 * answer_to(right, fewer).search.states, answer_to(right, all).search.states);
  EXPECT_EQ(answer_to(right, fewer).search.depth, answer_to(right, all).search.depth);
  const synod::Run wrong = fresh(few, silent("no-adopt"));
  EXPECT_EQ(answer_to(wrong, fewer).actions.size(), answer_to(wrong, all).actions.size());
}

TEST(Explore, by_the_symmetry_of_values_has_fewer_states_and_the_same_verdict) {
  Shape few = small;
  few.learners = 0;
  Bounds bounds{.ballots = 1, .values = {"blue", "green"}};
  const auto both = [&](const char* bug) {
    bounds.symmetry = false;
    const Answer all = answer_to(fresh(few, silent(bug)), bounds, {.threads = 2});
    bounds.symmetry = true;
    const Answer fewer = answer_to(fresh(few, silent(bug)), bounds, {.threads = 2});
    EXPECT_EQ(fewer.search.end, all.search.end);
    EXPECT_EQ(fewer.search.depth, all.search.depth);
    EXPECT_EQ(fewer.actions.size(), all.actions.size());
    EXPECT_LT(9 * fewer.search.states, all.search.states);
  };
  both("");
  both("no-adopt");
}

TEST(Explore, of_what_a_person_asked_for_asks_again) {
  synod::Run run = fresh(small);
  run.actions.push_back(actions::propose({0}, "red"));
  const auto values = asked_for(run, {});
  EXPECT_EQ(values[0], std::vector<Text>{"red"});
  EXPECT_EQ(values[1], std::vector<Text>{"green"});
  EXPECT_TRUE(values[2].empty());
}

TEST(Explore, reaches_a_goal_by_the_shortest_way) {
  const synod::Run run = fresh(small);
  const Answer answer = answer_to(run, {.ballots = 1}, {.threads = 1}, goal("learned L1 blue"));
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  // Ask; two Prepares, two Promises, two Accepts, two Accepted.
  EXPECT_EQ(answer.actions.size(), 9u);
  EXPECT_EQ(after(run, answer.actions).observer.learned().size(), 1u);
}

TEST(Explore, finds_a_majority_that_holds_blue_while_blue_is_not_chosen) {
  const Answer answer =
      answer_to(fresh(no_learner, silent()), {.ballots = 1}, {.threads = 2},
                goal("A1.accepted = 1.1:blue and A2.accepted = 1.2:blue and not chosen blue"));
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  // Each asks, hears two Promises and has one Accept arrive: the later of them adopts blue.
  EXPECT_EQ(answer.actions.size(), 12u);
}

TEST(Explore, says_that_a_goal_is_out_of_reach) {
  const Answer answer = answer_to(fresh(no_learner, silent()), {.ballots = 1}, {.threads = 1},
                                  goal("chosen blue and chosen green"));
  EXPECT_EQ(answer.search.end, SearchEnd::complete);
  EXPECT_TRUE(answer.actions.empty());
}

TEST(Explore, goes_on_from_the_moment_that_it_is_given) {
  synod::Run run = fresh(apart, with_bug("no-adopt"));
  Cluster world = run.start;
  const auto act_too = [&](const Action& action) {
    ASSERT_FALSE(act(world, action));
    run.actions.push_back(action);
  };
  const Answer whole = answer_to(run, {.ballots = 1});
  ASSERT_EQ(whole.search.end, SearchEnd::found);
  for (std::size_t i = 0; i < 4; ++i) act_too(whole.actions[i]);
  const Answer rest = answer_to(run, {.ballots = 1});
  ASSERT_EQ(rest.search.end, SearchEnd::found);
  EXPECT_FALSE(after(run, rest.actions).observer.violations().empty());
}

TEST(Explore, releases_what_was_held_before_it_is_delivered) {
  synod::Run run = fresh(small);
  Cluster world = run.start;
  run.actions.push_back(actions::propose({0}, "blue"));
  act(world, run.actions.back());
  for (const Message& message : world.in_flight)
    run.actions.push_back(actions::on_message(Verb::hold, message.id));
  const Answer answer = answer_to(run, {.ballots = 0}, {.threads = 1}, goal("P1.value = blue"));
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  EXPECT_EQ(answer.actions.size(), 6u);
  EXPECT_EQ(after(run, answer.actions).observer.proposals().size(), 1u);
}

TEST(Explore, says_what_it_cannot_do_and_the_way_out) {
  const auto problem = [](const synod::Run& run, const Question& question, const Bounds& bounds) {
    const auto why = explore_problem(run, question, bounds);
    return why ? why->str() : std::string();
  };
  Options with_loss;
  with_loss.loss = 1'000;
  EXPECT_THAT(problem(fresh(small, with_loss), {}, {}), ::testing::HasSubstr("allow drops"));
  Options with_lease;
  with_lease.own.set(log_options::lease, 300);
  EXPECT_THAT(problem(fresh({.together = 3, .clients = 1}, with_lease, "multi"), {}, {}),
              ::testing::HasSubstr("no clock"));
  EXPECT_THAT(problem(fresh(small), {}, {.ballots = 16}), ::testing::HasSubstr("at most 15"));
  EXPECT_THAT(problem(fresh(small), {}, {.drops = 32}), ::testing::HasSubstr("at most 31"));
  EXPECT_THAT(problem(fresh(small), {}, {.fingerprint = 32}), ::testing::HasSubstr("64 or 128"));
  EXPECT_THAT(problem(fresh(small), goal("delivered nack *->P1"), {}),
              ::testing::HasSubstr("delivered"));
  EXPECT_THAT(problem(fresh(small), goal("chosen blue"), {.symmetry = true}),
              ::testing::HasSubstr("symmetry"));
  EXPECT_THAT(problem(fresh(small), goal("A9 down"), {}), ::testing::HasSubstr("A9"));
  EXPECT_EQ(problem(fresh(small), goal("chosen blue"), {}), "");
}

TEST(Explore, takes_a_paused_node_for_one_that_takes_no_step_yet) {
  const synod::Run paused =
      run_of_script("proposers 1\nacceptors 3\nlearners 0\npropose P1 blue\npause A1 A2\n");
  const synod::Run running =
      run_of_script("proposers 1\nacceptors 3\nlearners 0\npropose P1 blue\n");
  const Bounds none{.ballots = 0};
  EXPECT_EQ(answer_to(paused, none).search.states, answer_to(running, none).search.states);
  const Answer answer = answer_to(paused, none, {.threads = 1}, goal("chosen blue"));
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  const Cluster end = after(paused, answer.actions);
  EXPECT_FALSE(end.observer.chosen().empty());
  EXPECT_GE(std::ranges::count(answer.actions, Verb::resume, &Action::verb), 1);
}

TEST(Explore, refuses_pauses_as_they_add_nothing_without_a_clock) {
  SearchProgress progress;
  const auto refused = explore(fresh(small), {}, {.pauses = 1}, {.threads = 1}, progress);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().str(), ::testing::HasSubstr("a search has no clock"));
  const auto wanted =
      explore(fresh(small), goal("A1 paused"), {.ballots = 1}, {.threads = 1}, progress);
  ASSERT_FALSE(wanted);
  EXPECT_THAT(wanted.error().str(), ::testing::HasSubstr("can't ask who is paused"));
}

TEST(Explore, cancelled_or_at_a_limit_says_so) {
  SearchProgress progress;
  progress.cancelled = true;
  EXPECT_EQ(explore(fresh(small), {}, {}, {.threads = 1}, progress)->search.end,
            SearchEnd::cancelled);
  EXPECT_EQ(answer_to(fresh(small), {}, {.states = 1'000, .threads = 2}).search.end,
            SearchEnd::too_many);
  EXPECT_EQ(answer_to(fresh(small), {}, {.depth = 4, .threads = 1}).search.end,
            SearchEnd::too_deep);
}

/// A wrong variant, what it takes to break it, and how many events that takes at least.
struct Broken {
  const char* bug;
  std::size_t events;        ///< From `before` on.
  const char* cluster = "";  ///< The lines of a script that set it up.
  Bounds bounds{};
  const char* invariant = "agreement";
  const char* before = "";  ///< What has happened when the exploration begins.
  bool many_states = false;

  friend void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.bug; }
};

synod::Run wrong(const Broken& broken) {
  return run_of_script(
      fmt::format("{}option bug {}\n{}", broken.cluster, broken.bug, broken.before));
}

class WrongVariant : public ::testing::TestWithParam<Broken> {};

TEST_P(WrongVariant, is_caught_by_the_shortest_run_that_shows_it) {
  const Broken& broken = GetParam();
  if (broken.many_states) SKIP_IF_SANITIZED();
  const synod::Run run = wrong(broken);
  const Answer answer = answer_to(run, broken.bounds, {.threads = 2}, {{}, broken.invariant});
  ASSERT_EQ(answer.search.end, SearchEnd::found);
  EXPECT_EQ(answer.broken, broken.invariant);
  EXPECT_EQ(answer.actions.size(), broken.events);
  EXPECT_NE(after(run, answer.actions).observer.violation(broken.invariant), nullptr);

  // Nothing can be left out of a shortest way.
  const auto reached = [&](const Cluster& world) {
    return world.observer.violation(broken.invariant) != nullptr;
  };
  EXPECT_EQ(minimised(after(run, {}), answer.actions, reached).size(), broken.events);
}

constexpr const char* one =
    "protocol paxos\nproposers 1\nacceptors 3\nlearners 0\noption nack off\n";
constexpr const char* two =
    "protocol paxos\nproposers 2\nacceptors 3\nlearners 0\noption nack off\n";
constexpr const char* two_with_q1_of_1 =
    "protocol paxos\nproposers 2\nacceptors 3\nlearners 0\noption nack off\n"
    "option q1 1\noption q2 3\n";
constexpr const char* two_heard =
    "protocol paxos\nproposers 2\nacceptors 3\nlearners 1\noption nack off\n";
constexpr const char* three =
    "protocol paxos\nproposers 3\nacceptors 3\nlearners 0\noption nack off\n";
constexpr const char* three_and_five =
    "protocol paxos\nproposers 3\nacceptors 5\nlearners 0\noption nack off\n";
constexpr const char* log_with_clients = "protocol multi\nnodes 3\nclients 2\n";
constexpr const char* log_of_five = "protocol multi\nnodes 5\n";
constexpr const char* log_of_three = "protocol multi\nnodes 3\n";

/// Blue is accepted by A1 alone, and P2 may have green accepted by A2 and A3.
const char* const blue_at_one =
    "propose P1 blue\ndeliver prepare P1->A1\ndeliver prepare P1->A2\ndeliver promise *->P1\n"
    "deliver accept P1->A1\ncrash P1\n"
    "propose P2 green\ndeliver prepare P2->A2\ndeliver prepare P2->A3\ndeliver promise *->P2\n"
    "crash P2\n";

/// Blue is accepted by A1 and A2, green by A3; A4 and A5 may still accept it.
const char* const two_blue_one_green =
    "propose P1 blue\ndeliver prepare P1->A1\ndeliver prepare P1->A2\ndeliver prepare P1->A3\n"
    "deliver promise *->P1\ndeliver accept P1->A1\ndeliver accept P1->A2\ncrash P1\n"
    "propose P2 green\ndeliver prepare P2->A3\ndeliver prepare P2->A4\ndeliver prepare P2->A5\n"
    "deliver promise *->P2\ndeliver accept P2->A3\ncrash P2\n";

/// N2 promised 1.1 only and has asked for slot 1; 2.3 chose x in slot 2. An Accept of 1.1 is late.
const char* const late_accept_of_one =
    "propose N1 a\ndeliver prepare N1->N3\ndeliver prepare N1->N4\ndeliver promise *->N1\n"
    "drop accept N1->N2\ndrop accept N1->N5\ndeliver accept N1->*\ndeliver accepted *->N1\n"
    "propose N1 y\nduplicate accept N1->N2\ndeliver accept N1->N2\nhold accept N1->N2\n"
    "drop accept N1->N3\ndrop accept N1->N4\ndrop accept N1->N5\npropose N3 x at 2\n"
    "deliver prepare 2.3 N3->N4\ndeliver prepare 2.3 N3->N5\ndeliver promise 2.3 *->N3\n"
    "deliver accept 2.3 N3->N4\ndeliver accept 2.3 N3->N4\ndeliver accept 2.3 N3->N5\n"
    "deliver accept 2.3 N3->N5\ndeliver accepted 2.3 *->N3\npropose N3 z\n"
    "deliver accept 2.3 N3->N1\ndeliver accept 2.3 N3->N1\ndeliver accept 2.3 N3->N1\n";

/// N1 leads at 2.1 and has asked for slot 1; 3.5 chose w in slot 3, where N2 accepted v at 2.1.
const char* const over_at_two_one =
    "propose N3 a\ndeliver prepare N3->N4\ndeliver prepare N3->N5\ndeliver promise *->N3\n"
    "drop accept N3->N1\ndrop accept N3->N2\ndeliver accept N3->*\ndeliver accepted *->N3\n"
    "propose N3 b\ndeliver accept N3->N1\ndrop accept N3->N2\ndeliver accept N3->*\n"
    "deliver accepted N4->N3\ndeliver accepted N5->N3\ndrop accepted N1->N3\npropose N1 v at 2\n"
    "drop prepare 2.1 N1->N3\ndrop prepare 2.1 N1->N5\ndeliver prepare 2.1 N1->*\n"
    "deliver promise 2.1 *->N1\ndeliver accept 2.1 N1->N2\ndeliver accept 2.1 N1->N2\n"
    "drop accept 2.1 N1->*\npropose N5 w at 3\ndrop prepare 3.5 N5->N1\n"
    "drop prepare 3.5 N5->N2\ndeliver prepare 3.5 N5->*\ndeliver promise 3.5 *->N5\n"
    "drop accept 3.5 N5->N1\ndrop accept 3.5 N5->N2\ndeliver accept 3.5 N5->*\n"
    "deliver accepted 3.5 *->N5\npropose N5 z\ndeliver accept 3.5 N5->N3\n";

/// N1 is cut off with C1 and still leads, as far as it knows; N2 has answered C2's x=2.
const char* const cut_off_with_c1 =
    "propose N1 x=1 at 1\ndeliver prepare N1->*\ndeliver promise *->N1\ndeliver accept N1->*\n"
    "deliver accepted *->N1\npartition N1 C1 | N2 N3 C2\npropose N2 y=0 at 2\n"
    "deliver prepare 2.2 N2->N3\ndeliver promise N3->N2\ndeliver accept 2.2 N2->N3\n"
    "deliver accept 2.2 N2->N3\ndeliver accepted 2.2 N3->N2\ndeliver accepted 2.2 N3->N2\n"
    "propose C2 x=2\nfire C2 retry\ndeliver request C2->N2\ndeliver accept 2.2 N2->N3\n"
    "deliver accepted 2.2 N3->N2\n";

constexpr Bounds a_ballot{.ballots = 1, .symmetry = true};
constexpr Bounds two_ballots{.ballots = 2, .symmetry = true};
constexpr Bounds a_crash{.ballots = 1, .crashes = 1, .restarts = 1, .symmetry = true};

std::vector<Broken> unsafe_variants() {
  return {
      Broken{"no-adopt", 14, two, a_ballot},
      Broken{"adopt-first", 20, three, a_ballot, "agreement", "", true},
      Broken{"most-common", 12, three_and_five, a_ballot, "agreement", two_blue_one_green, true},
      Broken{"old-promise", 15, two, two_ballots},
      Broken{"no-phase1", 6, two, a_ballot},
      Broken{"half-quorum", 10, two, a_ballot},
      Broken{"dup-counts", 9, two_heard, {.ballots = 1, .duplicates = 1}, "learning"},
      Broken{"no-promise-on-accept", 20, three, a_ballot, "agreement", "", true},
      Broken{"no-accept-check", 14, two, a_ballot},
      Broken{"forget-promise", 16, two, a_crash},
      Broken{"restore-accepted", 12, three, a_crash, "agreement", blue_at_one, true},
      Broken{"reuse-ballot",
             16,
             one,
             {.ballots = 2,
              .values = {"blue", "green"},
              .crashes = 1,
              .restarts = 1,
              .symmetry = true}},
      Broken{"random", 14, two, a_ballot},
      Broken{"strict", 12, two_with_q1_of_1, a_ballot},
      Broken{"count-any-ballot", 14, two_heard, two_ballots, "learning"},
      Broken{"learn-own-vote", 6, two, a_ballot, "learning"},
      Broken{"skip-first-unchosen", 11, log_of_three, {.ballots = 1}, "learning"},
      Broken{"reuse-slot", 6, log_of_three, {.ballots = 1}, "integrity"},
      Broken{"apply-out-of-order", 7, log_of_three, {.ballots = 1}, "prefix"},
      Broken{"overwrite-known", 4, log_of_five, {}, "knowledge", late_accept_of_one},
      Broken{"trust-first-unchosen", 4, log_of_five, {.ballots = 1}, "knowledge", over_at_two_one},
      Broken{"stale-reads",
             4,
             log_with_clients,
             {.ballots = 1, .values = {"x?"}},
             "linearizable",
             cut_off_with_c1}};
}

INSTANTIATE_TEST_SUITE_P(, WrongVariant, ::testing::ValuesIn(unsafe_variants()),
                         [](const auto& each) { return test_name(each.param.bug); });

TEST(WrongVariants, that_are_unsafe_all_have_a_shortest_run) {
  for (const char* protocol : {"paxos", "multi"})
    for (const Variant& variant : find_protocol(protocol)->info().variants) {
      const auto is_it = [&](const Broken& broken) {
        return std::string_view(variant.name) == broken.bug;
      };
      // Leases are a matter of time, and an exploration has no clock.
      const bool timed = std::string_view(variant.name) == "lease-from-arrival";
      EXPECT_EQ(std::ranges::any_of(unsafe_variants(), is_it), !variant.safe && !timed)
          << variant.name;
    }
}

/// The beginnings in which leaders of old ballots do harm, of the right protocol: as far as the
/// wrong variants need, and two events more. To the end would be too far.
TEST(OldLeaders, break_nothing_in_the_next_six_events) {
  for (const std::string& before :
       {std::string(late_accept_of_one), over_at_two_one + std::string("propose N1 u\n")}) {
    const Answer answer =
        answer_to(run_of_script(log_of_five + before), {.ballots = 1}, {.depth = 6, .threads = 2});
    EXPECT_EQ(answer.search.end, SearchEnd::too_deep);
    EXPECT_GT(answer.search.states, 1'000u);
  }
}

TEST(WrongVariants, that_are_safe_break_nothing) {
  for (const Variant& variant : find_protocol("paxos")->info().variants) {
    if (!variant.safe) continue;
    const Answer answer = answer_to(fresh(no_learner, silent(std::string(variant.name).c_str())),
                                    a_ballot, {.threads = 2});
    EXPECT_EQ(answer.search.end, SearchEnd::complete) << variant.name;
  }
}

TEST(LostDisk, breaks_agreement_in_as_few_events_as_the_textbook_needs) {
  SKIP_IF_SANITIZED();
  Bounds bounds = two_ballots;
  bounds.wipes = bounds.restarts = 1;
  const Answer answer =
      answer_to(fresh(no_learner, silent()), bounds, {.threads = 2}, {{}, "agreement"});
  ASSERT_EQ(answer.search.end, SearchEnd::found);

  const Verdict textbook =
      verify(SYNOD_SOURCE_DIR "/tutorials/scenarios/textbook/BP-17b.synod", find_protocol);
  ASSERT_TRUE(textbook.history);
  const synod::Run run = line_of(*textbook.history);
  const auto disagrees = [](const Cluster& world) {
    return world.observer.violation("agreement") != nullptr;
  };
  const std::vector<Action> needed = minimised(run.start, run.actions, disagrees);
  EXPECT_EQ(answer.actions.size(), 16u);
  EXPECT_EQ(answer.actions.size(), needed.size());

  // Both lose the disk of an acceptor that has voted, and tell the same in another order.
  const auto verbs = [](std::vector<Action> actions) {
    std::vector<Verb> all;
    for (const Action& action : actions) all.push_back(action.verb);
    std::ranges::sort(all);
    return all;
  };
  EXPECT_EQ(verbs(answer.actions), verbs(needed));
}

TEST(Minimised, leaves_out_what_a_run_does_not_need) {
  synod::Run run = fresh(apart);
  Cluster world = run.start;
  std::vector<Action> actions;
  const auto act_too = [&](const Action& action) {
    ASSERT_FALSE(act(world, action));
    actions.push_back(action);
  };
  act_too(actions::propose({0}, "blue"));
  while (const auto due = next_due(world)) act_too(*due);
  act_too(actions::propose({1}, "green"));
  while (const auto due = next_due(world)) act_too(*due);
  const auto blue_is_learned = [](const Cluster& end) {
    for (const Learned& learned : end.observer.learned())
      if (learned.value == Text("blue")) return true;
    return false;
  };
  ASSERT_GT(actions.size(), 9u);
  EXPECT_EQ(minimised(run.start, actions, blue_is_learned).size(), 9u);
}

}  // namespace
}  // namespace synod::explore
