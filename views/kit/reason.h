// Explanation that is shown, shared by the canvas, the story, the diagram and the Why panel.
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "model/line/history.h"
#include "model/why/why.h"

namespace synod::views {

/// A message that carried the cause on.
struct Carrier {
  Message message;
  EventNumber arrived = 0;  ///< The event at which it did; 0 where that is none of the explanation.
};

/// An explanation and its place in the history. While there is one, the canvas and the lists
/// highlight what belongs to it and fade the rest.
class Reason : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Null while nothing is explained.
  const Why* why() const { return why_ ? &*why_ : nullptr; }
  bool active() const { return why_.has_value(); }
  /// Whether that moment's event belongs to the explanation.
  bool holds(MomentId moment) const;
  bool holds_message(MessageId message) const;
  /// Whether anything of the explanation happened at that node.
  bool holds_node(NodeId node) const { return nodes_.contains(node); }
  /// Whether a cause travelled between these two, or what was done to their link is one.
  bool holds_link(NodeId a, NodeId b) const;

  /// In the order in which they arrived; those that did not, last.
  const std::vector<Carrier>& carriers() const { return carriers_; }
  /// The moment of an event on the way that the explanation is about; nothing beyond its end.
  std::optional<MomentId> moment_of(EventNumber number) const;
  /// How many events that way has.
  EventNumber length() const {
    return path_.empty() ? 0 : static_cast<EventNumber>(path_.size() - 1);
  }
  /// Whether that way is a part of the line that `history` is on.
  bool is_on_line_of(const History& history) const;

  /// `why` is about the way from the start to `end` in `history`.
  void show(Why why, const History& history, MomentId end);
  void clear();

 signals:
  void changed();

 private:
  void take_event(EventNumber number, const Event& event);
  void take_message(const Message& message, EventNumber arrived);

  std::optional<Why> why_;
  std::vector<MomentId> path_;  ///< From the start to where it was asked.
  std::vector<Carrier> carriers_;
  std::vector<std::pair<NodeId, NodeId>> links_;  ///< Of both ends the lower one first.
  std::vector<MomentId> moments_;                 ///< Ascending.
  NodeSet nodes_;
};

}  // namespace synod::views
