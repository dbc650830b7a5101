// Ground of the dialogs as the window opens them: that of the theme, to the very edge.
#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <gtest/gtest.h>

#include "app/window/main_window.h"

namespace synod::app {
namespace {

/// The share of pixels that are as light as paper, from 0 to 1.
double share_of_light(const QImage& picture) {
  std::int64_t light = 0;
  for (int y = 0; y < picture.height(); ++y)
    for (int x = 0; x < picture.width(); ++x) light += picture.pixelColor(x, y).lightness() > 200;
  return static_cast<double>(light) / (static_cast<double>(picture.width()) * picture.height());
}

struct DialogKey {
  const char* name;
  Qt::Key key;
  Qt::KeyboardModifiers modifiers;
};

class DialogGround : public ::testing::TestWithParam<DialogKey> {
 protected:
  ~DialogGround() override { QSettings().remove(QStringLiteral("view/theme")); }
  /// The dialog as it looks in a window of that theme: 1 is light, 2 is dark.
  static QImage picture(int theme) {
    QSettings().setValue(QStringLiteral("view/theme"), theme);
    QTemporaryDir folder;
    MainWindow window{folder.filePath(QStringLiteral("autosave")), [] { return 0; }};
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window)) return {};
    QImage image;
    QTimer::singleShot(300, [&image] {
      QWidget* dialog = QApplication::activeModalWidget();
      if (dialog == nullptr) return;
      image = dialog->grab().toImage();
      dialog->close();
    });
    QTest::keyClick(&window, GetParam().key, GetParam().modifiers);
    return image;
  }
  static QImage left_edge(const QImage& image) { return image.copy(0, 0, 4, image.height()); }
};

TEST_P(DialogGround, is_dark_where_the_theme_is_and_light_where_that_is) {
  const QImage dark = picture(2);
  ASSERT_FALSE(dark.isNull()) << "no dialog";
  EXPECT_LT(share_of_light(dark), 0.2) << "letters alone are light";
  EXPECT_EQ(share_of_light(left_edge(dark)), 0);
  const QImage light = picture(1);
  ASSERT_FALSE(light.isNull());
  EXPECT_GT(share_of_light(light), 0.5);
  EXPECT_EQ(share_of_light(left_edge(light)), 1);
}

INSTANTIATE_TEST_SUITE_P(Of, DialogGround,
                         ::testing::Values(DialogKey{"legend", Qt::Key_L, {}},
                                           DialogKey{"keys", Qt::Key_F1, {}},
                                           DialogKey{"cluster", Qt::Key_N, Qt::ControlModifier}),
                         [](const auto& tried) { return tried.param.name; });

}  // namespace
}  // namespace synod::app
