// Links behind the nodes, and overlays above everything.
#pragma once

#include <QPainter>

#include "views/canvas/picture.h"
#include "views/kit/selection.h"
#include "views/kit/theme.h"

namespace synod::views {

/// Draws links, recovery paths and overlays in scene coordinates.
class Scenery {
 public:
  Scenery(QPainter& painter, const Layout& layout, const Theme& theme);

  void links(const std::vector<LinkLook>& links);
  /// The link under the pointer: thicker, with scissors where it can be cut.
  void hovered_link(const LinkLook& link, NodeId near_end, bool one_way);

  void recovery(const Recovery& recovery);
  /// The words of a recovery path, over all else.
  void recovery_label(const Recovery& recovery);

  /// Rings around nodes that wait.
  void timers(const Picture& picture);
  /// Lines of sight from nodes to those that they suspect.
  void sights(const Picture& picture);
  /// A ring around the node where the last event happened.
  void happened(const Picture& picture);
  void reading(const Reading& reading);
  /// Words beside what was lost; for at most a few, as more would hide what they are about.
  void losses(const std::vector<Envelope>& envelopes);

  /// A ring around what the pointer is on, or around what has the keyboard's focus.
  void outline_node(NodeId node, bool focus);
  void outline_rect(const QRectF& rect, bool focus);
  void outline_link(NodeId a, NodeId b, bool focus);

  /// A message may be let go at `node`, and would be delivered where it is `over` it already.
  void drop_target(NodeId node, bool over);
  /// Words below a message whose middle is at `middle`.
  void note_below(QPointF middle, const QString& text, bool strong);

  /// The line that parts the nodes, and the side on which each would be.
  void partition_line(QPointF from, QPointF to, const std::array<std::uint8_t, max_nodes>& side);

  /// What only the observer knows, in `rect`.
  void chosen_badge(const QRectF& rect, const Picture& picture);

 private:
  double px(double size) const { return size * s_; }
  void cut_mark(QPointF at, QPointF along);
  static QString words_of(const Recovery& recovery);
  void path_band(const QPointF& from, const QPointF& to, const Recovery& recovery);
  QPointF edge_towards(NodeId node, NodeId other) const;

  QPainter& p_;
  const Layout& layout_;
  const Theme& theme_;
  double s_;
};

}  // namespace synod::views
