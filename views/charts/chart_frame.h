// Axes and legend around the lines of a chart.
#pragma once

#include <QPainter>

#include "views/charts/chart_plot.h"
#include "views/kit/theme.h"

namespace synod::views {

/// One entry beside the plot.
struct LegendEntry {
  QString text;
  PlotLine sample;   ///< How the line looks; it has no steps.
  double at = 0;     ///< The middle of the entry's height.
  double from = -1;  ///< Where the line ends that it stands beside; below 0 where it is in a list.
  int column = 0;
};

/// Places of everything in a chart of a given size.
struct ChartFrame {
  QRectF plot;
  double low = 0;  ///< The values at the plot's lower and upper edge.
  double high = 1;
  double value_part = 1;  ///< Between two values that have a name and a grid line.
  double time_part = 1;   ///< Likewise for times, in milliseconds.
  std::vector<LegendEntry> legend;
  double column_width = 0;

  double y_of(double value) const {
    return plot.bottom() - (value - low) / (high - low) * plot.height();
  }
};

/// Names of values and times are as many as there is room for. Lines that lead somewhere have their
/// name at their end where the plot is high enough, else in a list of as many columns as it takes.
ChartFrame frame_of(const Plot& plot, const Theme& theme, QSizeF size);

void draw_chart_frame(QPainter& painter, const Plot& plot, const ChartFrame& frame,
                      const Theme& theme);

}  // namespace synod::views
