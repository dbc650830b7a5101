#include "views/charts/chart_frame.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "views/charts/chart_marks.h"
#include "views/charts/chart_style.h"

namespace synod::views {

namespace {

using Look = PlotLine::Look;

// Lengths at scale 1.
constexpr double letters = 8;
constexpr double sample_width = 20;
constexpr double label_gap = 6;
/// The legend takes no more of the width than this.
constexpr double largest_share = 0.55;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Charts)
};

double line_height(const Theme& theme) {
  return std::ceil(QFontMetricsF(theme.font(letters)).height()) + theme.scale;
}

QString value_name(const Plot& plot, double value) {
  return plot.told(static_cast<std::int32_t>(std::lround(value)));
}

/// Whether the names of such lines may stand at their ends.
bool leads_somewhere(const PlotLine& line) {
  return line.look == Look::accept || line.look == Look::line;
}

/// Lanes have their names at their left; what never happens needs none.
bool needs_entry(const PlotLine& line) {
  const auto happens = [](const Step& step) { return step.value != 0; };
  return line.look != Look::band &&
         (line.look != Look::gap || std::any_of(line.steps.begin(), line.steps.end(), happens));
}

/// What the entries are, before they have a place.
std::vector<LegendEntry> entries_of(const Plot& plot) {
  std::vector<LegendEntry> entries;
  for (const PlotLine& line : plot.lines) {
    // An acceptor's two lines share an entry; what tells the two apart has entries of its own.
    if (!line.listed || line.look == Look::promise || !needs_entry(line)) continue;
    LegendEntry entry{line.label.isEmpty() ? line.name : line.label, {}, 0, -1, 0};
    entry.sample.look = line.look;
    entry.sample.style = line.style;
    entries.push_back(entry);
  }
  // As they lie on top of one another.
  if (plot.kind == ChartKind::in_flight) std::reverse(entries.begin(), entries.end());
  if (plot.kind == ChartKind::ballots) {
    entries.push_back({Texts::tr("promised"), {}, 0, -1, 0});
    entries.back().sample.look = Look::promise;
    entries.push_back({Texts::tr("accepted"), {}, 0, -1, 0});
    entries.back().sample.look = Look::accept;
    for (auto i = entries.end() - 2; i != entries.end(); ++i) i->sample.style = -1;
  }
  return entries;
}

/// In a list, one column after the other.
void place_in_list(ChartFrame& frame, double height, std::size_t rows) {
  for (std::size_t i = 0; i < frame.legend.size(); ++i) {
    frame.legend[i].column = static_cast<int>(i / rows);
    frame.legend[i].at = frame.plot.top() + (static_cast<double>(i % rows) + 0.5) * height;
  }
}

/// Moves the names apart, up and down from where their lines end, between `top` and `bottom`.
void spread(std::vector<LegendEntry*>& names, double height, double top, double bottom) {
  std::stable_sort(names.begin(), names.end(),
                   [](const auto* a, const auto* b) { return a->from < b->from; });
  double next = top + height / 2;
  for (LegendEntry* name : names) {
    name->at = std::max(next, name->from);
    next = name->at + height;
  }
  double last = bottom - height / 2;
  for (auto i = names.rbegin(); i != names.rend(); ++i) {
    (*i)->at = std::min((*i)->at, last);
    last = (*i)->at - height;
  }
}

void place_at_ends(ChartFrame& frame, const Plot& plot, double height) {
  std::vector<LegendEntry*> names;
  double bottom = frame.plot.bottom();
  for (auto entry = frame.legend.rbegin(); entry != frame.legend.rend(); ++entry) {
    const auto line = std::find_if(plot.lines.begin(), plot.lines.end(), [&](const PlotLine& each) {
      return leads_somewhere(each) && each.look == entry->sample.look &&
             each.style == entry->sample.style;
    });
    if (line == plot.lines.end() || line->steps.empty()) {
      entry->at = bottom - height / 2;
      bottom -= height;
    } else {
      entry->from = frame.y_of(line->steps.back().value + line->shift);
      names.push_back(&*entry);
    }
  }
  std::reverse(names.begin(), names.end());
  spread(names, height, frame.plot.top(), bottom);
}

