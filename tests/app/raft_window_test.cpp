// Raft in the window: a leader is killed and cut off by clicks, serves a stale read, and is healed.
#include <QMenu>
#include <QPointer>
#include <QTest>
#include <gtest/gtest.h>

#include "app/window/main_window.h"
#include "model/data/field_search.h"
#include "model/world/protocol.h"
#include "model/world/service.h"
#include "protocols/catalog.h"
#include "protocols/raft_options.h"
#include "views/canvas/canvas.h"
#include "views/panels/alarm_bar.h"

using namespace synod;
using namespace synod::app;

namespace {

class RaftWindow : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }
  void start(const char* bug) {
    synod::Setup setup{.protocol = "raft", .shape = {.together = 3, .clients = 2}};
    setup.shape.cast = find_protocol("raft")->info().cast;
    setup.options.own.set(raft_options::reads, static_cast<std::int64_t>(Reads::read_index));
    setup.options.bug = bug;
    ASSERT_TRUE(window.session().start(setup));
    window.player().set_speed(GlideClock::fastest);
    window.player().set_pauses({});
    ASSERT_TRUE(play_until([this] { return leader().exists(); }));
  }
  /// The leader of the highest term; none where nobody leads.
  NodeId leader() {
    NodeId found;
    Ballot highest;
    for (NodeId node : world().shape().with(Role::acceptor)) {
      if (!world().node(node).up || !is_leading(world().node(node).state)) continue;
      const auto term = value_meaning<Ballot>(world().node(node).state, Means::number);
      if (!term || term->bare() < highest) continue;
      found = node;
      highest = term->bare();
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
    for (int i = 0; i < 100; ++i) {
      now += 20;
      window.player().tick();
    }
    return done();
  }
  void click(QPoint point) {
    QTest::mouseMove(canvas().viewport(), point);
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, point);
  }
  void click(NodeId node) { click(canvas().node_point(node)); }
  /// Clicks on the links between `node` and all of `ends`, which cuts or heals them.
  void click_links(NodeId node, NodeSet ends) {
    for (NodeId other : ends) click(canvas().link_point(node, other));
  }
  /// `client` asks for `command`, and has its answer.
  Text answer(NodeId client, const char* command) {
    EXPECT_TRUE(window.player().act(actions::propose(client, command)));
    const auto place = world().observer.last_operation(client);
    EXPECT_TRUE(place);
    EXPECT_TRUE(
        play_until([&] { return world().observer.operations()[*place].answered.has_value(); }));
    return world().observer.operations()[*place].result;
  }
  /// Chooses what stands in the menu at a node, below a group's. False where it is not there.
  bool choose(NodeId at, const QString& group, const QString& text) {
    QTest::mouseMove(canvas().viewport(), canvas().node_point(at));
    QTest::mouseClick(canvas().viewport(), Qt::RightButton, {}, canvas().node_point(at));
    const QPointer<QMenu> menu = canvas().findChild<QMenu*>("canvas_menu");
    if (menu == nullptr) return false;
    QAction* found = nullptr;
    for (QAction* entry : menu->actions())
      if (entry->menu() != nullptr && entry->text() == group)
        for (QAction* inner : entry->menu()->actions())
          if (inner->text() == text) found = inner;
    if (found != nullptr) found->trigger();
    delete menu.data();
    return found != nullptr;
  }
  NodeId node(const char* name) { return *world().shape().find(name); }
  /// Has the old leader cut off together with C1, another one elected, and x=2 written there.
  void leave_an_old_leader() {
    EXPECT_EQ(answer(node("C1"), "x=1"), Text("ok"));
    EXPECT_EQ(answer(node("C2"), "x?"), Text("1"));
    old = leader();
    others = world().shape().with(Role::acceptor) - NodeSet{old};
    click_links(old, others);
    click_links(node("C2"), {old});
    click_links(node("C1"), others);
    for (NodeId other : others)
      ASSERT_TRUE(world().is_cut(old, other) && world().is_cut(other, old));
    ASSERT_TRUE(play_until([&] { return leader().exists() && leader() != old; }));
    EXPECT_EQ(answer(node("C2"), "x=2"), Text("ok"));
    ASSERT_TRUE(is_leading(world().node(old).state)) << "it believes that it leads";
  }
  views::Canvas& canvas() { return *window.parts().canvas; }
  const Cluster& world() { return window.session().history().world(); }

  NodeId old;
  NodeSet others;
  std::int64_t now = 0;
  MainWindow window{"", [this] { return now; }};
};

TEST_F(RaftWindow, a_leader_is_killed_by_a_click_and_comes_back_as_a_follower) {
  ASSERT_NO_FATAL_FAILURE(start(""));
  const NodeId killed = leader();
  click(killed);
  ASSERT_FALSE(world().node(killed).up);
  ASSERT_TRUE(play_until([&] { return leader().exists() && leader() != killed; }));
  click(killed);
  ASSERT_TRUE(world().node(killed).up);
  EXPECT_EQ(answer(node("C1"), "x=1"), Text("ok"));
  EXPECT_FALSE(is_leading(world().node(killed).state));
  EXPECT_TRUE(world().observer.violations().empty());
}

