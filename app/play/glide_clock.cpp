#include "app/play/glide_clock.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <utility>

namespace synod::app {

namespace {

/// After a stall of the window nothing jumps further than this.
constexpr std::int64_t longest_tick = 250;

GlideClock::Clock machine_clock() {
  QElapsedTimer timer;
  timer.start();
  return [timer] { return timer.elapsed(); };
}

}  // namespace

GlideClock::GlideClock(Clock clock) : clock_(clock ? std::move(clock) : machine_clock()) {}

void GlideClock::set_speed(double speed) {
  speed_ = std::clamp(speed, slowest, fastest);
}

void GlideClock::start(QObject* owner) {
  ticked_ = clock_();
  if (!timer_.isActive()) timer_.start(16, Qt::PreciseTimer, owner);
}

double GlideClock::take_time() {
  const std::int64_t now = clock_();
  const std::int64_t passed = std::clamp<std::int64_t>(now - ticked_, 0, longest_tick);
  ticked_ = now;
  return static_cast<double>(passed) * speed_;
}

void GlideClock::glide_to(double target, double whole_way, bool eased) {
  glide_ = Glide(progress_, target, whole_way * std::abs(target - progress_), eased);
}

}  // namespace synod::app
