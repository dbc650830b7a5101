// Signs of events on the lines of the nodes.
#include <QFontMetricsF>

#include "views/diagram/diagram_painter.h"
#include "views/kit/event_mark.h"
#include "views/kit/icons.h"
#include "views/kit/pencil.h"

namespace synod::views {

namespace {

/// Whether an event must be seen however far away it is.
bool outstanding(const TracedEvent& event) {
  switch (event.verb) {
    case Verb::crash:
    case Verb::wipe:
    case Verb::restart:
    case Verb::pause:
    case Verb::resume:
    case Verb::cut:
    case Verb::heal:
    case Verb::partition:
    case Verb::heal_all: return true;
    default: return event.violated;
  }
}

/// The sign that the timeline and the story give to it; none for what is drawn in another way.
std::optional<Mark> sign_of(const TracedEvent& event) {
  switch (event.verb) {
    case Verb::propose:
    case Verb::deliver:
    case Verb::redeliver:
    case Verb::fire:
    case Verb::drop: return std::nullopt;
    default: return mark_of(event.verb, false);
  }
}

}  // namespace

void DiagramPainter::events(double from, double to) {
  const double slack = page_ ? 0 : px(60);
  const auto [first, end] = s_.layout->events_within(from - slack, to + slack);
  for (EventNumber n = std::max(first, EventNumber{1}); n < end; ++n) {
    if (thin_ && !outstanding(s_.trace->events()[n])) continue;
    p_.setOpacity(faded(n) ? faded_opacity : 1);
    event(n);
  }
  p_.setOpacity(1);
}

void DiagramPainter::event(EventNumber number) {
  const TracedEvent& event = s_.trace->events()[number];
  const QPointF at = page(s_.layout->place(number));
  if (sign_of(event)) {
    network_sign(number, at);
  } else if (event.verb == Verb::propose) {
    proposal(event, at);
  } else if (event.verb != Verb::drop && event.arrived) {
    node_sign(number, at);
  }
  if (!event.violated) return;
  const double side = px(thin_ ? 11 : 17);
  const QPointF sign = at + QPointF(0, -px(thin_ ? 0 : 14));
  const QRectF box(sign.x() - side / 2, sign.y() - side / 2, side, side);
  p_.fillRect(box, s_.theme->panel);
  draw_icon(p_, QStringLiteral("warning"), s_.theme->bad, box);
}

void DiagramPainter::network_sign(EventNumber number, QPointF at) {
  const TracedEvent& event = s_.trace->events()[number];
  const double here = s_.layout->along(number);
  const bool cuts = event.verb == Verb::cut || event.verb == Verb::partition;
  const auto span = [&](double from, double to) {
    QPen pen(cuts ? s_.theme->bad : s_.theme->good, px(1.1));
    pen.setDashPattern({2, 2.5});
    p_.setPen(pen);
    p_.drawLine(page({here, from}), page({here, to}));
  };
  const bool link = event.verb == Verb::cut || event.verb == Verb::heal;
  if (link && event.node.exists() && event.peer.exists())
    span(s_.layout->line(event.node), s_.layout->line(event.peer));
  if (event.verb == Verb::partition || event.verb == Verb::heal_all) span(0, s_.layout->breadth());
  const double size = px(thin_ ? 7 : 11);
  p_.save();
  p_.setPen(Qt::NoPen);
  p_.setBrush(s_.theme->panel);
  p_.drawEllipse(at, size * 0.75, size * 0.75);
  draw_mark(p_, *sign_of(event), s_.theme->muted, *s_.theme, at, size);
  p_.restore();
}

void DiagramPainter::node_sign(EventNumber number, QPointF at) {
  const TracedEvent& event = s_.trace->events()[number];
  const auto responses = s_.trace->responses_of(number);
  const TracedMessage* message =
      event.message < 0 ? nullptr : &s_.trace->messages()[static_cast<std::size_t>(event.message)];
  const QColor ink = message != nullptr && message->ballot.exists()
                         ? s_.theme->ballot(message->ballot).line
                         : s_.theme->muted;
  if (event.timer >= 0) return clock(at, s_.theme->text);
  if (!responses.empty()) {
    response(responses.back(), at);
  } else {
    p_.setPen(Qt::NoPen);
    p_.setBrush(ink);
    p_.drawEllipse(at, px(2.6), px(2.6));
  }
  if (event.learned) learned(at);
}

/// A ring for a promise, a full disc for a vote, a struck square for a refusal.
void DiagramPainter::response(const Response& response, QPointF at) {
  const Ink ink = s_.theme->ballot(response.ballot);
  const double reach = px(4.2);
  switch (response.kind) {
    case Response::Kind::promised:
      p_.setPen(QPen(ink.line, px(2)));
      p_.setBrush(s_.theme->panel);
      p_.drawEllipse(at, reach, reach);
      return;
    case Response::Kind::accepted:
      p_.setPen(QPen(s_.theme->text, px(1)));
      p_.setBrush(ink.fill);
      p_.drawEllipse(at, reach + px(0.6), reach + px(0.6));
      return;
    case Response::Kind::refused: {
      const QRectF box(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach);
      p_.setPen(QPen(s_.theme->bad, px(1.6)));
      p_.setBrush(s_.theme->panel);
      p_.drawRect(box);
      p_.drawLine(box.bottomLeft(), box.topRight());
      return;
    }
  }
}

/// A diamond, and the value that the client asked for, before it.
void DiagramPainter::proposal(const TracedEvent& event, QPointF at) {
  const Ink ink = s_.theme->value(event.value);
  const double reach = px(6.5);
  p_.setPen(QPen(ink.line, px(1.6)));
  p_.setBrush(ink.fill);
  p_.drawPolygon(QPolygonF{at + QPointF(0, -reach), at + QPointF(reach, 0), at + QPointF(0, reach),
                           at + QPointF(-reach, 0)});
  if (s_.layout->measure().step < px(20)) return;
  p_.setFont(label_font(*s_.theme));
  const QFontMetricsF metrics(p_.font());
  const QString value =
      metrics.elidedText(QString::fromStdString(event.value.str()), Qt::ElideRight, px(60));
  const double width = metrics.horizontalAdvance(value) + px(8);
  const double height = metrics.height() + px(1);
  const bool right = s_.layout->measure().direction == TimeDirection::right;
  const double before = at.x() - reach - px(3) - width;
  // On the other side where the page begins.
  const bool turned = right && page_ && before < page_->from;
  const QRectF box =
      right ? QRectF(turned ? at.x() + reach + px(3) : before, at.y() - height / 2, width, height)
            : QRectF(at.x() - width / 2, at.y() - reach - px(3) - height, width, height);
  p_.setPen(QPen(ink.line, px(1)));
  p_.drawRoundedRect(box, px(3), px(3));
  p_.setPen(ink.text);
  p_.drawText(box, Qt::AlignCenter, value);
}

void DiagramPainter::clock(QPointF at, const QColor& ink) {
  const double reach = px(5.5);
  p_.setPen(QPen(ink, px(1.3)));
  p_.setBrush(s_.theme->panel);
  p_.drawEllipse(at, reach, reach);
  p_.drawLine(at, at + QPointF(0, -reach * 0.7));
  p_.drawLine(at, at + QPointF(reach * 0.55, 0));
}

/// A tick on a full disc beside the sign of the event, so that both are seen.
void DiagramPainter::learned(QPointF at) {
  const QPointF middle =
      at + (s_.layout->measure().direction == TimeDirection::right ? QPointF(px(11), 0)
                                                                   : QPointF(0, px(11)));
  const double reach = px(6);
  p_.setPen(Qt::NoPen);
  p_.setBrush(s_.theme->good);
  p_.drawEllipse(middle, reach, reach);
  p_.setBrush(Qt::NoBrush);
  p_.setPen(QPen(s_.theme->panel, px(1.6), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  p_.drawPolyline(QPolygonF{middle + QPointF(-reach * 0.45, 0),
                            middle + QPointF(-reach * 0.1, reach * 0.4),
                            middle + QPointF(reach * 0.5, -reach * 0.4)});
}

}  // namespace synod::views
