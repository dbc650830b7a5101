#include "views/charts/chart_style.h"

#include <QAreaSeries>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QScatterSeries>
#include <QValueAxis>
#include <cmath>
#include <numbers>

#include "views/charts/chart_frame.h"

namespace synod::views {

namespace {

using Look = PlotLine::Look;

/// How many places along time a line keeps: what moves more often is a band from its least to its
/// most, and more places than this would cost a long run its fluency.
constexpr std::size_t columns = 320;
/// The same for areas: filling one takes the square of its corners.
constexpr std::size_t area_columns = 64;
/// Corners of a line that is drawn plain and thin: dashes would be a smear, and take long.
constexpr qsizetype crowded = 600;
/// Where there are more steps than this, markers would only be a smear.
constexpr std::size_t most_markers = 60;

QList<QPointF> corners(const Steps& steps, double end, double shift, std::size_t places = columns) {
  QList<QPointF> points;
  for (const Step& step : thinned(steps, SimTime{static_cast<std::int64_t>(end)}, places)) {
    const QPointF at(static_cast<double>(step.time.ms), step.value + shift);
    if (!points.empty()) points << QPointF(at.x(), points.back().y());
    points << at;
  }
  if (!points.empty()) points << QPointF(end, points.back().y());
  return points;
}

QScatterSeries::MarkerShape marker_shape(int style) {
  constexpr std::array shapes{
      QScatterSeries::MarkerShapeCircle,           QScatterSeries::MarkerShapeRectangle,
      QScatterSeries::MarkerShapeTriangle,         QScatterSeries::MarkerShapeStar,
      QScatterSeries::MarkerShapeRotatedRectangle, QScatterSeries::MarkerShapePentagon};
  return shapes[static_cast<std::size_t>(style) % shapes.size()];
}

/// A polygon or star upright in a box; every other corner is `inner` times as far out.
QPolygonF regular(const QRectF& box, int corners, double inner) {
  QPolygonF polygon;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners;
    const double out = box.width() / 2 * (i % 2 == 0 ? 1 : inner);
    polygon << box.center() + QPointF(std::sin(angle), -std::cos(angle)) * out;
  }
  return polygon;
}

/// `pen` as it suits a line with that many corners.
QPen suited(QPen pen, qsizetype corners) {
  if (corners <= crowded || pen.style() == Qt::NoPen) return pen;
  pen.setStyle(Qt::SolidLine);
  pen.setWidth(1);
  return pen;
}

QLineSeries* line_series(const PlotLine& line, double end, const QPen& pen) {
  auto* series = new QLineSeries;
  series->replace(corners(line.steps, end, line.shift));
  series->setPen(suited(pen, series->count()));
  return series;
}

/// Markers where the line has a step.
void add_markers(QChart& chart, const PlotLine& line, const Theme& theme, bool filled) {
  if (line.steps.size() > most_markers) return;
  auto* series = new QScatterSeries;
  series->setMarkerShape(marker_shape(line.style));
  series->setMarkerSize((filled ? 9 : 8) * theme.scale);
  const MarkerLook look = marker_look(theme, line.style, filled);
  series->setBrush(look.brush);
  series->setPen(look.pen);
  for (const Step& step : line.steps)
    series->append(static_cast<double>(step.time.ms), step.value + line.shift);
  chart.addSeries(series);
}

void add_area(QChart& chart, const PlotLine& line, const Steps* below, double end,
              const AreaLook& look) {
  auto* upper = new QLineSeries;
  upper->replace(corners(line.drawn.empty() ? line.steps : line.drawn, end, 0, area_columns));
  auto* lower = new QLineSeries;
  lower->replace(below != nullptr ? corners(*below, end, 0, area_columns)
                                  : QList<QPointF>{{0, 0}, {end, 0}});
  auto* area = new QAreaSeries(upper, lower);
  upper->setParent(area);
  lower->setParent(area);
  area->setBrush(look.brush);
  area->setPen(suited(look.pen, upper->count()));
  chart.addSeries(area);
}

void add_line(QChart& chart, const Plot& plot, std::size_t index, const Theme& theme) {
  const PlotLine& line = plot.lines[index];
  const double thin = theme.scale;
  QPen pen = line_pen(theme, line.style);
  const auto add = [&](const QPen& its) { chart.addSeries(line_series(line, plot.end, its)); };
  switch (line.look) {
    case Look::line: add(pen); break;
    case Look::promise:
      pen.setWidthF(1.2 * thin);
      pen.setDashPattern({3, 2.5});
      add(pen);
      add_markers(chart, line, theme, false);
      break;
    case Look::accept:
      pen.setWidthF(2.2 * thin);
      pen.setStyle(Qt::SolidLine);
      add(pen);
      add_markers(chart, line, theme, true);
      break;
    case Look::stacked:
      add_area(chart, line, index == 0 ? nullptr : &plot.lines[index - 1].drawn, plot.end,
               area_look(theme, line.look, line.style));
      break;
    case Look::area:
    case Look::alarm:
      add_area(chart, line, nullptr, plot.end, area_look(theme, line.look, line.style));
      break;
    case Look::threshold: {
      QPen dots(theme.text, 1.6 * thin);
      dots.setDashPattern({1, 2});
      add(dots);
      break;
    }
    case Look::band:
    case Look::gap:
    case Look::waits: break;  // Drawn as marks.
  }
}

/// A grid; the names of its lines stand around the plot.
QValueAxis* make_axis(const Theme& theme, double low, double high) {
  auto* axis = new QValueAxis;
  axis->setRange(low, high);
  axis->setTickType(QValueAxis::TicksDynamic);
  axis->setTickAnchor(0);
  axis->setLabelsVisible(false);
  axis->setGridLinePen(QPen(theme.divider, 1));
  axis->setLinePen(QPen(theme.link, 1));
  return axis;
}

}  // namespace

