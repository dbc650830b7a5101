// Causal slice: the fewest events that still end in a fact.
#pragma once

#include <functional>
#include <vector>

#include "model/why/fact_event.h"
#include "model/why/past.h"

namespace synod {

/// The events, ascending, on which `fact` depends, where `brought` is the event that brought it
/// about.
///  1. Replaying them in order, and no others, ends in the fact.
///  2. Without any one of them, and without what can't happen then, it does not.
/// Looks first at what may have mattered at all: what reached the event by messages and timers, and
/// what was written where that was read. Of that it leaves out what it can, latest first.
/// Empty where `go_on` said no.
std::vector<EventNumber> slice_of(const Past& past, const Fact& fact, const Event& brought,
                                  const std::function<bool()>& go_on);

}  // namespace synod
