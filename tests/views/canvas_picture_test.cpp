// Picture of a frame on the canvas, before any pixel.
#include <algorithm>
#include <gtest/gtest.h>

#include "protocols/raft_options.h"
#include "tests/views/blocked_word.h"
#include "tests/views/canvas_scene.h"
#include "views/canvas/canvas_print.h"
#include "views/canvas/picture.h"

using namespace synod;
using namespace synod::views;
using namespace synod::views::testing_stage;

namespace {

Layout layout_of(const Scene& scene) {
  return lay_out(scene.world.shape(), {1280, 720});
}
Picture picture(const Scene& scene) {
  return picture_of(scene.frame(), layout_of(scene));
}
const NodeLook& look(const Picture& picture, NodeId id) {
  return picture.nodes[id.index];
}

/// P1 had blue accepted by A1 alone and died; P2, wanting green, has heard A1 and A2.
Scene adoption() {
  Scene scene(apart(2, 3, 1));
  scene.propose("P1", "blue");
  for (const char* a : {"A1", "A2"}) scene.deliver(0, "P1", a);
  for (const char* a : {"A1", "A2"}) scene.deliver(1, a, "P1");
  scene.deliver(2, "P1", "A1");
  scene.act(actions::on_node(Verb::crash, scene.node("P1")));
  scene.propose("P2", "green");
  for (const char* a : {"A1", "A2"}) scene.deliver(0, "P2", a);
  for (const char* a : {"A1", "A2"}) scene.deliver(1, a, "P2");
  return scene;
}

}  // namespace

TEST(NodePicture, shows_promised_and_accepted_as_two_fields_of_the_disk) {
  Scene scene = adoption();
  const Picture shown = picture(scene);
  const auto& disk = look(shown, scene.node("A1")).disk;
  ASSERT_EQ(disk.size(), 2U);
  EXPECT_EQ(disk[0].ballot, (Ballot{1, 2}));
  EXPECT_FALSE(disk[0].value.exists());
  EXPECT_EQ(disk[1].ballot, (Ballot{1, 1}));
  EXPECT_EQ(disk[1].value, Text("blue"));
}

/// The coordinator has every yes.
Scene votes_of_all() {
  synod::Setup setup;
  setup.protocol = "2pc";
  setup.shape = usual_shape(find_protocol("2pc")->info());
  Scene scene(setup);
  scene.propose("T1", "a-10-b");
  for (const char* r : {"R1", "R2", "R3"}) scene.deliver(0, "T1", r);
  for (const char* r : {"R1", "R2", "R3"}) scene.deliver(1, r, "T1");
  return scene;
}

TEST(NodePicture, says_of_a_coordinator_that_all_answered_and_no_quorum) {
  Scene scene = votes_of_all();
  const NodeLook coordinator = look_of(scene.frame(), {}, scene.node("T1"), views::Detail::full);
  const auto says = [&](const CaptionLine& line) {
    return std::ranges::find(line, CaptionPiece::strong("all 3 answered")) != line.end();
  };
  EXPECT_TRUE(std::ranges::any_of(coordinator.caption, says));
}

TEST(NodePicture, of_a_coordinator_that_is_down_tells_its_decision_in_the_one_line_it_has) {
  Scene scene = votes_of_all();
  scene.act(actions::on_node(Verb::crash, scene.node("T1")));
  const auto caption = look_of(scene.frame(), {}, scene.node("T1"), views::Detail::compact).caption;
  ASSERT_EQ(caption.size(), 1U) << "a second line would be cut";
  EXPECT_EQ(caption[0].back().text, QStringLiteral("commit"));
}

