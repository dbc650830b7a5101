#include "views/charts/chart_plot.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "model/world/locks.h"
#include "model/world/protocol.h"
#include "model/world/quorum.h"
#include "views/charts/blocked_plot.h"
#include "views/charts/lock_plot.h"
#include "views/charts/log_plots.h"
#include "views/kit/translated.h"
#include "views/log/log_rows.h"

namespace synod::views {

namespace {

using Look = PlotLine::Look;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

Steps always(std::int32_t value) {
  return {{0, {}, value}};
}

/// "1a Prepare".
QString kind_name(const MessageKind& kind) {
  return QStringLiteral("%1 %2").arg(QLatin1String(kind.label), translated(kind.title));
}

/// Each acceptor has a lane of its own within the band of each ballot.
void plot_ballots(Plot& plot, const Trace& trace, const Cluster& start) {
  const std::vector<Ballot> ballots = ballots_in(trace);
  plot.levels << Texts::tr("none");
  for (const Ballot& ballot : ballots) plot.levels << QString::fromStdString(ballot.str());
  plot.top = static_cast<double>(ballots.size());
  const NodeSet acceptors = start.shape().with(Role::acceptor);
  const double lane = 0.8 / static_cast<double>(std::max<std::size_t>(1, acceptors.size()));
  int place = 0;
  for (BallotSteps& steps : ballot_steps(trace, acceptors, ballots)) {
    const QString name = QString::fromStdString(start.name(steps.acceptor));
    // The first acceptor's lane is the highest, as in a list.
    const double shift = 0.4 - lane * (place + 0.5);
    plot.lines.push_back({Texts::tr("%1 promised").arg(name),
                          Look::promise,
                          place,
                          shift + lane * 0.14,
                          std::move(steps.promised),
                          {},
                          true});
    plot.lines.push_back({Texts::tr("%1 accepted").arg(name),
                          Look::accept,
                          place,
                          shift - lane * 0.14,
                          std::move(steps.accepted),
                          {},
                          true,
                          name});
    ++place;
  }
}

void plot_in_flight(Plot& plot, const Trace& trace, const Cluster& start) {
  const auto& kinds = start.protocol->info().messages;
  std::vector<Steps> counts = in_flight(trace, kinds.size());
  std::vector<Steps> sums = stacked(counts);
  for (std::size_t i = 0; i < kinds.size(); ++i)
    plot.lines.push_back({kind_name(kinds[i]), Look::stacked, static_cast<int>(i), 0,
                          std::move(counts[i]), std::move(sums[i]), true});
  if (!plot.lines.empty()) plot.top = highest(plot.lines.back().drawn);
}

void plot_sent(Plot& plot, const Trace& trace, const Cluster& start) {
  const auto& kinds = start.protocol->info().messages;
  std::vector<Steps> counts = sent_so_far(trace, kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    plot.top = std::max(plot.top, highest(counts[i]));
    plot.lines.push_back(
        {kind_name(kinds[i]), Look::line, static_cast<int>(i), 0, std::move(counts[i]), {}, true});
  }
}

void plot_reach(Plot& plot, const Trace& trace, const Cluster& start) {
  const auto needed = static_cast<std::int32_t>(std::max(start.setup->q1(), start.setup->q2()));
  Steps reached = reach(trace);
  Steps missing;
  for (const Step& step : reached) {
    const std::int32_t value = step.value < needed ? needed : 0;
    if (missing.empty() || missing.back().value != value)
      missing.push_back({step.event, step.time, value});
  }
  const std::size_t servers = start.shape().servers();
  plot.top = static_cast<double>(servers);
  plot.lines = {
      {Texts::tr("acceptors within reach"), Look::area, 0, 0, std::move(reached), {}, true},
      {Texts::tr("quorum out of reach"), Look::alarm, 1, 0, std::move(missing), {}, true},
      {Texts::tr("live nodes"),
       Look::line,
       2,
       0,
       live_nodes(trace, NodeSet::range(0, servers)),
       {},
       true},
      {Texts::tr("needed for a quorum"), Look::threshold, 3, 0, always(needed), {}, true},
  };
}

}  // namespace

double highest(const Steps& steps) {
  double top = 0;
  for (const Step& step : steps) top = std::max(top, static_cast<double>(step.value));
  return top;
}

QString Plot::told(std::int32_t value) const {
  return value >= 0 && value < levels.size() ? levels[value] : QString::number(value);
}

QString Plot::told(const PlotLine& line, std::int32_t value) const {
  return value >= 0 && value < line.words.size() ? line.words[value] : told(value);
}

QStringList Plot::told_at(EventNumber event, bool future_hidden) const {
  QStringList all;
  for (const PlotLine& line : lines) {
    if (!line.listed) continue;
    const std::int32_t value = value_at(line.steps, event);
    if (line.look == Look::gap && value != 0 && !future_hidden) {
      all << told(line, value).replace(QLatin1Char('\n'), QStringLiteral("; "));
    } else if (line.look != Look::alarm && line.look != Look::gap) {
      all << QStringLiteral("%1: %2").arg(line.name, told(line, value));
    } else if (value != 0) {
      all << line.name;
    }
  }
  return all;
}

QString chart_title(ChartKind kind) {
  switch (kind) {
    case ChartKind::waits: return Texts::tr("Client latency");
    case ChartKind::leaders: return Texts::tr("Leader");
    case ChartKind::answers: return Texts::tr("Commands a second");
    case ChartKind::log: return Texts::tr("Slots");
    case ChartKind::blocked: return Texts::tr("Blocked");
    case ChartKind::locks: return Texts::tr("Locked");
    case ChartKind::ballots: return Texts::tr("Ballots");
    case ChartKind::in_flight: return Texts::tr("In flight");
    case ChartKind::sent: return Texts::tr("Sent");
    case ChartKind::reach: return Texts::tr("Quorum reach");
  }
  return {};
}

QString chart_help(ChartKind kind) {
  switch (kind) {
    case ChartKind::waits:
      return Texts::tr("How long clients waited for each command, in ms: a dot is an answer");
    case ChartKind::leaders:
      return Texts::tr("Which node believed that it led, and at which ballot or term");
    case ChartKind::answers:
      return Texts::tr("Commands answered a second, counted over the last %1 ms")
          .arg(rate_window.ms);
    case ChartKind::log:
      return Texts::tr("Slots decided (known to the observer alone), and slots applied by nodes");
    case ChartKind::blocked:
      return Texts::tr("Which node could only wait until others are repaired, and for how long");
    case ChartKind::locks:
      return Texts::tr(
          "What each node kept locked until a transaction was decided, and for how long");
    case ChartKind::ballots:
      return Texts::tr("Ballots promised (dashed, hollow) and accepted (solid, filled)");
    case ChartKind::in_flight:
      return Texts::tr("Messages in flight, by kind, on top of one another");
    case ChartKind::sent: return Texts::tr("Messages that nodes have sent so far, by kind");
    case ChartKind::reach:
      return Texts::tr("Live nodes, and the acceptors that one proposer can talk with");
  }
  return {};
}

bool has_chart(ChartKind kind, const Cluster& world) {
  switch (kind) {
    case ChartKind::waits:
    case ChartKind::answers: return world.shape().clients > 0;
    case ChartKind::leaders:
    case ChartKind::log: return keeps_logs(world);
    case ChartKind::blocked: return world.protocol->info().blocked != nullptr;
    case ChartKind::locks: return !lockable_nodes(world).empty();
    case ChartKind::ballots:
    case ChartKind::reach: return is_chosen_by_votes(world);
    default: return true;
  }
}

Plot plot_of(ChartKind kind, const Trace& trace, const Cluster& start) {
  Plot plot;
  plot.kind = kind;
  switch (kind) {
    case ChartKind::waits: plot_waits(plot, trace, start); break;
    case ChartKind::leaders: plot_leaders(plot, trace, start); break;
    case ChartKind::answers: plot_answers(plot, trace); break;
    case ChartKind::log: plot_slots(plot, trace, start); break;
    case ChartKind::blocked: plot_blocked(plot, trace, start); break;
    case ChartKind::locks: plot_locks(plot, trace, start); break;
    case ChartKind::ballots: plot_ballots(plot, trace, start); break;
    case ChartKind::in_flight: plot_in_flight(plot, trace, start); break;
    case ChartKind::sent: plot_sent(plot, trace, start); break;
    case ChartKind::reach: plot_reach(plot, trace, start); break;
  }
  // Ends a little after the last event and at a round time, so that the axis keeps still for a
  // while as a run grows.
  if (!trace.events().empty()) plot.last = trace.events().back().time;
  const auto last = static_cast<double>(plot.last.ms);
  const double part = round_interval(std::max(100.0, last * 1.04), 10);
  plot.end = part * std::ceil(std::max(100.0, last * 1.04) / part);
  return plot;
}

Table table_of(const Plot& plot, const Trace& trace) {
  Table table;
  table.columns << QStringLiteral("event") << QStringLiteral("time_ms");
  for (const PlotLine& line : plot.lines)
    if (line.listed) table.columns << line.name;
  EventNumber number = 0;
  for (const TracedEvent& event : trace.events()) {
    QStringList row{QString::number(number), QString::number(event.time.ms)};
    for (const PlotLine& line : plot.lines)
      if (line.listed)
        row << plot.told(line, value_at(line.steps, number))
                   .replace(QLatin1Char('\n'), QStringLiteral("; "));
    table.rows.push_back(row);
    ++number;
  }
  return table;
}

double round_interval(double span, int parts) {
  for (double power = 1;; power *= 10)
    for (double first : {1.0, 2.0, 5.0})
      if (span <= first * power * parts) return first * power;
}

}  // namespace synod::views
