#include "views/canvas/crowding.h"

#include <algorithm>

namespace synod::views {

namespace {

/// Of more messages than this, none shows words by itself: they would not be read.
constexpr std::size_t most_in_words = 45;
/// A crowd spreads over this part of the way between the edges of its nodes.
constexpr double crowd_from = 0.14;
constexpr double crowd_to = 0.86;
/// How far two messages may overlap, at scale 1, and still be read.
constexpr double sliver = 4;

/// The height of one line of a caption, at scale 1.
constexpr double caption_line = 24;

/// The name of a node within its shape, in radii of that.
constexpr double name_width = 1.1;
constexpr double name_height = 0.7;

/// All that no words may stand over.
struct Ground {
  std::vector<QRectF> cards;  ///< Disks: nothing may stand over them.
  std::vector<QRectF> words;  ///< Captions, as far as there are words in them, and names.
};

Ground ground_of(const Picture& picture, const Layout& layout) {
  Ground ground;
  for (std::size_t i = 0; i < layout.nodes.size(); ++i) {
    const NodePlace& place = layout.nodes[i];
    if (!place.card.isEmpty()) ground.cards.push_back(place.card);
    const auto lines = static_cast<double>(picture.nodes[i].caption.size());
    QRectF caption = place.caption;
    caption.setHeight(std::min(caption.height(), lines * caption_line * layout.scale));
    if (!caption.isEmpty()) ground.words.push_back(caption);
    const QSizeF name(place.radius * name_width, place.radius * name_height);
    ground.words.push_back(rect_around(place.center, name));
  }
  return ground;
}

bool touches_any(const QRectF& rect, const std::vector<QRectF>& others) {
  return std::any_of(others.begin(), others.end(),
                     [&](const QRectF& other) { return rect.intersects(other); });
}

/// The shortest way out of `wall` for `rect`.
QPointF way_out(const QRectF& rect, const QRectF& wall) {
  const double left = wall.left() - rect.right();
  const double right = wall.right() - rect.left();
  const double up = wall.top() - rect.bottom();
  const double down = wall.bottom() - rect.top();
  const double x = -left < right ? left : right;
  const double y = -up < down ? up : down;
  return std::abs(x) < std::abs(y) ? QPointF(x, 0) : QPointF(0, y);
}

class Thinner {
 public:
  Thinner(Picture& picture, const Layout& layout, const SizeOfFace& size_of)
      : envelopes_(picture.envelopes),
        layout_(layout),
        size_of_(size_of),
        ground_(ground_of(picture, layout)),
        slack_(sliver * layout.scale) {}

  void thin() {
    if (envelopes_.size() > most_in_words)
      for (Envelope& e : envelopes_) spread(e);
    for (Envelope& e : envelopes_) make_small(e);
    // What moves is what everybody looks at.
    for (std::size_t i = 0; i < envelopes_.size(); ++i)
      if (envelopes_[i].moves) let_speak(i, false);
    if (envelopes_.size() > most_in_words) return;
    for (std::size_t i = 0; i < envelopes_.size(); ++i)
      if (!envelopes_[i].moves) let_speak(i, true);
  }

 private:
  /// Drops need less room at the ends of a lane than words do: a crowd takes more of its length;
  /// not where that would lead over other nodes.
  void spread(Envelope& e) const {
    if (e.face.held || e.grown || layout_.split) return;
    const Lane& lane = layout_.lane(e.from, e.to);
    const QPointF way = lane.end - lane.begin;
    const double length = QPointF::dotProduct(way, way);
    if (length < 1e-6) return;
    const double share = QPointF::dotProduct(e.at - lane.begin, way) / length;
    const QPointF aside = e.at - (lane.begin + way * share);
    e.at = lane.tail + (lane.head - lane.tail) * (crowd_from + (crowd_to - crowd_from) * share) +
           aside;
  }

  void make_small(Envelope& e) {
    if (e.grown) {
      rects_.push_back(inner(rect_around(e.at, size_of_(e.face))));
      return;
    }
    e.face.small = true;
    const QSizeF size = size_of_(e.face);
    QRectF rect = rect_around(e.at, size);
    for (const QRectF& card : ground_.cards) {
      if (!rect.intersects(card)) continue;
      e.at += way_out(rect, card);
      rect = rect_around(e.at, size);
    }
    rects_.push_back(inner(rect));
  }

  /// Gives it its words back where they hide nothing; beside others only where `with_care`.
  void let_speak(std::size_t place, bool with_care) {
    Envelope& e = envelopes_[place];
    if (e.grown) return;
    Face words = e.face;
    words.small = false;
    const QRectF rect = inner(rect_around(e.at, size_of_(words)));
    if (touches_any(rect, ground_.cards) || touches_any(rect, ground_.words)) return;
    if (with_care)
      for (std::size_t i = 0; i < rects_.size(); ++i)
        if (i != place && rect.intersects(rects_[i])) return;
    e.face.small = false;
    rects_[place] = rect;
  }

  QRectF inner(const QRectF& rect) const {
    return rect.adjusted(slack_ / 2, slack_ / 2, -slack_ / 2, -slack_ / 2);
  }

  std::vector<Envelope>& envelopes_;
  const Layout& layout_;
  const SizeOfFace& size_of_;
  Ground ground_;
  double slack_;
  std::vector<QRectF> rects_;
};

}  // namespace

QRectF rect_around(QPointF middle, QSizeF size) {
  return {middle - QPointF(size.width() / 2, size.height() / 2), size};
}

void thin_out(Picture& picture, const Layout& layout, const SizeOfFace& size_of) {
  if (!picture.envelopes.empty()) Thinner(picture, layout, size_of).thin();
}

}  // namespace synod::views
