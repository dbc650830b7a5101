// Comparison of two clusters in the window, as a person uses it.
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/compare/compare_desk.h"
#include "app/play/pause_points.h"
#include "app/window/main_window.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "protocols/catalog.h"
#include "tests/app/shown_window.h"
#include "views/canvas/canvas.h"
#include "views/compare/compare_view.h"
#include "views/kit/traffic_filter.h"
#include "views/why/why_panel.h"

using namespace synod;
using namespace synod::app;

namespace {

const NodeId p1{0};
const NodeId p2{1};
const NodeId a1{2};
const NodeId a2{3};
const NodeId a3{4};

class CompareWindowTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(synod::testing::bring_up(window));
    ASSERT_TRUE(window.session().start(Session::first_setup()));
  }
  void TearDown() override { window.appearance().reduce_motion(false); }

  void act(const Action& action) { ASSERT_TRUE(window.player().act(action)); }
  void deliver(NodeId from, NodeId to) {
    for (const Message& message : window.session().history().world().in_flight)
      if (message.from == from && message.to == to)
        return act(actions::on_message(Verb::deliver, message.id));
    FAIL() << "nothing is in flight there";
  }
  /// A1 has accepted blue, and P2 has the two promises that it needs: it asks for the blue that A1
  /// reported. Event 11 is the last.
  void adopt() {
    act(actions::propose(p1, "blue"));
    for (NodeId acceptor : {a1, a2}) deliver(p1, acceptor);
    for (NodeId acceptor : {a1, a2}) deliver(acceptor, p1);
    deliver(p1, a1);
    act(actions::propose(p2, "green"));
    for (NodeId acceptor : {a1, a2}) deliver(p2, acceptor);
    for (NodeId acceptor : {a1, a2}) deliver(acceptor, p2);
  }
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&window, key, modifiers);
  }
  void open() {
    key(Qt::Key_D, Qt::ControlModifier);
    ASSERT_TRUE(desk().shown());
    ASSERT_TRUE(made());
  }
  bool made() {
    return QTest::qWaitFor([this] { return desk().ready(); });
  }
  /// Chooses by the name that stands in the list.
  void choose(const QString& name) {
    QComboBox* chooser = view().side(Side::right).chooser();
    const int row = chooser->findText(name, Qt::MatchContains);
    ASSERT_GE(row, 0) << name.toStdString();
    chooser->setFocus();
    chooser->setCurrentIndex(row);
    emit chooser->activated(row);
    ASSERT_TRUE(made());
  }
  void choose_no_adopt() {
    choose(QString::fromUtf8(find_variant(find_protocol("paxos")->info(), "no-adopt")->title));
  }

  CompareDesk& desk() { return window.compare_desk(); }
  views::CompareView& view() { return *desk().view(); }
  const Twin& twin() { return *desk().player().twin(); }
  views::ComparedCanvas& canvas(Side side) { return view().side(side).canvas(); }

  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave")};
};

TEST_F(CompareWindowTest,
       what_was_done_side_by_side_is_there_again_and_among_the_earlier_sessions) {
  adopt();
  open();
  const std::uint32_t steps = twin().size();
  key(Qt::Key_End, Qt::ControlModifier);
  key(Qt::Key_Right);
  ASSERT_EQ(twin().size(), steps + 1);
  const qsizetype earlier = window.session().earlier().size();
  key(Qt::Key_D, Qt::ControlModifier);
  EXPECT_FALSE(desk().shown());
  EXPECT_EQ(window.session().earlier().size(), earlier + 2);
  open();
  EXPECT_EQ(twin().size(), steps + 1);
  EXPECT_EQ(twin().present(), steps + 1);
}

TEST_F(CompareWindowTest, another_run_in_the_explorer_is_compared_anew) {
  adopt();
  open();
  key(Qt::Key_End, Qt::ControlModifier);
  key(Qt::Key_Right);
  key(Qt::Key_D, Qt::ControlModifier);
  act(actions::on_node(Verb::crash, a3));
  open();
  EXPECT_EQ(twin().size(), window.session().history().line().size() - 1);
}

