// Mouse, keys and menus of the canvas: each ends in an action.
#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <algorithm>

#include "views/canvas/canvas.h"
#include "views/canvas/hit.h"
#include "views/plain_text.h"
#include "views/translated.h"

namespace synod::views {

namespace {
/// A message that is let go beyond this share of its way is delivered.
constexpr double delivered_from = 0.85;
}  // namespace

void Canvas::request(const Action& action) {
  if (const auto why = refusal(world(), action)) {
    emit refused(translated(*why));
    return;
  }
  emit action_requested(action);
}

/// Only the first can be checked beforehand: each of the others builds on the one before it.
void Canvas::request_all(const std::vector<Action>& actions) {
  if (actions.empty()) return;
  if (const auto why = refusal(world(), actions.front())) {
    emit refused(translated(*why));
    return;
  }
  for (const Action& action : actions) emit action_requested(action);
}

void Canvas::click(const Target& target, Qt::KeyboardModifiers modifiers) {
  if (!alive(target)) return;
  if (modifiers & Qt::ControlModifier) {
    selection_->pin(selection_->pinned() == target ? Target() : target);
    return;
  }
  if (target.kind == asked_ && asked_ != Target::Kind::none) {
    emit answered(target);
    return;
  }
  if (const auto action = click_action(world(), target, modifiers & Qt::ShiftModifier))
    request(*action);
}

void Canvas::choose(const Choice& choice, const Target& target) {
  if (choice.line) {
    line_next_ = true;
    viewport()->setCursor(Qt::CrossCursor);
  } else if (choice.why) {
    emit why_requested(target);
  } else if (choice.propose.exists()) {
    emit propose_requested(choice.propose);
  } else if (choice.cause != 0) {
    if (history_ != nullptr) emit moment_requested(history_->at_depth(choice.cause));
  } else if (choice.ballot.exists()) {
    if (ballots_ != nullptr) ballots_->toggle(choice.ballot);
  } else {
    request_all(choice.actions);
  }
}

void Canvas::choose_by_key(const QString& key) {
  for (const Choice& choice : choices_at(world(), subject()))
    if (choice.key == key) return choose(choice, subject());
}

void Canvas::open_menu(const Target& target, QPoint global) {
  if (!shown()) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setObjectName("canvas_menu");
  for (const Choice& choice : choices_at(world(), target)) {
    if (choice.separator_before) menu->addSeparator();
    if (choice.ballot.exists() && ballots_ == nullptr) continue;
    const QString key = choice.key.isEmpty() ? QString() : "\t" + choice.key;
    QAction* entry = menu->addAction(plain_entry(choice.text) + key);
    entry->setToolTip(plain_tip(choice.text));
    if (choice.ballot.exists()) {
      entry->setCheckable(true);
      entry->setChecked(ballots_->holds(choice.ballot));
    }
    connect(entry, &QAction::triggered, this, [this, choice, target] { choose(choice, target); });
  }
  menu->popup(global);
}

// ---- mouse

void Canvas::mousePressEvent(QMouseEvent* event) {
  if (!shown() || grip_ != Grip::none) return;
  button_ = event->button();
  pressed_at_ = pointer_ = event->pos();
  pressed_ = target_at(event->pos());
  grip_ = Grip::pressed;
  if (line_next_) grip_ = Grip::drawing_line;
  if (button_ == Qt::MiddleButton) grip_ = Grip::panning;
  setFocus(Qt::MouseFocusReason);
  event->accept();
}

void Canvas::begin_drag(QPoint point) {
  if (button_ == Qt::RightButton) {
    grip_ = Grip::drawing_line;
  } else if (pressed_.kind == Target::Kind::message && alive(pressed_)) {
    carried_ = pressed_.message;
    grip_ = Grip::carrying;
    const Message& message = *world().message(carried_);
    carried_to_ = stage_.layout.lane(message.from, message.to).progress_near(mapToScene(point));
    if (!message.held) request(actions::on_message(Verb::hold, carried_));
  } else if (!pressed_.exists()) {
    grip_ = Grip::panning;
  }
}

void Canvas::carry(QPoint point) {
  const Message* message = world().message(carried_);
  if (message == nullptr) return let_go();
  const Lane& lane = stage_.layout.lane(message->from, message->to);
  carried_to_ = lane.progress_near(mapToScene(point));
  refresh();
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
  if (!shown()) return;
  const QPoint point = event->pos();
  const QPoint moved = point - pointer_;
  pointer_ = point;
  shift_ = event->modifiers() & Qt::ShiftModifier;
  if (grip_ == Grip::pressed &&
      (point - pressed_at_).manhattanLength() >= QApplication::startDragDistance())
    begin_drag(point);
  switch (grip_) {
    case Grip::carrying: carry(point); break;
    case Grip::panning:
      horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
      verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
      break;
    case Grip::drawing_line: viewport()->update(); break;
    case Grip::pressed: break;
    case Grip::none: {
      const Target under = target_at(point);
      selection_->hover(with_slot(under, point));
      const bool clicks =
          under.exists() && (under.kind != Target::Kind::node ||
                             on_shape(stage_.layout.node(under.node), mapToScene(point)));
      if (!line_next_) viewport()->setCursor(clicks ? Qt::PointingHandCursor : Qt::ArrowCursor);
      viewport()->update();
    }
  }
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
  if (!shown() || event->button() != button_) return;
  const Grip grip = grip_;
  const Target pressed = pressed_;
  switch (grip) {
    case Grip::carrying: put_down(); break;
    case Grip::drawing_line: finish_line(event->pos()); break;
    default: break;
  }
  let_go();
  if (grip != Grip::pressed) return;
  if (event->button() == Qt::RightButton) {
    open_menu(pressed, event->globalPosition().toPoint());
  } else if (event->button() == Qt::LeftButton) {
    // A click on a disk or a caption is no attack on its node; it can be pinned there, though.
    const bool beside = pressed.kind == Target::Kind::node &&
                        !on_shape(stage_.layout.node(pressed.node), mapToScene(pressed_at_));
    if (!beside || event->modifiers() & Qt::ControlModifier) click(pressed, event->modifiers());
  }
}

void Canvas::put_down() {
  const Message* message = world().message(carried_);
  if (message == nullptr || carried_to_ <= delivered_from) return;
  const MessageId id = carried_;
  // Let go of it first: what the window shows next is where it went, not where it was carried.
  grip_ = Grip::none;
  if (message->held) {
    request_all({actions::on_message(Verb::release, id), actions::on_message(Verb::deliver, id)});
  } else {
    request(actions::on_message(Verb::deliver, id));
  }
}

Action Canvas::line_action() const {
  std::vector<Spot> places;
  for (const NodePlace& place : stage_.layout.nodes)
    places.push_back({place.center.x(), place.center.y()});
  const QPointF from = mapToScene(pressed_at_);
  const QPointF to = mapToScene(pointer_);
  return partition_by_line(places, {from.x(), from.y()}, {to.x(), to.y()});
}

void Canvas::finish_line(QPoint point) {
  pointer_ = point;
  if ((point - pressed_at_).manhattanLength() < QApplication::startDragDistance()) return;
  const Action action = line_action();
  bool parted = false;
  for (NodeId id : world().shape().all())
    parted = parted || action.side[id.index] != action.side[0];
  grip_ = Grip::none;
  if (parted) return request(action);
  emit refused(tr("The line leaves all nodes on one side. Draw it between them."));
}

void Canvas::let_go() {
  grip_ = Grip::none;
  button_ = Qt::NoButton;
  pressed_ = {};
  carried_ = {};
  line_next_ = false;
  viewport()->unsetCursor();
  if (shown() && traffic_item_ != nullptr && !stage_.layout.nodes.empty() &&
      stage_.layout.shape == world().shape())
    refresh();
}

void Canvas::leaveEvent(QEvent* event) {
  selection_->hover({});
  QGraphicsView::leaveEvent(event);
}

void Canvas::contextMenuEvent(QContextMenuEvent* event) {
  event->accept();
  // The mouse opens it on release, for a right drag draws a line.
  if (event->reason() != QContextMenuEvent::Keyboard || !shown()) return;
  QPoint at = viewport()->rect().center();
  if (focus_.kind == Target::Kind::node) at = node_point(focus_.node);
  if (focus_.kind == Target::Kind::link) at = link_point(focus_.node, focus_.peer);
  if (focus_.kind == Target::Kind::message) at = message_point(focus_.message);
  open_menu(focus_, viewport()->mapToGlobal(at));
}

// ---- keyboard

/// All that the keyboard can reach, in order: nodes, links, messages.
std::vector<Target> Canvas::stops() const {
  std::vector<Target> all;
  for (NodeId id : world().shape().all()) all.push_back(Target::at_node(id));
  for (const LinkLook& link : stage_.picture.links) all.push_back(Target::at_link(link.a, link.b));
  for (const Message& message : world().in_flight) all.push_back(Target::at_message(message.id));
  return all;
}

void Canvas::move_focus(const Target& target) {
  if (target == focus_) return;
  focus_ = target;
  setAccessibleDescription(told(target));
  QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&changed);
  // The inspector follows the keyboard as it follows the pointer.
  selection_->hover(target);
  viewport()->update();
}

