// From a slot of a node's log to the event that filled it.
#pragma once

#include <vector>

#include "views/line_trace.h"

namespace synod::views {

/// Looks through the line only when somebody asks, and once for each of its versions.
class LogEvents {
 public:
  explicit LogEvents(const LineTrace* line) : line_(line) {}

  /// The last event up to `at` at which `node` accepted something in `slot`, else the one at which
  /// it learned what is chosen there; 0 where there is none.
  EventNumber filled(NodeId node, Slot slot, EventNumber at) const;

 private:
  struct Filled {
    NodeId node;
    Slot slot;
    EventNumber at = 0;

    friend auto operator<=>(const Filled&, const Filled&) = default;
  };
  void follow() const;

  const LineTrace* line_;
  mutable std::vector<Filled> all_;  ///< Ordered.
  mutable std::size_t version_ = 0;
  mutable bool made_ = false;
};

}  // namespace synod::views