TEST_F(CompareWindowTest, the_bar_lets_a_proposer_of_the_left_ask_on_both_sides) {
  open();
  emit view().propose_bar().propose(p2, "green", 0);
  EXPECT_EQ(twin().history(Side::left).size(), 2u);
  EXPECT_EQ(twin().history(Side::right).size(), 2u);
}

TEST_F(CompareWindowTest, letters_act_on_what_is_marked_there_as_in_the_explorer) {
  open();
  views::Canvas& canvas = view().side(Side::left).canvas();
  QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, canvas.node_point(a1));
  EXPECT_FALSE(twin().history(Side::left).world().node(a1).up);
  key(Qt::Key_K);
  EXPECT_TRUE(twin().history(Side::left).world().node(a1).up);
  EXPECT_TRUE(twin().history(Side::right).world().node(a1).up);
}

}  // namespace

TEST_F(CompareWindowTest, a_wrong_variant_parts_where_it_does_not_adopt) {
  adopt();
  open();
  choose_no_adopt();
  EXPECT_EQ(twin().parting(), 11u);
  EXPECT_EQ(twin().present(), 11u) << "it stands where the explorer stood";
  EXPECT_TRUE(view().told().contains("P2's value is blue on the left and green on the right"))
      << view().told().toStdString();
  EXPECT_EQ(view().told_differences(), "P2's value: blue ≠ green");
  for (Side side : both_sides) {
    EXPECT_FALSE(view().timeline().flag_rect(side).isNull());
    EXPECT_EQ(canvas(side).marks_of(p2).size(), 1u);
    EXPECT_TRUE(canvas(side).marks_of(a1).empty());
  }
}

TEST_F(CompareWindowTest, stepping_back_over_the_parting_puts_the_lights_out) {
  adopt();
  open();
  choose_no_adopt();
  key(Qt::Key_Left);
  EXPECT_EQ(twin().present(), 10u);
  EXPECT_TRUE(canvas(Side::left).marks_of(p2).empty());
  EXPECT_TRUE(view().told().contains("part at step 11"));
  EXPECT_EQ(view().told_differences(), "Nothing differs now.");
  key(Qt::Key_Right);
  EXPECT_EQ(canvas(Side::right).marks_of(p2).size(), 1u);
  key(Qt::Key_Home);
  EXPECT_EQ(twin().present(), 0u);
  key(Qt::Key_Right, Qt::ControlModifier);
  EXPECT_EQ(twin().present(), 11u);
}

TEST_F(CompareWindowTest, playing_stops_where_it_shall_pause_and_says_on_which_side) {
  adopt();
  open();
  choose_no_adopt();
  desk().player().go_to(10);
  window.pauses().entry(Milestone::quorum)->setChecked(false);
  desk().player().toggle();
  ASSERT_TRUE(QTest::qWaitFor([this] { return !desk().player().playing(); }));
  EXPECT_EQ(twin().present(), 11u) << "P2 must adopt there";
  EXPECT_TRUE(view().told_notice().contains("Paused: a value must be adopted on the left."))
      << view().told_notice().toStdString();
  window.pauses().entry(Milestone::quorum)->setChecked(true);
}

TEST_F(CompareWindowTest, a_violation_is_told_on_its_side_and_why_is_beside_it) {
  adopt();
  open();
  choose_no_adopt();
  desk().player().to_end();
  for (int steps = 0;
       steps < 40 && twin().history(Side::right).world().observer.violations().empty(); ++steps)
    key(Qt::Key_Right);
  EXPECT_TRUE(view().side(Side::right).alarm().message().contains("Agreement is violated"));
  EXPECT_TRUE(view().side(Side::right).alarm().isVisible());
  EXPECT_FALSE(view().side(Side::left).alarm().isVisible());
  for (QPushButton* button : view().side(Side::right).alarm().findChildren<QPushButton*>())
    if (button->text() == "Why?") button->click();
  EXPECT_FALSE(desk().shown());
  EXPECT_TRUE(QTest::qWaitFor([this] { return window.parts().why->isVisible(); }));
}

