#include "views/diagram/diagram_layout.h"

#include <algorithm>
#include <cmath>

namespace synod::views {

namespace {

constexpr double role_gap = 0.45;   ///< More space between nodes of different roles, in gaps.
constexpr double open_reach = 0.9;  ///< How far messages go on that are still in flight, in steps.
constexpr double lost_reach = 0.5;  ///< How far those go that are lost as they are sent, in steps.

double distance_to_way(QPointF p, const MessageWay& way) {
  const QPointF d = way.to - way.from;
  const double square = QPointF::dotProduct(d, d);
  const double t =
      square == 0 ? 0 : std::clamp(QPointF::dotProduct(p - way.from, d) / square, 0.0, 1.0);
  const QPointF off = p - (way.from + d * t);
  return std::hypot(off.x(), off.y());
}

}  // namespace

double steps_of(const Trace& trace, TimeScale scale) {
  if (scale == TimeScale::by_event) return trace.length();
  return trace.events().empty() ? 0
                                : static_cast<double>(trace.events().back().time.ms) / ms_of_a_step;
}

MessageWay part_of(const MessageWay& way, double from, double to) {
  const QPointF whole = way.to - way.from;
  if (whole.x() <= 0) return way;
  const auto at = [&](double along) {
    return way.from + whole * std::clamp((along - way.from.x()) / whole.x(), 0.0, 1.0);
  };
  return {at(from), at(to), way.end};
}

std::optional<EventNumber> number_of(const Trace& trace, MomentId moment) {
  // A moment is named after all that led to it, so a line's names ascend.
  const auto events = trace.events();
  const auto found =
      std::lower_bound(events.begin(), events.end(), moment,
                       [](const TracedEvent& event, MomentId id) { return event.moment < id; });
  if (found == events.end() || found->moment != moment) return std::nullopt;
  return static_cast<EventNumber>(found - events.begin());
}

DiagramLayout::DiagramLayout(const Trace& trace, const Shape& shape, const DiagramMeasure& measure,
                             Hides hides)
    : trace_(&trace), measure_(measure), hides_(std::move(hides)) {
  if (trace.events().empty()) return;
  generation_ = trace.generation();
  lay_lines(shape);
  for (std::vector<EventNumber>& since : out_since_) since.resize(lines_.size());
  lay_events();
  find_down_times();
  index_messages();
}

bool DiagramLayout::follow() {
  if (empty() || generation_ != trace_->generation()) return false;
  lay_events();
  find_down_times();
  index_messages();
  return true;
}

double line_gaps(const Shape& shape) {
  double count = 0;
  for (NodeId node : shape.all()) {
    if (node.index == 0) continue;
    const NodeId before{static_cast<std::uint8_t>(node.index - 1)};
    count += shape.roles(node) == shape.roles(before) ? 1 : 1 + role_gap;
  }
  return count;
}

void DiagramLayout::lay_lines(const Shape& shape) {
  double place = measure_.before;
  for (NodeId node : shape.all()) {
    const NodeId before{static_cast<std::uint8_t>(node.index - 1)};
    if (node.index > 0) place += measure_.gap;
    if (node.index > 0 && shape.roles(node) != shape.roles(before))
      place += measure_.gap * role_gap;
    lines_.push_back(place);
  }
  breadth_ = place + measure_.after;
}

void DiagramLayout::lay_events() {
  const auto events = trace_->events();
  for (std::size_t n = events_.size(); n < events.size(); ++n) {
    const double steps = measure_.scale == TimeScale::by_event
                             ? static_cast<double>(n)
                             : static_cast<double>(events[n].time.ms) / ms_of_a_step;
    events_.push_back(measure_.lead + steps * measure_.step);
    if (events[n].chosen) chosen_.push_back(static_cast<EventNumber>(n));
  }
  length_ = events_.back() + measure_.step * diagram_tail;
}

void DiagramLayout::find_down_times() {
  const auto events = trace_->events();
  const NodeSet all = NodeSet::range(0, lines_.size());
  while (!downs_.empty() && downs_.back().to == 0) downs_.pop_back();
  while (downs_until_ < trace_->length()) {
    const TracedEvent& before = events[downs_until_];
    const TracedEvent& after = events[++downs_until_];
    note_times(all - before.live, all - after.live, false);
    note_times(before.paused, after.paused, true);
  }
  const TracedEvent& last = events[downs_until_];
  for (NodeId node : all - last.live) downs_.push_back({node, out_since_[0][node.index], 0, false});
  for (NodeId node : last.paused) downs_.push_back({node, out_since_[1][node.index], 0, true});
}

/// Nodes that are out of `after` and not of `before` have been away until the present event.
void DiagramLayout::note_times(NodeSet before, NodeSet after, bool paused) {
  std::vector<EventNumber>& since = out_since_[paused ? 1 : 0];
  for (NodeId node : after - before) since[node.index] = downs_until_;
  for (NodeId node : before - after)
    downs_.push_back({node, since[node.index], downs_until_, paused});
}

/// Makes the block of a message reach as far as its way.
void DiagramLayout::stretch_block(std::size_t message) {
  const MessageWay its = way(trace_->messages()[message]);
  Block& block = blocks_[message / block_size];
  const bool first = message % block_size == 0 && message >= indexed_;
  block.from = first ? its.from.x() : std::min(block.from, its.from.x());
  block.to = first ? its.to.x() : std::max(block.to, its.to.x());
}

void DiagramLayout::index_messages() {
  const auto messages = trace_->messages();
  blocks_.resize((messages.size() + block_size - 1) / block_size);
  std::erase_if(in_flight_, [&](std::size_t message) {
    stretch_block(message);
    return messages[message].end != TracedMessage::End::in_flight;
  });
  for (std::size_t message = indexed_; message < messages.size(); ++message) {
    stretch_block(message);
    if (messages[message].end == TracedMessage::End::in_flight) in_flight_.push_back(message);
  }
  indexed_ = messages.size();
}

QSizeF DiagramLayout::size() const {
  return measure_.direction == TimeDirection::right ? QSizeF(length_, breadth_)
                                                    : QSizeF(breadth_, length_);
}

double DiagramLayout::along(double position) const {
  const double last = static_cast<double>(events_.size() - 1);
  const double place = std::clamp(position, 0.0, last);
  const auto before = static_cast<std::size_t>(place);
  const std::size_t after = std::min(before + 1, events_.size() - 1);
  return events_[before] +
         (events_[after] - events_[before]) * (place - static_cast<double>(before));
}

double DiagramLayout::position_at(double along) const {
  const auto after = std::upper_bound(events_.begin(), events_.end(), along);
  if (after == events_.begin()) return 0;
  if (after == events_.end()) return static_cast<double>(events_.size() - 1);
  const auto before = after - 1;
  return static_cast<double>(before - events_.begin()) + (along - *before) / (*after - *before);
}

double DiagramLayout::share(const TracedMessage& message, SimTime now) const {
  const auto whole = static_cast<double>((message.due - message.sent).ms);
  const auto come = static_cast<double>((now - message.sent).ms);
  // Never so near to a line that it seems to have arrived, or not to have left.
  return whole <= 0 ? 0.5 : std::clamp(come / whole, 0.4, 0.8);
}

MessageWay DiagramLayout::way(const TracedMessage& message) const {
  const QPointF from(events_[message.sent_by], line(message.from));
  const double across = line(message.to) - from.y();
  const SimTime end_of_line = trace_->events().back().time;
  switch (message.end) {
    case TracedMessage::End::arrived:
      return {from, {events_[message.ended_by], line(message.to)}, MessageWay::End::arrow};
    case TracedMessage::End::in_flight:
      return {from,
              {events_.back() + measure_.step * open_reach,
               from.y() + across * share(message, end_of_line)},
              MessageWay::End::open};
    case TracedMessage::End::lost: break;
  }
  const double place = std::max(events_[message.ended_by], from.x() + measure_.step * lost_reach);
  const double come = message.loss == Loss::down ? 1 : share(message, message.ended);
  return {from, {place, from.y() + across * come}, MessageWay::End::cross};
}

QPointF DiagramLayout::place(EventNumber event) const {
  const TracedEvent& it = trace_->events()[event];
  const double here = events_[event];
  const bool of_the_network = it.verb == Verb::drop || it.verb == Verb::duplicate ||
                              it.verb == Verb::hold || it.verb == Verb::release ||
                              (it.message >= 0 && !it.arrived);
  if (of_the_network && it.message >= 0) {
    const MessageWay its = way(trace_->messages()[static_cast<std::size_t>(it.message)]);
    if (it.verb == Verb::drop || !it.arrived) return its.to;
    const double whole = its.to.x() - its.from.x();
    const double share = whole <= 0 ? 1 : std::clamp((here - its.from.x()) / whole, 0.0, 1.0);
    return its.from + (its.to - its.from) * share;
  }
  if (it.node.exists() && it.peer.exists()) return {here, (line(it.node) + line(it.peer)) / 2};
  if (it.node.exists()) return {here, line(it.node)};
  return {here, measure_.before / 2};
}

std::pair<EventNumber, EventNumber> DiagramLayout::events_within(double from, double to) const {
  const auto first = std::lower_bound(events_.begin(), events_.end(), from);
  const auto last = std::upper_bound(first, events_.end(), to);
  return {static_cast<EventNumber>(first - events_.begin()),
          static_cast<EventNumber>(last - events_.begin())};
}

std::optional<EventNumber> DiagramLayout::event_at(QPointF place, double reach) const {
  std::optional<EventNumber> nearest;
  double least = reach;
  // A message that was lost as it was sent ends a little after its event.
  const double slack = reach + measure_.step * lost_reach;
  const auto [first, end] = events_within(place.x() - slack, place.x() + slack);
  for (EventNumber n = std::max(first, 1u); n < end; ++n) {
    const QPointF off = this->place(n) - place;
    const double away = std::hypot(off.x(), off.y());
    if (away <= least) least = away, nearest = n;
  }
  return nearest;
}

std::optional<std::size_t> DiagramLayout::message_at(QPointF place, double reach) const {
  std::optional<std::size_t> nearest;
  double least = reach;
  messages_within(place.x() - reach, place.x() + reach,
                  [&](std::size_t index, const MessageWay& way) {
                    const double away = distance_to_way(place, way);
                    if (away <= least) least = away, nearest = index;
                  });
  return nearest;
}

std::optional<NodeId> DiagramLayout::line_at(QPointF place, double reach) const {
  for (std::size_t i = 0; i < lines_.size(); ++i)
    if (std::abs(lines_[i] - place.y()) <= reach) return NodeId{static_cast<std::uint8_t>(i)};
  return std::nullopt;
}

}  // namespace synod::views
