// Replicated log as one node holds it: what it accepted in each slot, and what it knows chosen.
#pragma once

#include "model/base/ids.h"
#include "model/data/ballot.h"
#include "model/data/shared_log.h"

namespace synod {

/// Entry of a node's log in one slot.
struct LogEntry {
  Slot slot;
  Vote vote;            ///< What it accepted last in this slot.
  bool chosen = false;  ///< This node knows that the value was chosen.

  friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

/// A log, ordered by slot, that may have holes.
///  1. Copies share what they have in common; changing a copy never shows in the original.
///  2. Appending at the end and finding cost a few steps, however long the log is.
///  3. A slot that is known chosen stays so, and keeps its value: mark and value belong together.
class SlotLog {
 public:
  /// The entry of `slot`; null where it is a hole.
  const LogEntry* find(Slot slot) const;
  /// Writes `vote` into `slot`, in place of what was there. A slot that is known chosen takes no
  /// other value, and of two ballots for its own it keeps the higher one. False where it differs.
  bool set(Slot slot, const Vote& vote);
  /// Writes over what `slot` holds, known chosen or not, and leaves the mark as it was. A
  /// correct protocol never does this.
  void overwrite(Slot slot, const Vote& vote);
  /// Removes `first` and all slots behind it, known chosen or not. Paxos never does this; Raft does
  /// with what it does not know chosen.
  void cut(Slot first);
  /// Forgets which slots are known chosen, and keeps what they hold.
  void forget_chosen();
  /// Marks `slot` as known chosen. Nothing happens where it is a hole.
  void mark_chosen(Slot slot);

  /// The first slot that is not known chosen, counted from 1: all below it are.
  Slot first_unchosen() const { return first_unchosen_; }
  /// The highest ballot of a vote that stands in a slot known chosen; none where no slot is.
  const Ballot& highest_known() const { return highest_known_; }
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

  /// Calls `see(entry)` for each slot known chosen among those that were written since the last
  /// call of `settle`, and for few others between them.
  template <class See>
  void each_fresh_known(See see) const {
    for (std::size_t i = fresh_from_.number == 0 ? entries_.size() : place_of(fresh_from_);
         i < entries_.size() && entries_[i].slot <= fresh_to_; ++i)
      if (entries_[i].chosen) see(entries_[i]);
  }
  void settle() { fresh_from_ = fresh_to_ = {}; }

  friend bool operator==(const SlotLog& a, const SlotLog& b) { return a.entries_ == b.entries_; }

 private:
  void touch(Slot slot);

  SharedLog<LogEntry> entries_;
  Slot first_unchosen_{1};  ///< Follows from the entries; kept so that nobody has to search.
  Ballot highest_known_;    ///< Follows from the entries as well.
  Slot fresh_from_;         ///< What was written since the last `settle` lies from here
  Slot fresh_to_;           ///< to here. 0 where nothing was.
};

}  // namespace synod
