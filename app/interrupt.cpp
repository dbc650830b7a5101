#include "app/interrupt.h"

#include <csignal>

namespace synod::app {

namespace {

/// What a signal's handler may touch: a lock-free atomic, and nothing else.
std::atomic<std::atomic<bool>*> present_flag{nullptr};
static_assert(std::atomic<std::atomic<bool>*>::is_always_lock_free);
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void note_interrupt(int signal) {
  if (std::atomic<bool>* flag = present_flag) *flag = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

Interrupt::Interrupt(std::atomic<bool>& flag)
    : flag_(flag),
      flag_before_(present_flag.exchange(&flag)),
      handler_before_(std::signal(SIGINT, note_interrupt)) {
  // Shells make what they start in the background deaf to Ctrl+C: that stays.
  if (handler_before_ == SIG_IGN) std::signal(SIGINT, SIG_IGN);
}

Interrupt::~Interrupt() {
  std::signal(SIGINT, handler_before_ == SIG_ERR ? SIG_DFL : handler_before_);
  present_flag = flag_before_;
}

}  // namespace synod::app
