// Key moments of a line: the few that tell its story.
#pragma once

#include <vector>

#include "model/line/trace.h"

namespace synod {

/// At most `most` events of the line from `first` to `last`, ascending: violations, what was
/// chosen, faults, wishes of clients, what was learned, the start of phases, repairs, refusals and
/// timers, in this order of weight. One more of a kind weighs less than the one before it; of
/// equals the earlier.
std::vector<EventNumber> key_moments(const Trace& trace, std::size_t most, EventNumber first,
                                     EventNumber last);
/// The same of the whole line.
std::vector<EventNumber> key_moments(const Trace& trace, std::size_t most);

}  // namespace synod
