// Outlook on what can still become chosen: at moments that a textbook shows, and beside the
// explorer's own answers.
#include "model/explore/outlook.h"

#include <gtest/gtest.h>

#include "model/explore/explore.h"
#include "model/scenario/condition_parser.h"
#include "tests/model/why_script.h"

namespace synod::explore {
namespace {

using synod::testing::run_of_script;

const std::string two_and_three = "proposers 2\nacceptors 3\nlearners 1\n";
const std::string both_ask = "propose P1 blue\npropose P2 green\n";
/// P1 has asked all and heard a quorum: its Accepts are under way.
const std::string blue_is_put_to_the_vote =
    "propose P1 blue\ndeliver prepare P1->A1\ndeliver prepare P1->A2\n"
    "deliver promise A1->P1\ndeliver promise A2->P1\n";

/// As much as a moment is enough for.
constexpr SearchLimits moment{.states = 200'000};

Outlook outlook(const synod::Run& run, const SearchLimits& limits = moment) {
  SearchProgress progress;
  return outlook_of(run, limits, progress);
}
Outlook outlook(const std::string& script, const SearchLimits& limits = moment) {
  return outlook(run_of_script(script), limits);
}

Forecast of(const Outlook& outlook, const Text& value) {
  for (const ValueForecast& forecast : outlook.values)
    if (forecast.value == value) return forecast.chosen;
  ADD_FAILURE() << "nobody asked for " << value.str();
  return {};
}

TEST(Outlook, of_a_fresh_cluster_names_no_value) {
  const Outlook fresh = outlook(two_and_three);
  EXPECT_TRUE(fresh.values.empty());
  EXPECT_EQ(fresh.two_values.prospect, Prospect::impossible);
}

TEST(Outlook, leaves_both_values_open_while_nobody_promised_the_higher_ballot) {
  const Outlook open = outlook(two_and_three + both_ask);
  EXPECT_EQ(of(open, "blue").prospect, Prospect::under_way);
  EXPECT_EQ(of(open, "green").prospect, Prospect::under_way);
  EXPECT_EQ(of(open, "blue").way.size(), 6u);
}

TEST(Outlook, shrinks_with_promises_to_a_higher_ballot) {
  const std::string promised =
      two_and_three + both_ask + "deliver prepare P2->A1\ndeliver prepare P2->A2\n";
  const Outlook later = outlook(promised);
  EXPECT_EQ(of(later, "blue").prospect, Prospect::asked_anew);
  EXPECT_EQ(of(later, "green").prospect, Prospect::under_way);
}

TEST(Outlook, keeps_a_value_open_that_an_acceptor_may_still_report) {
  const std::string reported = two_and_three + blue_is_put_to_the_vote +
                               "deliver accept P1->A1\npropose P2 green\n"
                               "deliver prepare P2->A2\ndeliver prepare P2->A3\n";
  EXPECT_EQ(of(outlook(reported), "blue").prospect, Prospect::under_way);
  // Without A1's report P2 is free to propose its own; blue needs another ballot then.
  const Outlook free = outlook(reported + "deliver promise A2->P2\ndeliver promise A3->P2\n");
  EXPECT_EQ(of(free, "blue").prospect, Prospect::asked_anew);
  EXPECT_EQ(of(free, "green").prospect, Prospect::under_way);
}

TEST(Outlook, rules_every_other_value_out_once_a_quorum_accepted_one) {
  const Outlook chosen = outlook(two_and_three + "propose P2 green\n" + blue_is_put_to_the_vote +
                                 "deliver accept P1->A1\ndeliver accept P1->A2\n");
  EXPECT_EQ(of(chosen, "blue").prospect, Prospect::happened);
  EXPECT_EQ(of(chosen, "green").prospect, Prospect::impossible);
  EXPECT_TRUE(of(chosen, "green").by_rule);
  EXPECT_EQ(chosen.two_values.prospect, Prospect::impossible);
}

TEST(Outlook, closes_for_all_values_where_no_quorum_is_up) {
  const Outlook dead = outlook(two_and_three + both_ask + "crash A1\ncrash A3\n");
  EXPECT_EQ(of(dead, "blue").prospect, Prospect::impossible);
  EXPECT_EQ(of(dead, "green").prospect, Prospect::impossible);
  EXPECT_FALSE(of(dead, "green").by_rule);
}

TEST(Outlook, closes_for_the_value_of_a_proposer_that_is_down_before_anybody_accepted_it) {
  const Outlook alone = outlook(two_and_three + both_ask + "crash P1\n");
  EXPECT_EQ(of(alone, "blue").prospect, Prospect::impossible);
  EXPECT_EQ(of(alone, "green").prospect, Prospect::under_way);
}

TEST(Outlook, needs_a_new_ballot_where_a_cut_took_the_messages) {
  EXPECT_EQ(
      of(outlook(two_and_three + "propose P1 blue\ncut P1-A1\ncut P1-A2\nheal P1-A1\n"), "blue")
          .prospect,
      Prospect::asked_anew);
  EXPECT_EQ(of(outlook(two_and_three + "propose P1 blue\ncut P1-A1\ncut P1-A2\n"), "blue").prospect,
            Prospect::impossible);
}

TEST(Outlook, shows_a_way_to_two_values_where_a_rule_is_left_out) {
  const synod::Run run = run_of_script(two_and_three + "option bug no-adopt\n" + both_ask);
  const Outlook wrong = outlook(run);
  ASSERT_EQ(wrong.two_values.prospect, Prospect::under_way);
  const Cluster end = end_of(followed_by(run, wrong.two_values.way));
  EXPECT_NE(end.observer.violation("agreement"), nullptr);
}

TEST(Outlook, does_not_trust_the_proof_once_a_disk_was_lost) {
  const std::string lost = two_and_three + "propose P2 green\n" + blue_is_put_to_the_vote +
                           "deliver accept P1->A1\ndeliver accept P1->A2\nwipe A1\nrestart A1\n";
  const Outlook later = outlook(lost);
  EXPECT_FALSE(of(later, "green").by_rule);
  EXPECT_EQ(of(later, "green").prospect, Prospect::under_way);
  EXPECT_EQ(later.two_values.prospect, Prospect::under_way);
}

TEST(Outlook, does_not_trust_the_proof_where_quorums_need_not_meet) {
  const Outlook apart =
      outlook("proposers 2\nacceptors 2\nlearners 0\noption q1 1\noption q2 1\n" + both_ask);
  EXPECT_FALSE(apart.two_values.by_rule);
  EXPECT_EQ(apart.two_values.prospect, Prospect::under_way);
}

TEST(Outlook, finds_what_only_a_repeated_message_would_do_out_of_reach) {
  // Counting one acceptor twice needs the network to repeat its Promise, and it does not here.
  const Outlook twice = outlook(
      "proposers 1\nacceptors 3\nlearners 0\noption bug dup-counts\npropose P1 blue\n"
      "crash A2\ncrash A3\n");
  EXPECT_EQ(of(twice, "blue").prospect, Prospect::impossible);
}

TEST(Outlook, does_not_know_where_the_limits_come_first) {
  const Outlook soon = outlook(two_and_three + both_ask, {.states = 3});
  EXPECT_EQ(of(soon, "blue").prospect, Prospect::unknown);
  EXPECT_TRUE(of(soon, "blue").way.empty());
}

TEST(Outlook, knows_what_was_found_when_it_was_cancelled_and_no_more) {
  SearchProgress progress;
  progress.cancelled = true;
  const Outlook none = outlook_of(run_of_script(two_and_three + both_ask), {}, progress);
  EXPECT_EQ(of(none, "green").prospect, Prospect::unknown);
  EXPECT_EQ(none.two_values.prospect, Prospect::impossible);
}

TEST(Outlook, is_given_for_one_decision_without_chance) {
  const auto problem = [](const std::string& script) {
    return outlook_problem(run_of_script(script).start).has_value();
  };
  EXPECT_FALSE(problem(two_and_three));
  EXPECT_TRUE(problem("protocol multi\nnodes 3\n"));
  EXPECT_TRUE(problem("protocol 2pc\nparticipants 3\n")) << "no value that is asked for is chosen";
  EXPECT_TRUE(problem(two_and_three + "option loss 10%\n"));
}

/// What the explorer says of `value` within so many new ballots of each.
SearchResult explored(const synod::Run& run, const Text& value, std::uint32_t ballots,
                      std::size_t& events) {
  SearchProgress progress;
  const Question question{*parse_condition("chosen " + value.str()), {}};
  const auto answer = explore(run, question, {.ballots = ballots}, {}, progress);
  EXPECT_TRUE(answer) << (answer ? "" : answer.error().str());
  if (!answer) return {};
  events = answer->actions.size();
  return answer->search;
}

Prospect explored(const synod::Run& run, const Text& value, std::size_t& events) {
  const Cluster here = end_of(run);
  for (const Chosen& chosen : here.observer.chosen())
    if (chosen.vote.value == value) return Prospect::happened;
  if (explored(run, value, 0, events).end == SearchEnd::found) return Prospect::under_way;
  return explored(run, value, 1, events).end == SearchEnd::found ? Prospect::asked_anew
                                                                 : Prospect::impossible;
}

/// Looks at every moment of a run that has any events yet, or at every so manyth.
void agrees_with_the_explorer(const std::string& script, std::size_t stride = 1) {
  const synod::Run whole = run_of_script(script);
  for (std::size_t length = 2; length <= whole.actions.size(); length += stride) {
    synod::Run run = whole;
    run.actions.resize(length);
    const Outlook outlook = explore::outlook(run);
    for (const auto& [value, forecast] : outlook.values) {
      std::size_t events = 0;
      EXPECT_EQ(forecast.prospect, explored(run, value, events))
          << value.str() << " after " << length << " events of\n"
          << script;
      EXPECT_EQ(forecast.way.size(), events) << value.str() << " after " << length;
      if (forecast.way.empty()) continue;
      const Cluster end = end_of(followed_by(run, forecast.way));
      EXPECT_TRUE(is_reached(end, *parse_condition("chosen " + value.str())));
    }
  }
}

const std::string small = "proposers 2\nacceptors 2\nlearners 0\noption nack off\n";

TEST(Outlook, agrees_with_the_explorer_along_a_duel) {
  agrees_with_the_explorer(small + both_ask + "run for 300ms\n");
  agrees_with_the_explorer(small + both_ask + "deliver prepare P2->A1\ncrash P2\nrun for 300ms\n");
}

TEST(Outlook, agrees_with_the_explorer_where_rules_are_left_out) {
  for (const char* bug : {"no-adopt", "no-accept-check", "half-quorum", "dup-counts"})
    agrees_with_the_explorer(small + "option bug " + bug + "\n" + both_ask + "run for 300ms\n", 4);
}

TEST(Outlook, rests_on_learners_that_send_nothing) {
  const synod::Run run = run_of_script("proposers 2\nacceptors 3\nlearners 2\n" + both_ask +
                                       "run for 500ms\npropose P1 blue\n"
                                       "crash L1\nrestart L1\nrun for 500ms\n");
  const Cluster end = end_of(run);
  for (const Message& message : end.delivered)
    EXPECT_FALSE(run.start.shape().roles(message.from) == Role::learner);
}

}  // namespace
}  // namespace synod::explore
