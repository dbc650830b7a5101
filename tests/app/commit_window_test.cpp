// Commit protocols in the window: what nodes are asked, and who is blocked.
#include <QPushButton>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/session/scenario_run.h"
#include "app/window/main_window.h"
#include "model/line/trace.h"
#include "protocols/catalog.h"
#include "views/canvas/canvas.h"
#include "views/canvas/layout.h"
#include "views/canvas/node_look.h"
#include "views/charts/chart_plot.h"
#include "views/kit/choices.h"
#include "views/panels/inspector.h"
#include "views/panels/inspector_page.h"
#include "views/panels/propose_bar.h"

using namespace synod;
using namespace synod::app;

namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
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
  const std::string locked =
      "protocol 2pc\nparticipants 2\noption accounts 100\nbegin T1 a-10-b\n"
      "deliver prepare T1->*\ncrash T1\ncrash R2\nrun for 400ms\n";
  MainWindow window{""};
};

QString words_of(const views::NodeLook& look) {
  QStringList words;
  for (const views::CaptionLine& line : look.caption)
    for (const views::CaptionPiece& piece : line)
      words << (piece.kind == views::CaptionPiece::Kind::lock ? QStringLiteral("(lock)")
                : piece.value.exists() ? QString::fromStdString(piece.value.str())
                                       : piece.text);
  return words.join(' ');
}

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

TEST_F(CommitWindow, draws_what_is_locked_and_for_how_long_on_a_node_that_is_down_too) {
  open(locked);
  views::Frame frame;
  frame.world = &world();
  frame.now = static_cast<double>(world().now.ms);
  const auto since =
      value_meaning<std::int64_t>(world().node(node("R1")).state, Means::since).value_or(0);
  const QString held = QStringLiteral(" %1 ms").arg(world().now.ms - since);
  const auto look = [&](const char* name) {
    return words_of(views::look_of(frame, {}, node(name), views::Detail::compact));
  };
  EXPECT_EQ(look("R1"), "a=100 (lock) a-10" + held);
  EXPECT_TRUE(look("R2").startsWith("b=100 (lock) b+10")) << look("R2").toStdString();
  open("protocol 2pc\nparticipants 2\nbegin T1 a-10-b\ndeliver prepare T1->*\n");
  frame.world = &world();
  EXPECT_EQ(look("R1"), "") << "there is no bank";
}

TEST_F(CommitWindow, keeps_room_for_accounts_below_each_disk_only_where_there_is_a_bank) {
  const Shape shape{.proposers = 1, .acceptors = 8, .cast = find_protocol("2pc")->info().cast};
  for (const QSizeF view : {QSizeF(740, 370), QSizeF(1100, 600), QSizeF(400, 300)}) {
    const views::Layout bank = views::lay_out(shape, view, 1, {.below_disks = true});
    for (NodeId participant : shape.column(Role::acceptor)) {
      EXPECT_GT(bank.node(participant).caption.height(), 10);
      EXPECT_TRUE(QRectF({0, 0}, bank.size).contains(bank.node(participant).bounds()));
      EXPECT_TRUE(views::lay_out(shape, view).node(participant).caption.isEmpty());
    }
  }
}

TEST_F(CommitWindow, charts_each_lock_with_its_length) {
  open(locked + "restart T1\nrestart R2\nrun for 1000ms\n");
  EXPECT_TRUE(views::has_chart(views::ChartKind::locks, world()));
  Trace trace;
  trace.follow(window.session().history());
  const views::Plot plot = views::plot_of(views::ChartKind::locks, trace, world());
  ASSERT_EQ(plot.lines.size(), 2u);
  EXPECT_TRUE(plot.lines.front().words.back().startsWith("a-10, locked for "))
      << plot.lines.front().words.join('|').toStdString();
  EXPECT_EQ(value_at(plot.lines.front().steps, trace.length()), 0) << "it is unlocked at the end";
  open(blocked);
  EXPECT_FALSE(views::has_chart(views::ChartKind::locks, world()));
}

TEST_F(CommitWindow, tells_the_keys_of_the_buttons_about_what_is_marked) {
  open(blocked + "cut R1->R2\n");
  views::Canvas& canvas = *window.parts().canvas;
  const auto texts = [&](const QPoint& place) {
    QTest::mouseClick(canvas.viewport(), Qt::LeftButton, Qt::ControlModifier, place);
    std::vector<std::string> all;
    for (auto* button : window.parts().inspector->findChildren<QPushButton*>())
      if (button->isVisible())
        all.push_back((button->text() + ": " + button->toolTip()).toStdString());
    return all;
  };
  EXPECT_THAT(texts(canvas.node_point(node("R1"))),
              Contains(AllOf(HasSubstr("Crash: "), HasSubstr("(K)"))));
  EXPECT_THAT(texts(canvas.node_point(node("T1"))),
              Contains(AllOf(HasSubstr("Restart: "), HasSubstr("(K)"))));
  const auto link = texts(canvas.link_point(node("R1"), node("R2")));
  EXPECT_THAT(link, Contains(AllOf(HasSubstr("Heal: "), HasSubstr("(C)"))));
  EXPECT_THAT(link, Contains(AllOf(HasSubstr("Cut: "), Not(HasSubstr("(C)")))))
      << "the key heals first";
}

}  // namespace
