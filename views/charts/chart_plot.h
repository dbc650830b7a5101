// Plot of a chart over simulated time, as data before anything is drawn.
#pragma once

#include <QString>
#include <QStringList>
#include <array>
#include <vector>

#include "model/line/series.h"
#include "views/kit/chart_export.h"

namespace synod::views {

/// In the order in which they are offered.
enum class ChartKind : std::uint8_t {
  waits,
  leaders,
  answers,
  log,
  blocked,
  locks,
  ballots,
  in_flight,
  sent,
  reach
};
inline constexpr std::array all_charts{
    ChartKind::waits, ChartKind::leaders, ChartKind::answers,   ChartKind::log,  ChartKind::blocked,
    ChartKind::locks, ChartKind::ballots, ChartKind::in_flight, ChartKind::sent, ChartKind::reach};

/// How long a command was waited for: it grows from 0 at `from` to its length at `to`.
struct PlotWait {
  SimTime from;
  SimTime to;
  bool over = false;   ///< False where it still grows at the end of the line.
  EventNumber at = 0;  ///< The event that ended it; 0 where none did.

  SimTime length() const { return to - from; }
};

/// One line or area of a chart.
struct PlotLine {
  enum class Look : std::uint8_t {
    line,     ///< With a marker at each step.
    promise,  ///< Thin and dashed, with hollow markers.
    accept,   ///< Thick, with filled markers.
    stacked,  ///< An area on top of the one before it.
    area,
    alarm,      ///< A hatched area: something is out of reach.
    threshold,  ///< A dotted line.
    band,   ///< A bar on a lane of its own while the value is not 0, with the value's word in it.
    gap,    ///< The whole height hatched while the value is not 0, with its word at the top.
    waits,  ///< Thin lines that grow, with a marker where they end.
  };
  QString name;
  Look look = Look::line;
  int style = 0;     ///< Picks colour, dashes, marker and hatch. Lines of one thing share it.
  double shift = 0;  ///< Added to the values where they are drawn, so that lines don't hide others.
  Steps steps;       ///< What is told.
  Steps drawn;       ///< What is drawn where that is something else, as with stacked areas.
  bool listed = true;      ///< Whether the legend and the tooltip name it.
  QString label = {};      ///< What the legend says; empty where that is the name.
  QStringList words = {};  ///< Names of its values from 0 on; empty where they are numbers.
  std::vector<PlotWait> waits = {};  ///< Of `Look::waits`, in the order of their beginnings.
};

struct Plot {
  ChartKind kind = ChartKind::ballots;
  std::vector<PlotLine> lines;
  QStringList levels;  ///< Names of the values 0, 1, 2 …; empty where values are numbers.
  double top = 1;      ///< The highest value that is drawn.
  double end = 100;    ///< Where the time axis ends, in simulated milliseconds.
  SimTime last;        ///< When the line's last event happens.

  /// A value in words: the name of its level, or the number.
  QString told(std::int32_t value) const;
  /// Likewise a value of one line, which may have words of its own.
  QString told(const PlotLine& line, std::int32_t value) const;
  /// "1a Prepare: 2", one a line that is listed, after event `event`. Nothing of what comes later
  /// if that is hidden.
  QStringList told_at(EventNumber event, bool future_hidden = false) const;
};

/// The chart's name on its button and its card, and what it shows in a sentence.
QString chart_title(ChartKind kind);
QString chart_help(ChartKind kind);

/// Whether such a cluster can have anything to show there: clients that wait, a log that grows.
bool has_chart(ChartKind kind, const Cluster& world);
/// The plot of `kind` for a line that began in `start`.
Plot plot_of(ChartKind kind, const Trace& trace, const Cluster& start);
/// Event, time, and a column for each line that is listed; a row for each event.
Table table_of(const Plot& plot, const Trace& trace);

/// The smallest of 1, 2, 5, 10, 20 … that cuts `span` into at most `parts` parts.
double round_interval(double span, int parts);

/// The highest value of `steps`; 0 where there is none above it.
double highest(const Steps& steps);

}  // namespace synod::views
