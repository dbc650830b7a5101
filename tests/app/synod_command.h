// Runner of the program for tests: as from a shell, without a display.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <csignal>
#include <gtest/gtest.h>
#include <sys/types.h>

#include "tests/places.h"

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

/// A script that takes half a minute on a fast machine, little memory and few events: it goes to
/// and fro between two moments, in a cluster as large as may be.
inline QByteArray endless_script() {
  QByteArray text =
      "proposers 3\nacceptors 15\nlearners 7\n"
      "propose P1 blue\npropose P2 red\npropose P3 green\nstep 300\n";
  for (int i = 0; i < 400'000; ++i) text += "goto 255\ngoto 190\n";
  return text;
}

/// Sends `signal` to a program that was started. One that is over fails the test and gets none:
/// it has no number any more, and a signal to number 0 would end whatever runs the tests.
inline void send_signal(const QProcess& process, int signal) {
  const auto number = static_cast<pid_t>(process.processId());
  ASSERT_GT(number, 0) << "the program was over before its signal";
  ASSERT_EQ(::kill(number, signal), 0);
}

}  // namespace synod::testing
