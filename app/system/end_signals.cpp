#include "app/system/end_signals.h"

#include <QSocketNotifier>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace synod::app {

namespace {

constexpr std::array numbers{SIGINT, SIGTERM, SIGHUP};

/// What a signal's handler may touch: where it writes to, and nothing else.
std::atomic<int> way_out{-1};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void pass_on(int number) {
  const int error = errno;
  const auto byte = static_cast<unsigned char>(number);
  (void)!::write(way_out, &byte, 1);
  std::signal(number, SIG_DFL);
  errno = error;
}

}  // namespace

EndSignals::EndSignals() {
  if (::pipe2(pipe_.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  notifier_ = new QSocketNotifier(pipe_[0], QSocketNotifier::Read, this);
  connect(notifier_, &QSocketNotifier::activated, this, &EndSignals::read);
  way_out = pipe_[1];
  for (std::size_t i = 0; i < count; ++i) {
    before_[i] = std::signal(numbers[i], pass_on);
    // What was made deaf to it, as by nohup, stays so.
    if (before_[i] == SIG_IGN) std::signal(numbers[i], SIG_IGN);
  }
}

EndSignals::~EndSignals() {
  if (notifier_ == nullptr) return;
  for (std::size_t i = 0; i < count; ++i)
    std::signal(numbers[i], before_[i] == SIG_ERR ? SIG_DFL : before_[i]);
  way_out = -1;
  delete notifier_;
  for (const int end : pipe_) ::close(end);
}

void EndSignals::read() {
  unsigned char byte = 0;
  if (::read(pipe_[0], &byte, 1) == 1) emit asked(byte);
}

}  // namespace synod::app
