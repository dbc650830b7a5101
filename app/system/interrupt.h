// Ctrl+C on the command line, as a flag that long work looks at; other signals to end likewise.
#pragma once

#include <array>
#include <atomic>

namespace synod::app {

/// The exit code of a command that Ctrl+C ended: 128 and the number of the signal, as shells count.
inline constexpr int interrupted_code = 130;

/// While one lives, the first Ctrl+C (SIGINT) sets a flag, so that a command can tell how far it
/// came, clean up and leave; so do SIGTERM and the end of the terminal, SIGHUP. A second one of
/// them removes each `Leftover` and ends the program at once.
///
///     explore::SearchProgress progress;
///     const Interrupt interrupt(progress.cancelled);
class Interrupt {
 public:
  /// Sets a flag of its own: `requested`.
  Interrupt() : Interrupt(own_) {}
  /// Sets `flag`, which must outlive it.
  explicit Interrupt(std::atomic<bool>& flag);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Whether Ctrl+C was pressed.
  bool requested() const { return flag_; }
  /// For work that looks at a flag by itself.
  const std::atomic<bool>& flag() const { return flag_; }

 private:
  using Handler = void (*)(int);

  std::atomic<bool> own_{false};
  std::atomic<bool>& flag_;
  std::atomic<bool>* flag_before_;
  std::array<Handler, 3> handlers_before_;
};

}  // namespace synod::app
