// Explanations of textbook runs.
#include "model/why/slice_replay.h"
#include "tests/model/why_script.h"
#include "tests/model/wrong_protocol.h"
#include "tests/places.h"
#include "tutorials/scenario_file.h"

namespace synod {
namespace {

using testing::length;
using testing::node;
using testing::run_of_script;
using testing::told;

using Slice = std::vector<EventNumber>;

synod::Run textbook(const std::string& name) {
  const auto path =
      std::filesystem::path(SYNOD_SOURCE_DIR) / "tutorials/scenarios/textbook" / (name + ".synod");
  const Verdict verdict = verify(path, find_protocol);
  EXPECT_TRUE(verdict.passed()) << path;
  return line_of(*verdict.history);
}

Why explained(const synod::Run& run, const Fact& fact) {
  auto found = why(run, fact);
  EXPECT_TRUE(found) << found.error().str();
  return found ? *found : Why{};
}

std::vector<std::string> texts(const Why& why) {
  std::vector<std::string> all;
  for (const WhyStep& step : why.steps) all.push_back(step.text.str());
  return all;
}

std::vector<std::string> rules(const Why& why) {
  std::vector<std::string> all;
  for (const WhyStep& step : why.steps) all.push_back(step.rule);
  return all;
}

TEST(WhyTextbook, a_minority_vote_does_not_matter_to_what_is_chosen_later) {
  const auto run = textbook("BP-05");
  const Why why = explained(run, Fact::of_chosen(length(run)));
  EXPECT_EQ(why.question.str(), "Why is V2 chosen?");
  // Nothing of P1's ballot 1.1, although A1 accepted V1 there.
  EXPECT_EQ(why.slice, (Slice{12, 13, 14, 15, 16, 17, 18})) << told(run, why.slice);
  EXPECT_EQ(rules(why),
            (std::vector<std::string>{"Phase 1a", "Phase 1b", "Phase 2a (P2c)", "Phase 2b", ""}));
  EXPECT_EQ(texts(why)[1], "A2 and A3 promise ballot 2.2.");
  EXPECT_EQ(texts(why)[3], "A1 and A2 accept V2 at ballot 2.2.");
  EXPECT_EQ(why.messages.size(), 6u);
}

TEST(WhyTextbook, a_proposer_takes_the_highest_of_two_reports_and_both_belong_to_the_cause) {
  const auto run = textbook("BP-06");
  const Why why = explained(run, Fact::of_field(length(run), node(run, "P4"), "value"));
  EXPECT_EQ(why.question.str(), "Why does P4 propose V2?");
  EXPECT_EQ(why.answer.str(),
            "P4 must take over V2: of what its quorum reported, 2.2:V2 from A2 has the highest "
            "ballot.");
  // A1's vote at 1.1 and A2's at 2.2, but nothing of P3's ballot 3.3.
  EXPECT_EQ(why.slice, (Slice{1,  2,  3,  4,  7,  8,  9,  12, 16, 17, 18, 19,
                              21, 22, 23, 25, 45, 46, 47, 48, 49, 50, 51}))
      << told(run, why.slice);
  EXPECT_FALSE(why.holds(29));
  EXPECT_TRUE(why.holds(25));
}

TEST(WhyTextbook, a_new_proposer_must_take_over_what_is_chosen) {
  const auto run = textbook("BP-07");
  const Why why = explained(run, Fact::of_field(length(run), node(run, "P2"), "value"));
  EXPECT_EQ(why.question.str(), "Why does P2 propose V1?");
  // P1's quorum, A2's vote, A2's report of it, and P2's quorum. A1's vote is no part of it.
  EXPECT_EQ(why.slice, (Slice{1, 2, 3, 5, 6, 9, 15, 16, 17, 18, 19})) << told(run, why.slice);
  const auto steps = texts(why);
  EXPECT_EQ(std::count(steps.begin(), steps.end(),
                       "A2 promises ballot 2.2: higher than 1.1. It reports the value it accepted, "
                       "1.1:V1."),
            1);
}

TEST(WhyTextbook, what_is_chosen_is_explained_by_its_first_ballot) {
  const auto run = textbook("BP-07");
  const Why why = explained(run, Fact::of_chosen(length(run)));
  EXPECT_EQ(why.slice, (Slice{1, 2, 3, 5, 6, 8, 9})) << told(run, why.slice);
  EXPECT_EQ(why.answer.str(),
            "A1 and A2 accepted V1 at the same ballot 1.1, and any 2 acceptors are a quorum.");
}

TEST(WhyTextbook, a_learner_has_learned_from_a_quorum_at_one_ballot) {
  const auto run = textbook("BP-07");
  const Why why = explained(run, Fact::of_learned(length(run), node(run, "L1")));
  EXPECT_EQ(why.question.str(), "Why has L1 learned V1?");
  EXPECT_EQ(why.slice, (Slice{1, 2, 3, 5, 6, 8, 9, 11, 13})) << told(run, why.slice);
}

TEST(WhyTextbook, an_acceptor_promises_as_it_was_asked_whatever_it_did_before) {
  const auto run = textbook("BP-07");
  const Why why = explained(run, Fact::of_field(19, node(run, "A2"), "promised"));
  EXPECT_EQ(why.question.str(), "Why has A2 promised 2.2?");
  EXPECT_EQ(why.slice, (Slice{15, 16})) << told(run, why.slice);
}

TEST(WhyTextbook, accepting_is_promising_and_so_a_late_accept_is_refused) {
  const auto run = textbook("BP-12");
  const Why why = explained(run, Fact::of_event(17));
  EXPECT_EQ(why.question.str(), "Why did A1 refuse 1.1?");
  EXPECT_EQ(why.answer.str(),
            "A1 had promised 2.2 before, and so it answers nothing below: not 1.1.");
  // What P1 sent, and the Accept 2.2 that raised A1's promise, with all that P2 needed for it.
  EXPECT_EQ(why.slice, (Slice{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 17})) << told(run, why.slice);
  EXPECT_EQ(texts(why).back(),
            "A1 refuses P1's Accept 1.1: it has promised the higher ballot 2.2.");
}

TEST(WhyTextbook, a_broken_rule_is_explained_by_both_quorums) {
  const auto run = textbook("NV-03b");
  const Why why = explained(run, Fact::of_violation(length(run), "agreement"));
  EXPECT_EQ(why.question.str(), "Why is agreement violated?");
  const SliceEnd end = replay_slice(run, why.slice);
  ASSERT_TRUE(end.complete);
  EXPECT_EQ(end.world.observer.chosen().size(), 2u);
  EXPECT_EQ(end.world.observer.violations().front().invariant, std::string("agreement"));
}

TEST(WhyTextbook, a_reckless_cluster_breaks_agreement_by_four_votes_and_nothing_else) {
  using testing::Reckless;
  const synod::Setup setup{.protocol = "reckless", .shape = {.together = 3}};
  synod::Run run{make_cluster(testing::reckless(), setup), {}};
  const auto tell = [&](std::uint8_t node, Reckless::Deed deed) {
    run.actions.push_back(actions::propose({node}, "red", deed));
  };
  tell(0, Reckless::accept_blue_at_1_1);
  tell(2, Reckless::disk_forward);
  tell(1, Reckless::accept_blue_at_1_1);
  tell(2, Reckless::accept_blue_at_1_1);
  tell(1, Reckless::accept_red_at_2_2);
  run.actions.push_back(actions::on_node(Verb::crash, {0}));
  tell(2, Reckless::accept_red_at_2_2);
  const Why why = explained(run, Fact::of_violation(7, "agreement"));
  EXPECT_EQ(why.slice.size(), 4u) << "two votes make a quorum, and a third changes nothing";
  EXPECT_FALSE(why.holds(2));
  EXPECT_FALSE(why.holds(6));
  EXPECT_TRUE(why.holds(5));
}

constexpr const char* apart = "protocol paxos\nproposers 2\nacceptors 3\nlearners 1\n";

TEST(WhyMessage, that_was_lost_on_a_cut_link_names_the_cut) {
  const auto run = run_of_script(std::string(apart) +
                                 "propose P1 red\ncut P1-A2\ncrash A3\ndeliver prepare P1->A1\n");
  Cluster world = run.start;
  Event cut;
  act(world, run.actions[0]);
  act(world, run.actions[1], &cut);
  ASSERT_EQ(cut.lost.size(), 1u);
  const Why why = explained(run, Fact::of_message(length(run), cut.lost[0].message.id));
  EXPECT_EQ(why.slice, (Slice{1, 2}));
  EXPECT_EQ(why.question.str(), "Why was the Prepare 1.1 from P1 to A2 lost?");
}

TEST(WhyMessage, that_found_its_receiver_down_names_the_crash_alone) {
  const auto run = run_of_script(std::string(apart) +
                                 "crash A2\nrestart A2\npropose P1 red\ncrash A1\ncrash A2\n"
                                 "deliver prepare P1->A2\n");
  const Why why = explained(run, Fact::of_event(length(run)));
  EXPECT_EQ(why.slice.size(), 3u) << told(run, why.slice);
  EXPECT_TRUE(why.holds(3) && why.holds(6)) << told(run, why.slice);
}

TEST(WhyRefusal, names_what_there_is_nothing_to_explain_about) {
  const auto run = run_of_script(std::string(apart) + "propose P1 red\n");
  EXPECT_EQ(why(run, Fact::of_chosen(1)).error().str(), "nothing is chosen yet");
  EXPECT_EQ(why(run, Fact::of_event(2)).error().str(), "there is no event 2; the last is 1");
  EXPECT_EQ(why(run, Fact::of_field(1, {0}, "colour")).error().str(), "P1 has no field 'colour'");
  EXPECT_EQ(why(run, Fact::of_message(1, {99})).error().str(), "message #99 was never sent");
  const Why unchanged = explained(run, Fact::of_field(1, node(run, "A1"), "promised"));
  EXPECT_TRUE(unchanged.slice.empty());
  EXPECT_EQ(unchanged.answer.str(), "It is so from the start: nothing has changed it yet.");
  const std::atomic<bool> cancel = true;
  EXPECT_EQ(why(run, Fact::of_event(1), &cancel).error().str(), "the search for causes was ended");
}

TEST(SliceReplay, can_not_deliver_what_nobody_sent_nor_lose_at_a_node_that_is_up) {
  const auto run = run_of_script(std::string(apart) +
                                 "propose P1 red\ndeliver prepare P1->A1\ncrash A2\n"
                                 "deliver prepare P1->A2\n");
  EXPECT_TRUE(replay_slice(run, Slice{1, 2}).complete);
  EXPECT_FALSE(replay_slice(run, Slice{2}).complete) << "its sender is left out";
  EXPECT_TRUE(replay_slice(run, Slice{1, 3, 4}).complete);
  EXPECT_FALSE(replay_slice(run, Slice{1, 4}).complete) << "A2 is up, so it would arrive";
}

TEST(SliceReplay, delivers_a_copy_although_the_network_made_none) {
  const auto run = run_of_script(std::string(apart) +
                                 "propose P1 red\nduplicate prepare P1->A1\n"
                                 "deliver prepare P1->A1\ndeliver prepare P1->A1\n");
  const SliceEnd end = replay_slice(run, Slice{1, 4});
  ASSERT_TRUE(end.complete);
  EXPECT_EQ(end.last.notes.front().text.str(), "A1 promises ballot 1.1. It has accepted nothing.");
}

std::vector<std::string> missing(const std::string& script) {
  const auto found = why_not_chosen(run_of_script(std::string(apart) + script));
  EXPECT_TRUE(found) << found.error().str();
  return found ? texts(*found) : std::vector<std::string>{};
}

using Texts = std::vector<std::string>;
constexpr const char* phase_1 = "propose P1 red\ndeliver prepare P1->*\ndeliver promise *->P1\n";

TEST(WhyNotChosen, as_nobody_asked_for_anything) {
  EXPECT_EQ(missing(""), Texts{"No client has asked for a value yet, so nobody proposes any."});
}

TEST(WhyNotChosen, as_promises_are_missing) {
  EXPECT_EQ(missing("propose P1 red\ndeliver prepare P1->A1\ncrash A2\ndrop prepare P1->A3\n"),
            (Texts{"Ballot 1.1 has 0 of the 2 promises without which it may propose nothing.",
                   "The Promise 1.1 from A1 to P1 is on its way: it must arrive.", "A2 is down.",
                   "The Prepare 1.1 from P1 to A3 was lost: it would be needed again."}));
}

TEST(WhyNotChosen, as_accepts_are_on_their_way_or_links_are_cut) {
  EXPECT_EQ(missing(std::string(phase_1) + "deliver accept P1->A1\ncut P1-A2\n"),
            (Texts{"At ballot 1.1 only A1 accepted red, and 2 acceptors must.",
                   "The link from P1 to A2 is cut.",
                   "The Accept 1.1 red from P1 to A3 is on its way: it must arrive."}));
}

TEST(WhyNotChosen, as_acceptors_have_promised_higher) {
  const auto texts = missing(std::string(phase_1) +
                             "propose P2 blue at 2\ndeliver prepare P2->A1\n"
                             "deliver prepare P2->A2\nhold accept P1->A3\n");
  EXPECT_EQ(texts[0], "Ballot 2.2 has 0 of the 2 promises without which it may propose nothing.");
  EXPECT_THAT(texts, ::testing::IsSupersetOf(
                         {"At ballot 1.1 nobody has accepted red yet, and 2 acceptors must.",
                          "A1 has promised the higher ballot 2.2: it refuses 1.1.",
                          "The Accept 1.1 red from P1 to A3 is held back: it must be let go and "
                          "arrive."}));
}

TEST(WhyNotChosen, as_the_proposer_is_down) {
  const auto texts = missing("propose P1 red\ncrash P1\n");
  EXPECT_EQ(texts, Texts{"Ballot 1.1 has proposed nothing, and P1, to whom it belongs, is down."});
}

TEST(WhyNotChosen, is_refused_where_something_is_chosen) {
  const auto found = why_not_chosen(textbook("BP-07"));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().str(), "V1 is chosen already, at ballot 1.1");
}

TEST(WhyNotChosen, names_the_events_and_messages_that_matter) {
  const auto run = run_of_script(std::string(apart) + phase_1 + "crash A2\n");
  const auto found = why_not_chosen(run);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->holds(length(run)));
  EXPECT_EQ(found->messages.size(), 2u) << "the Accepts to A1 and A3";
  EXPECT_EQ(found->fact, Fact::of_chosen(length(run)));
}

}  // namespace
}  // namespace synod
