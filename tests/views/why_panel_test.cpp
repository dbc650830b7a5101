// Panel of an explanation by itself, and the questions that lead to one.
#include "views/why/why_panel.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/views/panels_world.h"
#include "views/canvas/canvas.h"
#include "views/panels/field_table.h"
#include "views/panels/story.h"
#include "views/why/question.h"

using namespace synod;
using namespace synod::views;

namespace {

/// Events 1, 2 and 4 of the run, told in two steps.
Why told(const History& history) {
  Why why;
  why.fact = Fact::of_field(4, node(0), "promises");
  why.question = say("Why has %1 heard a promise?", "P1");
  why.answer = say("Because %1 promised.", "A1");
  why.slice = {1, 2, 4};
  for (EventNumber number : {2U, 4U})
    why.messages.push_back(history.event(history.line()[number]).message->id);
  why.steps = {{{1}, say("P1 was asked for blue."), ""},
               {{2}, say("A1 promised."), "Phase 1b"},
               {{4}, say("P1 heard of it."), "Phase 2a"}};
  return why;
}

class WhyPanelTest : public testing::Test {
 protected:
  WhyPanelTest() {
    panel.set_history(&history);
    panel.resize(290, 600);
    panel.show();
    reason.show(told(history), history, history.present());
    QApplication::processEvents();
  }
  void click_row(int row) {
    QListView& list = panel.list();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
                      list.visualRect(list.model()->index(row, 0)).center());
  }
  QString text(int row, int role) {
    return panel.list().model()->index(row, 0).data(role).toString();
  }

  History history = adopted_value_run();
  Selection selection;
  Reason reason;
  WhyPanel panel{&selection, &reason};
};

TEST_F(WhyPanelTest, a_reason_is_told_as_a_question_an_answer_and_a_row_for_each_step) {
  EXPECT_EQ(panel.question(), "Why has P1 heard a promise?");
  EXPECT_EQ(panel.answer(), "Because A1 promised.");
  ASSERT_EQ(panel.model().rowCount(), 3);
  EXPECT_EQ(text(1, WhyModel::numbers_role), "2");
  EXPECT_EQ(text(1, WhyModel::node_role), "A1");
  EXPECT_EQ(text(1, WhyModel::rule_role), "Phase 1b");
  EXPECT_FALSE(panel.list().model()->index(1, 0).data(WhyModel::fact_role).toBool());
  EXPECT_TRUE(panel.list().model()->index(2, 0).data(WhyModel::fact_role).toBool());
}

TEST_F(WhyPanelTest, a_click_on_a_step_goes_to_its_event_and_pointing_at_it_points_everywhere) {
  QSignalSpy moments(&panel, &WhyPanel::moment_requested);
  click_row(1);
  ASSERT_EQ(moments.count(), 1);
  EXPECT_EQ(moments.first().first().value<MomentId>(), history.line()[2]);
  panel.list().setFocus();
  emit panel.list().entered(panel.list().model()->index(2, 0));
  EXPECT_EQ(selection.hovered(), Target::at_event(history.line()[4]));
}

TEST_F(WhyPanelTest, the_button_ends_it_and_a_search_can_be_cancelled) {
  QSignalSpy done(&panel, &WhyPanel::done);
  QTest::mouseClick(panel.done_button(), Qt::LeftButton);
  EXPECT_EQ(done.count(), 1);
  reason.clear();
  panel.show_search();
  EXPECT_TRUE(panel.question().contains("Looking"));
  EXPECT_EQ(panel.done_button()->text(), "Cancel");
  QTest::mouseClick(panel.done_button(), Qt::LeftButton);
  EXPECT_EQ(done.count(), 2);
}

TEST_F(WhyPanelTest, a_long_sentence_makes_its_row_higher_and_never_wider) {
  Why why = told(history);
  why.steps[1].text =
      say("A1 promised, and this is said in so many words that they can't stand in "
          "one line of a panel that is as narrow as this one.");
  reason.show(why, history, history.present());
  QApplication::processEvents();
  QListView& list = panel.list();
  const QRect lower = list.visualRect(list.model()->index(0, 0));
  const QRect higher = list.visualRect(list.model()->index(1, 0));
  EXPECT_GT(higher.height(), lower.height() * 3 / 2);
  EXPECT_LE(higher.right(), list.viewport()->width());
}

TEST_F(WhyPanelTest, on_the_canvas_all_that_is_no_part_of_it_fades_and_the_way_is_drawn) {
  Canvas canvas(&selection);
  canvas.resize(900, 600);
  canvas.set_reason(&reason);
  FrameOf frames;
  canvas.show_frame(frames.at(history));
  const Picture& picture = canvas.picture_shown();
  EXPECT_FALSE(picture.nodes[0].faded) << "P1 is in it";
  EXPECT_FALSE(picture.nodes[2].faded) << "A1 is in it";
  EXPECT_TRUE(picture.nodes[4].faded) << "A3 has no part in it";
  for (const LinkLook& link : picture.links)
    EXPECT_EQ(link.faded, !(link.a == node(0) && link.b == node(2)));
  for (const Envelope& envelope : picture.envelopes) EXPECT_TRUE(envelope.faded);
  ASSERT_EQ(picture.causes.size(), 2u);
  EXPECT_EQ(picture.causes[0].arrived, 2u);
  EXPECT_EQ(picture.causes[1].arrived, 4u);
  reason.clear();
  EXPECT_FALSE(canvas.picture_shown().nodes[4].faded);
  EXPECT_TRUE(canvas.picture_shown().causes.empty());
}

