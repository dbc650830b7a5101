// Lanes: the ways of messages between nodes that stand in their places.
#pragma once

#include "views/canvas/layout.h"

namespace synod::views {

/// Gives `layout`, whose nodes have their places, a lane for each link and direction. Each begins
/// so far from its node that its envelopes hide neither the node nor each other.
void make_lanes(Layout& layout);

}  // namespace synod::views
