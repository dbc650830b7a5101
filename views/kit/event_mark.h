// Sign of an event, the same on the timeline and in the story.
#pragma once

#include <QPainter>

#include "model/line/history.h"
#include "views/kit/theme.h"

namespace synod::views {

/// Every kind of event has a shape of its own; colour only adds whose ballot it was.
enum class Mark : std::uint8_t {
  start,
  message,  ///< A message arrived, or a timer went off: a bar.
  propose,  ///< A client's wish: a diamond.
  lost,     ///< A message was lost: a hollow, struck bar.
  crash,    ///< A cross; in a box where the disk went too.
  wipe,
  restart,  ///< A triangle that points up.
  pause,    ///< Two upright bars.
  resume,   ///< A triangle that points to the right.
  cut,      ///< Two slanted strokes; level ones where links were healed.
  heal,
  network,  ///< Anything else that the network did: a thin bar.
};

Mark mark_of(const Moment& moment, bool at_start = false);
/// `lost`: of a delivery that found its receiver down or its link cut.
Mark mark_of(Verb verb, bool lost);

/// The colour of the ballot that the event was about; muted where it was about none.
QColor mark_color(const Moment& moment, const Theme& theme);

/// `size` is the height of a bar. `color` is that of bars; crosses and cuts have their own.
void draw_mark(QPainter& painter, Mark mark, const QColor& color, const Theme& theme,
               QPointF center, double size);

}  // namespace synod::views
