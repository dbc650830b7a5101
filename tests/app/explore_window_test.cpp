// Checker in the window, used like a person uses it.
#include <QClipboard>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/explore/explore_desk.h"
#include "app/explore/why_desk.h"
#include "app/window/main_window.h"
#include "model/scenario/parser.h"
#include "protocols/catalog.h"
#include "tests/app/shown_window.h"
#include "views/canvas/canvas.h"
#include "views/explore/explore_panel.h"
#include "views/panels/timeline.h"
#include "views/why/why_panel.h"

using namespace synod;
using namespace synod::app;

namespace {

const NodeId p1{0};
const NodeId a1{2};
const NodeId l1{5};

class ExploreWindowTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(synod::testing::bring_up(window)); }
  void TearDown() override { window.appearance().reduce_motion(false); }

  /// Two proposers and three acceptors of that variant, and the dialog that X opens.
  void begin(const std::string& bug = "") {
    synod::Setup setup = Session::first_setup();
    setup.options.bug = bug;
    ASSERT_TRUE(window.session().start(setup));
    ask();
  }
  void ask() {
    QTest::keyClick(&window, Qt::Key_X);
    ASSERT_TRUE(panel().isVisible());
  }
  void act(const Action& action) { ASSERT_TRUE(window.player().act(action)); }
  void deliver(NodeId from, NodeId to) {
    for (const Message& message : world().in_flight)
      if (message.from == from && message.to == to)
        return act(actions::on_message(Verb::deliver, message.id));
    FAIL() << "nothing is in flight there";
  }

  /// The widget of the dialog that people know by `name`.
  template <class Widget>
  Widget* part(const QString& name) {
    for (auto* widget : panel().findChildren<Widget*>())
      if (widget->accessibleName() == name) return widget;
    ADD_FAILURE() << "there is no " << name.toStdString();
    return nullptr;
  }
  QPushButton* button(const QString& text) {
    for (auto* widget : panel().findChildren<QPushButton*>())
      if (widget->text().remove('&') == text) return widget;
    ADD_FAILURE() << "there is no button " << text.toStdString();
    return nullptr;
  }
  void click(const QString& text) {
    QPushButton* wanted = button(text);
    ASSERT_TRUE(wanted->isVisible() && wanted->isEnabled()) << text.toStdString();
    QTest::mouseClick(wanted, Qt::LeftButton);
  }
  void choose(const QString& aim) {
    QTest::mouseClick(part<QRadioButton>(aim), Qt::LeftButton, {}, QPoint(8, 8));
  }
  bool answered() {
    return QTest::qWaitFor([this] { return panel().has_answer(); }, 60'000);
  }
  QString answer() { return part<QLabel>("The answer")->text(); }
  /// By the key of the window, which has the keyboard again.
  void step() {
    ASSERT_TRUE(QTest::qWaitFor([this] { return QApplication::activeWindow() == &window; }));
    QTest::keyClick(&window, Qt::Key_Right);
  }

  views::ExplorePanel& panel() { return window.explore_desk().panel(); }
  const History& history() { return window.session().history(); }
  const Cluster& world() { return history().world(); }

  QTemporaryDir folder;
  MainWindow window{""};
};

TEST_F(ExploreWindowTest, a_counterexample_opens_as_a_branch_and_is_stepped_to_the_violation) {
  begin("no-adopt");
  click("Explore");
  ASSERT_TRUE(answered());
  EXPECT_EQ(answer(), "Yes. Agreement is violated in 14 events, and in no fewer.");
  click("Open as a branch");
  EXPECT_EQ(history().present(), 0u);
  ASSERT_EQ(history().line().size(), 15u);
  for (int event = 1; event <= 14; ++event) {
    EXPECT_TRUE(world().observer.violations().empty()) << event;
    step();
    ASSERT_EQ(history().moment(history().present()).depth, static_cast<EventNumber>(event));
  }
  EXPECT_NE(world().observer.violation("agreement"), nullptr);
  EXPECT_TRUE(panel().isVisible());
  EXPECT_EQ(answer(), "Yes. Agreement is violated in 14 events, and in no fewer.");
}

