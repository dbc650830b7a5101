// Branches above the timeline: the futures that were left.
#pragma once

#include <vector>

#include "model/line/history.h"

namespace synod::views {

/// A branch that leaves the line, or another branch, after `start` events.
struct Branch {
  EventNumber start = 0;
  std::vector<MomentId> moments;  ///< From the first that differs to its end.
  int lane = 0;                   ///< From 1, counted away from the line.
  int from_lane = 0;              ///< Where it leaves: 0 is the line itself.

  EventNumber end() const { return start + static_cast<EventNumber>(moments.size()); }
};

/// The branches that are drawn, and how many more there are.
struct Branches {
  std::vector<Branch> shown;
  std::size_t hidden = 0;
};

/// Branches beside `history.line()`, in at most `lanes` lanes. Where there is no room for all, the
/// ones that leave latest are shown. No two of a lane share a depth.
Branches branches_of(const History& history, int lanes);

}  // namespace synod::views
