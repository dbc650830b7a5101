#include "views/canvas/layout.h"

#include <QLineF>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace synod::views {

namespace {

/// Sizes at scale 1, in pixels.
struct Sizes {
  double radius;    ///< Of a node's shape.
  double reach;     ///< Of its meter or glow.
  QSizeF card;      ///< The disk.
  QSizeF proposer;  ///< The caption under a proposer.
  QSizeF learner;   ///< The caption under a learner.
  QSizeF client;    ///< The caption under a client.
  double together;  ///< The height of the caption of a node that plays every role.
  double lane;      ///< The least room between the columns, for a message to be seen.
  double gap;       ///< Between things that must not touch.
};

constexpr double margin = 14;
constexpr QSizeF badge_size(226, 50);
constexpr double dense_caption = 120;

const Sizes& sizes(Detail detail) {
  static const Sizes full{34, 52, {204, 66}, {150, 110}, {124, 30}, {140, 44}, 64, 120, 10};
  static const Sizes compact{23, 35, {184, 44}, {112, 26}, {136, 24}, {120, 24}, 26, 100, 5};
  static const Sizes bare{23, 35, {168, 30}, {112, 26}, {136, 24}, {120, 24}, 26, 100, 5};
  return detail == Detail::full ? full : detail == Detail::compact ? compact : bare;
}

/// How large everything is, at a text size of 1. A dense ring has shorter lanes and uses all the
/// width there is.
struct Candidate {
  Detail detail;
  double scale;
  bool dense = false;
};

/// Arranges one candidate; whether it fits is seen afterwards.
class Arrangement {
 public:
  Arrangement(const Shape& shape, QSizeF size, const Candidate& candidate, double text)
      : sizes_(sizes(candidate.detail)), s_(candidate.scale * text), dense_(candidate.dense) {
    layout_.shape = shape;
    layout_.size = size;
    layout_.scale = s_;
    layout_.detail = candidate.detail;
    layout_.nodes.resize(shape.size());
    layout_.badge = QRectF({margin, margin}, badge_size * std::min(s_, 1.2 * text));
    // Columns have their room on the right, where few learners stand; a ring on its left.
    if (shape.apart()) layout_.badge.moveRight(size.width() - margin);
    if (shape.clients != 0) layout_.stage = under(layout_.badge);
    if (shape.clients != 0) clients();
    shape.apart() ? columns() : ring();
  }

  Layout take() { return std::move(layout_); }

  bool fits() const {
    const QRectF inside(margin / 2, margin / 2, layout_.size.width() - margin,
                        layout_.size.height() - margin);
    for (std::size_t i = 0; i < layout_.nodes.size(); ++i) {
      const NodePlace& node = layout_.nodes[i];
      if (!inside.contains(node.bounds())) return false;
      if (touches(node, layout_.badge) || touches(node, layout_.stage)) return false;
      for (std::size_t k = 0; k < i; ++k)
        if (touches(node, layout_.nodes[k])) return false;
    }
    return room_for_messages_;
  }

 private:
  double px(double size) const { return size * s_; }

  bool touches(const NodePlace& node, const QRectF& rect) const {
    if (rect.isEmpty()) return false;
    const double gap = px(sizes_.gap);
    const QRectF grown = rect.adjusted(-gap, -gap, gap, gap);
    return node.circle().intersects(grown) || node.card.intersects(grown) ||
           node.caption.intersects(grown);
  }
  bool touches(const NodePlace& a, const NodePlace& b) const {
    return touches(a, b.circle()) || touches(a, b.card) || touches(a, b.caption);
  }

  /// As wide as the badge, and right below it.
  static QRectF under(const QRectF& badge) {
    const double gap = badge.height() * 0.12;
    return {badge.left(), badge.bottom() + gap, badge.width(), badge.height()};
  }

  /// Clients stand in a column at the far left; all others have the room beside it.
  void clients() {
    const QSizeF caption = sizes_.client * s_;
    const double half = std::max(px(sizes_.radius * 1.4), caption.width() / 2);
    taken_by_clients_ = margin + 2 * half + px(sizes_.lane) * 0.6;
    const NodeSet nodes = layout_.shape.with(Role::client);
    const bool under_badge = layout_.badge.left() < margin + 2 * half;
    const double above = under_badge ? layout_.stage.bottom() + px(sizes_.gap) : margin;
    column(nodes, margin + half, (caption.height() + px(3)) / 2, above);
    for (NodeId id : nodes) caption_below(id, sizes_.client);
  }
  /// The width that is left beside the clients.
  double width() const { return layout_.size.width() - taken_by_clients_; }

