// Layout of a space-time diagram: numbers only, nothing is drawn here.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "model/base/shape.h"
#include "model/line/trace.h"

namespace synod::views {

/// Where time goes.
enum class TimeDirection : std::uint8_t { right, down };

/// What a length along time stands for.
enum class TimeScale : std::uint8_t {
  by_event,  ///< Each event gets the same space, so that nothing piles up.
  by_time    ///< The same span of simulated time gets the same space.
};

/// By time, so many simulated milliseconds take the space of an event.
constexpr double ms_of_a_step = 20;

/// The lengths that a layout is made with.
struct DiagramMeasure {
  TimeDirection direction = TimeDirection::right;
  TimeScale scale = TimeScale::by_event;
  double step = 46;    ///< From one event to the next, or `ms_of_a_step`.
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

/// What lies of a way between two places along time.
MessageWay part_of(const MessageWay& way, double from, double to);

/// The time during which a node was down, or was paused.
struct DownTime {
  NodeId node;
  EventNumber from = 0;
  EventNumber to = 0;  ///< The event that restarted or resumed it; 0 where none did.
  bool paused = false;
};

/// Space after the last event, in steps.
inline constexpr double diagram_tail = 2.2;

/// How many gaps there are from the first line to the last: more where roles change.
double line_gaps(const Shape& shape);

/// How long a trace is along time, in steps of a layout of that scale.
double steps_of(const Trace& trace, TimeScale scale);

/// The event of a trace that led to `moment`; none where the moment lies on another line.
std::optional<EventNumber> number_of(const Trace& trace, MomentId moment);

/// The layout of one trace.
///  1. Places are (along time, across time) until `to_page` turns them as the direction says.
///  2. What lies in a stretch of time is found without looking at what does not.
class DiagramLayout {
 public:
  DiagramLayout() = default;
  /// Whether a message is left out.
  using Hides = std::function<bool(const TracedMessage&)>;

  /// `trace` must outlive the layout. An empty trace gives an empty layout.
  DiagramLayout(const Trace& trace, const Shape& shape, const DiagramMeasure& measure,
                Hides hides = {});
  /// Takes in what the trace has grown by; costs what is new and what is still in flight. False
  /// where the trace took something back: then it has to be laid out anew.
  bool follow();

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
  bool hides(const TracedMessage& message) const { return hides_ && hides_(message); }
  const std::vector<DownTime>& down_times() const { return downs_; }
  /// The events at which something became chosen, in their order.
  const std::vector<EventNumber>& chosen() const { return chosen_; }

  /// Events from `first` up to but without `second` lie between these two places along time.
  std::pair<EventNumber, EventNumber> events_within(double from, double to) const;
  /// Calls `see` with the index of each message whose way may meet that stretch, in their order.
  template <class See>
  void messages_within(double from, double to, See see) const;

  /// The same where so many messages begin within `column` of each other that some stand for all:
  /// of each column no more than the first few hundred. 0: all.
  template <class See>
  void sampled_within(double from, double to, double column, See see) const;

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
  static constexpr std::size_t enough_blocks = 4;

  void lay_lines(const Shape& shape);
  void lay_events();
  void find_down_times();
  void note_times(NodeSet before, NodeSet after, bool paused);
  void index_messages();
  void stretch_block(std::size_t message);
  /// How much of its way a message that ended on it had come.
  double share(const TracedMessage& message, SimTime now) const;

  const Trace* trace_ = nullptr;
  DiagramMeasure measure_;
  Hides hides_;
  std::vector<double> lines_;    ///< By node.
  std::vector<double> events_;   ///< Ascending.
  std::size_t generation_ = 0;   ///< Of the trace.
  std::vector<DownTime> downs_;  ///< Those that are not over stand last.
  /// By node, of those that are down and of those that are paused.
  std::array<std::vector<EventNumber>, 2> out_since_;
  EventNumber downs_until_ = 0;  ///< The last event that was looked at for them.
  std::vector<EventNumber> chosen_;
  std::vector<Block>
      blocks_;               ///< Of `block_size` messages each; no message reaches beyond its own.
  std::size_t indexed_ = 0;  ///< How many messages stand in blocks.
  std::vector<std::size_t> in_flight_;  ///< Those of them that are not at their end.
  double length_ = 0;
  double breadth_ = 0;
};

template <class See>
void DiagramLayout::messages_within(double from, double to, See see) const {
  sampled_within(from, to, 0, see);
}

template <class See>
void DiagramLayout::sampled_within(double from, double to, double column, See see) const {
  double last = -1;  // The column of the block before, and how many blocks it had.
  std::size_t in_column = 0;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    if (blocks_[b].from > to || blocks_[b].to < from) continue;
    const double here = column > 0 ? std::floor(blocks_[b].from / column) : -2;
    in_column = here == last ? in_column + 1 : 1;
    last = here;
    if (column > 0 && in_column > enough_blocks) continue;
    const std::size_t end = std::min((b + 1) * block_size, trace_->messages().size());
    for (std::size_t i = b * block_size; i < end; ++i) {
      if (hides(trace_->messages()[i])) continue;
      const MessageWay its = way(trace_->messages()[i]);
      if (its.from.x() <= to && its.to.x() >= from) see(i, its);
    }
  }
}

}  // namespace synod::views
