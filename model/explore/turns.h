// Repetition of a livelock's cycle: the same actions again, on the messages that exist by then.
#pragma once

#include <vector>

#include "model/line/run.h"

namespace synod::explore {

/// The actions that repeat `turn`, the last cycle of `way`, right after its end. Messages and
/// timers have other ids and ballots by then, so each is found by its place among those of its kind
/// from and to the same nodes. Empty where the cycle can't be repeated.
std::vector<Action> next_turn(const Run& way, const std::vector<Action>& turn);

}  // namespace synod::explore