  void columns() {
    const Shape& shape = layout_.shape;
    const double left = px(std::max(sizes_.reach, sizes_.proposer.width() / 2));
    const double right =
        shape.learners == 0 ? 0 : px(std::max(sizes_.radius * 1.3, sizes_.learner.width() / 2));
    const double beside = px(sizes_.radius * 0.4 + sizes_.card.width());
    const double acceptor = px(sizes_.radius * 1.25);
    const double taken = 2 * margin + 2 * left + 2 * right + 2 * acceptor + beside;
    const double free = width() - taken;
    room_for_messages_ = free >= px(sizes_.lane) * (shape.learners == 0 ? 1 : 2);
    const double lane_room = std::min(free, px(sizes_.lane) * 6);
    const double to_acceptors = shape.learners == 0 ? lane_room : lane_room * 0.53;
    const double x0 = taken_by_clients_ + (width() - taken - lane_room) / 2 + margin + left;
    const double x1 = x0 + left + to_acceptors + acceptor;
    const double x2 = x1 + acceptor + beside + (lane_room - to_acceptors) + right;
    column(shape.with(Role::proposer), x0, px(sizes_.proposer.height() + 4) / 2);
    column(shape.with(Role::acceptor), x1, 0);
    column(shape.with(Role::learner), x2, 0);
    for (NodeId id : shape.with(Role::proposer)) caption_below(id, sizes_.proposer);
    for (NodeId id : shape.with(Role::acceptor)) card_beside(id);
    for (NodeId id : shape.with(Role::learner)) caption_below(id, sizes_.learner);
  }

  /// Spreads `nodes` evenly down a column, each lifted by half of what hangs below it.
  void column(NodeSet nodes, double x, double lift, double above = margin) {
    const double slot =
        (layout_.size.height() - above - margin) / static_cast<double>(nodes.size());
    double y = above + slot / 2;
    for (NodeId id : nodes) {
      NodePlace& node = layout_.nodes[id.index];
      node.center = {x, y - lift};
      node.radius = px(sizes_.radius);
      node.reach =
          layout_.shape.roles(id).has(Role::proposer) ? px(sizes_.reach) : px(sizes_.radius * 1.25);
      y += slot;
    }
  }

  void caption_below(NodeId id, QSizeF size) {
    NodePlace& node = layout_.nodes[id.index];
    const double width = px(size.width());
    node.caption = {node.center.x() - width / 2, node.center.y() + node.reach + px(3), width,
                    px(size.height())};
    node.caption_centred = true;
  }

  void card_beside(NodeId id) {
    NodePlace& node = layout_.nodes[id.index];
    const QSizeF size = sizes_.card * s_;
    node.card = {node.center.x() + px(sizes_.radius * 1.4), node.center.y() - size.height() / 2,
                 size.width(), size.height()};
  }

  void ring() {
    const std::size_t count = layout_.shape.servers();
    const double card = px(sizes_.card.height()) / 2;
    const double above = margin + px(sizes_.reach);
    const double below = margin + std::max(px(sizes_.reach), card + px(sizes_.together));
    const double beside = margin + px(sizes_.reach + 8 + sizes_.card.width());
    const double height = layout_.size.height() - above - below;
    // An odd ring reaches neither its lowest nor its widest point; it is stretched to use the room.
    double lowest = 0;
    double widest = 0;
    for (std::size_t i = 0; i < count; ++i) {
      lowest = std::max(lowest, (1 - std::cos(turn(i))) / 2);
      widest = std::max(widest, std::sin(turn(i)));
    }
    const double rx =
        std::min(width() / 2 - beside, height * (dense_ ? 1.2 : 0.8)) / std::max(widest, 0.5);
    room_for_messages_ = rx > 0 && height > 0;
    const QPointF top(taken_by_clients_ + width() / 2, above);
    for (std::size_t i = 0; i < count; ++i) {
      NodePlace& node = layout_.nodes[i];
      node.radius = px(sizes_.radius);
      node.reach = px(sizes_.reach);
      const double down = count == 1 ? 0.5 : (1 - std::cos(turn(i))) / 2 / lowest;
      node.center = top + QPointF(rx * std::sin(turn(i)), height * down);
      block_outward(node, top.x());
    }
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (QLineF(layout_.nodes[i].center, layout_.nodes[k].center).length() <
            px(2 * sizes_.reach + sizes_.lane * (dense_ ? 0.36 : 0.9)))
          room_for_messages_ = false;
  }

  double turn(std::size_t i) const {
    return 2 * std::numbers::pi * static_cast<double>(i) /
           static_cast<double>(layout_.shape.servers());
  }

