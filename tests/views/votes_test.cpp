// Votes tab: what the grid shows, and what clicks and keys in it do.
#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <gmock/gmock.h>

#include "tests/places.h"
#include "tests/views/panels_world.h"
#include "tutorials/scenario_file.h"
#include "views/canvas/canvas.h"
#include "views/panels/story.h"
#include "views/votes/vote_table.h"
#include "views/votes/votes_view.h"

namespace synod::views {
namespace {

using ::testing::ElementsAre;

History textbook(const std::string& name) {
  Verdict verdict = verify(
      std::filesystem::path(SYNOD_SOURCE_DIR) / "tutorials/scenarios/textbook" / (name + ".synod"),
      find_protocol);
  EXPECT_TRUE(verdict.passed()) << name;
  return std::move(*verdict.history);
}

/// The votes and the canvas of one history, as the window has them.
struct Desk {
  explicit Desk(History run, QSize size = {900, 190}) : history(std::move(run)) {
    line.set_history(&history);
    canvas.set_ballots(&ballots);
    canvas.set_history(&history);
    votes.resize(size);
    votes.show();
    canvas.resize(900, 600);
    canvas.show();
    show();
  }
  void show() {
    const Frame frame = frame_of.at(history);
    canvas.show_frame(frame);
    votes.show_frame(frame);
    QCoreApplication::processEvents();
  }
  void go_to(EventNumber number) {
    history.seek(history.line()[number]);
    show();
  }
  int row_of(const char* ballot) const {
    const VoteModel& model = votes.model();
    for (int i = 0; i < model.rowCount(); ++i)
      if (model.row(i).ballot.str() == ballot) return i;
    ADD_FAILURE() << "no row " << ballot;
    return 0;
  }
  void click(const char* ballot, int column) {
    VoteTable& table = votes.table();
    const QModelIndex index = votes.model().index(row_of(ballot), column);
    table.scrollTo(index);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
    QCoreApplication::processEvents();
  }
  QString text(const char* ballot, int column) const {
    return votes.model().index(row_of(ballot), column).data().toString();
  }
  QString quorum(const char* ballot) const { return text(ballot, votes.model().columnCount() - 1); }
  QString comparison() const { return votes.findChild<QLabel*>("votes_comparison")->text(); }
  NodeSet marked_on_canvas() const {
    NodeSet marked;
    const auto& nodes = canvas.picture_shown().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i)
      if (nodes[i].shared.exists()) marked.insert({static_cast<std::uint8_t>(i)});
    return marked;
  }

