// The main of the tests that look at the window as a person does: on a display, with real keys.
#include <QApplication>
#include <QTemporaryDir>
#include <gtest/gtest.h>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const QTemporaryDir own;  // What belongs to the person who runs the tests stays as it is.
  qputenv("XDG_CONFIG_HOME", own.path().toUtf8());
  qputenv("XDG_DATA_HOME", own.path().toUtf8());
  QApplication::setOrganizationName("synod-tests");
  QApplication::setApplicationName("synod-tests");
  QApplication app(argc, argv);
  return RUN_ALL_TESTS();
}
