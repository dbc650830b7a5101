// Logs: what the strips of slots show, and what clicks and keys in them do.
#include <QSignalSpy>
#include <QTest>
#include <gmock/gmock.h>

#include "protocols/log_options.h"
#include "tests/places.h"
#include "tests/views/panels_world.h"
#include "tutorials/scenario_file.h"
#include "views/canvas/log_strip.h"
#include "views/canvas/picture.h"
#include "views/log/log_view.h"
#include "views/panels/pieces.h"
#include "views/votes/votes_view.h"

namespace synod::views {
namespace {

using Kind = SlotLook::Kind;
using ::testing::Contains;
using ::testing::HasSubstr;

History scenario(const std::string& name) {
  Verdict verdict =
      verify(std::filesystem::path(SYNOD_SOURCE_DIR) / "tutorials/scenarios" / (name + ".synod"),
             find_protocol);
  EXPECT_TRUE(verdict.passed()) << name;
  return std::move(*verdict.history);
}

History textbook(const std::string& name) {
  return scenario("textbook/" + name);
}

History multi(Shape shape, Options options = {}) {
  Setup setup;
  setup.protocol = "multi";
  setup.shape = shape;
  setup.options = options;
  return History(make_cluster(*find_protocol("multi"), setup));
}

/// Goes back until `test` holds of the event that led to the present moment.
template <class Test>
bool seek_event(History& history, Test test) {
  for (MomentId id : history.line())
    if (id != 0 && test(history.event(id))) return history.seek(id);
  return false;
}

/// The logs of one history, as the window has them.
struct Desk {
  explicit Desk(History run) : history(std::move(run)) {
    line.set_history(&history);
    view.resize(900, 190);
    view.show();
    show();
  }
  void show() {
    view.show_frame(frame_of.at(history));
    QCoreApplication::processEvents();
  }
  void go_to(EventNumber number) {
    history.seek(history.line()[number]);
    show();
  }
  SlotLook look(int row, std::uint32_t slot) const {
    return view.logs().look(view.logs().rows()[static_cast<std::size_t>(row)], {slot});
  }
  QPoint point(int row, std::uint32_t slot) const {
    return view.cell(row, {slot}).center().toPoint();
  }