bool Canvas::focusNextPrevChild(bool next) {
  if (!shown()) return QGraphicsView::focusNextPrevChild(next);
  const std::vector<Target> all = stops();
  const auto here = std::find(all.begin(), all.end(), focus_);
  if (here == all.end()) {
    move_focus(next ? all.front() : all.back());
    return true;
  }
  // Past the last one the focus leaves the canvas: nobody gets caught in it.
  const bool leaves = next ? here + 1 == all.end() : here == all.begin();
  if (leaves) {
    move_focus({});
    return QGraphicsView::focusNextPrevChild(next);
  }
  move_focus(next ? *(here + 1) : *(here - 1));
  return true;
}

void Canvas::focusOutEvent(QFocusEvent* event) {
  if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
    move_focus({});
  QGraphicsView::focusOutEvent(event);
}

/// What has the keyboard's focus in here takes its keys before the window's own shortcuts do.
bool Canvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && shown() && focus_.exists()) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const QString text = QKeySequence(key->keyCombination()).toString(QKeySequence::PortableText);
    for (const Choice& choice : choices_at(world(), focus_))
      if (!text.isEmpty() && choice.key == text) {
        event->accept();
        return true;
      }
  }
  return QGraphicsView::event(event);
}

void Canvas::keyPressEvent(QKeyEvent* event) {
  if (!shown()) return QGraphicsView::keyPressEvent(event);
  const bool shift = event->modifiers() & Qt::ShiftModifier;
  if (event->modifiers() & Qt::AltModifier) return event->ignore();
  if (event->modifiers() & Qt::ControlModifier && event->key() != Qt::Key_Return &&
      event->key() != Qt::Key_Enter)
    return event->ignore();
  shift_ = shift;
  const auto with_shift = [&](const char* key) {
    return shift ? "Shift+" + QString(key) : QString(key);
  };
  event->accept();
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: return click(subject(), event->modifiers());
    case Qt::Key_K: return choose_by_key(with_shift("K"));
    case Qt::Key_X: return choose_by_key(with_shift("X"));
    case Qt::Key_H: return choose_by_key("H");
    case Qt::Key_A: return choose_by_key("A");
    case Qt::Key_D: return choose_by_key("D");
    case Qt::Key_F: return choose_by_key("F");
    case Qt::Key_L: return choose_by_key("L");
    case Qt::Key_P: return choose_by_key("P");
    case Qt::Key_W: return choose_by_key("W");
    case Qt::Key_Q: return choose_by_key("Q");
    case Qt::Key_Z: return choose_by_key("Z");
    case Qt::Key_2: return choose_by_key("2");
    case Qt::Key_N: return move_focus(Target::at_node({0}));
    case Qt::Key_M:
      if (!world().in_flight.empty()) move_focus(Target::at_message(world().in_flight.front().id));
      return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoom_in();
    case Qt::Key_Minus: return zoom_out();
    case Qt::Key_0: return zoom_reset();
    case Qt::Key_Escape:
      if (ballots_ != nullptr) ballots_->clear();
      let_go();
      return move_focus({});
    case Qt::Key_Shift: return viewport()->update();
    default: event->ignore();  // Left to the window: Space and the arrows move through time.
  }
}

void Canvas::keyReleaseEvent(QKeyEvent* event) {
  shift_ = event->modifiers() & Qt::ShiftModifier;
  viewport()->update();
  QGraphicsView::keyReleaseEvent(event);
}

}  // namespace synod::views
