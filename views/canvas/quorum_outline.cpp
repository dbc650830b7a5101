#include "views/canvas/quorum_outline.h"

#include <QCoreApplication>
#include <QPolygonF>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "views/kit/pencil.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::Canvas)
};

double cross(QPointF o, QPointF a, QPointF b) {
  return (a.x() - o.x()) * (b.y() - o.y()) - (a.y() - o.y()) * (b.x() - o.x());
}

/// Andrew's monotone chain.
QPolygonF convex_hull(std::vector<QPointF> points) {
  std::sort(points.begin(), points.end(), [](QPointF a, QPointF b) {
    return a.x() < b.x() || (a.x() == b.x() && a.y() < b.y());
  });
  const auto half = [](auto first, auto last) {
    QPolygonF chain;
    for (; first != last; ++first) {
      while (chain.size() > 1 && cross(chain[chain.size() - 2], chain.back(), *first) <= 0)
        chain.pop_back();
      chain.push_back(*first);
    }
    chain.pop_back();
    return chain;
  };
  QPolygonF hull = half(points.begin(), points.end());
  hull += half(points.rbegin(), points.rend());
  return hull;
}

void add_circle(std::vector<QPointF>& points, QPointF middle, double radius) {
  constexpr int corners = 40;
  for (int i = 0; i < corners; ++i) {
    const double turn = 2 * std::numbers::pi * i / corners;
    points.push_back(middle + QPointF(std::cos(turn), std::sin(turn)) * radius);
  }
}

/// Cuts those out who stand within the outline and do not belong to it.
class OutlineMaker {
 public:
  OutlineMaker(NodeSet members, const Layout& layout, double beyond)
      : members_(members), layout_(layout), beyond_(beyond) {}

  QPainterPath make() const {
    if (members_.empty()) return {};
    std::vector<QPointF> points;
    for (NodeId node : members_) add_circle(points, center(node), reach(node) + beyond_);
    const NodeSet between = strangers();
    // In a column the band goes round the others on their left, where no disk stands.
    if (layout_.shape.apart())
      for (NodeId node : between)
        add_circle(points, center(node) - QPointF(reach(node) * 1.55 + beyond_, 0), reach(node));
    QPainterPath path;
    path.addPolygon(convex_hull(points));
    path.closeSubpath();
    for (NodeId node : between) path = path.subtracted(notch(node));
    // Around a disk, as one that lay over the outline would tear it.
    for (NodeId node : layout_.shape.with(Role::acceptor)) {
      const QRectF& card = layout_.node(node).card;
      if (!card.isEmpty() && path.intersects(card)) path = path.subtracted(around(card));
    }
    return path;
  }

 private:
  QPointF center(NodeId node) const { return layout_.node(node).center; }
  double reach(NodeId node) const { return layout_.node(node).radius * 1.24; }

  /// Acceptors between the first and the last member of a column, or all others in a ring.
  NodeSet strangers() const {
    NodeSet others = layout_.shape.with(Role::acceptor) - members_;
    if (!layout_.shape.apart()) return others;
    NodeSet between;
    bool begun = false;
    NodeSet seen;
    for (NodeId node : layout_.shape.with(Role::acceptor)) {
      seen.insert(node);
      if (members_.contains(node)) begun = true;
      if (begun && others.contains(node) && !(members_ - seen).empty()) between.insert(node);
    }
    return between;
  }

  /// Open to the right in a column, so that a disk stands outside with its node.
  QPainterPath notch(NodeId node) const {
    const double r = reach(node) + 5 * layout_.scale;
    QRectF box(center(node) - QPointF(r, r), QSizeF(2 * r, 2 * r));
    if (layout_.shape.apart()) box.setRight(box.right() + layout_.size.width());
    QPainterPath path;
    path.addRoundedRect(box, r, r);
    return path;
  }

  QPainterPath around(const QRectF& card) const {
    const double gap = 4 * layout_.scale;
    QPainterPath path;
    path.addRoundedRect(card.adjusted(-gap, -gap, gap, gap), 3 * gap, 3 * gap);
    return path;
  }