TEST_F(WhyPanelTest, in_the_story_the_rows_that_are_no_part_of_it_say_so) {
  Story story(&selection);
  story.set_history(&history);
  story.set_reason(&reason);
  FrameOf frames;
  story.show_frame(frames.at(history));
  const auto share = [&](int row) {
    return static_cast<StoryModel::Share>(
        story.model().index(row).data(StoryModel::share_role).toInt());
  };
  EXPECT_EQ(share(1), StoryModel::Share::part);
  EXPECT_EQ(share(2), StoryModel::Share::other);
  reason.clear();
  EXPECT_EQ(share(2), StoryModel::Share::unasked);
}

TEST_F(WhyPanelTest, a_reason_knows_whether_its_way_is_still_on_the_line) {
  EXPECT_TRUE(reason.is_on_line_of(history));
  history.back();
  EXPECT_TRUE(reason.is_on_line_of(history)) << "going back keeps the future";
  (void)history.act(actions::on_node(Verb::crash, node(4)));
  EXPECT_FALSE(reason.is_on_line_of(history));
}

class QuestionTest : public testing::Test {
 protected:
  QuestionTest() { line.set_history(&history); }
  Question about(const Target& target) { return *question_about(target, line); }
  EventNumber here() { return history.moment(history.present()).depth; }

  History history = adopted_value_run();
  LineTrace line;
};

TEST_F(QuestionTest, of_a_node_it_is_what_the_present_event_changed_there) {
  EXPECT_EQ(about(Target::at_node(node(1))).fact, Fact::of_field(here(), node(1), "value"));
}

TEST_F(QuestionTest, of_a_node_where_nothing_happens_now_it_is_what_tells_most_of_it) {
  EXPECT_EQ(about(Target::at_node(node(2))).fact, Fact::of_field(here(), node(2), "accepted"));
  EXPECT_EQ(about(Target::at_node(node(3))).fact, Fact::of_field(here(), node(3), "promised"));
}

TEST_F(QuestionTest, of_a_node_that_knows_nothing_it_is_what_happened_there_last) {
  const Question question = about(Target::at_node(node(0)));
  ASSERT_TRUE(question.fact);
  EXPECT_EQ(question.fact->kind, Fact::Kind::event);
  EXPECT_EQ(history.moment(question.moment).action.verb, Verb::crash);
  EXPECT_FALSE(question_about(Target::at_node(node(5)), line)) << "nothing happened at L1";
}

TEST_F(QuestionTest, of_a_link_it_is_who_cut_it) {
  const Question question = about(Target::at_link(node(4), node(1)));
  EXPECT_EQ(history.moment(question.moment).action.verb, Verb::cut);
  EXPECT_FALSE(question_about(Target::at_link(node(1), node(2)), line)) << "it is whole";
}

TEST_F(QuestionTest, of_nothing_it_is_the_present_event_and_at_the_start_there_is_none) {
  EXPECT_EQ(about({}).fact, Fact::of_event(here()));
  history.seek(0);
  EXPECT_FALSE(question_about({}, line));
}

TEST_F(QuestionTest, of_a_message_that_is_sent_later_it_is_asked_where_it_is_sent) {
  const MessageId id = history.event(history.present()).sent.front().id;
  const EventNumber sent = here();
  history.seek(history.line()[1]);
  const Question question = about(Target::at_message(id));
  EXPECT_EQ(question.fact, Fact::of_message(sent, id));
  EXPECT_EQ(question.moment, history.line()[sent]);
}

TEST(FieldTable, a_row_that_can_be_asked_is_asked_by_click_and_by_enter) {
  FieldTable table;
  FieldRow silent{"way", {word("P1")}};
  FieldRow asking{"promised", {word("1.1")}};
  asking.asks = true;
  table.set_rows({silent, asking});
  table.resize(260, table.sizeHint().height());
  table.show();
  QSignalSpy asked(&table, &FieldTable::asked);
  QTest::mouseClick(&table, Qt::LeftButton, {}, table.row_point(0));
  EXPECT_EQ(asked.count(), 0);
  QTest::mouseClick(&table, Qt::LeftButton, {}, table.row_point(1));
  ASSERT_EQ(asked.count(), 1);
  EXPECT_EQ(asked.first().first().toInt(), 1);
  EXPECT_EQ(table.focusPolicy(), Qt::TabFocus);
  QTest::keyClick(&table, Qt::Key_Down);
  QTest::keyClick(&table, Qt::Key_Return);
  EXPECT_EQ(asked.count(), 2);
}

}  // namespace
