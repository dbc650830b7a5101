// Explanations of replicated logs: what a slot holds, who leads, and who waits for what.
#include "model/data/field_search.h"
#include "model/why/fact_event.h"
#include "model/why/slice_replay.h"
#include "tests/model/why_script.h"
#include "tests/places.h"
#include "tutorials/scenario_file.h"

namespace synod {
namespace {

using testing::length;
using testing::node;
using testing::run_of_script;
using testing::told;

using Slice = std::vector<EventNumber>;

synod::Run scenario(const std::string& name) {
  const auto path =
      std::filesystem::path(SYNOD_SOURCE_DIR) / "tutorials/scenarios" / (name + ".synod");
  const Verdict verdict = verify(path, find_protocol);
  EXPECT_TRUE(verdict.passed()) << path;
  return line_of(*verdict.history);
}

Why explained(const synod::Run& run, const Fact& fact) {
  auto found = why(run, fact);
  EXPECT_TRUE(found) << found.error().str();
  return found ? *found : Why{};
}

std::string texts(const Why& why) {
  std::string all;
  for (const WhyStep& step : why.steps)
    all += step.text.str() + (*step.rule == '\0' ? "" : " (" + std::string(step.rule) + ")") + "\n";
  return all;
}

/// Whether replaying these events alone ends in the fact.
bool ends_in(const synod::Run& run, const Slice& slice, const Fact& fact, const Event& brought) {
  const SliceEnd end = replay_slice(run, slice);
  return end.complete && same_fact(fact, brought, end.last, end.world);
}

/// The slice suffices, and none of it can be left out.
void expect_exact(const synod::Run& run, const Why& why) {
  ASSERT_FALSE(why.slice.empty());
  Cluster world = run.start;
  Event brought;
  for (EventNumber i = 0; i < why.slice.back(); ++i) {
    brought = {};
    act(world, run.actions[i], &brought);
  }
  EXPECT_TRUE(ends_in(run, why.slice, why.fact, brought)) << told(run, why.slice);
  for (std::size_t i = 0; i + 1 < why.slice.size(); ++i) {
    Slice without = why.slice;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(ends_in(run, without, why.fact, brought))
        << why.question.str() << " does without " << why.slice[i];
  }
}

TEST(WhySlot, a_hole_was_filled_as_nobody_in_the_quorum_had_accepted_anything_there) {
  const auto run = scenario("textbook/MP-02");
  const Why why = explained(run, Fact::of_slot(length(run), node(run, "N2"), {6}));
  EXPECT_EQ(why.question.str(), "Why does slot 6 of N2 hold no-op?");
  EXPECT_EQ(
      why.answer.str(),
      "N2 and N3 promised N2 its ballot 2.2, and none of them had accepted anything in slot 6, "
      "so nothing can have been chosen there; but N3 had accepted j in slot 10, which can't "
      "take effect behind a hole. So N2 fills it with a no-op.");
  const std::string steps = texts(why);
  EXPECT_NE(steps.find("N3: promised ballot 2.2, and reported nothing in slot 6."),
            std::string::npos)
      << steps;
  EXPECT_NE(steps.find("N2 fills the hole in slot 6 with a no-op"), std::string::npos) << steps;
  // Nothing is told of the other slots that the same event filled.
  EXPECT_EQ(steps.find("hole in slot 7"), std::string::npos) << steps;
  expect_exact(run, why);
}

TEST(WhySlot, a_value_was_proposed_again_as_a_promise_reported_it) {
  const auto run = scenario("textbook/MP-02");
  const Why why = explained(run, Fact::of_slot(length(run), node(run, "N3"), {5}));
  EXPECT_EQ(why.question.str(), "Why does slot 5 of N3 hold e?");
  EXPECT_EQ(why.answer.str(),
            "N2 had to propose e again in slot 5: of what its quorum reported there, 1.1:e from N2 "
            "has the highest ballot.");
  expect_exact(run, why);
}

TEST(WhySlot, what_is_chosen_in_a_slot_has_its_votes_for_a_cause) {
  const auto run = scenario("textbook/MP-06");
  const Why why = explained(run, Fact::of_chosen(length(run), {1}));
  EXPECT_EQ(why.question.str(), "Why is no-op chosen in slot 1?");
  EXPECT_NE(why.answer.str().find("fills it with a no-op"), std::string::npos) << why.answer.str();
  EXPECT_NE(why.steps.back().text.str().find("accepted no-op at the same ballot"),
            std::string::npos);
  expect_exact(run, why);
}

TEST(WhySlot, a_command_of_a_client_was_put_to_the_vote_as_it_asked) {
  const auto run = scenario("textbook/MP-01");
  for (NodeId at : run.start.shape().with(Role::acceptor)) {
    const Why why = explained(run, Fact::of_slot(length(run), at, {1}));
    EXPECT_FALSE(why.answer.empty());
    expect_exact(run, why);
  }
}

TEST(WhySlot, a_hole_has_no_cause) {
  const auto run = scenario("textbook/MP-01");
  const auto found = why(run, Fact::of_slot(length(run), {0}, {99}));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().str(), "N1 has accepted nothing in slot 99 yet");
}

TEST(WhyLeading, suspicion_then_a_ballot_then_promises_make_a_leader) {
  const auto run = scenario("textbook/FD-01");
  const Why why = explained(run, Fact::of_leading(length(run), node(run, "N2")));
  EXPECT_EQ(why.question.str(), "Why does N2 lead?");
  EXPECT_NE(why.answer.str().find("which is a quorum: so N2 leads"), std::string::npos)
      << why.answer.str();
  const std::string steps = texts(why);
  std::size_t at = 0;
  for (const char* stage : {"N2 suspects N3", "N2 starts ballot", "a quorum promised. N2 leads"}) {
    at = steps.find(stage, at);
    ASSERT_NE(at, std::string::npos) << stage << " in\n" << steps;
  }
  expect_exact(run, why);
}

TEST(WhyLeading, a_node_that_stepped_down_does_not_lead) {
  const auto run = scenario("textbook/MP-03");
  expect_exact(run, explained(run, Fact::of_leading(length(run), node(run, "N2"))));
  const auto found = why(run, Fact::of_leading(length(run), node(run, "N1")));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().str(), "N1 does not lead");
}

