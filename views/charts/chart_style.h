// Style of a chart's lines and areas: told apart without colour too.
#pragma once

#include <QAbstractSeries>
#include <QChart>

#include "views/charts/chart_plot.h"
#include "views/kit/theme.h"

namespace synod::views {

struct ChartFrame;

/// Gives an empty `chart` neither a ground nor margins nor a legend: what stands
/// around the plot is a `ChartFrame`.
void dress_chart(QChart& chart);

/// Puts the axes and all lines of `plot` into an empty chart, where `frame` says.
void fill_chart(QChart& chart, const Plot& plot, const ChartFrame& frame, const Theme& theme);
/// Moves a filled chart to where `frame` says.
void fit_chart(QChart& chart, const ChartFrame& frame);
/// Takes all lines and axes out.
void empty_chart(QChart& chart);

/// The pen of a line, and the brush of an area, of that style: each style has its own dashes and
/// its own hatch.
QPen line_pen(const Theme& theme, int style);
QBrush area_brush(const Theme& theme, int style);

struct AreaLook {
  QBrush brush;
  QPen pen;
};
AreaLook area_look(const Theme& theme, PlotLine::Look look, int style);

struct MarkerLook {
  QBrush brush;
  QPen pen;
};
MarkerLook marker_look(const Theme& theme, int style, bool filled);
/// A marker as a line of that style has it.
void draw_marker(QPainter& painter, QPointF at, int style, bool filled, const Theme& theme);

}  // namespace synod::views
