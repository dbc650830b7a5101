// Words for a difference between two clusters.
#pragma once

#include <QString>

#include "model/side_by_side/twin.h"

namespace synod::views {

/// "P1's value: none ≠ blue". Of what is decided it speaks in the words of the protocol of `world`.
QString told(const Difference& difference, const Cluster& world);

/// What set the two apart at the step where they part: that one of them could do nothing, or the
/// first thing that differs. Of a twin that stands at that step.
QString parting_told(const Twin& twin);

/// Where the present state stands to the parting: before it, at it, after it; or that there is
/// none.
QString standing_told(const Twin& twin);

/// What happened on a side in the present step, or why it stood still there.
QString happened_told(const Twin& twin, Side side);

/// What a side sent and decided so far, and its last change of leader: "Messages: 96 · committed:
/// 12 · 8.0 messages for each · change of leader: 420 ms, 16 messages".
QString traffic_told(const Twin& twin, Side side);

}  // namespace synod::views
