// Where everything of a space-time diagram stands: numbers only, nothing is drawn here.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "model/setup.h"
#include "model/trace.h"

namespace synod::views {

/// Where time goes.
enum class TimeDirection : std::uint8_t { right, down };

/// What a length along time stands for.
enum class TimeScale : std::uint8_t {
  by_event,  ///< Each event gets the same space, so that nothing piles up.
  by_time    ///< The same span of simulated time gets the same space.
};

/// The lengths that a layout is made with.
struct DiagramMeasure {
  TimeDirection direction = TimeDirection::right;
  TimeScale scale = TimeScale::by_event;
  double step = 46;    ///< From one event to the next, or 20 simulated milliseconds.
  double gap = 40;     ///< From one node's line to the next.
  double lead = 30;    ///< Before the start, along time.
  double before = 26;  ///< Before the first line, across time: what was chosen is named there.
  double after = 14;   ///< After the last line.

  friend bool operator==(const DiagramMeasure&, const DiagramMeasure&) = default;
};

/// A message's way: a straight line between two places (along, across).
struct MessageWay {
  enum class End : std::uint8_t { arrow, cross, open };
  QPointF from;
  QPointF to;
  End end = End::arrow;
};

/// The time during which a node was down, or was paused.
struct DownTime {
  NodeId node;
  EventNumber from = 0;
  EventNumber to = 0;  ///< The event that restarted or resumed it; 0 where none did.
  bool paused = false;
};

/// The event of a trace that led to `moment`; none where the moment lies on another line.
std::optional<EventNumber> number_of(const Trace& trace, MomentId moment);

/// The layout of one trace.
///  1. Places are (along time, across time) until `to_page` turns them as the direction says.
///  2. What lies in a stretch of time is found without looking at what does not.
class DiagramLayout {
 public:
  DiagramLayout() = default;
  /// `trace` must outlive the layout, and stay as it is. An empty trace gives an empty layout.
  DiagramLayout(const Trace& trace, const Shape& shape, const DiagramMeasure& measure);

  const DiagramMeasure& measure() const { return measure_; }
  bool empty() const { return trace_ == nullptr || events_.empty(); }
  std::size_t nodes() const { return lines_.size(); }

  /// How long it is along time and how broad across; and both as the direction turns them.
  double length() const { return length_; }
  double breadth() const { return breadth_; }
  QSizeF size() const;

  double line(NodeId node) const { return lines_[node.index]; }
  double along(EventNumber event) const { return events_[event]; }
  /// Of a place between two events, as frames tell it.
  double along(double position) const;
  /// The other way round: the place on the line that is nearest.
  double position_at(double along) const;

  /// Where an event is marked.
  QPointF place(EventNumber event) const;
  MessageWay way(const TracedMessage& message) const;
  const std::vector<DownTime>& down_times() const { return downs_; }
  /// The events at which something became chosen, in their order.
  const std::vector<EventNumber>& chosen() const { return chosen_; }

  /// Events from `first` up to but without `second` lie between these two places along time.
  std::pair<EventNumber, EventNumber> events_within(double from, double to) const;
  /// Calls `see` with the index of each message whose way may meet that stretch, in their order.
  template <class See>
  void messages_within(double from, double to, See see) const;

  /// What is nearest to a place (along, across), at most `reach` away.
  std::optional<EventNumber> event_at(QPointF place, double reach) const;
  std::optional<std::size_t> message_at(QPointF place, double reach) const;
  std::optional<NodeId> line_at(QPointF place, double reach) const;

  /// Turns (along, across) into (x, y), and back: it is its own inverse.
  QPointF to_page(QPointF place) const {
    return measure_.direction == TimeDirection::right ? place : place.transposed();
  }
  QRectF to_page(const QRectF& box) const {
    return measure_.direction == TimeDirection::right
               ? box
               : QRectF(box.y(), box.x(), box.height(), box.width());
  }

 private:
  /// Some messages that were sent one after another, and how far their ways reach.
  struct Block {
    double from = 0;
    double to = 0;
  };
  static constexpr std::size_t block_size = 64;

  void lay_lines(const Shape& shape);
  void lay_events();
  void find_down_times();
  /// Notes each time during which a node was in the set that `out_of` gives of an event.
  template <class Out>
  void find_times(bool paused, Out out_of);
  void index_messages();
  /// How much of its way a message that ended on it had come.
  double share(const TracedMessage& message, SimTime now) const;

  const Trace* trace_ = nullptr;
  DiagramMeasure measure_;
  std::vector<double> lines_;   ///< By node.
  std::vector<double> events_;  ///< Ascending.
  std::vector<DownTime> downs_;
  std::vector<EventNumber> chosen_;
  std::vector<Block> blocks_;  ///< Of `block_size` messages each.
  double length_ = 0;
  double breadth_ = 0;
};

template <class See>
void DiagramLayout::messages_within(double from, double to, See see) const {
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    if (blocks_[b].from > to || blocks_[b].to < from) continue;
    const std::size_t end = std::min((b + 1) * block_size, trace_->messages().size());
    for (std::size_t i = b * block_size; i < end; ++i) {
      const MessageWay its = way(trace_->messages()[i]);
      if (its.from.x() <= to && its.to.x() >= from) see(i, its);
    }
  }
}

}  // namespace synod::views
