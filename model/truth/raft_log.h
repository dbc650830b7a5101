// Judge of a log whose leaders have terms: what is committed there, and whether leaders are safe.
#pragma once

#include <tuple>
#include <vector>

#include "model/data/vote_book.h"
#include "model/truth/judge.h"

namespace synod {

/// Whose votes count for the leader of a term: a majority of `now`, and one of `before` as well
/// where there are any.
struct TermMembers {
  Ballot term;
  NodeSet now;
  NodeSet before;
  friend bool operator==(const TermMembers&, const TermMembers&) = default;
};
/// "{3=123/1245}".
FieldValue to_field(const std::vector<TermMembers>& members);

/// What Raft promises of its log (Ongaro, "Consensus: Bridging Theory and Practice", 2014, figure
/// 3.2), without the last property, which the observer calls `prefix`:
///  - `election`: at most one server leads at a term;
///  - `append-only`: a leader overwrites and removes nothing in its log;
///  - `matching`: logs that hold an entry of the same slot and term are the same up to it;
///  - `completeness`: what is committed at a term stands in the logs of the leaders of all higher
///    terms.
/// An entry is committed at its own term once a majority of the servers, or of the members that the
/// log of that term's leader names, stored it on their disks while that term was theirs, and all
/// entries before it with it (section 3.6.2, and "committed" in appendix B.2). What a later leader
/// copies to a majority is not committed by that (figure 3.7). No server can see this; it stays so
/// whatever becomes of the disks.
struct RaftLog {
  static constexpr const char* name = "log of terms";

  VoteBook leaders;    ///< Who led at each term.
  VoteBook held;       ///< Whose log holds what at present.
  VoteBook stored;     ///< Who stored what is not committed yet, while its term was theirs.
  SlotLog committed;   ///< The entries that are committed.
  SlotLog committing;  ///< The term at which each was committed.
  std::vector<TermMembers> members;  ///< Terms with members of their own; at others all count.
  NodeSet leading;                   ///< Who leads now, as far as it knows itself.

  static constexpr auto fields() {
    return std::tuple{
        field("leaders", &RaftLog::leaders, SYNOD_TEXT("Who led at each term")),
        field("held", &RaftLog::held, SYNOD_TEXT("Whose log holds what")),
        field("stored", &RaftLog::stored,
              SYNOD_TEXT("Who stored what is not committed yet, while its term was theirs")),
        field("committed", &RaftLog::committed, SYNOD_TEXT("The entries that are committed")),
        field("committing", &RaftLog::committing,
              SYNOD_TEXT("The same with the term at which each was committed")),
        field("members", &RaftLog::members,
              SYNOD_TEXT("Whose votes count at a term, where not those of all servers do"))
            .rare(),
        field("leading", &RaftLog::leading, SYNOD_TEXT("Who leads, as far as it knows itself"))};
  }

  void hear(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts);

 private:
  void check_matching(const Deed& deed, const Shape& shape, EventNumber at,
                      Verdicts& verdicts) const;
  void check_complete(NodeId leader, const Ballot& number, const Shape& shape, EventNumber at,
                      Verdicts& verdicts) const;
  void write(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts);
  void lead(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts);
  void commit(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts);
  void take_members(const Deed& deed, const Shape& shape, EventNumber at, Verdicts& verdicts);
  bool is_majority(NodeSet nodes, const Ballot& term, const Shape& shape) const;
  void check_agreement(NodeId holder, EventNumber at, Verdicts& verdicts);
  /// What the log of `node` holds in `slot`; null where nothing.
  const VoteCount* entry_of(NodeId node, Slot slot) const;
  /// The highest term at which `node` led.
  Ballot term_of(NodeId node) const;
};

}  // namespace synod