TEST_F(CompareWindowTest, what_is_hidden_in_the_explorer_is_hidden_on_both_sides) {
  act(actions::propose(p1, "blue"));
  views::TrafficFilter& filter = window.traffic();
  const auto prepares = [&] {
    return *std::find_if(filter.parts().begin(), filter.parts().end(), [](const auto& part) {
      return part.kinds == std::vector<std::string>{"prepare"};
    });
  };
  filter.hide(prepares(), true);
  open();
  for (Side side : both_sides) EXPECT_EQ(canvas(side).picture_shown().hidden, 3u);
  filter.show_all();
  for (Side side : both_sides) EXPECT_EQ(canvas(side).picture_shown().hidden, 0u);
}

TEST_F(CompareWindowTest, what_is_accepted_differently_is_lit_on_the_disk) {
  adopt();
  for (int i = 0; i < 2; ++i) deliver(p2, a3);
  open();
  choose_no_adopt();
  const QRectF card = canvas(Side::left).layout_shown().node(a3).card;
  const std::vector<QRectF> marks = canvas(Side::left).marks_of(a3);
  ASSERT_EQ(marks.size(), 1u);
  EXPECT_TRUE(card.contains(marks.front()));
  EXPECT_LT(marks.front().width(), card.width()) << "one field of two";
}

TEST_F(CompareWindowTest, steps_beyond_the_run_are_taken_on_both_sides) {
  adopt();
  open();
  choose_no_adopt();
  const std::uint32_t before = twin().size();
  key(Qt::Key_End, Qt::ControlModifier);
  key(Qt::Key_Right);
  EXPECT_EQ(twin().size(), before + 1);
  EXPECT_EQ(twin().present(), before + 1);
}

TEST_F(CompareWindowTest, a_click_kills_the_node_on_both_sides) {
  adopt();
  open();
  QTest::mouseClick(canvas(Side::right).viewport(), Qt::LeftButton, {},
                    canvas(Side::right).node_point(a3));
  for (Side side : both_sides) EXPECT_FALSE(twin().history(side).world().node(a3).up);
  EXPECT_EQ(twin().size(), 12u);
  EXPECT_EQ(window.session().history().size(), 12u) << "the explorer keeps its own run";
}

TEST_F(CompareWindowTest, a_click_on_the_timeline_goes_to_that_step) {
  adopt();
  open();
  views::TwinTimeline& timeline = view().timeline();
  QTest::mouseClick(&timeline, Qt::LeftButton, {}, timeline.place_of(Side::right, 4).toPoint());
  EXPECT_EQ(twin().present(), 4u);
  EXPECT_EQ(twin().history(Side::left).world().events, 4u);
}

TEST_F(CompareWindowTest, the_same_key_brings_the_explorer_back_as_it_was) {
  adopt();
  key(Qt::Key_Left);
  const double before = window.player().position();
  open();
  EXPECT_FALSE(window.actions()[app::Command::propose]->isEnabled());
  key(Qt::Key_Home);
  key(Qt::Key_D, Qt::ControlModifier);
  EXPECT_FALSE(desk().shown());
  EXPECT_TRUE(window.parts().canvas->isVisible());
  EXPECT_EQ(window.player().position(), before);
  EXPECT_TRUE(window.actions()[app::Command::propose]->isEnabled());
  key(Qt::Key_Right);
  EXPECT_EQ(window.player().position(), before + 1) << "its keys are its own again";
}

TEST_F(CompareWindowTest, the_right_run_can_be_taken_to_the_explorer) {
  adopt();
  ASSERT_TRUE(window.session().save_as(folder.filePath("run.synod")));
  open();
  choose_no_adopt();
  for (QToolButton* button : view().transport().findChildren<QToolButton*>())
    if (button->defaultAction() != nullptr && button->defaultAction()->menu() != nullptr)
      button->defaultAction()->menu()->actions().back()->trigger();
  EXPECT_FALSE(desk().shown());
  EXPECT_EQ(window.session().setup().options.bug, "no-adopt");
  EXPECT_EQ(window.session().history().size(), 12u);
}

TEST_F(CompareWindowTest, a_cluster_that_can_not_stand_there_is_not_offered) {
  open();
  QComboBox* chooser = view().side(Side::right).chooser();
  const int row = chooser->findText("Multi-Paxos");
  ASSERT_GE(row, 0);
  EXPECT_FALSE(chooser->model()->flags(chooser->model()->index(row, 0)) & Qt::ItemIsEnabled);
  EXPECT_TRUE(
      chooser->itemData(row, Qt::ToolTipRole).toString().contains("nodes that play every role"));
}

