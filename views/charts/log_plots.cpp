#include "views/charts/log_plots.h"

#include <QCoreApplication>
#include <algorithm>

#include "model/line/log_series.h"
#include "model/world/protocol.h"
#include "views/charts/node_lanes.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

using Look = PlotLine::Look;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

/// An axis that goes up to 1 at least.
double top_of(const Steps& steps) {
  return std::max(1.0, highest(steps));
}

/// "no leader: 640 ms", and on a line of its own how long clients waited.
QString gap_words(const LeaderGap& gap) {
  QString length = (gap.over ? Texts::tr("no leader: %1 ms") : Texts::tr("no leader for %1 ms"))
                       .arg(gap.length().ms);
  if (!gap.waited) return length;
  return length + QLatin1Char('\n') + Texts::tr("clients waited up to %1 ms").arg(gap.waited->ms);
}

/// The times in which nobody led, each with its words.
PlotLine gap_line(const Trace& trace) {
  PlotLine line;
  line.name = Texts::tr("no leader");
  line.look = Look::gap;
  line.steps = {{}};
  line.words << QString();
  for (const LeaderGap& gap : leader_gaps(trace)) {
    line.words << gap_words(gap);
    line.steps.push_back({gap.from.event, gap.from.time, static_cast<int>(line.words.size()) - 1});
    if (gap.over) line.steps.push_back({gap.to.event, gap.to.time, 0});
  }
  return line;
}

/// The times in which more than one node held itself for the leader.
PlotLine rivals_line(const Trace& trace) {
  PlotLine line;
  line.name = Texts::tr("several leaders");
  line.look = Look::gap;
  line.style = 1;
  line.words << QString();
  for (const Step& step : leaders_at_once(trace)) {
    const bool several = step.value > 1;
    if (several) line.words << Texts::tr("%1 leaders at once").arg(step.value);
    line.steps.push_back(
        {step.event, step.time, several ? static_cast<std::int32_t>(line.words.size()) - 1 : 0});
  }
  return line;
}

PlotLine wait_line(const Trace& trace, const Cluster& start, NodeId client, int style) {
  PlotLine line;
  line.name = QString::fromStdString(start.name(client));
  line.look = Look::waits;
  line.style = style;
  line.steps = wait_steps(trace, client);
  for (const TracedCommand& command : trace.commands()) {
    if (command.client != client) continue;
    const bool over = command.is_answered();
    line.waits.push_back({command.asked, over ? command.answered : trace.events().back().time, over,
                          command.answered_by});
  }
  return line;
}

}  // namespace

void plot_waits(Plot& plot, const Trace& trace, const Cluster& start) {
  if (trace.events().empty()) return;
  plot.lines.push_back(gap_line(trace));
  int style = 0;
  for (NodeId client : start.shape().with(Role::client)) {
    plot.lines.push_back(wait_line(trace, start, client, style++));
    plot.top = std::max(plot.top, top_of(plot.lines.back().steps));
    for (const PlotWait& wait : plot.lines.back().waits)
      plot.top = std::max(plot.top, static_cast<double>(wait.length().ms));
  }
}

void plot_leaders(Plot& plot, const Trace& trace, const Cluster& start) {
  const std::vector<Ballot> ballots = led_ballots(trace);
  QStringList words{Texts::tr("does not lead")};
  for (const Ballot& ballot : ballots) words << QString::fromStdString(ballot.str());
  plot.lines.push_back(gap_line(trace));
  plot.lines.push_back(rivals_line(trace));
  add_node_lanes(plot, start, start.shape().with(Role::proposer), [&](PlotLine& line, NodeId node) {
    line.steps = lead_steps(trace, node, ballots);
    line.words = words;
  });
}

void plot_answers(Plot& plot, const Trace& trace) {
  plot.lines.push_back(gap_line(trace));
  PlotLine line{Texts::tr("commands a second"),  Look::area, 0, 0,
                answer_rate(trace, rate_window), {}};
  plot.top = top_of(line.steps);
  plot.lines.push_back(line);
}

void plot_slots(Plot& plot, const Trace& trace, const Cluster& start) {
  plot.lines = {
      {translated(decision_word(start)), Look::area, 0, 0, chosen_slots(trace), {}},
      {Texts::tr("applied by the foremost"), Look::line, 0, 0, applied_by_most(trace), {}},
      {Texts::tr("applied by the slowest"), Look::line, 1, 0, applied_by_slowest(trace), {}},
  };
  for (const PlotLine& line : plot.lines) plot.top = std::max(plot.top, top_of(line.steps));
}

}  // namespace synod::views
