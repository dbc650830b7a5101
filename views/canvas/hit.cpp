#include "views/canvas/hit.h"

#include <QLineF>
#include <algorithm>

#include "views/canvas/crowding.h"

namespace synod::views {

namespace {

double distance_to(const QLineF& line, QPointF point) {
  const QPointF way = line.p2() - line.p1();
  const double share = std::clamp(
      QPointF::dotProduct(point - line.p1(), way) / QPointF::dotProduct(way, way), 0.0, 1.0);
  return QLineF(point, line.pointAt(share)).length();
}

Target link_at(const Picture& picture, const Layout& layout, QPointF point, double slack) {
  const LinkLook* nearest = nullptr;
  double least = slack;
  for (const LinkLook& link : picture.links) {
    const double distance =
        distance_to({layout.node(link.a).center, layout.node(link.b).center}, point);
    if (distance > least) continue;
    least = distance;
    nearest = &link;
  }
  if (nearest == nullptr) return {};
  const bool near_a = QLineF(point, layout.node(nearest->a).center).length() <=
                      QLineF(point, layout.node(nearest->b).center).length();
  return near_a ? Target::at_link(nearest->a, nearest->b) : Target::at_link(nearest->b, nearest->a);
}

}  // namespace

QRectF envelope_rect(const Envelope& envelope, Envelopes& envelopes) {
  return rect_around(envelope.at, envelopes.size(envelope.face));
}

MessageId message_near(const Picture& picture, Envelopes& envelopes, QPointF point, double slack) {
  MessageId nearest;
  double least = slack;
  for (const Envelope& e : picture.envelopes) {
    if (e.ghost) continue;
    const QRectF rect = envelope_rect(e, envelopes);
    const QPointF inside(std::clamp(point.x(), rect.left(), rect.right()),
                         std::clamp(point.y(), rect.top(), rect.bottom()));
    const double distance = QLineF(inside, point).length();
    if (distance > least) continue;
    least = distance;
    nearest = e.id;
  }
  return nearest;
}

bool on_shape(const NodePlace& place, QPointF point) {
  return QLineF(place.center, point).length() <= place.reach;
}

Target hit(const Picture& picture, const Layout& layout, Envelopes& envelopes, QPointF point,
           double slack) {
  for (auto e = picture.envelopes.rbegin(); e != picture.envelopes.rend(); ++e) {
    if (e->ghost) continue;
    Face at_rest = e->face;
    at_rest.small = e->face.small || e->grown;
    if (rect_around(e->at, envelopes.size(at_rest)).contains(point))
      return Target::at_message(e->id);
  }
  for (const Envelope& e : picture.envelopes)
    if (e.grown && envelope_rect(e, envelopes).contains(point)) return Target::at_message(e.id);
  for (NodeId id : layout.shape.all()) {
    const NodePlace& place = layout.node(id);
    if (on_shape(place, point) || place.card.contains(point) || place.caption.contains(point))
      return Target::at_node(id);
  }
  return link_at(picture, layout, point, slack);
}

}  // namespace synod::views
