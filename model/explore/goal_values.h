// Values and slots that a goal names, and whether any run can have them.
#pragma once

#include <optional>
#include <vector>

#include "model/explore/bounds.h"
#include "model/scenario/command.h"
#include "model/world/cluster.h"

namespace synod::explore {

/// Why `goal` names a value or a slot that no run from `world` on can have: a value for which
/// nobody asked and nobody can be asked, or a slot where there are none. So a slip of the pen is
/// told from a goal that is out of reach. Nothing where it names none. `may_ask` has for each node
/// what it may be asked for (`asked_for`), as often as `bounds` says.
std::optional<Sentence> goal_value_problem(const Cluster& world, const Condition& goal,
                                           const std::vector<std::vector<Text>>& may_ask,
                                           const Bounds& bounds);

}  // namespace synod::explore
