#include "views/canvas/layout.h"

#include <QLineF>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "views/canvas/badge_row.h"
#include "views/canvas/lanes.h"

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
  double store;     ///< The height of the caption below the disk of an acceptor.
  double lane;      ///< The least room between the columns, for a message to be seen.
  double gap;       ///< Between things that must not touch.
};

constexpr double margin = 14;
constexpr QSizeF badge_size(226, 50);
constexpr double dense_caption = 120;
constexpr double flat_caption = 152;

const Sizes& sizes(Detail detail) {
  static const Sizes full{34, 52, {204, 66}, {150, 110}, {124, 30}, {140, 44}, 64, 44, 120, 10};
  static const Sizes compact{23, 35, {184, 44}, {112, 26}, {136, 24}, {120, 24}, 26, 24, 100, 5};
  static const Sizes bare{23, 35, {168, 30}, {112, 26}, {136, 24}, {120, 24}, 26, 24, 100, 5};
  return detail == Detail::full ? full : detail == Detail::compact ? compact : bare;
}

/// What gives way where room is short: words, then the length of lanes (a dense ring uses all the
/// width there is), then the size of the nodes beside that of the letters, then captions below
/// disks (those of a flat ring stand beside them, and its nodes at equal heights). A long column of
/// acceptors gives way by becoming two: every other one stands aside, between its neighbours.
struct Style {
  Detail detail;
  bool dense = false;
  double body = 1;     ///< Of shapes and lanes, on top of the scale.
  bool flat = false;   ///< Only of a dense ring.
  bool split = false;  ///< Only of a long column.
};

/// Shorter columns have room enough, or are no better for being two.
constexpr std::size_t least_to_split = 8;

bool can_split(const Shape& shape) {
  return shape.apart() && shape.acceptors >= least_to_split && !shape.cast->acceptors_talk;
}

/// `scale` is that of the letters.
struct Candidate {
  Style style;
  double scale;
};

