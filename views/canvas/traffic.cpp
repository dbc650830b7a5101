#include "views/canvas/traffic.h"

#include <algorithm>
#include <cmath>

#include "model/world/apply.h"

namespace synod::views {

namespace {

constexpr double ghost_opacity = 0.5;
constexpr double emerging = 0.75;  ///< From here on, what the next event sends comes out.

class TrafficMaker {
 public:
  TrafficMaker(const Frame& frame, const Layout& layout)
      : frame_(frame), world_(*frame.world), layout_(layout), still_(!next_due(world_)) {}

  std::vector<Envelope> make() {
    lost();
    in_flight();
    arriving_from_nowhere();
    sent_next();
    return std::move(envelopes_);
  }

 private:
  const Lane& lane(const Message& m) const { return layout_.lane(m.from, m.to); }

  /// How far a message has come at a time. Where the clock stands still, what waits for a paused
  /// node has come to its door.
  double progress(const Message& message, double now) const {
    if (still_ && !message.held && world_.node(message.to).paused) return Lane::waiting;
    const double whole = static_cast<double>((message.due - message.sent).ms);
    const double come = now - static_cast<double>(message.sent.ms);
    const double share = whole <= 0 ? Lane::waiting : std::clamp(come / whole, 0.0, Lane::waiting);
    return message.held ? std::min(share, 0.5) : share;
  }

  Envelope envelope(const Message& message, QPointF at) const {
    Envelope e{message.id, message.from, message.to, face_of(message), at};
    e.face.heading = lane(message).heading;
    return e;
  }

  const LostMessage* lost_next(MessageId id) const {
    if (frame_.next == nullptr) return nullptr;
    for (const LostMessage& lost : frame_.next->lost)
      if (lost.message.id == id) return &lost;
    return nullptr;
  }

  bool delivered_next(const Message& message) const {
    return frame_.next != nullptr && frame_.next->message &&
           frame_.next->message->id == message.id && frame_.next->action.verb == Verb::deliver;
  }

  void in_flight() {
    places_.assign(layout_.nodes.size() * layout_.nodes.size(), {});
    for (const Message& message : world_.in_flight) {
      Envelope e = envelope(message, {});
      double share = progress(message, frame_.now);
      if (delivered_next(message)) {
        e.moves = frame_.progress > 0;
        const double start = progress(message, static_cast<double>(world_.now.ms));
        share = start + (1 - start) * frame_.progress;
        e.at = lane(message).at(share);
        if (share > Lane::waiting)
          e.opacity = 1 - 0.9 * (share - Lane::waiting) / (1 - Lane::waiting);
      } else {
        e.at = stacked(message, share);
      }
      if (lost_next(message.id) != nullptr) e.opacity = 1 - (1 - ghost_opacity) * frame_.progress;
      envelopes_.push_back(e);
    }
  }

  /// Messages that stand at the same place of a lane form a pile in which each can be read.
  QPointF stacked(const Message& message, double share) {
    const QPointF at = lane(message).at(share);
    auto& places = places_[message.from.index * layout_.nodes.size() + message.to.index];
    const double height = envelope_height * layout_.scale;
    const auto near = std::count_if(places.begin(), places.end(), [&](const QPointF& other) {
      return std::abs(other.x() - at.x()) < height && std::abs(other.y() - at.y()) < height * 0.7;
    });
    places.push_back(at);
    if (near == 0) return at;
    // Four whole rows, then rows that show an edge each: a pile of a hundred stays a pile.
    const double rows =
        near <= 3 ? static_cast<double>(near) : 3 + 0.25 * static_cast<double>((near - 3) % 12);
    return at + QPointF(4 * layout_.scale * static_cast<double>(near % 8), height * 0.98 * rows);
  }

