// Animation of one movement between two places of an event.
#pragma once

#include <algorithm>

namespace synod::app {

/// A movement of `progress` from one value to another. Times are milliseconds at speed 1.
class Glide {
 public:
  Glide() = default;
  /// `eased` starts and ends gently; without it the pace is even.
  Glide(double from, double to, double duration, bool eased)
      : from_(from), to_(to), duration_(std::max(duration, 1.0)), eased_(eased) {}

  double target() const { return to_; }
  bool done() const { return elapsed_ >= duration_; }
  double value() const {
    const double share = std::min(elapsed_ / duration_, 1.0);
    return from_ + (to_ - from_) * (eased_ ? share * share * (3 - 2 * share) : share);
  }
  /// Moves on by `ms` and returns what is left of them once it is done.
  double advance(double ms) {
    const double used = std::min(ms, duration_ - elapsed_);
    elapsed_ += used;
    return ms - used;
  }
  void finish() { elapsed_ = duration_; }

 private:
  double from_ = 0;
  double to_ = 0;
  double duration_ = 1;
  double elapsed_ = 0;
  bool eased_ = false;
};

}  // namespace synod::app
