// Decisions of a run: what is chosen in each slot, and who learned it.
#pragma once

#include "model/base/ids.h"
#include "model/data/ballot.h"
#include "model/data/shared_log.h"
#include "model/data/vote_book.h"

namespace synod {

/// A vote that a phase-2 quorum of acceptors cast, ever. No node can see this.
struct Chosen {
  Slot slot;
  Vote vote;
  EventNumber at = 0;

  friend bool operator==(const Chosen&, const Chosen&) = default;
};

/// The choice of `slot` among `choices`, which are ordered by slot; null where there is none.
const Chosen* choice_of(const SharedLog<Chosen>& choices, Slot slot);

/// A value that a learner came to know.
struct Learned {
  NodeId node;
  Slot slot;
  Text value;
  EventNumber at = 0;

  friend bool operator==(const Learned&, const Learned&) = default;
};

/// What was ever decided, and learned. No node can see all of it.
class Decisions {
 public:
  /// `vote` is decided about `slot`. The first decision of the slot: this one, or an earlier one.
  const Chosen& add(Slot slot, const Vote& vote, EventNumber at);
  /// `node` comes to know `value`. Again changes nothing.
  void learned(NodeId node, Slot slot, const Text& value, EventNumber at);

  const SharedLog<Chosen>& all() const { return all_; }
  /// The first of each slot, ordered by slot.
  const SharedLog<Chosen>& firsts() const { return firsts_; }
  const SharedLog<Learned>& learned() const { return learned_; }
  bool has(Slot slot, const Text& value) const;

  /// Calls `see(list)` for each of its lists: for measuring memory.
  template <class See>
  void each_list(See see) const {
    see(all_);
    see(firsts_);
    see(learned_);
    see(learned_by_.counts());
  }

 private:
  SharedLog<Chosen> all_;
  SharedLog<Chosen> firsts_;
  SharedLog<Learned> learned_;
  VoteBook learned_by_;  ///< The same by slot and value, without ballots: who learned it.
};

}  // namespace synod
