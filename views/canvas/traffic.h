// Messages of a frame: their places and their looks.
#pragma once

#include <QPointF>
#include <vector>

#include "views/canvas/layout.h"
#include "views/kit/frame.h"

namespace synod::views {

/// All that an envelope's picture depends on beside theme and size.
struct Face {
  std::uint8_t kind = 0;  ///< Index into the protocol's kinds.
  bool held = false;
  bool copy = false;
  Ballot ballot;    ///< What it is about.
  Ballot reported;  ///< A second ballot that it carries: of an accepted pair, or a promise.
  Text value;
  std::uint8_t heading = 0;  ///< Where it goes: see Lane::heading.
  /// Without words: a drop in its ballot's colour with its kind's letter.
  bool small = false;

  friend auto operator<=>(const Face&, const Face&) = default;
};

Face face_of(const Message& message);

/// A message in a frame.
struct Envelope {
  MessageId id;
  NodeId from;
  NodeId to;
  Face face;
  QPointF at;          ///< Its middle, in the scene.
  double opacity = 1;  ///< Less than 1 for ghosts and for what comes or goes.
  bool ghost = false;  ///< It was lost: there to be seen, not to be touched.
  Loss why = Loss::chance;
  bool faded = false;  ///< Something else is looked at.
  bool moves = false;  ///< It is on its last way: the next event delivers it.
  bool grown = false;  ///< It is pointed at: it shows its words, and stands over all others.
};

/// Every message of the frame in the order in which they are drawn: ghosts first, then by id.
std::vector<Envelope> traffic(const Frame& frame, const Layout& layout);

/// Where the gap of a cut link stands, as a share of the way between the nodes' middles: half way,
/// or nearer to the sender whose direction alone is cut.
double gap_share(const Cluster& world, NodeId from, NodeId to);

}  // namespace synod::views
