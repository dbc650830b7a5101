// Keys and clicks in a real window: where they go, and what is seen of it.
#include <QAbstractButton>
#include <QLineEdit>

#include "tests/window/real_window.h"
#include "views/panels/propose_bar.h"
#include "views/panels/timeline.h"

using namespace synod;
using synod::testing::RealWindow;

namespace {

class RealKeys : public RealWindow {
 protected:
  QLineEdit& field() { return *window.parts().propose->findChild<QLineEdit*>(); }
};

TEST_F(RealKeys, the_first_key_proposes_and_steps) {
  press({"Right"});
  EXPECT_EQ(depth(), 2u);
}

TEST_F(RealKeys, a_click_on_the_timeline_leaves_its_marks_to_be_seen_in_either_theme) {
  begin_a_run();
  for (const auto choice : {app::Appearance::Choice::light, app::Appearance::Choice::dark}) {
    window.appearance().choose_for_now(choice);
    canvas().setFocus();
    views::Timeline& timeline = *window.parts().timeline;
    const QImage before = seen(timeline);
    click(timeline, {timeline.width() / 2, timeline.height() / 2});
    EXPECT_TRUE(timeline.hasFocus());
    const QImage after = seen(timeline);
    EXPECT_LT(change(before, after), 0.3);
    EXPECT_LT(one_colour(after), one_colour(before) + 0.03);
  }
}

TEST_F(RealKeys, typing_a_value_and_enter_proposes_it_and_the_next_key_steps) {
  click(field());
  EXPECT_TRUE(field().hasFocus());
  type("green");
  EXPECT_EQ(field().text(), "green");
  press({"Return"});
  EXPECT_EQ(depth(), 1u);
  EXPECT_TRUE(canvas().hasFocus());
  press({"Right"});
  EXPECT_EQ(depth(), 2u);
}

TEST_F(RealKeys, escape_leaves_a_field_and_letters_are_commands_again) {
  click(field());
  type("x");
  press({"Escape"});
  EXPECT_TRUE(canvas().hasFocus());
  press({"Right"});
  EXPECT_EQ(depth(), 2u);
}

TEST_F(RealKeys, tab_goes_through_every_control_and_each_is_still_to_be_seen) {
  begin_a_run();
  canvas().setFocus();
  std::set<QWidget*> seen_once;
  for (int i = 0; i < 60; ++i) {
    press({"Tab"});
    QWidget* focused = QApplication::focusWidget();
    ASSERT_NE(focused, nullptr) << "the keys went nowhere after " << i << " tabs";
    if (!seen_once.insert(focused).second || focused->width() < 60 || focused->height() < 20)
      continue;
    const QImage with = seen(*focused);
    EXPECT_LT(one_colour(with), 0.995)
        << focused->metaObject()->className() << " " << focused->accessibleName().toStdString();
  }
  EXPECT_GT(seen_once.size(), 10u);
}

TEST_F(RealKeys, a_click_on_a_node_kills_it_and_another_restarts_it) {
  const NodeId acceptor{2};
  click(*canvas().viewport(), canvas().node_point(acceptor));
  EXPECT_FALSE(window.session().history().world().node(acceptor).up);
  click(*canvas().viewport(), canvas().node_point(acceptor));
  EXPECT_TRUE(window.session().history().world().node(acceptor).up);
}

}  // namespace