QPen line_pen(const Theme& theme, int style) {
  QPen pen(theme.series(static_cast<std::uint32_t>(style + 1)).fill, 2 * theme.scale);
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
  return {theme.series(static_cast<std::uint32_t>(style + 1)).fill,
          hatches[static_cast<std::size_t>(style) % hatches.size()]};
}

AreaLook area_look(const Theme& theme, PlotLine::Look look, int style) {
  if (look == Look::alarm)
    return {QBrush(theme.bad, Qt::BDiagPattern), QPen(theme.bad, 1.4 * theme.scale)};
  if (look == Look::stacked)
    return {area_brush(theme, style), QPen(line_pen(theme, style).color(), theme.scale)};
  QColor soft = theme.good;
  soft.setAlphaF(0.28F);
  return {soft, QPen(theme.good, 2 * theme.scale)};
}

MarkerLook marker_look(const Theme& theme, int style, bool filled) {
  const auto& colors = theme.series(static_cast<std::uint32_t>(style + 1));
  return {filled ? colors.fill : theme.panel,
          QPen(filled ? colors.line : colors.fill, 1.4 * theme.scale)};
}

void draw_marker(QPainter& painter, QPointF at, int style, bool filled, const Theme& theme) {
  const MarkerLook look = marker_look(theme, style, filled);
  painter.save();
  painter.setPen(look.pen);
  painter.setBrush(look.brush);
  const double size = (filled ? 9 : 8) * theme.scale;
  const QRectF box(at - QPointF(size / 2, size / 2), QSizeF(size, size));
  switch (marker_shape(style)) {
    case QScatterSeries::MarkerShapeCircle: painter.drawEllipse(box); break;
    case QScatterSeries::MarkerShapeRectangle: painter.drawRect(box); break;
    case QScatterSeries::MarkerShapeTriangle: painter.drawPolygon(regular(box, 3, 1)); break;
    case QScatterSeries::MarkerShapeStar: painter.drawPolygon(regular(box, 10, 0.5)); break;
    case QScatterSeries::MarkerShapeRotatedRectangle:
      painter.drawPolygon(regular(box, 4, 1));
      break;
    default: painter.drawPolygon(regular(box, 5, 1));
  }
  painter.restore();
}

void dress_chart(QChart& chart) {
  chart.setBackgroundVisible(false);
  chart.setBackgroundRoundness(0);
  chart.setMargins({});
  chart.layout()->setContentsMargins(0, 0, 0, 0);
  chart.setAnimationOptions(QChart::NoAnimation);
  // Its entries could neither stand at the ends of lines nor in columns.
  chart.legend()->hide();
}

void fill_chart(QChart& chart, const Plot& plot, const ChartFrame& frame, const Theme& theme) {
  for (std::size_t i = 0; i < plot.lines.size(); ++i) add_line(chart, plot, i, theme);
  chart.addAxis(make_axis(theme, 0, plot.end), Qt::AlignBottom);
  chart.addAxis(make_axis(theme, frame.low, frame.high), Qt::AlignLeft);
  for (QAbstractSeries* series : chart.series())
    for (QAbstractAxis* axis : chart.axes()) series->attachAxis(axis);
  fit_chart(chart, frame);
}

void fit_chart(QChart& chart, const ChartFrame& frame) {
  for (QAbstractAxis* axis : chart.axes()) {
    const bool time = axis->alignment() == Qt::AlignBottom;
    static_cast<QValueAxis*>(axis)->setTickInterval(time ? frame.time_part : frame.value_part);
  }
  chart.setPlotArea(frame.plot);
}

void empty_chart(QChart& chart) {
  chart.removeAllSeries();
  for (QAbstractAxis* axis : chart.axes()) {
    // What is drawn of it goes later than the axis, and must not be seen until then.
    axis->hide();
    chart.removeAxis(axis);
    delete axis;
  }
}

}  // namespace synod::views
