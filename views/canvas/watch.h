// Timers and suspicions of nodes, as the canvas draws them.
#pragma once

#include <QPainter>
#include <vector>

#include "views/canvas/layout.h"
#include "views/kit/frame.h"
#include "views/kit/theme.h"

namespace synod::views {

/// The opacity of faded things: they are still seen, but not read.
inline constexpr double fade = 0.22;

/// A timer that runs at a node.
struct TimerLook {
  NodeId node;
  const char* name = "";  ///< The protocol's word for it.
  double left = 1;        ///< The part of its time that is left, from 0 to 1.
  double ms = 0;          ///< The same in simulated milliseconds.
  bool faded = false;     ///< Something else is looked at.

  friend bool operator==(const TimerLook&, const TimerLook&) = default;
};

/// A node that has just begun to suspect another, or that trusts it again.
struct SightLook {
  NodeId by;
  NodeId of;
  bool began = true;    ///< False where trust came back.
  bool wrong = false;   ///< The other one is up, which only the observer sees.
  bool faded = false;   ///< Something else is looked at.
  double strength = 1;  ///< From 0 to 1: how much of it is to be seen.

  friend bool operator==(const SightLook&, const SightLook&) = default;
};

/// For each node that is up and not paused, the timer that goes off first.
std::vector<TimerLook> timers_of(const Frame& frame);
std::vector<SightLook> sights_of(const Frame& frame);

/// A ring around each node that shrinks clockwise until the timer goes off.
void draw_timers(QPainter& painter, const std::vector<TimerLook>& timers, const Layout& layout,
                 const Theme& theme);
/// A dashed line of sight with a question mark, and "false" where the suspicion is; where it ends,
/// a thin line with a tick.
void draw_sights(QPainter& painter, const std::vector<SightLook>& sights, const Layout& layout,
                 const Theme& theme);

}  // namespace synod::views