  /// A message that the network delivers again comes from nowhere: it flies the whole way.
  void arriving_from_nowhere() {
    if (frame_.next == nullptr || frame_.next->action.verb != Verb::redeliver ||
        !frame_.next->message)
      return;
    Message again = *frame_.next->message;
    again.copy = true;
    Envelope e = envelope(again, lane(again).at(frame_.progress));
    e.opacity = std::min(1.0, frame_.progress * 4);
    envelopes_.push_back(e);
  }

  void sent_next() {
    if (frame_.next == nullptr || frame_.progress < emerging) return;
    const double out = (frame_.progress - emerging) / (1 - emerging);
    for (const Message& message : frame_.next->sent) {
      if (lost_next(message.id) != nullptr) continue;
      const Lane& way = lane(message);
      Envelope e = envelope(message, way.tail + (stacked(message, 0) - way.tail) * out);
      e.opacity = out;
      envelopes_.push_back(e);
    }
  }

  void lost() {
    for (const LostMessage& loss : frame_.losses) ghost(loss);
    if (frame_.last != nullptr)
      for (const LostMessage& loss : frame_.last->lost) ghost(loss);
  }

  void ghost(const LostMessage& loss) {
    const Message& message = loss.message;
    if (lane(message).begin.isNull()) return;
    for (const Envelope& e : envelopes_)
      if (e.id == message.id) return;
    Envelope e = envelope(message, place_of(loss));
    e.ghost = true;
    e.opacity = ghost_opacity;
    // It fades while the next event glides in; a loss from further back is fainter already.
    const bool fresh =
        frame_.last != nullptr &&
        std::any_of(frame_.last->lost.begin(), frame_.last->lost.end(),
                    [&](const LostMessage& l) { return l.message.id == message.id; });
    if (!fresh) e.opacity *= 0.8;
    if (frame_.next != nullptr) e.opacity *= 1 - 0.6 * frame_.progress;
    e.why = loss.why;
    envelopes_.push_back(e);
  }

  QPointF place_of(const LostMessage& loss) const {
    const Message& message = loss.message;
    const Lane& way = lane(message);
    const double now =
        frame_.last != nullptr ? static_cast<double>(frame_.last->time.ms) : frame_.now;
    switch (loss.why) {
      case Loss::down: return way.at(Lane::waiting);
      case Loss::cut:
        return way.at(std::clamp(gap_share(world_, message.from, message.to), 0.1, 0.9) *
                      Lane::waiting);
      case Loss::chance: return way.at(0.4);
      case Loss::dropped: return way.at(progress(message, now));
    }
    return way.begin;
  }

  const Frame& frame_;
  const Cluster& world_;
  const Layout& layout_;
  bool still_;  ///< Nothing is due: the clock stands still.
  std::vector<Envelope> envelopes_;
  std::vector<std::vector<QPointF>> places_;
};

}  // namespace

Face face_of(const Message& message) {
  Face face{message.kind, message.held, message.copy};
  const auto take = [&](const Ballot& ballot) {
    if (!face.ballot.exists())
      face.ballot = ballot;
    else if (!face.reported.exists())
      face.reported = ballot;
  };
  for (std::size_t i = 0; i < message.body.infos().size(); ++i) {
    const FieldValue value = message.body.value(i);
    if (const auto* ballot = std::get_if<Ballot>(&value)) {
      take(*ballot);
    } else if (const auto* vote = std::get_if<Vote>(&value)) {
      if (vote->exists()) take(vote->ballot);
      if (vote->exists()) face.value = vote->value;
    } else if (const auto* text = std::get_if<Text>(&value)) {
      if (!face.value.exists()) face.value = *text;
    }
  }
  return face;
}

std::vector<Envelope> traffic(const Frame& frame, const Layout& layout) {
  return TrafficMaker(frame, layout).make();
}

double gap_share(const Cluster& world, NodeId from, NodeId to) {
  const bool there = world.is_cut(from, to);
  const bool back = world.is_cut(to, from);
  if (there == back) return 0.5;
  return there ? 0.34 : 0.66;
}

}  // namespace synod::views