/// Arranges one candidate; whether it fits is seen afterwards.
class Arrangement {
 public:
  /// `most_badge` is the largest scale of what the observer says.
  Arrangement(const Shape& shape, QSizeF size, const Candidate& candidate, double most_badge,
              const Spare& spare = {})
      : sizes_(sizes(candidate.style.detail)),
        s_(candidate.scale),
        dense_(candidate.style.dense),
        flat_(candidate.style.flat),
        split_(candidate.style.split),
        below_disks_(spare.below_disks) {
    for (double* size_of_body : {&sizes_.radius, &sizes_.reach, &sizes_.lane})
      *size_of_body *= candidate.style.body;
    layout_.shape = shape;
    layout_.size = size;
    layout_.scale = s_;
    layout_.detail = candidate.style.detail;
    layout_.split = split_;
    layout_.nodes.resize(shape.size());
    layout_.badge = QRectF({margin, margin}, badge_size * std::min(s_, most_badge));
    // Columns have their room on the right, where few learners stand; a ring on its left.
    if (shape.apart()) layout_.badge.moveRight(size.width() - margin);
    if (shape.clients != 0) layout_.stage = under(layout_.badge);
    if (spare.below_badge != 0) {
      layout_.outlook = under(shape.clients != 0 ? layout_.stage : layout_.badge);
      layout_.outlook.setHeight(layout_.badge.height() / badge_size.height() * spare.below_badge);
      if (spare.below_badge == row_below_badge) widen_outlook();
    }
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
      for (const QRectF& taken : {layout_.badge, layout_.stage, layout_.outlook})
        if (touches(node, taken)) return false;
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

  /// A single row needs more room beside one another, towards the middle.
  void widen_outlook() {
    QRectF& row = layout_.outlook;
    const double more = row.width() * 0.4;
    layout_.shape.apart() ? row.setLeft(row.left() - more) : row.setRight(row.right() + more);
  }

  /// Clients stand in a column at the far left; all others have the room beside it.
  void clients() {
    const QSizeF caption = sizes_.client * s_;
    const double half = std::max(px(sizes_.radius * 1.4), caption.width() / 2);
    taken_by_clients_ = margin + 2 * half + px(sizes_.lane) * 0.6;
    const NodeSet nodes = layout_.shape.column(Role::client);
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
    const double arc = depth_of_arc();
    const double aside = split_ ? acceptor + beside + px(sizes_.radius * 2) : 0;
    const double taken = 2 * margin + 2 * left + 2 * right + 2 * acceptor + arc + beside + aside;
    const double free = width() - taken;
    room_for_messages_ = free >= px(sizes_.lane) * (shape.learners == 0 ? 1 : 2);
    const double lane_room = std::min(free, px(sizes_.lane) * 6);
    const double to_acceptors = shape.learners == 0 ? lane_room : lane_room * 0.53;
    const double x0 = taken_by_clients_ + (width() - taken - lane_room) / 2 + margin + left;
    const double x1 = x0 + left + to_acceptors + acceptor;
    const double x2 = x1 + acceptor + arc + beside + aside + (lane_room - to_acceptors) + right;
    column(shape.column(Role::proposer), x0, px(sizes_.proposer.height() + 4) / 2);
    column(shape.column(Role::acceptor), x1, below_disks_ ? px(sizes_.store + 2) / 2 : 0);
    bend(shape.column(Role::acceptor), arc);
    if (split_) split(shape.column(Role::acceptor), aside);
    // A single learner stands in the middle; several begin below the badge and its rows.
    const bool below = shape.learners > 1 && !layout_.outlook.isEmpty();
    column(shape.column(Role::learner), x2, 0, below ? layout_.outlook.bottom() : margin);
    for (NodeId id : shape.column(Role::proposer)) caption_below(id, sizes_.proposer);
    for (NodeId id : shape.column(Role::acceptor)) card_beside(id);
    for (NodeId id : shape.column(Role::learner)) caption_below(id, sizes_.learner);
  }

  /// How far the middle of the column stands out whose nodes talk to one another: so far that no
  /// link runs through a third node, as far as there is room for that.
  double depth_of_arc() const {
    const Shape& shape = layout_.shape;
    if (!shape.cast->acceptors_talk || shape.acceptors < 3) return 0;
    const double parts = (shape.acceptors - 1) / 2.0;
    return px(sizes_.radius) * std::min(1.5 * parts * parts, 5.5);
  }

  /// Bends a column to an arc that is `depth` deep.
  void bend(NodeSet nodes, double depth) {
    if (depth == 0) return;
    const double last = static_cast<double>(nodes.size()) - 1;
    double place = 0;
    for (NodeId id : nodes) {
      const double turn = 2 * place++ / last - 1;
      layout_.nodes[id.index].center.rx() += depth * (1 - turn * turn);
    }
  }

  /// Moves every other node of a column aside.
  void split(NodeSet nodes, double aside) {
    bool moves = false;
    for (NodeId id : nodes) {
      if (moves) layout_.nodes[id.index].center.rx() += aside;
      moves = !moves;
    }
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
    node.caption_side = Qt::AlignHCenter;
  }

  void card_beside(NodeId id) {
    NodePlace& node = layout_.nodes[id.index];
    const QSizeF size = sizes_.card * s_;
    node.card = {node.center.x() + px(sizes_.radius * 1.4), node.center.y() - size.height() / 2,
                 size.width(), size.height()};
    if (below_disks_)
      node.caption = {node.card.left(), node.card.bottom() + px(2), size.width(), px(sizes_.store)};
  }

  void ring() {
    const std::size_t count = layout_.shape.servers();
    const double card = px(sizes_.card.height()) / 2;
    const double above = margin + px(sizes_.reach);
    const double hangs = flat_ ? 0 : px(sizes_.together);
    const double below = margin + std::max(px(sizes_.reach), card + hangs);
    const double caption = flat_ ? px(flat_caption) : 0;
    const double beside = margin + px(sizes_.reach + 8 + sizes_.card.width()) + caption;
    const double height = layout_.size.height() - above - below;
    // An odd ring reaches neither its lowest nor its widest point; it is stretched to use the room.
    double lowest = 0;
    double widest = 0;
    for (std::size_t i = 0; i < count; ++i) {
      lowest = std::max(lowest, down_on_circle(i));
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
      const double down = count == 1 ? 0.5 : down_at(i) / lowest;
      node.center = top + QPointF(rx * std::sin(turn(i)), height * down);
      block_outward(node, top.x());
    }
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (QLineF(layout_.nodes[i].center, layout_.nodes[k].center).length() <
            px(2 * sizes_.reach + sizes_.lane * (dense_ ? 0.36 : 0.9)))
          room_for_messages_ = false;
  }

  /// How far down the ring a node stands, from 0 to 1.
  double down_on_circle(std::size_t i) const { return (1 - std::cos(turn(i))) / 2; }
  /// In a flat ring those of one side stand at equal distances: their disks need as much height
  /// each.
  double down_at(std::size_t i) const {
    const std::size_t count = layout_.shape.servers();
    const std::size_t half = count / 2;
    if (!flat_ || i == 0 || half < 3) return down_on_circle(i);
    // Below the disk of the node at the top.
    const double first = std::max(down_on_circle(1), 0.8 / static_cast<double>(half));
    const auto row = static_cast<double>(std::min(i, count - i) - 1);
    return first + (down_on_circle(half) - first) * row / static_cast<double>(half - 1);
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
    const double caption = flat_    ? px(flat_caption)
                           : dense_ ? std::min(width, px(dense_caption))
                                    : width;
    node.caption = {x, node.card.bottom(), caption, px(sizes_.together)};
    if (!flat_) return;
    const double y_beside = node.card.center().y() - node.caption.height() / 2;
    node.caption.moveTopLeft({left ? node.card.left() - caption : node.card.right(), y_beside});
    if (left) node.caption_side = Qt::AlignRight;
  }

  Layout layout_;
  Sizes sizes_;
  double s_;
  bool dense_;
  bool flat_;
  bool split_;
  bool below_disks_;
  double taken_by_clients_ = 0;
  bool room_for_messages_ = true;
};

}  // namespace

