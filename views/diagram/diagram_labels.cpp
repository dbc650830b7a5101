#include "views/diagram/diagram_labels.h"

#include <algorithm>
#include <cmath>

namespace synod::views {

namespace {

constexpr double bucket = 128;
constexpr double apart = 3;       ///< Between two labels at least.
constexpr double least_step = 9;  ///< Below it arrows stand too close for any word.

double figures(std::uint32_t number) {
  double count = 1;
  for (; number >= 10; number /= 10) ++count;
  return count;
}

/// What is taken already, by place along time.
class Taken {
 public:
  explicit Taken(double length) : boxes_(static_cast<std::size_t>(length / bucket) + 2) {}

  /// `box` is (along, across). False where it would lie on another.
  bool take(const QRectF& box) {
    const QRectF around = box.adjusted(-apart, -apart, apart, apart);
    const auto [first, last] = range(around);
    for (std::size_t b = first; b <= last; ++b)
      for (const QRectF& other : boxes_[b])
        if (other.intersects(around)) return false;
    for (std::size_t b = first; b <= last; ++b) boxes_[b].push_back(box);
    return true;
  }

 private:
  std::pair<std::size_t, std::size_t> range(const QRectF& box) const {
    const auto at = [&](double along) {
      const double place = std::clamp(along / bucket, 0.0, static_cast<double>(boxes_.size() - 1));
      return static_cast<std::size_t>(place);
    };
    return {at(box.left()), at(box.right())};
  }

  std::vector<std::vector<QRectF>> boxes_;
};

/// Places across time for the middle of a label on a way: between two nodes' lines, the nearest to
/// the receiver first, where messages that were sent together are furthest apart.
std::vector<double> places_across(const MessageWay& way, const std::vector<double>& lines,
                                  double extent) {
  const double low = std::min(way.from.y(), way.to.y());
  const double high = std::max(way.from.y(), way.to.y());
  std::vector<double> edges{low};
  for (double line : lines)
    if (line > low + 1 && line < high - 1) edges.push_back(line);
  edges.push_back(high);
  if (way.to.y() < way.from.y()) std::reverse(edges.begin(), edges.end());
  std::vector<double> places;
  for (std::size_t i = edges.size() - 1; i > 0; --i) {
    const double near = edges[i];
    const double far = edges[i - 1];
    const double room = std::abs(near - far);
    if (room < extent + 4) continue;
    places.push_back((near + far) / 2);
    if (room < 2.4 * extent) continue;
    for (const double share : {0.3, 0.7}) places.push_back(near + (far - near) * share);
  }
  return places;
}

}  // namespace

QSizeF label_size(const TracedMessage& message, const LabelMeasure& measure) {
  const double kind = message.kind < measure.kinds.size() ? measure.kinds[message.kind] : 0;
  if (!message.ballot.exists()) return {kind + measure.padding, measure.height};
  // The dot takes less than a figure.
  const double letters = figures(message.ballot.round) + figures(message.ballot.proposer) + 0.6;
  return {kind + letters * measure.figure + 2 * measure.padding, measure.height};
}

namespace {

/// Crosses and the words beside them, and what clients asked for, are there before any label.
void take_signs(Taken& taken, const Trace& trace, const DiagramLayout& layout, double letter) {
  const auto take = [&](QPointF at, double before, double after, double above) {
    const QPointF page = layout.to_page(at);
    taken.take(layout.to_page(
        QRectF(page.x() - before, page.y() - letter / 2 - above, before + after, letter + above)));
  };
  for (const TracedMessage& message : trace.messages())
    if (message.end == TracedMessage::End::lost)
      take(layout.way(message).to, letter / 2, 2.6 * letter, 0);
  const bool right = layout.measure().direction == TimeDirection::right;
  for (EventNumber n = 1; n <= trace.length(); ++n)
    if (trace.events()[n].verb == Verb::propose)
      take(layout.place(n), right ? 3 * letter : 1.5 * letter, right ? letter / 2 : 1.5 * letter,
           right ? 0 : 1.6 * letter);
}

}  // namespace

DiagramLabels::DiagramLabels(const Trace& trace, const DiagramLayout& layout,
                             const LabelMeasure& measure) {
  if (layout.empty() || layout.measure().step < least_step) return;
  const bool right = layout.measure().direction == TimeDirection::right;
  std::vector<double> lines;
  for (std::size_t i = 0; i < layout.nodes(); ++i)
    lines.push_back(layout.line({static_cast<std::uint8_t>(i)}));
  Taken taken(layout.length());
  take_signs(taken, trace, layout, measure.height);
  boxes_.resize(trace.messages().size());
  for (std::size_t i = 0; i < boxes_.size(); ++i) {
    const TracedMessage& message = trace.messages()[i];
    const MessageWay way = layout.way(message);
    const QSizeF upright = label_size(message, measure);
    const QSizeF size = right ? upright : upright.transposed();
    const double across = way.to.y() - way.from.y();
    for (const double place : places_across(way, lines, size.height())) {
      const double along =
          way.from.x() + (way.to.x() - way.from.x()) * (place - way.from.y()) / across;
      const QRectF box(along - size.width() / 2, place - size.height() / 2, size.width(),
                       size.height());
      if (!taken.take(box)) continue;
      boxes_[i] = layout.to_page(box);
      break;
    }
  }
}

}  // namespace synod::views
