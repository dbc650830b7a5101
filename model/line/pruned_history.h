// Removal of a branch: a history made anew without it.
#pragma once

#include <optional>
#include <vector>

#include "model/line/history.h"

namespace synod {

struct PrunedHistory {
  History history;
  /// For each moment of the old history its name in the new one; none for what was taken out.
  std::vector<std::optional<MomentId>> moved;
};

/// `history` without `first` and all that follows it. The present and its future stay where they
/// were; where they are taken out, the present is what came before `first`. Costs as much as doing
/// all of it anew. `first` must not be 0.
PrunedHistory without_branch(const History& history, MomentId first);

}  // namespace synod