  NodeSet members_;
  const Layout& layout_;
  double beyond_;
};

/// Where a label can stand on an outline and hide nothing.
class LabelPlacer {
 public:
  explicit LabelPlacer(const Layout& layout) : layout_(layout) {
    for (const NodePlace& node : layout.nodes) {
      taken_.push_back(node.circle());
      if (!node.card.isEmpty()) taken_.push_back(node.card);
      if (!node.caption.isEmpty()) taken_.push_back(node.caption);
    }
    taken_.push_back(layout.badge);
    taken_.push_back(layout.stage);
    // Messages wait at the ends of their lanes.
    const QSizeF envelope(envelope_width * layout.scale, envelope_height * layout.scale);
    for (const Lane& lane : layout.lanes) {
      if (lane.begin == lane.end) continue;
      busy_.push_back(box_at(lane.begin, envelope));
      busy_.push_back(box_at(lane.end, envelope));
    }
  }

  /// The middle of the label: the freest point, the earliest among equals from the top or, for the
  /// second one, from the bottom.
  QPointF place(const QPainterPath& outline, QSizeF size, bool from_top) {
    QPolygonF points;
    for (const QPolygonF& part : outline.toSubpathPolygons()) points += part;
    points << outline.boundingRect().center();
    const QPolygonF corners = points;
    for (int i = 1; i < corners.size(); ++i) points << (corners[i - 1] + corners[i]) / 2;
    std::stable_sort(points.begin(), points.end(), [&](QPointF a, QPointF b) {
      return from_top ? a.y() < b.y() : a.y() > b.y();
    });
    QPointF best = outline.boundingRect().center();
    double least = 1e18;
    for (const QPointF& point : points) {
      const double hidden = hides(box_at(point, size));
      if (hidden >= least) continue;
      best = point;
      least = hidden;
    }
    taken_.push_back(box_at(best, size));
    return best;
  }

 private:
  static QRectF box_at(QPointF middle, QSizeF size) {
    return {middle.x() - size.width() / 2, middle.y() - size.height() / 2, size.width(),
            size.height()};
  }

  /// How much of other things, or of itself, a label would hide there.
  double hides(const QRectF& box) const {
    const QRectF inside = box & QRectF({4, 4}, layout_.size - QSizeF(8, 8));
    double area = 3 * (box.width() * box.height() - inside.width() * inside.height());
    for (const QRectF& rect : taken_) {
      const QRectF common = rect & box;
      area += common.width() * common.height();
    }
    for (const QRectF& rect : busy_) {
      const QRectF common = rect & box;
      area += 0.3 * common.width() * common.height();
    }
    return area;
  }

  const Layout& layout_;
  std::vector<QRectF> taken_;
  std::vector<QRectF> busy_;
};

class QuorumPainter {
 public:
  QuorumPainter(QPainter& painter, const Layout& layout, const Theme& theme)
      : p_(painter), layout_(layout), theme_(theme), pencil_(painter, theme, layout.scale) {}

  void draw(const std::vector<QuorumLook>& quorums) {
    std::vector<QPainterPath> paths;
    for (const QuorumLook& look : quorums) {
      paths.push_back(outline_of(look.quorum.members, layout_, px(look.place == 0 ? 9 : 17)));
      band(look, paths.back());
    }
    LabelPlacer placer(layout_);
    for (std::size_t i = 0; i < quorums.size(); ++i)
      if (!paths[i].isEmpty()) label(quorums[i], paths[i], placer);
  }

 private:
  double px(double size) const { return size * layout_.scale; }

  /// A quorum that is only possible has no ballot whose colour it could take.
  QColor color(const QuorumLook& look) const {
    if (look.quorum.ballot.exists()) return theme_.ballot(look.quorum.ballot).fill;
    return look.place == 0 ? theme_.accent : theme_.bad;
  }

