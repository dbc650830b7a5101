// Setup panel, propose bar, script tab and small bars of the window.
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <gtest/gtest.h>

#include "protocols/commit_options.h"
#include "protocols/log_options.h"
#include "tests/views/panels_world.h"
#include "views/kit/choices.h"
#include "views/kit/error_bar.h"
#include "views/panels/keys_dialog.h"
#include "views/panels/propose_bar.h"
#include "views/panels/script_view.h"
#include "views/panels/setup_panel.h"
#include "views/panels/transport_bar.h"

namespace synod::views {
namespace {

struct SetupOnScreen {
  SetupPanel panel{{&find_protocol("paxos")->info()}, apart_setup()};
  QLineEdit* option(const char* name) {
    return panel.findChild<QLineEdit*>(QString::fromUtf8(name));
  }
  bool can_start() {
    return panel.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled();
  }
  bool says(const char* text) {
    for (auto* label : panel.findChildren<QLabel*>())
      if (label->text().contains(QString::fromUtf8(text))) return true;
    return false;
  }
};

TEST(SetupPanel, gives_back_the_setup_that_it_was_given) {
  SetupOnScreen on;
  EXPECT_EQ(on.panel.setup(), apart_setup());
}

TEST(SetupPanel, refuses_a_quorum_that_is_too_big_and_says_why) {
  SetupOnScreen on;
  on.option("q1")->setText(QStringLiteral("4"));
  EXPECT_FALSE(on.can_start());
  EXPECT_TRUE(on.says("a quorum of 4 does not fit"));
  on.option("q1")->setText(QStringLiteral("3"));
  EXPECT_TRUE(on.can_start());
  EXPECT_EQ(on.panel.setup().options.q1, 3u);
}

TEST(SetupPanel, warns_of_quorums_that_need_not_meet_but_allows_them) {
  SetupOnScreen on;
  EXPECT_FALSE(on.says("need not meet"));
  on.option("q1")->setText(QStringLiteral("1"));
  EXPECT_TRUE(on.says("need not meet"));
  EXPECT_TRUE(on.can_start());
}

TEST(SetupPanel, refuses_an_option_that_cannot_be_read) {
  SetupOnScreen on;
  on.option("loss")->setText(QStringLiteral("lots"));
  EXPECT_FALSE(on.can_start());
  EXPECT_TRUE(on.says("Messages lost: expected a share"));
  EXPECT_TRUE(on.option("loss")->property("wrong").toBool());
  EXPECT_TRUE(on.option("loss")->toolTip().contains("expected a share"))
      << "said where it is typed";
  on.option("loss")->setText(QStringLiteral("5%"));
  EXPECT_FALSE(on.option("loss")->property("wrong").toBool());
}

TEST(SetupPanel, says_of_a_count_that_is_out_of_range_what_may_be) {
  SetupOnScreen on;
  auto* acceptors = on.panel.findChild<QSpinBox*>(QStringLiteral("Acceptors"));
  acceptors->findChild<QLineEdit*>()->setText(QStringLiteral("0"));
  EXPECT_FALSE(on.can_start());
  EXPECT_TRUE(on.says("Acceptors: from 1 to 25, not 0"));
  acceptors->stepUp();
  EXPECT_EQ(acceptors->value(), 1);
  EXPECT_TRUE(on.can_start());
  acceptors->setValue(25);
  EXPECT_TRUE(on.says("a cluster has at most 25 nodes, not 28"));
}

TEST(SetupPanel, keeps_the_rest_behind_more_and_counts_what_is_changed_there) {
  SetupOnScreen on;
  on.panel.show();
  EXPECT_TRUE(on.option("loss")->isVisible());
  EXPECT_FALSE(on.option("q1")->isVisible());
  EXPECT_EQ(on.panel.more().text(), "More options");
  on.option("q1")->setText(QStringLiteral("3"));
  EXPECT_TRUE(on.panel.more().text().contains("1 changed"));
  on.panel.more().click();
  EXPECT_TRUE(on.option("q1")->isVisible());
}

TEST(SetupPanel, says_a_problem_that_stands_behind_more_at_the_foot_as_well) {
  SetupOnScreen on;
  on.option("q2")->setText(QStringLiteral("9"));
  EXPECT_TRUE(on.says("Phase-2 quorum: a quorum of 9 does not fit"));
}

TEST(SetupPanel, rests_what_means_nothing_as_the_others_stand) {
  SetupOnScreen on;
  EXPECT_FALSE(on.option("retry-delay")->isEnabled());
  auto* retry = on.panel.findChild<QComboBox*>(QStringLiteral("retry"));
  retry->setCurrentIndex(retry->findData("on"));
  EXPECT_TRUE(on.option("retry-delay")->isEnabled());
}

TEST(SetupPanel, shows_the_options_that_a_protocol_declares_for_itself) {
  SetupPanel panel{{&find_protocol("paxos")->info(), &find_protocol("2pc")->info()}, apart_setup()};
  EXPECT_EQ(panel.findChild<QWidget*>(QStringLiteral("accounts")), nullptr);
  auto* protocol = panel.findChild<QComboBox*>();
  protocol->setCurrentIndex(1);
  auto* accounts = panel.findChild<QLineEdit*>(QStringLiteral("accounts"));
  ASSERT_NE(accounts, nullptr);
  accounts->setText(QStringLiteral("70"));
  EXPECT_EQ(panel.setup().options.own[commit_options::accounts], 70);
  // What was typed is there again when the protocol is.
  protocol->setCurrentIndex(0);
  EXPECT_EQ(panel.findChild<QWidget*>(QStringLiteral("accounts")), nullptr);
  EXPECT_EQ(panel.setup().options, Options());
  protocol->setCurrentIndex(1);
  EXPECT_EQ(panel.setup().options.own[commit_options::accounts], 70);
}

TEST(SetupPanel, lets_tab_go_through_options_where_they_stand_after_another_protocol_was_chosen) {
  SetupPanel panel{{&find_protocol("paxos")->info(), &find_protocol("2pc")->info()}, apart_setup()};
  panel.findChild<QComboBox*>()->setCurrentIndex(1);
  panel.more().click();
  panel.show();
  std::vector<QWidget*> order;
  for (QWidget* next = panel.nextInFocusChain(); next != &panel; next = next->nextInFocusChain())
    if (next->isVisibleTo(&panel) && (next->focusPolicy() & Qt::TabFocus) != 0)
      order.push_back(next);
  const auto place = [&](const char* name) {
    QWidget* wanted = panel.findChild<QWidget*>(QLatin1String(name));
    return std::find(order.begin(), order.end(), wanted) - order.begin();
  };
  const auto more = std::find(order.begin(), order.end(), &panel.more()) - order.begin();
  EXPECT_LT(place("loss"), more);
  EXPECT_LT(place("accounts"), place("loss"));
  EXPECT_LT(more, place("presume"));
  EXPECT_LT(place("timeout"), place("presume"));
  EXPECT_LT(place("ask"), static_cast<std::ptrdiff_t>(order.size()));
}

TEST(SetupPanel, names_every_option_in_words) {
  for (const Protocol* protocol : catalog())
    for (const OptionKind& kind : options_of(protocol->info())) {
      EXPECT_NE(option_title(kind), QString::fromUtf8(kind.name)) << kind.name;
      EXPECT_NE(*kind.help, '\0') << kind.name;
    }
}

TEST(SetupPanel, fits_a_small_screen_with_everything_shown) {
  SetupPanel panel{{&find_protocol("multi")->info()},
                   {.protocol = "multi", .shape = {.together = 5}}};
  panel.more().click();
  EXPECT_LE(panel.height(), panel.screen()->availableSize().height());
  EXPECT_LE(panel.minimumSizeHint().height(), 660);
}

TEST(SetupPanel, suggests_clients_and_a_failure_detector_once_a_protocol_with_clients_is_chosen) {
  SetupPanel panel{{&find_protocol("paxos")->info(), &find_protocol("multi")->info()},
                   apart_setup()};
  const auto load = [&] { return panel.findChild<QLineEdit*>(QStringLiteral("load")); };
  auto* protocol = panel.findChild<QComboBox*>();
  protocol->setCurrentIndex(1);
  ASSERT_NE(load(), nullptr);
  const synod::Setup setup = panel.setup();
  EXPECT_EQ(setup.protocol, "multi");
  EXPECT_EQ(setup.shape, (Shape{.together = 5, .clients = 2}));
  EXPECT_EQ(setup.options.own.choice<Detector>(log_options::detector), Detector::fixed);
  EXPECT_EQ(setup.options.load, 20u);
  EXPECT_TRUE(panel.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled());
  // What somebody chose stays as it is.
  load()->setText(QStringLiteral("7"));
  protocol->setCurrentIndex(0);
  protocol->setCurrentIndex(1);
  EXPECT_EQ(panel.setup().options.load, 7u);
}

struct ProposeOnScreen {
  explicit ProposeOnScreen(const Setup& setup)
      : history(make_cluster(*find_protocol("paxos"), setup)) {
    bar.show_frame(frame.at(history));
    bar.show();
  }
  QLineEdit* field(int place) { return bar.findChildren<QLineEdit*>()[place]; }
  History history;
  ProposeBar bar;
  FrameOf frame;
};

TEST(ProposeBar, enter_proposes_what_was_typed_and_the_suggestion_where_nothing_was) {
  ProposeOnScreen on(apart_setup());
  QSignalSpy asked(&on.bar, &ProposeBar::propose);
  QTest::keyClicks(on.field(1), QStringLiteral("red at 5"));
  QTest::keyClick(on.field(1), Qt::Key_Return);
  QTest::keyClick(on.field(0), Qt::Key_Return);
  ASSERT_EQ(asked.size(), 2);
  EXPECT_EQ(asked[0][0].value<NodeId>(), node(1));
  EXPECT_EQ(asked[0][1].value<Text>(), Text("red"));
  EXPECT_EQ(asked[0][2].toUInt(), 5u);
  EXPECT_EQ(asked[1][0].value<NodeId>(), node(0));
  EXPECT_EQ(asked[1][1].value<Text>(), Text("blue"));
}

TEST(ProposeBar, is_disabled_with_the_reason_where_the_proposer_is_down) {
  ProposeOnScreen on(apart_setup());
  ASSERT_TRUE(on.history.act(actions::on_node(Verb::crash, node(0))));
  on.bar.show_frame(on.frame.at(on.history));
  EXPECT_FALSE(on.field(0)->isEnabled());
  EXPECT_TRUE(on.field(0)->toolTip().contains(QStringLiteral("P1 is down")));
  EXPECT_TRUE(on.field(1)->isEnabled());
}

TEST(ProposeBar, is_disabled_with_the_reason_where_the_proposer_is_paused) {
  ProposeOnScreen on(apart_setup());
  ASSERT_TRUE(on.history.act(actions::on_node(Verb::pause, node(0))));
  on.bar.show_frame(on.frame.at(on.history));
  EXPECT_FALSE(on.field(0)->isEnabled());
  EXPECT_TRUE(on.field(0)->toolTip().contains(QStringLiteral("P1 is paused; resume it first")));
  ASSERT_TRUE(on.history.act(actions::on_node(Verb::crash, node(0))));
  on.bar.show_frame(on.frame.at(on.history));
  EXPECT_TRUE(on.field(0)->toolTip().contains(QStringLiteral("P1 is down")));
}

TEST(ProposeBar, refuses_a_value_of_several_words_beside_the_field) {
  ProposeOnScreen on(apart_setup());
  QSignalSpy asked(&on.bar, &ProposeBar::propose);
  QTest::keyClicks(on.field(0), QStringLiteral("two words"));
  QTest::keyClick(on.field(0), Qt::Key_Return);
  EXPECT_EQ(asked.size(), 0);
  EXPECT_EQ(on.field(0)->text(), QStringLiteral("two words"));
}

TEST(ProposeBar, has_one_field_and_a_chooser_for_many_proposers) {
  synod::Setup setup;
  setup.shape = {.together = 9};
  ProposeOnScreen on(setup);
  QSignalSpy asked(&on.bar, &ProposeBar::propose);
  ASSERT_EQ(on.bar.findChildren<QLineEdit*>().size(), 1);
  on.bar.focus(node(6));
  QTest::keyClick(on.field(0), Qt::Key_Return);
  ASSERT_EQ(asked.size(), 1);
  EXPECT_EQ(asked[0][0].value<NodeId>(), node(6));
}

TEST(ProposeBar, lets_a_client_ask_in_words_or_in_the_log_s_own_writing) {
  History history(make_cluster(*find_protocol("multi"),
                               {.protocol = "multi", .shape = {.together = 3, .clients = 2}}));
  FrameOf frame;
  ProposeBar bar;
  bar.show_frame(frame.at(history));
  bar.show();
  auto* chooser = bar.findChild<QComboBox*>();
  ASSERT_NE(chooser, nullptr);
  ASSERT_EQ(chooser->count(), 5);
  EXPECT_EQ(chooser->itemText(0), "C1");
  QSignalSpy asked(&bar, &ProposeBar::propose);
  auto* field = bar.findChild<QLineEdit*>();
  const auto ask = [&](const char* words) {
    field->clear();
    QTest::keyClicks(field, QString::fromLatin1(words));
    QTest::keyClick(field, Qt::Key_Return);
    EXPECT_EQ(asked.back()[0].value<NodeId>(), node(3 + chooser->currentIndex()));
    return asked.back()[1].value<Text>().str();
  };
  EXPECT_EQ(ask("put x 5"), "x=5");
  EXPECT_EQ(ask("get x"), "x?");
  chooser->setCurrentIndex(1);
  EXPECT_EQ(ask("add  x -2"), "x+=-2");
  EXPECT_EQ(ask("y=7"), "y=7");
  EXPECT_EQ(ask(""), "y=2") << "what the protocol suggests to its second client";
  EXPECT_EQ(asked.size(), 5);
  // What it asks for can be done.
  EXPECT_TRUE(history.act(actions::propose(node(4), asked[2][1].value<Text>())));
}

TEST(ErrorBar, lies_over_the_foot_of_its_ground_no_taller_than_its_text) {
  QWidget ground;
  ground.setLayout(new QVBoxLayout);
  ground.resize(900, 500);
  ErrorBar bar;
  bar.float_over(&ground);
  ground.show();
  bar.show_message(
      QStringLiteral("broken.synod, line 3, column 1: expected a command, but found 'fly'"));
  EXPECT_LE(bar.width(), 900);
  EXPECT_GT(bar.width(), 400) << "its words in one line";
  EXPECT_EQ(bar.geometry().bottom(), 499);
  EXPECT_LT(bar.height(), 50);
}

TEST(KeysDialog, lists_every_action_that_has_a_key_and_the_gestures) {
  QAction step(QStringLiteral("&Step"));
  QAction play(QStringLiteral("Play"));
  QAction keyless(QStringLiteral("Unreachable"));
  step.setShortcut(Qt::Key_Right);
  play.setShortcut(Qt::Key_Space);
  const QString text = KeysDialog({&step, &play, &keyless}).text();
  EXPECT_TRUE(text.contains(QStringLiteral("Right\tStep")));
  EXPECT_TRUE(text.contains(QStringLiteral("Space\tPlay")));
  EXPECT_FALSE(text.contains(QStringLiteral("Unreachable")));
  EXPECT_TRUE(text.contains(QStringLiteral("Click a node")));
  for (const CanvasKey& key : canvas_keys())
    EXPECT_TRUE(text.contains(key.keys + u'\t' + key.what)) << key.keys.toStdString();
  EXPECT_LT(text.indexOf("Tab, Shift+Tab"), text.indexOf("Click a node")) << "keys come first";
}

TEST(TransportBar, its_buttons_trigger_the_window_s_actions_and_its_speed_doubles) {
  QAction start, back, play, step, phase, chosen;
  step.setText(QStringLiteral("Step"));
  step.setShortcut(Qt::Key_Right);
  TransportBar bar({&start, &back, &play, &step, &phase, &chosen});
  QSignalSpy stepped(&step, &QAction::triggered);
  for (auto* button : bar.findChildren<QAbstractButton*>())
    if (button->accessibleName() == QStringLiteral("Step")) {
      EXPECT_TRUE(button->toolTip().contains(QStringLiteral("Right")));
      button->click();
    }
  EXPECT_EQ(stepped.size(), 1);
  QSignalSpy changed(&bar, &TransportBar::speed_changed);
  bar.set_speed(0.5);
  EXPECT_EQ(bar.speed(), 0.5);
  bar.set_speed(100);
  EXPECT_EQ(bar.speed(), 16);
  EXPECT_EQ(changed.size(), 2);
}

TEST(ScriptView, shows_no_caret_but_copies_what_is_selected) {
  ScriptView view;
  view.set_text(QStringLiteral("nodes 3\n"));
  view.show();
  auto* edit = view.findChild<QPlainTextEdit*>();
  edit->setFocus();
  EXPECT_FALSE(edit->textInteractionFlags() & (Qt::TextEditable | Qt::TextSelectableByKeyboard));
  QTest::keySequence(edit, QKeySequence::SelectAll);
  QTest::keySequence(edit, QKeySequence::Copy);
  EXPECT_EQ(QApplication::clipboard()->text(), "nodes 3\n");
}

TEST(ScriptView, grows_with_the_script_and_copies_all_of_it) {
  ScriptView view;
  view.set_text(QStringLiteral("propose P1 blue"));
  view.set_text(QStringLiteral("propose P1 blue\ncrash P1"));
  EXPECT_EQ(view.text(), QStringLiteral("propose P1 blue\ncrash P1"));
  view.findChild<QPushButton*>()->click();
  EXPECT_EQ(QApplication::clipboard()->text(), view.text());
}

TEST(ErrorBar, shows_a_message_until_it_is_closed) {
  ErrorBar bar;
  EXPECT_FALSE(bar.isVisible());
  bar.show_message(QStringLiteral("A2 is down"));
  EXPECT_TRUE(bar.isVisible());
  bar.findChild<QToolButton*>()->click();
  EXPECT_FALSE(bar.isVisible());
}

}  // namespace
}  // namespace synod::views
