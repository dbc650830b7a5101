// A replicated log in the window: the leader is killed by a click, another takes over, and time
// goes back and forward across it.
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>
#include <vector>

#include "app/main_window.h"
#include "model/field_search.h"
#include "model/service.h"
#include "views/canvas/canvas.h"
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
    setup.options.detector = Detector::fixed;
    setup.options.load = 1000;
    ASSERT_TRUE(window.session().start(setup));
    window.player().set_speed(Player::fastest);
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

}  // namespace
