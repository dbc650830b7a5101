// Hand-out of a lesson on paper: what stands on its pages.
#pragma once

#include <QString>
#include <vector>

#include "tutorials/hand_out.h"
#include "views/export/paper.h"
#include "views/lesson/lesson_picture.h"

namespace synod::app {

/// The slabs of `hand_out` in order; the lesson's own pictures are those of `place`. They draw
/// with `hand_out`, which must outlive them. Make, draw and drop them on one thread.
std::vector<views::Slab> paper_of(const HandOut& hand_out, const views::PicturePlace& place);

/// How large picture `number` of the hand-out, from 1, is drawn: as wide as paper, and as high as
/// its cluster needs.
QSizeF hand_out_picture_size(const HandOut& hand_out, std::size_t number);

/// Draws picture `number`, from 1, into (0, 0) to `size`, as the canvas shows it.
void paint_hand_out_picture(QPainter& painter, const HandOut& hand_out, std::size_t number,
                            QSizeF size);

}  // namespace synod::app
