// Refinement of Raft: each event is a step of the abstract specification once the run is told term
// by term. docs/refinement.md says it in words.
//
// Tzilla Elrad and Nissim Francez, "Decomposition of Distributed Programs into Communication-Closed
// Layers", Science of Computer Programming 2 (3), 1982: steps of different nodes may change places
// where neither needs the other. What Raft does at a term needs nothing of a higher one.
#pragma once

#include <compare>
#include <optional>
#include <vector>

#include "model/world/cluster.h"
#include "model/world/event.h"
#include "protocols/raft_spec.h"

namespace synod {

/// Follows a run of Raft and takes each event to the actions that it stands for. What happened at
/// each term is the history variable; the specification takes it in the order of terms, and within
/// a term in the order of the log. Its terms count those that somebody led at: nothing is written
/// at others.
class RaftRefinement {
 public:
  using Term = RaftSpec::Term;

  /// One thing that a server did at a term, in the order in which the specification does them.
  struct Done {
    enum class Kind : std::uint8_t { led, appended, removed, got, committed };
    Term term = 0;            ///< The server's own.
    std::uint32_t place = 0;  ///< In the log; 0 for `led`, and for the first entry of a leader.
    Kind kind = Kind::led;
    NodeId node;
    NodeSet votes{};    ///< Whose votes made it the leader.
    NodeSet members{};  ///< Where it leads: whose votes and logs count,
    NodeSet before{};   ///< and whose beside them, where its configuration is joint.
    friend auto operator<=>(const Done&, const Done&) = default;
  };

  /// Whose logs count for the leader of a term, and whose beside them, as it told last.
  struct Members {
    Term term = 0;
    NodeSet now{};
    NodeSet before{};
    friend bool operator==(const Members&, const Members&) = default;
  };

  struct State {
    std::vector<Done> done;
    RaftSpec::State spec;         ///< What the specification makes of all that was done.
    std::vector<Term> led;        ///< The terms that somebody led at: that of its term 1, 2 ...
    std::vector<NodeId> leaders;  ///< Who led there.
    std::vector<Members> members;
    friend bool operator==(const State&, const State&) = default;
  };

  /// `start` must be a world of Raft in which nothing has happened yet.
  explicit RaftRefinement(const Cluster& start);

  /// Takes the actions that `event` stands for, which led to `after`; none for most. Where the
  /// specification does not allow them: says why. Then the run is followed no further.
  std::optional<Sentence> follow(const Event& event, const Cluster& after);

  /// Goes on from another moment, with what `state()` was there.
  void go_to(const State& state) { state_ = state; }

  const RaftSpec& spec() const { return spec_; }
  const State& state() const { return state_; }

 private:
  using Why = std::optional<Sentence>;

  std::vector<Done> done_in(const Event& event, const Cluster& after) const;
  bool has_done(Done::Kind kind, Term term, NodeId node) const;
  Why take_all(std::vector<Done> more, const Shape& shape);
  bool take(const Done& one);
  bool lead(const Done& one);
  bool commit(const Done& one);
  bool cut(const Done& one, NodeId leader);
  Members members_at(Term term) const;
  void note_members(const Deed& deed);
  void come_to_term(NodeId server, Term term);
  NodeSet holders() const;
  Term spec_term(Term term) const;
  Why differs(NodeId node, const Cluster& after) const;
  Why follow_known(const Event& event, const Cluster& after);
  bool is_committed(NodeId server, Slot slot) const;

  RaftSpec spec_;
  bool begins_with_noop_;
  State state_;
};

}  // namespace synod