  /// Disk and caption stand away from the middle, where no messages pass.
  void block_outward(NodePlace& node, double middle) {
    const double width = px(sizes_.card.width());
    const double aside = node.reach + px(8);
    const bool left = node.center.x() < middle - 1;
    const double x = left ? node.center.x() - aside - width : node.center.x() + aside;
    const bool highest = &node == &layout_.nodes.front();
    // The first one's stands a little higher: out of the way of its messages to its neighbour.
    const double y = node.center.y() - (highest ? node.reach : px(sizes_.card.height()) / 2);
    node.card = {x, y, width, px(sizes_.card.height())};
    // A caption of chips alone needs less than the disk does.
    const double caption = dense_ ? std::min(width, px(dense_caption)) : width;
    node.caption = {x, node.card.bottom(), caption, px(sizes_.together)};
  }

  Layout layout_;
  const Sizes& sizes_;
  double s_;
  bool dense_;
  double taken_by_clients_ = 0;
  bool room_for_messages_ = true;
};

/// How far from the middle of an envelope its edge is, in direction `u`.
double support(QPointF u, QSizeF size) {
  const double along_x = std::abs(u.x()) < 1e-9 ? 1e9 : size.width() / 2 / std::abs(u.x());
  const double along_y = std::abs(u.y()) < 1e-9 ? 1e9 : size.height() / 2 / std::abs(u.y());
  return std::min(along_x, along_y);
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

  /// The first distance from which an envelope on its way to `to` is clear of all that is at
  /// `from`.
  double clear_of(NodeId from, NodeId to) const {
    const NodePlace& node = layout_.node(from);
    const QPointF u = direction(from, to);
    const double most = distance(from, to) - layout_.node(to).reach - support(u, envelope_);
    double d = node.reach + support(u, envelope_) + 4 * layout_.scale;
    // Where a lane leaves under a card or caption, messages appear beyond it.
    const auto hidden = [&](double distance) {
      const QPointF p = node.center + u * distance;
      const QRectF envelope(p.x() - envelope_.width() / 2, p.y() - envelope_.height() / 2,
                            envelope_.width(), envelope_.height());
      return envelope.intersects(node.card) || envelope.intersects(node.caption);
    };
    while (d < most && hidden(d)) d += 4;
    return std::max(std::min(d, most), distance(from, to) * 0.3);
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
      const double d = pushed(from, others[i], base[i], extra);
      const QPointF p = layout_.node(from).center + direction(from, others[i]) * d;
      return QRectF(p - QPointF(envelope_.width() / 2, envelope_.height() / 2), envelope_);
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
        b.center - u * there * give + aside, b.center - u * b.radius + aside * 0.5};
  }

  Layout& layout_;
  QSizeF envelope_;
};

QPointF between(QPointF a, QPointF b, double share) {
  return a + (b - a) * share;
}

}  // namespace

QRectF NodePlace::bounds() const {
  QRectF all = circle();
  if (!card.isEmpty()) all |= card;
  if (!caption.isEmpty()) all |= caption;
  return all;
}

QPointF Lane::at(double progress) const {
  if (progress <= waiting) return between(begin, end, std::max(progress, 0.0) / waiting);
  return between(end, head, (std::min(progress, 1.0) - waiting) / (1 - waiting));
}

double Lane::progress_near(QPointF point) const {
  const QPointF way = end - begin;
  const double length = QPointF::dotProduct(way, way);
  if (length < 1e-6) return 0;
  const double share = QPointF::dotProduct(point - begin, way) / length;
  return std::clamp(share * waiting, 0.0, 1.0);
}

Layout lay_out(const Shape& shape, QSizeF view, double scale) {
  // Before letters get too small to read, messages get shorter ways.
  static constexpr Candidate candidates[] = {
      {Detail::full, 1.5},       {Detail::full, 1.4},           {Detail::full, 1.3},
      {Detail::full, 1.2},       {Detail::full, 1.1},           {Detail::full, 1.0},
      {Detail::full, 0.92},      {Detail::full, 0.86},          {Detail::full, 0.8},
      {Detail::compact, 1.15},   {Detail::compact, 1.05},       {Detail::compact, 0.95},
      {Detail::compact, 0.85},   {Detail::compact, 0.95, true}, {Detail::compact, 0.85, true},
      {Detail::bare, 0.95},      {Detail::bare, 0.85},          {Detail::bare, 0.95, true},
      {Detail::bare, 0.85, true}};
  const auto finish = [](Arrangement& arrangement) {
    Layout layout = arrangement.take();
    LaneMaker(layout).make();
    return layout;
  };
  for (const Candidate& candidate : candidates) {
    Arrangement arrangement(shape, view, candidate, scale);
    if (arrangement.fits()) return finish(arrangement);
  }
  QSizeF room = view.expandedTo({160, 90});
  while (true) {
    room *= 1.08;
    Arrangement arrangement(shape, room, {Detail::compact, 0.85}, scale);
    if (arrangement.fits()) return finish(arrangement);
  }
}

}  // namespace synod::views