  History history;
  Selection selection;
  Reason reason;
  LineTrace line;
  BallotChoice ballots{&line};
  VotesView votes{&selection, &reason, &line, &ballots};
  Canvas canvas{&selection};
  FrameOf frame_of;
};

/// The event just before anything was heard of that ballot.
EventNumber before(Desk& desk, Ballot ballot) {
  return desk.ballots.grid()->row(ballot)->since - 1;
}

TEST(Votes, say_that_three_who_hold_one_value_need_not_have_chosen_it) {
  Desk desk(textbook("BP-06"));
  desk.go_to(before(desk, {4, 4}));
  EXPECT_EQ(desk.votes.told(),
            "A1, A3 and A4 hold V1, but no ballot has 3 votes: nothing is chosen.");
  EXPECT_EQ(desk.votes.model().rowCount(), 3) << "what comes later is not told";
  EXPECT_EQ(desk.quorum("1.1"), "1 of 3: not chosen");
  EXPECT_EQ(desk.quorum("3.3"), "2 of 3: not chosen");
}

TEST(Votes, mark_the_row_that_is_chosen_and_no_other) {
  Desk desk(textbook("BP-05"));
  EXPECT_EQ(desk.quorum("1.1"), "1 of 2: not chosen");
  EXPECT_EQ(desk.quorum("2.2"), "chosen: A1 A2 A3");
  EXPECT_EQ(desk.votes.told(), "V2 is chosen: A1, A2 and A3 accepted it at 2.2.");
}

TEST(Votes, tell_each_cell_in_words) {
  Desk desk(textbook("BP-12"));
  EXPECT_TRUE(desk.text("1.1", 1).contains("A1 refused 1.1, as it had promised 2.2"));
  EXPECT_EQ(desk.text("1.1", 3), "A3 was not heard at 1.1.");
  QAccessibleInterface* table = QAccessible::queryAccessibleInterface(&desk.votes.table());
  ASSERT_NE(table, nullptr);
  ASSERT_NE(table->tableInterface(), nullptr);
  const QString told =
      table->tableInterface()->cellAt(desk.row_of("2.2"), 1)->text(QAccessible::Name);
  EXPECT_TRUE(told.contains("A1 accepted B at 2.2")) << told.toStdString();
}

TEST(Votes, a_click_on_a_cell_goes_to_its_event) {
  Desk desk(textbook("BP-06"));
  QSignalSpy asked(&desk.votes, &VotesView::moment_requested);
  desk.click("2.2", 2);
  ASSERT_EQ(asked.size(), 1);
  const Event& event = desk.history.event(asked.front().front().toUInt());
  ASSERT_EQ(event.responses.size(), 1u);
  EXPECT_EQ(event.responses[0].kind, Response::Kind::accepted);
  EXPECT_EQ(event.responses[0].ballot, (Ballot{2, 2}));
}

TEST(Votes, choosing_two_rows_shows_who_stands_in_both_quorums) {
  Desk desk(textbook("BP-07"));
  const NodeId a2 = *desk.history.world().shape().find("A2");
  desk.click("1.1", 0);
  desk.click("2.2", 0);
  EXPECT_EQ(desk.comparison(),
            "In both: A2. Whoever promised 2.2 after accepting at 1.1 reported it.");
  EXPECT_EQ(desk.votes.model().shared(), NodeSet{a2});
  EXPECT_EQ(desk.marked_on_canvas(), NodeSet{a2});
  const auto& quorums = desk.canvas.picture_shown().quorums;
  ASSERT_EQ(quorums.size(), 2u);
  EXPECT_EQ(told(quorums[0].quorum, desk.history.world().shape()), "accepted by A1 A2");
  EXPECT_EQ(told(quorums[1].quorum, desk.history.world().shape()), "promised by A2 A3");
  EXPECT_NE(quorums[0].place, quorums[1].place) << "told apart without colour";
}

TEST(Votes, clicking_again_or_escape_gives_a_choice_up) {
  Desk desk(textbook("BP-07"));
  desk.click("1.1", 0);
  desk.click("2.2", 0);
  desk.click("1.1", 0);
  EXPECT_THAT(desk.ballots.chosen(), ElementsAre(Ballot{2, 2}));
  QTest::keyClick(&desk.votes.table(), Qt::Key_Escape);
  EXPECT_FALSE(desk.ballots.active());
  desk.click("1.1", 0);
  QTest::keyClick(&desk.canvas, Qt::Key_Escape);
  EXPECT_FALSE(desk.ballots.active());
}

TEST(Votes, are_used_by_keyboard_alone) {
  Desk desk(textbook("BP-07"));
  QSignalSpy asked(&desk.votes, &VotesView::moment_requested);
  VoteTable& table = desk.votes.table();
  table.setFocus();
  table.setCurrentIndex(desk.votes.model().index(0, 0));
  QTest::keyClick(&table, Qt::Key_Space);
  EXPECT_TRUE(desk.ballots.holds({1, 1}));
  QTest::keyClick(&table, Qt::Key_Right);
  QTest::keyClick(&table, Qt::Key_Return);
  ASSERT_EQ(asked.size(), 1);
  const EventNumber accepted = desk.votes.model().event_of(desk.votes.model().index(0, 1));
  EXPECT_EQ(asked.front().front().toUInt(), desk.history.line()[accepted]);
}

TEST(Votes, share_what_is_pointed_at_with_the_story) {
  Desk desk(textbook("BP-07"));
  Story story(&desk.selection);
  story.set_history(&desk.history);
  story.resize(600, 400);
  story.show();
  VoteTable& table = desk.votes.table();
  const QModelIndex cell = desk.votes.model().index(desk.row_of("2.2"), 3);
  QTest::mouseMove(table.viewport(), table.visualRect(cell).center());
  QCoreApplication::processEvents();
  const MomentId moment = desk.votes.model().moment_of(desk.votes.model().event_of(cell));
  EXPECT_EQ(desk.selection.hovered(), Target::at_event(moment));
  desk.selection.hover({});
  EXPECT_TRUE(table.look().lit().empty());
  desk.selection.hover(Target::at_event(moment));
  EXPECT_THAT(table.look().lit(), ElementsAre(cell));
}

TEST(Votes, fade_what_does_not_belong_to_an_explanation) {
  Desk desk(textbook("BP-07"));
  const VoteModel& model = desk.votes.model();
  const QModelIndex kept = model.index(desk.row_of("1.1"), 1);
  const QModelIndex other = model.index(desk.row_of("1.1"), 3);
  Why why;
  why.slice = {model.event_of(kept)};
  desk.reason.show(why, desk.history, desk.history.present());
  const VotePainter& look = desk.votes.table().look();
  EXPECT_EQ(look.strength(model.marks(kept).back()), 1);
  EXPECT_LT(look.strength(model.marks(other).back()), 0.5);
  desk.reason.clear();
  EXPECT_EQ(look.strength(model.marks(other).back()), 1);
}

TEST(Votes, show_two_quorums_that_do_not_meet_where_the_sizes_allow_for_them) {
  synod::Setup setup;
  setup.shape = {.together = 4};
  setup.options.q1 = 2;
  setup.options.q2 = 2;
  Desk desk(History(make_cluster(*find_protocol("paxos"), setup)));
  EXPECT_EQ(desk.comparison(),
            "Two quorums need not meet: N1 N2 (phase 2) and N3 N4 (phase 1) share nobody. "
            "Agreement can break.");
  auto* button = desk.votes.findChild<QPushButton*>("votes_apart");
  ASSERT_TRUE(button->isVisible());
  QTest::mouseClick(button, Qt::LeftButton);
  const auto& quorums = desk.canvas.picture_shown().quorums;
  ASSERT_EQ(quorums.size(), 2u);
  EXPECT_TRUE((quorums[0].quorum.members & quorums[1].quorum.members).empty());
  Desk usual(textbook("BP-07"));
  EXPECT_FALSE(usual.votes.findChild<QPushButton*>("votes_apart")->isVisible());
  EXPECT_FALSE(usual.votes.findChild<QComboBox*>("votes_slot")->isVisible());
}

TEST(Votes, follow_another_run_when_it_is_exchanged) {
  Desk desk(textbook("BP-06"));
  const History other = textbook("BP-07");
  desk.line.set_history(&other);
  desk.votes.line_exchanged();
  FrameOf frame;
  desk.votes.show_frame(frame.at(other));
  EXPECT_EQ(desk.votes.model().rowCount(), 2);
  EXPECT_EQ(desk.votes.model().columnCount(), 5);
}

TEST(QuorumOutline, holds_its_members_and_no_other_acceptor) {
  for (const Shape& shape : {Shape{.together = 5}, Shape{.together = 9}, Shape{0, 2, 5, 1}}) {
    const Layout layout = lay_out(shape, {1200, 760});
    const NodeSet acceptors = shape.with(Role::acceptor);
    for (std::uint32_t bits = 1; bits < 1u << acceptors.size(); ++bits) {
      NodeSet members;
      std::uint32_t place = 0;
      for (NodeId node : acceptors)
        if (bits >> place++ & 1u) members.insert(node);
      const QPainterPath outline = outline_of(members, layout, 9 * layout.scale);
      for (const NodePlace& at : layout.nodes)
        EXPECT_FALSE(outline.intersects(at.card)) << "a disk would tear it";
      for (NodeId node : acceptors)
        EXPECT_EQ(outline.contains(layout.node(node).center), members.contains(node))
            << shape.names(members) << " and " << shape.name(node);
    }
  }
}

TEST(QuorumOutline, of_the_present_quorum_is_shown_where_nothing_is_chosen) {
  Desk desk(textbook("BP-07"));
  ASSERT_EQ(desk.canvas.picture_shown().quorums.size(), 1u);
  EXPECT_EQ(desk.canvas.picture_shown().quorums[0].quorum.ballot, (Ballot{2, 2}));
  desk.go_to(1);
  EXPECT_TRUE(desk.canvas.picture_shown().quorums.empty());
}

TEST(QuorumOutline, is_asked_for_by_key_on_the_canvas) {
  Desk desk(textbook("BP-07"));
  desk.canvas.setFocus();
  const NodeId a3 = *desk.history.world().shape().find("A3");
  desk.selection.hover(Target::at_node(a3));
  desk.canvas.do_there(PlaceCommand::quorum);
  EXPECT_THAT(desk.ballots.chosen(), ElementsAre(Ballot{2, 2}));
  desk.canvas.do_there(PlaceCommand::quorum);
  EXPECT_FALSE(desk.ballots.active());
}

}  // namespace
}  // namespace synod::views
