// Abstract specification of Raft without messages, for a cluster whose members stay the same.
//
// William Schultz, Siyuan Zhou, Ian Dardik and Stavros Tripakis, "Design and Analysis of a Logless
// Dynamic Reconfiguration Protocol", OPODIS 2021: MongoStaticRaft, action by action. Servers look
// into one another's logs at once. What Raft does with messages comes down to these six actions.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "model/base/ids.h"

namespace synod {

/// The specification for so many servers, which are nodes 0 and up. Those that are no members hold
/// logs and hear of terms, but neither vote nor count.
class RaftSpec {
 public:
  using Term = std::uint32_t;
  /// The terms of its entries: nothing else matters of a log.
  using Log = std::vector<Term>;
  struct State {
    std::vector<Term> terms;  ///< currentTerm, by the server, as the next two.
    std::vector<bool> leads;
    std::vector<Log> logs;
    /// The place in the log, from 1, and the term of each entry that is committed.
    std::set<std::pair<std::size_t, Term>> committed;

    friend auto operator<=>(const State&, const State&) = default;
  };

  explicit RaftSpec(std::size_t servers) : RaftSpec(servers, NodeSet::range(0, servers)) {}
  RaftSpec(std::size_t servers, NodeSet members) : servers_(servers), members_(members) {}

  State init() const;
  NodeSet servers() const { return NodeSet::range(0, servers_); }
  bool is_quorum(NodeSet nodes) const {
    return (nodes - members_).empty() && 2 * nodes.size() > members_.size();
  }

  // Each takes the action where it may be taken, and returns whether it may.

  /// `server` begins to lead at the next term, by the votes of `quorum`.
  bool become_leader(State& state, NodeId server, NodeSet quorum) const;
  /// The same for one that is no member. Not in the original, whose members stay the same: where
  /// they change, a server that they leave out may be needed until that is committed (Ongaro 2014,
  /// section 4.2.2).
  bool lead_from_outside(State& state, NodeId server, NodeSet quorum) const;
  /// It appends an entry of its term.
  bool client_request(State& state, NodeId server) const;
  /// It takes over the entry of `from` that comes next.
  bool get_entry(State& state, NodeId server, NodeId from) const;
  /// It removes its last entry, as `from` has a log with a newer end that differs.
  bool roll_back(State& state, NodeId server, NodeId from) const;
  /// It removes its last entry, as `leader` leads at a higher term than that entry's and has a log
  /// that differs. Not in the original, whose leaders begin with an entry of their own term: one
  /// that does not may repair a log that ends with a higher term than its own log does.
  bool give_way(State& state, NodeId server, NodeId leader) const;
  /// The last entry of `leader`, of its own term, is held by all of `quorum` at that term.
  bool commit_entry(State& state, NodeId leader, NodeSet quorum) const;
  /// `server` takes over the higher term of `from`.
  bool update_term(State& state, NodeId server, NodeId from) const;

 private:
  void follow_elected(State& state, NodeId server, NodeSet voters) const;
  bool may_elect(const State& state, NodeId server, NodeSet voters) const;

  std::size_t servers_;
  NodeSet members_;
};

}  // namespace synod
