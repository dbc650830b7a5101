// Ground of the dialogs: that of the theme, also where they had another one before.
#include <QTest>
#include <gtest/gtest.h>

#include "tests/views/panels_world.h"
#include "views/panels/legend_dialog.h"
#include "views/panels/setup_panel.h"

namespace synod::views {
namespace {

/// The share of pixels that are as light as paper, from 0 to 1.
double share_of_light(const QImage& picture) {
  std::int64_t light = 0;
  for (int y = 0; y < picture.height(); ++y)
    for (int x = 0; x < picture.width(); ++x) light += picture.pixelColor(x, y).lightness() > 200;
  return static_cast<double>(light) / (static_cast<double>(picture.width()) * picture.height());
}

template <class Dialog>
void expect_ground_of_each_theme(Dialog& dialog) {
  dialog.set_theme(Theme::night());
  dialog.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&dialog));
  EXPECT_LT(share_of_light(dialog.grab().toImage()), 0.2) << "letters alone are light";
  dialog.set_theme(Theme::light());
  EXPECT_GT(share_of_light(dialog.grab().toImage()), 0.5);
  dialog.set_theme(Theme::night());
  EXPECT_LT(share_of_light(dialog.grab().toImage()), 0.2);
}

TEST(DialogGround, of_a_cluster_is_that_of_the_theme) {
  SetupPanel panel{{&find_protocol("2pc")->info()}, apart_setup()};
  expect_ground_of_each_theme(panel);
}

TEST(DialogGround, of_the_legend_is_that_of_the_theme) {
  LegendDialog dialog(find_protocol("paxos")->info(), apart_setup().shape);
  expect_ground_of_each_theme(dialog);
}

}  // namespace
}  // namespace synod::views
