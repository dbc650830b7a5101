// Crowded messages: which of them show their words, and which are small for want of room.
#pragma once

#include <functional>

#include "views/canvas/picture.h"

namespace synod::views {

/// The size of a face in the scene.
using SizeOfFace = std::function<QSizeF(const Face&)>;

/// Makes those messages small that have no room for their words: where words would hide a disk,
/// what a node holds, or another message. Moves those aside that would hide a disk even so. A pure
/// function of the picture: the same frame, the same messages.
void thin_out(Picture& picture, const Layout& layout, const SizeOfFace& size_of);

/// The box of a face of that size with its middle at `middle`.
QRectF rect_around(QPointF middle, QSizeF size);

}  // namespace synod::views
