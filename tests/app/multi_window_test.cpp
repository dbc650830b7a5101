// Multi-Paxos in the window: a crash of the leader, its replacement, and time travel across it.
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>
#include <set>
#include <vector>

#include "app/explore/why_desk.h"
#include "app/window/main_window.h"
#include "model/data/field_search.h"
#include "model/world/protocol.h"
#include "model/world/recovery_stage.h"
#include "model/world/service.h"
#include "protocols/log_options.h"
#include "views/canvas/canvas.h"
#include "views/kit/trace_gate.h"
#include "views/log/log_view.h"
#include "views/panels/story.h"

using namespace synod;
using namespace synod::app;

namespace {

class MultiWindowTest : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    synod::Setup setup{.protocol = "multi", .shape = {.together = 5, .clients = 2}};
    setup.options.own.set(log_options::detector, Detector::fixed);
    setup.options.load = 1000;
    ASSERT_TRUE(window.session().start(setup));
    window.player().set_speed(GlideClock::fastest);
    window.player().set_pauses({});
  }
  /// The replica that is up and says that it leads; none where there is none, or more than one.
  NodeId leader() {
    NodeId found;
    for (NodeId node : world().shape().with(Role::acceptor)) {
      if (!world().node(node).up || !is_leading(world().node(node).state)) continue;
      if (found.exists()) return {};
      found = node;
    }
    return found;
  }
  /// Plays by the clock until `done`. False where that takes more than a simulated minute.
  template <class Done>
  bool play_until(Done done) {
    const SimTime from = world().now;
    window.player().play();
    while (!done() && world().now.ms - from.ms < 60'000) {
      now += 20;
      window.player().tick();
    }
    window.player().pause();
    // What glides in comes to its end.
    for (int i = 0; i < 100; ++i) {
      now += 20;
      window.player().tick();
    }
    return done();
  }
  void click(NodeId node) {
    const QPoint point = canvas().node_point(node);
    QTest::mouseMove(canvas().viewport(), point);
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, point);
  }
  std::size_t answered() { return answered_in_order(world().observer).size(); }
  /// What the Story tells from row `from` on, line by line.
  QString told_from(int from) {
    QString told;
    const auto& model = window.parts().story->model();
    for (int row = from; row < model.rowCount(); ++row)
      told += model.data(model.index(row, 0), views::StoryModel::sentence_role).toString() + u'\n';
    return told;
  }
  /// Kills the leader by a click, and plays until another leads and clients are answered again.
  /// Each stage of the recovery stands in the Story, in its order.
  void kill_and_recover() {
    const NodeId dead = leader();
    ASSERT_TRUE(dead.exists());
    const int before = static_cast<int>(depth());
    const std::size_t answers = answered();
    click(dead);
    ASSERT_FALSE(world().node(dead).up);
    ASSERT_TRUE(play_until(
        [&] { return leader().exists() && leader() != dead && answered() > answers + 5; }));
    const QString told = told_from(before);
    qsizetype at = 0;
    for (const char* stage : {"suspects", "starts ballot", "a quorum promised", "to the vote",
                              "is chosen there", "has its answer"}) {
      at = told.indexOf(QString::fromUtf8(stage), at);
      ASSERT_GE(at, 0) << "'" << stage << "' is not told after the stage before it";
    }
    at = 0;
    for (const char* heading : {"No leader: not noticed yet", "No leader: it is suspected",
                                "Election: ", "leads: commands go on", "clients waited: "}) {
      at = told.indexOf(QString::fromUtf8(heading), at);
      ASSERT_GE(at, 0) << "no heading '" << heading << "' after the one before it:\n"
                       << told.toStdString();
    }
  }
  EventNumber depth() { return history().moment(history().present()).depth; }
  views::Canvas& canvas() { return *window.parts().canvas; }
  const History& history() { return window.session().history(); }
  const Cluster& world() { return history().world(); }

  std::int64_t now = 0;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

