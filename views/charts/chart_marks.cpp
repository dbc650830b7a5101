#include "views/charts/chart_marks.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "views/charts/chart_style.h"

namespace synod::views {

namespace {

using Look = PlotLine::Look;

// Lengths at scale 1.
constexpr double mark_letters = 8;
constexpr double mark_reach = 8;
/// Of a lane's height; the rest is air.
constexpr double bar_share = 0.72;
/// Of more waits than this only the long ones are drawn as they grow; of many more, dots are small.
constexpr std::size_t most_rises = 250;
constexpr std::size_t most_wait_ends = 500;

/// A time in which a line was not 0.
struct Span {
  double from = 0;
  double to = 0;
  std::int32_t value = 0;
};

double x_of(const Plot& plot, const ChartFrame& frame, SimTime time) {
  return frame.plot.left() + frame.plot.width() * static_cast<double>(time.ms) / plot.end;
}

/// In pixels. What lasts until the line's end ends with its last event, not with the axis.
std::vector<Span> spans(const Plot& plot, const PlotLine& line, const ChartFrame& frame) {
  std::vector<Span> all;
  for (std::size_t i = 0; i < line.steps.size(); ++i) {
    if (line.steps[i].value == 0) continue;
    const SimTime end = i + 1 < line.steps.size() ? line.steps[i + 1].time : plot.last;
    all.push_back(
        {x_of(plot, frame, line.steps[i].time), x_of(plot, frame, end), line.steps[i].value});
  }
  return all;
}

std::size_t count_waits(const Plot& plot) {
  std::size_t count = 0;
  for (const PlotLine& line : plot.lines) count += line.waits.size();
  return count;
}

QPointF end_of(const Plot& plot, const ChartFrame& frame, const PlotWait& wait) {
  return {x_of(plot, frame, wait.to), frame.y_of(static_cast<double>(wait.length().ms))};
}

QRectF bar_of(const PlotLine& line, const ChartFrame& frame, const Span& span) {
  const double height = bar_share * (frame.y_of(0) - frame.y_of(1));
  return {span.from, frame.y_of(line.shift) - height / 2, std::max(2.0, span.to - span.from),
          height};
}

void draw_bars(QPainter& p, const Plot& plot, const PlotLine& line, const ChartFrame& frame,
               const Theme& theme) {
  const Ink ink = theme.series(static_cast<std::uint32_t>(line.style + 1));
  const QFontMetricsF metrics(p.font());
  for (const Span& span : spans(plot, line, frame)) {
    const QRectF bar = bar_of(line, frame, span);
    p.setPen(QPen(ink.line, theme.scale));
    p.setBrush(ink.fill);
    p.drawRect(bar);
    const QString word = plot.told(line, span.value);
    if (metrics.horizontalAdvance(word) + 4 > bar.width() || metrics.capHeight() > bar.height())
      continue;
    p.setPen(ink.text);
    p.drawText(bar.adjusted(3, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, word);
  }
}

/// Those that lasted at least `least` milliseconds.
void draw_rises(QPainter& p, const Plot& plot, const PlotLine& line, const ChartFrame& frame,
                const Theme& theme, double least) {
  for (const PlotWait& wait : line.waits) {
    if (static_cast<double>(wait.length().ms) < least) continue;
    QPen pen(line_pen(theme, line.style).color(), 1.4 * theme.scale);
    if (!wait.over) pen.setDashPattern({3, 2});
    p.setPen(pen);
    p.drawLine(QPointF(x_of(plot, frame, wait.from), frame.y_of(0)), end_of(plot, frame, wait));
  }
}

/// A dot for each answer; what still waits is hollow.
void draw_ends(QPainter& p, const Plot& plot, const PlotLine& line, const ChartFrame& frame,
               const Theme& theme, bool small) {
  const Ink ink = theme.series(static_cast<std::uint32_t>(line.style + 1));
  const double half = 1.6 * theme.scale;
  QPoint last(-1, -1);
  for (const PlotWait& wait : line.waits) {
    const QPointF at = end_of(plot, frame, wait);
    // Of the dots that fall on one another in a row, one is enough.
    if (small && wait.over && at.toPoint() == last) continue;
    last = at.toPoint();
    if (!small || !wait.over) {
      draw_marker(p, at, line.style, wait.over, theme);
    } else {
      p.fillRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half), ink.fill);
    }
  }
}

/// Whether neither a bar nor a dot stands there.
bool is_free(const Plot& plot, const ChartFrame& frame, const QRectF& place) {
  return std::none_of(plot.lines.begin(), plot.lines.end(), [&](const PlotLine& line) {
    const auto bars = line.look == Look::band ? spans(plot, line, frame) : std::vector<Span>();
    return std::any_of(
               bars.begin(), bars.end(),
               [&](const Span& bar) { return bar_of(line, frame, bar).intersects(place); }) ||
           std::any_of(line.waits.begin(), line.waits.end(), [&](const PlotWait& wait) {
             return place.adjusted(-4, -4, 4, 4).contains(end_of(plot, frame, wait));
           });
  });
}

/// To the left of the end of its time, as waits grow to the right, and as high as there is room.
QRectF name_place(const Plot& plot, const ChartFrame& frame, const Span& span, QSizeF size) {
  const double right = std::min(span.to, frame.plot.right());
  const double top = frame.plot.top() + 1;
  const QRectF highest(QPointF(std::max(frame.plot.left() + 1, right - size.width()), top), size);
  for (QRectF place = highest; place.bottom() < frame.plot.bottom(); place.translate(0, 4))
    if (is_free(plot, frame, place)) return place;
  return highest;
}

void name_gaps(QPainter& p, const Plot& plot, const ChartFrame& frame, const Theme& theme) {
  const QFontMetricsF metrics(p.font());
  std::vector<QRectF> taken;
  for (const PlotLine& line : plot.lines) {
    if (line.look != Look::gap) continue;
    for (const Span& span : spans(plot, line, frame)) {
      const QString words = plot.told(line, span.value);
      const QSizeF size = metrics.size(0, words) + QSizeF(6, 2) * theme.scale;
      const QRectF place = name_place(plot, frame, span, size);
      const bool free = std::none_of(taken.begin(), taken.end(),
                                     [&](const QRectF& other) { return other.intersects(place); });
      if (!free || size.height() > frame.plot.height()) continue;
      taken.push_back(place);
      QColor ground = theme.panel;
      ground.setAlphaF(0.88F);
      p.fillRect(place, ground);
      p.setPen(line.style == 0 ? theme.text : theme.bad);
      p.drawText(place.adjusted(3 * theme.scale, 0, -3 * theme.scale, 0),
                 Qt::AlignRight | Qt::AlignVCenter, words);
    }
  }
}

}  // namespace

