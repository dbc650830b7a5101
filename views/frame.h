// What is shown at one instant: the only input of every picture.
#pragma once

#include <vector>

#include "model/event.h"
#include "model/history.h"

namespace synod::views {

/// A moment, and how far the next event has come. A picture is a pure function of a frame: the same
/// frame, the same pixels, whether it was reached by playing, stepping, going back or scrubbing.
struct Frame {
  const Cluster* world = nullptr;   ///< The world at the moment that is shown.
  const Event* last = nullptr;      ///< The event that led to it; null at the start.
  const Event* next = nullptr;      ///< The event that is gliding in; null at rest.
  double progress = 0;              ///< How far the next event has come, 0 to 1 (eased).
  double now = 0;                   ///< Simulated milliseconds; from world->now up to next->time.
  std::vector<LostMessage> losses;  ///< Messages lost lately whose loss is still to be seen.
  MomentId moment = 0;              ///< Names the moment in the history.
  double position = 0;              ///< depth of the moment + progress: the place on the timeline.
};

}  // namespace synod::views