TEST(NodePicture, shows_the_whole_word_blocked_beside_the_card_of_a_small_node) {
  const Layout layout = lay_out(Shape{.proposers = 1, .acceptors = 3, .learners = 0}, {990, 378});
  for (NodeId id : layout.shape.with(Role::acceptor)) {
    NodePlace alone = layout.node(id);
    ASSERT_FALSE(alone.card.isEmpty());
    alone.radius = 14;
    NodePlace beside = alone;
    beside.card.moveLeft(beside.center.x() + 1.4 * beside.radius);
    NodePlace left = alone;
    left.card.moveRight(left.center.x() - 1.4 * left.radius);
    alone.card = {};
    alone.radius = 40;  // Nothing is near its word.
    const int whole = extent_of_blocked(alone, layout).width();
    EXPECT_GT(whole, 20);
    EXPECT_NEAR(extent_of_blocked(beside, layout).width(), whole, 1.5);
    EXPECT_NEAR(extent_of_blocked(left, layout).width(), whole, 1.5);
  }
}

/// Rings are so close to the shape here that they cross the words on its edge.
constexpr QSize small_canvas(960, 450);

/// What stands where R1 is told to be blocked, without the round ends.
QImage word_of_r1(const Scene& scene, const Frame& frame) {
  const QSize size = small_canvas;
  const Layout layout = print_layout(scene.world, size);
  QImage image(size, QImage::Format_RGB32);
  QPainter painter(&image);
  paint_canvas(painter, frame, Theme::light(), size);
  const QRect word = extent_of_blocked(layout.node(scene.node("R1")), layout);
  return image.copy(word.adjusted(9, 2, -9, -2));
}

TEST(NodePicture, shows_the_word_blocked_over_the_rings_around_the_node) {
  Scene scene = votes_of_all();
  scene.act(actions::on_node(Verb::crash, scene.node("T1")));
  Scene ringless = scene;
  ringless.world.timers.clear();
  Frame bare = ringless.frame();
  bare.last = nullptr;
  const Frame ringed = scene.frame();
  scene.last->node = scene.node("R1");
  ASSERT_EQ(print_layout(scene.world, small_canvas).size, QSizeF(small_canvas));
  const Picture shown = picture_of(ringed, print_layout(scene.world, small_canvas));
  ASSERT_TRUE(look(shown, scene.node("R1")).blocked);
  ASSERT_EQ(shown.happened, scene.node("R1"));
  ASSERT_FALSE(shown.timers.empty());
  EXPECT_EQ(word_of_r1(scene, ringed), word_of_r1(ringless, bare));
}

TEST(NodePicture, tells_whose_vote_does_not_count) {
  synod::Setup setup;
  setup.protocol = "raft";
  setup.shape = {.together = 4, .cast = find_protocol("raft")->info().cast};
  setup.options.own.set(raft_options::members, 3);
  Scene scene(setup);
  const Picture shown = picture(scene);
  EXPECT_FALSE(look(shown, scene.node("S1")).no_vote);
  EXPECT_TRUE(look(shown, scene.node("S4")).no_vote);
  scene.act(actions::on_node(Verb::crash, scene.node("S4")));
  EXPECT_FALSE(look(picture(scene), scene.node("S4")).no_vote) << "it is down, which says more";
}

TEST(NodePicture, marks_the_disk_fields_that_the_last_event_changed) {
  Scene scene(apart(1, 3, 1));
  scene.propose("P1", "blue");
  scene.deliver(0, "P1", "A2");
  const Picture shown = picture(scene);
  EXPECT_TRUE(look(shown, scene.node("A2")).disk[0].changed);
  EXPECT_FALSE(look(shown, scene.node("A2")).disk[1].changed);
  EXPECT_FALSE(look(shown, scene.node("A1")).disk[0].changed);
}

TEST(NodePicture, loses_memory_and_keeps_the_disk_in_a_crash) {
  Scene scene = adoption();
  ASSERT_TRUE(look(picture(scene), scene.node("P2")).meter.exists());
  scene.act(actions::on_node(Verb::crash, scene.node("P2")));
  scene.act(actions::on_node(Verb::crash, scene.node("A1")));
  const Picture shown = picture(scene);
  EXPECT_FALSE(look(shown, scene.node("P2")).up);
  EXPECT_FALSE(look(shown, scene.node("P2")).meter.exists());
  EXPECT_EQ(look(shown, scene.node("A1")).disk[1].value, Text("blue"));
}

