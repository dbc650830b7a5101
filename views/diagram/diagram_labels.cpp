#include "views/diagram/diagram_labels.h"

#include <algorithm>
#include <cmath>

namespace synod::views {

namespace {

constexpr double bucket = 128;
constexpr double apart = 3;  ///< Between two labels at least.

double figures(std::uint32_t number) {
  double count = 1;
  for (; number >= 10; number /= 10) ++count;
  return count;
}

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
  double letters = figures(message.ballot.round);
  if (!message.ballot.is_term()) letters += figures(message.ballot.proposer) + 0.6;
  return {kind + letters * measure.figure + 2 * measure.padding, measure.height};
}

// --- places that are taken ---------------------------------------------------------------------

std::pair<std::size_t, std::size_t> DiagramLabels::Taken::range(const QRectF& box) {
  const auto at = [](double along) {
    return static_cast<std::size_t>(std::max(0.0, along / bucket));
  };
  const std::size_t last = at(box.right());
  if (last >= boxes_.size()) boxes_.resize(last + 1);
  return {at(box.left()), last};
}

bool DiagramLabels::Taken::take(const QRectF& box) {
  const QRectF around = box.adjusted(-apart, -apart, apart, apart);
  const auto [first, last] = range(around);
  for (std::size_t b = first; b <= last; ++b)
    for (const QRectF& other : boxes_[b])
      if (other.intersects(around)) return false;
  put(box);
  return true;
}

void DiagramLabels::Taken::put(const QRectF& box) {
  const auto [first, last] = range(box.adjusted(-apart, -apart, apart, apart));
  for (std::size_t b = first; b <= last; ++b) {
    boxes_[b].push_back(box);
    if (lending_) lent_.push_back(b);
  }
}

void DiagramLabels::Taken::give_back() {
  for (; !lent_.empty(); lent_.pop_back()) boxes_[lent_.back()].pop_back();
  lending_ = false;
}

// --- labels ------------------------------------------------------------------------------------

DiagramLabels::DiagramLabels(const Trace& trace, const DiagramLayout& layout,
                             const LabelMeasure& measure, const std::vector<double>& cuts,
                             std::size_t most)
    : trace_(&trace), layout_(&layout), measure_(measure) {
  if (layout.empty() || !shown()) {
    trace_ = nullptr;
    return;
  }
  for (std::size_t i = 0; i < layout.nodes(); ++i)
    lines_.push_back(layout.line({static_cast<std::uint8_t>(i)}));
  for (const double cut : cuts) taken_.put({cut, 0, 0.1, layout.breadth()});
  follow(most);
}

void DiagramLabels::follow(std::size_t most) {
  if (!shown()) return;
  taken_.give_back();
  for (std::size_t message : unsettled_) boxes_[message] = {};
  boxes_.resize(trace_->messages().size());
  find_ended();
  take_signs();
  unsettled_.clear();
  for (std::size_t placed = 0; unfinished(); ++placed) {
    if (placed == most) return;
    place(ended_[settled_++].message);
  }
  taken_.lend();
  for (std::size_t i = settled_; i < ended_.size(); ++i) unsettled_.push_back(ended_[i].message);
  unsettled_.insert(unsettled_.end(), in_flight_.begin(), in_flight_.end());
  for (std::size_t message : unsettled_) place(message);
}

bool DiagramLabels::far_enough(std::size_t ended) const {
  return ended < ended_.size() &&
         layout_->along(ended_[ended].by) <= layout_->along(trace_->length()) - reach();
}

double DiagramLabels::reach() const {
  const double widest =
      measure_.kinds.empty() ? 0 : *std::max_element(measure_.kinds.begin(), measure_.kinds.end());
  return widest + 12 * measure_.figure + 2 * measure_.padding + 3 * measure_.height +
         layout_->measure().step;
}

void DiagramLabels::find_ended() {
  const auto messages = trace_->messages();
  for (; known_ < messages.size(); ++known_) in_flight_.push_back(known_);
  const auto first = static_cast<std::ptrdiff_t>(ended_.size());
  std::erase_if(in_flight_, [&](std::size_t message) {
    if (messages[message].end == TracedMessage::End::in_flight) return false;
    ended_.push_back({messages[message].ended_by, message});
    return true;
  });
  std::sort(ended_.begin() + first, ended_.end());
}

void DiagramLabels::take_sign(QPointF at, double before, double after, double above) {
  const double letter = measure_.height;
  const QPointF page = layout_->to_page(at);
  taken_.put(layout_->to_page(
      QRectF(page.x() - before, page.y() - letter / 2 - above, before + after, letter + above)));
}

/// Crosses and the words beside them, and what clients asked for, are there before any label.
void DiagramLabels::take_signs() {
  const double letter = measure_.height;
  const auto messages = trace_->messages();
  const auto fresh = std::lower_bound(ended_.begin(), ended_.end(), Ended{signed_ + 1, 0});
  for (auto ended = fresh; ended != ended_.end(); ++ended)
    if (messages[ended->message].end == TracedMessage::End::lost &&
        !layout_->hides(messages[ended->message]))
      take_sign(layout_->way(messages[ended->message]).to, letter / 2, 2.6 * letter, 0);
  const bool right = layout_->measure().direction == TimeDirection::right;
  while (signed_ < trace_->length()) {
    ++signed_;
    if (trace_->events()[signed_].verb == Verb::propose)
      take_sign(layout_->place(signed_), right ? 3 * letter : 1.5 * letter,
                right ? letter / 2 : 1.5 * letter, right ? 0 : 1.6 * letter);
  }
}

/// Gives a message the best place for its label that nothing else has taken; none where there is
/// none.
void DiagramLabels::place(std::size_t index) {
  const TracedMessage& message = trace_->messages()[index];
  if (layout_->hides(message)) return;
  const MessageWay way = layout_->way(message);
  const QSizeF upright = label_size(message, measure_);
  const bool right = layout_->measure().direction == TimeDirection::right;
  const QSizeF size = right ? upright : upright.transposed();
  const double across = way.to.y() - way.from.y();
  for (const double place : places_across(way, lines_, size.height())) {
    const double along =
        way.from.x() + (way.to.x() - way.from.x()) * (place - way.from.y()) / across;
    const QRectF box(along - size.width() / 2, place - size.height() / 2, size.width(),
                     size.height());
    if (!taken_.take(box)) continue;
    boxes_[index] = layout_->to_page(box);
    return;
  }
}

}  // namespace synod::views
