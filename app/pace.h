// How long things take to watch.
#pragma once

#include <algorithm>

#include "model/ids.h"

namespace synod::app {

/// Milliseconds of wall-clock time in which an event glides in at speed 1 while the run plays;
/// `span` is the simulated time since the event before it.
inline double play_ms(SimTime span) {
  constexpr double shortest = 120;
  constexpr double longest = 1600;
  constexpr double pace = 400.0 / 60;  // For a simulated millisecond.
  return std::clamp(static_cast<double>(span.ms) * pace, shortest, longest);
}

}  // namespace synod::app
