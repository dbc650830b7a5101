// The main of the window's tests: they need no display.
#include <QApplication>
#include <gtest/gtest.h>

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  testing::InitGoogleTest(&argc, argv);
  // Tests must neither read nor write what belongs to the person who runs them.
  QApplication::setOrganizationName("synod-tests");
  QApplication::setApplicationName("synod-tests");
  QApplication app(argc, argv);
  return RUN_ALL_TESTS();
}
