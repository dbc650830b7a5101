// Main function of the window's tests: they need no display, but take the one that Qt is told of.
#include <QApplication>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace {

QtMessageHandler usual = nullptr;

/// What is drawn where nothing can be drawn is a fault that no picture shows.
void judge_message(QtMsgType type, const QMessageLogContext& context, const QString& text) {
  if (text.startsWith("QPainter")) ADD_FAILURE() << text.toStdString();
  usual(type, context, text);
}

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  testing::InitGoogleTest(&argc, argv);
  // Tests must neither read nor write what belongs to the person who runs them, nor to one another:
  // many of them run at once.
  const QTemporaryDir own;
  qputenv("XDG_CONFIG_HOME", own.path().toUtf8());
  qputenv("XDG_DATA_HOME", own.path().toUtf8());
  QApplication::setOrganizationName("synod-tests");
  QApplication::setApplicationName("synod-tests");
  usual = qInstallMessageHandler(judge_message);
  QApplication app(argc, argv);
  return RUN_ALL_TESTS();
}
