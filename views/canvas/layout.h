// Layout of the canvas: a pure function of the cluster's shape and the room there is.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <vector>

#include "model/world/cluster.h"

namespace synod::views {

/// How much a node tells beside its name: all of it in words; where room is short, chips under the
/// names of their fields; and chips alone where there is no room for words either.
enum class Detail : std::uint8_t { full, compact, bare };

/// The place of one node and of what belongs to it, in scene coordinates.
struct NodePlace {
  QPointF center;
  double radius = 0;  ///< Of its shape.
  double reach = 0;   ///< Of all that is drawn around the shape: its meter, its glow.
  QRectF card;        ///< Its disk; empty where it keeps none beside itself.
  QRectF caption;     ///< What it holds in memory.
  Qt::Alignment caption_side = Qt::AlignLeft;  ///< Where in its room the caption stands.

  QRectF circle() const { return {center.x() - reach, center.y() - reach, 2 * reach, 2 * reach}; }
  QRectF bounds() const;
};

/// The way of messages from one node to another: right of the line between the two, seen from the
/// sender, so that opposite directions do not meet. Messages at rest stand from `begin` to `end`,
/// clear of both nodes.
struct Lane {
  QPointF tail;  ///< At the sender's edge.
  QPointF begin;
  QPointF end;
  QPointF head;  ///< At the receiver's edge.
  /// The direction of travel, counted clockwise from the right in `headings` steps.
  std::uint8_t heading = 0;

  /// The place of a message at that share of its way, 0 to 1. Past `waiting` it enters the node.
  QPointF at(double progress) const;

  static constexpr int headings = 32;
  /// The share of the way that a message comes before it is delivered.
  static constexpr double waiting = 0.94;
};

struct Layout {
  Shape shape;
  QSizeF size;       ///< Of the scene: the view, or more where the view has too little room.
  double scale = 1;  ///< Of everything drawn: letters, lines and shapes.
  Detail detail = Detail::full;
  bool split = false;  ///< Acceptors stand in two columns.
  std::vector<NodePlace> nodes;
  std::vector<Lane> lanes;
  QRectF badge;    ///< Kept free for what only the observer knows …
  QRectF stage;    ///< … and, where there are clients, for how far a change of leader has come.
  QRectF outlook;  ///< Below them, for what can still become chosen; empty where nobody asked.

  const NodePlace& node(NodeId id) const { return nodes[id.index]; }
  const Lane& lane(NodeId from, NodeId to) const {
    return lanes[from.index * nodes.size() + to.index];
  }
};

/// The height of an envelope at scale 1, and the width that lanes keep free for one.
inline constexpr double envelope_height = 26;
inline constexpr double envelope_width = 104;

/// Room that a layout keeps free for more than the nodes and their messages.
struct Spare {
  /// The height below a badge that is 50 high, or one row where that is too much; nothing where
  /// nodes would lose their words to it.
  double below_badge = 0;
  /// Below the disk of each node of the middle column: for what its state machine holds.
  bool below_disks = false;
};

/// Nodes together in a ring with the first at the top; proposers, acceptors and learners in columns
/// where roles are apart; clients in a column of their own at the far left. Nodes shrink where room
/// is short; below a readable size the scene grows beyond `view` instead. Nothing ever overlaps.
/// `scale` is the theme's: letters get as much larger than usual as there is room, and words, lanes
/// and nodes give way to them.
Layout lay_out(const Shape& shape, QSizeF view, double scale = 1, const Spare& spare = {});

}  // namespace synod::views