QRectF NodePlace::bounds() const {
  QRectF all = circle();
  if (!card.isEmpty()) all |= card;
  if (!caption.isEmpty()) all |= caption;
  return all;
}

namespace {

/// Looks for the arrangement of a shape in a view.
class LayoutSearch {
 public:
  LayoutSearch(const Shape& shape, QSizeF view, double text, const Spare& spare)
      : shape_(shape), view_(view), most_badge_(1.2 * std::clamp(text, 1.0, 1.75)), spare_(spare) {}

  /// The richest style at the largest scale of usual letters; nothing where none fits.
  std::optional<Candidate> usual() const {
    // Before letters get too small to read, messages get shorter ways, and nodes smaller.
    static constexpr Candidate candidates[] = {
        {{Detail::full}, 1.5},
        {{Detail::full}, 1.4},
        {{Detail::full}, 1.3},
        {{Detail::full}, 1.2},
        {{Detail::full}, 1.1},
        {{Detail::full}, 1.0},
        {{Detail::full}, 0.92},
        {{Detail::full}, 0.86},
        {{Detail::compact}, 1.15},
        {{Detail::compact}, 1.05},
        {{Detail::compact}, 0.95},
        {{Detail::compact, true}, 0.95},
        {{Detail::compact}, 0.85},
        {{Detail::compact, true, small_body}, 0.95},
        {{Detail::compact, true}, 0.85},
        {{Detail::compact, true, small_body}, 0.85},
        {{Detail::compact, true, small_body, true}, 0.95},
        {{Detail::compact, true, small_body, true}, 0.85},
        {{Detail::compact, true, 1, false, true}, 0.95},
        {{Detail::compact, true, 1, false, true}, 0.85},
        {{Detail::compact, true, small_body, false, true}, 0.85},
        {{Detail::bare}, 0.95},
        {{Detail::bare}, 0.85},
        {{Detail::bare, true}, 0.95},
        {{Detail::bare, true}, 0.85},
        {{Detail::bare, true, small_body}, 0.85}};
    for (const Candidate& candidate : candidates)
      if (fits(candidate)) return candidate;
    return std::nullopt;
  }

