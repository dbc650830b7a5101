// Window of a test that a person could act in: shown, in front, and without animations.
#pragma once

#include <QTest>

#include "app/window/main_window.h"

namespace synod::testing {

/// Brings `window` to the front. False where it did not become active.
inline bool bring_up(app::MainWindow& window) {
  window.resize(1280, 800);
  window.show();
  window.activateWindow();
  window.appearance().reduce_motion(true);
  return QTest::qWaitForWindowActive(&window);
}

}  // namespace synod::testing
