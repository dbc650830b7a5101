// Logs of all nodes at one moment, as rows aligned by slot.
#pragma once

#include <vector>

#include "views/kit/frame.h"
#include "views/kit/slot_look.h"

namespace synod::views {

/// One row: a node's log, or what the observer knows to be chosen.
struct LogRow {
  NodeId node;  ///< None for the observer's row.
  QString name;
  SlotLog log;
  SlotLog before;        ///< Before the event that just happened, where that changed the log.
  bool changed = false;  ///< Whether it did.
  Slot compacted;        ///< Its snapshot stands for all up to there.
  Slot applied;          ///< All up to this slot has taken effect at this node.
  bool up = true;
  bool paused = false;
  bool leading = false;
  bool covered = false;  ///< The class is asked for it.
  // What the leader knows of another node's log, where leaders keep that.
  NodeId leader;
  Slot held;  ///< Up to there it is the leader's own.
  Slot next;  ///< What the leader sends next.
};

/// Whether nodes of that protocol keep logs at all.
bool keeps_logs(const Cluster& world);

/// The observer's row first, then those of the nodes in their order.
class LogRows {
 public:
  void take(const Frame& frame);
  void clear() { rows_.clear(); }

  const std::vector<LogRow>& rows() const { return rows_; }
  /// The last slot that holds anything anywhere.
  Slot last() const { return last_; }
  SlotLook look(const LogRow& row, Slot slot) const;
  /// The last slot that the event which just happened changed at any node; 0 for none.
  Slot changed() const;
  /// The event that chose `slot` first; 0 where it is not chosen.
  EventNumber chosen_at(Slot slot) const;
  /// "N2, slot 6: no-op, accepted at 2.2; known to be chosen".
  QString told(const LogRow& row, Slot slot) const;

 private:
  void take_progress(const Cluster& world);
  QString leader_of(const LogRow& row) const;
  QString told_of_node(const LogRow& row, Slot slot, const SlotLook& cell) const;

  std::vector<LogRow> rows_;
  SharedLog<Chosen> chosen_;  ///< The first of each slot, ordered by slot.
  EventNumber at_ = 0;
  Text noop_;
  Slot last_;
};

}  // namespace synod::views
