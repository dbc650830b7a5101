// Plots of a replicated log: its clients, its leaders, its slots.
#pragma once

#include "views/charts/chart_plot.h"

namespace synod::views {

/// The time over which answers are counted for commands a second.
inline constexpr SimTime rate_window{500};

/// A line that grows for each command, by client, and the times in which nobody led.
void plot_waits(Plot& plot, const Trace& trace, const Cluster& start);
/// A lane for each node, and a bar in it for each ballot at which it led.
void plot_leaders(Plot& plot, const Trace& trace, const Cluster& start);
void plot_answers(Plot& plot, const Trace& trace);
/// What is chosen as an area, what is applied as lines in it.
void plot_slots(Plot& plot, const Trace& trace, const Cluster& start);

}  // namespace synod::views
