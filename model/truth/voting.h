// Votes and proposals of a run, and what consensus promises of them.
#pragma once

#include "model/base/shape.h"
#include "model/data/shared_log.h"
#include "model/data/vote_book.h"
#include "model/truth/judge.h"

namespace synod {

/// A value that a proposer put to the vote.
struct Proposed {
  Slot slot;
  Vote vote;
  NodeId proposer;

  friend bool operator==(const Proposed&, const Proposed&) = default;
};

/// Every proposal and every vote, in every slot, ever. Says where `validity` and `integrity` are
/// broken. Chosen is a fact about history (Lamport, Paxos Made Simple, section 2.2), so every vote
/// is kept: comparing what acceptors hold at present would be wrong both ways.
class Voting {
 public:
  /// `asked` is all that clients asked for.
  void proposed(const Shape& shape, NodeId proposer, Slot slot, const Vote& vote,
                const SharedLog<Text>& asked, EventNumber at, Verdicts& verdicts);
  /// True where it is this vote with which `q2` nodes voted so.
  bool accepted(NodeId acceptor, Slot slot, const Vote& vote, std::size_t q2, EventNumber at,
                Verdicts& verdicts);

  const VoteBook& votes() const { return votes_; }
  const SharedLog<Proposed>& proposals() const { return proposals_; }
  /// Of the votes at the highest ballot below `ballot` that anybody voted at, the one that stands
  /// last in the book; null where there is none.
  const VoteCount* last_vote_below(const Ballot& ballot) const;

  /// Calls `see(list)` for each of its lists: for measuring memory.
  template <class See>
  void each_list(See see) const {
    see(votes_.counts());
    see(last_votes_);
    see(proposals_);
  }

 private:
  void check_one_value(Slot slot, const Vote& fresh, EventNumber at, Verdicts& verdicts) const;
  void note_last_vote(Slot slot, const Vote& vote);
  std::size_t last_vote_place(const Ballot& ballot) const;

  VoteBook votes_;
  SharedLog<Proposed> proposals_;
  /// A vote that stands last in the book of those at its ballot.
  struct LastVote {
    Slot slot;
    Vote vote;

    friend bool operator==(const LastVote&, const LastVote&) = default;
  };
  SharedLog<LastVote> last_votes_;  ///< Ordered by ballot; follows from the votes.
};

}  // namespace synod