TEST_F(ExploreWindowTest, the_future_that_was_there_stays_beside_the_branch) {
  begin("no-adopt");
  act(actions::propose(p1, "blue"));
  act(actions::on_node(Verb::crash, a1));  // No search without crashes comes by here.
  const MomentId end = history().present();
  window.player().go_to(history().line()[1]);
  click("Explore");
  ASSERT_TRUE(answered());
  click("Open as a branch");
  EXPECT_EQ(history().present(), history().line()[1]);
  EXPECT_NE(history().line().back(), end);
  ASSERT_LT(end, history().size());
  window.player().go_to(end);
  EXPECT_EQ(history().line().size(), 3u);
}

TEST_F(ExploreWindowTest, why_goes_to_the_violation_and_explains_it) {
  begin("no-adopt");
  click("Explore");
  ASSERT_TRUE(answered());
  click("Why?");
  ASSERT_TRUE(QTest::qWaitFor(
      [this] { return window.shared().reason.active() && !window.why_desk().searching(); },
      60'000));
  EXPECT_EQ(window.parts().right->currentWidget(), window.parts().why);
  EXPECT_NE(world().observer.violation("agreement"), nullptr);
  EXPECT_EQ(history().moment(history().present()).depth, 14u);
}

TEST_F(ExploreWindowTest, what_is_not_needed_before_the_explored_moment_is_left_out_too) {
  begin("no-adopt");
  act(actions::propose(p1, "blue"));
  deliver(p1, a1);
  act(actions::on_node(Verb::crash, l1));  // Learners decide nothing.
  click("Explore");
  ASSERT_TRUE(answered());
  const std::size_t found = 3 + 12;
  EXPECT_EQ(answer(), "Yes. Agreement is violated in 12 events, and in no fewer.");
  window.session().save_as(folder.filePath("run.synod"));
  click("Make it smaller");
  ASSERT_TRUE(QTest::qWaitFor([this] { return !panel().running(); }, 60'000));
  EXPECT_EQ(history().present(), 0u);
  EXPECT_EQ(history().line().size(), found);  // One event less, and the start.
  window.player().go_to(history().line().back());
  EXPECT_NE(world().observer.violation("agreement"), nullptr);
}

TEST_F(ExploreWindowTest, the_run_that_was_found_is_copied_as_a_script) {
  begin("no-adopt");
  click("Explore");
  ASSERT_TRUE(answered());
  click("Copy as a script");
  const QString script = QGuiApplication::clipboard()->text();
  EXPECT_TRUE(script.contains("option bug no-adopt"));
  EXPECT_TRUE(script.contains("propose P2 green"));
  const Verdict replayed = verify(parse_scenario(script.toStdString()), find_protocol);
  ASSERT_TRUE(replayed.history.has_value());
  EXPECT_NE(replayed.history->world().observer.violation("agreement"), nullptr);
}

TEST_F(ExploreWindowTest, a_search_that_is_too_big_is_called_off_while_the_explorer_goes_on) {
  begin();
  part<QSpinBox>("Proposals each")->setValue(4);
  click("Explore");
  ASSERT_TRUE(window.explore_desk().searching());
  ASSERT_TRUE(QTest::qWaitFor(
      [this] { return part<QLabel>("States")->text().remove(',').toInt() > 1000; }, 60'000));
  act(actions::propose(p1, "blue"));
  EXPECT_EQ(history().size(), 2u);
  click("Cancel");
  ASSERT_TRUE(answered());
  EXPECT_TRUE(answer().startsWith("Cancelled")) << answer().toStdString();
  EXPECT_FALSE(window.explore_desk().searching());
  EXPECT_FALSE(button("Open as a branch")->isVisible());
}

TEST_F(ExploreWindowTest, each_stage_is_answered_while_the_next_one_runs_and_outlives_a_cancel) {
  begin();
  part<QSpinBox>("Proposals each")->setValue(4);
  click("Explore");
  auto* known = part<QLabel>("What is known so far");
  ASSERT_TRUE(QTest::qWaitFor(
      [&] { return known->text().contains("✓ Every invariant holds in all "); }, 60'000));
  EXPECT_TRUE(window.explore_desk().searching());
  EXPECT_TRUE(known->isVisible());
  EXPECT_TRUE(known->text().contains("P1 asked once")) << known->text().toStdString();
  EXPECT_TRUE(known->text().contains("under way")) << known->text().toStdString();
  EXPECT_TRUE(part<QLabel>("Memory")->text().contains(" of ")) << "the limit is shown";
  click("Cancel");
  ASSERT_TRUE(answered());
  EXPECT_TRUE(answer().startsWith("Cancelled. Known so far: Every invariant holds in all "))
      << answer().toStdString();
  EXPECT_TRUE(known->isVisible());
  EXPECT_FALSE(known->text().contains("under way")) << known->text().toStdString();
}

TEST_F(ExploreWindowTest, closing_the_dialog_calls_the_search_off) {
  begin();
  part<QSpinBox>("Proposals each")->setValue(4);
  click("Explore");
  click("Close");
  EXPECT_FALSE(panel().isVisible());
  EXPECT_TRUE(QTest::qWaitFor([this] { return !window.explore_desk().searching(); }, 60'000));
}

TEST_F(ExploreWindowTest, a_limit_that_comes_first_is_an_answer) {
  begin();
  part<QSpinBox>("States")->setValue(1);
  part<QSpinBox>("Proposals each")->setValue(4);
  click("Explore");
  ASSERT_TRUE(answered());
  EXPECT_TRUE(answer().startsWith("Not known: the limit of states came first"))
      << answer().toStdString();
}

TEST_F(ExploreWindowTest, a_goal_is_reached_in_the_fewest_events_which_is_its_par) {
  begin();
  choose("Can this condition come true?");
  QTest::keyClicks(part<QLineEdit>("Condition"), "A1.promised = 1.1");
  click("Explore");
  ASSERT_TRUE(answered());
  EXPECT_EQ(
      answer(),
      "Yes. It is reached in 2 events, and in no fewer: the par of a challenge made from it.");
  EXPECT_FALSE(button("Why?")->isVisible());
  click("Open as a branch");
  step();
  step();
  EXPECT_EQ(world().observer.violations().size(), 0u);
  EXPECT_EQ(history().moment(history().present()).action.verb, Verb::deliver);
}

TEST_F(ExploreWindowTest, a_condition_that_cant_be_read_says_so_at_once) {
  begin();
  choose("Can this condition come true?");
  auto* condition = part<QLineEdit>("Condition");
  QTest::keyClicks(condition, "A1.promised =");
  auto* problem = part<QLabel>("What is wrong");
  EXPECT_TRUE(problem->isVisible());
  EXPECT_TRUE(problem->text().startsWith("Column ")) << problem->text().toStdString();
  EXPECT_FALSE(button("Explore")->isEnabled());
  condition->clear();
  QTest::keyClicks(condition, "A9.promised = 1.1");
  EXPECT_TRUE(problem->text().contains("A9")) << problem->text().toStdString();
  condition->clear();
  QTest::keyClicks(condition, "chosen gren");
  EXPECT_TRUE(problem->text().contains("did you mean green?")) << problem->text().toStdString();
  EXPECT_FALSE(button("Explore")->isEnabled());
  condition->clear();
  QTest::keyClicks(condition, "A1.promised = 1.1");
  EXPECT_FALSE(problem->isVisible());
  EXPECT_TRUE(button("Explore")->isEnabled());
}

TEST_F(ExploreWindowTest, what_was_found_in_another_session_opens_as_a_run_of_its_own) {
  begin("no-adopt");
  click("Explore");
  ASSERT_TRUE(answered());
  ASSERT_TRUE(window.session().start(Session::first_setup()));
  click("Open as a branch");
  EXPECT_EQ(window.session().setup().options.bug, "no-adopt");
  EXPECT_EQ(history().present(), 0u);
  EXPECT_EQ(history().line().size(), 15u);
}

TEST_F(ExploreWindowTest, a_livelock_opens_with_two_turns_and_is_a_loop_on_the_timeline) {
  synod::Setup setup = Session::first_setup();
  setup.shape = {.proposers = 2, .acceptors = 1, .learners = 1};
  setup.options.retry = true;
  ASSERT_TRUE(window.session().start(setup));
  ask();
  choose("Can it go on for ever?");
  click("Explore");
  ASSERT_TRUE(answered());
  EXPECT_TRUE(answer().contains("it repeats")) << answer().toStdString();
  EXPECT_FALSE(button("Why?")->isVisible());
  click("Open as a branch");
  EXPECT_EQ(history().present(), 0u);
  EXPECT_EQ(window.session().bookmarks().list().size(), 2u);
  EXPECT_TRUE(window.parts().timeline->accessibleDescription().contains("again and again"));
  window.player().go_to(history().line().back());
  EXPECT_TRUE(world().observer.chosen().empty());
}

}  // namespace
