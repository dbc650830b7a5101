#include "views/charts/node_lanes.h"

namespace synod::views {

void add_node_lanes(Plot& plot, const Cluster& start, NodeSet nodes,
                    const std::function<void(PlotLine& line, NodeId node)>& fill) {
  int lane = static_cast<int>(nodes.size());
  plot.top = lane - 1;
  for (NodeId node : nodes) {
    PlotLine line;
    line.name = QString::fromStdString(start.name(node));
    line.look = PlotLine::Look::band;
    line.style = static_cast<int>(start.shape().number(node)) - 1;
    line.shift = --lane;
    fill(line, node);
    plot.levels.prepend(line.name);
    plot.lines.push_back(std::move(line));
  }
}

}  // namespace synod::views
