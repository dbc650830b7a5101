// Runner of the program for tests: as from a shell, without a display.
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <gtest/gtest.h>

namespace synod::testing {

/// What a call ended with.
struct Outcome {
  int code = -1;
  QString out;
  QString err;
};

/// Calls the program in `folder`; where that is empty, here.
inline Outcome call_synod(const QStringList& arguments, const QString& folder = {}) {
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.remove("DISPLAY");
  environment.remove("WAYLAND_DISPLAY");
  process.setProcessEnvironment(environment);
  process.setWorkingDirectory(folder);
  process.start(SYNOD_BINARY, arguments);
  EXPECT_TRUE(process.waitForFinished(120'000));
  return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
          QString::fromUtf8(process.readAllStandardError())};
}

}  // namespace synod::testing
