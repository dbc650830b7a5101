// What a chart over simulated time shows, before anything is drawn.
#pragma once

#include <QString>
#include <QStringList>
#include <array>
#include <vector>

#include "model/series.h"
#include "views/charts/chart_export.h"

namespace synod::views {

enum class ChartKind : std::uint8_t { ballots, in_flight, sent, reach };
inline constexpr std::array all_charts{ChartKind::ballots, ChartKind::in_flight, ChartKind::sent,
                                       ChartKind::reach};

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
  };
  QString name;
  Look look = Look::line;
  int style = 0;     ///< Picks colour, dashes, marker and hatch. Lines of one thing share it.
  double shift = 0;  ///< Added to the values where they are drawn, so that lines don't hide others.
  Steps steps;       ///< What is told.
  Steps drawn;       ///< What is drawn where that is something else, as with stacked areas.
  bool listed = true;  ///< Whether the legend and the tooltip name it.
  QString label = {};  ///< What the legend says; empty where that is the name.
};

struct Plot {
  ChartKind kind = ChartKind::ballots;
  std::vector<PlotLine> lines;
  QStringList levels;  ///< Names of the values 0, 1, 2 …; empty where values are numbers.
  double top = 1;      ///< The highest value that is drawn.
  double end = 100;    ///< Where the time axis ends, in simulated milliseconds.

  /// A value in words: the name of its level, or the number.
  QString told(std::int32_t value) const;
  /// "1a Prepare: 2", one a line that is listed, after event `event`.
  QStringList told_at(EventNumber event) const;
};

/// The chart's name on its button and its card, and what it shows in a sentence.
QString chart_title(ChartKind kind);
QString chart_help(ChartKind kind);

/// What `kind` shows of a line that began in `start`.
Plot plot_of(ChartKind kind, const Trace& trace, const Cluster& start);
/// Event, time, and a column for each line that is listed; a row for each event.
Table table_of(const Plot& plot, const Trace& trace);

/// The smallest of 1, 2, 5, 10, 20 … that cuts `span` into at most `parts` parts.
double round_interval(double span, int parts);

}  // namespace synod::views