  /// As near to letters of the `wanted` scale as there is room, and never farther from them than
  /// `usual`.
  Candidate towards(double wanted, const Candidate& usual) const {
    // Fixed steps: larger text never has smaller letters.
    constexpr double step = 1.02;
    const int most = static_cast<int>(std::log(wanted / usual.scale) / std::log(step) + 0.5);
    for (int i = most; i > 0; --i)
      if (const auto found = richest(usual.scale * std::pow(step, i), usual)) return *found;
    if (wanted >= usual.scale) return usual;
    return richest(std::max(wanted, least_scale), usual).value_or(usual);
  }

  Layout take(const Candidate& candidate) const {
    return Arrangement(shape_, view_, candidate, most_badge_, spare_).take();
  }

  /// A scene that is larger than the view.
  Layout beyond() const {
    QSizeF room = view_.expandedTo({160, 90});
    while (true) {
      room *= 1.08;
      const Style style{Detail::compact, true, small_body, false, can_split(shape_)};
      Arrangement arrangement(shape_, room, {style, least_scale}, most_badge_,
                              {0, spare_.below_disks});
      if (arrangement.fits()) return arrangement.take();
    }
  }

 private:
  static constexpr double least_scale = 0.85;
  static constexpr double small_body = 0.75;

  /// From the richest one on. Words that are shown stay as long as letters can grow without that.
  static std::vector<Style> styles(Detail least) {
    std::vector<Style> all{{Detail::full},
                           {Detail::full, true},
                           {Detail::compact},
                           {Detail::compact, true},
                           {Detail::compact, true, small_body},
                           {Detail::compact, true, small_body, true},
                           {Detail::compact, true, 1, false, true},
                           {Detail::compact, true, small_body, false, true}};
    if (least == Detail::bare)
      all.insert(all.end(), {{Detail::bare, true}, {Detail::bare, true, small_body}});
    return all;
  }

  /// The richest style that fits at `scale`.
  std::optional<Candidate> richest(double scale, const Candidate& usual) const {
    for (const Style& style : styles(usual.style.detail))
      if (fits({style, scale})) return Candidate{style, scale};
    return std::nullopt;
  }

  bool fits(const Candidate& candidate) const {
    if (candidate.style.split && !can_split(shape_)) return false;
    return Arrangement(shape_, view_, candidate, most_badge_, spare_).fits();
  }

  const Shape& shape_;
  QSizeF view_;
  double most_badge_;
  Spare spare_;
};

}  // namespace

namespace {

Layout lay_out_all(const Shape& shape, QSizeF view, double scale, const Spare& spare) {
  const LayoutSearch search(shape, view, scale, spare);
  const std::optional<Candidate> usual = search.usual();
  Layout layout =
      usual ? search.take(search.towards(usual->scale * scale, *usual)) : search.beyond();
  make_lanes(layout);
  return layout;
}

}  // namespace

Layout lay_out(const Shape& shape, QSizeF view, double scale, const Spare& spare) {
  Layout layout = lay_out_all(shape, view, scale, {0, spare.below_disks});
  if (spare.below_badge == 0) return layout;
  // A single row is better than smaller words at the nodes; but better those than no row.
  for (const Detail least : {layout.detail, Detail::compact})
    for (const double height : {spare.below_badge, row_below_badge}) {
      Layout roomy = lay_out_all(shape, view, scale, {height, spare.below_disks});
      if (roomy.detail <= least && roomy.size == layout.size) return roomy;
    }
  return layout;
}

}  // namespace synod::views