  History history;
  FrameOf frame_of;
  Selection selection;
  Reason reason;
  LineTrace line;
  LogView view{&selection, &reason, &line};
};

TEST(LogView, is_there_only_where_nodes_keep_logs) {
  for (const bool logs : {false, true}) {
    Selection selection;
    Reason reason;
    LineTrace line;
    LogView view(&selection, &reason, &line);
    QSignalSpy told(&view, &LogView::available);
    const History history =
        logs ? multi({.together = 3})
             : History(make_cluster(*find_protocol("paxos"), {.shape = {.together = 3}}));
    line.set_history(&history);
    FrameOf frame_of;
    view.show_frame(frame_of.at(history));
    ASSERT_EQ(told.size(), 1);
    EXPECT_EQ(told[0][0].toBool(), logs);
  }
}

TEST(LogView, has_no_row_for_a_client) {
  const Desk desk(multi({.together = 3, .clients = 2}));
  EXPECT_EQ(desk.view.logs().rows().size(), 4u);  // The observer's and three replicas'.
}

TEST(LogView, shows_a_hole_before_a_filled_slot_and_nothing_behind_the_last) {
  History history = multi({.together = 3});
  (void)history.act(actions::propose(node(0), "a"));
  deliver(history, 0, 1);
  deliver(history, 1, 0);
  (void)history.act(actions::propose(node(0), "b"));
  // N2 never receives what is to stand in slot 1.
  for (const Message& message : history.world().in_flight) {
    if (message.from != node(0) || message.to != node(1)) continue;
    (void)history.act(actions::on_message(Verb::drop, MessageId(message.id)));
    break;
  }
  deliver(history, 0, 1);
  const Desk desk(std::move(history));
  EXPECT_EQ(desk.look(2, 1).kind, Kind::hole);
  EXPECT_FALSE(desk.look(2, 1).changed);
  EXPECT_EQ(desk.look(2, 2).kind, Kind::held);
  EXPECT_TRUE(desk.look(2, 2).changed);
  EXPECT_FALSE(desk.look(2, 2).applied);
  EXPECT_EQ(desk.look(2, 3).kind, Kind::none);
}

TEST(LogView, shows_slots_that_a_snapshot_stands_for_as_no_holes) {
  const Desk desk(scenario("raft/RF-16"));
  for (const std::uint32_t slot : {1u, 2u, 3u}) {
    EXPECT_EQ(desk.look(1, slot).kind, Kind::compacted) << slot;
    EXPECT_TRUE(desk.look(1, slot).applied) << slot;
  }
  EXPECT_EQ(desk.look(1, 4).kind, Kind::held);
  EXPECT_EQ(desk.look(2, 3).kind, Kind::held) << "S2 keeps its entries";
  EXPECT_THAT(desk.view.logs().told(desk.view.logs().rows()[1], {2}).toStdString(),
              HasSubstr("its snapshot stands for it"));
}

TEST(LogView, ends_behind_the_slots_of_a_snapshot_where_the_log_is_empty) {
  History history = scenario("raft/RF-16");
  const std::vector<MomentId> line = history.line();
  LogRows rows;
  bool seen = false;
  for (MomentId id : line) {
    history.seek(id);
    FrameOf frame_of;
    rows.take(frame_of.at(history));
    const LogRow& first = rows.rows()[1];
    if (!first.log.empty() || first.compacted == Slot{}) continue;
    seen = true;
    EXPECT_GE(rows.last(), first.compacted);
    EXPECT_EQ(rows.look(first, first.compacted).kind, Kind::compacted);
  }
  EXPECT_TRUE(seen);
}

TEST(LogView, tells_what_a_node_knows_from_what_the_observer_sees) {
  Desk desk(textbook("MP-04"));
  // c is chosen in slot 3: N1 and N2 hold it, and neither knows.
  ASSERT_TRUE(seek_event(desk.history,
                         [](const Event& event) { return event.action.verb == Verb::crash; }));
  desk.show();
  EXPECT_TRUE(desk.look(2, 3).chosen);
  EXPECT_FALSE(desk.look(2, 3).known);
  EXPECT_THAT(told(desk.look(2, 3), "chosen").toStdString(), HasSubstr("does not know"));
  desk.go_to(desk.line.trace().length());
  EXPECT_TRUE(desk.look(3, 3).known);
  EXPECT_TRUE(desk.look(3, 4).applied);
  EXPECT_EQ(desk.look(0, 3).value, Text("c"));
}

TEST(LogView, shows_plainly_where_a_log_holds_something_else_than_what_was_decided) {
  Desk desk(scenario("raft/RF-04"));
  EXPECT_EQ(desk.view.logs().rows().front().name, QStringLiteral("committed"));
  // S1 is down, and holds x=2 of term 2 where x=3 of term 3 is committed.
  EXPECT_FALSE(desk.look(1, 1).differs);
  EXPECT_TRUE(desk.look(1, 3).differs);
  EXPECT_TRUE(desk.look(1, 4).differs) << "the same command, of another term";
  EXPECT_THAT(told(desk.look(1, 3), "committed").toStdString(),
              HasSubstr("something else is committed there"));
  EXPECT_FALSE(desk.look(2, 3).differs);
}

TEST(LogView, shows_where_the_leader_stands_with_the_log_of_each_other_node) {
  Desk desk(scenario("raft/RF-03"));
  const auto& rows = desk.view.logs().rows();
  ASSERT_EQ(rows.size(), 4u);
  for (const std::size_t row : {1u, 2u}) {
    EXPECT_EQ(rows[row].held, Slot{4}) << row;
    EXPECT_EQ(rows[row].next, Slot{5}) << row;
    EXPECT_THAT(desk.view.logs().told(rows[row], {4}).toStdString(),
                HasSubstr("S3 knows that this log is its own up to here."));
    EXPECT_THAT(desk.view.logs().told(rows[row], {5}).toStdString(),
                HasSubstr("S3 sends this slot next."));
  }
  EXPECT_FALSE(rows[3].leader.exists()) << "the leader's own row";
  // Just elected, it knows nothing of any other log, and begins behind the end of its own.
  desk.go_to(static_cast<EventNumber>(desk.history.line().size()) - 17);
  EXPECT_EQ(rows[1].held, Slot{0});
  EXPECT_EQ(rows[1].next, Slot{4});
  EXPECT_EQ(rows[1].leader, NodeId{2});
}

TEST(LogView, shows_no_leaders_progress_where_leaders_keep_none) {
  Desk desk(textbook("MP-01"));
  for (const LogRow& row : desk.view.logs().rows()) EXPECT_FALSE(row.leader.exists());
}

TEST(LogView, goes_to_the_event_that_filled_a_slot_when_it_is_clicked) {
  Desk desk(textbook("MP-04"));
  QSignalSpy asked(&desk.view, &LogView::moment_requested);
  QTest::mouseClick(desk.view.viewport(), Qt::LeftButton, {}, desk.point(2, 2));
  ASSERT_EQ(asked.size(), 1);
  const Event& event = desk.history.event(asked[0][0].value<MomentId>());
  EXPECT_EQ(event.node, node(1));
  ASSERT_FALSE(event.responses.empty());
  EXPECT_EQ(event.responses[0].slot, Slot{2});
  EXPECT_EQ(event.responses[0].kind, Response::Kind::accepted);
}

TEST(LogView, points_at_the_event_for_all_other_views) {
  Desk desk(textbook("MP-04"));
  QTest::mouseMove(desk.view.viewport(), desk.point(1, 1));
  EXPECT_EQ(desk.selection.shown().kind, Target::Kind::event);
  QTest::mouseMove(desk.view.viewport(), QPoint(5, 5));
  EXPECT_FALSE(desk.selection.shown().exists());
}

TEST(LogView, is_walked_by_keys) {
  Desk desk(textbook("MP-04"));
  desk.view.setFocus(Qt::TabFocusReason);
  QSignalSpy asked(&desk.view, &LogView::moment_requested);
  QTest::keyClick(&desk.view, Qt::Key_Home);
  QTest::keyClick(&desk.view, Qt::Key_Down);
  QTest::keyClick(&desk.view, Qt::Key_Right);
  EXPECT_THAT(desk.view.accessibleDescription().toStdString(), HasSubstr("N1, slot 2: b"));
  QTest::keyClick(&desk.view, Qt::Key_Return);
  ASSERT_EQ(asked.size(), 1);
  EXPECT_EQ(desk.history.event(asked[0][0].value<MomentId>()).node, node(0));
}

TEST(LogView, follows_the_newest_slot_and_goes_back_with_the_past) {
  History history = multi({.together = 3}, {.latency = {1, 1}});
  (void)history.act(actions::propose(node(0), "a"));
  for (int i = 0; i < 40; ++i) {
    while (history.step()) {
    }
    (void)history.act(actions::propose(node(0), Text("v" + std::to_string(i))));
  }
  while (history.step()) {
  }
  Desk desk(std::move(history));
  const auto in_sight = [&](std::uint32_t slot) {
    return desk.view.viewport()->rect().contains(desk.point(1, slot));
  };
  EXPECT_TRUE(in_sight(41));
  EXPECT_FALSE(in_sight(1));
  desk.go_to(8);
  EXPECT_TRUE(in_sight(1));
}

TEST(Canvas, gives_a_log_a_strip_of_its_last_slots_on_the_card) {
  const History history = textbook("MP-04");
  FrameOf frame_of;
  const Frame frame = frame_of.at(history);
  const NodeLook look = look_of(frame, {}, node(2), Detail::full);
  ASSERT_EQ(look.disk.size(), 2u);
  const DiskRow& log = look.disk[1];
  ASSERT_FALSE(log.strip.empty());
  EXPECT_EQ(log.first.number + log.strip.size() - 1, log.whole);
  EXPECT_EQ(log.strip.back().value, Text("d"));
  EXPECT_TRUE(log.strip.back().applied);
}

namespace {

/// A log of that many commands on a card.
DiskRow log_of(int count, const Text& command) {
  DiskRow row;
  row.is_log = true;
  row.first = {1};
  row.whole = static_cast<std::uint32_t>(count);
  for (int i = 0; i < count; ++i) {
    SlotLook look;
    look.kind = SlotLook::Kind::held;
    look.value = command;
    row.strip.push_back(look);
  }
  return row;
}

}  // namespace

TEST(Strip, shows_as_many_of_the_last_commands_as_fit_whole) {
  const QRectF area(0, 0, 110, 26);
  const DiskRow row = log_of(5, "C1.2 y+=1");
  const std::vector<StripCell> cells = strip_cells(row, area, 1);
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells.back().slot, Slot{5});
  EXPECT_GT(cells.front().box.left(), area.left()) << "no room for the sign of what is before them";
  for (const StripCell& cell : cells) EXPECT_TRUE(area.contains(cell.box));
}

TEST(Strip, shows_a_short_log_from_its_start) {
  const QRectF area(0, 0, 110, 26);
  const DiskRow row = log_of(2, "x=1");
  const std::vector<StripCell> cells = strip_cells(row, area, 1);
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells.front().slot, Slot{1});
  EXPECT_EQ(cells.front().box.left(), area.left());
}