QBrush gap_brush(const Theme& theme, int style) {
  QColor color = style == 0 ? theme.muted : theme.bad;
  color.setAlphaF(0.55F);
  return {color, style == 0 ? Qt::BDiagPattern : Qt::DiagCrossPattern};
}

void draw_gaps(QPainter& painter, const Plot& plot, const ChartFrame& frame, const Theme& theme) {
  for (const PlotLine& line : plot.lines) {
    if (line.look != Look::gap) continue;
    for (const Span& span : spans(plot, line, frame)) {
      const QRectF area(span.from, frame.plot.top(), std::max(1.0, span.to - span.from),
                        frame.plot.height());
      QColor ground = gap_brush(theme, line.style).color();
      ground.setAlphaF(0.14F);
      painter.fillRect(area, ground);
      painter.fillRect(area, gap_brush(theme, line.style));
    }
  }
}

void draw_marks(QPainter& painter, const Plot& plot, const ChartFrame& frame, const Theme& theme,
                bool named) {
  const std::size_t waits = count_waits(plot);
  painter.save();
  painter.setFont(theme.font(mark_letters));
  painter.setClipRect(frame.plot.adjusted(-1, -mark_reach, mark_reach, mark_reach));
  for (const PlotLine& line : plot.lines) {
    if (line.look == Look::band) draw_bars(painter, plot, line, frame, theme);
    draw_rises(painter, plot, line, frame, theme, waits <= most_rises ? 0 : plot.top / 2);
  }
  if (named) name_gaps(painter, plot, frame, theme);
  for (const PlotLine& line : plot.lines)
    draw_ends(painter, plot, line, frame, theme, waits > most_wait_ends);
  painter.restore();
}

std::optional<EventNumber> marked_event(const Plot& plot, const ChartFrame& frame,
                                        const Theme& theme, QPointF at) {
  std::optional<EventNumber> nearest;
  double least = mark_reach * theme.scale;
  for (const PlotLine& line : plot.lines)
    for (const PlotWait& wait : line.waits) {
      const QPointF way = end_of(plot, frame, wait) - at;
      const double distance = std::hypot(way.x(), way.y());
      if (!wait.over || distance > least) continue;
      least = distance;
      nearest = wait.at;
    }
  return nearest;
}

}  // namespace synod::views
