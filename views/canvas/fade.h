// Fading of the canvas while one thing is looked at.
#pragma once

#include <functional>

#include "views/canvas/picture.h"
#include "views/kit/reason.h"

namespace synod::views {

/// The things that are not faded. A link is one where its two nodes do and `link` agrees; where a
/// function is not set, all of that kind fade.
struct Lit {
  NodeSet nodes;
  std::function<bool(NodeId a, NodeId b)> link;
  std::function<bool(const Envelope& envelope)> message;
};

/// Fades what is no part of the active explanation, and adds the way of the cause.
void show_reason(const Reason& reason, Picture& picture);

/// Lets stand out in `picture` what does in `model`, a picture of the same cluster in whatever
/// size: what is lit and faded, the way of a cause, the quorums that were asked for.
void follow_picture(const Picture& model, Picture& picture);

/// Fades everything in `picture` that is not lit.
void fade_all_but(const Lit& lit, Picture& picture);

}  // namespace synod::views
