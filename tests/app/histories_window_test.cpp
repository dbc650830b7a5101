// Two histories that a node can't tell apart, asked for in the window and shown side by side.
#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/compare/compare_desk.h"
#include "app/explore/histories_desk.h"
#include "app/session/scenario_run.h"
#include "app/window/main_window.h"
#include "protocols/catalog.h"
#include "tests/app/shown_window.h"
#include "views/canvas/canvas.h"
#include "views/compare/compare_view.h"
#include "views/kit/choices.h"
#include "views/kit/error_bar.h"
#include "views/panels/inspector.h"

using namespace synod;
using namespace synod::app;

namespace {

using ::testing::Contains;
using ::testing::Not;

class HistoriesWindow : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(synod::testing::bring_up(window)); }
  void TearDown() override { window.appearance().reduce_motion(false); }

  void open(const std::string& text) {
    ASSERT_TRUE(window.session().open(run_scenario_text(text, window.session().bounds()), {}));
    window.player().go_to(window.session().history().present());
    QTest::qWait(1);
  }
  void mark(const char* name) {
    views::Canvas& canvas = *window.parts().canvas;
    QTest::mouseClick(canvas.viewport(), Qt::LeftButton, Qt::ControlModifier,
                      canvas.node_point(node(name)));
  }
  void press_key() { QTest::keyClick(&window, Qt::Key_X, Qt::ShiftModifier); }
  bool answered() {
    return QTest::qWaitFor([this] { return !desk().searching(); }, 30'000);
  }
  bool opened() {
    return QTest::qWaitFor([this] { return compare().shown() && compare().ready(); }, 30'000);
  }

  const Cluster& world() { return window.session().history().world(); }
  NodeId node(const char* name) { return *world().shape().find(name); }
  std::string field(Side side, const char* name, const char* field) {
    const Cluster& end = twin().history(side).world();
    const State& state = end.node(*end.shape().find(name)).state;
    for (std::size_t i = 0; i < state.infos().size(); ++i)
      if (std::string_view(state.infos()[i].name) == field)
        return print(state.value(i), end.shape());
    return "no such field";
  }
  HistoriesDesk& desk() { return window.histories_desk(); }
  CompareDesk& compare() { return window.compare_desk(); }
  const Twin& twin() { return *compare().player().twin(); }
  std::string told() { return window.parts().errors->message().toStdString(); }

  const std::string blocked =
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ncrash T1\n"
      "expect R2 blocked\n";
  MainWindow window{""};
};

TEST_F(HistoriesWindow, opens_both_beside_each_other_and_says_what_they_are) {
  open(blocked);
  mark("R2");
  press_key();
  ASSERT_TRUE(opened()) << told();
  for (const char* name : {"current", "vote", "outcome", "refuses"})
    EXPECT_EQ(field(Side::left, "R2", name), field(Side::right, "R2", name)) << name;
  EXPECT_EQ(field(Side::left, "T1", "decision"), "commit");
  EXPECT_EQ(field(Side::right, "T1", "decision"), "abort");
  const std::string claim = compare().view()->told_claim().toStdString();
  EXPECT_THAT(claim, ::testing::HasSubstr("R2 can't tell these two histories apart"));
  EXPECT_THAT(claim, ::testing::HasSubstr("On the left commit is decided, on the right abort"));
  EXPECT_THAT(compare().view()->told_differences().toStdString(),
              ::testing::HasSubstr("decided: commit ≠ abort"));
  EXPECT_TRUE(compare().view()->side(Side::left).canvas().marks_of(node("R2")).empty());
  EXPECT_FALSE(compare().view()->side(Side::left).canvas().marks_of(node("T1")).empty());
  EXPECT_EQ(twin().present(), twin().size());
}

TEST_F(HistoriesWindow, needs_no_mark_where_one_node_alone_is_blocked) {
  open("protocol 2pc\nparticipants 1\nbegin T1 a-10-b\ndeliver prepare T1->*\ncrash T1\n");
  press_key();
  EXPECT_TRUE(opened()) << told();
}

TEST_F(HistoriesWindow, asks_for_a_mark_where_it_can_not_know_whom_it_is_about) {
  open(blocked);
  press_key();
  EXPECT_FALSE(desk().searching());
  EXPECT_THAT(told(), ::testing::HasSubstr("Mark the node"));
}

TEST_F(HistoriesWindow, says_that_a_node_knows_the_decision) {
  open(
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ndeliver vote *->T1\n"
      "deliver decision T1->R2\ncrash T1\n");
  mark("R2");
  press_key();
  ASSERT_TRUE(answered());
  EXPECT_FALSE(compare().shown());
  EXPECT_THAT(told(), ::testing::HasSubstr("R2 can tell"));
  EXPECT_THAT(told(), ::testing::HasSubstr("commit is decided"));
}

TEST_F(HistoriesWindow, says_not_known_where_a_limit_came_first) {
  open(blocked);
  desk().job().set_limits({.states = 5, .threads = 1});
  mark("R2");
  press_key();
  ASSERT_TRUE(answered());
  EXPECT_FALSE(compare().shown());
  EXPECT_THAT(told(), ::testing::HasSubstr("Not known"));
}

TEST_F(HistoriesWindow, refuses_to_speak_of_a_node_that_is_down) {
  open(blocked);
  mark("T1");
  press_key();
  ASSERT_TRUE(answered());
  EXPECT_THAT(told(), ::testing::HasSubstr("T1 is down, and remembers nothing"));
}

TEST_F(HistoriesWindow, drops_the_search_when_another_run_comes) {
  open(blocked);
  mark("R2");
  press_key();
  ASSERT_TRUE(desk().searching());
  open("protocol 2pc\nparticipants 2\n");
  EXPECT_FALSE(desk().searching());
  QTest::qWait(300);
  EXPECT_FALSE(compare().shown());
}

TEST_F(HistoriesWindow, offers_what_it_found_where_one_went_on_meanwhile) {
  open(blocked);
  mark("R2");
  press_key();
  ASSERT_TRUE(desk().searching());
  window.player().go_to(0);
  ASSERT_TRUE(answered());
  EXPECT_FALSE(compare().shown());
  EXPECT_THAT(told(), ::testing::HasSubstr("Two histories were found"));
  window.parts().errors->offer()->click();
  EXPECT_TRUE(opened());
}

TEST_F(HistoriesWindow, stand_in_the_menu_of_a_blocked_node_alone) {
  open(blocked);
  const auto offered = [this](const char* name) {
    std::vector<std::string> texts;
    for (const auto& choice : views::choices_at(world(), views::Target::at_node(node(name))))
      texts.push_back(choice.text.toStdString());
    return texts;
  };
  EXPECT_THAT(offered("R2"), Contains("Two histories that R2 can't tell apart"));
  EXPECT_THAT(offered("T1"), Not(Contains("Two histories that T1 can't tell apart")));
}

TEST_F(HistoriesWindow, are_asked_for_by_a_button_beside_the_sentence_that_it_is_blocked) {
  open(blocked);
  mark("R2");
  QPushButton* button = nullptr;
  for (auto* each : window.parts().inspector->findChildren<QPushButton*>())
    if (each->accessibleName() == "Two histories" && each->isVisible()) button = each;
  ASSERT_NE(button, nullptr);
  EXPECT_TRUE(button->text().endsWith("Shift+X")) << button->text().toStdString();
  button->click();
  EXPECT_TRUE(opened());
}

TEST_F(HistoriesWindow, give_way_to_another_cluster_on_the_right_and_are_there_again_when_asked) {
  open(blocked);
  mark("R2");
  press_key();
  ASSERT_TRUE(opened());
  QComboBox* chooser = compare().view()->side(Side::right).chooser();
  EXPECT_EQ(chooser->currentText(), "abort is decided");
  const std::uint32_t steps = twin().size();
  QTest::keyClick(&window, Qt::Key_D, Qt::ControlModifier);
  EXPECT_FALSE(compare().shown());
  QTest::keyClick(&window, Qt::Key_D, Qt::ControlModifier);
  ASSERT_TRUE(opened());
  EXPECT_EQ(twin().size(), steps);
  EXPECT_FALSE(compare().view()->told_claim().isEmpty());
  emit chooser->activated(1);
  ASSERT_TRUE(opened());
  EXPECT_TRUE(compare().view()->told_claim().isEmpty());
  EXPECT_EQ(field(Side::left, "T1", "decision"), "commit");
}

TEST_F(HistoriesWindow, leave_nothing_behind_where_nothing_was_done_with_them) {
  open(blocked);
  mark("R2");
  press_key();
  ASSERT_TRUE(opened());
  const qsizetype earlier = window.session().earlier().size();
  QTest::keyClick(&window, Qt::Key_D, Qt::ControlModifier);
  EXPECT_EQ(window.session().earlier().size(), earlier);
}

}  // namespace
