// Form and answer of an exploration, in words.
#include <QTest>
#include <gtest/gtest.h>

#include "model/scenario/condition.h"
#include "model/scenario/condition_parser.h"
#include "protocols/catalog.h"
#include "views/explore/explore_card.h"
#include "views/explore/explore_form.h"
#include "views/explore/explore_words.h"

using namespace synod;
using namespace synod::views;

namespace {

Cluster world_of(const std::string& protocol, const Shape& shape, std::int64_t loss = 0) {
  Setup setup;
  setup.protocol = protocol;
  setup.shape = shape;
  setup.options.loss = loss;
  return make_cluster(*find_protocol(protocol), setup);
}

const Shape apart{.proposers = 2, .acceptors = 3, .learners = 1};

ExploreAnswer ended(explore::SearchEnd end) {
  ExploreAnswer answer;
  answer.found.search.end = end;
  answer.found.search.states = 12'345;
  return answer;
}

QSpinBox* count(ExploreForm& form, const QString& name) {
  for (auto* spin : form.findChildren<QSpinBox*>())
    if (spin->accessibleName() == name) return spin;
  return nullptr;
}

TEST(ExploreWords, say_in_one_line_what_is_explored) {
  EXPECT_EQ(scope_words({.ballots = 1}), "Every order of deliveries, each proposer asked once.");
  EXPECT_EQ(scope_words({.ballots = 2, .drops = 1, .crashes = 2, .restarts = 1}),
            "Every order of deliveries, each proposer asked 2 times, 1 message lost, 2 crashes, "
            "1 restart.");
}

TEST(ExploreWords, count_no_losses_where_any_message_may_be_lost) {
  const QString words = scope_words({.drops = 3, .lossy = true});
  EXPECT_TRUE(words.contains("any message lost")) << words.toStdString();
  EXPECT_FALSE(words.contains("3 messages")) << words.toStdString();
}

TEST(ExploreWords, never_say_that_all_holds_where_a_limit_came_first) {
  const auto request = ExploreRequest();
  EXPECT_EQ(answer_words(request, ended(explore::SearchEnd::complete)),
            "No. Every invariant holds in all 12,345 states within these bounds.");
  for (auto end : {explore::SearchEnd::too_many, explore::SearchEnd::too_large,
                   explore::SearchEnd::too_deep, explore::SearchEnd::cancelled}) {
    const QString words = answer_words(request, ended(end));
    EXPECT_FALSE(words.contains("holds")) << words.toStdString();
    EXPECT_TRUE(words.contains("12,345")) << words.toStdString();
  }
}

TEST(ExploreWords, tell_at_a_limit_what_is_known_and_how_far_the_rest_came) {
  ExploreAnswer answer = ended(explore::SearchEnd::too_large);
  answer.found.search.depth = 23;
  answer.stages = {{.bounds = {.ballots = 1}, .states = 801'936}};
  answer.bounds = {.ballots = 1, .once_more = {{0}}};
  const auto request = ExploreRequest();
  EXPECT_EQ(answer_words(request, answer, apart),
            "Not known: the limit of memory came first. Known so far: Every invariant holds in all "
            "801,936 states with each proposer asked once.");
  const QString details = answer_details(request, answer, apart);
  EXPECT_TRUE(
      details.startsWith("Not finished, with each proposer asked once, P1 once more: "
                         "12,345 states, and nothing within 21 events."))
      << details.toStdString();
}

TEST(ExploreWords, claim_no_depth_where_quiet_steps_were_merged) {
  ExploreAnswer answer = ended(explore::SearchEnd::cancelled);
  answer.found.search.depth = 23;
  answer.stages.resize(1);
  answer.bounds = {.ballots = 1, .lossy = true, .merge_quiet = true};
  const QString details = answer_details(ExploreRequest(), answer, apart);
  EXPECT_FALSE(details.contains("nothing within")) << details.toStdString();
}

TEST(ExploreWords, name_the_bounds_of_a_shortest_run_where_wider_ones_may_have_a_shorter) {
  ExploreAnswer answer = ended(explore::SearchEnd::found);
  answer.found.broken = "agreement";
  answer.found.actions.resize(14);
  answer.bounds = {.ballots = 1};
  answer.wider_may_be_shorter = true;
  EXPECT_EQ(
      answer_words(ExploreRequest(), answer, apart),
      "Yes. Agreement is violated in 14 events, and in no fewer with each proposer asked once.");
}

TEST(ExploreCard, keeps_the_last_stages_and_counts_those_before) {
  ExploreCard card;
  card.begin(ExploreRequest(), apart);
  const auto known = [&card] {
    for (auto* label : card.findChildren<QLabel*>())
      if (label->accessibleName() == "What is known so far") return label->text();
    return QString();
  };
  for (std::uint32_t ballots = 1; ballots <= 5; ++ballots)
    card.show_stage_held({.bounds = {.ballots = ballots}, .states = 10 * ballots});
  card.show_stage_begun({.ballots = 6});
  EXPECT_EQ(known().count(u'\n'), 4) << known().toStdString();
  EXPECT_TRUE(known().startsWith("✓ 2 narrower")) << known().toStdString();
  EXPECT_TRUE(known().contains("all 50 states with each proposer asked 5 times"));
  EXPECT_FALSE(known().contains("all 20 states"));
  card.begin(ExploreRequest(), apart);
  EXPECT_TRUE(known().isEmpty());
}

TEST(ExploreWords, claim_no_fewest_events_where_that_is_not_known) {
  ExploreAnswer answer = ended(explore::SearchEnd::found);
  answer.found.broken = "agreement";
  answer.found.actions.resize(14);
  EXPECT_TRUE(answer_words(ExploreRequest(), answer).contains("in no fewer"));
  answer.found.shortest = false;
  EXPECT_EQ(answer_words(ExploreRequest(), answer),
            "Yes. Agreement is violated in 14 events, perhaps in fewer.");
}

TEST(ExploreWords, tell_how_long_a_turn_of_a_livelock_is) {
  ExploreRequest request;
  request.aim = ExploreAim::livelock;
  ExploreAnswer answer = ended(explore::SearchEnd::found);
  answer.found.actions.resize(5);
  answer.turn.resize(7);
  EXPECT_EQ(answer_words(request, answer),
            "Yes. In 7 events it repeats: the same situation with higher ballots. Nothing is "
            "chosen, though messages are delivered.");
  EXPECT_TRUE(answer_details(request, answer).startsWith("5 events lead there."));
}

TEST(ExploreWords, tell_the_chance_that_a_state_was_missed) {
  ExploreAnswer answer = ended(explore::SearchEnd::complete);
  answer.found.collision = 1e-20;
  EXPECT_TRUE(answer_details(ExploreRequest(), answer).contains("1 in 10 to the power of 20"));
}

TEST(ExploreWords, give_an_example_that_can_be_asked_for_in_every_protocol) {
  for (const Protocol* protocol : catalog()) {
    const Cluster world = world_of(protocol->info().name, usual_shape(protocol->info()));
    const auto goal = parse_condition(example_goal(world).toStdString());
    ASSERT_TRUE(goal) << protocol->info().name;
    EXPECT_TRUE(is_true(world, *goal)) << protocol->info().name;
  }
}

TEST(ExploreForm, asks_of_a_commit_protocol_nothing_about_values_that_votes_choose) {
  ExploreForm form;
  const auto asked = [&] {
    QStringList questions;
    for (const auto* question : form.findChildren<QRadioButton*>())
      if (!question->isHidden()) questions << question->accessibleName();
    return questions;
  };
  form.set_world(world_of("paxos", apart));
  EXPECT_TRUE(asked().contains("Can two values be chosen?"));
  EXPECT_TRUE(asked().contains("Can it go on for ever?"));
  form.set_world(world_of("2pc", {.proposers = 1, .acceptors = 3}));
  EXPECT_EQ(asked(),
            QStringList({"Can an invariant be violated?", "Can this condition come true?"}));
}

TEST(ExploreForm, asks_for_what_stands_in_its_fields) {
  ExploreForm form;
  form.set_world(world_of("paxos", apart));
  count(form, "Crashes")->setValue(2);
  count(form, "Disks lost")->setValue(1);
  count(form, "States")->setValue(3);
  count(form, "Memory")->setValue(64);
  const ExploreRequest request = form.request();
  EXPECT_EQ(request.bounds.crashes, 2u);
  EXPECT_EQ(request.bounds.wipes, 1u);
  EXPECT_EQ(request.limits.states, 3'000'000u);
  EXPECT_EQ(request.limits.bytes, std::uint64_t{64} << 20);
  EXPECT_TRUE(form.problem().isEmpty());
}

template <class Button>
Button* choice(ExploreForm& form, const QString& name) {
  for (auto* button : form.findChildren<Button*>())
    if (button->accessibleName() == name) return button;
  return nullptr;
}

TEST(ExploreForm, merges_quiet_steps_where_any_message_may_be_lost) {
  ExploreForm form;
  form.set_world(world_of("paxos", apart));
  EXPECT_FALSE(form.request().bounds.merge_quiet);
  choice<QCheckBox>(form, "Any loss and any repetition")->click();
  EXPECT_TRUE(form.request().bounds.lossy);
  EXPECT_TRUE(form.request().bounds.merge_quiet);
  EXPECT_FALSE(count(form, "Messages lost")->isEnabled());
  EXPECT_TRUE(form.problem().isEmpty()) << form.problem().toStdString();
}

TEST(ExploreForm, loses_nothing_at_will_where_messages_keep_to_time) {
  ExploreForm form;
  form.set_world(world_of("3pc", usual_shape(find_protocol("3pc")->info())));
  count(form, "Messages lost")->setValue(2);
  choice<QCheckBox>(form, "Any loss and any repetition")->click();
  auto* in_time = choice<QCheckBox>(form, "Messages keep to time");
  ASSERT_NE(in_time, nullptr);
  in_time->click();
  EXPECT_TRUE(form.request().bounds.synchronous);
  EXPECT_TRUE(form.request().bounds.any_timers);
  EXPECT_FALSE(form.request().bounds.lossy);
  EXPECT_EQ(form.request().bounds.drops, 0u);
  EXPECT_FALSE(count(form, "Messages lost")->isEnabled());
  EXPECT_TRUE(form.problem().isEmpty()) << form.problem().toStdString();
  count(form, "Timers")->setValue(3);
  EXPECT_FALSE(form.request().bounds.any_timers);
  EXPECT_EQ(form.request().bounds.timers, 3u);
  choice<QRadioButton>(form, "Can it go on for ever?")->click();
  EXPECT_FALSE(form.request().bounds.synchronous);
  EXPECT_FALSE(in_time->isEnabled());
}

TEST(ExploreForm, asks_for_a_goal_with_nothing_that_would_blur_it) {
  ExploreForm form;
  form.set_world(world_of("paxos", apart));
  EXPECT_TRUE(form.request().bounds.symmetry);
  choice<QCheckBox>(form, "Any loss and any repetition")->click();
  choice<QRadioButton>(form, "Can this condition come true?")->click();
  for (auto* field : form.findChildren<QLineEdit*>())
    if (field->accessibleName() == "Condition") field->setText("A1.promised = 1.1");
  EXPECT_FALSE(form.request().bounds.symmetry);
  EXPECT_FALSE(form.request().bounds.merge_quiet);
  EXPECT_FALSE(choice<QCheckBox>(form, "Treat acceptors alike")->isEnabled());
}

TEST(ExploreForm, asks_whether_a_value_that_was_asked_for_can_still_be_chosen) {
  Cluster world = world_of("paxos", apart);
  ASSERT_FALSE(act(world, actions::propose(NodeId{1}, "green")));
  ExploreForm form;
  form.set_world(world);
  auto* value = form.findChild<QComboBox*>();
  EXPECT_EQ(value->currentText(), "green");
  choice<QRadioButton>(form, "Can this value still be chosen?")->click();
  EXPECT_EQ(form.request().aim, ExploreAim::goal);
  EXPECT_EQ(form.request().question.goal, *parse_condition("chosen green"));
  EXPECT_TRUE(form.problem().isEmpty()) << form.problem().toStdString();
  value->lineEdit()->selectAll();
  QTest::keyClick(value->lineEdit(), Qt::Key_Delete);
  EXPECT_TRUE(form.problem().startsWith("Type the value")) << form.problem().toStdString();
}

TEST(ExploreForm, folds_away_what_only_few_change) {
  ExploreForm form;
  form.set_world(world_of("paxos", apart));
  form.show();
  EXPECT_TRUE(count(form, "Crashes")->isVisible());
  EXPECT_FALSE(count(form, "Threads")->isVisible());
  choice<QToolButton>(form, "More options")->click();
  EXPECT_TRUE(count(form, "Threads")->isVisible());
}

TEST(ExploreForm, takes_its_example_as_the_condition) {
  ExploreForm form;
  form.set_world(world_of("paxos", apart));
  for (auto* label : form.findChildren<QLabel*>())
    if (label->accessibleName() == "An example") emit label->linkActivated("#");
  EXPECT_EQ(form.request().aim, ExploreAim::goal);
  EXPECT_TRUE(form.request().question.goal.has_value());
  EXPECT_TRUE(form.problem().isEmpty()) << form.problem().toStdString();
}

TEST(ExploreForm, says_before_the_search_that_chance_cant_be_explored) {
  ExploreForm form;
  form.set_world(world_of("paxos", apart, 1000));
  EXPECT_TRUE(form.problem().contains("chance")) << form.problem().toStdString();
  form.set_world(world_of("paxos", apart));
  EXPECT_TRUE(form.problem().isEmpty());
}

TEST(ExploreForm, every_field_has_a_name_and_a_tooltip) {
  ExploreForm form;
  const auto check = [](const auto& fields) {
    EXPECT_FALSE(fields.empty());
    for (const auto* field : fields) {
      EXPECT_FALSE(field->accessibleName().isEmpty());
      EXPECT_FALSE(field->toolTip().isEmpty()) << field->accessibleName().toStdString();
    }
  };
  check(form.findChildren<QSpinBox*>());
  check(form.findChildren<QRadioButton*>());
  check(form.findChildren<QCheckBox*>());
}

}  // namespace
