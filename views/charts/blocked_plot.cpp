#include "views/charts/blocked_plot.h"

#include <QCoreApplication>

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

/// Each time has a value and a word of its own, which says how long it was.
void add_times(PlotLine& line, const Trace& trace, NodeId node) {
  line.words << Texts::tr("not blocked");
  line.steps = {{0, {}, 0}};
  EventNumber number = 0;
  for (const TracedEvent& event : trace.events()) {
    const bool blocked = event.blocked.contains(node);
    if (blocked != (line.steps.back().value != 0)) {
      const SimTime since = line.steps.back().time;
      if (blocked)
        line.words << Texts::tr("blocked since %1 ms").arg(event.time.ms);
      else
        line.words.back() = Texts::tr("blocked for %1 ms").arg((event.time - since).ms);
      line.steps.push_back(
          {number, event.time, blocked ? static_cast<std::int32_t>(line.words.size()) - 1 : 0});
    }
    ++number;
  }
}

}  // namespace

void plot_blocked(Plot& plot, const Trace& trace, const Cluster& start) {
  const NodeSet nodes = start.shape().with(Role::acceptor);
  // The first node's lane is the highest, as in a list.
  int lane = static_cast<int>(nodes.size());
  plot.top = lane - 1;
  for (NodeId node : nodes) {
    PlotLine line;
    line.name = QString::fromStdString(start.name(node));
    line.look = PlotLine::Look::band;
    line.style = static_cast<int>(start.shape().number(node)) - 1;
    line.shift = --lane;
    add_times(line, trace, node);
    plot.levels.prepend(line.name);
    plot.lines.push_back(std::move(line));
  }
}

}  // namespace synod::views