TEST(NodePicture, tells_a_wiped_disk_from_one_that_is_kept) {
  Scene scene = adoption();
  scene.act(actions::on_node(Verb::wipe, scene.node("A1")));
  scene.act(actions::on_node(Verb::crash, scene.node("A2")));
  const Picture shown = picture(scene);
  EXPECT_TRUE(look(shown, scene.node("A1")).wiped);
  EXPECT_FALSE(look(shown, scene.node("A1")).disk[1].ballot.exists());
  EXPECT_FALSE(look(shown, scene.node("A2")).wiped);
}

TEST(QuorumPicture, fills_the_meter_by_who_answered_and_knows_the_threshold) {
  Scene scene(apart(1, 5, 1));
  scene.propose("P1", "blue");
  scene.deliver(0, "P1", "A4");
  scene.deliver(1, "A4", "P1");
  const Quorum meter = look(picture(scene), scene.node("P1")).meter;
  EXPECT_EQ(meter.answered, NodeSet{scene.node("A4")});
  EXPECT_EQ(meter.needed, 3U);
  EXPECT_FALSE(meter.complete());
}

TEST(QuorumPicture, lights_up_the_members_and_marks_where_it_meets_earlier_votes) {
  Scene scene = adoption();
  const Picture shown = picture(scene);
  EXPECT_EQ(look(shown, scene.node("A1")).glow, (Ballot{1, 2}));
  EXPECT_EQ(look(shown, scene.node("A2")).glow, (Ballot{1, 2}));
  EXPECT_FALSE(look(shown, scene.node("A3")).glow.exists());
  EXPECT_EQ(look(shown, scene.node("A1")).shared, (Ballot{1, 1}));
  EXPECT_FALSE(look(shown, scene.node("A2")).shared.exists());
}

TEST(RecoveryPicture, leads_from_the_reporter_to_the_proposer_until_the_next_event) {
  Scene scene = adoption();
  const Picture shown = picture(scene);
  ASSERT_EQ(shown.recoveries.size(), 1U);
  EXPECT_EQ(shown.recoveries[0].reporter, scene.node("A1"));
  EXPECT_EQ(shown.recoveries[0].proposer, scene.node("P2"));
  EXPECT_EQ(shown.recoveries[0].vote, (Vote{{1, 1}, "blue"}));
  EXPECT_EQ(shown.recoveries[0].to.size(), 3U);
  ASSERT_TRUE(scene.deliver(2, "P2", "A3"));
  EXPECT_TRUE(picture(scene).recoveries.empty());
}

TEST(RestartPicture, reads_the_disk_or_finds_it_empty) {
  Scene scene = adoption();
  scene.act(actions::on_node(Verb::crash, scene.node("A1")));
  EXPECT_FALSE(picture(scene).reading);
  scene.act(actions::on_node(Verb::restart, scene.node("A1")));
  ASSERT_TRUE(picture(scene).reading);
  EXPECT_FALSE(picture(scene).reading->empty);
  scene.act(actions::on_node(Verb::wipe, scene.node("A2")));
  scene.act(actions::on_node(Verb::restart, scene.node("A2")));
  ASSERT_TRUE(picture(scene).reading);
  EXPECT_TRUE(picture(scene).reading->empty);
}

TEST(TrafficPicture, lets_a_message_move_with_time_and_wait_before_its_receiver) {
  Scene scene(apart(1, 1, 1));
  scene.propose("P1", "blue");
  const Layout layout = layout_of(scene);
  const Message& m = scene.world.in_flight.front();
  Frame frame = scene.frame();
  const Lane& lane = layout.lane(m.from, m.to);
  EXPECT_EQ(traffic(frame, layout).front().at, lane.at(0));
  frame.now = static_cast<double>(m.sent.ms + (m.due - m.sent).ms / 2);
  EXPECT_NEAR(traffic(frame, layout).front().at.x(), lane.at(0.5).x(), 8);
  frame.now = static_cast<double>(m.due.ms + 1000);
  EXPECT_EQ(traffic(frame, layout).front().at, lane.end);
}

