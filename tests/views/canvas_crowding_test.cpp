// Crowded canvases: which messages show their words, and what they never hide.
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/views/canvas_scene.h"
#include "views/canvas/crowding.h"

using namespace synod;
using namespace synod::views;
using namespace synod::views::testing_stage;

namespace {

/// As wide as usual words are; drops as they are drawn.
QSizeF size_of(const Face& face) {
  return face.small ? QSizeF(25, 25) : QSizeF(80, 26);
}

struct Crowd {
  explicit Crowd(const Scene& scene, QSizeF view = {1630, 738})
      : layout(lay_out(scene.world.shape(), view)), picture(picture_of(scene.frame(), layout)) {
    thin_out(picture, layout, size_of);
  }

  std::size_t in_words() const {
    return static_cast<std::size_t>(std::count_if(picture.envelopes.begin(),
                                                  picture.envelopes.end(),
                                                  [](const Envelope& e) { return !e.face.small; }));
  }
  QRectF rect(const Envelope& e) const { return rect_around(e.at, size_of(e.face)); }

  Layout layout;
  Picture picture;
};

/// Everybody asks at once.
Scene everybody(const Setup& setup, int events) {
  Scene scene(setup);
  int asking = 0;
  for (NodeId proposer : scene.world.shape().with(Role::proposer))
    if (asking++ < 5) scene.propose(scene.world.name(proposer).c_str(), "blue");
  for (int i = 0; i < events; ++i)
    if (const auto next = next_due(scene.world)) scene.act(*next);
  return scene;
}

}  // namespace

TEST(Crowding, leaves_a_few_messages_their_words) {
  Scene scene(apart(2, 3, 1));
  scene.propose("P1", "blue");
  const Crowd crowd(scene, {1280, 720});
  EXPECT_EQ(crowd.in_words(), 3u);
}

TEST(Crowding, lets_no_words_stand_over_the_name_of_a_node) {
  for (const synod::Setup& setup : {apart(2, 3, 1), together(5)})
    for (const int events : {0, 2, 4, 6}) {
      const Crowd crowd(everybody(setup, events), {972, 330});
      for (const Envelope& e : crowd.picture.envelopes) {
        if (e.face.small) continue;
        for (const NodePlace& node : crowd.layout.nodes)
          EXPECT_FALSE(crowd.rect(e).contains(node.center)) << events;
      }
    }
}

TEST(Crowding, lets_no_words_hide_another_message_or_a_disk) {
  for (const synod::Setup& setup : {together(9), apart(5, 15, 5)})
    for (const int events : {0, 12, 25, 40}) {
      const Scene scene = everybody(setup, events);
      const Crowd crowd(scene);
      const auto& all = crowd.picture.envelopes;
      ASSERT_GT(all.size(), 20u);
      for (const Envelope& e : all) {
        for (const NodePlace& place : crowd.layout.nodes)
          EXPECT_FALSE(crowd.rect(e).adjusted(3, 3, -3, -3).intersects(place.card));
        if (e.face.small) continue;
        for (const Envelope& other : all) {
          if (&other == &e) continue;
          EXPECT_FALSE(crowd.rect(e)
                           .adjusted(3, 3, -3, -3)
                           .intersects(crowd.rect(other).adjusted(3, 3, -3, -3)));
        }
      }
    }
}

TEST(Crowding, shows_what_the_next_event_delivers_in_words_among_many) {
  Scene scene = everybody(apart(5, 15, 5), 25);
  const auto next = next_due(scene.world);
  ASSERT_TRUE(next);
  Scene after = scene;
  ASSERT_TRUE(after.act(*next));
  Frame frame = scene.frame();
  frame.next = &*after.last;
  frame.progress = 0.3;
  const Layout layout = lay_out(scene.world.shape(), {1630, 738});
  Picture picture = picture_of(frame, layout);
  for (Envelope& e : picture.envelopes)
    if (e.moves) e.at = layout.lane(e.from, e.to).at(0.5);
  thin_out(picture, layout, size_of);
  EXPECT_EQ(std::count_if(picture.envelopes.begin(), picture.envelopes.end(),
                          [](const Envelope& e) { return e.moves && !e.face.small; }),
            1);
}

TEST(Crowding, of_hundreds_shows_none_in_words) {
  Scene scene(apart(2, 3, 1));
  scene.propose("P1", "blue");
  for (int i = 0; i < 150; ++i)
    scene.act(actions::on_message(Verb::duplicate, scene.world.in_flight.front().id));
  EXPECT_EQ(Crowd(scene).in_words(), 0u);
}

TEST(Crowding, gives_words_back_to_what_is_pointed_at) {
  const Scene scene = everybody(apart(5, 15, 5), 25);
  Selection selection;
  Canvas canvas(&selection);
  canvas.resize(1630, 738);
  canvas.show_frame(scene.frame());
  const auto find = [&](bool small) {
    const auto& all = canvas.picture_shown().envelopes;
    return std::find_if(all.begin(), all.end(), [&](const Envelope& e) {
      return !e.ghost && (small ? e.face.small : e.grown);
    });
  };
  ASSERT_NE(find(true), canvas.picture_shown().envelopes.end());
  const MessageId id = find(true)->id;
  EXPECT_EQ(find(false), canvas.picture_shown().envelopes.end());
  selection.hover(Target::at_message(id));
  ASSERT_NE(find(false), canvas.picture_shown().envelopes.end());
  EXPECT_EQ(find(false)->id, id);
  EXPECT_FALSE(find(false)->face.small);
  selection.hover({});
  EXPECT_EQ(find(false), canvas.picture_shown().envelopes.end());
}

TEST(Envelope, points_where_it_goes) {
  Scene scene(apart(1, 1, 1));
  scene.propose("P1", "blue");
  scene.deliver(0, "P1", "A1");
  const Layout layout = lay_out(scene.world.shape(), {1280, 720});
  const Envelope back = picture_of(scene.frame(), layout).envelopes.at(0);
  // The proposer stands a little higher, as it has a caption below.
  EXPECT_NEAR(back.face.heading, Lane::headings / 2, 1) << "from A1, at the right, to P1";
  EXPECT_LE((layout.lane(scene.node("P1"), scene.node("A1")).heading + 1) % Lane::headings, 2);
}

TEST(Ballots, have_no_colour_of_a_value) {
  for (const Theme& theme : {Theme::light(), Theme::night()})
    for (const char* word : {"blue", "green", "orange", "purple", "yellow", "red"})
      for (std::uint32_t proposer = 1; proposer <= 3; ++proposer) {
        const QColor ballot = theme.ballot(proposer).fill;
        const QColor value = theme.value(Text(word)).line;
        const int away = std::abs(ballot.red() - value.red()) +
                         std::abs(ballot.green() - value.green()) +
                         std::abs(ballot.blue() - value.blue());
        EXPECT_GT(away, 40) << word << " and P" << proposer << (theme.dark ? ", dark" : ", light");
      }
}
