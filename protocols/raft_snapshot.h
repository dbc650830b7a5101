// Snapshot of a Raft server's state machine, in place of the entries that led to it (Ongaro 2014,
// chapter 5).
#pragma once

#include <memory>

#include "model/data/field.h"

namespace synod {

/// What stands for all entries up to `last`: the store, and what clients were told last.
struct RaftSnapshot {
  Slot last;           ///< The last slot that it stands for,
  Ballot term;         ///< and the term of what stood there.
  NodeSet members;     ///< Whose votes count there; none where those of all servers do,
  NodeSet before;      ///< and who counts beside them in a joint configuration.
  Slot members_since;  ///< Where the log named them.
  Table store;
  Table answered;
  /// The entries that it stands for. What servers do does not depend on them: they are for the
  /// observer, which is told what the log of a server that takes a snapshot over stands for.
  SlotLog covered;
  Text digest;  ///< Of these entries: snapshots that stand for other ones are other snapshots.
};

/// A snapshot, or none. It never changes, so that copies, in states and in messages, share it.
class RaftSnapshotRef {
 public:
  RaftSnapshotRef() = default;
  explicit RaftSnapshotRef(RaftSnapshot snapshot)
      : shared_(std::make_shared<const RaftSnapshot>(std::move(snapshot))) {}
  bool exists() const { return shared_ != nullptr; }
  const RaftSnapshot& operator*() const { return *shared_; }
  const RaftSnapshot* operator->() const { return shared_.get(); }
  /// The last slot that it stands for; 0 where there is none.
  Slot last() const { return exists() ? shared_->last : Slot{}; }

 private:
  std::shared_ptr<const RaftSnapshot> shared_;
};

/// "{digest=1069958567590244841 slot=5 store x=1 term=2 told C1=3 ok}"; "{}" where there is none.
FieldValue to_field(const RaftSnapshotRef& snapshot);

}  // namespace synod
