// Tooltips of the canvas, and its words for a screen reader.
#include <QHelpEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "model/data/field_search.h"
#include "model/world/blocked.h"
#include "model/world/locks.h"
#include "model/world/members.h"
#include "model/world/protocol.h"
#include "views/canvas/canvas.h"
#include "views/canvas/hit.h"
#include "views/canvas/node_painter.h"
#include "views/kit/plain_text.h"
#include "views/kit/told_at.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {
/// How far below its point a tip begins.
constexpr int tip_drop = 12;
}  // namespace

QString Canvas::crown_told(NodeId node) const {
  if (frame_.covers(node, Means::phase) || !is_leading(world().node(node).state)) return {};
  return "\n" + tr("The crown: it leads, as far as it knows. W: why?");
}

QString Canvas::member_told(NodeId node) const {
  if (!knows_it_is_no_member(world(), node)) return {};
  return "\n" + tr("It is no member, as far as it knows: its vote does not count.");
}

QString Canvas::timer_told(NodeId node) const {
  for (const TimerLook& timer : stage_.picture.timers)
    if (timer.node == node)
      return "\n" + tr("The ring around it: timer %1 goes off in %2 ms.")
                        .arg(timer.name)
                        .arg(std::lround(timer.ms));
  return {};
}

QString Canvas::lock_told(NodeId node) const {
  const auto lock = lock_of(world().node(node).state);
  if (!lock) return {};
  return "\n" + tr("The lock: %1 waits for the decision, since %2 ms.")
                    .arg(QString::fromStdString(lock->what.str()))
                    .arg(lock->since.ms);
}

QString Canvas::slot_told(NodeId node, Slot slot) const {
  const NodeLook& look = stage_.picture.nodes[node.index];
  for (const DiskRow& row : look.disk)
    if (row.is_log && row.first <= slot && slot.number < row.first.number + row.strip.size())
      return tr("Slot %1 of %2: %3. W: why?")
          .arg(slot.number)
          .arg(look.name, views::told(row.strip[slot.number - row.first.number],
                                      translated(decision_word(world()))));
  return {};
}

/// What a click does there, or the key where clicks only mark.
QString Canvas::told_of_node(NodeId id) const {
  const Node& node = world().node(id);
  const QString name = QString::fromStdString(world().name(id));
  if (!node.up)
    return (click_selects_ ? tr("%1 is down. K: restart. Shift+K: wipe its disk.")
                           : tr("%1 is down. Click: restart. Shift+click: wipe its disk."))
        .arg(name);
  if (node.paused)
    return (click_selects_
                ? tr("%1 is paused: messages wait for it, its timers go off late. Z: resume. "
                     "K: crash.")
                : tr("%1 is paused: messages wait for it, its timers go off late. Z: resume. "
                     "Click: crash."))
        .arg(name);
  if (const auto why = why_blocked(world(), id))
    return translated(*why) + lock_told(id) + timer_told(id);
  return (click_selects_ ? tr("%1 is up. K: crash. Shift+K: crash and wipe its disk.")
                         : tr("%1 is up. Click: crash. Shift+click: crash and wipe its disk."))
             .arg(name) +
         member_told(id) + crown_told(id) + lock_told(id) + timer_told(id);
}

QString Canvas::told_of_link(NodeId from, NodeId to) const {
  const bool there = world().is_cut(from, to);
  const bool back = world().is_cut(to, from);
  const QString does = there || back    ? (click_selects_ ? tr("C: heal.") : tr("Click: heal."))
                       : click_selects_ ? tr("C: cut. Shift+C: cut %1 → %2 only.")
                                        : tr("Click: cut. Shift+click: cut %1 → %2 only.");
  const QString stands = there && back ? tr("%1 – %2 is cut.")
                         : there       ? tr("%1 → %2 is cut, the way back is open.")
                         : back        ? tr("%2 → %1 is cut, %1 → %2 is open.")
                                       : tr("%1 – %2.");
  return tr("%1 %2")
      .arg(stands, does)
      .arg(QString::fromStdString(world().name(from)), QString::fromStdString(world().name(to)));
}

QString Canvas::told(const Target& target) const {
  if (!alive(target)) return {};
  const auto name = [&](NodeId id) { return QString::fromStdString(world().name(id)); };
  if (target.kind == Target::Kind::node)
    return target.slot != Slot{} ? slot_told(target.node, target.slot) : told_of_node(target.node);
  if (target.kind == Target::Kind::link) return told_of_link(target.node, target.peer);
  const Message& message = *world().message(target.message);
  const MessageKind& kind = world().protocol->info().messages[message.kind];
  const LevelOfDetail level = stage_.theme.detail;
  const QString way =
      (message.held ? tr("%1, %2 → %3 (held)") : tr("%1, %2 → %3"))
          .arg(message_told(world(), message, level), name(message.from), name(message.to));
  QString text = (click_selects_ ? tr("%1. D: lose it. Drag: hold it, or deliver it at %2.")
                                 : tr("%1. Click: lose it. Drag: hold it, or deliver it at %2."))
                     .arg(way, name(message.to));
  text +=
      "\n" + tr("%1 is %2: %3.")
                 .arg(QString::fromUtf8(kind.label), translated(kind.title), translated(kind.help));
  if (world().node(message.to).paused)
    text += "\n" +
            tr("It waits at the door of %1, which is paused. Z: resume %1.").arg(name(message.to));
  if (history_ != nullptr && message.sent_by != 0) {
    const MomentId cause = history_->at_depth(message.sent_by);
    if (cause != 0)
      for (const Note& note : history_->event(cause).notes)
        text += "\n" + tr("Sent when: %1").arg(translated(told_at(level, note.text)));
  }
  return text;
}

/// Below what it is about: over it, it would hide what it tells of.
QPoint Canvas::tip_point(const Target& target, QPoint pointer) {
  QRectF about;
  if (target.kind == Target::Kind::node) about = stage_.layout.node(target.node).bounds();
  if (target.kind == Target::Kind::message)
    for (const Envelope& e : stage_.picture.envelopes)
      if (e.id == target.message && !e.ghost) about = envelope_rect(e, envelopes_);
  if (about.isEmpty()) return pointer;
  // Qt shows a tip a little below the point that it is given.
  const int below = mapFromScene(about).boundingRect().bottom() - tip_drop;
  return {pointer.x(), std::clamp(below, pointer.y(), std::max(pointer.y(), height()))};
}

bool Canvas::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const Target target = with_slot(target_at(help->pos()), help->pos());
    const QString text = told(target);
    const QPoint at = viewport()->mapToGlobal(tip_point(target, help->pos()));
    text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(at, plain_tip(text), viewport());
    return true;
  }
  return QGraphicsView::viewportEvent(event);
}

}  // namespace synod::views
