// Dragging of messages on the canvas.

#include "views/canvas/canvas.h"
#include "views/canvas/hit.h"
#include "views/canvas/scenery.h"

namespace synod::views {

namespace {
/// Who misses a message by no more pixels than this meant to take it.
constexpr double near_miss = 12;
}  // namespace

void Canvas::begin_drag() {
  if (button_ == Qt::RightButton) {
    grip_ = Grip::drawing_line;
    return;
  }
  const QPointF from = mapToScene(pressed_at_);
  MessageId taken;
  if (pressed_.kind == Target::Kind::message && alive(pressed_)) taken = pressed_.message;
  if (pressed_.kind == Target::Kind::none || pressed_.kind == Target::Kind::link)
    taken = message_near(stage_.picture, envelopes_, from, near_miss / stage_.zoom);
  if (taken == MessageId{}) {
    if (!pressed_.exists()) grip_ = Grip::panning;
    return;
  }
  for (const Envelope& e : stage_.picture.envelopes)
    if (e.id == taken && !e.ghost) grab_ = e.at - from;
  carried_ = taken;
  grip_ = Grip::carrying;
  viewport()->setCursor(Qt::ClosedHandCursor);
  emit carrying(true);
}

/// Puts what is carried under the pointer, and what was put down where it lies.
void Canvas::lay_aside() {
  forget_places();
  const QSizeF size = stage_.layout.size;
  for (Envelope& e : stage_.picture.envelopes) {
    if (e.ghost) continue;
    if (grip_ == Grip::carrying && e.id == carried_) {
      e.at = mapToScene(pointer_) + grab_;
      e.grown = true;
    } else if (const auto place = places_.find(e.id); place != places_.end() && e.face.held) {
      e.at = {place->second.x() * size.width(), place->second.y() * size.height()};
    }
  }
}

/// A place is kept as long as its message is held.
void Canvas::forget_places() {
  std::erase_if(places_, [this](const auto& place) {
    const Message* message = world().message(place.first);
    return message == nullptr || !message->held;
  });
}

bool Canvas::over_receiver() const {
  const Message* message = world().message(carried_);
  if (message == nullptr) return false;
  const NodePlace& place = stage_.layout.node(message->to);
  const QPointF pointer = mapToScene(pointer_);
  for (const QPointF point : {pointer, pointer + grab_})
    if (place.circle().contains(point) || place.card.contains(point) ||
        place.caption.contains(point))
      return true;
  return false;
}

/// Over its receiver it is delivered. Anywhere else it is held and lies where it was let go: the
/// clock passes it by until somebody delivers or releases it.
void Canvas::put_down() {
  const Message* message = world().message(carried_);
  if (message == nullptr) return;
  const MessageId id = carried_;
  const bool delivered = over_receiver();
  const bool held = message->held;
  const QPointF at = mapToScene(pointer_) + grab_;
  // Let go of it first: what the window shows next is where it went, not where it was carried.
  let_go();
  if (delivered) {
    if (held)
      request_all({actions::on_message(Verb::release, id), actions::on_message(Verb::deliver, id)});
    else
      request(actions::on_message(Verb::deliver, id));
    return;
  }
  if (!held) request(actions::on_message(Verb::hold, id));
  places_[id] = {at.x() / stage_.layout.size.width(), at.y() / stage_.layout.size.height()};
  refresh();
}

void Canvas::let_go() {
  const bool carried = grip_ == Grip::carrying;
  grip_ = Grip::none;
  button_ = Qt::NoButton;
  pressed_ = {};
  carried_ = {};
  line_next_ = false;
  viewport()->unsetCursor();
  if (shown() && traffic_item_ != nullptr && !stage_.layout.nodes.empty() &&
      stage_.layout.shape == world().shape())
    refresh();
  if (carried) emit carrying(false);
}

/// Where it may be let go, and what comes of it.
void Canvas::draw_carried(Scenery& scenery) {
  const Message* message = grip_ == Grip::carrying ? world().message(carried_) : nullptr;
  if (message == nullptr) return;
  const bool over = over_receiver();
  const Node& receiver = world().node(message->to);
  const QString name = QString::fromStdString(world().name(message->to));
  scenery.drop_target(message->to, over);
  const QString text = !over             ? tr("let go: it is held here")
                       : receiver.paused ? tr("let go: %1 is paused, it waits").arg(name)
                       : receiver.up     ? tr("let go: %1 receives it").arg(name)
                                         : tr("let go: %1 is down, it is lost").arg(name);
  scenery.note_below(mapToScene(pointer_) + grab_, text, over);
}

}  // namespace synod::views
