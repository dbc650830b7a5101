// Geometry of a timeline: where its ticks stand, and how what stands on it is drawn.
#pragma once

#include <QPainter>

#include "model/line/history.h"
#include "views/kit/theme.h"

namespace synod::views {

// Lengths at scale 1.
inline constexpr double timeline_side = 32;  ///< Room at the left and at the right.
inline constexpr double timeline_tick = 15;  ///< Height of a tick.

/// Ticks at even distances, in pixels of a widget.
class TickAxis {
 public:
  /// For the ticks 0 to `last` in a widget of `width`; the first stands `start_room` behind the
  /// side, at scale 1. The distance is halved when it gets tight, so that ticks keep still while a
  /// run grows.
  TickAxis(double width, double start_room, double last, double scale);

  double spacing() const { return spacing_; }
  double x_of(double place) const { return start_ + place * spacing_; }
  /// Below 0 before the first tick, above the last one's behind that.
  double place_at(double x) const { return (x - start_) / spacing_; }
  /// Where several ticks share a few pixels, one speaks for so many.
  std::size_t group_size() const;

 private:
  double start_;
  double spacing_;
};

struct TickPlace {
  QPointF center;
  double size;     ///< Its height.
  double spacing;  ///< To the next tick: where they stand close, they are thinner.
};

/// The line that ticks stand on.
void draw_tick_line(QPainter& painter, const Theme& theme, QPointF from, QPointF to);
void draw_tick_mark(QPainter& painter, const Theme& theme, const Moment& moment, bool at_start,
                    const TickPlace& place);
/// Says that something is violated at a moment, or else that something is chosen.
void draw_tick_sign(QPainter& painter, const Theme& theme, QPointF center, bool violated);
/// The present.
void draw_time_cursor(QPainter& painter, const Theme& theme, double x, double top, double bottom);
/// A flag without its pole.
void draw_pennant(QPainter& painter, const Theme& theme, const QRectF& box);

}  // namespace synod::views
