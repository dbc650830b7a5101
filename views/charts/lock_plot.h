// Plot of the times at which nodes kept something locked.
#pragma once

#include "views/charts/chart_plot.h"

namespace synod::views {

/// A lane for each node that has anything to lock, with a bar while it is locked.
void plot_locks(Plot& plot, const Trace& trace, const Cluster& start);

}  // namespace synod::views
