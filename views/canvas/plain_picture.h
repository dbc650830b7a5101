// Picture without numbers: for readers who have not met ballots yet.
#pragma once

#include "views/canvas/picture.h"

namespace synod::views {

/// Leaves the numbers at which nodes act out of `picture`: out of cards, captions, messages and
/// labels.
void leave_out_numbers(Picture& picture);

}  // namespace synod::views
