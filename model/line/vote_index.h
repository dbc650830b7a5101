// Votes by slot: the index that makes the grid of one slot without a look at the others.
#pragma once

#include <map>
#include <vector>

#include "model/base/setup.h"
#include "model/line/trace.h"

namespace synod {

/// A response of an acceptor, and the event at which it gave it.
struct IndexedResponse {
  EventNumber at = 0;
  std::size_t place = 0;  ///< Among the trace's responses.
};

/// A value that the owner of a ballot put to the vote.
struct ProposedValue {
  EventNumber at = 0;
  Text value;
};

/// What its owner did about a ballot.
struct IndexedBallot {
  EventNumber since = 0;                ///< Its first message about it.
  std::vector<ProposedValue> proposed;  ///< Each value once; only where votes have no slots.
};

/// Follows a trace. What was looked at before is not looked at again.
class VoteIndex {
 public:
  /// Brings the index up to date. Always the same trace, of a cluster with that setup.
  void follow(const Trace& trace, const Setup& setup);
  void clear();

  /// The slots that acceptors responded to, ascending; slot 0 alone where there is no log.
  const std::vector<Slot>& known_slots() const { return slots_; }
  /// How acceptors responded in `slot`, in order; in slot 0, what they said of none.
  const std::vector<IndexedResponse>& responses(Slot slot) const;
  /// Ballots by the messages of their owners.
  const std::map<Ballot, IndexedBallot>& ballots() const { return ballots_; }
  /// The events at which disks were wiped, ascending.
  const std::vector<EventNumber>& wipes() const { return wipes_; }

 private:
  void note_responses(const Trace& trace, EventNumber number);
  void note_proposals(const Trace& trace, EventNumber number, const Shape& shape);
  bool has_log() const { return slots_.front() != Slot{}; }

  std::size_t generation_ = 0;
  EventNumber seen_ = 0;  ///< The last event that was looked at.
  std::vector<Slot> slots_{Slot{}};
  std::map<Slot, std::vector<IndexedResponse>> responses_;
  std::map<Ballot, IndexedBallot> ballots_;
  std::vector<EventNumber> wipes_;
};

}  // namespace synod
