// Names of the nodes and the time axis around a diagram; and a diagram as a whole.
#include <QCoreApplication>
#include <QFontMetricsF>
#include <cmath>

#include "model/world/protocol.h"
#include "views/diagram/diagram_painter.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Diagram)
};

QFont name_font(const Theme& theme) {
  return theme.font(9, QFont::DemiBold);
}

QFont axis_font(const Theme& theme) {
  return theme.font(7.5);
}

/// The smallest of 1, 2, 5, 10, 20, 50 … that is not below `least`.
double round_step(double least) {
  double power = 1;
  while (power * 10 < least) power *= 10;
  for (const double step : {1.0, 2.0, 5.0, 10.0})
    if (step * power >= least) return step * power;
  return power * 10;
}

DiagramLayout layout_of(const Trace& trace, const Cluster& world, const Theme& theme,
                        const DiagramOptions& options) {
  DiagramMeasure measure = diagram_measure(theme, options.direction, options.scale);
  measure.step *= options.zoom;
  return {trace, world.shape(), measure};
}

/// Where the lines begin: names stand beside them and the axis below, or above and beside.
QPointF field_of(const Cluster& world, const Theme& theme, TimeDirection direction) {
  const double names = DiagramPainter::names_extent(world, theme, direction);
  return direction == TimeDirection::right
             ? QPointF(names, 0)
             : QPointF(DiagramPainter::axis_extent(theme, direction), names);
}

QSizeF whole_size(const DiagramLayout& layout, const Cluster& world, const Theme& theme) {
  const TimeDirection direction = layout.measure().direction;
  const QPointF field = field_of(world, theme, direction);
  const double below =
      direction == TimeDirection::right ? DiagramPainter::axis_extent(theme, direction) : 0;
  return layout.size() + QSizeF(field.x(), field.y() + below);
}

}  // namespace

DiagramMeasure diagram_measure(const Theme& theme, TimeDirection direction, TimeScale scale) {
  const double s = theme.scale;
  DiagramMeasure measure;
  measure.direction = direction;
  measure.scale = scale;
  const bool right = direction == TimeDirection::right;
  measure.step = (right ? 48 : 36) * s;
  measure.gap = (right ? 46 : 112) * s;
  measure.lead = (right ? 24 : 34) * s;
  measure.before = (right ? 34 : 54) * s;
  measure.after = (right ? 16 : 54) * s;
  return measure;
}

QFont label_font(const Theme& theme) {
  return theme.font(7.5, QFont::DemiBold);
}

LabelMeasure label_measure(const Cluster& any_world, const Theme& theme) {
  const QFontMetricsF metrics(label_font(theme));
  LabelMeasure measure;
  measure.figure = metrics.horizontalAdvance(u'0');
  measure.padding = 6 * theme.scale;
  measure.height = metrics.height() + theme.scale;
  for (const MessageKind& kind : any_world.protocol->info().messages)
    measure.kinds.push_back(metrics.horizontalAdvance(QString::fromLatin1(kind.label)));
  return measure;
}

double DiagramPainter::names_extent(const Cluster& world, const Theme& theme,
                                    TimeDirection direction) {
  const QFontMetricsF metrics(name_font(theme));
  if (direction == TimeDirection::down) return metrics.height() + 8 * theme.scale;
  double widest = 0;
  for (NodeId node : world.shape().all())
    widest = std::max(widest, metrics.horizontalAdvance(QString::fromStdString(world.name(node))));
  return widest + 30 * theme.scale;
}

double DiagramPainter::axis_extent(const Theme& theme, TimeDirection direction) {
  const QFontMetricsF metrics(axis_font(theme));
  return direction == TimeDirection::right
             ? metrics.height() + 4 * theme.scale
             : metrics.horizontalAdvance(QStringLiteral("100000 ms")) + 10 * theme.scale;
}

void DiagramPainter::draw_names(const QRectF& box, double offset, const Target& hovered) {
  if (s_.layout->empty()) return;
  p_.save();
  p_.setClipRect(box, Qt::IntersectClip);
  p_.fillRect(box, s_.theme->panel);
  p_.setFont(name_font(*s_.theme));
  const bool right = s_.layout->measure().direction == TimeDirection::right;
  const double half = QFontMetricsF(p_.font()).height();
  for (NodeId node : s_.world->shape().all()) {
    const double line = s_.layout->line(node) - offset;
    const QRectF place =
        right ? QRectF(box.left(), box.top() + line - half, box.width() - px(8), 2 * half)
              : QRectF(box.left() + line - px(50), box.top(), px(100), box.height());
    const bool lit = hovered.kind == Target::Kind::node && hovered.node == node;
    p_.setPen(lit ? s_.theme->accent : s_.theme->text);
    p_.drawText(place, int{Qt::AlignVCenter} | int{right ? Qt::AlignRight : Qt::AlignHCenter},
                QString::fromStdString(s_.world->name(node)));
  }
  p_.restore();
}