TEST(TrafficPicture, shows_what_waits_for_a_paused_node_at_its_door) {
  Scene scene(apart(1, 1, 1));
  scene.propose("P1", "blue");
  const Layout layout = layout_of(scene);
  const Message& m = scene.world.in_flight.front();
  const Lane& lane = layout.lane(m.from, m.to);
  EXPECT_EQ(traffic(scene.frame(), layout).front().at, lane.at(0));
  scene.act(actions::on_node(Verb::pause, scene.node("A1")));
  // Nothing else is under way, so the clock stands still: it would be seen to wait half way.
  EXPECT_EQ(traffic(scene.frame(), layout).front().at, lane.end);
  EXPECT_TRUE(look(picture(scene), scene.node("A1")).paused);
  EXPECT_FALSE(look(picture(scene), scene.node("P1")).paused);
}

TEST(TrafficPicture, brings_the_message_of_the_next_event_all_the_way) {
  Scene scene(apart(1, 1, 1));
  scene.propose("P1", "blue");
  const Layout layout = layout_of(scene);
  Scene after = scene;
  ASSERT_TRUE(after.deliver(0, "P1", "A1"));
  Frame frame = scene.frame();
  frame.next = &*after.last;
  frame.progress = 1;
  const Lane& lane = layout.lane(scene.node("P1"), scene.node("A1"));
  EXPECT_EQ(traffic(frame, layout).front().at, lane.head);
}

TEST(TrafficPicture, shows_the_pair_that_a_promise_reports) {
  Scene scene = adoption();
  scene.propose("P2", "red");
  ASSERT_TRUE(scene.deliver(0, "P2", "A1"));
  for (const Envelope& e : picture(scene).envelopes) {
    if (e.face.kind != 1) continue;
    EXPECT_EQ(e.face.ballot, (Ballot{2, 2}));
    EXPECT_EQ(e.face.reported, (Ballot{1, 1}));
    EXPECT_EQ(e.face.value, Text("blue"));
    return;
  }
  FAIL() << "no promise is in flight";
}

TEST(TrafficPicture, leaves_a_ghost_where_a_message_was_lost) {
  Scene scene(apart(1, 3, 1));
  scene.propose("P1", "blue");
  scene.act(actions::on_link(Verb::cut, scene.node("P1"), scene.node("A1"), true));
  const Picture shown = picture(scene);
  const auto ghost = std::find_if(shown.envelopes.begin(), shown.envelopes.end(),
                                  [](const Envelope& e) { return e.ghost; });
  ASSERT_NE(ghost, shown.envelopes.end());
  EXPECT_EQ(ghost->to, scene.node("A1"));
  EXPECT_EQ(ghost->why, Loss::cut);
  scene.deliver(0, "P1", "A2");
  for (const Envelope& e : picture(scene).envelopes) EXPECT_FALSE(e.ghost);
}

TEST(TrafficPicture, piles_copies_up_so_that_each_can_be_read) {
  Scene scene(apart(1, 1, 1));
  scene.propose("P1", "blue");
  for (int i = 0; i < 3; ++i)
    scene.act(actions::on_message(Verb::duplicate, scene.world.in_flight.front().id));
  const Layout layout = layout_of(scene);
  const auto envelopes = traffic(scene.frame(), layout);
  ASSERT_EQ(envelopes.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t k = 0; k < i; ++k)
      EXPECT_GT(std::abs(envelopes[i].at.y() - envelopes[k].at.y()),
                envelope_height * layout.scale * 0.9);
}

TEST(ChosenPicture, is_known_to_the_observer_before_any_learner_learns) {
  Scene scene(apart(1, 3, 1));
  scene.propose("P1", "blue");
  for (const char* a : {"A1", "A2"}) scene.deliver(0, "P1", a);
  for (const char* a : {"A1", "A2"}) scene.deliver(1, a, "P1");
  scene.deliver(2, "P1", "A1");
  EXPECT_TRUE(picture(scene).chosen.empty());
  scene.deliver(2, "P1", "A2");
  EXPECT_EQ(picture(scene).chosen, std::vector<Text>{"blue"});
  const auto caption = look(picture(scene), scene.node("L1")).caption;
  ASSERT_EQ(caption.size(), 1U);
  EXPECT_EQ(caption[0].size(), 1U);  // "learned: nothing"
}
