// Arcs on the timeline for the repetitions of a livelock's cycle.
#include <QImage>
#include <gtest/gtest.h>

#include "protocols/catalog.h"
#include "views/panels/timeline.h"

using namespace synod;
using namespace synod::views;

namespace {

History steps(int count) {
  Setup setup;
  setup.protocol = "paxos";
  setup.shape = {.proposers = 1, .acceptors = 3, .learners = 1};
  History history(make_cluster(*find_protocol("paxos"), setup));
  history.act(actions::propose(NodeId{0}, "blue"));
  while (static_cast<int>(history.size()) <= count) history.step();
  return history;
}

class LoopTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    timeline.set_theme(GetParam() ? Theme::night() : Theme::light());
    timeline.resize(900, timeline.sizeHint().height());
    timeline.set_history(&history);
    show();
  }
  void show() {
    Frame frame;
    frame.world = &history.world();
    frame.moment = history.present();
    frame.position = history.moment(history.present()).depth;
    timeline.show_frame(frame);
  }
  QImage picture() { return timeline.grab().toImage(); }
  /// How much of what stands above the ticks between two moments has the colour of a loop.
  int arc_between(MomentId from, MomentId to) {
    const QImage image = picture();
    const QColor accent = (GetParam() ? Theme::night() : Theme::light()).accent;
    int found = 0;
    const int bottom = static_cast<int>(timeline.place_of(from).y()) - 12;
    for (int x = static_cast<int>(timeline.place_of(from).x());
         x < static_cast<int>(timeline.place_of(to).x()); ++x)
      for (int y = 0; y < bottom; ++y) found += image.pixelColor(x, y) == accent ? 1 : 0;
    return found;
  }

  Selection selection;
  History history = steps(9);
  Timeline timeline{&selection};
};

TEST_P(LoopTest, an_arc_leads_from_its_end_back_to_its_beginning) {
  EXPECT_EQ(arc_between(2, 6), 0);
  timeline.set_loop({2, 6, 9});
  EXPECT_GT(arc_between(2, 6), 60);
  EXPECT_GT(arc_between(6, 9), 60);
  timeline.set_loop({});
  EXPECT_EQ(arc_between(2, 6), 0);
}

TEST_P(LoopTest, nothing_is_drawn_of_it_where_the_run_went_another_way) {
  timeline.set_loop({2, 6, 9});
  history.seek(2);
  history.act(actions::on_node(Verb::crash, NodeId{1}));
  show();
  EXPECT_EQ(arc_between(0, 2), 0);
  history.seek(9);
  show();
  EXPECT_GT(arc_between(2, 6), 60);
}

TEST_P(LoopTest, it_is_told_to_who_does_not_see_it) {
  timeline.set_loop({2, 6, 9});
  EXPECT_TRUE(timeline.accessibleDescription().contains("again and again"));
}

INSTANTIATE_TEST_SUITE_P(Themes, LoopTest, testing::Bool(),
                         [](const auto& dark) { return dark.param ? "dark" : "light"; });

}  // namespace
