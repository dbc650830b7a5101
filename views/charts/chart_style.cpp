#include "views/charts/chart_style.h"

#include <QAreaSeries>
#include <QCategoryAxis>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QScatterSeries>
#include <QValueAxis>

namespace synod::views {

namespace {

using Look = PlotLine::Look;

/// No screen shows more of them side by side.
constexpr std::size_t columns = 1600;
/// Where there are more steps than this, markers would only be a smear.
constexpr std::size_t most_markers = 60;

QList<QPointF> corners(const Steps& steps, double end, double shift) {
  QList<QPointF> points;
  for (const Step& step : thinned(steps, SimTime{static_cast<std::int64_t>(end)}, columns)) {
    const QPointF at(static_cast<double>(step.time.ms), step.value + shift);
    if (!points.empty()) points << QPointF(at.x(), points.back().y());
    points << at;
  }
  if (!points.empty()) points << QPointF(end, points.back().y());
  return points;
}

void add(QChart& chart, QXYSeries* series, bool listed) {
  chart.addSeries(series);
  for (QLegendMarker* marker : chart.legend()->markers(series)) marker->setVisible(listed);
}

QScatterSeries::MarkerShape marker_shape(int style) {
  constexpr std::array shapes{
      QScatterSeries::MarkerShapeCircle,           QScatterSeries::MarkerShapeRectangle,
      QScatterSeries::MarkerShapeTriangle,         QScatterSeries::MarkerShapeStar,
      QScatterSeries::MarkerShapeRotatedRectangle, QScatterSeries::MarkerShapePentagon};
  return shapes[static_cast<std::size_t>(style) % shapes.size()];
}

QLineSeries* line_series(const PlotLine& line, double end, const QPen& pen) {
  auto* series = new QLineSeries;
  series->setName(line.name);
  series->replace(corners(line.steps, end, line.shift));
  series->setPen(pen);
  return series;
}

/// Markers where the line has a step; they carry the line's name into the legend.
void add_markers(QChart& chart, const PlotLine& line, const Theme& theme, bool filled) {
  auto* series = new QScatterSeries;
  series->setName(line.name);
  const QColor color = theme.ballot(static_cast<std::uint32_t>(line.style + 1)).fill;
  series->setMarkerShape(marker_shape(line.style));
  series->setMarkerSize((filled ? 9 : 8) * theme.scale);
  series->setBrush(filled ? color : theme.panel);
  series->setPen(
      QPen(filled ? theme.ballot(static_cast<std::uint32_t>(line.style + 1)).line : color,
           1.4 * theme.scale));
  if (line.steps.size() <= most_markers)
    for (const Step& step : line.steps)
      series->append(static_cast<double>(step.time.ms), step.value + line.shift);
  // One entry for an acceptor is enough; the title tells the two looks apart.
  add(chart, series, line.listed && filled);
}

void add_area(QChart& chart, const PlotLine& line, const Steps* below, double end,
              const QBrush& brush, const QPen& pen) {
  auto* upper = new QLineSeries;
  upper->replace(corners(line.drawn.empty() ? line.steps : line.drawn, end, 0));
  auto* lower = new QLineSeries;
  lower->replace(below != nullptr ? corners(*below, end, 0) : QList<QPointF>{{0, 0}, {end, 0}});
  auto* area = new QAreaSeries(upper, lower);
  upper->setParent(area);
  lower->setParent(area);
  area->setName(line.name);
  area->setBrush(brush);
  area->setPen(pen);
  chart.addSeries(area);
  for (QLegendMarker* marker : chart.legend()->markers(area)) {
    marker->setShape(QLegend::MarkerShapeRectangle);
    marker->setBrush(brush);
    marker->setPen(pen);
  }
}

void add_line(QChart& chart, const Plot& plot, std::size_t index, const Theme& theme) {
  const PlotLine& line = plot.lines[index];
  const double thin = theme.scale;
  QPen pen = line_pen(theme, line.style);
  switch (line.look) {
    case Look::line: add(chart, line_series(line, plot.end, pen), line.listed); break;
    case Look::promise:
      pen.setWidthF(1.2 * thin);
      pen.setDashPattern({3, 2.5});
      add(chart, line_series(line, plot.end, pen), false);
      add_markers(chart, line, theme, false);
      break;
    case Look::accept:
      pen.setWidthF(2.2 * thin);
      pen.setStyle(Qt::SolidLine);
      add(chart, line_series(line, plot.end, pen), false);
      add_markers(chart, line, theme, true);
      break;
    case Look::stacked:
      add_area(chart, line, index == 0 ? nullptr : &plot.lines[index - 1].drawn, plot.end,
               area_brush(theme, line.style), QPen(pen.color(), thin));
      break;
    case Look::area: {
      QColor soft = theme.good;
      soft.setAlphaF(0.28F);
      add_area(chart, line, nullptr, plot.end, soft, QPen(theme.good, 2 * thin));
      break;
    }
    case Look::alarm:
      add_area(chart, line, nullptr, plot.end, QBrush(theme.bad, Qt::BDiagPattern),
               QPen(theme.bad, 1.4 * thin));
      break;
    case Look::threshold: {
      QPen dots(theme.text, 1.6 * thin);
      dots.setDashPattern({1, 2});
      add(chart, line_series(line, plot.end, dots), line.listed);
      break;
    }
  }
}

void dress_axis(QAbstractAxis& axis, const Theme& theme) {
  axis.setLabelsFont(theme.font(8));
  axis.setLabelsColor(theme.muted);
  axis.setGridLinePen(QPen(theme.divider, 1));
  axis.setLinePen(QPen(theme.link, 1));
}

QAbstractAxis* time_axis(const Plot& plot) {
  auto* axis = new QValueAxis;
  axis->setRange(0, plot.end);
  axis->setTickType(QValueAxis::TicksDynamic);
  axis->setTickAnchor(0);
  axis->setTickInterval(round_interval(plot.end, 6));
  axis->setLabelFormat(QCoreApplication::translate("Charts", "%.0f ms"));
  return axis;
}

QAbstractAxis* value_axis(const Plot& plot) {
  auto* axis = new QValueAxis;
  const double part = round_interval(std::max(1.0, plot.top), 5);
  axis->setRange(0, std::max(1.0, plot.top) + part * 0.25);
  axis->setTickType(QValueAxis::TicksDynamic);
  axis->setTickAnchor(0);
  axis->setTickInterval(part);
  axis->setLabelFormat(QStringLiteral("%.0f"));
  return axis;
}

/// A band for each level, its name and a grid line in the middle.
QAbstractAxis* level_axis(const Plot& plot) {
  auto* axis = new QCategoryAxis;
  axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  axis->setStartValue(-0.5);
  axis->setRange(-0.5, plot.top + 0.5);
  // With many levels only some are named, so that names don't run into one another.
  const qsizetype step = 1 + (plot.levels.size() - 1) / 5;
  for (qsizetype i = 0; i < plot.levels.size(); i += step)
    axis->append(plot.levels[i], static_cast<double>(i));
  return axis;
}

}  // namespace

QPen line_pen(const Theme& theme, int style) {
  QPen pen(theme.ballot(static_cast<std::uint32_t>(style + 1)).fill, 2 * theme.scale);
  pen.setCapStyle(Qt::FlatCap);
  pen.setJoinStyle(Qt::MiterJoin);
  switch (style % 5) {
    case 1: pen.setDashPattern({6, 2}); break;
    case 2: pen.setDashPattern({2, 2}); break;
    case 3: pen.setDashPattern({6, 2, 1.5, 2}); break;
    case 4: pen.setDashPattern({1, 1.5}); break;
    default: break;
  }
  return pen;
}

QBrush area_brush(const Theme& theme, int style) {
  constexpr std::array hatches{Qt::SolidPattern, Qt::BDiagPattern,    Qt::Dense5Pattern,
                               Qt::FDiagPattern, Qt::CrossPattern,    Qt::VerPattern,
                               Qt::HorPattern,   Qt::DiagCrossPattern};
  return {theme.ballot(static_cast<std::uint32_t>(style + 1)).fill,
          hatches[static_cast<std::size_t>(style) % hatches.size()]};
}

void dress_chart(QChart& chart, const Theme& theme) {
  chart.setBackgroundVisible(false);
  chart.setBackgroundRoundness(0);
  chart.setMargins({});
  chart.layout()->setContentsMargins(0, 0, 0, 0);
  chart.setAnimationOptions(QChart::NoAnimation);
  QLegend* legend = chart.legend();
  legend->setAlignment(Qt::AlignRight);
  legend->setMarkerShape(QLegend::MarkerShapeFromSeries);
  legend->setFont(theme.font(8));
  legend->setLabelColor(theme.text);
  legend->setShowToolTips(true);
}

void fill_chart(QChart& chart, const Plot& plot, const Theme& theme) {
  for (std::size_t i = 0; i < plot.lines.size(); ++i) add_line(chart, plot, i, theme);
  QAbstractAxis* across = time_axis(plot);
  QAbstractAxis* up = plot.levels.empty() ? value_axis(plot) : level_axis(plot);
  dress_axis(*across, theme);
  dress_axis(*up, theme);
  chart.addAxis(across, Qt::AlignBottom);
  chart.addAxis(up, Qt::AlignLeft);
  for (QAbstractSeries* series : chart.series()) {
    series->attachAxis(across);
    series->attachAxis(up);
  }
}

}  // namespace synod::views
