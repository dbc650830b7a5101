// Views of a run that know no window: each looks at all of it.
#pragma once

#include "model/line/history.h"

namespace synod::fuzz {

/// Story, tables, charts, votes, and every 'why' at the end of the line.
void look_at(const History& history);

}  // namespace synod::fuzz
