// Events that filled the slots of the nodes' logs.
#pragma once

#include "model/line/vote_index.h"
#include "views/kit/line_trace.h"

namespace synod::views {

/// Looks through the line only when somebody asks, and at each event once.
class LogEvents {
 public:
  explicit LogEvents(const LineTrace* line) : line_(line) {}

  /// The last event up to `at` at which `node` accepted something in `slot`, else the one at which
  /// it learned what is chosen there; 0 where there is none.
  EventNumber filled(NodeId node, Slot slot, EventNumber at) const;

 private:
  const LineTrace* line_;
  mutable VoteIndex index_;
};

}  // namespace synod::views