TEST_F(MultiWindowTest, leaders_are_killed_by_clicks_and_replaced_and_time_goes_back_across_it) {
  ASSERT_TRUE(play_until([this] { return leader().exists() && answered() > 3; }));
  ASSERT_NO_FATAL_FAILURE(kill_and_recover());
  ASSERT_NO_FATAL_FAILURE(kill_and_recover());
  EXPECT_TRUE(world().observer.violations().empty());
  // The leader's silence lasts longer than the timeout, and clients wait through it.
  ASSERT_TRUE(longest_wait(world()));
  EXPECT_GT(longest_wait(world())->length.ms, world().setup->options.timeout);

  std::vector<Fingerprint> worlds;
  for (MomentId moment : history().path(history().present()))
    worlds.push_back(fingerprint(history().world_at(moment)));
  const EventNumber end = depth();
  while (depth() > 0) {
    window.player().undo();
    ASSERT_EQ(fingerprint(world()), worlds[depth()]) << "back at event " << depth();
  }
  EXPECT_FALSE(leader().exists());
  while (depth() < end) {
    window.player().redo();
    ASSERT_EQ(fingerprint(world()), worlds[depth()]) << "again at event " << depth();
  }
}

/// Three replicas whose leader has a hole in its log: nobody else got slot 2, and N3 has slot 3.
class HoleWindowTest : public MultiWindowTest {
 protected:
  void SetUp() override {
    MultiWindowTest::SetUp();
    synod::Setup setup{.protocol = "multi", .shape = {.together = 3, .clients = 2}};
    setup.options.own.set(log_options::detector, Detector::fixed);
    setup.options.own.set(log_options::pipeline, 5);
    ASSERT_TRUE(window.session().start(setup));
    act(actions::propose(n1, "a", 1));
    handle(Verb::deliver, "prepare", n1);
    handle(Verb::deliver, "promise", {});
    handle(Verb::deliver, "accept", n1);
    handle(Verb::deliver, "accepted", {});
    ask(c1, "x=1");
    for (const Message& message : std::vector(world().in_flight))
      if (kind(message) == "accept") click_away(message.id);
    ask(c2, "y=1");
    handle(Verb::drop, "accept", n1, n2);
    handle(Verb::deliver, "accept", n1, n3);
    ASSERT_EQ(log_of(n3).find({2}), nullptr);
    ASSERT_NE(log_of(n3).find({3}), nullptr);
  }
  void act(const Action& action) { ASSERT_TRUE(window.player().act(action)); }
  std::string_view kind(const Message& message) {
    return world().protocol->info().messages[message.kind].name;
  }
  /// Does that to every message of the kind that is in flight now.
  void handle(Verb verb, std::string_view what, NodeId from, NodeId to = {}) {
    for (const Message& message : std::vector(world().in_flight))
      if (kind(message) == what && (!from.exists() || message.from == from) &&
          (!to.exists() || message.to == to))
        act(actions::on_message(verb, message.id));
  }
  void ask(NodeId client, const char* value) {
    act(actions::propose(client, value));
    handle(Verb::deliver, "request", client);
  }
  /// A click on a message drops it.
  void click_away(MessageId id) {
    const QPoint point = canvas().message_point(id);
    QTest::mouseMove(canvas().viewport(), point);
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, point);
    ASSERT_EQ(world().message(id), nullptr);
  }
  const SlotLog log_of(NodeId node) {
    return *value_meaning<SlotLog>(world().node(node).state, Means::log);
  }
  bool explained() {
    return QTest::qWaitFor(
        [this] { return window.shared().reason.active() && !window.why_desk().searching(); });
  }
  const Why& why() { return *window.shared().reason.why(); }
  /// Opens the tab of the logs and puts the keyboard's focus on a slot there.
  void focus_slot(int row, Slot slot) {
    auto* tabs = window.parts().tabs;
    tabs->setCurrentWidget(views::page_of(window.parts().log));
    window.parts().log->setFocus(Qt::TabFocusReason);
    QTest::keyClick(window.parts().log, Qt::Key_Home);
    for (int i = 0; i < row; ++i) QTest::keyClick(window.parts().log, Qt::Key_Down);
    for (std::uint32_t i = 1; i < slot.number; ++i)
      QTest::keyClick(window.parts().log, Qt::Key_Right);
  }

  const NodeId n1{0};
  const NodeId n2{1};
  const NodeId n3{2};
  const NodeId c1{3};
  const NodeId c2{4};
};