TEST(Strip, shows_one_command_where_none_fits_whole) {
  const QRectF area(0, 0, 40, 26);
  const DiskRow row = log_of(3, "C1.2 counter+=1000");
  const std::vector<StripCell> cells = strip_cells(row, area, 1);
  ASSERT_EQ(cells.size(), 1u);
  EXPECT_LE(cells.front().box.right(), area.right());
}

TEST(Canvas, crowns_the_leader_and_nobody_else) {
  const History history = textbook("FD-01");
  FrameOf frame_of;
  const Frame frame = frame_of.at(history);
  const auto crowned = [&](int which) {
    for (const CaptionLine& line : look_of(frame, {}, node(which), Detail::full).caption)
      for (const CaptionPiece& piece : line)
        if (piece.kind == CaptionPiece::Kind::crown) return true;
    return false;
  };
  EXPECT_TRUE(crowned(1));
  EXPECT_FALSE(crowned(0));
  EXPECT_FALSE(crowned(2));
}

TEST(Canvas, shrinks_a_ring_as_a_timer_runs_down) {
  Options options;
  options.own.set(log_options::detector, Detector::fixed);
  const History history = multi({.together = 3}, options);
  FrameOf frame_of;
  Frame frame = frame_of.at(history);
  const std::vector<TimerLook> before = timers_of(frame);
  ASSERT_EQ(before.size(), 3u);
  EXPECT_DOUBLE_EQ(before[0].left, 1);
  frame.now = before[0].ms / 4;
  EXPECT_DOUBLE_EQ(timers_of(frame)[0].left, 0.75);
}

