// Caption of the event that is shown: one sentence beside the node where it happens.
#pragma once

#include <QFont>
#include <QPainter>

#include "views/canvas/layout.h"
#include "views/kit/chip_text.h"
#include "views/kit/frame.h"
#include "views/kit/level_of_detail.h"
#include "views/kit/theme.h"

namespace synod::views {

/// Caption of a frame, and its place.
struct Caption {
  ChipText text;  ///< From the story's own sentences; empty where nothing is told.
  NodeId node;    ///< Beside which it stands; none for what the network did.
  double strength = 1;
};

/// The caption of `frame`, in the words of that level: of the event that just happened; and, as the
/// next one arrives, of that, unless it shall not be told.
Caption caption_of(const Frame& frame, LevelOfDetail level = LevelOfDetail::full);

/// A place of `size` near `node`, within the scene: clear of every node, of all that they hold and
/// of `taken`, and of the ways of messages where that can be. Without a node, below. Empty where no
/// place is clear of these. It depends on nothing that moves.
QRectF caption_place(QSizeF size, NodeId node, const Layout& layout, const QRectF& taken = {});

/// Draws captions in letters for the last row. Looks for a place once for each sentence, and stays
/// at the place of the one before where that hides no more: eyes that follow messages need not
/// search.
class CaptionPainter {
 public:
  /// Draws the caption of `frame` in scene coordinates, clear of what stands over the canvas at
  /// `taken`.
  void draw(QPainter& painter, const Frame& frame, const Layout& layout, const Theme& theme,
            const QRectF& taken);
  /// The layout is another.
  void forget() {
    text_ = {};
    place_ = {};
  }
  /// Where the last caption was drawn; empty where there was no room for it.
  const QRectF& place() const { return place_; }

 private:
  void look_for_place(const Caption& caption, const Layout& layout, const Theme& theme,
                      const QRectF& taken);

  ChipText text_;
  NodeId node_;
  ChipText words_;  ///< As many of the text as there is room for, in letters of this font.
  QFont font_;
  QRectF place_;
};

}  // namespace synod::views
