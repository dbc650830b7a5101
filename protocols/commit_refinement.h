// Refinement of two-phase commit: which states of its participants stand for which of Gray and
// Lamport's specification. docs/refinement.md says it in words.
//
// Jim Gray and Leslie Lamport, "Consensus on Transaction Commit", ACM TODS 31 (1), 2006, section 3:
// two-phase commit implements TCommit. Three-phase commit does so too where messages keep to time.
#pragma once

#include <optional>

#include "model/world/cluster.h"
#include "model/world/event.h"
#include "protocols/commit_spec.h"

namespace synod {

/// Follows a run of two-phase or three-phase commit and takes each event to the action that it
/// stands for. What a participant was in transactions before its last one, which it forgets, is the
/// history variable.
class CommitRefinement {
 public:
  using State = CommitSpec::State;

  /// `start` must be a world of such a protocol in which nothing has happened yet.
  explicit CommitRefinement(const Cluster& start);

  /// Takes the actions that `event` stands for, which led to `after`; none for most. Where the
  /// specification does not allow them: says why. Then the run is followed no further.
  std::optional<Sentence> follow(const Event& event, const Cluster& after);

  /// Goes on from another moment, with what `state()` was there.
  void go_to(const State& state) { state_ = state; }

  const CommitSpec& spec() const { return spec_; }
  const State& state() const { return state_; }

 private:
  std::optional<Sentence> follow(NodeId node, const Cluster& after);

  CommitSpec spec_;
  State state_;
};

}  // namespace synod
