#include "views/canvas/watch.h"

#include <QCoreApplication>
#include <QLineF>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "model/protocol.h"
#include "views/canvas/pencil.h"

namespace synod::views {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("synod::views::Canvas", text);
}

TimerLook look_of(const Timer& timer, const Frame& frame) {
  TimerLook look;
  look.node = timer.node;
  look.name = frame.world->protocol->info().timers[timer.kind];
  look.ms = std::max(0.0, static_cast<double>(timer.due.ms) - frame.now);
  const auto whole = static_cast<double>((timer.due - timer.set).ms);
  look.left = whole <= 0 ? 0 : std::clamp(look.ms / whole, 0.0, 1.0);
  return look;
}

}  // namespace

std::vector<TimerLook> timers_of(const Frame& frame) {
  std::vector<TimerLook> looks;
  for (NodeId node : frame.world->shape().all()) {
    if (!frame.world->node(node).up) continue;
    const Timer* first = nullptr;
    for (const Timer& timer : frame.world->timers)
      if (timer.node == node && (first == nullptr || timer.due < first->due)) first = &timer;
    if (first != nullptr) looks.push_back(look_of(*first, frame));
  }
  return looks;
}

std::vector<SightLook> sights_of(const Frame& frame) {
  std::vector<SightLook> sights;
  if (frame.last == nullptr) return sights;
  for (const Suspicion& suspicion : frame.last->suspicions)
    if (suspicion.began)
      sights.push_back({suspicion.by, suspicion.of, suspicion.wrong,
                        frame.next == nullptr ? 1 : 1 - frame.progress});
  return sights;
}

void draw_timers(QPainter& painter, const std::vector<TimerLook>& timers, const Layout& layout,
                 const Theme& theme) {
  const double s = layout.scale;
  painter.setBrush(Qt::NoBrush);
  for (const TimerLook& timer : timers) {
    const NodePlace& place = layout.node(timer.node);
    const double r = place.reach + 1.5 * s;
    const QRectF circle(place.center.x() - r, place.center.y() - r, 2 * r, 2 * r);
    painter.setPen(QPen(theme.muted, 2.4 * s * theme.stroke, Qt::SolidLine, Qt::FlatCap));
    painter.drawArc(circle, 90 * 16, static_cast<int>(timer.left * 360 * 16));
    // Its end, so that a ring that is nearly whole or nearly gone is still seen to run.
    const double turn = (0.25 + timer.left) * 2 * std::numbers::pi;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.muted);
    painter.drawEllipse(place.center + QPointF(r * std::cos(turn), -r * std::sin(turn)), 3.2 * s,
                        3.2 * s);
    painter.setBrush(Qt::NoBrush);
  }
}

void draw_sights(QPainter& painter, const std::vector<SightLook>& sights, const Layout& layout,
                 const Theme& theme) {
  const double s = layout.scale;
  Pencil pencil(painter, theme, s);
  for (const SightLook& sight : sights) {
    const QLineF way(layout.node(sight.by).center, layout.node(sight.of).center);
    if (way.length() < 1) continue;
    const QPointF along = (way.p2() - way.p1()) / way.length();
    const QPointF from = way.p1() + along * (layout.node(sight.by).reach + 6 * s);
    const QPointF to = way.p2() - along * (layout.node(sight.of).reach + 6 * s);
    painter.setOpacity(sight.strength);
    QPen dashed(theme.bad, 2.6 * s * theme.stroke, Qt::SolidLine, Qt::FlatCap);
    dashed.setDashPattern({1.5, 2.5});
    painter.setPen(dashed);
    painter.drawLine(from, to);
    pencil.arrowhead(to, along, theme.bad, 10);
    const QString text = sight.wrong ? tr("dead? false") : tr("dead?");
    const double width = pencil.word_width(text, 12.5, QFont::DemiBold);
    const QPointF middle = from + (to - from) * 0.4;
    const QRectF box(middle.x() - width / 2 - 7 * s, middle.y() - 10 * s, width + 14 * s, 20 * s);
    painter.setBrush(theme.canvas);
    painter.setPen(QPen(theme.bad, 1.3 * s));
    painter.drawRoundedRect(box, 10 * s, 10 * s);
    pencil.word(box.left() + 7 * s, middle.y(), text, theme.text, width + 2, 12.5, QFont::DemiBold);
    painter.setOpacity(1);
  }
}

}  // namespace synod::views
