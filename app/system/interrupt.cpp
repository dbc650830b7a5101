#include "app/system/interrupt.h"

#include <cerrno>
#include <csignal>
#include <semaphore.h>
#include <thread>
#include <unistd.h>

#include "app/system/leftovers.h"

namespace synod::app {

namespace {

/// What a signal's handler may touch: a lock-free atomic, and nothing else.
std::atomic<std::atomic<bool>*> present_flag{nullptr};
static_assert(std::atomic<std::atomic<bool>*>::is_always_lock_free);
static_assert(std::atomic<bool>::is_always_lock_free);

constexpr std::array wishes_to_end{SIGINT, SIGTERM, SIGHUP};

/// Posted by the second wish. A handler may do that, and may not remove files.
sem_t second_wish;

extern "C" void note_interrupt(int /*signal*/) {
  const int error = errno;
  std::atomic<bool>* flag = present_flag;
  if (flag != nullptr && flag->exchange(true)) ::sem_post(&second_wish);
  errno = error;
}

/// Waits on a thread of its own: those that work do not look at anything for a while.
void wait_for_second_wish() {
  while (::sem_wait(&second_wish) != 0) {
  }
  remove_leftovers();
  ::_exit(interrupted_code);
}

void watch() {
  static const bool watched = [] {
    ::sem_init(&second_wish, 0, 0);
    std::thread(wait_for_second_wish).detach();
    return true;
  }();
  static_cast<void>(watched);
}

}  // namespace

Interrupt::Interrupt(std::atomic<bool>& flag)
    : flag_(flag), flag_before_(present_flag.exchange(&flag)) {
  watch();
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
