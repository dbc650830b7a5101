// A turn of a circle, gone once more.
#pragma once

#include <vector>

#include "model/line/run.h"

namespace synod::explore {

/// What does `turn`, which was done at the end of `way`, once more right after that: messages and
/// timers have other names then, and other ballots, and each is known by its place among those of
/// its kind from and to the same nodes. Empty where it can't be done again.
std::vector<Action> next_turn(const Run& way, const std::vector<Action>& turn);

}  // namespace synod::explore
