// Chosen values of two clusters, compared slot by slot.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "model/side_by_side/side.h"
#include "model/world/cluster.h"

namespace synod {

/// Every value that was chosen on either side, and in how many slots they are not the same. The one
/// decision of a protocol without a log stands in slot 1.
class ChosenBook {
 public:
  using Values = Both<std::vector<Text>>;

  /// Takes in what was chosen in `world` since the last time.
  void read(Side side, const Cluster& world);

  /// In how many slots the sides differ; that one side was first to choose counts.
  std::size_t differing() const { return differing_; }
  /// The first such slot; nothing where there is none.
  std::optional<Slot> first_differing() const;
  const Values& values(Slot slot) const { return slots_.at(slot); }
  /// Whether there is more than one decision to make.
  bool has_log() const { return !slots_.empty() && slots_.rbegin()->first.number > 1; }

 private:
  std::map<Slot, Values> slots_;
  Both<std::size_t> read_;
  std::size_t differing_ = 0;
};

}  // namespace synod
