// Quorums on the canvas: their members, joined by a soft outline.
#pragma once

#include <QPainter>
#include <QPainterPath>
#include <vector>

#include "views/canvas/node_look.h"
#include "views/kit/ballot_choice.h"
#include "views/kit/theme.h"

namespace synod::views {

/// A quorum as it is drawn behind the nodes.
struct QuorumLook {
  ShownQuorum quorum;
  std::uint8_t place = 0;  ///< The first is drawn solid, the second dashed and a little wider.

  friend bool operator==(const QuorumLook&, const QuorumLook&) = default;
};

/// The complete quorum at the highest ballot where nothing is chosen; else what is chosen.
std::vector<QuorumLook> quorum_looks(const Meeting& present,
                                     const std::vector<ShownQuorum>& chosen);

/// Gives the members of chosen quorums their glow, and those of two the sign of both.
void mark_members(std::vector<NodeLook>& nodes, const std::vector<QuorumLook>& quorums);

/// What surrounds the members and no other acceptor. Empty where there is no member.
QPainterPath outline_of(NodeSet members, const Layout& layout, double beyond);

/// "1.1 accepted by A1 A2"; the ballot alone where the phase is not told.
QString told(const ShownQuorum& quorum, const Shape& shape);

/// Draws all outlines and their labels in scene coordinates.
void draw_quorums(QPainter& painter, const std::vector<QuorumLook>& quorums, const Layout& layout,
                  const Theme& theme);

}  // namespace synod::views
