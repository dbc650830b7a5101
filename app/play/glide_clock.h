// Glides of a play clock: how far the next event has come, as wall-clock time passes.
#pragma once

#include <QBasicTimer>
#include <QObject>
#include <cstdint>
#include <functional>

#include "app/play/glide.h"

namespace synod::app {

/// What every player has in common: a timer, a speed, and one glide after another. Durations are
/// milliseconds of wall-clock time at speed 1.
class GlideClock {
 public:
  /// Milliseconds of wall-clock time since any point.
  using Clock = std::function<std::int64_t()>;

  static constexpr double slowest = 1.0 / 16;
  static constexpr double fastest = 16;
  static constexpr double step_ms = 400;  ///< How long a single step glides.

  /// Without a `clock` the machine's own.
  explicit GlideClock(Clock clock = {});

  double speed() const { return speed_; }
  void set_speed(double speed);
  /// With reduced motion nothing is seen between two events.
  bool reduced() const { return reduced_; }
  void set_reduced(bool reduced) { reduced_ = reduced; }

  /// From 0, where the present event stands, to 1, where the next one has come.
  double progress() const { return progress_; }
  void set_progress(double progress) { progress_ = progress; }
  /// What is seen of it while something is `moving`, or not.
  double shown(bool moving) const { return reduced_ && moving ? 0 : progress_; }

  /// Lets `owner` have an event of a timer some 60 times a second. Time counts from now on.
  void start(QObject* owner);
  void stop() { timer_.stop(); }
  /// The milliseconds at speed 1 that passed since `start` or since this was called last; 0 where
  /// there were none. After a stall of the window nothing jumps far.
  double take_time();

  /// From where it is to 0 or 1, in the share of `whole_way` that is left.
  void glide_to(double target, double whole_way, bool eased);
  double target() const { return glide_.target(); }
  void finish() { glide_.finish(); }
  /// Moves on by `ms` as long as something is `moving`. `land` is called at the end of each glide
  /// and begins the next one.
  template <class Moving, class Land>
  void advance(double ms, Moving moving, Land land) {
    while (moving()) {
      ms = glide_.advance(ms);
      progress_ = glide_.value();
      if (!glide_.done()) return;
      land();
    }
  }

 private:
  Clock clock_;
  QBasicTimer timer_;
  std::int64_t ticked_ = 0;
  Glide glide_;
  double progress_ = 0;
  double speed_ = 1;
  bool reduced_ = false;
};

}  // namespace synod::app
