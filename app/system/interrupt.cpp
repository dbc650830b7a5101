#include "app/system/interrupt.h"

#include <csignal>

namespace synod::app {

namespace {

/// What a signal's handler may touch: a lock-free atomic, and nothing else.
std::atomic<std::atomic<bool>*> present_flag{nullptr};
static_assert(std::atomic<std::atomic<bool>*>::is_always_lock_free);
static_assert(std::atomic<bool>::is_always_lock_free);

constexpr std::array wishes_to_end{SIGINT, SIGTERM, SIGHUP};

extern "C" void note_interrupt(int signal) {
  if (std::atomic<bool>* flag = present_flag) *flag = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

Interrupt::Interrupt(std::atomic<bool>& flag)
    : flag_(flag), flag_before_(present_flag.exchange(&flag)) {
  for (std::size_t i = 0; i < wishes_to_end.size(); ++i) {
    handlers_before_[i] = std::signal(wishes_to_end[i], note_interrupt);
    // Shells make what they start in the background deaf to Ctrl+C: that stays.
    if (handlers_before_[i] == SIG_IGN) std::signal(wishes_to_end[i], SIG_IGN);
  }
}

Interrupt::~Interrupt() {
  for (std::size_t i = 0; i < wishes_to_end.size(); ++i)
    std::signal(wishes_to_end[i], handlers_before_[i] == SIG_ERR ? SIG_DFL : handlers_before_[i]);
  present_flag = flag_before_;
}

}  // namespace synod::app
