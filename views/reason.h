// The 'why' that is shown: shared by the canvas, the story, the diagram and the panel that tells
// it.
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "model/history.h"
#include "model/why/why.h"

namespace synod::views {

/// An explanation and where it stands in the history. While there is one, what belongs to it is lit
/// and the rest fades.
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

  /// `why` is about the way from the start to `end` in `history`.
  void show(Why why, const History& history, MomentId end);
  void clear();

 signals:
  void changed();

 private:
  std::optional<Why> why_;
  std::vector<MomentId> moments_;  ///< Ascending.
  NodeSet nodes_;
};

}  // namespace synod::views
