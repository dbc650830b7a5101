// Mouse, keys and menus of the canvas: each ends in an action.
#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMetaMethod>
#include <QMouseEvent>
#include <QScrollBar>
#include <algorithm>

#include "views/canvas/canvas.h"
#include "views/canvas/hit.h"
#include "views/kit/plain_text.h"
#include "views/kit/translated.h"
#include "views/kit/transport_button.h"

namespace synod::views {

bool Canvas::request(const Action& action) {
  if (const auto why = refusal(world(), action)) {
    emit refused(translated(*why));
    return false;
  }
  emit action_requested(action);
  return true;
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
  if (click_selects_) return selection_->pin(target);
  const auto action = click_action(world(), target, modifiers & Qt::ShiftModifier);
  if (action && request(*action)) emit acted_by_click(*action);
}

void Canvas::choose(const Choice& choice, const Target& target) {
  if (choice.line) {
    line_next_ = true;
    viewport()->setCursor(Qt::CrossCursor);
  } else if (choice.why) {
    emit why_requested(target);
  } else if (choice.doubts.exists()) {
    emit histories_requested(choice.doubts);
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

Target Canvas::current() const {
  for (const Target& target : {selection_->hovered(), focus_, selection_->pinned()})
    if (alive(target)) return target;
  return {};
}

QString Canvas::name_of(const Target& target) const {
  const auto name = [&](NodeId id) { return QString::fromStdString(world().name(id)); };
  if (target.kind == Target::Kind::node) return name(target.node);
  if (target.kind == Target::Kind::link)
    return tr("the link %1 – %2").arg(name(target.node), name(target.peer));
  const Message& message = *world().message(target.message);
  return tr("the message %1 → %2").arg(name(message.from), name(message.to));
}

void Canvas::do_there(PlaceCommand command) {
  if (!shown()) return;
  const Target target = current();
  for (const Choice& choice : choices_at(world(), target))
    if (choice.command == command) return choose(choice, target);
  if (!target.exists()) {
    emit refused(
        tr("Mark a node, a link or a message first: point at it, click it, or press Tab."));
    return;
  }
  const QAction* action = place_actions_.value(command);
  const QString what = action == nullptr ? tr("this") : plain_text(*action);
  emit refused(tr("'%1' can't be done now at %2, which is marked.").arg(what, name_of(target)));
}

void Canvas::mark_first_node() {
  if (shown()) move_focus(Target::at_node({0}));
}

void Canvas::mark_first_message() {
  if (!shown()) return;
  for (const Message& message : world().in_flight)
    if (sees(message)) return move_focus(Target::at_message(message.id));
}

namespace {

/// The menu of that group, made where it is the first entry of it; `menu` itself for none.
QMenu* below(QMenu& menu, const QString& group) {
  if (group.isEmpty()) return &menu;
  for (QAction* entry : menu.actions())
    if (entry->menu() != nullptr && entry->data() == group) return entry->menu();
  QMenu* made = menu.addMenu(plain_entry(group));
  made->setToolTipsVisible(true);
  made->menuAction()->setData(group);
  return made;
}

}  // namespace

void Canvas::open_menu(const Target& target, QPoint global) {
  if (!shown()) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setObjectName("canvas_menu");
  for (const Choice& choice : choices_at(world(), target)) {
    if (choice.separator_before) menu->addSeparator();
    if (choice.ballot.exists() && ballots_ == nullptr) continue;
    // Where nobody hears the question, as side by side, it is not offered.
    if (choice.doubts.exists() &&
        !isSignalConnected(QMetaMethod::fromSignal(&Canvas::histories_requested)))
      continue;
    const QAction* keyed = place_actions_.value(choice.command);
    const QString key =
        keyed == nullptr ? QString() : keyed->shortcut().toString(QKeySequence::NativeText);
    const QString shown_key = key.isEmpty() ? QString() : "\t" + key;
    QAction* entry = below(*menu, choice.group)->addAction(plain_entry(choice.text) + shown_key);
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

void Canvas::mouseMoveEvent(QMouseEvent* event) {
  if (!shown()) return;
  const QPoint point = event->pos();
  const QPoint moved = point - pointer_;
  pointer_ = point;
  shift_ = event->modifiers() & Qt::ShiftModifier;
  if (grip_ == Grip::pressed &&
      (point - pressed_at_).manhattanLength() >= QApplication::startDragDistance())
    begin_drag();
  switch (grip_) {
    case Grip::carrying: world().message(carried_) == nullptr ? let_go() : refresh(); break;
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
  // What was clicked is what the keys act on from now on.
  move_focus(alive(pressed) ? pressed : Target());
  selection_->hover(with_slot(target_at(event->pos()), event->pos()));
  if (event->button() == Qt::RightButton) {
    open_menu(pressed, event->globalPosition().toPoint());
  } else if (event->button() == Qt::LeftButton) {
    // A click on a disk or a caption is no attack on its node; it can be pinned there, though.
    const bool beside = pressed.kind == Target::Kind::node &&
                        !on_shape(stage_.layout.node(pressed.node), mapToScene(pressed_at_));
    if (!beside || event->modifiers() & Qt::ControlModifier) click(pressed, event->modifiers());
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
  if (parted) {
    request(action);
    return;
  }
  emit refused(tr("The line leaves all nodes on one side. Draw it between them."));
}

void Canvas::leaveEvent(QEvent* event) {
  selection_->hover({});
  QGraphicsView::leaveEvent(event);
}

void Canvas::contextMenuEvent(QContextMenuEvent* event) {
  event->accept();
  // The mouse opens it on release, for a right drag draws a line.
  if (event->reason() != QContextMenuEvent::Keyboard || !shown()) return;
  const Target marked = current();
  QPoint at = viewport()->rect().center();
  if (marked.kind == Target::Kind::node) at = node_point(marked.node);
  if (marked.kind == Target::Kind::link) at = link_point(marked.node, marked.peer);
  if (marked.kind == Target::Kind::message) at = message_point(marked.message);
  open_menu(marked, viewport()->mapToGlobal(at));
}

// ---- keyboard

/// All that the keyboard can reach, in order: nodes, links, messages.
std::vector<Target> Canvas::stops() const {
  std::vector<Target> all;
  for (NodeId id : world().shape().all()) all.push_back(Target::at_node(id));
  for (const LinkLook& link : stage_.picture.links) all.push_back(Target::at_link(link.a, link.b));
  for (const Message& message : world().in_flight)
    if (sees(message)) all.push_back(Target::at_message(message.id));
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
  let_grow();
  viewport()->update();
}

bool Canvas::focusNextPrevChild(bool next) {
  // From one of the tools over it, or without a world, as in any window.
  const QWidget* at = QApplication::focusWidget();
  if (!shown() || (at != nullptr && tools_->isAncestorOf(at)))
    return QGraphicsView::focusNextPrevChild(next);
  const std::vector<Target> all = stops();
  // A click comes to a link from either end.
  const bool link = focus_.kind == Target::Kind::link;
  const Target turned = link ? Target::at_link(focus_.peer, focus_.node) : focus_;
  const auto here = std::find_if(
      all.begin(), all.end(), [&](const Target& stop) { return stop == focus_ || stop == turned; });
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
  // Whoever tabs on leaves the mark; a click elsewhere keeps it, as the keys still act on it.
  if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
    move_focus({});
  QGraphicsView::focusOutEvent(event);
}

/// Escape puts down what is carried, before the window's own shortcuts.
bool Canvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && grip_ != Grip::none &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
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
  event->accept();
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: return click(current(), event->modifiers());
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoom_in();
    case Qt::Key_Minus: return zoom_out();
    case Qt::Key_0: return zoom_reset();
    case Qt::Key_Escape:
      if (grip_ != Grip::none) return let_go();
      setFocus(Qt::OtherFocusReason);  // From one of the tools over it.
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
