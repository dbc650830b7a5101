// Hit test of the canvas: the thing under a point of the scene.
#pragma once

#include <span>

#include "views/canvas/envelopes.h"
#include "views/canvas/picture.h"
#include "views/kit/selection.h"

namespace synod::views {

/// A message before a node, a node before a link. A message that has grown takes the rest of its
/// words only where nothing else stands that it hides. `slack` is how far from a link's line the
/// pointer may be, in scene units.
Target hit(const Picture& picture, const Layout& layout, Envelopes& envelopes, QPointF point,
           double slack);

/// True on the node's shape or its meter, where a click crashes it; false on its disk and caption.
bool on_shape(const NodePlace& place, QPointF point);

/// The message to drag when the mouse is pressed at `point`: the nearest one no farther
/// than `slack` away; none where there is none.
MessageId message_near(const Picture& picture, Envelopes& envelopes, QPointF point, double slack);

/// The box of an envelope, in the scene.
QRectF envelope_rect(const Envelope& envelope, Envelopes& envelopes);

}  // namespace synod::views
