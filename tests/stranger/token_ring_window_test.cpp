// Token ring in the window: every tab, panel and dialog shows it, in words of its own.
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/parts/empty_hint.h"
#include "app/window/main_window.h"
#include "model/scenario/header.h"
#include "model/world/protocol.h"
#include "protocols/catalog.h"
#include "views/canvas/canvas.h"
#include "views/canvas/picture.h"
#include "views/clients/clients_view.h"
#include "views/kit/choices.h"
#include "views/kit/trace_gate.h"
#include "views/log/log_view.h"
#include "views/panels/inspector_page.h"
#include "views/panels/legend_dialog.h"
#include "views/panels/setup_panel.h"
#include "views/votes/votes_view.h"

using namespace synod;
using namespace synod::app;

namespace {

using ::testing::IsEmpty;

/// Words that only Paxos and its relatives have.
constexpr const char* words_of_paxos[] = {"acceptor", "proposer", "learner", "ballot", "quorum",
                                          "promise",  "paxos",    "chosen",  "propose"};

/// What of `text` belongs to Paxos alone.
QStringList strange_in(const QString& text) {
  QStringList found;
  for (const char* word : words_of_paxos)
    if (text.contains(QLatin1String(word), Qt::CaseInsensitive)) found << text;
  return found;
}

/// All that can be read of a widget and of those that are seen in it.
QStringList words_on(const QWidget& widget) {
  QStringList words;
  QList<QWidget*> all = widget.findChildren<QWidget*>();
  for (QWidget* one : all) {
    if (!one->isVisibleTo(&widget)) continue;
    words << one->toolTip() << one->accessibleName() << one->accessibleDescription();
    if (const auto* label = qobject_cast<QLabel*>(one)) words << label->text();
    if (const auto* button = qobject_cast<QAbstractButton*>(one)) words << button->text();
  }
  return words;
}

class TokenRingWindow : public testing::Test {
 protected:
  void SetUp() override {
    window.resize(1280, 800);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    synod::Setup setup;
    setup.protocol = "ring";
    setup.shape = usual_shape(find_protocol("ring")->info());
    ASSERT_TRUE(window.session().start(setup));
    QTest::qWait(1);
  }
  QTabWidget& tabs() { return *window.parts().tabs; }
  const Cluster& world() { return window.session().history().world(); }
  /// Two stations enter one after the other.
  void play() {
    window.session().act(actions::propose(NodeId{1}, "print"));
    window.session().act(actions::propose(NodeId{3}, "scan"));
    for (int i = 0; i < 12; ++i) window.session().step();
    window.player().go_to(window.session().history().present());
    QTest::qWait(1);
  }

  MainWindow window{""};
};

TEST_F(TokenRingWindow, says_what_to_do_first) {
  EXPECT_TRUE(window.parts().hint->text().contains("S1 wants to print"))
      << window.parts().hint->text().toStdString();
}

TEST_F(TokenRingWindow, shows_every_tab_without_a_word_of_another_protocol) {
  play();
  QStringList strange;
  for (int tab = 0; tab < tabs().count(); ++tab) {
    if (!tabs().isTabVisible(tab)) continue;
    tabs().setCurrentIndex(tab);
    QTest::qWait(20);
    for (const QString& words : words_on(*tabs().widget(tab))) strange << strange_in(words);
  }
  EXPECT_THAT(strange.join('\n').toStdString(), IsEmpty());
  for (QWidget* page :
       {static_cast<QWidget*>(window.parts().votes), static_cast<QWidget*>(window.parts().log),
        static_cast<QWidget*>(window.parts().clients)})
    EXPECT_FALSE(tabs().isTabVisible(tabs().indexOf(views::page_of(page))));
}

TEST_F(TokenRingWindow, offers_at_each_place_only_what_the_protocol_has) {
  play();
  QStringList strange;
  for (NodeId node : world().shape().all())
    for (const views::Choice& choice : views::choices_at(world(), views::Target::at_node(node)))
      strange << strange_in(choice.text);
  EXPECT_THAT(strange.join('\n').toStdString(), IsEmpty());
}

TEST_F(TokenRingWindow, tells_of_each_station_and_message_in_the_inspector) {
  play();
  const History& history = window.session().history();
  views::Frame frame;
  frame.world = &world();
  QStringList strange;
  const auto read = [&](const views::Target& target) {
    const views::InspectorPage page = views::page_about(target, false, frame, history);
    strange << strange_in(page.caption) << strange_in(page.title);
    for (const views::FieldRow& row : page.rows) strange << strange_in(row.name + row.help);
    for (const views::PageButton& button : page.buttons)
      strange << strange_in(button.text + button.help);
    EXPECT_FALSE(page.rows.empty());
  };
  read({});
  for (NodeId node : world().shape().all()) read(views::Target::at_node(node));
  for (const Message& message : world().in_flight) read(views::Target::at_message(message.id));
  for (const views::FieldRow& row : views::truth_page(world(), history).rows)
    strange << strange_in(row.name + row.help);
  EXPECT_THAT(strange.join('\n').toStdString(), IsEmpty());
}

TEST_F(TokenRingWindow, explains_its_signs_and_its_set_up) {
  play();
  const views::LegendDialog legend(world().protocol->info(), world().shape());
  QStringList strange = strange_in(legend.text());
  std::vector<const ProtocolInfo*> protocols{&world().protocol->info()};
  views::SetupPanel panel(protocols, *world().setup);
  panel.show();
  for (const QString& words : words_on(panel)) strange << strange_in(words);
  EXPECT_THAT(strange.join('\n').toStdString(), IsEmpty());
}

TEST_F(TokenRingWindow, gets_its_request_from_the_bar_and_from_a_key) {
  QTest::keyClick(window.parts().canvas, Qt::Key_Space);
  QTest::qWait(50);
  ASSERT_GE(window.session().history().size(), 2u);
  EXPECT_EQ(value_meaning<Text>(world().node(NodeId{0}).state, Means::wants), Text("print"));
}

}  // namespace
