// Selection: what the pointer is on and what is pinned, the same in all views.
#pragma once

#include <QObject>
#include <array>
#include <optional>

#include "model/line/history.h"

namespace synod::views {

/// Something that can be pointed at.
struct Target {
  enum class Kind : std::uint8_t { none, node, link, message, event };
  Kind kind = Kind::none;
  NodeId node;  ///< The node, or the end of the link nearest to the pointer.
  NodeId peer;  ///< The other end of the link.
  MessageId message;
  MomentId moment = 0;  ///< Of a message, the moment that sent it; 0 where that is not known.
  Slot slot;  ///< Of an event that filled a slot of the log of `node`, or of a slot without one:
              ///< it. Of a node, the slot on its card that the pointer is on.
  std::optional<OperationRef> operation{};  ///< Of an event of an operation: which.
  std::array<MomentId, 2> others{};         ///< Its other events; 0 where there is none.

  static Target at_node(NodeId node) { return {Kind::node, node, {}, {}, 0, {}}; }
  static Target at_link(NodeId from, NodeId to) { return {Kind::link, from, to, {}, 0, {}}; }
  static Target at_message(MessageId id, MomentId sent_in = 0) {
    return {Kind::message, {}, {}, id, sent_in, {}};
  }
  static Target at_event(MomentId moment) { return {Kind::event, {}, {}, {}, moment, {}}; }
  /// `moment` filled `slot` of `node`; no node stands for what is chosen there.
  static Target at_slot(NodeId node, Slot slot, MomentId moment) {
    return {Kind::event, node, {}, {}, moment, slot};
  }
  /// `moment` is one of an operation's events, and `others` are the rest of them.
  static Target at_operation(OperationRef operation, MomentId moment,
                             std::array<MomentId, 2> others) {
    return {Kind::event, {}, {}, {}, moment, {}, operation, others};
  }
  bool exists() const { return kind != Kind::none; }
  friend bool operator==(const Target&, const Target&) = default;
};

/// The moment of the event that is pointed at, or of the one that sent the message that is; 0 where
/// there is none.
MomentId moment_of(const Target& target, const History& history);

/// That moment first, then those of the other events of the same operation.
std::vector<MomentId> moments_of(const Target& target, const History& history);

/// Shared by the canvas, the inspector, the story and the timeline.
class Selection : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  const Target& hovered() const { return hovered_; }
  const Target& pinned() const { return pinned_; }
  /// What the inspector shows: what the pointer is on, else what is pinned.
  const Target& shown() const { return hovered_.exists() ? hovered_ : pinned_; }

  void hover(const Target& target);
  void pin(const Target& target);

 signals:
  void changed();

 private:
  Target hovered_;
  Target pinned_;
};

}  // namespace synod::views