TEST_F(CompareWindowTest, with_and_without_retry_part_at_the_timer) {
  act(actions::propose(p1, "blue"));
  for (NodeId acceptor : {a1, a2}) act(actions::on_node(Verb::crash, acceptor));
  open();
  choose("With retry");
  EXPECT_EQ(twin().parting(), 0u) << "a timer is no field";
  // Three messages for which nobody is left but A3, and its answer; then the left is quiet.
  for (int i = 0; i < 4; ++i) key(Qt::Key_Right);
  EXPECT_EQ(twin().parting(), 0u);
  key(Qt::Key_Right);
  EXPECT_EQ(twin().parting(), 8u);
  EXPECT_TRUE(view().told().contains("the left does nothing")) << view().told().toStdString();
  EXPECT_TRUE(view().side(Side::left).told().contains("P1 has set no timer 'retry'"));
}

TEST_F(CompareWindowTest, another_session_closes_the_page) {
  open();
  ASSERT_TRUE(window.session().start(Session::first_setup()));
  EXPECT_FALSE(desk().shown());
  EXPECT_TRUE(window.actions()[app::Command::propose]->isEnabled());
}

TEST_F(CompareWindowTest,
       puts_multi_paxos_beside_raft_and_counts_messages_and_the_change_of_leader) {
  const auto scenario = parse_scenario("protocol raft\nservers 5\nclients 2\noption load 20\n");
  const auto raft = setup_of(*scenario, find_protocol);
  ASSERT_TRUE(raft) << raft.error().str();
  ASSERT_TRUE(window.session().start(*raft));
  open();
  choose("Multi-Paxos");
  EXPECT_THAT(view().told().toStdString(), ::testing::HasSubstr("Nothing has happened yet"));
  auto& player = desk().player();
  const auto play_until = [&](std::int64_t until) {
    while (player.twin()->history(Side::left).world().now.ms < until)
      player.step(), player.to_end();
  };
  play_until(2'000);
  EXPECT_THAT(view().told().toStdString(), ::testing::HasSubstr("each by its own clock"));
  for (Side side : both_sides) {
    EXPECT_THAT(view().side(side).told_traffic().toStdString(),
                ::testing::HasSubstr("messages for each"));
    const Cluster& world = player.twin()->history(side).world();
    for (NodeId id : world.shape().with(Role::acceptor))
      if (world.node(id).up && stage_of(world.node(id).state) == synod::Stage::leader)
        player.act(side, actions::on_node(Verb::crash, id));
  }
  play_until(5'000);
  for (Side side : both_sides)
    EXPECT_THAT(view().side(side).told_traffic().toStdString(),
                ::testing::HasSubstr("change of leader: "));
  EXPECT_THAT(view().side(Side::left).told_traffic().toStdString(),
              ::testing::HasSubstr("committed: "));
  EXPECT_THAT(view().side(Side::right).told_traffic().toStdString(),
              ::testing::HasSubstr("chosen: "));
}

TEST(TwinPresets, of_a_wrong_cluster_offer_the_right_one_first) {
  synod::Setup wrong;
  wrong.options.bug = "no-adopt";
  EXPECT_EQ(twin_presets(wrong).front().setup, synod::Setup{});
  for (const TwinPreset& preset : twin_presets(wrong)) EXPECT_NE(preset.setup, wrong);
}

TEST(ChangedSetup, replaces_lines_and_says_what_is_wrong_with_them) {
  synod::Setup setup;
  setup.options.q1 = 2;
  const auto changed = changed_setup(setup, {"option q1 1", "option bug no-adopt"});
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->options.q1, 1u);
  EXPECT_EQ(changed->options.bug, "no-adopt");
  EXPECT_FALSE(changed_setup(setup, {"option bug nothing"}));
  EXPECT_FALSE(changed_setup(setup, {"propose P1 blue"}));
  EXPECT_FALSE(changed_setup(setup, {"gibberish"}));
}
