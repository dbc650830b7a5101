// Mouse and keyboard of a diagram.
#include <QApplication>
#include <QGestureEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

#include "model/world/protocol.h"
#include "views/diagram/diagram_pane.h"
#include "views/kit/plain_text.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

// How near the pointer must be, at scale 1.
constexpr double event_reach = 9;
constexpr double message_reach = 5;
constexpr double line_reach = 7;
constexpr double present_reach = 6;

}  // namespace

Target DiagramPane::target_at(QPointF point) {
  if (!shown()) return {};
  look_at_line();
  if (layout_.empty()) return {};
  const QPointF place = diagram_place(point);
  const QRectF inner = field();
  const bool on_names = right() ? point.x() < inner.left() : point.y() < inner.top();
  if (!on_names && inner.contains(point)) {
    const auto event = layout_.event_at(place, px(event_reach));
    if (event && !covered(*event)) return Target::at_event(trace().events()[*event].moment);
    const auto message = layout_.message_at(place, px(message_reach));
    if (message && !covered(trace().messages()[*message].sent_by))
      return Target::at_message(trace().messages()[*message].id,
                                trace().events()[trace().messages()[*message].sent_by].moment);
  }
  if (!on_names && !inner.contains(point)) return {};
  const auto node = layout_.line_at(place, px(line_reach));
  return node ? Target::at_node(*node) : Target();
}

bool DiagramPane::covered(EventNumber number) const {
  return answers_hidden_ && number > position_;
}

bool DiagramPane::on_present(QPointF point) const {
  if (!shown() || layout_.empty() || !field().contains(point)) return false;
  return std::abs(diagram_place(point).x() - layout_.along(position_)) <= px(present_reach);
}

void DiagramPane::scrub_to(QPointF point) {
  emit scrubbed(layout_.position_at(diagram_place(point).x()));
}

void DiagramPane::click(const Target& target) {
  if (target.kind == Target::Kind::event) emit moment_requested(target.moment);
  if (target.kind != Target::Kind::message) return;
  const TracedMessage* message = trace().message(target.message);
  if (message != nullptr) emit moment_requested(trace().events()[message->sent_by].moment);
}

void DiagramPane::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !shown()) return;
  look_at_line();
  pressed_ = last_ = event->position();
  grip_ = Grip::pressed;
  const QRectF inner = field();
  const bool on_axis = right() ? pressed_.y() >= inner.bottom() : pressed_.x() < inner.left();
  if (!on_axis) return;
  grip_ = Grip::scrubbing;
  scrub_to(pressed_);
}

void DiagramPane::mouseMoveEvent(QMouseEvent* event) {
  const QPointF point = event->position();
  if (grip_ == Grip::none) {
    const Target target = target_at(point);
    if (target != selection_->hovered()) selection_->hover(target);
    const bool clickable =
        target.kind == Target::Kind::event || target.kind == Target::Kind::message;
    const Qt::CursorShape drag = right() ? Qt::SizeHorCursor : Qt::SizeVerCursor;
    viewport()->setCursor(clickable           ? Qt::PointingHandCursor
                          : on_present(point) ? drag
                                              : Qt::ArrowCursor);
    return;
  }
  if (grip_ == Grip::pressed &&
      (point - pressed_).manhattanLength() >= QApplication::startDragDistance())
    grip_ = on_present(pressed_) ? Grip::scrubbing : Grip::panning;
  if (grip_ == Grip::scrubbing) scrub_to(point);
  if (grip_ != Grip::panning) return;
  viewport()->setCursor(Qt::ClosedHandCursor);
  const QPoint way = (point - last_).toPoint();
  last_ += way;
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() - way.x());
  verticalScrollBar()->setValue(verticalScrollBar()->value() - way.y());
}

void DiagramPane::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || grip_ == Grip::none) return;
  const bool still = std::exchange(grip_, Grip::none) == Grip::pressed;
  viewport()->unsetCursor();
  if (!still) return;
  const Target target = target_at(event->position());
  if (event->modifiers().testFlag(Qt::ControlModifier)) {
    selection_->pin(target);
  } else {
    click(target);
  }
}

void DiagramPane::wheelEvent(QWheelEvent* event) {
  if (!shown()) return;
  const QPoint turned = event->angleDelta();
  if (event->modifiers().testFlag(Qt::ControlModifier)) {
    const QPointF inside = event->position() - field().topLeft();
    zoom_at(std::pow(1.0015, turned.y()), right() ? inside.x() : inside.y());
  } else if (right() && turned.x() == 0 && !event->modifiers().testFlag(Qt::ShiftModifier)) {
    // A wheel that turns one way goes along time, where there is most to see.
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - turned.y());
  } else {
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - turned.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - turned.y());
  }
  event->accept();
}

// --- keys ----------------------------------------------------------------------------------------

EventNumber DiagramPane::selected() const {
  const Target& target = selection_->hovered();
  const auto number =
      target.kind == Target::Kind::event ? number_of(trace(), target.moment) : std::nullopt;
  return number.value_or(static_cast<EventNumber>(position_));
}

