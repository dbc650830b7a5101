// Short answer for a slot of a replicated log: why it holds what it holds.
#pragma once

#include <vector>

#include "model/why/fact_event.h"
#include "model/world/cluster.h"

namespace synod {

/// Tells of a value that a leader had to propose in a slot: of a no-op which hole it fills and
/// whose promises showed the hole, of another value who reported it. Empty where the fact is not
/// about a slot, and where the leader was free to propose what it liked. `events` are those of the
/// slice, ascending, in full; `after` is the world after the last of them.
Sentence slot_answer(const Fact& fact, const std::vector<Event>& events, const Cluster& after);

}  // namespace synod