TEST_F(HoleWindowTest, the_hole_is_filled_by_the_next_leader_and_again_by_the_one_after_it) {
  click(n1);
  ASSERT_EQ(leader_change_in(world()).stage, RecoveryStage::unnoticed);
  std::set<RecoveryStage> seen;
  ASSERT_TRUE(play_until([&] {
    seen.insert(leader_change_in(world()).stage);
    EXPECT_EQ(canvas().picture_shown().change, leader_change_in(world()));
    return leader().exists();
  }));
  EXPECT_TRUE(seen.contains(RecoveryStage::asking));
  EXPECT_EQ(leader_change_in(world()).stage, RecoveryStage::filling);
  EXPECT_FALSE(canvas().picture_shown().recoveries.empty());
  const NodeId second = leader();
  ASSERT_EQ(log_of(second).find({2})->vote.value, Text("no-op"));

  const EventNumber filled = depth();
  const auto knows_no_op = [&](NodeId node) {
    const SlotLog log = log_of(node);
    return log.find({2}) != nullptr && log.find({2})->chosen &&
           log.find({2})->vote.value == Text("no-op");
  };
  ASSERT_TRUE(play_until([&] { return knows_no_op(second); }));
  click(second);
  click(n1);
  ASSERT_TRUE(play_until([&] { return leader().exists() && knows_no_op(leader()); }));
  const Fingerprint end = fingerprint(world());
  const EventNumber last = depth();
  while (depth() > filled) window.player().undo();
  EXPECT_EQ(leader_change_in(world()).stage, RecoveryStage::filling);
  while (depth() < last) window.player().redo();
  EXPECT_EQ(fingerprint(world()), end);
  EXPECT_TRUE(world().observer.violations().empty());
}

TEST_F(HoleWindowTest, why_tells_of_a_no_op_of_the_leader_and_of_a_client_that_waits) {
  canvas().setFocus();
  QTest::mouseMove(canvas().viewport(), canvas().node_point(c1));
  QTest::keyClick(&window, Qt::Key_W);
  ASSERT_TRUE(explained());
  EXPECT_EQ(why().question.str(), "Why is C1.1 x=1, for which C1 asks, not applied yet?");
  QTest::keyClick(&window, Qt::Key_Escape);

  click(n1);
  ASSERT_TRUE(play_until([this] { return leader().exists(); }));
  const NodeId second = leader();
  focus_slot(second.index + 1, {2});
  QTest::keyClick(window.parts().log, Qt::Key_W);
  ASSERT_TRUE(explained());
  EXPECT_EQ(why().fact, Fact::of_slot(depth(), second, {2}));
  EXPECT_NE(why().answer.str().find("fills it with a no-op"), std::string::npos)
      << why().answer.str();
  QTest::keyClick(&window, Qt::Key_Escape);

  QTest::mouseMove(canvas().viewport(), canvas().node_point(second));
  canvas().setFocus();
  QTest::keyClick(&window, Qt::Key_W);
  ASSERT_TRUE(explained());
  EXPECT_EQ(why().fact, Fact::of_leading(depth(), second));
}

TEST_F(HoleWindowTest, why_is_asked_of_a_slot_on_a_card) {
  click(n1);
  ASSERT_TRUE(play_until([this] { return leader().exists(); }));
  const NodeId second = leader();
  // A card shows the last slots of its log.
  Slot shown{1};
  while (shown.number < 100 && canvas().slot_point(second, shown) == QPoint(-1, -1)) ++shown.number;
  const QPoint point = canvas().slot_point(second, shown);
  ASSERT_NE(point, QPoint(-1, -1));
  QTest::mouseMove(canvas().viewport(), point);
  canvas().setFocus();
  EXPECT_EQ(window.shared().selection.shown().slot, shown);
  QTest::keyClick(&window, Qt::Key_W);
  ASSERT_TRUE(explained());
  EXPECT_EQ(why().fact, Fact::of_slot(depth(), second, shown));
  EXPECT_EQ(canvas().slot_point(second, {1'000}), QPoint(-1, -1));
}

}  // namespace