// --- who waits -----------------------------------------------------------------------------------

constexpr const char* head =
    "protocol multi\nnodes 3\nclients 1\noption latency 10\noption pipeline 1\n"
    "option client-retry 500\n";

Why waiting(const std::string& script) {
  const auto run = run_of_script(head + script);
  auto found = why_not_answered(run, node(run, "C1"));
  EXPECT_TRUE(found) << found.error().str();
  return found ? *found : Why{};
}

/// A leader that knows it is one, with an empty log.
const std::string elected =
    "propose N1 a at 1\ndeliver prepare N1->*\ndeliver promise *->N1\ndeliver accept N1->*\n"
    "deliver accepted *->N1\n";

TEST(WhyNotAnswered, as_the_request_is_on_its_way_or_held_or_lost) {
  EXPECT_EQ(waiting(elected + "propose C1 x=1").answer.str(),
            "The Request C1.1 x=1 from C1 to N1 is on its way: it must arrive.");
  EXPECT_NE(waiting(elected + "propose C1 x=1\nhold request C1->N1").answer.str().find("held back"),
            std::string::npos);
  const Why lost = waiting(elected + "propose C1 x=1\ndrop request C1->N1");
  EXPECT_NE(lost.answer.str().find("was lost"), std::string::npos);
  EXPECT_NE(texts(lost).find("C1 acts by itself in 500 ms, when its timer 'retry' goes off."),
            std::string::npos)
      << texts(lost);
}

TEST(WhyNotAnswered, as_nobody_leads) {
  const Why why = waiting(elected + "crash N1\npropose C1 x=1\nrun for 20ms");
  EXPECT_NE(texts(why).find("Nobody who is up leads."), std::string::npos) << texts(why);
}

TEST(WhyNotAnswered, as_it_waits_behind_a_full_pipeline) {
  const Why why = waiting(elected +
                          "propose N1 b\npropose C1 x=1\ndeliver request C1->N1\n"
                          "drop accept N1->N2\ndrop accept N1->N3");
  EXPECT_NE(why.answer.str().find(
                "waits in the queue of N1, which leads: it puts no more to the vote before slot"),
            std::string::npos)
      << why.answer.str();
  EXPECT_NE(texts(why).find("only N1 accepted b, and 2 acceptors must"), std::string::npos)
      << texts(why);
}

TEST(WhyNotAnswered, as_votes_are_missing) {
  const Why why =
      waiting(elected + "propose C1 x=1\ndeliver request C1->N1\ndrop accept N1->N2\ncrash N3");
  EXPECT_NE(why.answer.str().find("was put to the vote in slot 2 at ballot 1.1"), std::string::npos)
      << why.answer.str();
  EXPECT_NE(texts(why).find("The Accept 1.1 C1.1 x=1 from N1 to N2 was lost"), std::string::npos)
      << texts(why);
  EXPECT_NE(texts(why).find("N3 is down."), std::string::npos) << texts(why);
}

TEST(WhyNotAnswered, as_a_hole_stands_before_it) {
  const auto run = run_of_script(
      "protocol multi\nnodes 3\nclients 1\noption latency 10\noption pipeline 5\n" + elected +
      "propose N1 b\ndrop accept N1->*\npropose C1 x=1\ndeliver request C1->N1\n"
      "deliver accept N1->*\ndeliver accepted *->N1");
  const auto found = why_not_answered(run, node(run, "C1"));
  ASSERT_TRUE(found) << found.error().str();
  EXPECT_NE(found->answer.str().find("is chosen in slot 3, but commands take effect in order, and "
                                     "nothing is chosen in slot 2 yet."),
            std::string::npos)
      << texts(*found);
}

TEST(WhyNotAnswered, as_only_the_answer_is_lost) {
  const Why why = waiting(elected +
                          "propose C1 x=1\ndeliver request C1->N1\ndeliver accept N1->*\n"
                          "deliver accepted *->N1\ndrop reply N1->C1");
  EXPECT_EQ(why.question.str(), "Why has C1 no answer to C1.1 x=1 yet?");
  EXPECT_NE(why.answer.str().find("took effect in slot 2: only the answer"), std::string::npos)
      << why.answer.str();
  EXPECT_NE(texts(why).find("from N1 to C1 was lost"), std::string::npos) << texts(why);
}

TEST(WhyNotAnswered, is_refused_of_who_waits_for_nothing) {
  const auto run = run_of_script(head + elected);
  EXPECT_EQ(why_not_answered(run, node(run, "C1")).error().str(),
            "C1 waits for nothing: ask it for something first");
  EXPECT_FALSE(why_not_answered(run, node(run, "N1")));
}

}  // namespace
}  // namespace synod
