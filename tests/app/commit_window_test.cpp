// Commit protocols in the window: what nodes are asked, and who is blocked.
#include <QPushButton>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/session/scenario_run.h"
#include "app/window/main_window.h"
#include "model/line/trace.h"
#include "protocols/catalog.h"
#include "views/canvas/node_look.h"
#include "views/charts/chart_plot.h"
#include "views/kit/choices.h"
#include "views/panels/inspector_page.h"
#include "views/panels/propose_bar.h"

using namespace synod;
using namespace synod::app;

namespace {

using ::testing::Contains;
using ::testing::Not;

class CommitWindow : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 800);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
  }
  void open(const std::string& text) {
    ASSERT_TRUE(window.session().open(run_scenario_text(text, window.session().bounds()), {}));
    window.player().go_to(window.session().history().present());
    QTest::qWait(1);
  }
  const Cluster& world() { return window.session().history().world(); }
  NodeId node(const char* name) { return *world().shape().find(name); }
  std::vector<std::string> choices(const char* name) {
    std::vector<std::string> texts;
    for (const auto& choice : views::choices_at(world(), views::Target::at_node(node(name))))
      texts.push_back(choice.text.toStdString());
    return texts;
  }

  const std::string blocked =
      "protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\ncrash T1\n"
      "run for 400ms\n";
  MainWindow window{""};
};

TEST_F(CommitWindow, asks_a_coordinator_to_begin_and_a_participant_for_its_vote) {
  open("protocol 2pc\nparticipants 2\n");
  EXPECT_THAT(choices("T1"), Contains("Begin…"));
  EXPECT_THAT(choices("R1"), Contains("Vote no from now on"));
  EXPECT_THAT(choices("R1"), Not(Contains("Propose…")));
  EXPECT_THAT(choices("R1"), Not(Contains("Begin…")));
  const auto* button = window.parts().propose->findChild<QPushButton*>();
  ASSERT_NE(button, nullptr);
  EXPECT_EQ(button->text(), "Begin");
}

TEST_F(CommitWindow, refuses_by_the_choice_of_its_menu) {
  open("protocol 2pc\nparticipants 2\n");
  for (const auto& choice : views::choices_at(world(), views::Target::at_node(node("R2"))))
    if (choice.text == "Vote no from now on") window.session().act(choice.actions.front());
  window.session().act(actions::propose(node("T1"), "a-10-b"));
  for (int i = 0; i < 30; ++i) window.session().step();
  EXPECT_EQ(value_meaning<Text>(world().node(node("R1")).state, Means::decided), Text("abort"));
}

TEST_F(CommitWindow, says_who_is_blocked_and_on_whom) {
  open(blocked);
  views::Frame frame;
  frame.world = &world();
  const auto look = views::look_of(frame, {}, node("R1"), views::Detail::full);
  EXPECT_TRUE(look.blocked);
  EXPECT_FALSE(views::look_of(frame, {}, node("T1"), views::Detail::full).blocked);
  const auto page = views::page_about(views::Target::at_node(node("R1")), false, frame,
                                      window.session().history());
  EXPECT_EQ(page.status, "blocked");
  ASSERT_FALSE(page.sections.empty());
  EXPECT_TRUE(page.sections.front().texts.front().text.contains("T1 is down"))
      << page.sections.front().texts.front().text.toStdString();
}

TEST_F(CommitWindow, draws_for_how_long_each_was_blocked) {
  open(blocked + "restart T1\n");
  EXPECT_TRUE(views::has_chart(views::ChartKind::blocked, world()));
  Trace trace;
  trace.follow(window.session().history());
  const views::Plot plot = views::plot_of(views::ChartKind::blocked, trace, world());
  ASSERT_EQ(plot.lines.size(), 2u);
  EXPECT_TRUE(plot.lines.front().words.back().startsWith("blocked for "))
      << plot.lines.front().words.join('|').toStdString();
  EXPECT_FALSE(views::has_chart(views::ChartKind::blocked,
                                make_cluster(*find_protocol("paxos"), synod::Setup())));
}

}  // namespace
