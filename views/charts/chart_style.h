// How the lines and areas of a chart look: told apart without colour too.
#pragma once

#include <QAbstractSeries>
#include <QChart>

#include "views/charts/chart_plot.h"
#include "views/theme.h"

namespace synod::views {

/// Gives an empty `chart` the colours and fonts of `theme`, small margins and a legend on its
/// right.
void dress_chart(QChart& chart, const Theme& theme);

/// Puts the axes and all lines of `plot` into an empty chart.
void fill_chart(QChart& chart, const Plot& plot, const Theme& theme);

/// The pen of a line, and the brush of an area, of that style: each style has its own dashes and
/// its own hatch.
QPen line_pen(const Theme& theme, int style);
QBrush area_brush(const Theme& theme, int style);

}  // namespace synod::views
