// Memory of worlds: what a history holds, and by how much it grows.
#pragma once

#include <cstddef>
#include <unordered_set>

#include "model/world/cluster.h"

namespace synod {

/// Bytes of a world: what it would take if it shared nothing, and what every copy of it takes.
struct WorldBytes {
  std::size_t content = 0;  ///< What stands in its lists, which copies share.
  std::size_t own = 0;      ///< All else: nodes, messages in flight, timers, the lists' tables.
};

/// Depends on what the world holds alone, not on how it came about. Costs about as much as a copy.
WorldBytes bytes_of(const Cluster& world);

/// Adds up what worlds really hold, counting what they share once.
class Scales {
 public:
  void weigh(const Cluster& world);
  std::size_t total() const { return total_; }

 private:
  std::unordered_set<const void*> seen_;  // Only asked whether it has an address: no order shows.
  std::size_t total_ = 0;
};

}  // namespace synod
