// Stale read in the window: a leader that is cut off answers from its store; the Clients tab tells.
#include <QSettings>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "app/explore/why_desk.h"
#include "app/window/main_window.h"
#include "protocols/catalog.h"
#include "protocols/log_options.h"
#include "views/clients/clients_view.h"
#include "views/kit/trace_gate.h"
#include "views/panels/inspector.h"
#include "views/why/why_panel.h"

using namespace synod;
using namespace synod::app;

namespace {

const NodeId n1{0}, n2{1}, c1{3}, c2{4};

class ClientsWindowTest : public testing::Test {
 protected:
  void SetUp() override {
    QSettings().remove("lesson");
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    synod::Setup setup;
    setup.protocol = "multi";
    setup.shape = {.together = 3, .clients = 2};
    setup.options.own.set(log_options::detector, Detector::fixed);
    setup.options.own.set(log_options::reads, Reads::local);
    window.session().open_run(History(make_cluster(*find_protocol("multi"), setup)), "a run");
  }
  void act(const Action& action) { ASSERT_TRUE(window.player().act(action)); }
  /// Everything that is due until `reached`.
  template <class Test>
  void run_until(Test reached) {
    for (int i = 0; i < 2'000 && !reached(); ++i) {
      const auto due = next_due(world());
      ASSERT_TRUE(due);
      act(*due);
    }
    ASSERT_TRUE(reached());
  }
  bool is_done(NodeId client, std::size_t operations) {
    std::size_t answered = 0;
    for (const Operation& operation : world().observer.operations())
      answered += operation.client == client && operation.answered ? 1u : 0u;
    return answered >= operations;
  }
  /// N1 leads and is cut off with C1; the others go on, x is 2, and C1 is told 1.
  void read_stale() {
    act(actions::propose(n1, "x=1", 1));
    run_until([&] {
      return world().observer.slots_chosen() == 1 && !world().observer.by_hand().empty() &&
             world().observer.by_hand()[0].answered;
    });
    Action cut{.verb = Verb::partition};
    for (NodeId node : {n1, c1}) cut.side[node.index] = 1;
    for (NodeId node : {n2, NodeId{2}, c2}) cut.side[node.index] = 2;
    act(cut);
    act(actions::propose(c2, "x=2"));
    run_until([&] { return is_done(c2, 1); });
    act(actions::propose(c1, "x?"));
    run_until([&] { return is_done(c1, 1); });
  }
  void open_tab() {
    window.parts().tabs->setCurrentWidget(views::page_of(&clients()));
    QApplication::processEvents();
  }
  bool told() {
    return QTest::qWaitFor([this] { return reason().active() && !window.why_desk().searching(); });
  }

  views::ClientsView& clients() { return *window.parts().clients; }
  const views::Reason& reason() { return window.shared().reason; }
  const History& history() { return window.session().history(); }
  const Cluster& world() { return history().world(); }

  std::int64_t now = 0;
  QTemporaryDir folder;
  MainWindow window{folder.filePath("autosave"), [this] { return now; }};
};

TEST_F(ClientsWindowTest, a_stale_read_stands_out_and_w_on_it_tells_why) {
  read_stale();
  open_tab();
  ASSERT_NE(world().observer.violation("linearizable"), nullptr);
  EXPECT_TRUE(clients().verdict().isVisible());
  EXPECT_NE(clients().verdict().text().indexOf("C1 read x = 1 after x=2 of C2"), -1);
  const OperationRef read = world().observer.without_order().back();
  EXPECT_EQ(world().observer.operation(read).client, c1);
  views::ClientsPane& pane = clients().pane();
  const QPoint at = pane.box_of(read).center().toPoint();
  ASSERT_TRUE(pane.viewport()->rect().contains(at)) << "it is in sight by itself";
  QTest::mouseMove(pane.viewport(), at);
  EXPECT_EQ(window.shared().selection.hovered().operation, read);
  QTest::keyClick(&window, Qt::Key_W);
  ASSERT_TRUE(told());
  EXPECT_EQ(reason().why()->fact.kind, Fact::Kind::violation);
  EXPECT_EQ(reason().why()->fact.field, "linearizable");
  EXPECT_EQ(window.parts().right->currentWidget(), window.parts().why);
  EXPECT_TRUE(reason().why()->holds(world().observer.operation(read).asked_at));
}

TEST_F(ClientsWindowTest, the_button_beside_the_sentence_tells_why_too) {
  read_stale();
  open_tab();
  QTest::mouseClick(&clients().why_button(), Qt::LeftButton);
  ASSERT_TRUE(told());
  EXPECT_EQ(reason().why()->fact.field, "linearizable");
}

TEST_F(ClientsWindowTest, the_tab_is_there_for_clusters_with_clients_alone) {
  QTabWidget& tabs = *window.parts().tabs;
  EXPECT_TRUE(tabs.isTabVisible(tabs.indexOf(views::page_of(&clients()))));
  synod::Setup setup;
  setup.shape = {.together = 3};
  window.session().open_run(History(make_cluster(*find_protocol("paxos"), setup)), "a run");
  EXPECT_FALSE(tabs.isTabVisible(tabs.indexOf(views::page_of(&clients()))));
}

}  // namespace
