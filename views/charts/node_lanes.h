// Lanes of nodes in a plot: one below the other, with a bar while something holds.
#pragma once

#include <functional>

#include "views/charts/chart_plot.h"

namespace synod::views {

/// Adds a lane for each of `nodes`, the first one the highest, as in a list. `fill` gives the line
/// of a node its steps and its words.
void add_node_lanes(Plot& plot, const Cluster& start, NodeSet nodes,
                    const std::function<void(PlotLine& line, NodeId node)>& fill);

}  // namespace synod::views
