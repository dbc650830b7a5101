#include "views/charts/lock_plot.h"

#include <QCoreApplication>

#include "model/world/locks.h"
#include "views/charts/node_lanes.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

QString told(const TracedLock& lock) {
  const QString what = QString::fromStdString(lock.what.str());
  if (!lock.is_over()) return Texts::tr("%1, locked since %2 ms").arg(what).arg(lock.taken.ms);
  return Texts::tr("%1, locked for %2 ms").arg(what).arg((lock.released - lock.taken).ms);
}

/// Each lock has a value and a word of its own.
void add_locks(PlotLine& line, const Trace& trace, NodeId node) {
  line.words << Texts::tr("not locked");
  line.steps = {{0, {}, 0}};
  for (const TracedLock& lock : trace.locks()) {
    if (lock.node != node) continue;
    line.steps.push_back({lock.taken_by, lock.taken, static_cast<std::int32_t>(line.words.size())});
    line.words << told(lock);
    if (lock.is_over()) line.steps.push_back({lock.released_by, lock.released, 0});
  }
}

}  // namespace

void plot_locks(Plot& plot, const Trace& trace, const Cluster& start) {
  add_node_lanes(plot, start, lockable_nodes(start),
                 [&](PlotLine& line, NodeId node) { add_locks(line, trace, node); });
}

}  // namespace synod::views