/// Along time to the event before or after; across it along an arrow, to where it came from or to
/// where it leads.
std::optional<EventNumber> DiagramPane::neighbour(int key) const {
  const EventNumber here = selected();
  const bool back = key == Qt::Key_Left || key == Qt::Key_Up;
  const bool along_time = right() == (key == Qt::Key_Left || key == Qt::Key_Right);
  if (along_time && back) return here > 1 ? std::optional(here - 1) : std::nullopt;
  if (along_time) return here < trace().length() ? std::optional(here + 1) : std::nullopt;
  if (back) {
    const EventNumber cause = trace().events()[here].cause;
    return cause != 0 ? std::optional(cause) : std::nullopt;
  }
  std::optional<EventNumber> first;
  for (const TracedMessage& message : trace().sent_by(here))
    if (message.ended_by > here && (!first || message.ended_by < *first)) first = message.ended_by;
  return first;
}

void DiagramPane::select(EventNumber number) {
  if (covered(number)) return;
  bring_into_view(number);
  selection_->hover(Target::at_event(trace().events()[number].moment));
}

void DiagramPane::bring_into_view(EventNumber number) {
  const QPointF point = layout_.to_page(layout_.place(number));
  const QSizeF seen = field().size();
  const auto show = [](QScrollBar* bar, double place, double room) {
    const double edge = std::min(40.0, room / 4);
    if (place - bar->value() < edge) bar->setValue(static_cast<int>(place - edge));
    if (place - bar->value() > room - edge) bar->setValue(static_cast<int>(place - room + edge));
  };
  show(horizontalScrollBar(), point.x(), seen.width());
  show(verticalScrollBar(), point.y(), seen.height());
}

bool DiagramPane::handles(const QKeyEvent& event) const {
  if (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) return false;
  switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: return !event.modifiers().testFlag(Qt::ShiftModifier);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_0: return true;
    default: return false;
  }
}

void DiagramPane::keyPressEvent(QKeyEvent* event) {
  if (!shown() || !handles(*event)) return QAbstractScrollArea::keyPressEvent(event);
  look_at_line();
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoom_by(zoom_step);
    case Qt::Key_Minus: return zoom_by(1 / zoom_step);
    case Qt::Key_0: return fit();
    case Qt::Key_Return:
    case Qt::Key_Enter: emit moment_requested(trace().events()[selected()].moment); return;
    default: break;
  }
  if (const auto number = neighbour(event->key())) select(*number);
}

bool DiagramPane::event(QEvent* event) {
  // Keys that mean something here are not the window's, as long as the diagram has the keyboard.
  if (event->type() == QEvent::ShortcutOverride && shown() &&
      handles(*static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  return QAbstractScrollArea::event(event);
}

// --- words ---------------------------------------------------------------------------------------

QString DiagramPane::sentence(EventNumber number) const {
  QStringList words;
  for (const Note& note : line_->history()->event(trace().events()[number].moment).notes)
    words << translated(note.text);
  return QStringLiteral("%1. %2").arg(number).arg(words.join(u' '));
}

QString DiagramPane::told(const Target& target) const {
  if (target.kind == Target::Kind::event) {
    const auto number = number_of(trace(), target.moment);
    return number && *number != 0 ? sentence(*number) : QString();
  }
  const TracedMessage* message =
      target.kind == Target::Kind::message ? trace().message(target.message) : nullptr;
  if (message == nullptr) return {};
  const Cluster& world = line_->history()->world();
  const MessageKind& kind = world.protocol->info().messages[message->kind];
  QStringList words{translated(kind.title)};
  if (message->ballot.exists()) words << QString::fromStdString(message->ballot.str());
  if (message->value.exists()) words << QString::fromStdString(message->value.str());
  const QString what = tr("%1, %2 → %3")
                           .arg(words.join(u' '), QString::fromStdString(world.name(message->from)),
                                QString::fromStdString(world.name(message->to)));
  const bool known = !covered(message->ended_by);
  if (message->end == TracedMessage::End::arrived && known)
    return tr("%1: sent at %2 ms, arrived at %3 ms")
        .arg(what)
        .arg(message->sent.ms)
        .arg(message->ended.ms);
  if (message->end == TracedMessage::End::lost && known)
    return tr("%1: sent at %2 ms, lost at %3 ms (%4)")
        .arg(what)
        .arg(message->sent.ms)
        .arg(message->ended.ms)
        .arg(DiagramPainter::loss_word(message->loss));
  return tr("%1: sent at %2 ms, in flight").arg(what).arg(message->sent.ms);
}

bool DiagramPane::viewportEvent(QEvent* event) {
  switch (event->type()) {
    case QEvent::ToolTip: {
      const auto* help = static_cast<QHelpEvent*>(event);
      const QString text = told(target_at(help->pos()));
      text.isEmpty() ? QToolTip::hideText()
                     : QToolTip::showText(help->globalPos(), plain_tip(text), viewport());
      return true;
    }
    case QEvent::Leave:
      if (grip_ == Grip::none && selection_->hovered().exists()) selection_->hover({});
      break;
    case QEvent::Gesture: {
      const auto* gestures = static_cast<QGestureEvent*>(event);
      const auto* pinch = static_cast<QPinchGesture*>(gestures->gesture(Qt::PinchGesture));
      if (pinch == nullptr) break;
      zoom_by(pinch->scaleFactor());
      return true;
    }
    case QEvent::NativeGesture: {
      const auto* gesture = static_cast<QNativeGestureEvent*>(event);
      if (gesture->gestureType() != Qt::ZoomNativeGesture) break;
      zoom_by(1 + gesture->value());
      return true;
    }
    default: break;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace synod::views
