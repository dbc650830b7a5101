#include "views/canvas/lanes.h"

#include <QLineF>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace synod::views {

namespace {

/// How far from the middle of an envelope its edge is, in direction `u`.
double support(QPointF u, QSizeF size) {
  const double along_x = std::abs(u.x()) < 1e-9 ? 1e9 : size.width() / 2 / std::abs(u.x());
  const double along_y = std::abs(u.y()) < 1e-9 ? 1e9 : size.height() / 2 / std::abs(u.y());
  return std::min(along_x, along_y);
}

/// The nearest of the directions that are told apart.
std::uint8_t heading_of(QPointF direction) {
  const double turn = std::atan2(direction.y(), direction.x()) / (2 * std::numbers::pi);
  const int step = static_cast<int>(std::lround(turn * Lane::headings));
  return static_cast<std::uint8_t>((step + Lane::headings) % Lane::headings);
}

/// Lanes, and how far from its node each begins so that its envelopes hide neither the node nor
/// each other.
class LaneMaker {
 public:
  explicit LaneMaker(Layout& layout)
      : layout_(layout), envelope_(envelope_width * layout.scale, envelope_height * layout.scale) {}

  void make() {
    const std::size_t count = layout_.nodes.size();
    layout_.lanes.resize(count * count);
    std::vector<double> away(count * count);
    for (NodeId from : layout_.shape.all()) spread(from, away);
    for (NodeId from : layout_.shape.all())
      for (NodeId to : layout_.shape.all())
        if (linked(layout_.shape, from, to)) lane(from, to, away);
  }

 private:
  std::size_t at(NodeId a, NodeId b) const { return a.index * layout_.nodes.size() + b.index; }

  QPointF direction(NodeId from, NodeId to) const {
    const QLineF line(layout_.node(from).center, layout_.node(to).center);
    return line.length() < 1e-6 ? QPointF(1, 0) : (line.p2() - line.p1()) / line.length();
  }
  double distance(NodeId a, NodeId b) const {
    return QLineF(layout_.node(a).center, layout_.node(b).center).length();
  }

  /// The room of an envelope that is so far on its way.
  QRectF envelope_on(NodeId from, NodeId to, double distance) const {
    const QPointF p = layout_.node(from).center + direction(from, to) * distance;
    return {p - QPointF(envelope_.width() / 2, envelope_.height() / 2), envelope_};
  }

  /// The first distance from which an envelope on its way to `to` is clear of all that is at
  /// `from`.
  double clear_of(NodeId from, NodeId to) const {
    const NodePlace& node = layout_.node(from);
    const QPointF u = direction(from, to);
    const double most = distance(from, to) - layout_.node(to).reach - support(u, envelope_);
    double d = node.reach + support(u, envelope_) + 4 * layout_.scale;
    // Where a lane leaves under a card or caption, messages appear beyond it.
    const auto hidden = [&](double distance) {
      const QRectF envelope = envelope_on(from, to, distance);
      return envelope.intersects(node.card) || envelope.intersects(node.caption);
    };
    while (d < most && hidden(d)) d += 4;
    if (layout_.split) d = beyond_others(from, to, d, most);
    return std::max(std::min(d, most), distance(from, to) * 0.3);
  }

  /// Where acceptors stand in two columns, ways lead past those of the other one: messages wait
  /// beyond them.
  double beyond_others(NodeId from, NodeId to, double d, double most) const {
    const NodeSet acceptors = layout_.shape.column(Role::acceptor);
    if (!acceptors.contains(from)) return d;
    const auto hides = [&](double distance) {
      const QRectF envelope = envelope_on(from, to, distance);
      for (NodeId other : acceptors) {
        const NodePlace& node = layout_.node(other);
        if (other == from) continue;
        if (envelope.intersects(node.circle()) || envelope.intersects(node.card)) return true;
      }
      return false;
    };
    for (double further = d; further < most; further += 4)
      if (hides(further)) d = further + 4;
    return d;
  }

  /// Pushes the beginnings of all lanes at `from` outwards until they are clear of one another.
  void spread(NodeId from, std::vector<double>& away) const {
    std::vector<NodeId> others;
    for (NodeId to : layout_.shape.all())
      if (linked(layout_.shape, from, to)) others.push_back(to);
    std::vector<double> base;
    for (NodeId to : others) base.push_back(clear_of(from, to));
    double extra = 0;
    while (extra < 90 * layout_.scale && collide(from, others, base, extra)) extra += 6;
    for (std::size_t i = 0; i < others.size(); ++i)
      away[at(from, others[i])] = pushed(from, others[i], base[i], extra);
  }

  double pushed(NodeId from, NodeId to, double base, double extra) const {
    return std::max(base, std::min(base + extra, distance(from, to) * 0.4));
  }

  bool collide(NodeId from, const std::vector<NodeId>& others, const std::vector<double>& base,
               double extra) const {
    const auto rect = [&](std::size_t i) {
      return envelope_on(from, others[i], pushed(from, others[i], base[i], extra));
    };
    for (std::size_t i = 0; i < others.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (rect(i).intersects(rect(k))) return true;
    return false;
  }

  void lane(NodeId from, NodeId to, const std::vector<double>& away) {
    const QPointF u = direction(from, to);
    const QPointF aside = QPointF(-u.y(), u.x()) * envelope_height * 0.5 * layout_.scale;
    const NodePlace& a = layout_.node(from);
    const NodePlace& b = layout_.node(to);
    const double here = away[at(from, to)];
    const double there = away[at(to, from)];
    // Where both ends together take nearly all of a short link, each gives way in proportion.
    const double give = std::min(1.0, distance(from, to) * 0.94 / (here + there));
    layout_.lanes[at(from, to)] = {
        a.center + u * a.radius + aside * 0.5, a.center + u * here * give + aside,
        b.center - u * there * give + aside, b.center - u * b.radius + aside * 0.5, heading_of(u)};
  }

  Layout& layout_;
  QSizeF envelope_;
};

QPointF between(QPointF a, QPointF b, double share) {
  return a + (b - a) * share;
}

}  // namespace

void make_lanes(Layout& layout) {
  LaneMaker(layout).make();
}

QPointF Lane::at(double progress) const {
  if (progress <= waiting) return between(begin, end, std::max(progress, 0.0) / waiting);
  return between(end, head, (std::min(progress, 1.0) - waiting) / (1 - waiting));
}

}  // namespace synod::views