void place_legend(ChartFrame& frame, const Plot& plot, const Theme& theme) {
  if (frame.legend.empty()) return;
  const double height = line_height(theme);
  const auto rows =
      static_cast<std::size_t>(std::max(1.0, std::floor(frame.plot.height() / height)));
  const bool leads = plot.kind == ChartKind::ballots || plot.kind == ChartKind::sent ||
                     plot.kind == ChartKind::log;
  if (leads && frame.legend.size() <= rows) {
    place_at_ends(frame, plot, height);
  } else {
    place_in_list(frame, height, rows);
  }
}

QPen sample_pen(const Theme& theme, const PlotLine& line) {
  QPen pen = line.style < 0 ? QPen(theme.text, 2 * theme.scale) : line_pen(theme, line.style);
  if (line.look == Look::threshold) {
    pen = QPen(theme.text, 1.6 * theme.scale);
    pen.setDashPattern({1, 2});
  } else if (line.look == Look::promise) {
    pen.setWidthF(1.4 * theme.scale);
    pen.setDashPattern({3, 2.5});
  } else if (line.look == Look::accept) {
    pen.setStyle(Qt::SolidLine);
  }
  return pen;
}

void draw_sample(QPainter& p, const PlotLine& line, const QRectF& box, const Theme& theme) {
  switch (line.look) {
    case Look::stacked:
    case Look::area:
    case Look::alarm: {
      const AreaLook look = area_look(theme, line.look, line.style);
      p.setPen(look.pen);
      p.setBrush(look.brush);
      const double side = box.height() * 0.68;
      p.drawRect(QRectF(box.center() - QPointF(side * 0.75, side / 2), QSizeF(side * 1.5, side)));
      break;
    }
    case Look::gap:
      p.setPen(QPen(gap_brush(theme, line.style).color(), theme.scale));
      p.setBrush(gap_brush(theme, line.style));
      p.drawRect(box.adjusted(2, 2, -2, -2));
      break;
    case Look::waits: draw_marker(p, box.center(), line.style, true, theme); break;
    default:
      p.setPen(sample_pen(theme, line));
      p.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
      if (line.look == Look::accept && line.style >= 0)
        draw_marker(p, box.center(), line.style, true, theme);
  }
}

void draw_values(QPainter& p, const Plot& plot, const ChartFrame& frame, const Theme& theme) {
  const double height = line_height(theme);
  for (double value = 0; value <= plot.top + 1e-6; value += frame.value_part) {
    const double y = std::clamp(frame.y_of(value), height / 2, frame.plot.bottom());
    p.drawText(QRectF(0, y - height / 2, frame.plot.left() - 4 * theme.scale, height),
               Qt::AlignRight | Qt::AlignVCenter, value_name(plot, value));
  }
}

void draw_times(QPainter& p, const Plot& plot, const ChartFrame& frame, const Theme& theme) {
  const double top = frame.plot.bottom() + 2 * theme.scale;
  const double height = line_height(theme);
  const QFontMetricsF metrics(p.font());
  for (double ms = 0; ms <= plot.end + 1e-6; ms += frame.time_part) {
    const double x = frame.plot.left() + frame.plot.width() * ms / plot.end;
    // The last one tells the unit for all of them.
    const bool last = ms + frame.time_part > plot.end + 1e-6;
    const QString number = QString::number(ms, 'f', 0);
    const QString text = last ? Texts::tr("%1 ms").arg(number) : number;
    const double width = metrics.horizontalAdvance(text) + 2;
    const double most = frame.plot.right() - width + 2 * label_gap * theme.scale;
    p.drawText(QRectF(std::min(x - width / 2, most), top, width, height), Qt::AlignCenter, text);
  }
}

