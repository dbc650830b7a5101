// Plot of the times at which nodes were blocked.
#pragma once

#include "views/charts/chart_plot.h"

namespace synod::views {

/// A lane for each node that waits for what others decide, with a bar while it is blocked.
void plot_blocked(Plot& plot, const Trace& trace, const Cluster& start);

}  // namespace synod::views
