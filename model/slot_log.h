// A replicated log as one node holds it: what it accepted in each slot, and what it knows chosen.
#pragma once

#include "model/ballot.h"
#include "model/ids.h"
#include "model/shared_log.h"

namespace synod {

/// What a node holds in one slot of its log.
struct LogEntry {
  Slot slot;
  Vote vote;            ///< What it accepted last in this slot.
  bool chosen = false;  ///< This node knows that the value was chosen.

  friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

/// A log, ordered by slot, that may have holes.
///  1. Copies share what they have in common; changing a copy never shows in the original.
///  2. Appending at the end and finding cost a few steps, however long the log is.
///  3. A slot that is known chosen stays so.
class SlotLog {
 public:
  /// What `slot` holds; null where it is a hole.
  const LogEntry* find(Slot slot) const;
  /// Writes `vote` into `slot`, in place of what was there. A mark of known chosen stays.
  void set(Slot slot, const Vote& vote);
  /// Marks `slot` as known chosen. Nothing happens where it is a hole.
  void mark_chosen(Slot slot);

  /// The first slot that is not known chosen, counted from 1: all below it are.
  Slot first_unchosen() const { return first_unchosen_; }
  /// The last slot that holds anything; 0 in an empty log.
  Slot last() const { return entries_.empty() ? Slot{} : entries_.back().slot; }
  /// How many slots hold something.
  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  /// The entries in the order of their slots.
  const SharedLog<LogEntry>& entries() const { return entries_; }
  SharedLog<LogEntry>::iterator begin() const { return entries_.begin(); }
  SharedLog<LogEntry>::iterator end() const { return entries_.end(); }
  /// The entries from `first` on, as a log of their own.
  SlotLog from(Slot first) const;
  /// The place of the first entry whose slot is not below `slot`: where a walk from there starts.
  std::size_t place_of(Slot slot) const;

  friend bool operator==(const SlotLog& a, const SlotLog& b) { return a.entries_ == b.entries_; }

 private:
  SharedLog<LogEntry> entries_;
  Slot first_unchosen_{1};  ///< Follows from the entries; kept so that nobody has to search.
};

}  // namespace synod
