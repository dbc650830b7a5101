// Room in a real window: everything is on the screen, and large and clear enough to be read.
#include <QAbstractButton>
#include <QComboBox>
#include <QFontInfo>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>

#include "tests/window/real_window.h"

using namespace synod;
using synod::testing::RealWindow;

namespace {

class RealRoom : public RealWindow {
 protected:
  /// Every control and label that a person sees.
  std::vector<QWidget*> shown() {
    std::vector<QWidget*> all;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
      const bool one = qobject_cast<QAbstractButton*>(widget) != nullptr ||
                       qobject_cast<QLineEdit*>(widget) != nullptr ||
                       qobject_cast<QComboBox*>(widget) != nullptr ||
                       qobject_cast<QLabel*>(widget) != nullptr;
      if (one && widget->isVisible() && !widget->visibleRegion().isEmpty()) all.push_back(widget);
    }
    return all;
  }
  static std::string name(const QWidget* widget) {
    const auto* label = qobject_cast<const QLabel*>(widget);
    const QString text = label != nullptr ? label->text() : widget->accessibleName();
    return std::string(widget->metaObject()->className()) + " '" + text.toStdString() + "'";
  }
};

/// Of the web's guidelines (WCAG 2.1, 1.4.3): 1 for the same colour, 21 for black on white.
double contrast(const QColor& a, const QColor& b) {
  const auto light = [](const QColor& color) {
    const auto part = [](double c) {
      return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) +
           0.0722 * part(color.blueF());
  };
  const double one = light(a) + 0.05;
  const double other = light(b) + 0.05;
  return std::max(one, other) / std::min(one, other);
}

TEST_F(RealRoom, the_window_opens_within_the_screen_with_its_frame) {
  const QRect room = window.screen()->availableGeometry();
  EXPECT_TRUE(room.contains(window.frameGeometry()))
      << window.frameGeometry().width() << " x " << window.frameGeometry().height() << " of "
      << room.width() << " x " << room.height();
}

TEST_F(RealRoom, the_window_can_be_made_as_small_as_1024_by_640) {
  const QSize least = window.minimumSizeHint().expandedTo(window.minimumSize());
  EXPECT_LE(least.width(), 1024);
  EXPECT_LE(least.height(), 640);
}

TEST_F(RealRoom, every_control_stands_within_the_window) {
  begin_a_run();
  for (QWidget* widget : shown()) {
    const QRect place(widget->mapTo(&window, QPoint()), widget->size());
    if (qobject_cast<QLabel*>(widget) == nullptr) {
      EXPECT_TRUE(window.rect().contains(place)) << name(widget);
    }
  }
}

TEST_F(RealRoom, every_text_has_letters_of_eleven_pixels_and_a_contrast_of_four_and_a_half) {
  begin_a_run();
  for (const auto choice : {app::Appearance::Choice::light, app::Appearance::Choice::dark}) {
    window.appearance().choose_for_now(choice);
    settle();
    for (QWidget* widget : shown()) {
      const auto* label = qobject_cast<QLabel*>(widget);
      if (label != nullptr && label->text().isEmpty()) continue;
      EXPECT_GE(QFontInfo(widget->font()).pixelSize(), 11) << name(widget);
      if (label == nullptr) continue;
      const QPalette& colours = widget->palette();
      EXPECT_GE(contrast(colours.color(QPalette::WindowText), colours.color(QPalette::Window)), 4.5)
          << name(widget) << (choice == app::Appearance::Choice::dark ? ", dark" : ", light");
    }
  }
}

TEST_F(RealRoom, each_tab_below_the_canvas_opens_at_a_height_at_which_it_can_be_read) {
  begin_a_run();
  QTabWidget& tabs = *window.parts().tabs;
  const int most = static_cast<int>(window.height() * 0.4);
  for (int i = 0; i < tabs.count(); ++i) {
    if (!tabs.isTabVisible(i)) continue;
    tabs.setCurrentIndex(i);
    settle();
    EXPECT_GE(tabs.currentWidget()->height(), std::min(i == 0 ? 100 : 200, most / 2))
        << tabs.tabText(i).toStdString();
    EXPECT_GE(canvas().height(), 160) << tabs.tabText(i).toStdString();
  }
}

TEST_F(RealRoom, larger_letters_are_larger_on_the_canvas_too_and_normal_is_normal_again) {
  begin_a_run();
  const QSize before = window.size();
  const QImage usual = seen(canvas());
  press({"ctrl+plus", "ctrl+plus"});
  EXPECT_EQ(window.size(), before) << "larger text blew the window up";
  press({"ctrl+0"});
  EXPECT_EQ(window.size(), before);
  EXPECT_LT(change(usual, seen(canvas())), 0.01);
}

}  // namespace
