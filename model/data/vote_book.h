// Book of votes: every vote that was ever cast, counted by slot, ballot and value.
#pragma once

#include "model/base/ids.h"
#include "model/data/ballot.h"
#include "model/data/shared_log.h"

namespace synod {

/// The acceptors that accepted `vote` in `slot`.
struct VoteCount {
  Slot slot;
  Vote vote;
  NodeSet acceptors;

  friend bool operator==(const VoteCount&, const VoteCount&) = default;
};

/// Every vote that was ever cast, or that a learner was told of.
///  1. Ordered by slot, ballot and value; a pair stands in it once.
///  2. Acceptors are counted once each. A count without any is none.
class VoteBook {
 public:
  /// Notes that `acceptor` accepted `vote`; returns the count it now belongs to.
  const VoteCount& add(Slot slot, const Vote& vote, NodeId acceptor);

  /// Takes `acceptor` out of every count from `first` on.
  void remove(Slot first, NodeId acceptor);
  /// Takes out every count up to `last`.
  void forget_up_to(Slot last);

  const SharedLog<VoteCount>& counts() const { return counts_; }
  bool empty() const { return counts_.empty(); }
  /// The count of `vote`; null where nobody cast it.
  const VoteCount* find(Slot slot, const Vote& vote) const;
  /// The acceptors that accepted anything at the highest ballot of `slot` that the book knows.
  NodeSet at_highest_ballot(Slot slot = {}) const;

  friend bool operator==(const VoteBook&, const VoteBook&) = default;

  /// The place of the first count that does not stand before `vote`.
  std::size_t place_of(Slot slot, const Vote& vote) const;

 private:
  SharedLog<VoteCount> counts_;
};

}  // namespace synod