TEST_F(RaftWindow, a_leader_that_is_cut_off_answers_an_old_value_where_it_asks_nobody) {
  ASSERT_NO_FATAL_FAILURE(start("read-no-quorum"));
  ASSERT_NO_FATAL_FAILURE(leave_an_old_leader());
  EXPECT_FALSE(window.parts().alarm->isVisible());
  EXPECT_EQ(answer(node("C1"), "x?"), Text("1"));
  EXPECT_NE(world().observer.violation("linearizable"), nullptr);
  EXPECT_TRUE(window.parts().alarm->isVisible());
}

TEST_F(RaftWindow, a_leader_that_is_cut_off_answers_nothing_until_the_links_are_healed) {
  ASSERT_NO_FATAL_FAILURE(start(""));
  ASSERT_NO_FATAL_FAILURE(leave_an_old_leader());
  ASSERT_TRUE(window.player().act(actions::propose(node("C1"), "x?")));
  const auto place = *world().observer.last_operation(node("C1"));
  const auto answered = [&] { return world().observer.operations()[place].answered.has_value(); };
  const SimTime asked = world().now;
  EXPECT_TRUE(play_until([&] { return (world().now - asked).ms > 3'000; }));
  EXPECT_FALSE(answered());
  click_links(old, others);
  click_links(node("C1"), others);
  click_links(node("C2"), {old});
  ASSERT_TRUE(play_until(answered));
  EXPECT_EQ(world().observer.operations()[place].result, Text("2"));
  EXPECT_FALSE(is_leading(world().node(old).state));
  EXPECT_TRUE(world().observer.violations().empty());
  EXPECT_FALSE(window.parts().alarm->isVisible());
}

TEST_F(RaftWindow, a_server_is_added_by_the_menu_of_the_leader_and_then_its_leader_removed) {
  synod::Setup setup{.protocol = "raft", .shape = {.together = 5}};
  setup.shape.cast = find_protocol("raft")->info().cast;
  setup.options.own.set(raft_options::members, 3);
  ASSERT_TRUE(window.session().start(setup));
  window.player().set_speed(GlideClock::fastest);
  window.player().set_pauses({});
  ASSERT_TRUE(play_until(
      [&] { return leader().exists() && !refusal(world(), actions::propose(leader(), "+S4")); }));
  const NodeId first = leader();
  EXPECT_FALSE(choose(first, "Hand the lead over to …", "Hand the lead over to S4"))
      << "it is no member";
  EXPECT_FALSE(choose(first, "Add … to the members", "Add S6 to the members"))
      << "there is no such server";
  ASSERT_TRUE(choose(first, "Add … to the members", "Add S4 to the members"));
  const auto members = [&](NodeId at) {
    return value_meaning<NodeSet>(world().node(at).state, Means::members).value_or(NodeSet{});
  };
  ASSERT_TRUE(play_until([&] { return members(node("S4")).contains(node("S4")); }));
  ASSERT_TRUE(play_until([&] { return world().observer.chosen().size() == 2; }));
  const std::string own = world().name(first);
  const Action removes = actions::propose(first, Text("-" + own));
  ASSERT_TRUE(play_until([&] { return !refusal(world(), removes); }));
  ASSERT_TRUE(
      choose(first, "Remove … from the members",
             QStringLiteral("Remove %1 from the members").arg(QString::fromStdString(own))));
  ASSERT_TRUE(play_until([&] { return leader().exists() && leader() != first; }));
  EXPECT_EQ(members(leader()).size(), 3u);
  EXPECT_FALSE(members(leader()).contains(first));
  EXPECT_TRUE(world().observer.violations().empty());
}

TEST_F(RaftWindow, a_server_is_replaced_by_another_in_one_change_from_the_menu) {
  synod::Setup setup{.protocol = "raft", .shape = {.together = 4}};
  setup.shape.cast = find_protocol("raft")->info().cast;
  setup.options.own.set(raft_options::members, 3);
  ASSERT_TRUE(window.session().start(setup));
  window.player().set_speed(GlideClock::fastest);
  window.player().set_pauses({});
  ASSERT_TRUE(play_until(
      [&] { return leader().exists() && !refusal(world(), actions::propose(leader(), "+S4")); }));
  const std::string out = leader() == node("S2") ? "S3" : "S2";
  const QString both = QStringLiteral("Add S4 to the members, Remove %1 from the members")
                           .arg(QString::fromStdString(out));
  EXPECT_FALSE(choose(leader(), "Two at once", "Add S4 to the members, Add S5 to the members"))
      << "there is no such server";
  ASSERT_TRUE(choose(leader(), "Two at once", both));
  const auto members = [&](NodeId at) {
    return value_meaning<NodeSet>(world().node(at).state, Means::members).value_or(NodeSet{});
  };
  ASSERT_TRUE(play_until([&] { return !members(leader()).contains(node(out.c_str())); }));
  EXPECT_EQ(members(leader()).size(), 3u);
  EXPECT_TRUE(members(leader()).contains(node("S4")));
  EXPECT_TRUE(world().observer.violations().empty());
}

}  // namespace
