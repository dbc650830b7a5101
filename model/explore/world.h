// Worlds of an exploration as numbers, and the start.
#pragma once

#include <span>

#include "model/explore/bounds.h"
#include "model/explore/parts.h"

namespace synod::explore {

/// A world: the part of each node, the truth, the faults that are left, and the messages in flight
/// in the order of their bytes.
using WorldState = std::span<const PartId>;

/// What an exploration starts from and what it may do, made ready for it. `start` must outlive it.
/// For several threads at once.
class World {
 public:
  World(const Cluster& start, const Bounds& bounds, std::vector<std::vector<Text>> asked_for);

  const Cluster& start() const { return start_; }
  const Bounds& bounds() const { return bounds_; }
  Parts& parts() const { return parts_; }
  std::span<const PartId> first() const { return first_; }
  std::size_t nodes() const { return start_.nodes.size(); }
  /// The places of the values that `node` may be asked for.
  std::span<const std::uint32_t> values_of(NodeId node) const { return values_[node.index]; }
  /// How often `node` may be asked, at most.
  std::uint32_t most_asks(NodeId node) const { return explore::most_asks(bounds_, node); }
  /// Every way to exchange names that changes nothing in what can happen; the first changes none.
  std::size_t renamings() const { return parts_.renamings(); }

 private:
  const Cluster& start_;
  Bounds bounds_;
  mutable Parts parts_;
  std::vector<std::vector<std::uint32_t>> values_;
  std::vector<PartId> first_;
};

}  // namespace synod::explore