TEST(Canvas, shows_a_false_suspicion_as_one) {
  for (const auto& [run, wrong] : {std::pair{"FD-01", false}, std::pair{"FD-02", true}}) {
    History history = textbook(run);
    ASSERT_TRUE(seek_event(history, [](const Event& event) {
      return !event.suspicions.empty() && event.suspicions[0].began;
    })) << run;
    FrameOf frame_of;
    const auto sights = sights_of(frame_of.at(history));
    ASSERT_EQ(sights.size(), 1u) << run;
    EXPECT_EQ(sights[0].by, node(1));
    EXPECT_EQ(sights[0].of, node(2));
    EXPECT_EQ(sights[0].wrong, wrong);
  }
}

TEST(Pieces, mark_the_slots_that_an_event_changed) {
  const History history = multi({.together = 3});
  SlotLog before;
  before.set({1}, {{1, 1}, "a"});
  SlotLog after = before;
  after.mark_chosen({1});
  after.set({3}, {{1, 1}, "no-op"});
  const Pieces pieces = log_pieces(after, &before, history.world());
  ASSERT_EQ(pieces.size(), 3u);
  EXPECT_TRUE(pieces[0].slot.changed);
  EXPECT_EQ(pieces[1].slot.kind, Kind::hole);
  EXPECT_FALSE(pieces[1].slot.changed);
  EXPECT_TRUE(pieces[2].slot.noop);
  EXPECT_THAT(plain(pieces).toStdString(), HasSubstr("3: no-op, accepted at 1.1"));
}

TEST(Pieces, name_the_row_of_a_table_that_changed_last) {
  const History history = multi({.together = 3});
  Table table;
  table.put("x", "1");
  table.put("y", "2");
  table.put("x", "3");
  EXPECT_EQ(plain(pieces_of(table, history.world())), "x=3 changed last y=2");
}

TEST(VoteGrid, of_a_slot_tells_what_was_proposed_in_it) {
  const History history = textbook("MP-04");
  Trace trace;
  trace.follow(history);
  const VoteGrid grid(trace, *history.world().setup, {2});
  const VoteRow* row = grid.row({2, 3});
  ASSERT_NE(row, nullptr);
  ASSERT_EQ(row->proposed.size(), 1u);
  EXPECT_EQ(row->proposed[0].value, Text("b"));
}

}  // namespace
}  // namespace synod::views
