#include "views/charts/blocked_plot.h"

#include <QCoreApplication>

#include "views/charts/node_lanes.h"

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
  add_node_lanes(plot, start, start.shape().with(Role::acceptor),
                 [&](PlotLine& line, NodeId node) { add_times(line, trace, node); });
}

}  // namespace synod::views
