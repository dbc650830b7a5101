// The few moments of a line that tell its story.
#pragma once

#include <vector>

#include "model/trace.h"

namespace synod {

/// At most `most` events of the line from `first` to `last`, ascending: violations, what was chosen
/// and learned, wishes of clients, the start of phases, faults and refusals, in this order of
/// weight; of equals the earlier.
std::vector<EventNumber> key_moments(const Trace& trace, std::size_t most, EventNumber first,
                                     EventNumber last);
/// The same of the whole line.
std::vector<EventNumber> key_moments(const Trace& trace, std::size_t most);

}  // namespace synod
