// Signals that ask the window to leave: SIGINT, SIGTERM and SIGHUP.
#pragma once

#include <QObject>
#include <array>

class QSocketNotifier;

namespace synod::app {

/// While one lives, such a signal is told to the window's thread instead of ending the program, so
/// that nothing is lost. A second one ends it at once. There may be one at a time.
class EndSignals : public QObject {
  Q_OBJECT

 public:
  EndSignals();
  ~EndSignals() override;

  /// As shells count: 128 and the number of the signal.
  static int exit_code(int number) { return 128 + number; }

 signals:
  void asked(int number);

 private:
  using Handler = void (*)(int);
  static constexpr std::size_t count = 3;

  void read();

  std::array<int, 2> pipe_{-1, -1};
  std::array<Handler, count> before_{};
  QSocketNotifier* notifier_ = nullptr;
};

}  // namespace synod::app
