// Traffic of one side of a comparison: messages, decisions, and its last change of leader.
#pragma once

#include <optional>

#include "model/world/cluster.h"
#include "model/world/event.h"

namespace synod {

/// A change of leader: how long nobody could get anything decided, and what it took to mend that.
struct Failover {
  SimTime began;             ///< When the last leader was gone, in simulated milliseconds.
  SimTime took;              ///< Until somebody led again and nothing was left over.
  std::size_t messages = 0;  ///< How many were sent meanwhile.

  friend bool operator==(const Failover&, const Failover&) = default;
};

/// What one cluster sent and decided up to a step.
struct Traffic {
  std::size_t messages = 0;           ///< Lost ones included.
  std::size_t decided = 0;            ///< Slots, or the one decision of a protocol without a log.
  std::optional<Failover> under_way;  ///< A change of leader that is not over yet.
  std::optional<Failover> last;       ///< The last one that is over.

  /// Counts what an event did, which led to `after`.
  void add(const Event& event, const Cluster& after);

  friend bool operator==(const Traffic&, const Traffic&) = default;
};

}  // namespace synod
