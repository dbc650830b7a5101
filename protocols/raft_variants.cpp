// Wrong variants of Raft. Each changes one rule of RaftRules, and says in a sentence which.
#include "protocols/raft_rules.h"

namespace synod::raft {

namespace {

struct CommitAnyTerm : RaftRules {
  bool commits_by_counting(const Ballot&, const Ballot&) const override { return true; }
};

struct NoLogCheck : RaftRules {
  bool is_up_to_date(const Server&, Slot, const Ballot&) const override { return true; }
};

struct VoteTwice : RaftRules {
  bool has_vote_for(const Server&, NodeId) const override { return true; }
};

struct VoteNotOnDisk : RaftRules {
  void lose(Server& server) const override { server.voted_for = {}; }
};

struct TermNotOnDisk : RaftRules {
  void lose(Server& server) const override {
    server.term = term_of(server, last_slot(server));
    server.voted_for = {};
  }
};

struct LateVotes : RaftRules {
  bool counts(const Server&, const Ballot&) const override { return true; }
};

struct TruncateAlways : RaftRules {
  bool removes_the_rest() const override { return true; }
};

struct NoMin : RaftRules {
  Slot commit_of_follower(Slot leader, Slot) const override { return leader; }
};

struct MatchNext : RaftRules {
  Slot matched(Slot, const SlotLog& log) const override { return log.last(); }
};

struct TimerAnyMessage : RaftRules {
  bool waits_anew_for_anything() const override { return true; }
};

struct Half : RaftRules {
  std::size_t majority(std::size_t servers) const override { return (servers + 1) / 2; }
};

struct ReadNoQuorum : RaftRules {
  bool reads_unconfirmed() const override { return true; }
};

struct ReadEarly : RaftRules {
  bool knows_what_is_committed(const Server&) const override { return true; }
};

struct ChangeEarly : RaftRules {
  bool may_change_members(const Server&) const override { return true; }
};

struct RemovedCounts : RaftRules {
  bool counts_itself_outside() const override { return true; }
};

template <class Rules>
const RaftRules& made() {
  static const Rules rules;
  return rules;
}

struct Entry {
  Variant variant;
  const RaftRules& rules;
};

std::vector<Entry> of_elections_and_logs() {
  return {
      {{"commit-any-term", SYNOD_TEXT("On a majority is committed"),
        SYNOD_TEXT("A leader commits whatever a majority holds, of earlier terms too. The rule "
                   "left out: only entries of its own term are committed by counting, and those "
                   "before with them; what is older may yet be overwritten."),
        "Ongaro 2014, section 3.6.2 and figure 3.7"},
       made<CommitAnyTerm>()},
      {{"no-log-check", SYNOD_TEXT("Votes for any log"),
        SYNOD_TEXT("A server votes for any candidate, whatever its log lacks. The rule left out: "
                   "it denies its vote where its own log is more up to date."),
        "Ongaro 2014, section 3.6.1"},
       made<NoLogCheck>()},
      {{"vote-twice", SYNOD_TEXT("Two votes at one term"),
        SYNOD_TEXT("A server votes for every candidate that asks at its term. The rule left out: "
                   "it has one vote a term."),
        "Ongaro 2014, section 3.4; akka-raft, issue 45"},
       made<VoteTwice>()},
      {{"vote-not-on-disk", SYNOD_TEXT("The vote is not on disk"),
        SYNOD_TEXT("A server forgets in a crash whom it voted for, and may vote again at the same "
                   "term. The rule broken: votedFor is on disk before the vote leaves."),
        "Ongaro 2014, figure 3.1 and section 3.8"},
       made<VoteNotOnDisk>()},
      {{"term-not-on-disk", SYNOD_TEXT("The term is not on disk"),
        SYNOD_TEXT("After a crash a server goes on at the term of its last entry, and may vote "
                   "again at a term at which it voted. The rule broken: currentTerm is on disk "
                   "before anything of that term leaves."),
        "Ongaro 2014, figure 3.1 and section 3.8"},
       made<TermNotOnDisk>()},
      {{"late-votes", SYNOD_TEXT("Late votes count"),
        SYNOD_TEXT("A candidate counts votes of its earlier terms as well. The rule broken: a "
                   "vote counts for the term that it was given at."),
        "Ongaro 2014, section 3.4; akka-raft, issue 46"},
       made<LateVotes>()},
      {{"truncate-always", SYNOD_TEXT("Cut at every message"),
        SYNOD_TEXT("A follower removes all that is behind the entries of a message. The rule "
                   "broken: it removes what conflicts with them and no more, for a message that "
                   "comes late says nothing of what came before it."),
        "Ongaro 2014, figure 3.1, AppendEntries, step 3"},
       made<TruncateAlways>()},
      {{"no-min", SYNOD_TEXT("The leader's commit index as it is"),
        SYNOD_TEXT("A follower takes all up to the leader's commit index for committed. The rule "
                   "left out: only up to the last entry that the message vouches for; what stands "
                   "behind may be of another leader."),
        "Ongaro 2014, figure 3.1, AppendEntries, step 5"},
       made<NoMin>()},
      {{"match-next", SYNOD_TEXT("nextIndex for matchIndex"),
        SYNOD_TEXT("When a follower answers, a leader takes it that it holds the whole log: it "
                   "sets nextIndex behind its last entry and matchIndex one below. The rule "
                   "broken: it holds what was in the message that it answers, and before."),
        "Gjengset, Students' Guide to Raft, 2016"},
       made<MatchNext>()},
      {{"timer-any-message", SYNOD_TEXT("Any candidate puts off the wait"),
        SYNOD_TEXT("A follower waits anew whenever a candidate asks it, even where it denies its "
                   "vote. Safe, but a server that can't win may keep off those that could. The "
                   "rule left out: only its leader and a vote that it gives make it wait."),
        "Ongaro 2014, section 3.4; Gjengset, Students' Guide to Raft, 2016", true},
       made<TimerAnyMessage>()},
      {{"half", SYNOD_TEXT("Half is a majority"),
        SYNOD_TEXT("Half of an even number of servers counts as a majority. The rule broken: any "
                   "two majorities share a server."),
        "Ongaro 2014, section 3.4; ritmatter/raft_visualization, replica.js"},
       made<Half>()},
  };
}

std::vector<Entry> of_reads_and_members() {
  return {
      {{"read-no-quorum", SYNOD_TEXT("Reads without a majority"),
        SYNOD_TEXT("Whoever believes that it leads answers reads from its own store at once. The "
                   "rule left out: first a majority confirms that it leads, as another may by now, "
                   "and have committed more."),
        "Ongaro 2014, section 6.4, step 3; MIT 6.5840, lab 4B, OnePartition"},
       made<ReadNoQuorum>()},
      {{"read-early", SYNOD_TEXT("A new leader reads too early"),
        SYNOD_TEXT("Where reads take no slot, a new leader answers them before an entry of its own "
                   "term is committed. The rule left out: only then does it know all that earlier "
                   "leaders committed, and told clients."),
        "Ongaro 2014, section 6.4, step 1; etcd, TestReadOnlyForNewLeader"},
       made<ReadEarly>()},
      {{"change-early", SYNOD_TEXT("A new leader changes members too early"),
        SYNOD_TEXT("A leader changes members before an entry of its own term is committed. The "
                   "rule left out, as it was in the dissertation at first: without it a change of "
                   "an earlier leader may be under way still, and majorities of the two need not "
                   "share a server."),
        "Ongaro, raft-dev, 10 July 2015"},
       made<ChangeEarly>()},
      {{"removed-counts", SYNOD_TEXT("A removed leader counts itself"),
        SYNOD_TEXT("A leader that removes itself counts its own log towards the majority of the "
                   "new members. The rule broken: it leads on until that is committed, but it is "
                   "none of those that count."),
        "Ongaro 2014, section 4.2.2; etcd, confchange_v1_remove_leader"},
       made<RemovedCounts>()},
  };
}

const std::vector<Entry>& entries() {
  static const std::vector<Entry> list = [] {
    std::vector<Entry> all = of_elections_and_logs();
    for (const Entry& one : of_reads_and_members()) all.push_back(one);
    return all;
  }();
  return list;
}

}  // namespace

const RaftRules& variant_rules(const std::string& name) {
  for (const Entry& entry : entries())
    if (name == entry.variant.name) return entry.rules;
  return plain_rules;
}

std::vector<Variant> raft_variants() {
  std::vector<Variant> variants;
  for (const Entry& entry : entries()) variants.push_back(entry.variant);
  return variants;
}

}  // namespace synod::raft