void DiagramPainter::draw_axis(const QRectF& box, double offset) {
  if (s_.layout->empty()) return;
  p_.save();
  p_.setClipRect(box, Qt::IntersectClip);
  p_.fillRect(box, s_.theme->panel);
  p_.setFont(axis_font(*s_.theme));
  const bool right = s_.layout->measure().direction == TimeDirection::right;
  const double room = right ? px(64) : px(30);
  const double step = s_.layout->measure().step;
  const double seen = right ? box.width() : box.height();
  const auto tick = [&](double along, std::int64_t ms) {
    const double at = along - offset;
    const QString text = Texts::tr("%1 ms").arg(ms);
    p_.setPen(QPen(s_.theme->link, px(1)));
    // Half a word says nothing.
    const double half = QFontMetricsF(p_.font()).horizontalAdvance(text) / 2;
    if (right && (at < half || at > seen - half)) return;
    if (right) {
      p_.drawLine(QPointF(box.left() + at, box.top()), QPointF(box.left() + at, box.top() + px(4)));
      p_.setPen(s_.theme->muted);
      p_.drawText(QRectF(box.left() + at - room / 2, box.top() + px(3), room, box.height() - px(3)),
                  Qt::AlignHCenter | Qt::AlignTop, text);
    } else {
      p_.drawLine(QPointF(box.right() - px(4), box.top() + at),
                  QPointF(box.right(), box.top() + at));
      p_.setPen(s_.theme->muted);
      p_.drawText(QRectF(box.left(), box.top() + at - room / 2, box.width() - px(7), room),
                  Qt::AlignRight | Qt::AlignVCenter, text);
    }
  };
  if (s_.layout->measure().scale == TimeScale::by_event) {
    const auto every = static_cast<EventNumber>(round_step(std::ceil(room / step)));
    const auto [first, end] = s_.layout->events_within(offset - room, offset + seen + room);
    for (EventNumber n = (first + every - 1) / every * every; n < end; n += every)
      tick(s_.layout->along(n), s_.trace->events()[n].time.ms);
  } else {
    const double of_ms = step / ms_of_a_step;
    const double every = round_step(room / of_ms);
    const double lead = s_.layout->measure().lead;
    const double first = std::max(0.0, std::floor((offset - room - lead) / of_ms / every) * every);
    for (double ms = first; lead + ms * of_ms < offset + seen + room; ms += every)
      tick(lead + ms * of_ms, static_cast<std::int64_t>(ms));
  }
  p_.restore();
}

QSizeF diagram_size(const Trace& trace, const Cluster& any_world, const Theme& theme,
                    const DiagramOptions& options) {
  return whole_size(layout_of(trace, any_world, theme, options), any_world, theme);
}

void draw_diagram(QPainter& painter, const QRectF& area, const Trace& trace,
                  const Cluster& any_world, const Theme& theme, const DiagramOptions& options) {
  painter.fillRect(area, theme.panel);
  const DiagramLayout layout = layout_of(trace, any_world, theme, options);
  if (layout.empty()) return;
  const DiagramLabels labels(trace, layout, label_measure(any_world, theme));
  const DiagramPainter::Scene scene{
      .trace = &trace, .world = &any_world, .theme = &theme, .layout = &layout, .labels = &labels};
  const QSizeF whole = whole_size(layout, any_world, theme);
  const double shrink =
      std::min({1.0, area.width() / whole.width(), area.height() / whole.height()});
  const QPointF frame = field_of(any_world, theme, options.direction);
  const QSizeF inner = layout.size();
  painter.save();
  painter.translate(area.topLeft());
  painter.scale(shrink, shrink);
  DiagramPainter diagram(painter, scene);
  painter.save();
  painter.translate(frame);
  diagram.draw(0, layout.length());
  if (options.position >= 0) diagram.draw_present(options.position, layout.length());
  painter.restore();
  if (options.direction == TimeDirection::right) {
    diagram.draw_names(QRectF(0, 0, frame.x(), inner.height()), 0);
    diagram.draw_axis(QRectF(frame.x(), inner.height(), inner.width(),
                             DiagramPainter::axis_extent(theme, options.direction)),
                      0);
  } else {
    diagram.draw_names(QRectF(frame.x(), 0, inner.width(), frame.y()), 0);
    diagram.draw_axis(QRectF(0, frame.y(), frame.x(), inner.height()), 0);
  }
  painter.restore();
}

}  // namespace synod::views
