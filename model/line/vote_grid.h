// Grid of votes, ballots by acceptors: who promised, accepted and refused what.
#pragma once

#include <span>
#include <vector>

#include "model/base/setup.h"
#include "model/line/vote_index.h"

namespace synod {

/// What an acceptor did at a ballot, and at which event it did so first.
struct VoteMark {
  Response::Kind kind = Response::Kind::promised;
  EventNumber at = 0;
  Text value;      ///< What it accepted; none for the other kinds.
  Ballot instead;  ///< Of a refusal: the higher ballot that it has promised.

  friend bool operator==(const VoteMark&, const VoteMark&) = default;
};

/// All that became of one ballot.
struct VoteRow {
  Ballot ballot;
  EventNumber since = 0;  ///< The first event that was about it.
  std::vector<ProposedValue> proposed;
  std::vector<std::vector<VoteMark>> cells;  ///< By place among the acceptors; each in order.
};

/// Where the votes of one ballot stand after an event.
struct Tally {
  NodeSet promised;
  NodeSet accepted;  ///< Those that accepted `value`.
  NodeSet refused;
  Text value;             ///< The value with the most votes; none where nobody accepted.
  bool prepared = false;  ///< A phase-1 quorum has promised.
  bool chosen = false;    ///< A phase-2 quorum has accepted `value` in this very ballot.
};

/// The votes of a whole line, the recorded future included, to be looked at as of any event.
///  1. Rows are in the order of their ballots; columns are the acceptors.
///  2. A vote stays cast whatever becomes of the acceptor's disk: this is the observer's truth.
///  3. A promise that is about no slot stands in the grid of every slot.
class VoteGrid {
 public:
  VoteGrid() = default;
  VoteGrid(const Trace& trace, const Setup& setup, Slot slot = {});
  /// The same from an index that is up to date with `trace`: costs what the grid shows.
  VoteGrid(const Trace& trace, const VoteIndex& index, const Setup& setup, Slot slot);

  std::span<const VoteRow> rows() const { return rows_; }
  std::span<const NodeId> acceptors() const { return acceptors_; }
  std::size_t q1() const { return q1_; }
  std::size_t q2() const { return q2_; }
  /// Null where nothing was ever heard of that ballot.
  const VoteRow* row(Ballot ballot) const;
  /// What the acceptor in that column had done at the ballot by event `at`.
  std::span<const VoteMark> marks(const VoteRow& row, std::size_t column, EventNumber at) const;
  Tally tally(const VoteRow& row, EventNumber at) const;
  /// What stands on an acceptor's disk after event `at`: its vote at the highest ballot since its
  /// disk was wiped last.
  Vote held(std::size_t column, EventNumber at) const;
  /// The last event up to `at` that wiped the acceptor's disk; 0 where none did.
  EventNumber wiped(std::size_t column, EventNumber at) const;

 private:
  VoteRow& row_of(Ballot ballot, EventNumber at);
  void note_proposals(const VoteIndex& index);
  void note(const Response& response, EventNumber at);

  /// `value` was put to the vote at that ballot by event `at`.
  static void note_value(VoteRow& row, const Text& value, EventNumber at);

  Slot slot_;
  std::vector<NodeId> acceptors_;
  std::vector<VoteRow> rows_;
  std::vector<std::vector<EventNumber>> wipes_;  ///< By column, ascending.
  std::size_t q1_ = 0;
  std::size_t q2_ = 0;
};

/// A phase-1 and a phase-2 quorum without a common member; both empty where any two meet.
struct QuorumsApart {
  NodeSet first;
  NodeSet second;

  bool exist() const { return !first.empty(); }
};
QuorumsApart quorums_apart(const Setup& setup);

}  // namespace synod