void draw_legend(QPainter& p, const ChartFrame& frame, const Theme& theme) {
  const double height = line_height(theme);
  const double start = frame.plot.right() + 2 * label_gap * theme.scale;
  for (const LegendEntry& entry : frame.legend) {
    const double x = start + entry.column * frame.column_width;
    if (entry.from >= 0) {
      p.setPen(QPen(theme.muted, 0.8 * theme.scale));
      p.drawLine(QPointF(frame.plot.right() + 1, entry.from),
                 QPointF(x - 2 * theme.scale, entry.at));
    }
    const QRectF box(x, entry.at - height / 2, sample_width * theme.scale, height);
    draw_sample(p, entry.sample, box, theme);
    p.setBrush(Qt::NoBrush);
    p.setPen(theme.text);
    const double text = box.right() + label_gap * theme.scale;
    p.drawText(QRectF(text, box.top(), x + frame.column_width - text, height),
               Qt::AlignLeft | Qt::AlignVCenter,
               QFontMetricsF(p.font()).elidedText(entry.text, Qt::ElideRight,
                                                  x + frame.column_width - text));
  }
}

}  // namespace

ChartFrame frame_of(const Plot& plot, const Theme& theme, QSizeF size) {
  ChartFrame frame;
  const QFontMetricsF metrics(theme.font(letters));
  const double height = line_height(theme);
  const double top = 5 * theme.scale;
  const double inner = std::max(8.0, size.height() - top - height - 4 * theme.scale);
  frame.low = plot.levels.empty() ? 0 : -0.5;
  frame.high = plot.levels.empty() ? std::max(1.0, plot.top) * 1.06 : plot.top + 0.5;

  const int names = std::max(1, static_cast<int>(inner / (height * 1.2)));
  // Levels have no round numbers: the highest of them is worth more than an even one.
  frame.value_part = std::max(
      1.0, plot.levels.empty() ? round_interval(plot.top, names)
                               : std::ceil(plot.top / static_cast<double>(std::max(1, names - 1))));
  double widest = 0;
  for (double value = 0; value <= plot.top; value += frame.value_part)
    widest = std::max(widest, metrics.horizontalAdvance(value_name(plot, value)));

  frame.legend = entries_of(plot);
  double words = 0;
  for (const LegendEntry& entry : frame.legend)
    words = std::max(words, metrics.horizontalAdvance(entry.text));
  frame.column_width = words + (sample_width + 3 * label_gap) * theme.scale;
  const double rows = std::max(1.0, std::floor(inner / height));
  const double columns = std::ceil(static_cast<double>(frame.legend.size()) / rows);
  double beside = columns * frame.column_width;
  if (beside > size.width() * largest_share) {
    beside = size.width() * largest_share;
    frame.column_width = beside / columns;
  }
  // Room for the last name of a time where there is no legend.
  beside = std::max(beside, 4 * label_gap * theme.scale);
  const double left = widest + 8 * theme.scale;
  frame.plot = QRectF(
      left, top, std::max(8.0, size.width() - left - beside - 2 * label_gap * theme.scale), inner);
  const double name = metrics.horizontalAdvance(QStringLiteral("%1 ms").arg(plot.end)) + 12;
  frame.time_part = std::max(
      1.0, round_interval(plot.end,
                          std::clamp(static_cast<int>(frame.plot.width() / (name * 1.3)), 1, 8)));
  place_legend(frame, plot, theme);
  return frame;
}

void draw_chart_frame(QPainter& painter, const Plot& plot, const ChartFrame& frame,
                      const Theme& theme) {
  painter.save();
  painter.setFont(theme.font(letters));
  painter.setPen(theme.muted);
  draw_values(painter, plot, frame, theme);
  draw_times(painter, plot, frame, theme);
  draw_legend(painter, frame, theme);
  painter.restore();
}

}  // namespace synod::views
