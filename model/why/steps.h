// Words of a causal slice, one step after the other.
#pragma once

#include <vector>

#include "model/why/why.h"

namespace synod {

/// What is said of the events of a slice.
///  1. A step a deed, in the order of the events; the last is about the last event.
///  2. What several acceptors responded to the same request is one step; so is what one node heard
///     of the same kind about the same ballot.
///  3. Of a `slot` of a log, only what concerns it is told of an event that concerns several.
/// `events` are those of the slice, ascending, in full.
std::vector<WhyStep> steps_of(const std::vector<Event>& events, const Shape& shape, Slot slot = {});

}  // namespace synod