  void band(const QuorumLook& look, const QPainterPath& path) {
    QColor soft = color(look);
    soft.setAlphaF(theme_.dark ? 0.13F : 0.1F);
    QPen pen(color(look), px(2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (look.place != 0) pen.setDashPattern({4.5, 3.5});
    p_.setPen(pen);
    p_.setBrush(soft);
    p_.drawPath(path);
  }

  void label(const QuorumLook& look, const QPainterPath& path, LabelPlacer& placer) {
    const QString text = told(look.quorum, layout_.shape);
    const Ballot ballot = look.quorum.ballot;
    const double chip = ballot.exists() ? pencil_.ballot_width(ballot) : 0;
    const double words = text.isEmpty() ? 0 : pencil_.word_width(text, 12.5, QFont::DemiBold);
    const double gap = text.isEmpty() || !ballot.exists() ? 0 : px(5);
    const QSizeF size(chip + gap + words + px(text.isEmpty() ? 6 : 14), px(27));
    const QPointF middle = placer.place(path, size, look.place == 0);
    const QRectF box(middle - QPointF(size.width() / 2, size.height() / 2), size);
    QPen edge(color(look), px(1.6));
    if (look.place != 0) edge.setDashPattern({3.5, 2.5});
    p_.setPen(edge);
    p_.setBrush(theme_.canvas);
    p_.drawRoundedRect(box, px(7), px(7));
    double x = box.left() + px(3);
    if (ballot.exists()) x += pencil_.ballot(x, middle.y(), ballot, chip + 1) + gap;
    if (text.isEmpty()) return;
    if (!ballot.exists()) x += px(4);
    pencil_.word(x, middle.y(), text, theme_.text, words + 2, 12.5, QFont::DemiBold);
  }

  QPainter& p_;
  const Layout& layout_;
  const Theme& theme_;
  Pencil pencil_;
};

QString names(NodeSet nodes, const Shape& shape) {
  // Beyond a handful, the outline itself says it better.
  if (nodes.size() > 5) return Texts::tr("%1 acceptors").arg(nodes.size());
  QStringList words;
  for (NodeId node : nodes) words << QString::fromStdString(shape.name(node));
  return words.join(' ');
}

}  // namespace

std::vector<QuorumLook> quorum_looks(const Meeting& present,
                                     const std::vector<ShownQuorum>& chosen) {
  std::vector<QuorumLook> looks;
  for (const ShownQuorum& quorum : chosen)
    looks.push_back({quorum, static_cast<std::uint8_t>(looks.size())});
  if (looks.empty() && present.quorum.exists())
    looks.push_back({{present.quorum.ballot, present.quorum.answered, ShownQuorum::Phase::none,
                      present.quorum.needed},
                     0});
  return looks;
}

void mark_members(std::vector<NodeLook>& nodes, const std::vector<QuorumLook>& quorums) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    NodeLook& look = nodes[i];
    look.glow = look.shared = {};
    for (const QuorumLook& quorum : quorums) {
      if (!quorum.quorum.members.contains({static_cast<std::uint8_t>(i)})) continue;
      look.shared = look.glow;
      look.glow = quorum.quorum.ballot;
    }
  }
}

QPainterPath outline_of(NodeSet members, const Layout& layout, double beyond) {
  return OutlineMaker(members, layout, beyond).make();
}

QString told(const ShownQuorum& quorum, const Shape& shape) {
  const QString who = names(quorum.members, shape);
  const bool second = quorum.phase == ShownQuorum::Phase::second;
  if (quorum.phase == ShownQuorum::Phase::none) return {};
  if (!quorum.ballot.exists())
    return second ? Texts::tr("a phase-2 quorum: %1").arg(who)
                  : Texts::tr("a phase-1 quorum: %1").arg(who);
  if (quorum.complete())
    return second ? Texts::tr("accepted by %1").arg(who) : Texts::tr("promised by %1").arg(who);
  const QString text =
      second ? Texts::tr("accepted by %1, %2 of %3") : Texts::tr("promised by %1, %2 of %3");
  return text.arg(who).arg(quorum.members.size()).arg(quorum.needed);
}

void draw_quorums(QPainter& painter, const std::vector<QuorumLook>& quorums, const Layout& layout,
                  const Theme& theme) {
  QuorumPainter(painter, layout, theme).draw(quorums);
}

}  // namespace synod::views
