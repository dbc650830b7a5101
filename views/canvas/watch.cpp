#include "views/canvas/watch.h"

#include <QCoreApplication>
#include <QLineF>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "model/world/protocol.h"
#include "views/kit/pencil.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Canvas)
};

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
    if (!frame.world->node(node).runs()) continue;
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
    sights.push_back({suspicion.by, suspicion.of, suspicion.began, suspicion.wrong, false,
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
    painter.setOpacity(timer.faded ? fade : 1);
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
  painter.setOpacity(1);
}

namespace {

/// The line of one sight, and the words on it.
class SightPainter {
 public:
  SightPainter(QPainter& painter, const Layout& layout, const Theme& theme)
      : p_(painter),
        layout_(layout),
        theme_(theme),
        s_(layout.scale),
        pencil_(painter, theme, layout.scale) {}

  void paint(const SightLook& sight) {
    const QLineF way(layout_.node(sight.by).center, layout_.node(sight.of).center);
    if (way.length() < 1) return;
    const QPointF along = (way.p2() - way.p1()) / way.length();
    const QPointF from = way.p1() + along * (layout_.node(sight.by).reach + 6 * s_);
    const QPointF to = way.p2() - along * (layout_.node(sight.of).reach + 6 * s_);
    p_.setOpacity(sight.strength * (sight.faded ? fade : 1));
    const QColor color = sight.began ? theme_.bad : theme_.good;
    QPen pen(color, (sight.began ? 2.6 : 1.6) * s_ * theme_.stroke, Qt::SolidLine, Qt::FlatCap);
    if (sight.began) pen.setDashPattern({1.5, 2.5});
    p_.setPen(pen);
    p_.drawLine(from, to);
    pencil_.arrowhead(to, along, color, 10);
    label(sight, from + (to - from) * 0.4, color);
    p_.setOpacity(1);
  }

 private:
  static QString words_of(const SightLook& sight) {
    if (!sight.began) return Texts::tr("trusted again");
    return sight.wrong ? Texts::tr("suspected wrongly") : Texts::tr("suspected");
  }

  void label(const SightLook& sight, QPointF middle, const QColor& color) {
    const QString text = words_of(sight);
    const double mark = sight.began ? 0 : Pencil::icon_width * s_ + 2 * s_;
    const double width = pencil_.word_width(text, 12.5, QFont::DemiBold) + mark;
    const QRectF box(middle.x() - width / 2 - 7 * s_, middle.y() - 10 * s_, width + 14 * s_,
                     20 * s_);
    p_.setBrush(theme_.canvas);
    p_.setPen(QPen(color, 1.3 * s_));
    p_.drawRoundedRect(box, 10 * s_, 10 * s_);
    if (!sight.began) pencil_.tick(box.left() + 7 * s_, middle.y(), color);
    pencil_.word(box.left() + 7 * s_ + mark, middle.y(), text, theme_.text, width + 2, 12.5,
                 QFont::DemiBold);
  }

  QPainter& p_;
  const Layout& layout_;
  const Theme& theme_;
  double s_;
  Pencil pencil_;
};

}  // namespace

void draw_sights(QPainter& painter, const std::vector<SightLook>& sights, const Layout& layout,
                 const Theme& theme) {
  SightPainter draws(painter, layout, theme);
  for (const SightLook& sight : sights) draws.paint(sight);
}

}  // namespace synod::views
