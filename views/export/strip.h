// Hand-out: the moments that matter on one page.
#pragma once

#include <functional>
#include <vector>

#include "views/export/drawing.h"
#include "views/kit/frame.h"
#include "views/kit/theme.h"

namespace synod::views {

/// One moment of a strip.
struct StripPanel {
  QString heading;   ///< "Event 13 · 164 ms".
  QString sentence;  ///< What happened.
  double position;   ///< The place on the line whose frame is drawn.
};

struct Strip {
  QString title;
  QString subtitle;
  QString footer;
  std::vector<StripPanel> panels;
  /// The frame at a place of the line; valid until the next call.
  std::function<const Frame&(double position)> frame;
};

/// A page of A4, upright or not, whichever gives the larger letters; and what is drawn on it.
struct StripPage {
  QSizeF millimetres;
  Drawing drawing;
};

/// Lays out at most `most_panels` panels for a page of paper: light, thin lines, and nothing that
/// only a colour tells. The drawing keeps a copy of `strip`.
StripPage strip_page(const Strip& strip);

inline constexpr std::size_t most_panels = 12;

}  // namespace synod::views
